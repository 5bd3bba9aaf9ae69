"""Finds the parties and people that a query names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from knowledge.language import replies
from knowledge.language.archive import Archive
from knowledge.language.claims import Claim, Option, Part, adding
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.model import Query
from knowledge.names import party_name
from knowledge.names.gazetteer import ambiguous
from knowledge.names.parties import CAPITAL
from knowledge.names.resolution import Candidate, Resolution
from knowledge.text import fold, neutral

LONGEST_NAME = 6
"""Most words of a name that is looked up, titles included."""

_EXACT = CAPITAL
"""Scores from here on are a name itself; what is only near to one has less."""

_PARTY_ID, _PERSON_ID = "#c:", "#p:"


def identities(scan: Scan, archive: Archive) -> Iterator[Claim]:
    """`#c:IN` and `#p:hun-sen`: what buttons say, where nothing is left to resolve."""
    for start, end in scan.spans(1):
        text = scan.tokens[start].text
        if text.startswith(_PARTY_ID):
            code = text.removeprefix(_PARTY_ID)
            if party_name(code) != code or archive.names.party(code).candidates:
                yield Claim(start, end, Part.PARTY, (party_option(code),), text)
        elif text.startswith(_PERSON_ID):
            known = archive.person(text.removeprefix(_PERSON_ID))
            if known is not None:
                yield Claim(start, end, Part.PERSON, (person_option(known.id, known.name),), text)


def party_option(code: str) -> Option:
    """A party as what words may mean."""
    return Option(party_name(code), adding("parties", code), code)


def person_option(identity: str, name: str) -> Option:
    """A person as what words may mean."""
    return Option(name, adding("people", identity), identity)


def names(scan: Scan, archive: Archive) -> Iterator[Claim]:
    """Every run of free words that is the name of a party or a person, exactly or nearly."""
    for start, end in scan.spans(LONGEST_NAME):
        if scan.is_function_word(start) or scan.is_function_word(end - 1):
            continue
        said = scan.said(start, end)
        if not any(character.isalnum() or ord(character) > 0x2000 for character in said):
            continue
        party = _claim(start, end, Part.PARTY, said, archive.names.party(said))
        person = _claim(start, end, Part.PERSON, said, archive.names.person(said))
        yield from (claim for claim in (party, person) if claim is not None)


def _claim(start: int, end: int, part: Part, said: str, found: Resolution) -> Claim | None:
    if not found.candidates:
        return None
    candidates = found.candidates if found.ambiguous else found.candidates[:1]
    options = tuple(_option(part, candidate) for candidate in candidates)
    return Claim(start, end, part, options, said, _is_exact(found, said))


def _is_exact(found: Resolution, said: str) -> bool:
    """True for a name as written, also for one that several parties share ("Korea")."""
    if found.candidates[0].score >= _EXACT:
        return True
    return found.ambiguous and fold(said) in _shared()


@cache
def _shared() -> frozenset[str]:
    return frozenset(fold(name) for name in ambiguous())


def _option(part: Part, candidate: Candidate) -> Option:
    if part is Part.PARTY:
        return party_option(candidate.id)
    return person_option(candidate.id, candidate.name)


def misspelt(names: Iterable[Claim], scan: Scan, archive: Archive) -> Iterator[Claim]:
    """Of names that are only near to a known one, those that are no ordinary words.

    A word of the grammar is no misspelt name, nor is a word that sentences of meetings hold.
    """
    for name in names:
        if any(_is_lexical(scan, position) for position in (name.start, name.end - 1)):
            continue
        if all(_is_lexical(scan, position) for position in range(name.start, name.end)):
            continue
        if len(name) > 1 or name.said[:1].isupper() or not _is_searchable(archive, name.said):
            note = replies.taken_as(neutral(name.said), name.options[0].label)
            yield replace(name, notes=() if len(name.options) > 1 else (note,))


def _is_lexical(scan: Scan, position: int) -> bool:
    key = scan.tokens[position].key
    return scan.is_function_word(position) or any(
        load(lexicon).get(key) is not None for lexicon in ("forms", "statuses")
    )


def _is_searchable(archive: Archive, said: str) -> bool:
    """True when meetings are found by these very words."""
    query = Query("meetings", words=tuple(said.split()))
    return archive.meetings(query, limit=1, offset=0)[1] > 0
