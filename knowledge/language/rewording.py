"""Names that find nothing, read as words: what sentences name without taking part in a fact."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from knowledge.base import Base
from knowledge.commands import DEALS, MONEY, QUOTES
from knowledge.language import replies
from knowledge.language.claims import Claim, Part
from knowledge.language.clauses import topic_words
from knowledge.language.countries import capitals
from knowledge.language.scan import Scan
from knowledge.model import Query
from knowledge.text import neutral
from knowledge.wording import facts as say

Holds = Callable[[Query], bool]
"""Whether the archive has facts of a query."""

Reworded = tuple[Query, list[str], tuple[str, ...]]
"""A query, the notes that say how it was read, and those that are no longer true."""

_TELL = {
    DEALS.name: replies.named_in_sentences,
    MONEY.name: replies.named_in_sentences,
    QUOTES.name: replies.not_said_by,
}
"""What is said to people whom sentences name: facts are of parties, or the words are of others."""


def as_words(
    start: Query, claims: Sequence[Claim], query: Query, scan: Scan, base: Base, holds: Holds
) -> Reworded:
    """A name that finds nothing, as a topic where that finds something; else the query as it is.

    "Security Council" names the UN and is what they spoke about; "Kishida" announced what Japan
    agreed on. A country's name stays its name.
    """
    for claim in claims:
        rest = start
        for other in claims:
            rest = other.options[0].put(rest) if other is not claim else rest
        if start.command == QUOTES.name and not (rest.words or rest.mentioned):
            continue  # Whoever is only named has said nothing at all.
        for words, note in _readings(claim, scan, start.command, base):
            read = replace(rest, words=(*rest.words, *words))
            if words and holds(read):
                return read, [note], claim.notes if claim.part is Part.PARTY else ()
    return query, [], ()


def _readings(
    claim: Claim, scan: Scan, command: str, base: Base
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words that a claim may stand for, with the note that says so."""
    option = claim.options[0]
    is_country = claim.exact and option.value in capitals()
    if claim.part is Part.PARTY and len(claim) > 1 and not is_country:
        note = replies.taken_as_words(neutral(claim.said), say.party(option.value))
        yield topic_words(scan, range(claim.start, claim.end)), note
    if claim.part is Part.PERSON and command in _TELL:
        note = _TELL[command](neutral(option.label))
        yield from (((name,), note) for name in printed_names(option.label, option.value, base))


def printed_names(name: str, identity: str, base: Base) -> Iterator[str]:
    """A person's name as sentences print it: in full, or a part of it that nobody shares."""
    said = neutral(name)
    yield said
    words = said.split()
    for word in (words[-1], words[0]) if len(words) > 1 else ():
        found = base.names.person(word)
        if found.best is not None and found.best.id == identity and not found.ambiguous:
            yield word
