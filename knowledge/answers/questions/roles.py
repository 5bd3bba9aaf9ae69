"""Who somebody is, and who holds an office, as of the articles."""

from dataclasses import replace

from knowledge.answers.people import whois
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.model import Office, Query, RoleFact
from knowledge.questions.model import Asked, Frame, Wanted
from knowledge.questions.words import wordset
from knowledge.text import fold
from knowledge.wording import facts as say

_HEADS = ("Prime Minister", "President", "Premier", "Chancellor", "Sultan", "King", "Queen", "Emir")
_LOOKED_AT = 100


def roles(asked: Asked, archive: Archive) -> Told | None:
    """Answer who somebody is or who holds an office; None for any other question."""
    heavy = [t for t in asked.terms if t.heavy and t.said.lower() not in wordset("of offices")]
    if heavy:
        return None
    if asked.pick is not None:
        return None
    if asked.wanted is Wanted.WHETHER:
        return _still(asked, archive)
    if asked.wanted not in (Wanted.WHO, Wanted.WHAT):
        return None
    if set(asked.frames) - {Frame.ROLE, Frame.STATEMENT}:
        return None
    said = asked.words
    query = replace(asked.query, command="whois", words=())
    people = [named for named in asked.named if named.kind == "person"]
    offices = [named for named in asked.named if named.kind == "office"]
    parties = [named for named in asked.named if named.kind == "party"]
    if len(asked.named) == 1 and people:
        if asked.wanted is Wanted.WHO or said & wordset("of offices"):
            return _person(query, archive)
        return None
    if len(asked.named) == 1 and offices:
        return _holders(query, archive)
    if len(asked.named) == 1 and parties and said & wordset("leads"):
        return _heads(query, parties[0].of, archive)
    return None


def _still(asked: Asked, archive: Archive) -> Told | None:
    """Whether somebody holds an office: what the articles call them, as of when, and no more."""
    people = [named for named in asked.named if named.kind == "person"]
    offices = asked.query.offices
    if len(people) != 1 or len(offices) != 1 or asked.frames:
        return None
    query = replace(asked.query, command="whois", words=(), offices=(), parties=())
    told = _person(query, archive)
    if told is None or told.profile is None:
        return None
    office = offices[0]
    held = [
        role
        for role in told.profile.roles
        if fold(role.title) == fold(office.title) and office.party in (None, role.party)
    ]
    lead = "The archive knows" if held else "The archive knows another title"
    role = (held or list(told.profile.roles))[0]
    return replace(told, said=f"{lead}: {role.person.name}: {say.role(role)}.")


def _person(query: Query, archive: Archive) -> Told | None:
    found = whois(query, archive.base, 5)
    profile = found.profile
    if not found.answered or profile is None:
        return None
    if not profile.roles:
        return None
    first = profile.roles[0]
    return Told(
        f"{profile.person.name}: {say.role(first)}.",
        profile=profile,
        query=query,
        understood=found.understood,
        notes=found.notes,
    )


def _holders(query: Query, archive: Archive) -> Told | None:
    found = whois(query, archive.base, 5)
    held = [fact for fact in found.facts if isinstance(fact, RoleFact)]
    if found.profile is not None and found.profile.roles:
        held = list(found.profile.roles)
    if not found.answered or not held:
        return None
    return Told(
        _held(held),
        tuple(held),
        query=query,
        understood=found.understood,
        notes=found.notes,
    )


def _held(held: list[RoleFact]) -> str:
    return f"{'; '.join(f'{fact.person.name}: {say.role(fact)}' for fact in held[:3])}."


def _heads(query: Query, code: str, archive: Archive) -> Told | None:
    """The heads of state and government of a party, as the articles name them."""
    found: list[RoleFact] = []
    for title in _HEADS:
        asked = replace(query, parties=(), offices=(Office(title, code),))
        found += [
            fact
            for fact in whois(asked, archive.base, 5).facts
            if isinstance(fact, RoleFact) and fact.title == title
        ]
    if not found:
        return None
    return Told(_held(found), tuple(found), query=query)
