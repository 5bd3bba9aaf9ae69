"""Ranges typed without a year: the latest in which the archive has something, not of one day."""

from datetime import date

import pytest

from knowledge.base import Base
from knowledge.language import replies, understand

TODAY = date(2026, 11, 21)


def _asked(text: str, base: Base, command: str = "meetings") -> tuple[str, tuple[str, ...]]:
    understood = understand(text, base, today=TODAY, command=command)
    assert understood.query is not None and understood.query.period is not None, understood
    return understood.query.period.words, understood.notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("since 1 november", "since 1 November 2022"),
        ("from 2 november", "since 2 November 2022"),
        ("after 10 November", "after 10 November 2022"),
        ("since 1 june", "since 1 June 2022"),
        ("before 5 december", "before 5 December 2022"),
        ("until 1 April", "until 1 April 2022"),
        ("between 1 and 20 november", "1–20 November 2022"),
        ("from 5 November to 12 November", "5–12 November 2022"),
        ("since june", "since June 2022"),
    ],
)
def test_a_range_without_a_year_takes_the_latest_with_anything_in_it(
    text: str, words: str, base: Base
) -> None:
    said, notes = _asked(text, base)
    assert said == words
    assert notes in ((replies.latest_year(words),), (replies.latest_date(words),))


def test_a_range_of_a_known_month_with_nothing_in_it_stays_where_the_archive_is(
    base: Base,
) -> None:
    assert _asked("between 1 and 5 november", base) == (
        "1–5 November 2022",
        (replies.latest_year("1–5 November 2022"),),
    )


def test_a_range_that_the_archive_has_nothing_near_says_so(base: Base) -> None:
    words = "5–9 August 2026"
    assert _asked("between 5 and 9 august", base) == (words, (replies.no_such_date(words),))


def test_a_day_that_few_years_have_is_looked_for_in_those(base: Base) -> None:
    assert _asked("since 29 february", base)[0] == "since 29 February 2020"


def test_what_was_known_by_a_day_is_of_the_latest_that_the_archive_reaches(base: Base) -> None:
    understood = understand("as of 20 november", base, today=TODAY, command="meetings")
    assert understood.query is not None and understood.query.as_of is not None
    assert understood.query.as_of.isoformat() == "2022-11-20"
    assert understood.notes == (replies.latest_year("20 November 2022"),)
