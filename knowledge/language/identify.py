"""Finds the parties and people that a query names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from knowledge.base import Base
from knowledge.commands import WHOIS
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part, adding
from knowledge.language.compose import identified
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.language.speech import kinds
from knowledge.language.surer import sure_of_the_longer
from knowledge.language.tokens import Token, halves
from knowledge.model import Query
from knowledge.names import Names, party_name
from knowledge.names.gazetteer import ambiguous, countries, plural
from knowledge.names.given import is_given
from knowledge.names.parties import CAPITAL
from knowledge.names.resolution import Candidate, Resolution
from knowledge.names.spelling import words
from knowledge.names.titles import split
from knowledge.names.words import common
from knowledge.text import fold, neutral

LONGEST_NAME = 6
"""Most words of a name that is looked up, titles included."""

_CODE = 3
"""Most letters of an ISO 3166 code."""

_PARTY_ID, _PERSON_ID = "#c:", "#p:"

_MOST_ROLES = 50
"""Titles that are looked through for people of a given name."""


def pairs_apart(tokens: Iterable[Token], resolver: Names) -> tuple[Token, ...]:
    """Cut "Cambodia-Japan" and "Sino-Russian" into their parties; "Timor-Leste" stays whole."""
    return tuple(part for token in tokens for part in _pair(token, resolver))


def _pair(token: Token, resolver: Names) -> list[Token]:
    sign = next((sign for sign in "-–—" if sign in token.text), None)
    if sign is None or token.quoted or token.text.startswith(_PERSON_ID):
        return [token]
    if resolver.party(token.text).candidates:
        return [token]
    parts = [_written_out(part) for part in halves(token, sign)]
    known = len(parts) > 1 and all(resolver.party(part.text).candidates for part in parts)
    return parts if known else [token]


_COMBINING = {
    "sino": "China", "russo": "Russia", "franco": "France", "anglo": "Britain", "indo": "India",
    "greco": "Greece", "turco": "Turkey", "italo": "Italy", "austro": "Austria", "serbo": "Serbia",
}  # fmt: skip


def _written_out(token: Token) -> Token:
    """The "Sino" of "Sino-Russian" as the country that it stands for."""
    country = _COMBINING.get(token.key)
    return token if country is None else replace(token, text=country, key=fold(country))


def identities(scan: Scan, base: Base) -> Iterator[Claim]:
    """`#c:IN` and `#p:hun-sen`: what buttons say, where nothing is left to resolve."""
    for start, end in scan.spans(1):
        text = scan.tokens[start].text
        if text.startswith(_PARTY_ID):
            code = text.removeprefix(_PARTY_ID)
            if party_name(code) != code or base.names.party(code).candidates:
                yield Claim(start, end, Part.PARTY, (party_option(code),), text)
        elif text.startswith(_PERSON_ID):
            known = base.person(identified(text.removeprefix(_PERSON_ID)))
            if known is not None:
                yield Claim(start, end, Part.PERSON, (person_option(known.id, known.name),), text)


def party_option(code: str) -> Option:
    """A party as what words may mean."""
    return Option(party_name(code), adding("parties", code), code)


def person_option(identity: str, name: str) -> Option:
    """A person as what words may mean."""
    return Option(name, adding("people", identity), identity)


def names(scan: Scan, base: Base, *, parts: bool = True) -> list[Claim]:
    """Every run of free words that is the name of a party or a person, exactly or nearly.

    Without `parts`, whom a part of somebody's exact name might mean ("Henry Simpson" in "Carol
    Henry Simpson", "Simpson") is left out where it can tell nothing but that: where no party has
    that name, and it makes no spelling of a longer one sure. Such a part can't be meant where the
    whole name is, and takes many times as long to look up, as many share it.
    """
    offices = [(start, end) for start, end, _ in scan.phrases(load("offices"))]
    spans = [
        (start, end)
        for start, end in scan.spans(LONGEST_NAME)
        if not scan.is_function_word(start)
        and not scan.is_function_word(end - 1)
        and not _is_office(scan, offices, start, end)
    ]
    resolver = base.names
    parties = [found for span in spans if (found := _party(scan, resolver, *span)) is not None]
    people: list[Claim] = []
    for span in spans:  # The longer ones come first.
        if not parts and _is_but_a_part(span, parties, people):
            continue
        found = _person(scan, resolver, *span)
        if found is not None and (
            found.exact or _has(offices, span) or not _has_party_at_edge(parties, span)
        ):
            people.append(found)
    whole = {(person.start, person.end) for person in people if person.exact}
    # "li" is sooner a name than Liechtenstein.
    parties = [p for p in parties if (p.start, p.end) not in whole or not _is_small_code(p.said)]
    return sure_of_the_longer([*parties, *people])


def _is_but_a_part(
    span: tuple[int, int], parties: Iterable[Claim], people: Iterable[Claim]
) -> bool:
    """True for a part of somebody's exact name that no other claim hangs on."""
    around = [one for one in people if one.start <= span[0] and span[1] <= one.end]
    if not any(one.exact for one in around):
        return False
    around += [one for one in parties if one.start <= span[0] and span[1] <= one.end]
    return all(one.exact and (one.start, one.end) != span for one in around)


def _party(scan: Scan, resolver: Names, start: int, end: int) -> Claim | None:
    said = scan.said(start, end)
    # The resolver takes "us" for the pronoun; in a command it is the country.
    found = resolver.party("US" if said == "us" else said)
    if not found.candidates:
        return _people_of(start, end, said)
    exact = found.candidates[0].score >= CAPITAL or (found.ambiguous and fold(said) in _shared())
    return Claim(start, end, Part.PARTY, _options(found, _as_party), said, exact)


def _people_of(start: int, end: int, said: str) -> Claim | None:
    """ "Kiwis": a word with other meanings in an article, which a typed name seldom has."""
    code = _nicknamed().get(fold(said))
    if code is None:
        return None
    option = party_option(code)
    note = replies.taken_as(neutral(said), option.label)
    return Claim(start, end, Part.PARTY, (option,), said, notes=(note,))


@cache
def _nicknamed() -> dict[str, str]:
    """Plurals of those demonyms that the resolver leaves out, as they also mean something else."""
    return {
        fold(plural(demonym)): country.code
        for country in countries()
        for demonym in country.demonyms
        if demonym in country.weak
    }


@cache
def _shared() -> frozenset[str]:
    """Names that several parties share: "korea"."""
    return frozenset(fold(name) for name in ambiguous())


def _person(scan: Scan, resolver: Names, start: int, end: int) -> Claim | None:
    said = scan.said(start, end)
    found = resolver.person(said)
    if not found.candidates:
        return None
    typed = set(split(said).name or words(said))
    exact = all(typed <= set(words(candidate.name)) for candidate in found.candidates)
    return Claim(start, end, Part.PERSON, _options(found, _as_person), said, exact)


def _as_party(candidate: Candidate) -> Option:
    return party_option(candidate.id)


def _as_person(candidate: Candidate) -> Option:
    return person_option(candidate.id, candidate.name)


def _options(found: Resolution, option: Callable[[Candidate], Option]) -> tuple[Option, ...]:
    return tuple(map(option, found.candidates if found.ambiguous else found.candidates[:1]))


def _has(offices: Iterable[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(span[0] <= first and last <= span[1] for first, last in offices)


def _has_party_at_edge(parties: Iterable[Claim], span: tuple[int, int]) -> bool:
    """True for "Hun Sen Japan": a party of its own beside a name, not a part of it."""
    start, end = span
    return any(
        party.exact and len(party) < end - start and (party.start == start or party.end == end)
        for party in parties
        if start <= party.start and party.end <= end
    )


def _is_small_code(said: str) -> bool:
    return len(said) <= _CODE and not said.isupper()


def _is_office(scan: Scan, offices: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """True for an office with no name beside it: "PM", "prime minister of".

    "PM" is also a code, of Saint Pierre and Miquelon, and the resolver for people knows offices
    too; here an office asks for whoever the articles call so.
    """
    covered = {
        position
        for first, last in offices
        if start <= first and last <= end
        for position in range(first, last)
    }
    rest = [n for n in range(start, end) if n not in covered and not scan.is_function_word(n)]
    return bool(covered) and not rest


def misspelt(names: Iterable[Claim], scan: Scan, base: Base) -> Iterator[Claim]:
    """Of names that are only near to a known one, those that are no ordinary words.

    A word of the grammar is no misspelt name, nor is a word that sentences of meetings hold.
    """
    for name in names:
        if any(_is_lexical(scan, position) for position in (name.start, name.end - 1)):
            continue
        if all(_is_lexical(scan, position) for position in range(name.start, name.end)):
            continue
        if len(name) > 1 or name.said[:1].isupper() or not _is_searchable(scan, base, name.said):
            note = replies.taken_as(neutral(name.said), name.options[0].label)
            yield replace(name, notes=() if len(name.options) > 1 else (note,))


def given_names(scan: Scan, claims: Iterable[Claim], base: Base) -> Iterator[Claim]:
    """Given names on their own: "Justin", where the archive knows one person called so, or more.

    After /whois any word may be one.

    Beside a name they belong to it, whether it is known or not ("Shinzo Kishida").
    """
    beside = {n for claim in claims for n in (claim.start - 1, claim.end)}
    for start, end in scan.spans(1):
        token = scan.tokens[start]
        plain = token.text.islower() and common(token.key)
        if token.quoted or plain or start in beside or _is_lexical(scan, start):
            continue
        if is_given(token.key) or scan.speech.command == WHOIS.name:
            people = _called(token.key, base)
            if people:
                note = replies.taken_as(neutral(token.text), people[0].label)
                notes = (note,) if len(people) == 1 else ()
                yield Claim(start, end, Part.PERSON, people, token.text, exact=False, notes=notes)


def _called(name: str, base: Base) -> tuple[Option, ...]:
    """The people with a title whose name has this word."""
    people = base.people_of_roles(Query("whois", words=(name,)), _MOST_ROLES)
    return tuple(
        person_option(identity, known)
        for identity, known in people.items()
        if name in fold(known).split()
    )


def _is_lexical(scan: Scan, position: int) -> bool:
    key = scan.tokens[position].key
    return scan.is_function_word(position) or any(
        load(lexicon).get(key) is not None for lexicon in scan.speech.lexicons()
    )


def _is_searchable(scan: Scan, base: Base, said: str) -> bool:
    """True when what the command asks for is found by these very words."""
    query = Query(scan.speech.command, words=tuple(said.split()))
    return base.find(kinds(query), query, limit=0, offset=0)[1] > 0
