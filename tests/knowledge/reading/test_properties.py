"""What holds for any input at all."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.dates import edtf
from knowledge.model import Article
from knowledge.reading import Unreadable, infer_from_archive, named_events, parse_text, read
from knowledge.reading.layout import spans
from tests.effort import examples

# Text that looks like articles: lines, headings, lists, links, dates, tags, odd white space.
PIECES = st.sampled_from(
    [
        "Ana Lima met Tom Okoro in Quito on Monday, March 21, and praised the accord of 2020.",
        "Peru-Japan",
        "- More trade",
        "[Place: Lima]",
        "Comments are closed.",
        "By Jo Roe",
        "QUITO, Nov 14 (ANDES) --",
        "next year (2023)",
        "the 12th and 13th Pacific Summits",
        "[the accord](https://gov.example/a)",
        "<u>Ports</u>",
        "# Title",
        "---",
        "title: x",
        "* * *",
        "-0-",
        "\n",
        "\n\n",
        " ",
        "\u00a0",
        "\u2028",
        "\r\n",
        "\x0c",
        "“",
        "’",
    ]
)
ARTICLES = st.lists(PIECES, max_size=30).map("".join)
TEXTS = st.one_of(st.text(max_size=300), ARTICLES)
SUFFIXES = st.sampled_from([".txt", ".md", ".html"])

BOUNDED = settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check(article: Article) -> None:
    reached = 0
    for paragraph in article.paragraphs:
        words = article.text[paragraph.start : paragraph.end]
        assert reached <= paragraph.start < paragraph.end <= len(article.text)
        assert words == words.strip()
        assert not article.text[reached : paragraph.start].strip()
        reached = paragraph.end
    assert not article.text[reached:].strip()
    assert article.published is None or edtf.valid(article.published)
    assert (article.published is None) == (article.published_basis is None)
    assert len(article.digest) == 16


@BOUNDED
@given(TEXTS)
def test_spans_cover_every_character_that_is_not_white_space(text: str) -> None:
    found = spans(text)
    covered = {index for start, end in found for index in range(start, end)}
    assert len(covered) == sum(end - start for start, end in found)
    assert found == sorted(found)
    for start, end in found:
        assert text[start:end] == text[start:end].strip() != ""
    assert all(char.isspace() for index, char in enumerate(text) if index not in covered)


@BOUNDED
@given(TEXTS, SUFFIXES)
def test_any_text_is_an_article_or_unreadable(text: str, suffix: str) -> None:
    try:
        article = parse_text(text, "x", suffix)
    except Unreadable as problem:
        assert problem.reason.endswith((".", "15", "---"))
        return
    check(article)


@BOUNDED
@given(st.text(st.characters(exclude_characters="<[\r\ufeff"), max_size=300))
def test_plain_text_is_stored_as_it_is(text: str) -> None:
    try:
        assert parse_text("x" + text, "x").text == "x" + text
    except Unreadable:
        raise AssertionError("plain text is always readable") from None


@BOUNDED
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
def test_any_bytes_are_an_article_or_unreadable(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        article = read(path)
    except Unreadable as problem:
        assert str(tmp_path) not in problem.reason
        return
    check(article)


@BOUNDED
@given(ARTICLES, ARTICLES)
def test_lone_surrogates_never_reach_the_article(one: str, two: str) -> None:
    try:
        check(parse_text(f"x{one}\ud83d{two}", "x\udcff"))
    except Unreadable:
        return


@BOUNDED
@given(ARTICLES, st.lists(st.tuples(TEXTS, st.sampled_from(["2022", "2022-11-15"]), TEXTS)))
def test_any_archive_gives_a_valid_date_or_none(
    text: str, dated: list[tuple[str, str, str]]
) -> None:
    article = parse_text("x" + text, "x")
    dated += [(event, "2022-11-15", "other") for event in named_events(text)]
    found = infer_from_archive(article, dated)
    assert found is None or (edtf.valid(found[0]) and found[1].startswith("inferred: "))


@BOUNDED
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert parse_text("x" + text, "x") == parse_text("x" + text, "x")
