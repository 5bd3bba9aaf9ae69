"""How sure facts are, in words: warnings where weak, reasons without decimals, every sign named."""

from dataclasses import replace

import pytest

from knowledge.confidence import FIRM, WEAK, Confidence, confidence
from knowledge.confidence.table import fitted
from knowledge.extraction import rule_names
from knowledge.model import (
    Answer,
    Fact,
    Kind,
    Link,
    Meeting,
    Query,
    Reading,
    Ruling,
    Scope,
    Variant,
)
from knowledge.model.fields import Form, Status
from knowledge.wording.confidence import grounds, sign_words, standing, warning
from knowledge.wording.explaining import STEPS, explained
from knowledge.wording.machine import fact_json
from knowledge.wording.rules import rule_words
from knowledge.wording.texts import plain
from tests.knowledge.wording.test_kinds import DAY, EVERY, ROLE, SOURCE

NOBODYS = replace(ROLE, party=None, sources=(replace(SOURCE, rule="title"),))
AT = "2026-12-03T09:00:00+00:00"


def sure(value: float, **more: object) -> Confidence:
    return Confidence(value, value, "r1", (), 1, **more)  # type: ignore[arg-type]


def test_every_rule_has_words_and_no_word_is_for_none() -> None:
    for rule in rule_names():
        words = rule_words(rule)
        assert words and "{" not in words, rule
    assert rule_words("sentence") == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_every_sign_of_the_table_has_words(kind: Kind) -> None:
    for sign in fitted().kinds[kind].signs:
        said = sign_words(sign)
        assert said and "_" not in said and "given by" not in said, sign


@pytest.mark.parametrize(
    ("value", "begins"),
    [
        (0.99, "Firm: nine or more in ten"),
        (FIRM, "Firm: nine or more in ten"),
        (0.89, "Fair: about eight in ten"),
        (WEAK, "Fair: about four in ten"),
        (0.39, "Weak: about three in ten"),
        (0.0, "Weak: about one in ten"),
    ],
)
def test_people_read_words_and_no_decimals(value: float, begins: str) -> None:
    assert standing(sure(value)).startswith(begins)
    assert "." not in standing(sure(value)).rstrip(".")
    assert "Verified" in standing(sure(1.0, verified=True))


def test_only_what_is_weak_is_warned_of_with_what_is_lacking() -> None:
    assert warning(NOBODYS) == (
        "Weak evidence: no country is known. Read the source before you use it."
    )
    assert warning(replace(NOBODYS, party="JP")) == ""
    verified = replace(NOBODYS, rulings=(Ruling("d", "verify", AT, ""),))
    assert warning(verified) == ""
    differing = replace(
        DAY,
        variants=tuple(Variant("date", f"202{n}", (f"r{n}",)) for n in range(3)),
    )
    assert "sources differ on the date" in warning(differing)
    assert fact_json(NOBODYS)["confidence"] == confidence(NOBODYS).value < WEAK


def test_what_a_confidence_stands_on() -> None:
    told = " ".join(grounds(NOBODYS, confidence(NOBODYS)))
    assert "“title”: a title printed with a name." in told
    assert "Against it: no country is known" in told and "One article tells it." in told


@pytest.mark.parametrize("fact", EVERY)
def test_every_kind_is_explained_by_its_chain_and_decisions(fact: Fact) -> None:
    evidence = SOURCE.evidence
    met = Meeting(Form.MEETING, Status.HELD, (), ("SE", "PE"), "2022-11-14")
    links = (
        Link("date", "Monday", 0, 6, "2022-11-14", "publication date"),
        *(Link("parties", f"the {n}. guest", 0, 6, "PE", "office") for n in range(STEPS + 1)),
    )
    reading = Reading(Kind.MEETING, "a1", "d", "verb meet", met, evidence, links)
    rulings = (
        Ruling("d1", "correct", AT, "U1", field="date", value="2022", was="2021"),
        Ruling("d2", "verify", AT, "U1"),
    )
    decided = replace(fact, rulings=rulings)
    lines = explained(decided, [("r1", reading)], "r1")
    assert "“Monday” → 14 November 2022: the date is counted from the publication date." in lines
    assert "“the 0. guest” → Peru: the country is told by an office." in lines
    assert "And 2 more steps." in lines
    assert "Verified by the desk on 3 December 2026." in lines
    assert not any("U1" in line for line in lines)


def test_the_terminal_shows_warnings_below_the_fact() -> None:
    answer = Answer(
        Query("whois"), "People", True, facts=(NOBODYS,), total=1, scope=Scope(1, 1, None, None)
    )
    assert "   ⚠ Weak evidence: no country is known." in plain(answer)
