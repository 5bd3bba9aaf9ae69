"""Parties that facts are about rather than of: "about Ukraine", "Hun Sen Ukraine" after /quotes.

A statement has the party of its speaker and of nobody else, so beside a speaker another country
is what was spoken of. In /facts, which searches texts, a country beside other words need only be
named.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.base import Base
from knowledge.commands import FACTS, QUOTES
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part, adding
from knowledge.language.clauses import about
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.model import Query
from knowledge.names.gazetteer import ambiguous
from knowledge.text import fold, neutral

Holds = Callable[[Query], bool]
"""Whether the archive has facts of a query."""

_ID = "#c:"


def named_after_about(claim: Claim, scan: Scan) -> Claim:
    """A party after "about" as the topic; any other claim as it is."""
    before = claim.start - 1 - scan.is_article(claim.start - 1)
    if claim.part is not Part.PARTY or before not in scan.free:
        return claim
    kind = load("clauses").get(scan.tokens[before].key)
    return replace(_as_topic(claim), start=before) if kind == "topic" else claim


def is_party_alone(claim: Claim, parties: Sequence[Claim], scan: Scan) -> bool:
    """True for a topic that is one party and nothing else: "about the Ukrainians"."""
    words = [n for n in range(claim.start, claim.end) if not scan.is_function_word(n)]
    if not words or any(scan.tokens[n].quoted for n in words):
        return False
    start, end = words[0], words[-1] + 1
    return any(
        party.part is Part.PARTY and party.exact and (party.start, party.end) == (start, end)
        for party in parties
    )


def settled(
    claims: Sequence[Claim], start: Query, base: Base, holds: Holds
) -> tuple[list[Claim], list[str]]:
    """The claims with those parties as topics that a query is about, and notes that say so."""
    query = start
    for claim in claims:
        query = claim.options[0].put(query)
    parties = [claim for claim in claims if claim.part is Part.PARTY]
    if not parties or query.either:
        return list(claims), []
    if start.command == FACTS.name and (query.words or query.people or query.offices):
        return _turned(claims, [one for one in parties if not one.said.startswith(_ID)]), []
    if start.command != QUOTES.name:
        return list(claims), []
    if query.people or query.offices:
        return _turned(claims, _not_of_the_speakers(parties, query, base)), []
    if holds(query):
        return list(claims), []
    turned = _turned(claims, parties[1:] or parties)
    found = start
    for claim in turned:
        found = claim.options[0].put(found)
    if not holds(found):
        return list(claims), []
    if len(parties) > 1:
        return turned, []
    speaks = holds(Query(start.command, parties=query.parties))
    tell = replies.not_spoken_by if speaks else replies.spoken_of
    return turned, [tell(parties[0].options[0].label)]


def _not_of_the_speakers(parties: Sequence[Claim], query: Query, base: Base) -> list[Claim]:
    """Parties that none of those asked for speaks for."""
    people = [base.person(one) for one in query.people]
    own = {one.party for one in people if one is not None} | {o.party for o in query.offices}
    return [
        claim
        for claim in parties
        if claim.options[0].value not in own and not claim.said.startswith(_ID)
    ]


def _turned(claims: Sequence[Claim], parties: Sequence[Claim]) -> list[Claim]:
    return [_as_topic(claim) if claim in parties else claim for claim in claims]


def _as_topic(claim: Claim) -> Claim:
    """The party as a topic; a name that several share ("Korea") is searched as it was typed."""
    if fold(claim.said) in {fold(name) for name in ambiguous()}:
        words = tuple(neutral(claim.said).split())
        return replace(claim, part=Part.TOPIC, options=(Option(" ".join(words), about(words)),))
    options = tuple(
        replace(option, put=adding("mentioned", option.value)) for option in claim.options
    )
    return replace(claim, part=Part.TOPIC, options=options)
