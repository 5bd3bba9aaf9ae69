"""Which readings of speech become one fact, and what that fact says."""

import pytest

from knowledge.base import Base
from knowledge.model import Kind, Participant, Statement, StatementFact
from tests.knowledge.base.world import HAYASHI, HUN_SEN, KISHIDA, Told, ask, fill, said, told

LONG = "we shall stand by our friends in good days and in bad days alike"
PART = "stand by our friends in good days and in bad days"
SHORT = "that was a very good day"


def facts(base: Base, *articles: Told) -> list[StatementFact]:
    fill(base, articles)
    found, total = base.find(Kind.STATEMENT, ask(), limit=50, offset=0)
    assert total == len(found)
    return [fact for fact in found if isinstance(fact, StatementFact)]


def two(base: Base, one: Statement, other: Statement, days: str = "22 24") -> list[StatementFact]:
    first, second = days.split()
    return facts(
        base,
        told("a", one, published=f"2022-03-{first}"),
        told("b", other, published=f"2022-03-{second}"),
    )


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (said(LONG, KISHIDA), said(LONG, KISHIDA), LONG),
        (said(LONG, KISHIDA), said(PART, KISHIDA), LONG),
        (said(PART, KISHIDA), said(LONG, KISHIDA), LONG),
        (said(SHORT, KISHIDA), said("That was a very “good” day.", KISHIDA), SHORT),
        (said(LONG, KISHIDA), said(LONG, KISHIDA, direct=False), LONG),
        (said(PART, KISHIDA, direct=False), said(LONG, KISHIDA, direct=False), LONG),
        (said(LONG, KISHIDA, on="2022-03-20"), said(LONG, KISHIDA, on="2022-03-21"), LONG),
        (said(LONG, body="Foreign Ministry"), said(PART, body="foreign ministry"), LONG),
    ],
)
def test_the_same_words_of_the_same_speaker(
    base: Base, one: Statement, other: Statement, words: str
) -> None:
    [fact] = two(base, one, other)
    assert fact.words == words
    assert [source.article for source in fact.sources] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(LONG, KISHIDA), said(LONG, HAYASHI, on="2022-03-01")),
        (said(PART, KISHIDA), said(PART, HUN_SEN)),
        (said(LONG, KISHIDA), said(PART, HUN_SEN)),
        (said(LONG, KISHIDA), said(LONG.replace("friends", "allies"), KISHIDA)),
        (said(LONG, KISHIDA), said(" ".join(PART.split()[:7]), KISHIDA)),
        (said(LONG, KISHIDA), said(PART, KISHIDA, direct=False)),
        (said(LONG, KISHIDA, on="2022-03-01"), said(LONG, KISHIDA, on="2022-03-21")),
        (said(LONG, KISHIDA), said(f"re{LONG}", KISHIDA)),
        (said(LONG, body="foreign ministry", parties=["JP"]),
         said(PART, body="foreign ministry", parties=["KH"])),
        (said(LONG), said(LONG)),
        (said(LONG, Participant("Kishida")), said(LONG, Participant("Kishida"), on="2022-03-01")),
    ],
)  # fmt: skip
def test_what_may_be_two_statements_stays_apart(
    base: Base, one: Statement, other: Statement
) -> None:
    assert len(two(base, one, other, "03 24")) == 2


def test_a_short_remark_may_be_made_twice(base: Base) -> None:
    one = said(SHORT, KISHIDA)
    assert len(facts(base, told("a", one), told("b", one, published="2022-09-01"))) == 2


def test_a_chain_of_parts_is_one_statement_with_all_the_words(base: Base) -> None:
    words = LONG.split()
    [fact] = facts(
        base,
        told("a", said(" ".join(words[2:10]), KISHIDA)),
        told("b", said(LONG, KISHIDA)),
        told("c", said(" ".join(words[1:12]), KISHIDA)),
    )
    assert (fact.words, len(fact.sources)) == (LONG, 3)


def test_a_part_of_two_speeches_joins_neither(base: Base) -> None:
    found = facts(
        base,
        told("a", said(f"{PART} alike", KISHIDA, on="2022-03-01"), published="2022-03-02"),
        told("b", said(f"{PART} as before", KISHIDA, on="2022-03-21")),
        told("c", said(PART, KISHIDA), published="2022-03-12"),
    )
    assert len(found) == 3


def test_days_that_differ_stand_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", said(LONG, KISHIDA, on="2022-03-21")),
        told("b", said(LONG, KISHIDA, on="2022-03-20")),
        told("c", said(LONG, KISHIDA, on="2022-03-21")),
    )
    assert [(v.value, len(v.readings)) for v in fact.variants] == [
        ("2022-03-21", 2),
        ("2022-03-20", 1),
    ]


def test_speakers_that_differ_stand_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", said(LONG, KISHIDA)),
        told("b", said(LONG, HAYASHI)),
        told("c", said(LONG, KISHIDA)),
    )
    assert [person.id for person in fact.speakers] == ["fumio-kishida"]
    assert [(v.field, v.value, len(v.readings)) for v in fact.variants] == [
        ("speakers", "Fumio Kishida", 2),
        ("speakers", "Yoshimasa Hayashi", 1),
    ]
    query = ask(people=("yoshimasa-hayashi",))
    found, _ = base.find(Kind.STATEMENT, query, limit=5, offset=0)
    assert [one.id for one in found] == [fact.id]


def test_several_speakers_said_it_together(base: Base) -> None:
    [fact] = facts(base, told("a", said(LONG, KISHIDA, HUN_SEN)))
    assert [person.id for person in fact.speakers] == ["fumio-kishida", "hun-sen"]
