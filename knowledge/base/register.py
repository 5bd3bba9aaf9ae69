"""Who is who within one article: which of its names and titles belong to one person.

Extraction gives each participant the fullest form of the name. What is left to do is to let a
bare surname meet the one longer name that has it, and to lend a person the country and the office
that the article gives them in another sentence.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from knowledge.base.offices import name_key, office_key
from knowledge.model import (
    Agreement,
    Fields,
    Meeting,
    Milestone,
    Participant,
    Payment,
    Role,
    Statement,
)

Names = Mapping[tuple[str, str | None], "Mention"]
"""From a name and party, as a reading gives them, to the person as the article presents them."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A person as one article presents them; "" where it gives no party or office.

    `key` is shared by the spellings of one name. A single word that no longer name of the article
    explains keeps to its party and office ("suharto|ID|president"), or, without both, to its
    article ("kim@article-id"), since a surname alone is no identity.
    """

    key: str
    party: str
    office: str
    name: str

    @property
    def group(self) -> tuple[str, str, str]:
        """What decides who this is: key, party and office."""
        return self.key, self.party, self.office


def register(article: str, fields: Iterable[Fields]) -> Names:
    """The persons that the readings of an article name, in whatever order the readings come."""
    printed = [one for said in fields for one in participants(said) if name_key(one.name)]
    keys = {one.name: name_key(one.name) for one in printed}
    parties: dict[str, set[str]] = {key: set() for key in keys.values()}
    for one in printed:
        if one.party:
            parties[keys[one.name]].add(one.party)
    offices: dict[str, set[str]] = defaultdict(set)
    for one in printed:
        offices[keys[one.name]] |= {office_key(one.title)} - {""}
    longer = {key: _explained(key, parties, offices) for key in parties}
    people: dict[tuple[str, str], list[Participant]] = defaultdict(list)
    where: dict[tuple[str, str | None], tuple[str, str]] = {}
    for one in printed:
        key = longer[keys[one.name]]
        known = parties[key] | parties[keys[one.name]]
        party = one.party or (next(iter(known)) if len(known) == 1 else "")
        people[key, party].append(one)
        where[one.name, one.party] = key, party
    found = {
        person: _mention(article, *person, printed_as) for person, printed_as in people.items()
    }
    return {printed_as: found[person] for printed_as, person in where.items()}


def participants(fields: Fields) -> tuple[Participant, ...]:
    """The people that a reading names; of a role its holder, then whoever held it before."""
    match fields:
        case Meeting() | Agreement() | Milestone():
            return fields.people
        case Statement():
            return fields.speakers
        case Role():
            holder = Participant(fields.person, fields.title, fields.party)
            before = [Participant(fields.follows, None, fields.party)] if fields.follows else []
            return holder, *before
        case Payment():
            return ()
    assert_never(fields)


def _explained(key: str, parties: Mapping[str, set[str]], offices: Mapping[str, set[str]]) -> str:
    """The one longer name of the article that a single word is part of, or the word itself.

    A bare name that has an office of its own is somebody else: extraction would have joined it.
    """
    if " " in key:
        return key
    fuller = [
        other
        for other, known in parties.items()
        if " " in other
        and key in other.split()
        and _agree(parties[key], known)
        and _agree(offices[key], offices[other])
    ]
    return fuller[0] if len(fuller) == 1 else key


def _agree(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b)


def _mention(article: str, key: str, party: str, printed: Sequence[Participant]) -> Mention:
    office = _commonest(office_key(one.title) for one in printed)
    name = _commonest(one.name for one in printed if name_key(one.name) == key)
    if " " not in key:
        key = f"{key}|{party}|{office}" if party and office else f"{key}@{article}"
    return Mention(key, party, office, name)


def _commonest(values: Iterable[str]) -> str:
    """The value that occurs most often, of equals the first in the alphabet; "" when none is."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")
