"""What looks like an hour, a zone or a rhythm and is none that can be read: never a topic."""

import re
from functools import cache
from zoneinfo import available_timezones

_HOUR = r"\d{1,3}(?::\d{1,3}(?:\s?[ap]m)?|\s?[ap]m)(?![\w:])"
_HOURS = re.compile(rf"(?<![\w:.]){_HOUR}", re.IGNORECASE)
_FIRST = re.compile(_HOUR, re.IGNORECASE)
_UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|days?|weeks?|fortnight|months?|years?|mornings?|nights?)"
)
_RHYTHM = re.compile(
    rf"\b(?:every|each|once|twice)\s+(?:[\w.]+\s+){{0,2}}{_UNIT}\b|\bevery\s*\d+\s*[a-z]*"
    r"|\b(?:hourly|daily|nightly|weekly|fortnightly|biweekly|monthly|yearly)$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"^(?:someday|sometimes?|any\s?time|tomorrow|today|tonight|hourly|nightly|fortnightly|biweekly"
    r"|monthly|yearly|(?:every|each|once|twice)\s+\w+)\b",
    re.IGNORECASE,
)
# An abbreviation stands for several zones, or for half a year's only.
_SHORT = re.compile(
    r"\b(?:(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?|CES?T|EES?T|WES?T|BST|E[SD]T|C[SD]T|M[SD]T"
    r"|P[SD]T|IST|JST|KST|ICT|MSK|HKT|SGT|AES?T|AEDT|NZ[SD]T)(?![\w/])"
)
_ENDS = r"(?=\s*(?:[,;]|$|(?:about|on)\b))"


def hour_in(text: str) -> str | None:
    """An hour that no day has, or one too many: "25:00", "08:99"."""
    found = _HOURS.search(text)
    return None if found is None else found[0]


def begins_with_hour(text: str) -> str | None:
    """The same, where the text begins with it."""
    found = _FIRST.match(text)
    return None if found is None else found[0]


def day_in(text: str) -> str | None:
    """What stands where the days do and is none: "someday", "every fortnight"."""
    found = _DAY.match(text)
    return None if found is None else found[0]


def rhythm_in(text: str) -> str | None:
    """How often something is wanted: "every 1 minute"."""
    found = _RHYTHM.search(text)
    return None if found is None else found[0]


def zone_in(text: str) -> str | None:
    """A zone that is not named as one: "UTC+2", "CET"."""
    found = _SHORT.search(text)
    return None if found is None else found[0]


def city_in(text: str) -> str | None:
    """The zone of the city that a text begins with, as after an hour: "Europe/Madrid"."""
    found = re.match(rf"(?:in\s+)?([\w .'-]{{2,40}}?){_ENDS}", text, re.IGNORECASE)
    return None if found is None else _cities().get(found[1].strip().casefold())


@cache
def _cities() -> dict[str, str]:
    """Zones by their cities; a country that a zone is called after is a topic."""
    countries = (
        "Luxembourg Monaco Malta Andorra Gibraltar Guatemala Panama El_Salvador Costa_Rica Djibouti"
        " Kuwait Bahrain Qatar Macau Barbados Grenada Dominica Martinique Guadeloupe Puerto_Rico"
        " Curacao Aruba Bermuda Mauritius Maldives Comoro Fiji Guam Nauru Palau Samoa Guyana Bahia"
        " Sao_Tome San_Marino Jersey Guernsey Isle_of_Man Vatican Brunei Antigua St_Lucia Jamaica"
        " Singapore Hong_Kong Macao Reunion Mayotte Anguilla Montserrat Cayman Kosrae Tahiti"
    )
    known = {name.casefold() for name in countries.split()}
    found = {}
    for zone in sorted(available_timezones()):
        region, _, city = zone.rpartition("/")
        if (
            region in ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")
            and city.casefold() not in known
        ):
            found[city.casefold().replace("_", " ")] = zone
    return found
