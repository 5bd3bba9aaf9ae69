"""The queue as it is shown, and what its deeds come to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import bulk, deciding, reviewing
from knowledge.answers.deciding import By, Refused
from knowledge.answers.reviewing import Deed, Done, Shown
from knowledge.base import Action, Base
from knowledge.base.opinions import Proposal
from knowledge.base.waiting import Order, Sort
from knowledge.model import MeetingFact, Participant, PaymentFact, corrections
from knowledge.wording import reviewing as words
from knowledge.wording.facts import fact_line
from tests.knowledge.base.world import HUN_SEN, KISHIDA, SOKHONN, ask, fill, met, paid, told

TODAY = date(2026, 11, 22)
VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Phnom Penh")
FAINT = met(SOKHONN, KISHIDA)
"""Weak, as nobody knows when it was."""
FIRST, SECOND = By("U1"), By("U2")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with Base.open(tmp_path / "test.db") as base:
        yield base


def meeting(base: Base) -> MeetingFact:
    [fact], _ = base.meetings(ask(), limit=2, offset=0)
    return fact


def first(base: Base, order: Order = Order.NEWEST) -> Shown:
    return reviewing.queue(base, order, limit=1)[0]


def do(base: Base, deed: Deed, by: By = FIRST) -> Done | Refused:
    item = first(base)
    return reviewing.act(base, item.key, deed, replace(by, seen=item.seen), TODAY)


def propose(base: Base, field: str, value: str, why: str = "", person: str = "U7") -> None:
    fact = meeting(base)
    base.propose(Proposal(fact.id, person, field, value, why, fact_line(fact)))


def test_a_proposal_is_shown_with_what_is_what_should_be_and_why(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    propose(base, "date", "21 March 2022", "The palace says Monday.")
    propose(base, "date", "21 March 2022", person="U8")
    item = first(base)
    assert item.proposed == (
        "Is: date 20 March 2022", "Proposed: date 21 March 2022", "Why: “The palace says Monday.”",
    )  # fmt: skip
    assert item.reasons[:2] == ("2 people say so.", "One article alone tells it.")
    assert "in ten facts read like this are" in item.reasons[2]
    assert (item.part, item.right) == ("date", "21 March 2022")
    assert [deed for deed, _ in item.deeds] == [Deed.APPROVE, Deed.REJECT]


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "21 March 2022"), ("place", "Siem Reap"), ("status", "planned"),
     ("people", "Prak Sokhonn (Foreign Minister, Cambodia)"), ("parties", "Cambodia; France")],
)  # fmt: skip
def test_what_is_approved_is_decided_as_it_was_proposed(base: Base, field: str, value: str) -> None:
    fill(base, [told("a", VISIT), told("b", met(SOKHONN, KISHIDA, on="2021-01-01"))])
    fact = next(one for one in base.facts_in("a")[0])
    change = deciding.change(base, fact.id, field, value, TODAY)
    assert not isinstance(change, Refused)
    base.propose(Proposal(fact.id, "U7", field, change.right.value, "", ""))
    done = do(base, Deed.APPROVE)
    assert isinstance(done, Done) and done.decision.payload["value"] == change.right.plain
    now = base.fact(fact.id)
    assert now is not None and [one.field for one in corrections(now)] == [field]
    assert all(
        one.item.sort is not Sort.PROPOSAL for one in reviewing.queue(base, Order.NEWEST, limit=9)
    )


def test_a_sum_is_approved_as_it_was_proposed(base: Base) -> None:
    fill(base, [told("a", paid(5, purpose="a bridge"))])
    [fact], _ = base.facts_in("a")
    base.propose(Proposal(fact.id, "U7", "sum", "7.5 million US dollars", "", ""))
    assert isinstance(do(base, Deed.APPROVE), Done)
    now = base.fact(fact.id)
    assert isinstance(now, PaymentFact) and f"{now.sum.amount:f}" == "7500000"


def test_that_it_is_no_such_fact_is_approved_by_retracting_it(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    propose(base, "whole", "")
    done = do(base, Deed.APPROVE)
    assert isinstance(done, Done) and done.decision.action is Action.RETRACT
    assert reviewing.queue(base, Order.NEWEST, limit=5) == []


def test_a_report_can_be_retracted_corrected_or_found_to_be_nothing(base: Base) -> None:
    fill(base, [told("a", FAINT)])
    propose(base, "report", "", "This can't be.")
    item = first(base)
    assert item.proposed == ("Reported: something is wrong with it.", "Why: “This can't be.”")
    assert [deed for deed, _ in item.deeds] == [Deed.RETRACT, Deed.REJECT]
    assert isinstance(do(base, Deed.APPROVE), Refused)
    done = do(base, Deed.REJECT)
    assert isinstance(done, Done) and done.decision.action is Action.REJECT
    assert first(base).item.sort is Sort.WEAK
    propose(base, "report", "", "Still.")
    assert isinstance(do(base, Deed.RETRACT), Done)
    assert reviewing.queue(base, Order.NEWEST, limit=5) == []


def test_the_second_of_two_editors_is_told_what_the_first_decided(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    propose(base, "date", "21 March 2022")
    item = first(base)
    done = reviewing.act(base, item.key, Deed.APPROVE, By("U1", seen=item.seen), TODAY)
    assert isinstance(done, Done)
    late = reviewing.act(base, item.key, Deed.REJECT, By("U2", seen=item.seen), TODAY)
    assert isinstance(late, Refused) and late.meanwhile == done.decision
    assert "corrected from 20 to 21 March 2022" in late.message
    assert len(base.decisions()) == 1


def test_a_fact_that_was_decided_on_since_it_was_shown_is_not_decided_on(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    propose(base, "date", "21 March 2022")
    item = first(base)
    base.correct(meeting(base).id, "place", "Tokyo", words="Tokyo", who="U1")
    late = reviewing.act(base, item.key, Deed.APPROVE, By("U2", seen=item.seen), TODAY)
    assert isinstance(late, Refused) and late.meanwhile is not None
    again = first(base)
    assert again.key == item.key, "the proposal waits still"
    assert isinstance(
        reviewing.act(base, again.key, Deed.APPROVE, By("U2", seen=again.seen), TODAY), Done
    )


def test_choosing_between_sources_keeps_what_the_other_says(base: Base) -> None:
    fill(base, [
        told("a", VISIT, outlet="The Post"), told("b", VISIT, outlet="Star"),
        told("c", replace(VISIT, place="Tokyo"), outlet="Reuters"),
    ])  # fmt: skip
    item = first(base)
    assert [(one.value, one.outlets) for one in item.choices] == [
        ("Phnom Penh", "Star and The Post"), ("Tokyo", "Reuters"),
    ]  # fmt: skip
    assert item.reasons[0] == "Sources differ: place Phnom Penh or Tokyo."
    tokyo = item.choices[1]
    done = reviewing.choose(base, item.key, tokyo.part, tokyo.reading, FIRST)
    assert isinstance(done, Done)
    fact = meeting(base)
    assert fact.place == "Tokyo" and len(fact.variants) == 2
    late = reviewing.choose(base, item.key, tokyo.part, tokyo.reading, SECOND)
    assert isinstance(late, Refused) and late.meanwhile == done.decision
    base.undo(done.decision.id, who="U1")
    assert isinstance(reviewing.choose(base, item.key, "place", "nobody", SECOND), Refused)


def test_a_date_is_chosen_to_the_day(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", replace(VISIT, date="2022-03-21"))])
    item = first(base)
    if item.item.sort is Sort.DISPUTED:
        chosen = next(one for one in item.choices if one.value == "21 March 2022")
        assert isinstance(
            reviewing.choose(base, item.key, chosen.part, chosen.reading, FIRST), Done
        )
        assert meeting(base).date == "2022-03-21"


def test_a_verification_that_lapsed_is_given_again_or_withdrawn(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    base.verify(meeting(base).id, who="U1", shown="as it was")
    fill(base, [told(name, replace(VISIT, place="Tokyo")) for name in "bc"])
    item = first(base)
    assert item.item.sort is Sort.CHANGED
    assert item.reasons[0].startswith("It says otherwise now than when it was verified.")
    assert [label for _, label in item.deeds] == ["Verify again", "Withdraw the verification"]
    assert isinstance(do(base, Deed.REJECT), Done)
    item = first(base)
    assert item.item.sort is Sort.DISPUTED
    assert item.deeds == () and isinstance(do(base, Deed.APPROVE), Refused), "a value is chosen"


def test_a_correction_that_lost_its_sentence_is_applied_again_by_one_click(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    base.correct(
        meeting(base).id, "date", "2022-03-21", words="21 March 2022", was="20 March 2022",
        who="U1", shown=fact_line(meeting(base)),
    )  # fmt: skip
    fill(base, [told("a", replace(VISIT, place="Tokyo"), extra="Updated.")])
    item = first(base)
    assert item.item.sort is Sort.ASTRAY and item.fact == meeting(base)
    assert item.proposed == ("Is: date 20 March 2022", "Proposed: date 21 March 2022")
    done = do(base, Deed.APPROVE)
    assert isinstance(done, Done) and meeting(base).date == "2022-03-21"
    assert reviewing.queue(base, Order.NEWEST, limit=5) == []


def test_a_decision_that_lost_its_fact_for_good_can_only_be_let_go(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    base.verify(meeting(base).id, who="U1", shown="The meeting as it was")
    fill(base, [told("a", paid(5, purpose="a bridge"), extra="Another story.")])
    item = first(base)
    assert (item.item.sort, item.fact) == (Sort.ASTRAY, None)
    assert item.shown == "The meeting as it was"
    assert [label for _, label in item.deeds] == ["Let the decision go"]
    assert isinstance(do(base, Deed.REJECT), Done)
    assert reviewing.queue(base, Order.NEWEST, limit=5) == []


def test_all_facts_of_an_article_but_the_disputed_are_verified_and_given_back(base: Base) -> None:
    fill(base, [
        told("a", VISIT, FAINT, paid(5, purpose="a bridge")),
        told("b", replace(VISIT, place="Tokyo")),
    ])  # fmt: skip
    assert first(base, Order.EVIDENCE).verifiable == 2
    listed = bulk.batch(base, "a")
    assert not isinstance(listed, Refused) and listed.article.title == "Title of a"
    assert len(listed.lines) == 2 and not any("Phnom Penh" in line for line in listed.lines)
    unseen = bulk.verify_all(base, "a", replace(FIRST, told="other"))
    assert isinstance(unseen, Refused) and base.decisions() == []
    made = bulk.verify_all(base, "a", replace(FIRST, told=listed.told))
    assert not isinstance(made, Refused) and len(made[0]) == 2
    assert [one.item.sort for one in reviewing.queue(base, Order.NEWEST, limit=5)] == [
        Sort.DISPUTED
    ]
    assert isinstance(bulk.verify_all(base, "a", SECOND), Refused)
    assert bulk.unverify_all(base, "a", made[1], SECOND) == 2
    assert bulk.unverify_all(base, "a", made[1], SECOND) == 0
    assert len(reviewing.queue(base, Order.NEWEST, limit=5)) == 2


SHORT = Participant("F. Kishida", "Prime Minister", "JP")


def two(base: Base) -> Shown:
    """An archive in which two people may be one."""
    fill(base, [
        told("a", met(SOKHONN, KISHIDA, on="2022-03-20")),
        told("b", met(SOKHONN, SHORT, on="2022-05-01"), published="2022-05-02"),
    ])  # fmt: skip
    [item] = [one for one in reviewing.queue(base, Order.NEWEST, limit=9) if one.item.suggestion]
    return item


def test_what_somebody_reported_or_decided_on_is_not_verified_with_the_rest(base: Base) -> None:
    dinner = met(SOKHONN, KISHIDA, on="2021-01-01")
    fill(base, [told("a", VISIT, dinner, paid(5, purpose="a bridge"))])
    visit, other, *_ = (one for one in base.facts_in("a")[0] if isinstance(one, MeetingFact))
    base.propose(Proposal(visit.id, "U7", "report", "", "They never met.", fact_line(visit)))
    assert len(bulk.verifiable(base, "a")) == 2
    change = deciding.change(base, other.id, "place", "Siem Reap", TODAY)
    assert not isinstance(change, Refused)
    assert not isinstance(deciding.correct(base, change, FIRST), Refused)
    made = bulk.verify_all(base, "a", FIRST)
    assert not isinstance(made, Refused)
    assert [one.payload["content"]["purpose"] for one in made[0]] == ["a bridge"]


def test_what_says_otherwise_since_it_was_shown_is_not_decided_on_unseen(base: Base) -> None:
    alone = met(HUN_SEN, on="2022-03-20")
    article, [reading] = told("a", alone)
    fill(base, [(article, [reading])])
    propose(base, "whole", "")
    item = first(base)
    base.reread("a", [replace(reading, fields=replace(alone, date="2022-03-21"))])
    by = replace(FIRST, seen=item.seen, told=item.told)
    refused = reviewing.act(base, item.key, Deed.APPROVE, by, TODAY)
    assert isinstance(refused, Refused) and "21 March 2022" in refused.message
    again = deciding.verify(base, meeting(base).id, by)
    assert isinstance(again, Refused) and "21 March 2022" in again.message
    assert base.decisions() == []
    by = replace(by, told=first(base).told)
    assert isinstance(reviewing.act(base, item.key, Deed.APPROVE, by, TODAY), Done)


def test_people_who_may_be_one_are_taken_for_one(base: Base) -> None:
    item = two(base)
    assert "Kishida" in item.shown and item.reasons[0].startswith("Compared: shorter form")
    assert [label for _, label in item.deeds] == ["Same person", "Different people"]
    assert reviewing.queue(base, Order.NEWEST, limit=1)[0].key == item.key, "before weak facts"
    done = reviewing.act(base, item.key, Deed.APPROVE, replace(FIRST, seen=item.seen), TODAY)
    assert isinstance(done, Done) and done.decision.action is Action.SAME_PERSON
    assert reviewing.find(base, item.key) is None
    late = reviewing.act(base, item.key, Deed.REJECT, replace(SECOND, seen=item.seen), TODAY)
    assert isinstance(late, Refused) and late.meanwhile == done.decision
    assert len(base.decisions()) == 1


def test_people_who_are_not_one_are_not_suggested_again(base: Base) -> None:
    item = two(base)
    left = reviewing.queue(base, Order.NEWEST, limit=9, without={item.key})
    assert item.key not in {one.key for one in left}
    done = reviewing.act(base, item.key, Deed.REJECT, replace(FIRST, seen=item.seen), TODAY)
    assert isinstance(done, Done) and done.decision.action is Action.REJECT
    assert reviewing.find(base, item.key) is None
    assert base.review_counts()[Sort.PEOPLE] == 0
    late = reviewing.act(base, item.key, Deed.APPROVE, replace(SECOND, seen=item.seen), TODAY)
    assert isinstance(late, Refused) and late.meanwhile == done.decision
    base.undo(done.decision.id, who="U1")
    assert reviewing.find(base, item.key) is not None
    assert base.review_counts()[Sort.PEOPLE] == 1
    assert base.waiting_for_review(limit=9, urgent=True) == []


def test_every_sort_has_a_head_and_a_count() -> None:
    assert set(words.HEADS) == set(words.COUNTED) == set(Sort)
    assert set(words.ORDERS) == set(Order)
