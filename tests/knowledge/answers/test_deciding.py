"""What is typed becomes a decision, or a refusal that says the next step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.answers import deciding
from knowledge.answers.deciding import By, Change, Refused
from knowledge.base import Base
from knowledge.base.decisions import Action, Decision
from knowledge.model import Fact, Kind, MeetingFact, PaymentFact, Query, verification
from knowledge.wording.decisions import line, what, when
from tests.bases import opened
from tests.knowledge.base.world import HAYASHI, HUN_SEN, KISHIDA, SOKHONN, fill, met, paid, told

TODAY = date(2026, 11, 22)
VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Phnom Penh")
EDITOR = By("U1", "The palace says Monday.")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with opened(tmp_path / "test.db") as base:
        yield base


def only(base: Base, kind: Kind = Kind.MEETING) -> Fact:
    found, total = base.find(kind, Query(command="facts"), limit=5, offset=0)
    assert total == 1
    return found[0]


def read(base: Base, key: str, text: str, kind: Kind = Kind.MEETING) -> Change:
    found = deciding.change(base, only(base, kind).id, key, text, TODAY)
    assert isinstance(found, Change), found
    return found


def made(found: Decision | Refused) -> Decision:
    assert isinstance(found, Decision), found
    return found


def refused(found: object) -> str:
    assert isinstance(found, Refused), found
    return found.message


def test_a_typed_day_is_decided_and_stands_in_the_log(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    one = made(deciding.correct(base, read(base, "date", "21 March 2022"), EDITOR))
    fact = only(base)
    assert isinstance(fact, MeetingFact) and fact.date == "2022-03-21"
    one = replace(one, at="2026-12-03T14:02:00Z")
    said = line(one, holds=True)
    assert said.startswith("3 December 2026, 14:02 UTC: date of “20 March 2022 — Hun Sen")
    assert said.endswith("corrected from 20 to 21 March 2022 — “The palace says Monday.”")
    assert ", Ana: date" in line(one, by="Ana") and line(one, holds=False).endswith(" (undone)")
    undo = made(deciding.undo(base, one.id, By("U2")))
    assert what(undo, one).startswith("undone: date of “20 March 2022 —")
    assert "undone already" in refused(deciding.undo(base, one.id, By("U2")))


def test_every_part_goes_to_its_field(base: Base) -> None:
    fill(base, [told("a", VISIT, paid(5, purpose="a bridge"))])
    for key, text in (
        ("payment", "loan"),
        ("sum", "$7"),
        ("giver", "Peru"),
        ("purpose", "unknown"),
    ):
        change = read(base, key, text, Kind.PAYMENT)
        made(deciding.correct(base, change, EDITOR))
    fact = only(base, Kind.PAYMENT)
    assert isinstance(fact, PaymentFact)
    assert (str(fact.payment), fact.sum.amount) == ("loan", Decimal(7))
    assert (fact.giver, fact.purpose) == ("PE", None)
    said = [what(one) for one in base.decisions()]
    assert [text.partition(" of “")[0] for text in said] == ["kind", "sum", "giver", "purpose"]
    assert said[3].endswith("corrected from a bridge to not known")


def test_all_of_it_is_a_retraction_that_can_be_taken_back(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    fact = only(base)
    one = made(deciding.correct(base, read(base, "whole", ""), EDITOR))
    assert one.action is Action.RETRACT and base.fact(fact.id) is None
    assert refused(deciding.verify(base, fact.id, EDITOR)) == deciding.GONE
    assert refused(deciding.change(base, fact.id, "date", "2022", TODAY)) == deciding.GONE
    back = made(deciding.restore(base, fact.id, EDITOR))
    assert only(base) == fact and what(back).endswith("” restored")
    assert "retracted" in refused(deciding.restore(base, fact.id, EDITOR))
    made(deciding.retract(base, fact.id, EDITOR))
    assert base.fact(fact.id) is None
    made(deciding.restore(base, fact.id, EDITOR))
    assert only(base) == fact


def test_what_stands_already_is_no_correction_but_a_choice_is(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", VISIT), told("c", replace(VISIT, place="Tokyo"))])
    id = only(base).id
    assert "verify it" in refused(deciding.change(base, id, "date", "20 March 2022", TODAY))
    chosen = read(base, "place", "Phnom Penh")
    one = made(deciding.correct(base, chosen, EDITOR))
    assert what(one).endswith("decided to be Phnom Penh, where sources say Phnom Penh or Tokyo")
    assert "verify it" in refused(deciding.change(base, id, "place", "Phnom Penh", TODAY))
    assert refused(deciding.change(base, id, "colour", "red", TODAY)) == (
        "A meeting has no part “colour”."
    )


def test_the_second_editor_is_told_what_the_first_decided(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    id, seen = only(base).id, base.decided_up_to(only(base).id)
    late = read(base, "place", "Tokyo")
    first = made(deciding.verify(base, id, By("U1", seen=seen)))
    assert "verified already" in refused(deciding.verify(base, id, By("U2", seen=seen)))
    found = deciding.correct(base, late, By("U2", seen=seen))
    assert isinstance(found, Refused) and found.meanwhile == first
    assert "verified. Please look at it again." in found.message and "U1" not in found.message
    assert verification(only(base)) is not None
    again = By("U2", seen=base.decided_up_to(id))
    made(deciding.correct(base, late, again))
    assert verification(only(base)) is None


def test_events_are_merged_and_split_by_article(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", met(HAYASHI, SOKHONN, on="2022-03-21"))])
    one, two = base.meetings(Query(command="meetings"), limit=5, offset=0)[0]
    made(deciding.merge(base, [one.id, two.id], EDITOR))
    said = what(base.decisions()[0])
    assert said.count("“") == 2 and said.endswith("taken for one event")
    fact = only(base)
    assert "no source" in refused(deciding.split(base, fact.id, ["z"], EDITOR))
    assert "none or all" in refused(deciding.split(base, fact.id, ["a", "b"], EDITOR))
    cut = made(deciding.split(base, fact.id, ["b"], EDITOR))
    assert what(cut).startswith("one source of “") and what(cut).endswith("as another event")
    assert "one fact already" in refused(deciding.merge(base, [fact.id], EDITOR))


def test_times_of_the_log_in_words() -> None:
    assert when("2026-12-03T14:02:59Z") == "3 December 2026, 14:02 UTC"
    assert when("once") == "once"
    for action in Action:
        assert what(Decision(action, "article:a", "U1"))
