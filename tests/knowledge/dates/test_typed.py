"""Dates as people type them in questions and slash commands."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.dates.expressions import Tense
from knowledge.dates.tokens import word_set
from knowledge.dates.typed import DateProblem, TypedDate, parse_period
from tests.effort import examples

TODAY = date(2026, 11, 21)  # a Saturday


def latest(month: int, day: int | None) -> int | None:
    """An archive that reaches from March to November 2022."""
    return 2022 if 3 <= month <= 11 else None


def read(words: str, tense: Tense = Tense.PAST) -> TypedDate | DateProblem | None:
    return parse_period(words, today=TODAY, latest=latest, tense=tense)


@pytest.mark.parametrize(
    ("words", "start", "end", "said"),
    [
        ("14 november 2022", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("on Nov. 14, 2022", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("monday 14 november 2022", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("the 14th of november 2022", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("2022-11-14", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("14/11/2022", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("11/14/2022", "2022-11-14", "2022-11-14", "14 November 2022"),
        ("04.05.2022", "2022-05-04", "2022-05-04", "4 May 2022"),
        ("2022-11", "2022-11-01", "2022-11-30", "November 2022"),
        ("november 2022", "2022-11-01", "2022-11-30", "November 2022"),
        ("2022 november", "2022-11-01", "2022-11-30", "November 2022"),
        ("mid-november 2022", "2022-11-01", "2022-11-30", "November 2022"),
        ("in 2022", "2022-01-01", "2022-12-31", "2022"),
        ("q1 2022", "2022-01-01", "2022-03-31", "January–March 2022"),
        ("second half of 2022", "2022-07-01", "2022-12-31", "July–December 2022"),
        ("summer 2022", "2022-06-01", "2022-08-31", "June–August 2022"),
        ("the 2010s", "2010-01-01", "2019-12-31", "2010–2019"),
        ("20-21 march 2022", "2022-03-20", "2022-03-21", "20–21 March 2022"),
        ("march 20–21, 2022", "2022-03-20", "2022-03-21", "20–21 March 2022"),
        ("between 1 march and 2 april 2022", "2022-03-01", "2022-04-02", "1 March – 2 April 2022"),
        ("march 2022 to may 2022", "2022-03-01", "2022-05-31", "March–May 2022"),
        ("march 2022 to may", "2022-03-01", "2022-05-31", "March–May 2022"),
        ("dec to feb 2023", "2022-12-01", "2023-02-28", "December 2022 – February 2023"),
        ("2021 - 2022", "2021-01-01", "2022-12-31", "2021–2022"),
        ("2022-11-14/2022-11-20", "2022-11-14", "2022-11-20", "14–20 November 2022"),
        ("today", "2026-11-21", "2026-11-21", "21 November 2026"),
        ("yesterday", "2026-11-20", "2026-11-20", "20 November 2026"),
        ("last week", "2026-11-09", "2026-11-15", "9–15 November 2026"),
        ("this month", "2026-11-01", "2026-11-30", "November 2026"),
        ("last year", "2025-01-01", "2025-12-31", "2025"),
        ("last quarter", "2026-07-01", "2026-09-30", "July–September 2026"),
        ("last december", "2025-12-01", "2025-12-31", "December 2025"),
        ("december last year", "2025-12-01", "2025-12-31", "December 2025"),
        ("the past week", "2026-11-15", "2026-11-21", "15–21 November 2026"),
        ("last 30 days", "2026-10-23", "2026-11-21", "23 October – 21 November 2026"),
        ("three days ago", "2026-11-18", "2026-11-18", "18 November 2026"),
        ("monday", "2026-11-16", "2026-11-16", "16 November 2026"),
        ("last saturday", "2026-11-14", "2026-11-14", "14 November 2026"),
        ("since june 2022", "2022-06-01", None, "since June 2022"),
        ("from 1 june 2022", "2022-06-01", None, "since 1 June 2022"),
        ("until april 2022", None, "2022-04-30", "until April 2022"),
        ("by 2025", None, "2025-12-31", "by 2025"),
        ("before 2022", None, "2021-12-31", "before 2022"),
        ("after 14 november 2022", "2022-11-15", None, "after 14 November 2022"),
    ],
)
def test_periods(words: str, start: str | None, end: str | None, said: str) -> None:
    found = read(words)
    assert isinstance(found, TypedDate), found
    assert (found.start, found.end) == (
        None if start is None else date.fromisoformat(start),
        None if end is None else date.fromisoformat(end),
    )
    assert found.words == found.period.words == said
    assert not found.year_missing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("14 nov", "14 November 2022"),
        ("since june", "since June 2022"),
        ("nov", "November 2022"),
        ("20-21 march", "20–21 March 2022"),
        ("from 12 to 14 november", "12–14 November 2022"),
        ("between 12 and 14 november", "12–14 November 2022"),
        ("30 march to 2 april", "30 March – 2 April 2022"),
        ("nov to feb", "November 2022 – February 2023"),
        ("q2", "April–June 2022"),
        ("24 dec", "24 December 2025"),  # nothing of the kind in the archive: the latest one
        ("29 feb", "29 February 2024"),
    ],
)
def test_a_date_without_a_year_is_the_latest_that_the_archive_holds(words: str, said: str) -> None:
    found = read(words)
    assert isinstance(found, TypedDate), found
    assert found.words == said
    assert found.year_missing


def test_without_an_archive_the_tense_decides() -> None:
    past = parse_period("24 dec", today=TODAY)
    ahead = parse_period("24 dec", today=TODAY, tense=Tense.FUTURE)
    monday = parse_period("monday", today=TODAY, tense=Tense.FUTURE)
    assert isinstance(past, TypedDate) and past.words == "24 December 2025"
    assert isinstance(ahead, TypedDate) and ahead.words == "24 December 2026"
    assert isinstance(monday, TypedDate) and monday.words == "23 November 2026"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("30 February", "There is no 30 February."),
        ("on Feb 30", "There is no 30 February."),
        ("31 november 2022", "There is no 31 November."),
        ("29 february 2023", "There is no 29 February 2023."),
        ("0 march", "There is no 0 March."),
        ("2022-13", "There is no month 13."),
        ("2022-02-30", "There is no 30 February."),
        ("q5 2022", "A year has no 5th quarter."),
        ("12/11/2022", "“12/11/2022” may be 12 November 2022 or 11 December 2022."),
        ("may 2022 to march 2022", "May 2022 comes after March 2022; please swap them."),
        ("21-20 march", "21 March comes after 20 March; please swap them."),
        ("9999-01-01", "The year 9999 is out of range."),
    ],
)
def test_impossible_dates_are_told(words: str, message: str) -> None:
    found = read(words)
    assert isinstance(found, DateProblem), found
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    "words",
    ["", "japan", "kishida", "1200", "40,000", "hun sen in 2022", "since", "between", "g20", "and"],
)
def test_other_words_are_no_date(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "sure"),
    [("may", False), ("jan", False), ("sun", False), ("in may", True), ("may 2022", True)],
)
def test_words_that_may_be_names_are_marked(words: str, sure: bool) -> None:
    found = read(words)
    assert isinstance(found, TypedDate) and found.sure is sure


TYPED = sorted(
    word_set(
        "14 30 0 31 feb march may 2022 2022-11 12/11/2022 q1 h2 since from to until between "
        "and - / last next this past 3 days weeks months years ago monday sun of the early , . "
        "9999 0000-00-00"
    )
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(st.sampled_from(TYPED), min_size=1, max_size=7).map(" ".join)
    ),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(list(Tense)),
)
@settings(max_examples=examples(200))
def test_any_text_gives_an_ordered_period_a_problem_or_nothing(
    words: str, today: date, tense: Tense
) -> None:
    found = parse_period(words, today=today, latest=latest, tense=tense)
    if isinstance(found, TypedDate):
        assert found.start is None or found.end is None or found.start <= found.end
        assert found.start is not None or found.end is not None
        assert found.words
    elif found is not None:
        assert found.message.endswith((".", ".”"))


def test_long_texts_are_no_dates() -> None:
    assert read("14 november " * 4000) is None
