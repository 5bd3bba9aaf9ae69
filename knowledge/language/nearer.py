"""Words that are near a party's name and near a person's: the nearer spelling is meant.

Of two that are about as near, the one of which the archive has what is asked for; where it has
both or neither, both are asked back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.base import Base
from knowledge.commands import FACTS
from knowledge.language.claims import Claim, Option, Part
from knowledge.language.scan import Scan
from knowledge.language.speech import kinds
from knowledge.model import Query
from knowledge.names import gazetteer
from knowledge.names.edits import cost
from knowledge.names.parties import MARGIN
from knowledge.text import fold

_HELD = 0.9
"""Weighted edits by which what the archive holds may be further away than what it does not."""

_FAR = 9.0


def one_of_both(names: Iterable[Claim], scan: Scan, base: Base) -> list[Claim]:
    """Claims of the same words on a party and on a person, as the one that is meant; others as
    they are."""
    claims = list(names)
    kept = list(claims)
    for party in (claim for claim in claims if claim.part is Part.PARTY):
        for person in (claim for claim in claims if claim.part is Part.PERSON):
            if (party.start, party.end) == (person.start, person.end):
                meant = _meant(party, person, scan, base)
                kept = [one for one in kept if one not in (party, person)] + [meant]
    return kept


def _meant(party: Claim, person: Claim, scan: Scan, base: Base) -> Claim:
    nearer, other = sorted((party, person), key=_price)
    apart = _price(other) - _price(nearer)
    for command in (scan.speech.command, FACTS.name):
        held, also = _is_held(nearer, command, base), _is_held(other, command, base)
        if also and not held and apart <= _HELD:
            return other
        if apart >= MARGIN or (held and not also):
            return nearer
    return replace(person, options=(*person.options, *party.options))


def _is_held(claim: Claim, command: str, base: Base) -> bool:
    """True when the archive has facts for a command of any that the words may mean."""
    asked = [option.put(Query(command)) for option in claim.options]
    return any(base.find(kinds(query), query, limit=0, offset=0)[1] for query in asked)


def _price(claim: Claim) -> float:
    """The edits that lead from the nearest of the names to what was typed."""
    typed = fold(claim.said).replace(" ", "")
    return min(
        (cost(typed, form) for option in claim.options for form in _forms(option, claim.part)),
        default=_FAR,
    )


def _forms(option: Option, part: Part) -> Iterator[str]:
    """How a party or a person may be written, in one word."""
    if part is Part.PARTY:
        for name in _names(option.value):
            yield fold(name).replace(" ", "")
    words = fold(option.label).split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield "".join(words[start:end])


def _names(code: str) -> Iterator[str]:
    for country in gazetteer.countries():
        if country.code == code:
            yield from (*country.names, *country.demonyms, *country.capitals)
    for body in gazetteer.organisations():
        if body.code == code:
            yield from body.names
