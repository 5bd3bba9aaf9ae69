"""What a chart does not show is said below it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.render import limits
from bot.render.answers import Frame, answer_message
from bot.render.charts import chart
from bot.render.pictures import planned
from knowledge.base.counts import COUNTED
from knowledge.model import (
    Answer,
    Count,
    Grouping,
    Kind,
    Query,
    Scope,
    Status,
    Sum,
    Total,
    Totals,
)

ANSWER = Answer(Query("meetings"), "Meetings", True, Scope(9, 40, None, None), total=30, pages=4)
MONTHS = tuple(Count(f"2022-{month:02}", Kind.MEETING, 10) for month in (3, 4, 5))
PLANNED = "Planned and called-off meetings are counted too."


def total(by: Grouping, of: str, currency: str = "USD", number: int = 1) -> Total:
    return Total(by, of, Sum(Decimal(1_000_000), currency), number)


def left(answer: Answer) -> str:
    drawn = chart(answer)
    assert drawn is not None
    return drawn.left


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (30, PLANNED),
        (35, f"Not drawn: 5 undated or known too vaguely. {PLANNED}"),
        (
            COUNTED + 40,
            f"Not drawn: {COUNTED - 30:,} undated or known too vaguely, 40 beyond the"
            f" {COUNTED:,} that are counted. {PLANNED}",
        ),
    ],
)
def test_facts_that_fall_into_no_month_are_counted(found: int, said: str) -> None:
    assert left(replace(ANSWER, total=found, counts=MONTHS, counted=COUNTED)) == said


def categories(answer: Answer) -> list[str]:
    drawn = chart(answer)
    assert drawn is not None
    named: list[str] = drawn.block["chart"]["axis_config"]["categories"]
    return named


def test_a_line_of_time_has_no_gaps_or_says_so() -> None:
    months = tuple(Count(when, Kind.MEETING, 1) for when in ("2022-11", "2023-01", "2023-02"))
    assert categories(replace(ANSWER, counts=months)) == [
        "November 2022",
        "December 2022",
        "January 2023",
        "February 2023",
    ]
    near = tuple(Count(when, Kind.MEETING, 1) for when in ("2019", "2022", "2023"))
    assert categories(replace(ANSWER, counts=near)) == ["2019", "2020", "2021", "2022", "2023"]
    assert "beside each other" not in left(replace(ANSWER, counts=near))
    far = tuple(Count(when, Kind.MEETING, 1) for when in ("1981", "2022", "2023"))
    assert categories(replace(ANSWER, counts=far)) == ["1981", "2022", "2023"]
    assert left(replace(ANSWER, counts=far)).startswith("Only years with facts stand beside each")


def test_bars_of_sums_are_named_by_whom_and_not_cut() -> None:
    given = Totals((total(Grouping.GIVER, "US"), total(Grouping.GIVER, "AE")), 0)
    sums = replace(ANSWER, query=Query("money"), totals=given)
    assert categories(sums) == ["United States", "United Arab Emirates"]


def test_of_many_years_the_earliest_are_counted_instead() -> None:
    years = tuple(Count(str(year), Kind.STATEMENT, 1) for year in range(1990, 2013))
    several = replace(ANSWER, counts=years, total=len(years))
    assert left(several) == "Not drawn: 3 from before 1993."
    assert len(years) == limits.CHART_CATEGORIES + 3


def test_who_asks_for_what_was_held_is_told_nothing_of_plans() -> None:
    held = replace(ANSWER, query=Query("meetings", statuses=(Status.HELD,)), counts=MONTHS)
    assert left(held) == ""
    assert len([b for b in answer_message(held, Frame()).blocks if b["type"] == "context"]) == 1
    both = replace(ANSWER, counts=(*MONTHS, Count("2022-03", Kind.AGREEMENT, 1)), total=31)
    assert left(both) == "What was planned or promised is counted too."


SUMS = Totals(
    (
        total(Grouping.KIND, "grant", number=4),
        total(Grouping.KIND, "loan", number=1),
        total(Grouping.GIVER, "JP", number=2),
        total(Grouping.GIVER, "AU"),
        total(Grouping.KIND, "aid", "EUR", 3),
    ),
    left_out=2,
)


def test_sums_that_are_not_drawn_are_counted_by_their_reason() -> None:
    paid = replace(ANSWER, query=Query("money"), totals=SUMS)
    assert left(paid) == (
        "Sums of all kinds, given or promised. Not drawn: 3 in other currencies, 2 without"
        " a named giver, 2 sums that are only planned, parts of other sums, trade figures, or sums"
        " on which sources differ."
    )
    blocks = answer_message(paid, Frame()).blocks
    at = next(n for n, block in enumerate(blocks) if block["type"] == "data_visualization")
    assert "3 in other currencies" in blocks[at + 1]["elements"][0]["text"]
    picture = planned(paid)
    assert picture is not None
    assert picture.plan["below"] == left(paid) and left(paid) in picture.alt


def test_where_all_is_drawn_only_what_the_sums_are_is_said() -> None:
    own = Totals((total(Grouping.KIND, "aid"), total(Grouping.KIND, "loan")), 0)
    assert left(replace(ANSWER, totals=own)) == "Sums, given or promised."
