"""What only withdrawn stories tell stays in the base, flagged, and counts for nothing."""

from datetime import date
from decimal import Decimal

import pytest

from knowledge.base import Base, withdrawn
from knowledge.model import Kind, NoticeKind, Query, withdrawal
from tests.knowledge.base.prints import STORY
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, ask, fill, met, paid, role, told

AT = "2024-05-05T10:00:00Z"
LATER = "2024-05-09T10:00:00Z"


@pytest.fixture
def base(base: Base) -> Base:
    meeting = met(HUN_SEN, KISHIDA, on="2022-03-21")
    fill(
        base,
        [
            told("wrong", meeting, paid(100), role(HUN_SEN)),
            told("right", met(HUN_SEN, TRUDEAU, on="2022-03-22"), paid(7, giver="CA")),
            told(
                "again", meeting, published="2022-04-01", sentences=["They met, said the palace."]
            ),
        ],
    )
    return base


def found(base: Base, kind: Kind = Kind.MEETING, **conditions: object) -> tuple[int, int]:
    """How many facts are given, and how many there are said to be."""
    facts, total = base.find(kind, ask(**conditions), limit=9, offset=0)
    return len(facts), total


def test_a_fact_is_withdrawn_with_the_last_of_its_articles(base: Base) -> None:
    assert base.withdrawn_facts() == frozenset()
    assert base.mark_withdrawn("wrong", AT, "the story is gone")
    [fact] = base.find(Kind.MEETING, ask(parties=("JP",)), limit=9, offset=0)[0]
    assert withdrawal(fact) is None
    assert [source.withdrawal is not None for source in fact.sources] == [True, False]
    assert base.without_withdrawn().fact(fact.id) == fact
    base.mark_withdrawn("again", LATER, "the story is gone")
    [fact] = base.find(Kind.MEETING, ask(parties=("JP",)), limit=9, offset=0)[0]
    gone = withdrawal(fact)
    assert gone is not None and (gone.at, gone.kind) == (LATER, NoticeKind.WITHDRAWN)
    base.mark_returned("again")
    [fact] = base.find(Kind.MEETING, ask(parties=("JP",)), limit=9, offset=0)[0]
    assert withdrawal(fact) is None


def test_what_is_withdrawn_is_shown_but_neither_counted_nor_added(base: Base) -> None:
    totals = base.totals(Query("money"))
    assert {one.sum.amount for one in totals.totals} >= {Decimal(107)}
    before = sum(one.number for one in base.counts(Kind.MEETING, ask()).counts)
    base.mark_withdrawn("wrong", AT, "")
    base.mark_withdrawn("again", AT, "")
    assert found(base) == (2, 2)
    totals = base.totals(Query("money"))
    assert totals.withdrawn == 1 and totals.left_out == 0
    assert {one.sum.amount for one in totals.totals} == {Decimal(7)}
    assert sum(one.number for one in base.counts(Kind.MEETING, ask()).counts) == before - 1


def test_without_withdrawn_stories_nothing_of_them_is_found(base: Base) -> None:
    base.mark_withdrawn("wrong", AT, "")
    base.mark_withdrawn("again", AT, "")
    rest = base.without_withdrawn()
    assert found(base, parties=("JP",)) == (1, 1)
    assert found(rest, parties=("JP",)) == (0, 0)
    assert found(rest) == (1, 1)
    assert not rest.has(Kind.MEETING, ask(parties=("JP",)))
    assert base.has(Kind.MEETING, ask(parties=("JP",)))
    assert rest.roles("hun-sen") == [] and len(base.roles("hun-sen")) == 1
    assert rest.facts_in("wrong") == ([], 0) and base.facts_in("wrong")[1] == 3
    assert rest.told_in("wrong", 5) == () and len(base.told_in("wrong", 5)) == 3
    assert [one.article for one in base.sentences(["palace"])] == ["again"]
    assert rest.sentences(["palace"]) == [] and rest.holding(["palace"], 5) == []
    assert {one.article for one in rest.sentences(["right"])} == {"right"}


def test_as_of_a_day_it_is_left_out_as_well(base: Base) -> None:
    base.mark_withdrawn("wrong", AT, "")
    base.mark_withdrawn("again", AT, "")
    rest = base.without_withdrawn()
    for day in (date(2022, 3, 25), date(2022, 5, 1)):
        assert found(base, as_of=day) == (2, 2)
        assert found(rest, as_of=day) == (1, 1)


def test_a_copy_goes_with_its_original_and_not_the_other_way_round(base: Base) -> None:
    meeting = met(KISHIDA, TRUDEAU, on="2022-06-01")
    lead, body = ["Kishida and Trudeau met."], "\n\n".join(STORY)
    fill(
        base,
        [
            told("agency", meeting, sentences=lead, extra=body, published="2022-06-01"),
            told("paper", meeting, sentences=lead, extra=body, published="2022-06-02"),
        ],
    )
    base.mark_withdrawn("paper", AT, "")
    [fact] = base.find(Kind.MEETING, ask(parties=("CA", "JP")), limit=9, offset=0)[0]
    assert withdrawal(fact) is None
    assert base.withdrawn_articles() == {"paper"}
    base.mark_returned("paper")
    base.mark_withdrawn("agency", AT, "killed by the agency")
    [fact] = base.find(Kind.MEETING, ask(parties=("CA", "JP")), limit=9, offset=0)[0]
    gone = withdrawal(fact)
    assert gone is not None and (gone.article, gone.words) == ("agency", "killed by the agency")
    assert base.withdrawn_articles() == {"agency", "paper"}
    base.remove("agency")
    [fact] = base.find(Kind.MEETING, ask(parties=("CA", "JP")), limit=9, offset=0)[0]
    assert withdrawal(fact) is None


def test_a_correction_stands_beside_its_source(base: Base) -> None:
    base.mark_corrected("wrong", AT, "They met in Tokyo, not in Osaka.")
    [fact] = base.find(Kind.MEETING, ask(parties=("JP",)), limit=9, offset=0)[0]
    assert [[one.words for one in source.corrections] for source in fact.sources] == [
        ["They met in Tokyo, not in Osaka."], [],
    ]  # fmt: skip
    assert withdrawal(fact) is None and base.withdrawn_facts() == frozenset()


def test_the_few_that_are_withdrawn_are_looked_up_not_all_there_is(base: Base) -> None:
    assert base.mark_withdrawn("wrong", AT, "the story is gone")
    asked: list[str] = []
    with base.reader() as db:
        db.set_trace_callback(asked.append)
        assert withdrawn.facts(db) and withdrawn.articles(db) == {"wrong"}
        db.set_trace_callback(None)
        looked_up = [one for one in asked if "gone" in one]
        steps = [row[3] for one in looked_up for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    through = {step for step in steps if "SCAN" in step or "AUTOMATIC" in step}
    assert through == {f"SCAN {few}" for few in (
        "gone", "told",
        "notices USING COVERING INDEX notices_noted", "o USING COVERING INDEX notices_noted",
    )}  # fmt: skip
    # Nor the rows of readings, whether of these articles or of the others that tell a fact.
    assert not {step for step in steps if step.startswith("SEARCH r USING INTEGER")}
