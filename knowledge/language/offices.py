"""Offices by title and party: "the Canadian PM", "prime minister of Spain", "chancellor".

An office beside a person's name says who the person is ("Prime Minister Kishida") and asks for
nothing else: it goes with the name.
"""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.language.claims import Claim, Option, Part, adding
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.model import Office
from knowledge.names import party_name

_OF = frozenset({"of", "for", "from"})


def with_offices(scan: Scan, named: Sequence[Claim]) -> list[Claim]:
    """Join the office words to the parties and people claimed beside them.

    In `scan` the office words are still free; `named` are the claims on parties and people. Gives
    all claims on parties, people and offices.
    """
    claims = list(named)
    taken: set[int] = set()
    for start, end, title in scan.phrases(load("offices")):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            claims = _enter(scan, claims, start, end, title)
    return claims


def _enter(scan: Scan, claims: list[Claim], start: int, end: int, title: str) -> list[Claim]:
    party = _party_beside(scan, claims, start, end)
    rest = [claim for claim in claims if claim is not party]
    if party is not None:
        start, end = min(start, party.start), max(end, party.end)
    person = _person_beside(scan, rest, start, end)
    if person is None:
        said = scan.said(start, end)
        return [*rest, Claim(start, end, Part.OFFICE, _options(title, party), said)]
    wider = replace(person, start=min(start, person.start), end=max(end, person.end))
    return [wider if claim is person else claim for claim in rest]


def _party_beside(scan: Scan, claims: list[Claim], start: int, end: int) -> Claim | None:
    """The party of an office: "of Spain" after it, "Spanish" before it, else "Spain" after it."""
    parties = [claim for claim in claims if claim.part is Part.PARTY]
    after = end
    if after < len(scan.tokens) and scan.tokens[after].key in _OF:
        after += 1
        after += scan.is_article(after)
        of = next((claim for claim in parties if claim.start == after), None)
        if of is not None:
            return of
    if scan.tokens[start].quoted:
        return None  # "Chancellor" in quotation marks stands for itself.
    before = next((claim for claim in parties if claim.end == start), None)
    return before or next((claim for claim in parties if claim.start == end), None)


def _person_beside(scan: Scan, claims: list[Claim], start: int, end: int) -> Claim | None:
    """The holder named right after an office, or right before it and a comma."""
    people = [claim for claim in claims if claim.part is Part.PERSON]
    after = next((claim for claim in people if claim.start == end), None)
    if after is not None:
        return after
    before = next((claim for claim in people if claim.end == start), None)
    if before is not None and "," in scan.between(start - 1, start):
        return before
    return None


def _options(title: str, party: Claim | None) -> tuple[Option, ...]:
    if party is None:
        return (Option(title, adding("offices", Office(title))),)
    return tuple(
        Option(
            f"{title} of {party_name(option.value)}",
            adding("offices", Office(title, option.value)),
        )
        for option in party.options
    )
