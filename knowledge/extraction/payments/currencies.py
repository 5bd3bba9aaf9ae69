"""What a mark or a word for money stands for: "US$", "Rs", "Kenyan shillings", "$" at home."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from knowledge.extraction.lexicon import table
from knowledge.names import gazetteer

# Units that many states share, and the one that is meant where nothing says which.
_DEFAULTS = {
    "dollar": "USD", "buck": "USD", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "won": "KRW",
    "ruble": "RUB", "rouble": "RUB", "$": "USD", "£": "GBP", "¥": "JPY",
}  # fmt: skip
# Adjectives of a currency that are no demonyms.
_ADJECTIVES = {
    "US": "USD", "U.S.": "USD", "American": "USD", "New Taiwan": "TWD", "NT": "TWD",
    "Hong Kong": "HKD", "Singapore": "SGD", "New Zealand": "NZD", "Brunei": "BND",
    "East Caribbean": "XCD", "West African": "XOF", "Central African": "XAF", "UK": "GBP",
    "British": "GBP", "Sterling": "GBP", "Saudi": "SAR", "Solomon Islands": "SBD",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What helps to read a mark that several currencies share.

    `home` is the country of the outlet, `parties` those that the sentence names, `article` all
    that the article names; `contrast` is true where the article also prints "US$".
    """

    home: str | None = None
    parties: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    contrast: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    units: dict[str, tuple[str, ...]]
    of: dict[str, frozenset[str]]
    marks: dict[str, str]
    shared: dict[str, tuple[str, ...]]
    codes: frozenset[str]


@cache
def currencies() -> _Table:
    """The table of currencies: unit words in singular and plural, countries, marks."""
    units: dict[str, list[str]] = defaultdict(list)
    shared: dict[str, list[str]] = defaultdict(list)
    of: dict[str, set[str]] = defaultdict(set)
    marks: dict[str, str] = {}
    raw = table("currencies")
    for code, row in raw.items():
        for unit in row["units"]:
            for form in {unit, f"{unit}s", f"{unit}es" if unit == "peso" else unit}:
                units[form].append(code)
        for country in row["of"]:
            of[country].add(code)
        marks.update(dict.fromkeys(row.get("marks", ()), code))
        for mark in row.get("shared", ()):
            shared[mark].append(code)
    dollars = tuple(units["dollar"])
    return _Table(
        units={unit: tuple(codes) for unit, codes in units.items()},
        of={country: frozenset(codes) for country, codes in of.items()},
        marks=marks,
        shared={mark: tuple(codes) for mark, codes in shared.items()} | {"$": dollars},
        codes=frozenset(raw),
    )


def of_mark(mark: str, setting: Setting) -> str | None:
    """The currency of a mark as printed before or behind a figure; None where it is not clear."""
    known = currencies()
    if mark in known.codes:
        return mark
    if mark in known.marks:
        return known.marks[mark]
    codes = known.shared.get(mark)
    return None if codes is None else _settled(mark, codes, setting)


def of_unit(unit: str, adjective: str, setting: Setting) -> str | None:
    """The currency of a unit word in lower case ("shillings") behind an adjective or nothing."""
    codes = currencies().units.get(unit, ())
    if adjective:
        printed = adjective_code(adjective)
        if printed in codes:
            return printed
        own = _of_country(adjective) & set(codes)
        return next(iter(own)) if len(own) == 1 else None
    if len(codes) == 1:
        return codes[0]
    singular = unit.removesuffix("s")
    return _settled(singular, codes, setting) if codes else None


def adjective_code(adjective: str) -> str | None:
    """The currency that an adjective alone can name ("50 million Canadian")."""
    return _ADJECTIVES.get(adjective)


def is_adjective(words: str) -> bool:
    """True for what can stand before a unit: "Kenyan", "Hong Kong", "US"."""
    return words in _ADJECTIVES or bool(_of_country(words))


@cache
def _of_country(words: str) -> frozenset[str]:
    """The currencies of a country by its name or demonym."""
    known = gazetteer.load()
    country = known.demonyms.get(words) or known.names.get(words)
    if country is not None:
        return currencies().of.get(country, frozenset())
    both = known.ambiguous.get(words, ())
    return frozenset(code for one in both for code in currencies().of.get(one, ()))


def _settled(mark: str, codes: tuple[str, ...], setting: Setting) -> str | None:
    """Which of several currencies is meant."""
    if mark in ("$", "dollar"):
        return _dollar(setting)
    own = _among(codes, [setting.home] if setting.home else [])
    here = _among(codes, setting.parties)
    if mark in ("£", "pound", "ruble", "rouble", "won", "yen", "yuan"):
        # The great one of its name, unless only another's country is spoken of.
        default = _DEFAULTS[mark]
        return own if own is not None and own != default and here == own else default
    for found in (own, here, _among(codes, setting.article)):
        if found is not None:
            return found
    return _DEFAULTS.get(mark)


def _among(codes: tuple[str, ...], countries: Iterable[str]) -> str | None:
    """The one currency of `codes` that these countries use, None where there are several."""
    known = currencies()
    found = {code for country in countries for code in known.of.get(country, ()) if code in codes}
    return found.pop() if len(found) == 1 else None


def own_dollar(country: str | None) -> str | None:
    """What somebody of a country means by "dollars"; None where it has no dollar of its own."""
    return None if country is None else _among(currencies().units["dollar"], [country])


def _dollar(setting: Setting) -> str:
    """The dollar of the outlet's home where sentence or article tell of home and not of America.

    Where the article prints "US$" as well, a bare "$" is the one at home.
    """
    home = setting.home
    dollars = currencies().units["dollar"]
    own = _among(dollars, [home]) if home is not None else None
    if own is None:
        return "USD"
    domestic = all(country == home for country in setting.article if len(country) == 2)
    about_home = any(
        home in named and "US" not in named for named in (setting.parties, setting.article)
    )
    return own if setting.contrast or domestic or about_home else "USD"
