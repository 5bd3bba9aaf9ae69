"""What may be a time zone beside an hour, or else a topic: cities, and abbreviations.

A city is a place as well, and an abbreviation stands for several zones, or for one in half of the
year only. So nobody guesses: which of them is meant is asked back.
"""

import re
from functools import cache
from zoneinfo import available_timezones

_LONGEST = 4
"""Words of a city's name."""

_SHORT = {
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney Australia/Brisbane",
    "BST": "Europe/London Asia/Dhaka",
    "CDT": "America/Chicago",
    "CEST": "Europe/Berlin",
    "CET": "Europe/Berlin Africa/Algiers",
    "CST": "America/Chicago Asia/Shanghai",
    "EDT": "America/New_York",
    "EEST": "Europe/Athens",
    "EET": "Europe/Athens Africa/Cairo",
    "EST": "America/New_York America/Panama",
    "GST": "Asia/Dubai",
    "HKT": "Asia/Hong_Kong",
    "ICT": "Asia/Bangkok",
    "IST": "Asia/Kolkata Asia/Jerusalem Europe/Dublin",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MDT": "America/Denver",
    "MSK": "Europe/Moscow",
    "MST": "America/Denver America/Phoenix",
    "NZDT": "Pacific/Auckland",
    "NZST": "Pacific/Auckland",
    "PDT": "America/Los_Angeles",
    "PKT": "Asia/Karachi",
    "PST": "America/Los_Angeles Asia/Manila",
    "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore",
    "WEST": "Europe/Lisbon",
    "WET": "Europe/Lisbon",
    "WIB": "Asia/Jakarta",
}

_REGIONS = ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")
_COUNTRIES = (
    "Luxembourg Monaco Malta Andorra Gibraltar Guatemala Panama El_Salvador Costa_Rica Djibouti"
    " Kuwait Bahrain Qatar Macau Barbados Grenada Dominica Martinique Guadeloupe Puerto_Rico"
    " Curacao Aruba Bermuda Mauritius Maldives Comoro Fiji Guam Nauru Palau Samoa Guyana Bahia"
    " Sao_Tome San_Marino Jersey Guernsey Isle_of_Man Vatican Brunei Antigua St_Lucia Jamaica"
    " Singapore Hong_Kong Macao Reunion Mayotte Anguilla Montserrat Cayman Kosrae Tahiti"
)


def beside_hour(before: str, after: str) -> tuple[str, tuple[str, ...], str] | None:
    """What may be a zone among the words around an hour; None where there is none.

    Gives these words, the zones that they may stand for, the likeliest first, and what is left of
    all the others.
    """
    named = re.sub(r"^in\s+", "", after, flags=re.IGNORECASE)
    found = _begin(named)
    if found is not None:
        what, zones = found
        return what, zones, f"{before} {named[len(what) :]}".strip()
    found = _begin(before)
    if found is not None and found[0] == before:
        return before, found[1], after
    return None


def _begin(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The abbreviation or the city that a text begins with, and its zones."""
    words = [found.end() for found in re.finditer(r"[\w.'-]+", text)][:_LONGEST]
    for end in reversed(words):
        said = text[:end]
        if len(said) > 1 and said in _SHORT:
            return said, tuple(_SHORT[said].split())
        zone = _cities().get(said.casefold())
        if zone is not None:
            return said, (zone,)
    return None


@cache
def _cities() -> dict[str, str]:
    """Zones by their cities; a country that a zone is called after is a topic."""
    known = {name.casefold() for name in _COUNTRIES.split()}
    found = {}
    for zone in sorted(available_timezones()):
        region, _, city = zone.rpartition("/")
        if region in _REGIONS and city.casefold() not in known:
            found[city.casefold().replace("_", " ")] = zone
    return found
