"""The rules by which sentences tell of meetings, each a plain function (scene, spot) → event.

A rule looks wide (verbs and nouns of meeting, joint acts) and accepts narrowly: two identified
parties, or a visitor and a destination, from one sentence or along recorded links. To add one,
write its function in the module that it belongs to and list it here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from knowledge.extraction.events import Event
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules import (
    associations,
    ceremonies,
    gatherings,
    hints,
    nouns,
    signings,
    stays,
    summits,
    summons,
    verbs,
    visits,
)
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.scene import Scene


class Part(StrEnum):
    """Which words a rule looks at."""

    VERB = "verb"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the words it looks at, its function, and the names its readings may carry.

    Each of the names can be switched off by itself. `starts` are the verbs (in their dictionary
    form) and words (as printed, in lower case) at which alone a rule for verbs finds anything.
    """

    part: Part
    find: Callable[[Scene, Spot], Event | None]
    names: Callable[[], list[str]]
    starts: Callable[[], frozenset[str]] = frozenset


def _verbs(*, visiting: bool) -> list[str]:
    """The names of the rules for verbs: one for each verb of the lexicon."""
    triggers = (t for t in meetings().verbs if (t.form == "visit") is visiting)
    return [f"verb {word}" for trigger in triggers for word in trigger.words]


def _nouns() -> list[str]:
    attended = meetings().attend | gatherings.CONVENING | {gatherings.TAKE_PART}
    gathered = [f"gathering {word}" for word in attended]
    between = ["noun between", "noun bringing together", "noun of two parties"]
    return [*between, "noun with", *gathered]


def _summits() -> list[str]:
    return ["summit", "summit with", "summit between", "summit held", "summit travelled to"]


def _joint_acts() -> list[str]:
    with_somebody = (t for t in meetings().verbs if t.partner == ("with",))
    words = {word for trigger in with_somebody for word in trigger.words} | meetings().joint
    return ["heading joint act", *(f"joint {word}" for word in words)]


def _triggers() -> frozenset[str]:
    """Every verb of the lexicon."""
    return frozenset(word for trigger in meetings().verbs for word in trigger.words)


RULES = (
    Rule(
        Part.VERB,
        verbs.visit_somebody,
        lambda: ["verb visit somebody"],
        lambda: frozenset({"visit"}),
    ),
    Rule(Part.VERB, verbs.call_on, lambda: ["verb call on"], lambda: frozenset({"call"})),
    Rule(Part.VERB, ceremonies.ceremony, lambda: ["ceremony"], ceremonies.starts),
    Rule(
        Part.VERB, visits.visitor_expected, lambda: ["visitor expected"], lambda: visits.EXPECTING
    ),
    Rule(Part.VERB, stays.stay, lambda: ["stay"], lambda: stays.BEING),
    Rule(Part.VERB, stays.on_the_way, lambda: ["en route"], lambda: stays.WAYS),
    Rule(Part.VERB, stays.leading, lambda: ["delegation led"], lambda: stays.LEADING),
    Rule(Part.VERB, visits.visit_verb, lambda: _verbs(visiting=True), _triggers),
    Rule(Part.VERB, summons.summons, lambda: ["envoy summoned"], lambda: summons.SUMMONING),
    Rule(
        Part.VERB,
        verbs.meeting_verb,
        lambda: [*_verbs(visiting=False), "verb with group"],
        _triggers,
    ),
    Rule(
        Part.VERB, gatherings.of_leaders, lambda: ["leaders gather"], lambda: gatherings.GATHERING
    ),
    Rule(
        Part.VERB,
        associations.with_association,
        lambda: ["with association"],
        lambda: associations.STARTS,
    ),
    Rule(Part.VERB, hints.joint_act, _joint_acts, lambda: _triggers() | meetings().joint),
    Rule(
        Part.VERB,
        hints.address,
        lambda: ["heading address", "visitor address", "address by phone"],
        lambda: meetings().address,
    ),
    Rule(
        Part.VERB,
        signings.signing,
        lambda: [signings.SIGNING, signings.OF_PARTIES],
        lambda: meetings().signing | {signings.HANDING},
    ),
    Rule(Part.NOUN, visits.visit_noun, lambda: ["noun visit", "visit to speaker", "journey"]),
    Rule(Part.NOUN, summits.summit, _summits),
    Rule(Part.NOUN, nouns.meeting_noun, _nouns),
    Rule(Part.NOUN, signings.signing_noun, lambda: [signings.SIGNING]),
    Rule(Part.NOUN, associations.with_association, lambda: ["with association"]),
)
"""Every rule of meetings, in the order in which a word is tried: the first that finds wins."""


def first_event(scene: Scene, spot: Spot, part: Part) -> Event | None:
    """What the first rule that fits reads at a word."""
    rules = _rules_for_nouns() if part is Part.NOUN else _rules_for_verb(spot.lemma, spot.word)
    for rule in rules:
        event = rule.find(scene, spot)
        if event is not None:
            return event
    return None


@cache
def _rules_for_nouns() -> tuple[Rule, ...]:
    return tuple(rule for rule, _ in _rules(Part.NOUN))


@lru_cache(maxsize=1 << 12)
def _rules_for_verb(lemma: str, word: str) -> tuple[Rule, ...]:
    """The rules that start from a verb, by its dictionary form or as printed."""
    rules = _rules(Part.VERB)
    return tuple(rule for rule, starts in rules if lemma in starts or word in starts)


@cache
def _rules(part: Part) -> tuple[tuple[Rule, frozenset[str]], ...]:
    """The rules for verbs, or those for nouns, each with the words that it starts from."""
    return tuple((rule, rule.starts()) for rule in RULES if rule.part is part)


@cache
def starting_words() -> frozenset[str]:
    """All words, as printed or in their dictionary form, at which a rule may find anything."""
    printed = meetings().signings.union(meetings().nouns)
    return printed.union(*(starts for _, starts in _rules(Part.VERB)))
