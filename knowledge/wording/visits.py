"""Who visited whom: told only where a visit's people, parties and place leave no doubt."""

from dataclasses import replace
from functools import cache

from knowledge.model import Form, MeetingFact, PersonRef, Status, disputed
from knowledge.names import party_name
from knowledge.names.gazetteer import cities, countries
from knowledge.text import fold


@cache
def seats(code: str) -> frozenset[str]:
    """A country's own names, capitals and other cities, folded; empty for organisations."""
    known = next((country for country in countries() if country.code == code), None)
    if known is None:
        return frozenset()
    towns = (city for city, home in cities().items() if home == code)
    return frozenset(map(fold, (*known.names, *known.capitals, *towns)))


@cache
def _owner(place: str) -> str | None:
    """The country of which a folded place is the name or a city."""
    return next((one.code for one in countries() if place in seats(one.code)), None)


def host(fact: MeetingFact) -> str | None:
    """The party that was visited, by code; None where visitor and host can't be told apart.

    Of two parties it is the one whose country or city the place is, when somebody named is not
    from there; else the one that nobody named belongs to. With a third party in it, a visit says
    no more than who was involved.
    """
    if fact.form is not Form.VISIT or len(fact.parties) != 2:
        return None
    if any(one.field == "place" and one.value != fact.place for one in disputed(fact)):
        return None
    of = {ref.party for ref in fact.people if ref.party is not None}
    owner = None if fact.place is None else _owner(fold(fact.place))
    if owner is not None:
        return owner if owner in fact.parties and of - {owner} else None
    others = set(fact.parties) - of
    return others.pop() if len(of) == len(others) == 1 and _all_known(fact) else None


def _all_known(fact: MeetingFact) -> bool:
    return all(ref.party is not None for ref in fact.people)


def visitors(fact: MeetingFact) -> list[PersonRef]:
    """The people of a visit who are not of the party visited; nobody when that isn't known."""
    visited = host(fact)
    if visited is None:
        return []
    return [ref for ref in fact.people if ref.party not in (None, visited)]


def hosts(fact: MeetingFact) -> list[PersonRef]:
    """The people of the party visited, without their party, which the place tells."""
    visited = host(fact)
    if visited is None:
        return []
    return [replace(ref, party=None) for ref in fact.people if ref.party == visited]


def destination(fact: MeetingFact, country: str) -> str:
    """Where a visit went: the country as it stands in a sentence, after its town if one is known.

    "Cambodia", "Siem Reap, Cambodia". `country` is the party visited in words.
    """
    code = host(fact)
    if fact.place is None or code is None:
        return country
    place = fold(fact.place)
    names = {fold(party_name(code)), *_names(code)}
    return country if place in names else f"{fact.place}, {party_name(code)}"


@cache
def _names(code: str) -> frozenset[str]:
    known = next((country for country in countries() if country.code == code), None)
    return frozenset(map(fold, known.names)) if known else frozenset()


def went_to(fact: MeetingFact, code: str) -> bool:
    """True for a visit to a party, or one by people of whom nobody is from there."""
    if fact.form is not Form.VISIT or code not in fact.parties:
        return False
    visited = host(fact)
    if visited is not None:
        return visited == code
    return bool(fact.people) and all(ref.party not in (None, code) for ref in fact.people)


def came_from(fact: MeetingFact, code: str) -> bool:
    """True for a visit by people of a party."""
    if fact.form is not Form.VISIT:
        return False
    if host(fact) is not None:
        return any(ref.party == code for ref in visitors(fact))
    return bool(fact.people) and all(ref.party == code for ref in fact.people)


def verb(fact: MeetingFact, visiting: int) -> tuple[str, str]:
    """How a visit and the talks on it are told: ("plans to visit", "meet")."""
    if fact.status is Status.HELD:
        return "visited", "met"
    return ("plans to visit" if visiting == 1 else "plan to visit"), "meet"
