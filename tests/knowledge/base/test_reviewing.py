"""What waits for a decision: proposals, decisions that fit no more, contradictions, weak facts."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.base import Action, Base, doubtful
from knowledge.base.opinions import Proposal
from knowledge.base.store.target import DecidedMeanwhile, Gone, Undecidable
from knowledge.base.waiting import Item, Order, Sort
from knowledge.model import Article, MeetingFact, Reading, corrections
from knowledge.wording.confidence import warning
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    ask,
    fill,
    met,
    paid,
    told,
)

VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Phnom Penh")
TALK = met(SOKHONN, HAYASHI, on="2022-03-22", place="Tokyo")
FAINT = met(SOKHONN, KISHIDA)
"""Weak, as nobody knows when it was."""
FAINTER = met(SOKHONN)


def waiting(base: Base, order: Order = Order.NEWEST, seen: Sequence[str] = ()) -> list[Item]:
    return base.waiting_for_review(order, limit=50, seen=seen)


def sorts(base: Base) -> list[Sort]:
    return [one.sort for one in waiting(base)]


def urgent(base: Base) -> list[Item]:
    return [one for one in waiting(base) if one.sort is not Sort.WEAK]


def meetings(base: Base) -> list[MeetingFact]:
    found, _ = base.meetings(ask(), limit=20, offset=0)
    return found


def proposal(fact: str, value: str = "21 March 2022", person: str = "U1") -> Proposal:
    return Proposal(fact, person, "date", value, "The palace says Monday.", "as shown")


def day(base: Base, fact: str, value: str = "2022-03-21") -> str:
    return base.correct(fact, "date", value, words=value, who="U1", was="20 March 2022").id


# Proposals


def test_a_proposal_waits_until_it_is_followed_or_rejected_and_stays_on_record(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    base.propose(proposal(fact.id))
    [item] = urgent(base)
    assert item.proposal is not None and (item.sort, item.fact) == (Sort.PROPOSAL, fact.id)
    made = base.correct(
        fact.id, "date", "2022-03-21", words="21 March 2022", who="U2", settles=item.settles
    )
    assert urgent(base) == [] and base.review_item(item.key) is None
    assert base.reviewed(item.key) == made
    assert [one.settled for one in base.proposals()] == [made.id], "it is kept, with what it became"
    base.undo(made.id, who="U3")
    assert [one.key for one in urgent(base)] == [item.key], "an undone decision settles nothing"


def test_the_same_proposals_are_one_item_and_are_settled_together(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    for person in ("U1", "U2"):
        base.propose(proposal(fact.id, person=person))
    base.propose(proposal(fact.id, value="22 March 2022"))
    found = urgent(base)
    assert [(len(one.same), one.proposal and one.proposal.value) for one in found] == [
        (0, "22 March 2022"), (1, "21 March 2022"),
    ]  # fmt: skip
    assert base.review_counts()[Sort.PROPOSAL] == 2
    base.reject(found[1].key, who="U3", why="The palace is wrong.")
    assert [one.key for one in urgent(base)] == [found[0].key]
    assert [one.action for one in base.decisions()] == [Action.REJECT]
    assert len(base.proposals()) == 3


def test_the_second_editor_learns_what_the_first_decided(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    base.propose(proposal(fact.id))
    [item] = urgent(base)
    first = base.reject(item.key, who="U2")
    with pytest.raises(DecidedMeanwhile) as refused:
        base.reject(item.key, who="U3")
    assert refused.value.decision == first
    with pytest.raises(DecidedMeanwhile):
        base.correct(fact.id, "date", "2022-03-21", words="…", who="U3", settles=item.settles)
    assert meetings(base)[0].date == "2022-03-20"
    with pytest.raises(Gone):
        base.reject("proposal:77", who="U3")


def test_a_forgotten_person_takes_what_they_proposed_along_and_no_number_comes_back(
    base: Base,
) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    base.propose(proposal(fact.id))
    [item] = urgent(base)
    base.reject(item.key, who="U2")
    base.forget_person("U1")
    assert base.proposals() == []
    base.propose(proposal(fact.id, person="U4"))
    [after] = urgent(base)
    assert after.key != item.key and base.reviewed(after.key) is None


def test_a_proposal_on_a_fact_that_is_gone_still_waits(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    base.propose(proposal(fact.id))
    base.retract(fact.id, who="U2")
    [item] = urgent(base)
    assert item.fact is None and base.review_item(item.key) == item


# Decisions that fit no more


def test_a_verification_of_a_fact_that_says_otherwise_now_waits(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    made = base.verify(fact.id, who="U1")
    assert urgent(base) == []
    fill(
        base,
        [
            told("b", replace(VISIT, place="Siem Reap")),
            told("c", replace(VISIT, place="Siem Reap")),
        ],
    )
    [item] = urgent(base)
    assert (item.sort, item.decision) == (Sort.CHANGED, made)
    base.verify(meetings(base)[0].id, who="U2")
    assert urgent(base) == []


def test_what_an_editor_corrects_does_not_wait_for_the_verification_before_it(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    base.verify(fact.id, who="U1")
    day(base, fact.id)
    assert urgent(base) == []


def test_a_correction_waits_when_the_machine_reads_a_third_value(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    [fact] = meetings(base)
    made = day(base, fact.id)
    _, readings = told("a", VISIT)
    base.reread("a", readings)
    assert urgent(base) == [], "it is read as it was"
    for when, waits in (("2022-03-21", False), ("2022-03-25", True)):
        base.reread("a", [replace(one, fields=replace(VISIT, date=when)) for one in readings])
        found = urgent(base)
        assert [one.sort for one in found] == [Sort.CHANGED] * waits, when
        assert meetings(base)[0].date == "2022-03-21", "it holds all the same"
    assert found[0].decision is not None and found[0].decision.id == made
    day(base, meetings(base)[0].id)
    assert urgent(base) == [], "decided again, for what is read now"


def update(base: Base, id: str, *fields: object, extra: str = "Updated.") -> None:
    fill(base, [told(id, *fields, extra=extra)])  # type: ignore[arg-type]


def test_a_correction_whose_sentence_vanished_waits_with_what_it_may_be_now(base: Base) -> None:
    update(base, "a", VISIT, TALK)
    visit = next(one for one in meetings(base) if one.place == "Phnom Penh")
    made = day(base, visit.id)
    moved = replace(VISIT, place="Siem Reap", people=(HUN_SEN, KISHIDA, SOKHONN))
    update(base, "a", TALK, moved, extra="Updated again.")
    [item] = urgent(base)
    now = next(one for one in meetings(base) if one.place == "Siem Reap")
    assert (item.sort, item.id, item.candidates) == (Sort.ASTRAY, made, (now.id,))
    assert item.fact == now.id
    base.correct(
        now.id, "date", "2022-03-21", words="21 March 2022", who="U2", settles=item.settles
    )
    assert urgent(base) == []
    assert next(one for one in meetings(base) if one.place == "Siem Reap").date == "2022-03-21"


def test_a_decision_that_is_undone_or_whose_sentence_comes_back_waits_no_more(base: Base) -> None:
    update(base, "a", VISIT)
    made = base.verify(meetings(base)[0].id, who="U1")
    update(base, "a", TALK, extra="Another story.")
    assert [one.sort for one in urgent(base)] == [Sort.ASTRAY]
    update(base, "a", VISIT, extra="As it was.")
    assert urgent(base) == []
    update(base, "a", TALK, extra="Another story.")
    assert [one.id for one in urgent(base)] == [made.id]
    base.undo(made.id, who="U2")
    assert urgent(base) == []


def test_a_decision_on_an_article_that_was_taken_down_does_not_wait(base: Base) -> None:
    update(base, "a", VISIT)
    base.verify(meetings(base)[0].id, who="U1")
    update(base, "a", TALK, extra="Another story.")
    base.remove("a", who="U1")
    assert urgent(base) == []


def test_a_retraction_waits_only_where_something_like_it_is_told(base: Base) -> None:
    update(base, "a", VISIT, paid(5, purpose="a bridge"))
    base.retract(meetings(base)[0].id, who="U1")
    update(base, "a", paid(5, purpose="a bridge"), extra="Mended.")
    assert urgent(base) == []
    update(base, "a", replace(VISIT, people=(HUN_SEN, KISHIDA, SOKHONN)), extra="Worse.")
    assert [one.sort for one in urgent(base)] == [Sort.ASTRAY]


# Told again


BODY = " ".join(f"The {word} of the ministry is told here in many words." for word in (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
))  # fmt: skip


SAME = "Hun Sen met Fumio Kishida in Phnom Penh on Sunday."


def printed(id: str, body: str = BODY) -> tuple[Article, list[Reading]]:
    return told(id, VISIT, sentences=[SAME], extra=body)


def test_a_copy_that_repeats_what_was_retracted_waits(base: Base) -> None:
    fill(base, [printed("a")])
    made = base.retract(meetings(base)[0].id, who="U1")
    assert meetings(base) == []
    fill(base, [printed("b")])
    [item] = urgent(base)
    [fact] = meetings(base)
    assert (item.sort, item.fact) == (Sort.AGAIN, fact.id)
    assert item.decision is not None and item.decision.id == made.id
    rejected = base.reject(item.key, who="U2", why="Theirs is right.")
    assert urgent(base) == [] and base.reviewed(item.key) == rejected
    base.undo(rejected.id, who="U2")
    base.retract(fact.id, who="U2", settles=item.settles)
    assert urgent(base) == [] and meetings(base) == []


def test_what_is_no_copy_may_say_the_same(base: Base) -> None:
    fill(base, [printed("a")])
    base.retract(meetings(base)[0].id, who="U1")
    fill(base, [printed("b", "Something else altogether stands in this one.")])
    assert urgent(base) == []


def test_a_copy_of_a_corrected_fact_joins_it_and_does_not_wait(base: Base) -> None:
    fill(base, [printed("a")])
    day(base, meetings(base)[0].id)
    fill(base, [printed("b")])
    [fact] = meetings(base)
    assert corrections(fact) and urgent(base) == []


# Contradictions and weak facts


def test_contradictions_wait_until_somebody_decides(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", replace(VISIT, place="Tokyo"))])
    [item] = urgent(base)
    assert (item.sort, item.fact) == (Sort.DISPUTED, meetings(base)[0].id)
    made = base.correct(meetings(base)[0].id, "place", "Tokyo", words="Tokyo", who="U1")
    assert urgent(base) == [] and meetings(base)[0].place == "Tokyo"
    assert base.reviewed(item.key) == made
    base.undo(made.id, who="U1")
    base.verify(meetings(base)[0].id, who="U1")
    assert urgent(base) == [], "right as it stands, with both readings"


def test_weak_facts_come_last_unless_they_are_asked_for_first(base: Base) -> None:
    fill(base, [
        told("a", VISIT), told("b", replace(VISIT, place="Tokyo")),
        told("c", FAINTER, background=True, published="2022-03-30"),
        told("d", FAINT, published="2022-05-02"), told("g", TALK),
        told("e", met(HUN_SEN, HAYASHI, on="2022-06-01"), published="2022-06-02"),
        told("f", met(HUN_SEN, HAYASHI, on="2022-06-01"), published="2022-06-03"),
    ])  # fmt: skip
    assert [(one.sort, one.support) for one in waiting(base)] == [
        (Sort.DISPUTED, 2), (Sort.WEAK, 1), (Sort.WEAK, 0),
    ]  # fmt: skip
    found = waiting(base, Order.EVIDENCE)
    assert [(one.sort, one.support) for one in found] == [
        (Sort.WEAK, 0), (Sort.WEAK, 1), (Sort.DISPUTED, 2),
    ]  # fmt: skip
    assert sorts(base)[0] is Sort.DISPUTED
    seen = waiting(base, Order.SEEN, [found[1].id, "gone", found[0].id])
    assert [one.key for one in seen] == [found[1].key, found[0].key, found[2].key]
    counts = base.review_counts()
    assert (counts[Sort.DISPUTED], counts[Sort.WEAK]) == (1, 2)
    rest = base.waiting_for_review(limit=5, without={found[0].key})
    assert found[0].key not in {one.key for one in rest}
    assert base.waiting_for_review(limit=1, offset=1) == waiting(base)[1:2]
    base.verify(found[0].id, who="U1")
    assert base.review_item(found[0].key) is None
    with pytest.raises(Undecidable):
        base.reject(found[1].key, who="U1")


def test_facts_of_an_article_are_verified_and_given_back_together(base: Base) -> None:
    fill(base, [told("a", FAINT, FAINTER)])
    facts, _ = base.facts_in("a")
    made = base.verify_all("a", {one.id: "as shown" for one in facts}, who="U1")
    assert len(made) == 2 and len({one.at for one in made}) == 1
    assert all(one.rulings for one in meetings(base)) and waiting(base) == []
    batch = str(made[0].payload["batch"])
    assert base.batch("a", batch) == made and base.batch("a", "other") == []
    assert base.undo_all([one.id for one in made], who="U2") == 2
    assert not any(one.rulings for one in meetings(base)) and len(waiting(base)) == 2
    assert base.undo_all([one.id for one in made], who="U2") == 0
    with pytest.raises(Gone):
        base.verify_all("a", {facts[0].id: "", "gone": ""}, who="U1")
    assert not any(one.rulings for one in meetings(base)), "all or none"


def test_no_key_finds_what_it_does_not_name(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    for key in ("", ":", "proposal:", "proposal:x", "proposal:9" * 30, "weak:gone", "astray:no",
                "again:no", "\ud800:1", "disputed:" + meetings(base)[0].id):  # fmt: skip
        assert base.review_item(key) is None
        assert base.reviewed(key) is None


def test_facts_are_weak_that_answers_mark_as_weak(base: Base) -> None:
    fill(base, [told("a", VISIT, FAINT, TALK), told("b", FAINTER, published="2022-03-30")])
    facts = [fact for article in "ab" for fact in base.facts_in(article)[0]]
    marked = {fact.id for fact in facts if warning(fact)}
    assert len(marked) == 2 and {one.fact for one in waiting(base)} == marked
    assert base.review_counts()[Sort.WEAK] == 2
    for fact in facts:
        assert (base.review_item(f"weak:{fact.id}") is not None) == (fact.id in marked)
    seen = waiting(base, Order.SEEN, [fact.id for fact in facts])
    assert {one.fact for one in seen} == marked


def test_so_many_facts_are_judged_and_no_more(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubtful, "LOOKED_AT", 2)
    fill(base, [
        told("a", FAINT, published="2022-03-20"), told("b", VISIT, published="2022-03-21"),
        told("c", FAINTER, published="2022-03-30"),
    ])  # fmt: skip
    assert [one.at for one in waiting(base)] == ["2022-03-30"]


def test_a_page_takes_no_longer_with_more_facts(base: Base) -> None:
    """Every statement of a page reads from an index; none looks through facts or readings."""
    with base.reader() as db:
        plans: list[str] = []
        for statement in (
            "SELECT n FROM facts WHERE waits=? AND last_told < 9 ORDER BY last_told DESC, n DESC",
            "SELECT n FROM facts WHERE desk IS NULL AND waits IS NULL AND support < 2"
            " AND support=? ORDER BY first_told DESC, n DESC",
        ):
            rows = db.execute(f"EXPLAIN QUERY PLAN {statement}", ("1",)).fetchall()
            plans += [row["detail"] for row in rows]
    assert plans and not any("SCAN" in one or "TEMP B-TREE" in one for one in plans), plans


def test_a_base_of_before_is_brought_up_to_what_waits_in_it(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with Base.open(file) as base:
        fill(base, [
            told("a", VISIT), told("b", replace(VISIT, place="Tokyo")),
            told("c", FAINTER, background=True), told("d", FAINT),
            told("e", met(HUN_SEN, HAYASHI, on="2022-06-01")),
        ])  # fmt: skip
        verified = next(one for one in meetings(base) if one.date == "2022-06-01")
        base.verify(verified.id, who="U1")
        update = replace(met(HUN_SEN, HAYASHI, on="2022-06-01"), place="Tokyo")
        fill(base, [told("f", update), told("g", update)])
        before = [(one.key, one.support) for one in waiting(base)]
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for index in ("facts_waits", "facts_support", "proposals_open", "proposals_open_on"):
            db.execute(f"DROP INDEX {index}")
        for table in ("decided_readings", "astray", "told_again"):
            db.execute(f"DROP TABLE {table}")
        for column in ("facts.support", "facts.waits", "proposals.settled"):
            db.execute("ALTER TABLE {} DROP COLUMN {}".format(*column.split(".")))
        db.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm016%'")
    with Base.open(file) as base:
        assert [(one.key, one.support) for one in waiting(base)] == before
        assert {one.sort for one in waiting(base)} == {Sort.CHANGED, Sort.DISPUTED, Sort.WEAK}
        fill(base, [told("e", TALK, extra="Another story.")])
        assert base.review_counts()[Sort.ASTRAY] == 1, "what was decided on is known again"
