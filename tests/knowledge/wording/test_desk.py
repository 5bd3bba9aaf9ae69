"""What the desk decided is said wherever a fact is shown, and what it chose is no open question."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.render.facts import DETAILS, fact_blocks
from knowledge.answers import deciding
from knowledge.answers.deciding import By, Change
from knowledge.answers.digests.editors import contradictions
from knowledge.base import Base
from knowledge.base.arrivals import Arrival
from knowledge.model import Fact, Kind, MeetingFact, Query, disputed
from knowledge.wording import icalendar, spreadsheet
from knowledge.wording.decisions import day
from knowledge.wording.desk import notes
from knowledge.wording.facts import fact_line, plain_line
from knowledge.wording.machine import fact_json
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, paid, role, told

TODAY = date(2026, 11, 22)
VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Phnom Penh")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with Base.open(tmp_path / "test.db") as base:
        yield base


def only(base: Base, kind: Kind = Kind.MEETING) -> Fact:
    found, total = base.find(kind, Query(command="facts"), limit=5, offset=0)
    assert total == 1
    return found[0]


def correct(base: Base, key: str, text: str, kind: Kind = Kind.MEETING) -> str:
    """Correct a part as typed; the day of the decision, in words."""
    change = deciding.change(base, only(base, kind).id, key, text, TODAY)
    assert isinstance(change, Change), change
    made = deciding.correct(base, change, By("U1"))
    assert not isinstance(made, deciding.Refused), made
    return day(made.at)


def shown(fact: Fact) -> str:
    """All the text of a fact's blocks."""
    return str(fact_blocks(fact, DETAILS[0]))


def test_a_verified_fact_says_so_everywhere(base: Base) -> None:
    fill(base, [told("a", VISIT, role(HUN_SEN))])
    for kind in (Kind.MEETING, Kind.ROLE):
        deciding.verify(base, only(base, kind).id, By("U1"))
        fact = only(base, kind)
        assert fact_line(fact) == f"{plain_line(fact)} [verified by the desk]"
        assert "✓ Verified by the desk" in shown(fact) and "U1" not in shown(fact)
        found = fact_json(fact)
        assert found["verified"] == fact.rulings[0].at and found["corrections"] == []
    meeting = only(base)
    [row] = csv.DictReader(io.StringIO(spreadsheet.table([meeting])))
    assert row["desk"] == "verified by the desk"
    calendar = io.StringIO()
    icalendar.write(calendar, [meeting])
    assert "[verified by the desk]" in calendar.getvalue().replace("\r\n ", "")


def test_a_correction_says_what_it_replaced(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    on = correct(base, "date", "21 March 2022")
    fact = only(base)
    note = f"date corrected by the desk on {on} (was: 20 March 2022)"
    assert notes(fact) == [note] and fact_line(fact).startswith("21 March 2022 — Hun Sen")
    [found] = fact_json(fact)["corrections"]
    assert (found["field"], found["value"], found["was"]) == (
        "date", "21 March 2022", "20 March 2022",
    )  # fmt: skip
    # What articles go on saying is kept beside it.
    fill(base, [told("b", VISIT, published="2022-03-23")])
    assert notes(only(base)) == [f"{note[:-1]}; sources also say: 20 March 2022)"]


def test_what_the_desk_chose_is_told_and_the_other_kept(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", VISIT), told("c", replace(VISIT, place="Tokyo"))])
    before = only(base)
    assert " in Phnom Penh or Tokyo" in fact_line(before)
    assert "Sources differ on the place" in shown(before)
    arrival = Arrival(before, frozenset({before.sources[0].reading}), new=True)
    assert len(contradictions([arrival])) == 1
    on = correct(base, "place", "Tokyo")
    fact = only(base)
    assert isinstance(fact, MeetingFact) and fact.place == "Tokyo" and disputed(fact) == ()
    assert plain_line(fact).endswith(" in Tokyo")
    assert notes(fact) == [f"place chosen by the desk on {on} (sources also say: Phnom Penh)"]
    assert "Sources differ" not in shown(fact) and "✓ Place chosen by the desk" in shown(fact)
    assert contradictions([replace(arrival, fact=fact)]) == ()
    assert [one["settled"] for one in fact_json(fact)["variants"]] == [True, True]


def test_a_sum_that_was_chosen_is_added_up(base: Base) -> None:
    five, seven = (
        paid(number, purpose="a bridge over the river", on="2022-03-20") for number in (5, 7)
    )
    fill(base, [told("a", five), told("b", seven)])
    found = base.find(Kind.PAYMENT, Query(command="facts"), limit=5, offset=0)[0]
    if len(found) > 1:
        base.merge([one.id for one in found], who="U1")
    asked = Query(command="money")
    assert base.totals(asked).left_out == 1
    correct(base, "sum", "7 USD", Kind.PAYMENT)
    totals = base.totals(asked)
    assert totals.left_out == 0 and totals.totals[0].sum.amount == 7


def test_as_of_an_earlier_day_only_what_was_told_then_is_verified(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    fill(base, [told("b", replace(VISIT, occasion="ASEAN Summit"), published="2022-04-23")])
    deciding.verify(base, only(base).id, By("U1"))
    [now], _ = base.meetings(ask(as_of=date(2022, 5, 1)), limit=5, offset=0)
    [then], _ = base.meetings(ask(as_of=date(2022, 4, 1)), limit=5, offset=0)
    assert notes(now) == ["verified by the desk"] and notes(then) == []
