"""Names of people and parties that are typed as what is right in a fact.

A name may have a title and a party in brackets behind it, as facts show people: "Hun Sen (Prime
Minister, Cambodia)". Of several people with one name these tell which one is meant. A name in
quotation marks is taken as it is: the right one may be in no article yet.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from knowledge.base import Base
from knowledge.base.offices import office_key
from knowledge.language import compose
from knowledge.language.prefilled import named
from knowledge.model import Fact, PersonRef, parties_of, people_of
from knowledge.names import Resolution, party_name
from knowledge.text import neutral
from knowledge.wording.parts import Part
from knowledge.wording.phrases import enumerate_words, person

SEVERAL = 20
"""Most names in one value."""

_LISTED = 4
_NAME = 0.98
"""What the name of a party scores; less is a likeness."""
_QUOTED = re.compile(r'["“]([^"“”]+)["”]')
_BRACKETS = re.compile(r"(?<!\s)\s*\(([^()]{1,300})\)$")
_GUARDED = re.compile(r'"[^"]*"|“[^”]*”|\([^()]*\)')
_COMMA = re.compile(r"\s*[;,]\s*")
_AND = re.compile(r"(?:^|\s+)and\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Names as people read them, as readings have them, and the ids of people of the archive."""

    words: list[str]
    values: list[Any]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Names that can't be used, and what to type instead."""

    message: str


@dataclass(frozen=True, slots=True)
class _One:
    """A name that is understood; `id` is that of a person of the archive."""

    words: str
    value: Any
    id: str | None = None


def parties(part: Part, text: str, base: Base, fact: Fact | None) -> Named | Unnamed:
    """Countries and organisations by name; their codes as readings have them."""
    there = {} if fact is None else {_plainly(party_name(one)): one for one in parties_of(fact)}
    found: list[_One | Unnamed] = []
    for name in _names(text, base.names.party):
        known = there.get(_plainly(name))
        found.append(
            _party(name, base.names.party(name))
            if known is None
            else _One(party_name(known), known)
        )
    return _together(part, found, "country or organisation")


def _party(name: str, found: Resolution) -> _One | Unnamed:
    if found.ambiguous:
        return _which(name, [party_name(one.id) for one in found.candidates])
    if found.best is None:
        return Unnamed(
            f"The archive knows no country or organisation called “{neutral(name)}”. Check the "
            "spelling."
        )
    return _One(party_name(found.best.id), found.best.id)


def people(part: Part, text: str, base: Base, fact: Fact | None) -> Named | Unnamed:
    """People by name, each as a reading names them.

    Whoever is typed as the fact shows them is the person of the fact.
    """
    there = {} if fact is None else {_plainly(person(one)): one for one in people_of(fact)}
    found: list[_One | Unnamed] = []
    for name in _names(text, base.names.person):
        known = there.get(_plainly(name))
        found.append(_of_fact(base, known) if known is not None else _person(base, name))
    if part.single:  # A title names its person alone; its own title and party are other parts.
        found = [one if isinstance(one, Unnamed) else _alone(one) for one in found]
    return _together(part, found, "person")


def _alone(one: _One) -> _One:
    return _One(one.words, one.value[0], one.id)


def _plainly(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').split())


def _of_fact(base: Base, one: PersonRef) -> _One:
    return _One(person(one), named(base, one), one.id)


def _person(base: Base, text: str) -> _One | Unnamed:
    name, title, party = _taken_apart(base, text)
    if quoted := _QUOTED.fullmatch(name):
        name = neutral(quoted[1])
        return _One(person(PersonRef("", name, title, party)), [name, title, party])
    if name.startswith("#p:"):
        told = base.person(compose.identified(name.removeprefix("#p:")))
        known = [] if told is None else [told]
    else:
        found = base.names.person(name)
        known = [one for c in found.candidates if (one := base.person(c.id)) is not None]
        known = _fitting(base, known, title, party)
    if not known:
        of = "" if party is None else f" of {party_name(party)}"
        return Unnamed(
            f"The archive knows no person{of} called “{neutral(name)}”. Check the spelling, or "
            "put the name in quotation marks if it is right as it stands."
        )
    if len(known) > 1:
        return _which(name, _told_apart(known))
    return _as_archived(base, known[0], title, party)


def _taken_apart(base: Base, text: str) -> tuple[str, str | None, str | None]:
    """A name, and the title and the party that stand in brackets behind it."""
    brackets = _BRACKETS.search(text)
    if brackets is None:
        return text, None, None
    name, inside = text[: brackets.start()], brackets[1].strip()
    if (whole := _code(base, inside)) is not None:
        return name, None, whole
    title, comma, last = inside.rpartition(",")
    code = _code(base, last) if comma else None
    return (name, inside, None) if code is None else (name, title.strip(), code)


def _code(base: Base, text: str) -> str | None:
    """The party that a text is the name of."""
    found = base.names.party(text.strip()).best
    return found.id if found is not None and found.score >= _NAME else None


def _fitting(
    base: Base, known: list[PersonRef], title: str | None, party: str | None
) -> list[PersonRef]:
    """Those whom articles give this party, and of several those with the title."""
    if party is not None:
        known = [one for one in known if base.as_named(one.id, title, party) is not None]
    if title is not None and len(known) > 1:
        called = [one for one in known if office_key(one.title) == office_key(title)]
        known = called or known
    return known


def _as_archived(
    base: Base, one: PersonRef, title: str | None, party: str | None
) -> _One | Unnamed:
    found = base.as_named(one.id, title, party)
    if found is None:
        return Unnamed(
            f"“{neutral(one.name)}” is all that one article says of this person. Please type the "
            "full name in quotation marks."
        )
    told = PersonRef(one.id, one.name, found.title, found.party)
    return _One(person(told), [found.name, found.title, found.party], one.id)


def _told_apart(known: list[PersonRef]) -> list[str]:
    """People in words, by their ids where these are the same."""
    words = Counter(map(person, known))
    return [
        told if words[told := person(one)] == 1 else f"{told} ({compose.person(one.id)})"
        for one in known
    ]


def _which(name: str, several: list[str]) -> Unnamed:
    told = enumerate_words(several[:_LISTED], "or")
    return Unnamed(f"“{neutral(name)}” may be {told}. Please type the full name.")


def _together(part: Part, found: Iterable[_One | Unnamed], noun: str) -> Named | Unnamed:
    """Several names as one value, or what is the matter with the first that can't be used."""
    known: list[_One] = []
    for one in found:
        if isinstance(one, Unnamed):
            return one
        if one.value not in [other.value for other in known]:
            known.append(one)
    if part.single and len(known) > 1:
        return Unnamed(f"Please name one {noun} alone.")
    if not known:
        return Unnamed(f"Please name the {noun} that is right.")
    if len(known) > SEVERAL:
        return Unnamed(f"Please give at most {SEVERAL} names, with commas between them.")
    ids = tuple(one.id for one in known if one.id is not None)
    return Named([one.words for one in known], [one.value for one in known], ids)


def _names(text: str, look_up: Callable[[str], Resolution]) -> list[str]:
    """The names in a text; one may have an "and" of its own: "Trinidad and Tobago"."""
    found: list[str] = []
    for piece in _cut(text, _COMMA):
        whole = _AND.search(piece) and look_up(piece).best is not None
        found += [piece] if whole else _cut(piece, _AND)
    return [name for name in map(str.strip, found) if name]


def _cut(text: str, between: re.Pattern[str]) -> list[str]:
    """A text cut up between names, but not within quotation marks or brackets."""
    guarded = [found.span() for found in _GUARDED.finditer(text)]
    pieces, at = [], 0
    for found in between.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in guarded):
            pieces.append(text[at : found.start()])
            at = found.end()
    return [*pieces, text[at:]]
