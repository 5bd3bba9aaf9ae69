"""Date expressions: the hand-written table, and what must hold for any text."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.dates import (
    calendar_grammar,
    counted_grammar,
    day_grammar,
    edtf,
    relative_grammar,
    resolving,
    season_grammar,
    tokens,
)
from knowledge.dates.expressions import (
    Bound,
    Kind,
    Precision,
    Tense,
    _goes_on,
    _read,
    find,
    may_hold_dates,
    resolve,
)
from knowledge.dates.shapes import Shape
from knowledge.dates.tokens import word_set
from tests.effort import examples
from tests.knowledge.dates.table import ROWS, Row

WORDS = sorted(
    word_set(
        "Monday Friday last next this past the that following same of on in since by until "
        "before after from to and between - – , . ( ) 's ’ March May Nov. November 12 14 20-21 "
        "31 23rd 1990s 2022 2000 2022-11-14 12/11/2022 year month week day days weeks two a "
        "ago later earlier for today yesterday tomorrow morning night quarter first half "
        "spring winter early mid late end Theresa people"
    )
    | {"\n\n"}
)
texts = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
)
published = st.one_of(
    st.none(),
    st.dates(date(1950, 1, 1), date(2090, 12, 31)).map(date.isoformat),
    st.sampled_from(["2022-11", "2022", "XXXX-11-14", "../2022-11-15", "2022-03-20/2022-03-21"]),
)
tenses = st.sampled_from(list(Tense))
PARTS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1, Precision.DECADE: 0}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[:40])
def test_table(row: Row) -> None:
    got = tuple(
        (found.text, resolve(found, row.published, row.tense, row.anchor))
        for found in find(row.text)
    )
    assert got == row.found
    assert not row.found or _at_a_glance(row.text)


def test_the_table_is_as_large_as_promised() -> None:
    assert len(ROWS) >= 330
    assert {row.tense for row in ROWS} == set(Tense)


@given(texts)
@settings(max_examples=examples(120))
def test_offsets_are_valid_and_nothing_overlaps(text: str) -> None:
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
    assert not end or _at_a_glance(text)


def _at_a_glance(text: str) -> bool:
    return may_hold_dates(text, frozenset(re.findall("[a-z]+", text.lower())))


def test_a_text_without_a_date_is_passed_by() -> None:
    assert not _at_a_glance("The first of the next two said that this was his last.")


@given(texts, published, tenses, st.one_of(st.none(), published))
@settings(max_examples=examples(120))
def test_values_are_valid_and_never_finer_than_the_text(
    text: str, day: str | None, tense: Tense, anchor: str | None
) -> None:
    for found in find(text):
        value = resolve(found, day, tense, anchor, event_anchor=anchor)
        if value is None:
            continue
        parsed = edtf.parse(value)
        finest = max(end.parts for end in (parsed.start, parsed.end) if end is not None)
        assert finest <= PARTS[found.precision], (found, value)


@given(texts, published, tenses, st.one_of(st.none(), published))
@settings(max_examples=examples(100))
def test_spans_run_forwards(text: str, day: str | None, tense: Tense, anchor: str | None) -> None:
    for found in find(text):
        value = resolve(found, day, tense, anchor, event_anchor=anchor)
        parsed = None if value is None else edtf.parse(value)
        if parsed is None or parsed.start is None or parsed.end is None:
            continue
        if parsed.start.year is not None and parsed.end.year is not None:
            assert parsed.start.first() <= parsed.end.first(), (found, value)


@given(texts, tenses)
@settings(max_examples=examples(100))
def test_nothing_is_invented(text: str, tense: Tense) -> None:
    for found in find(text):
        if found.relative or found.anchored or found.duration:
            value = resolve(found, None, tense)
            assert value is None or value.lstrip("./").startswith("XXXX"), (found, value)
        if not any(character.isdigit() for character in found.text):
            value = resolve(found, None, tense)
            assert value is None or value.lstrip("./").startswith("XXXX"), (found, value)


@given(texts, published, tenses)
@settings(max_examples=examples(100))
def test_what_depends_on_nothing_is_the_same_whenever_published(
    text: str, day: str | None, tense: Tense
) -> None:
    for found in find(text):
        if not found.relative and not found.anchored:
            assert resolve(found, day, tense) == resolve(found, None, Tense.PAST)


@given(st.dates(date(1980, 1, 1), date(2080, 1, 1)), st.dates(), tenses)
def test_a_day_without_a_year_is_at_most_a_year_away(day: date, named: date, tense: Tense) -> None:
    if (named.month, named.day) == (2, 29):
        return
    text = f"They met on {named.day} {edtf.MONTHS[named.month - 1]}."
    value = resolve(find(text)[0], day.isoformat(), tense)
    assert value is not None
    away = date.fromisoformat(value) - day
    assert (away.days <= 31) if tense is Tense.PAST else (abs(away.days) <= 366)
    assert (away.days >= -31) if tense is Tense.FUTURE else (abs(away.days) <= 366)


@given(st.dates(date(1980, 1, 1), date(2080, 1, 1)), st.integers(0, 6), tenses)
def test_a_weekday_is_within_a_week_on_the_side_of_the_tense(
    day: date, weekday: int, tense: Tense
) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    value = resolve(find(f"on {name}")[0], day.isoformat(), tense)
    assert value is not None
    found = date.fromisoformat(value)
    assert found.weekday() == weekday
    assert 0 <= (found - day).days * (1 if tense is Tense.FUTURE else -1) <= 6


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("next Tuesday", "2022-11-14", "2022-11"),  # a Monday: the 15th or the 22nd
        ("next Tuesday", "2022-11-17", "2022-11-22"),
        ("last Thursday", "2020-01-10", "2020-01"),  # a Friday: the 9th or the 2nd
        ("next Friday", "2022-11-28", "2022-12"),
        ("next Wednesday", "2022-11-28", "2022-11/2022-12"),  # 30 November or 7 December
    ],
)
def test_a_qualified_weekday_gives_a_day_only_where_it_is_certain(
    text: str, published: str, expected: str
) -> None:
    tense = Tense.FUTURE if text.startswith("next") else Tense.PAST
    assert resolve(find(text)[0], published, tense) == expected


@pytest.mark.parametrize(
    ("text", "anchor", "event", "expected"),
    [
        ("two days after the January 7 quake", None, None, "2022-01-09"),
        ("a day after Monday’s talks", None, None, "2022-11-15"),
        ("a day after the summit", "2022-11-10", None, None),
        ("a day after the summit", "2022-11-10", "2022-11-13", "2022-11-14"),
        ("a day after that, he left", "2022-11-10", None, "2022-11-11"),
        ("a week after", "2022-11-10", None, "2022-11-17"),
        ("the week after", "2022-11-10", None, "2022-11"),
        ("the previous evening", "2022-11-10", None, "2022-11-09"),
        ("the same day", "XXXX-11-10", None, "XXXX-11-10"),
        ("a day later", "XXXX-02-28", None, None),  # the 29th or the first of March
        ("three years earlier", "2022-11-10", None, "2019"),
    ],
)
def test_anchors(text: str, anchor: str | None, event: str | None, expected: str | None) -> None:
    found = find(text)[0]
    assert resolve(found, "2022-11-15", Tense.PAST, anchor, event_anchor=event) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("on 12 November", "2022-11", "2022-11-12"),
        ("on 12 November", "2022", "XXXX-11-12"),
        ("on 12 November", "../2022-11-15", "XXXX-11-12"),
        ("on 12 November", "XXXX-11-15", "XXXX-11-12"),
        ("this year", "2022", "2022"),
        ("last month", "2022-11", "2022-10"),
        ("last month", "2022", None),
        ("yesterday", "2022-11", None),
        ("on Monday", None, None),
        ("in March last year", None, "XXXX-03"),
    ],
)
def test_a_coarse_or_unknown_publication_date_resolves_only_what_is_safe(
    text: str, day: str | None, expected: str | None
) -> None:
    assert resolve(find(text)[0], day, Tense.PAST) == expected


@pytest.mark.parametrize(
    ("text", "published", "tense", "expected"),
    [
        ("this week", "2022-11-30", Tense.PAST, "2022-11"),
        ("this week", "2022-11-30", Tense.FUTURE, "2022-11/2022-12"),
        ("next week", "2022-11-24", Tense.FUTURE, "2022-11/2022-12"),
        ("the weekend", "2022-12-01", Tense.PAST, "2022-11"),
        ("last summer", "2022-11-15", Tense.PAST, "2022"),
        ("last summer", "2022-05-15", Tense.PAST, "2021"),
        ("next spring", "2022-11-15", Tense.FUTURE, "2023"),
        ("last winter", "2022-11-15", Tense.PAST, "2021/2022"),
        ("last quarter", "2022-11-15", Tense.PAST, "2022-07/2022-09"),
        ("in two weeks", "2022-11-15", Tense.PAST, None),
        ("the 31st of this month", "2022-11-15", Tense.PAST, None),
    ],
)
def test_stretches_round_about_publication(
    text: str, published: str, tense: Tense, expected: str | None
) -> None:
    assert resolve(find("on " + text)[0], published, tense) == expected


def test_flags() -> None:
    by, since, length = find("by 2025, since 2002, for three days")
    assert by.deadline and by.bound is Bound.BY
    assert since.since and not since.deadline
    assert length.duration and length.kind is Kind.DURATION
    attributive, anchored = find("Monday’s talks. A day later")
    assert attributive.attributive and attributive.relative and not attributive.anchored
    assert anchored.anchored and not anchored.relative


def test_a_blank_line_ends_an_expression() -> None:
    assert [found.text for found in find("He came in March\n\n12 people died.")] == ["March"]
    assert [found.text for found in find("He came on March\n12, he said.")] == ["March\n12"]


@pytest.mark.parametrize(
    "unit",
    [
        "12, ",
        "1,0001",
        "the ",
        "1 ",
        "May ",
        "on the 1st, ",
        "between Monday and ",
        "a",
        "-",
        "20-",
    ],
)
def test_the_time_is_linear_whatever_the_text(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    begin = time.perf_counter()
    find(text)
    # Measured at well under half a second; a quadratic step takes minutes.
    assert time.perf_counter() - begin < 10


GRAMMARS = (
    calendar_grammar,
    counted_grammar,
    day_grammar,
    relative_grammar,
    season_grammar,
    tokens,
)
KNOWN = sorted(
    {
        word
        for module in GRAMMARS
        for words in vars(module).values()
        if isinstance(words, frozenset | dict)
        for word in words
        if isinstance(word, str) and word.isalpha()
    }
)


@pytest.mark.parametrize("before", ["in", "on", "by", "during", "end of"])
@pytest.mark.parametrize("start", ["the", "The", "a", "An", "two"])
def test_a_date_goes_on_with_few_words(before: str, start: str) -> None:
    """So that frequent words need not be looked at where another word follows."""
    for word in KNOWN:
        for behind in ("", "day", "week of May", "before last", "2022", "Monday", "5 years"):
            row = tokens.Tokens(f"{before} {start} {word} {behind} they met")
            at = row.lowers.index(start.lower())
            found = [match for matches in _read(row, at, between=False) for match in matches]
            assert not found or _goes_on(row, at), (word, behind)


def test_what_a_day_of_publication_makes_of_a_date_is_worked_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[date] = []
    on = resolving._on

    def watched(shape: Shape, today: date, tense: Tense) -> str | None:
        asked.append(today)
        return on(shape, today, tense)

    monkeypatch.setattr(resolving, "_on", watched)
    (monday,) = find("They met on Monday.")
    assert resolve(monday, "2022-11-15", Tense.PAST) == "2022-11-14"
    assert len(asked) == 1
    assert resolve(monday, "2022-11", Tense.PAST) is None
    assert len(asked) == 3
