"""Countries as places: which one a typed place is, and the names under which facts have it."""

from functools import cache

from knowledge.names import party_name
from knowledge.names.gazetteer import countries
from knowledge.text import fold


@cache
def capitals() -> dict[str, tuple[str, ...]]:
    """Countries, by code, with their capitals."""
    return {country.code: country.capitals for country in countries()}


@cache
def _by_name() -> dict[str, str]:
    return {fold(name): one.code for one in countries() for name in (*one.names, one.code)}


def country_named(place: str) -> str | None:
    """The code of the country that a place is the name of ("India"); None for its towns."""
    return _by_name().get(fold(place))


def capital_named(place: str, code: str) -> str | None:
    """The capital of a country that a place names, unless the country is called the same."""
    said = fold(place)
    if said == fold(party_name(code)):
        return None
    return next((one for one in capitals().get(code, ()) if fold(one) == said), None)
