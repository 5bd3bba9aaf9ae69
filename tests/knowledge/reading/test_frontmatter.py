import pytest

from knowledge.model import ParagraphRole
from knowledge.reading import Unreadable, parse_text
from knowledge.reading.frontmatter import split

BODY = "Ana Lima met Tom Okoro in Quito, officials of both sides said.\n"


def test_all_fields_are_read() -> None:
    article = parse_text(
        '---\ntitle: "Talks in Quito"\npublished: 2022-11-15\noutlet: The Paper\n'
        "url: https://paper.example/talks\nbyline: Jo Roe\n---\n" + BODY,
        "talks",
    )
    assert article.title == "Talks in Quito"
    assert (article.published, article.published_basis) == ("2022-11-15", "given")
    assert article.outlet == "The Paper"
    assert article.url == "https://paper.example/talks"
    assert article.byline == "Jo Roe"
    assert article.text == "Talks in Quito\n\n" + BODY


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2022-11-15", "2022-11-15"),
        ("'2022-11-15'", "2022-11-15"),
        ("“2022-11-15”", "2022-11-15"),
        ("2022-11-15 08:00:00", "2022-11-15"),
        ("2022-11-15T23:30:00+07:00", "2022-11-15"),
        ("2022-11-15T23:30:00Z", "2022-11-15"),
        ("2022-11-15T01:30:00.123-05:00", "2022-11-15"),
        ("2022-11", "2022-11"),
        ("2022", "2022"),
        ("15 November 2022", "2022-11-15"),
        ("November 15, 2022", "2022-11-15"),
        ("Tuesday, 15 Nov 2022 08:30 ICT", "2022-11-15"),
        ("2022-11-15T10:00:00Z", "2022-11-15"),
        ("20221115", "2022-11-15"),
        ("15-Nov-2022", "2022-11-15"),
        ("15-11-2022", "2022-11-15"),
        ("11/15/2022", "2022-11-15"),
        ("05/05/2022", "2022-05-05"),
        ("November 2022", "2022-11"),
    ],
)
def test_dates_in_any_usual_notation(written: str, edtf: str) -> None:
    assert parse_text(f"---\npublished: {written}\n---\n{BODY}", "x").published == edtf


@pytest.mark.parametrize("nothing", ["", "null", "unknown", "''", "n/a", "~", "?"])
def test_no_date_is_no_date(nothing: str) -> None:
    article = parse_text(f"---\npublished: {nothing}\n---\n{BODY}", "x")
    assert (article.published, article.published_basis) == (None, None)


@pytest.mark.parametrize(
    "date",
    ["soon", "2022-13-45", "30 February 2022", "15 November", "20221345", "99/99/2022", "1/2/0000"],
)
def test_what_is_no_date_is_a_problem(date: str) -> None:
    with pytest.raises(Unreadable, match="publication date"):
        parse_text(f'---\npublished: "{date}"\n---\n{BODY}', "x")


@pytest.mark.parametrize("date", ["03/04/2022", "3-4-2022", "03/04/2022 10:00"])
def test_a_date_that_is_another_one_elsewhere_is_asked_for_anew(date: str) -> None:
    with pytest.raises(Unreadable, match="may be 2022-04-03 or 2022-03-04"):
        parse_text(f"---\npublished: {date}\n---\n{BODY}", "x")


def test_colons_in_a_title_need_no_quotes() -> None:
    article = parse_text(f"---\ntitle: Talks: the second day\noutlet: The Paper\n---\n{BODY}", "x")
    assert (article.title, article.outlet) == ("Talks: the second day", "The Paper")


def test_keys_in_capitals_and_unknown_keys() -> None:
    article = parse_text(f"---\nTitle: Talks\ntags: [a, b]\nweight: 3\n---\n{BODY}", "x")
    assert article.title == "Talks"


def test_several_authors() -> None:
    matter, _ = split("---\nbyline:\n  - Jo Roe\n  - Max Dam\n---\n")
    assert matter is not None
    assert matter.byline == "Jo Roe, Max Dam"


def test_front_matter_comes_before_the_caller() -> None:
    text = f"---\npublished: 2022-11-15\n---\n{BODY}"
    article = parse_text(text, "x", published="2021-01-01", outlet="The Other")
    assert (article.published, article.outlet) == ("2022-11-15", "The Other")


def test_windows_line_ends() -> None:
    article = parse_text("---\r\ntitle: Talks\r\n---\r\nOne.\r\nTwo.\r\n", "x")
    assert (article.title, article.text) == ("Talks", "Talks\n\nOne.\nTwo.\n")


def test_an_empty_block_is_front_matter() -> None:
    assert parse_text(f"---\n---\n{BODY}", "x").text == BODY


@pytest.mark.parametrize("text", ["---\nA line between rules.\n---\n" + BODY, "--- \n" + BODY])
def test_rules_around_prose_are_no_front_matter(text: str) -> None:
    matter, body = split(text)
    assert matter is None
    assert body == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"---\ntitle: Talks\n{BODY}", "never closed"),
        (f"---\ntitle: [Talks\n  - x\n---\n{BODY}", "not valid YAML"),
        (f"---\ntitle: 'Talks\n- broken\n---\n{BODY}", "not valid YAML"),
        ("---\ntitle: Talks\n---\n \n", "no text"),
    ],
)
def test_broken_front_matter_is_a_problem(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parse_text(text, "x")


def test_yaml_cannot_make_objects_or_bombs() -> None:
    with pytest.raises(Unreadable):
        split("---\ntitle: !!python/object/apply:os.system ['true']\n- x\n---\n")
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    matter, _ = split(f"---\na0: &a0 x\n{bomb}byline: *a29\n---\n")
    assert matter is not None
    assert len(matter.byline or "") <= 1_000


def test_merge_keys_cannot_fill_the_memory() -> None:
    steps = (f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 6))
    with pytest.raises(Unreadable, match="not valid YAML \\(line 3\\)"):
        split(f"---\na0: &a0 {{k: v}}\n{''.join(steps)}---\n{BODY}")


def test_a_lone_surrogate_in_yaml_can_be_stored() -> None:
    article = parse_text('---\ntitle: "\\uD83D talks"\n---\n' + BODY, "x")
    assert article.digest


def test_a_title_in_the_front_matter_heads_the_stored_text() -> None:
    article = parse_text('---\ntitle: "Envoys meet in Quito"\n---\n' + BODY, "quito")
    first = article.paragraphs[0]
    assert first.role is ParagraphRole.TITLE
    assert article.text[first.start : first.end] == "Envoys meet in Quito"
    second = article.paragraphs[1]
    assert article.text[second.start : second.end] == BODY.strip()


def test_a_title_that_the_text_prints_itself_stands_there_once() -> None:
    text = "---\ntitle: Envoys meet in Quito\n---\nEnvoys meet in Quito\n\n" + BODY
    article = parse_text(text, "quito")
    assert article.text.count("Envoys meet in Quito") == 1
