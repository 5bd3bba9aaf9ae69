"""Which facts a message shows, how each of them reads, and what the message is drawn from."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.base import Base
from knowledge.model import Answer, Fact, RoleFact, people_of
from knowledge.wording.facts import head_and_body, value_words

FACTS = 60
"""Facts of one message that are remembered: a table has 25, a digest some more."""

READINGS = 24
"""Readings of a fact by which it is found again."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A fact as it was shown: its id, the readings it stood on, and a digest of its words.

    `about` are the people and articles that it names, as decisions have them as targets.
    """

    fact: str
    readings: tuple[str, ...]
    digest: str
    about: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Shows:
    """What a message shows, as the log of decisions stood at `upto`.

    `again` says what it is drawn from, in JSON; empty where that is not kept.
    """

    glimpses: tuple[Glimpse, ...]
    upto: int
    again: Mapping[str, Any] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """What decisions on its facts are about, each once."""
        found = (
            target
            for one in self.glimpses
            for target in (*(f"reading:{id}" for id in one.readings), *one.about)
        )
        return tuple(dict.fromkeys(found))


def shows(facts: Iterable[Fact], base: Base, again: Mapping[str, Any]) -> Shows | None:
    """What is shown of these facts; None of no facts. To be called in a reader's thread."""
    told = seen(facts)
    return None if told is None else replace(told, upto=upto(base), again=again)


def seen(facts: Iterable[Fact]) -> Shows | None:
    """What is shown of these facts, for whoever does not know the base; None of no facts."""
    each = {fact.id: fact for fact in facts}
    return Shows(tuple(map(glimpse, list(each.values())[:FACTS])), 0) if each else None


def upto(base: Base) -> int:
    """The place of the last decision in the log; 0 for none."""
    last = base.last_decisions(1)
    return last[0].n if last else 0


def facts_of(answer: Answer) -> list[Fact]:
    """All facts of an answer, those of a profile too."""
    facts = list(answer.facts)
    if answer.profile is not None:
        facts += [*answer.profile.roles, *answer.profile.meetings]
        facts += [fact for latest in answer.profile.latest for fact in latest.facts]
    return facts


def glimpse(fact: Fact) -> Glimpse:
    """A fact as it is shown now."""
    readings = tuple(dict.fromkeys(source.reading for source in fact.sources))[:READINGS]
    people = (f"person:{one.id}" for one in people_of(fact) if one.id)
    articles = (f"article:{source.article}" for source in fact.sources[:READINGS])
    about = tuple(dict.fromkeys((*people, *articles)))
    return Glimpse(fact.id, readings, digest(fact), about)


def digest(fact: Fact) -> str:
    """A digest of what a fact says in words: that it was verified, and its sources, are no part."""
    bare = replace(fact, rulings=()) if fact.rulings else fact
    if isinstance(bare, RoleFact):
        # As of when it is told changes with every article, and with no decision.
        dates = (bare.tenure, bare.since, bare.until)
        words = [bare.person.name, bare.title, bare.party, *map(str, dates)]
    else:
        words = [*head_and_body(bare)]
    told = sorted({(one.field, value_words(one)) for one in bare.variants})
    text = json.dumps([bare.kind, *words, *told], ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def state(facts: Sequence[Fact], *, joined: bool = False) -> str:
    """How a fact that was shown reads now: as one, several, or (an empty state) none at all.

    `joined` says that it is one with another that was shown beside it.
    """
    told = " ".join(sorted(digest(fact) for fact in facts))
    return f"{told}+" if joined else told


def dumped(glimpses: Sequence[Glimpse]) -> str:
    """Glimpses as they are kept."""
    return json.dumps([[one.fact, list(one.readings), one.digest] for one in glimpses])


def packed(shows: Shows) -> list[Any]:
    """All of it as it travels in JSON."""
    told = [[one.fact, list(one.readings), one.digest, list(one.about)] for one in shows.glimpses]
    return [told, shows.upto, dict(shows.again)]


def unpacked(kept: list[Any]) -> Shows:
    """What was packed."""
    told, at, again = kept
    glimpses = (Glimpse(id, tuple(ids), digest, tuple(about)) for id, ids, digest, about in told)
    return Shows(tuple(glimpses), at, again)


def loaded(text: str) -> tuple[Glimpse, ...]:
    """Glimpses as they were kept."""
    return tuple(Glimpse(fact, tuple(ids), digest) for fact, ids, digest in json.loads(text))
