"""How facts lie in time, and what sums come to, over more than a page."""

from datetime import date
from decimal import Decimal

from knowledge.base import Base
from knowledge.model import Count, Grouping, Kind, Period
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, paid, told


def test_months_within_a_year_and_years_beyond(base: Base) -> None:
    days = ("2022-03-21", "2022-03-25", "2022-11", "2022")
    fill(base, [told(f"n{n}", met(HUN_SEN, KISHIDA, on=day)) for n, day in enumerate(days)])
    assert base.counts(Kind.MEETING, ask()).counts == (
        Count("2022-03", Kind.MEETING, 2),
        Count("2022-11", Kind.MEETING, 1),
    )
    fill(base, [told("old", met(HUN_SEN, KISHIDA, on="2009-01-05")), told("none", paid(3))])
    assert base.counts((Kind.MEETING, Kind.PAYMENT), ask()).counts == (
        Count("2009", Kind.MEETING, 1),
        Count("2022", Kind.MEETING, 4),
    )


def test_nothing_dated_counts_for_nothing(base: Base) -> None:
    assert base.counts(Kind.MEETING, ask()).counts == ()
    fill(base, [told("none", paid(3)), told("open", paid(4, on="../2022-05"))])
    assert base.counts(Kind.PAYMENT, ask()).counts == ()


def test_totals_follow_the_conditions(base: Base) -> None:
    fill(
        base,
        [
            told("a", paid(7, on="2021-03-01", purpose="roads")),
            told("b", paid(9, on="2022-03-01", purpose="schools", giver="AU")),
            told("c", paid(5, "EUR", on="2022-04-01", purpose="wells", receiver=None)),
        ],
    )
    year = Period(date(2022, 1, 1), date(2022, 12, 31), "2022")
    whole = {
        (t.by, t.of): t.sum.amount for t in base.totals(ask()).totals if t.sum.currency == "USD"
    }
    assert whole[Grouping.KIND, "grant"] == Decimal(16)
    assert whole[Grouping.YEAR, "2021"] == Decimal(7)
    assert whole[Grouping.RECEIVER, "KH"] == Decimal(16)
    late = {(t.by, t.of): t.sum for t in base.totals(ask(period=year)).totals}
    assert late[Grouping.GIVER, "AU"].amount == Decimal(9)
    assert late[Grouping.GIVER, "JP"].currency == "EUR"
