"""Several meetings in one clause: "bilateral meetings with A and B", "and, separately, with C"."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import at_word
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.register import Person

# How far around the verb or noun "separately" may stand, and how far behind that its "with".
_NEAR = 4
_REACH = 5
_SEVERAL = frozenset({"meetings", "contacts", "bilaterals", "calls"})
_WORDS = frozenset({"separately", "separate"})
_LEADING = frozenset({"with", "to"})


def one_by_one(spot: Spot, event: Event) -> Iterator[Event]:
    """The event, or those that it stands for: one with each of several partners."""
    hosts, others = event.people[: event.hosts], event.people[event.hosts :]
    if len(hosts) == 1 and len(others) >= 2 and _is_apart(spot, event, hosts[0], others):
        for person in others:
            yield _with(event, hosts, [person])
    else:
        yield event
    if hosts:
        for at, partner in _further(spot, event):
            other = _with(event, hosts, list(gather(partner)[0]), partner)
            # Its date and place are those nearest to its own "with".
            yield replace(other, token=spot.sentence.tokens[spot.sentence.words[at].first])


def _is_apart(spot: Spot, event: Event, host: Person, others: list[Person]) -> bool:
    """True for "separate calls with", "met separately with", "bilateral meetings with"."""
    around = range(max(spot.at - _NEAR, 0), spot.at + _NEAR)
    lowers = [spot.sentence.lower(i) for i in around]
    if not (_WORDS.isdisjoint(lowers) and meetings().one_to_one.isdisjoint(lowers)):
        return True
    foreign = sum(1 for person in others if person.party != host.party)
    return event.rule == "noun with" and spot.word in _SEVERAL and foreign >= 2


def _further(spot: Spot, event: Event) -> Iterator[tuple[int, list[Actor]]]:
    """ "And, separately, with C", "and with C", "then with C": C, and where that "with" stands."""
    sentence = spot.sentence
    for i in range(spot.at + _NEAR, len(sentence.words)):
        again = sentence.lower(i) in ("and", "then") and sentence.lower(i + 1) in _LEADING
        if not (again or sentence.lower(i) in _WORDS) or _verb_between(spot, i):
            continue
        for k in range(i + 1, min(i + 1 + _REACH, len(sentence.words))):
            if sentence.lower(k) in _LEADING:
                partner = at_word(sentence, spot.actors, k + 1)
                people = gather(partner)[0]
                if people and not any(person in event.people for person in people):
                    yield k, partner
                break


def _verb_between(spot: Spot, end: int) -> bool:
    return any(word.pos == "VERB" for word in spot.sentence.words[spot.at + 1 : end])


def _with(
    event: Event, hosts: list[Person], others: list[Person], actors: list[Actor] | None = None
) -> Event:
    """The same for one side and some of the others."""
    people = [*hosts, *others]
    parties = [code for code in dict.fromkeys(person.party for person in people) if code]
    more = [] if actors is None else gather(actors)[2]
    links = [*event.links, *more]
    return replace(event, people=people, parties=parties, links=links, sentences=[], about=[])
