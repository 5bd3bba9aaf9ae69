"""Months and years: what lies in a period, and what a year may not be joined with."""

from datetime import date

import pytest

from knowledge.base import Base
from knowledge.model import Form, Meeting, Participant, Period, Query
from tests.knowledge.base.world import HUN_SEN, KISHIDA, met, told

MODI = Participant("Narendra Modi", "Prime Minister", "IN")


def dates(base: Base, start: date | None, end: date | None, *, undated: bool = False) -> set[str]:
    query = Query("meetings", period=Period(start, end, "then"), undated=undated)
    facts, total = base.meetings(query, limit=50, offset=0)
    assert total == len(facts)
    return {str(fact.date) for fact in facts}


def save(base: Base, *said: Meeting) -> None:
    for number, one in enumerate(said):
        base.save(*told(f"a{number}", one, published="2022-12-31"))


@pytest.fixture
def archive(base: Base) -> Base:
    save(
        base,
        met(HUN_SEN, KISHIDA, on="2022-11-14"),
        met(HUN_SEN, MODI, on="2022-11", place="Delhi"),
        met(KISHIDA, MODI, on="2022", place="Tokyo"),
        met(HUN_SEN, form=Form.VISIT, parties=["KH", "FR"], on="2022-03-20/2022-03-21"),
    )
    return base


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2022, 11, 14), date(2022, 11, 14), {"2022-11-14"}),
        (date(2022, 11, 1), date(2022, 11, 30), {"2022-11-14", "2022-11"}),
        (date(2022, 11, 10), None, {"2022-11-14"}),
        (date(2022, 3, 21), date(2022, 3, 21), {"2022-03-20/2022-03-21"}),
        (date(2023, 1, 1), None, set()),
        (None, date(2022, 11, 20), {"2022-11-14", "2022-03-20/2022-03-21"}),
        (
            date(2022, 1, 1),
            date(2022, 12, 31),
            {"2022-11-14", "2022-11", "2022", "2022-03-20/2022-03-21"},
        ),
    ],
)
def test_a_vague_date_lies_in_a_period_only_as_a_whole(
    archive: Base, start: date | None, end: date | None, expected: set[str]
) -> None:
    assert dates(archive, start, end) == expected


def test_vague_dates_that_are_left_out_are_counted_and_can_be_asked_for(archive: Base) -> None:
    day = Period(date(2022, 11, 14), date(2022, 11, 14), "14 November 2022")
    assert archive.undated(Query("meetings", period=day)) == 2
    assert dates(archive, day.start, day.end, undated=True) == {"2022-11-14", "2022-11", "2022"}


def test_a_year_is_not_the_day_of_another_meeting_in_the_same_article(base: Base) -> None:
    talks = met(HUN_SEN, MODI, on="2022-11-12")
    recalled = met(HUN_SEN, form=Form.VISIT, parties=["IN", "KH"], on="1981")
    base.save(*told("recap", talks, recalled, published="2022-11-15"))
    facts, _ = base.meetings(Query("meetings", parties=("IN",)), limit=9, offset=0)
    assert {fact.date for fact in facts} == {"2022-11-12", "1981"}
