"""The forms under which English articles print a party: what full-text search looks for."""

from functools import cache

from knowledge.names.gazetteer import countries, organisations, party_name, plural
from knowledge.names.words import common
from knowledge.text import fold

_MOST = 12
"""Names, adjectives and nouns that are looked for; the usual ones come first."""

_IN_CAPITALS = {
    "US": (
        "[^A-Za-z]US[^A-Za-z]",
        "[^A-Za-z]USA[^A-Za-z]",
        "[^A-Za-z]U.S.",
        "United States",
        "America",
    )
}
"""Parties whose abbreviation full-text search can't tell from other words ("us", "use")."""


@cache
def printed_forms(code: str) -> tuple[str, ...]:
    """The names, adjectives and nouns of people under which a party is printed, the usual first.

    Without capitals, which are towns as well, and without forms that are also other words, unless
    the party is usually called so. An unknown code gives nothing.
    """
    forms, weak = _forms(code)
    kept = {fold(form): form for n, form in enumerate(forms) if n == 0 or form not in weak}
    plain = [form for key, form in kept.items() if form == forms[0] or not common(key)]
    return tuple(plain[:_MOST])


def as_printed(code: str) -> tuple[str, ...]:
    """What else a text must hold for it to name a party whose forms find other words as well.

    Patterns of SQL's GLOB, of which one must fit; none where the forms suffice.
    """
    return tuple(f"*{pattern}*" for pattern in _IN_CAPITALS.get(code, ()))


def _forms(code: str) -> tuple[list[str], frozenset[str]]:
    """All forms, the usual name first, and those of them that may mean something else."""
    for country in countries():
        if country.code == code:
            people = [*country.demonyms, *map(plural, country.demonyms)]
            weak = country.weak | {plural(form) for form in country.weak}
            return [party_name(code), *people, *country.names], weak
    for body in organisations():
        if body.code == code:
            return [party_name(code), *body.names], body.weak
    return [], frozenset()
