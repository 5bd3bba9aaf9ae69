"""Answers from what the desk verified alone, where that is asked for."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.language import typed, understand
from knowledge.model import Answer, Kind, Query, verification
from tests.knowledge.base.world import HAYASHI, HUN_SEN, KISHIDA, fill, met, paid, role, said, told

TODAY = date(2026, 11, 22)
FIRST = "2022-03-20"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Of each kind two facts, of which the older one is verified, and a title of each person."""
    base = Base.open(tmp_path_factory.mktemp("verified") / "test.db")
    older = told(
        "a",
        met(HUN_SEN, KISHIDA, on=FIRST),
        role(KISHIDA),
        role(HUN_SEN),
        paid(5, on=FIRST, purpose="a bridge"),
        said("Rice is life.", KISHIDA, on=FIRST),
    )
    newer = told(
        "b",
        met(HUN_SEN, HAYASHI, on="2022-04-20"),
        paid(7, on="2022-05-20", purpose="a road"),
        said("Roads are long.", KISHIDA, on="2022-05-20"),
        extra="The verified emissions were small.",
    )
    fill(base, [older, newer])
    for kind in Kind:
        for fact in base.find(kind, Query("facts"), limit=9, offset=0)[0]:
            dated = str(getattr(fact, "date", "")) == FIRST
            if dated or (kind is Kind.ROLE and fact.person.id == "fumio-kishida"):  # type: ignore[union-attr]
                base.verify(fact.id, who="U1")
    return base


def answered(base: Base, text: str) -> Answer:
    return ask(text, base, today=TODAY)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("/meetings verified", 1),
        ("/meetings Japan verified", 1),
        ("/meetings verified by the desk as of 2022-04-01", 1),
        ("/money verified", 1),
        ("/quotes verified only Kishida", 1),
        ("/facts verified", 4),
        ("/timeline Japan verified", 2),
        ("/digest verified", 3),
        ("verified meetings with Japan", 1),
        ("please show verified sums from Japan", 1),
        ("Which verified meetings were there with Japan?", 1),
    ],
)
def test_only_verified_facts_are_told(base: Base, text: str, number: int) -> None:
    found = answered(base, text)
    assert found.answered and found.total == number, found
    assert all(verification(fact) is not None for fact in found.facts)
    assert "erified" in found.understood and not found.sentences


def test_sums_are_added_up_of_verified_ones_alone(base: Base) -> None:
    found = answered(base, "/money verified").totals
    assert found is None or all(one.sum.amount == 5 for one in found.totals)


def test_a_profile_tells_verified_facts_alone(base: Base) -> None:
    found = answered(base, "/whois Kishida verified")
    assert found.profile is not None and len(found.profile.roles) == 1
    assert found.understood == "Who is Fumio Kishida, by verified facts"
    assert found.profile.meetings_total == 1
    other = answered(base, "/whois Hun Sen verified")
    assert other.profile is not None and other.profile.roles == ()
    assert other.profile.person.title is None
    people = answered(base, "/whois Cambodia verified")
    assert not people.answered and not people.facts


def test_nothing_verified_says_so_and_offers_the_rest(base: Base) -> None:
    found = answered(base, "/meetings Hayashi verified")
    assert not found.answered and found.message is not None
    assert found.message.startswith("No verified meeting with Yoshimasa Hayashi")
    assert next(one.label for one in found.nearest) == (
        "Meetings with Yoshimasa Hayashi, verified or not (1)"
    )
    asked = answered(base, "Which verified meetings were there with Hayashi?")
    assert not asked.answered and not asked.facts and not asked.sentences


def test_the_word_in_quotation_marks_is_a_topic(base: Base) -> None:
    for text in ('"verified" emissions', 'about "verified"'):
        query = understand(text, base, today=TODAY, command="facts").query
        assert query is not None and not query.verified and "verified" in query.words
    assert answered(base, '/facts "verified" emissions').sentences
    # In a question it is a verb unless it stands before what is asked for.
    assert not answered(base, "Who verified the emissions?").understood.endswith("by the desk")


def test_what_stands_behind_buttons_asks_the_same(base: Base) -> None:
    query = understand("verified Japan", base, today=TODAY, command="meetings").query
    assert query == Query("meetings", parties=("JP",), verified=True)
    assert typed(query) == "meetings JP verified"


def test_a_fact_that_changed_is_verified_no_more(base: Base, tmp_path: Path) -> None:
    with Base.open(tmp_path / "changing.db") as other:
        fill(other, [told("a", met(HUN_SEN, KISHIDA, on=FIRST))])
        [fact], _ = other.meetings(Query("meetings"), limit=5, offset=0)
        other.verify(fact.id, who="U1")
        assert ask("/meetings verified", other, today=TODAY).total == 1
        fill(other, [told("b", met(HUN_SEN, KISHIDA, on=FIRST, at="ASEAN Summit"))])
        assert ask("/meetings verified", other, today=TODAY).total == 0
