"""What people decide shows at once, outlives what machines do, and can be undone to the byte."""

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import Base, decisions
from knowledge.base.codec import value_of
from knowledge.base.decisions import Action, Decision
from knowledge.base.store.target import DecidedMeanwhile, Gone, Undecidable
from knowledge.model import (
    AgreementFact,
    Fact,
    Kind,
    MeetingFact,
    PaymentFact,
    RoleFact,
    StatementFact,
    Status,
    corrections,
    verification,
)
from tests.bases import opened
from tests.effort import examples
from tests.knowledge.base.test_order import articles, assert_same, folded_anew, lines
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    Told,
    agreed,
    ask,
    fill,
    met,
    paid,
    role,
    said,
    told,
)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with Base.open(tmp_path / "test.db") as base:
        yield base


def only(base: Base, kind: Kind = Kind.MEETING) -> Fact:
    found, total = base.find(kind, ask(), limit=5, offset=0)
    assert total == 1
    return found[0]


def meeting(base: Base) -> MeetingFact:
    fact = only(base)
    assert isinstance(fact, MeetingFact)
    return fact


VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Phnom Penh")


def test_a_corrected_day_is_shown_searched_and_recorded(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    before = lines(base)
    made = base.correct(
        meeting(base).id, "date", "2022-03-21", words="21 March 2022", was="20 March 2022",
        who="U1", why="The palace says Monday.",
    )  # fmt: skip
    fact = meeting(base)
    assert fact.date == "2022-03-21" and fact.variants == ()
    [ruling] = corrections(fact)
    assert (ruling.field, ruling.value, ruling.was) == ("date", "21 March 2022", "20 March 2022")
    assert (ruling.who, ruling.why) == ("U1", "The palace says Monday.")
    [(_, reading)] = base.readings(fact.id)
    assert reading.fields == VISIT, "what the machine read stays on record"
    assert_same(lines(base), folded_anew(base, 10))
    base.undo(made.id, who="U2")
    assert_same(lines(base), before)
    assert [one.action for one in base.decisions()] == [Action.CORRECT, Action.UNDO]


def test_an_undo_can_be_undone(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    made = base.correct(meeting(base).id, "place", "Tokyo", words="Tokyo", who="U1")
    undo = base.undo(made.id, who="U2")
    with pytest.raises(Undecidable):
        base.undo(made.id, who="U2")
    assert meeting(base).place == "Phnom Penh"
    base.undo(undo.id, who="U1")
    assert meeting(base).place == "Tokyo" and base.is_in_force(made.id)


def test_whoever_decides_next_is_told_that_a_source_was_set_apart(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", VISIT)])
    fact = meeting(base)
    seen = base.decided_up_to(fact.id)
    apart = base.split(fact.id, [fact.sources[1].reading], who="U1", seen=seen)
    with pytest.raises(DecidedMeanwhile) as told_so:
        base.verify(fact.id, who="U2", seen=seen)
    assert told_so.value.decision.id == apart.id
    base.verify(fact.id, who="U2", seen=base.decided_up_to(fact.id))


def test_a_decision_may_be_undone_and_made_again_any_number_of_times(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    made = base.retract(meeting(base).id, who="U1")
    last, number = made.id, 2 * (sys.getrecursionlimit() // 2)
    with base._connections.write() as db:
        for _ in range(number):
            undo = Decision(Action.UNDO, f"decision:{last}", "U1")
            last = decisions.record(db, undo).id
    assert base.is_in_force(made.id)
    base.undo(last, who="U1")
    assert not base.is_in_force(made.id) and meeting(base).place == "Phnom Penh"


def test_a_correction_outlives_reading_anew_and_a_new_version(base: Base) -> None:
    article, readings = told("a", VISIT)
    fill(base, [(article, readings)])
    base.correct(meeting(base).id, "date", "2022-03-21", words="21 March 2022", who="U1")
    base.reread("a", readings)
    assert meeting(base).date == "2022-03-21"
    fill(base, [told("a", VISIT, extra="Updated at noon.")])
    assert meeting(base).date == "2022-03-21"
    base.refold()
    assert meeting(base).date == "2022-03-21"
    assert base.reapply() == 0 and meeting(base).date == "2022-03-21"


def test_what_is_decided_holds_against_any_number_of_articles(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    base.correct(meeting(base).id, "place", "Tokyo", words="Tokyo", who="U1")
    fill(base, [told(f"b{n}", VISIT, published="2022-03-23") for n in range(3)])
    fact = meeting(base)
    assert fact.place == "Tokyo"
    assert [(v.field, v.value, len(v.readings)) for v in fact.variants] == [
        ("place", "Tokyo", 1), ("place", "Phnom Penh", 3),
    ]  # fmt: skip


def test_choosing_between_readings_keeps_the_other(base: Base) -> None:
    other = replace(VISIT, place="Tokyo")
    fill(base, [told("a", VISIT), told("b", VISIT), told("c", other)])
    fact = meeting(base)
    assert fact.place == "Phnom Penh" and len(fact.variants) == 2
    made = base.correct(fact.id, "place", "Tokyo", words="Tokyo", who="U1")
    [chosen] = made.readings
    fact = meeting(base)
    assert fact.place == "Tokyo" and chosen in fact.variants[0].readings
    assert fact.sources[0].reading == chosen, "the first quotation says what was chosen"
    assert {(v.field, v.value) for v in fact.variants} == {
        ("place", "Tokyo"), ("place", "Phnom Penh"),
    }  # fmt: skip


def test_people_and_sums_can_be_corrected(base: Base) -> None:
    fill(base, [told("a", VISIT, paid(5, purpose="a bridge"))])
    people = [["Fumio Kishida", "Prime Minister", "JP"], ["Prak Sokhonn", None, "KH"]]
    base.correct(meeting(base).id, "people", people, words="…", who="U1")
    assert [one.name for one in meeting(base).people] == ["Fumio Kishida", "Prak Sokhonn"]
    base.correct(only(base, Kind.PAYMENT).id, "sum", ["50", "USD"], words="$50", who="U1")
    payment = only(base, Kind.PAYMENT)
    assert isinstance(payment, PaymentFact) and payment.sum.amount == 50
    assert_same(lines(base), folded_anew(base, 10))


def test_titles_words_and_deals_can_be_corrected(base: Base) -> None:
    fill(
        base,
        [told("a", role(HUN_SEN), said("Rice is life.", KISHIDA), agreed("rice", on="2022-03-20"))],
    )
    kinds = (Kind.ROLE, Kind.STATEMENT, Kind.AGREEMENT)
    office, words, deal = (only(base, kind) for kind in kinds)
    base.correct(office.id, "tenure", "former", words="former", who="U1")
    base.correct(words.id, "words", "Rice is ours.", words="Rice is ours.", who="U1")
    base.correct(deal.id, "status", "planned", words="planned", who="U1")
    office, words, deal = (only(base, kind) for kind in kinds)
    assert isinstance(office, RoleFact) and office.tenure == "former"
    assert isinstance(words, StatementFact) and words.words == "Rice is ours."
    assert isinstance(deal, AgreementFact) and deal.status == "planned"


def test_values_that_a_field_cannot_have_change_nothing(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    id = meeting(base).id
    for field, value in (
        ("date", "yesterday"), ("colour", "red"), ("form", "dance"), ("people", [[]]),
    ):  # fmt: skip
        with pytest.raises(Undecidable):
            base.correct(id, field, value, words="", who="U1")
    with pytest.raises(Gone):
        base.correct("nothing", "date", None, words="", who="U1")
    assert base.decisions() == [] and meeting(base).date == "2022-03-20"


def test_verified_holds_as_long_as_the_fact_says_the_same(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    base.verify(meeting(base).id, who="U1")
    found = verification(meeting(base))
    assert found is not None and found.who == "U1"
    fill(base, [told("b", VISIT, published="2022-03-23")])
    assert verification(meeting(base)) is not None, (
        "another article saying the same changes nothing"
    )
    fill(base, [told("c", replace(VISIT, occasion="ASEAN Summit"), published="2022-03-23")])
    fact = meeting(base)
    assert verification(fact) is None and [one.holds for one in fact.rulings] == [False]
    base.remove("c")
    assert verification(meeting(base)) is not None


def test_the_second_editor_sees_what_the_first_decided(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    id = meeting(base).id
    seen = base.decided_up_to(id)
    made = base.correct(id, "place", "Tokyo", words="Tokyo", who="U1", seen=seen)
    with pytest.raises(DecidedMeanwhile) as caught:
        base.verify(id, who="U2", seen=seen)
    assert (caught.value.decision.id, caught.value.decision.who) == (made.id, "U1")
    seen = base.decided_up_to(id)
    base.undo(made.id, who="U1")
    with pytest.raises(DecidedMeanwhile):
        base.verify(id, who="U2", seen=seen)
    base.verify(id, who="U2", seen=base.decided_up_to(id))


def test_events_merge_with_all_that_joins_them_later_and_part_again(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", met(HAYASHI, SOKHONN, on="2022-03-21"))])
    one, two = base.meetings(ask(), limit=5, offset=0)[0]
    apart = lines(base)
    made = base.merge([one.id, two.id], who="U1")
    fact = meeting(base)
    assert len(fact.people) == 4 and len(fact.sources) == 2
    assert base.fact(one.id) == base.fact(two.id) == fact
    fill(base, [told("c", VISIT), told("d", met(HAYASHI, SOKHONN, on="2022-03-21"))])
    assert len(meeting(base).sources) == 4
    assert_same(lines(base), folded_anew(base, 1))
    base.remove("c")
    base.remove("d")
    base.undo(made.id, who="U1")
    assert_same(lines(base), apart)


def test_events_of_two_kinds_do_not_merge(base: Base) -> None:
    fill(base, [told("a", VISIT, agreed("rice"))])
    with pytest.raises(Undecidable):
        base.merge([only(base).id, only(base, Kind.AGREEMENT).id], who="U1")
    with pytest.raises(Undecidable):
        base.merge([only(base).id, only(base).id], who="U1")


def test_a_fact_splits_and_new_articles_go_to_the_old_one(base: Base) -> None:
    fill(base, [told("a", VISIT), told("b", VISIT)])
    fact = meeting(base)
    second = next(source.reading for source in fact.sources if source.article == "b")
    made = base.split(fact.id, [second], who="U1")
    found, total = base.meetings(ask(), limit=5, offset=0)
    assert total == 2 and {len(one.sources) for one in found} == {1}
    fill(base, [told("c", VISIT)])
    assert {s.article for s in base.fact(second).sources} == {"b"}  # type: ignore[union-attr]
    assert_same(lines(base), folded_anew(base, 1))
    base.undo(made.id, who="U1")
    assert len(meeting(base).sources) == 3


def test_who_decided_can_be_forgotten(base: Base) -> None:
    fill(base, [told("a", VISIT)])
    base.verify(meeting(base).id, who="U1")
    base.forget_person("U1")
    [decision] = base.decisions()
    assert decision.who == "" and verification(meeting(base)) is not None


MET = st.builds(
    lambda one, day, place, status: met(HUN_SEN, one, on=day, place=place, status=status),
    st.sampled_from([KISHIDA, KISHIDA, HAYASHI]),
    st.sampled_from(["2022-03-20", "2022-03-20", "2022-03"]),
    st.sampled_from([None, "Phnom Penh", "Tokyo"]),
    st.sampled_from([Status.HELD, Status.HELD, Status.PLANNED]),
)
PAID = st.builds(
    lambda sum, day: paid(sum, on=day, purpose="a bridge"),
    st.sampled_from([5, 5, 7]),
    st.sampled_from(["2022-03-20", "2022-03", None]),
)
SAME = st.one_of(MET, PAID, st.just(role(HUN_SEN)), st.just(said("Rice is ours.", KISHIDA)))


def _decide(base: Base, chance: random.Random, made: list[Decision]) -> None:
    facts = [
        fact for kind in Kind for fact in base.find(kind, ask(undated=True), limit=50, offset=0)[0]
    ]
    action = chance.choice(["correct", "verify", "retract", "merge", "merge", "split", "undo"])
    if action == "undo" and made:
        one = chance.choice(made)
        if base.is_in_force(one.id):
            made.append(base.undo(one.id, who="U1"))
        return
    if not facts:
        return
    fact = chance.choice(facts)
    try:
        match action:
            case "correct":
                field, value = chance.choice(
                    [("date", "2022-03-22"), ("date", "2022-03"), ("place", "Tokyo"),
                     ("status", "held"), ("giver", "US"), ("about", "rice"), ("since", "2018"),
                     ("people", [["Kim", None, "KH"]]), ("tenure", "former"), ("parties", ["US"]),
                     ("sum", ["7", "USD"]), ("what", "a day of ties"), ("words", "we stand")]
                )  # fmt: skip
                made.append(base.correct(fact.id, field, value, words="x", who="U1"))
            case "verify":
                made.append(base.verify(fact.id, who="U1"))
            case "retract":
                made.append(base.retract(fact.id, who="U1"))
            case "merge":
                others = [other.id for other in facts if other.kind is fact.kind]
                made.append(base.merge([fact.id, chance.choice(others)], who="U1"))
            case "split":
                readings = [source.reading for source in fact.sources]
                made.append(base.split(fact.id, readings[:1], who="U1"))
    except Undecidable:
        return


def _assert_in_force(base: Base, made: list[Decision]) -> None:
    """What was decided last on a field of a fact is what the fact says."""
    for one in made:
        if one.action is not Action.CORRECT or not base.is_in_force(one.id):
            continue
        for reading in one.readings:
            fact = base.fact(reading)
            if fact is None:
                continue
            [held] = [r for r in corrections(fact) if r.field == one.payload["field"]]
            if held.id != one.id:
                continue
            value = value_of(one.payload["field"], one.payload["value"])
            shown = getattr(fact, one.payload["field"], None)
            if one.payload["field"] == "people":
                continue
            assert shown == value or (
                one.payload["field"] == "parties" and set(shown or ()) == set(value)
            )


@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(articles(), articles(SAME)), st.randoms(use_true_random=False))
def test_decisions_hold_through_anything_and_undo_to_the_byte(
    versions: dict[str, list[Told]], chance: random.Random
) -> None:
    current: dict[str, Told] = {}
    made: list[Decision] = []
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder) / "a.db") as base,
        opened(Path(folder) / "b.db") as machine,
    ):
        for all in versions.values():
            fill(base, all[:1])
            current[all[0][0].id] = all[0]
        later = [version for all in versions.values() for version in all]
        for _ in range(8):
            _decide(base, chance, made)
        for article, readings in later:
            _decide(base, chance, made)
            if chance.random() < 0.3:
                base.reread(article.id, current[article.id][1])
            fill(base, [(article, readings)])
            current[article.id] = article, readings
        _assert_in_force(base, made)
        assert_same(lines(base), folded_anew(base, 2))
        base.reapply()
        assert_same(lines(base), folded_anew(base, 100))
        for one in reversed(made):
            if base.is_in_force(one.id):
                base.undo(one.id, who="U2")
        fill(machine, [current[id] for id in sorted(current)])
        assert_same(lines(base), lines(machine))
