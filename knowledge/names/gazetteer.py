"""The parties by their printed English forms: what extraction looks words up in.

Everything is read from the tables in `data/`, which editors extend. Forms are case-sensitive and
without a leading "the", except where the article belongs to them ("the States"). Forms that
may mean something else ("Georgia", "Jordan", "Victoria") are in `weak` as well: they count only
with a second signal. Forms shared by several parties are left out of the maps and listed in
`ambiguous`.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_DATA = files("knowledge.names") / "data"
# Nationalities that are their own plural: Japanese, Irish, French, Dutch, Welsh, Swiss, Beninois …
_INVARIABLE = ("ese", "ish", "nch", "tch", "lsh", "ss", "ois", "ais", "tho", "wana", "x")


@dataclass(frozen=True, slots=True)
class Country:
    """One line of `countries.tsv`: how a country or territory is printed in English.

    `names[0]` is the usual name. `weak` holds those names, demonyms and capitals that also mean
    something else.
    """

    code: str
    alpha3: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One line of `organisations.tsv`: a body that acts like a party."""

    code: str
    names: tuple[str, ...]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Printed English forms, each mapped to a party code.

    `names` covers countries and organisations in full, long, former and abbreviated forms;
    `organisations` is the part of it that is no country. `demonyms` holds adjectives, nouns and
    plurals ("Japanese", "Pole", "Australians"), `capitals` the seats of government.
    """

    names: Mapping[str, str]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    organisations: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]
    weak: frozenset[str]


@cache
def load() -> Gazetteer:
    """Read the tables once; the result is shared and read-only."""
    shared = ambiguous()
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    bodies: dict[str, str] = {}
    weak: set[str] = set()
    for country in countries():
        _enter(names, country.names, country.code, shared)
        _enter(demonyms, country.demonyms, country.code, shared)
        _enter(demonyms, map(plural, country.demonyms), country.code, shared)
        _enter(capitals, country.capitals, country.code, shared)
        weak.update(country.weak, map(plural, country.weak & set(country.demonyms)))
    for body in organisations():
        _enter(bodies, body.names, body.code, shared)
        weak.update(body.weak)
    for form, code in bodies.items():
        names.setdefault(form, code)
    for form in names.keys() & demonyms.keys():  # no plural may hide a name: "Lao" + s
        del demonyms[form]
    return Gazetteer(
        MappingProxyType(names),
        MappingProxyType(demonyms),
        MappingProxyType(capitals),
        MappingProxyType(bodies),
        MappingProxyType(shared),
        frozenset(weak),
    )


def party_name(code: str) -> str:
    """What people read for a party code: "KR" → "South Korea". An unknown code is its own name."""
    return _usual_names().get(code, code)


def demonym_of(code: str) -> str | None:
    """The usual adjective of a country ("KR" → "South Korean"), None where there is none."""
    return _usual_demonyms().get(code)


def plural(demonym: str) -> str:
    """The plural of a person noun: "Australian" → "Australians"; "Japanese" stays."""
    if demonym.endswith("man"):
        human = demonym.endswith(("chman", "shman", "woman"))
        return demonym[:-2] + "en" if human else demonym + "s"
    return demonym if demonym.endswith(_INVARIABLE) else demonym + "s"


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories, current and historical, in the table's order."""
    return tuple(_country(fields) for fields in rows("countries.tsv", 6))


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations and groupings, in the table's order."""
    found = []
    for code, name, others in rows("organisations.tsv", 3):
        names = _values(name) + _values(others)
        found.append(Organisation(code, _plain(names), _weak(names)))
    return tuple(found)


@cache
def cities() -> Mapping[str, str]:
    """Cities that are no capital, as printed, with the country they lie in (`cities.toml`)."""
    return _lists("cities.toml")


@cache
def regions() -> Mapping[str, str]:
    """Parts of states, as printed, with the state that they are of (`regions.toml`)."""
    return _lists("regions.toml")


def _lists(file: str) -> Mapping[str, str]:
    """The names in a table of lists by country, each with its country."""
    table = tomllib.loads((_DATA / file).read_text(encoding="utf-8"))
    return MappingProxyType({name: code for code, names in table.items() for name in names})


@cache
def ambiguous() -> dict[str, tuple[str, ...]]:
    """Forms that several parties share, each with their codes, the likelier first."""
    return {form: _values(codes) for form, codes in rows("ambiguous.tsv", 2)}


def rows(file: str, width: int) -> Iterator[list[str]]:
    """Give the fields of each line of a table in `data/`, without comments.

    Raises ValueError, naming file and line, where a line does not have `width` fields.
    """
    for number, line in _numbered(file):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != width:
            raise ValueError(f"{file}, line {number}: {len(fields)} fields instead of {width}")
        yield fields


def lines(file: str) -> Iterator[str]:
    """Give the lines of a list in `data/`, without comments and empty lines."""
    return (line for _, line in _numbered(file))


def _numbered(file: str) -> Iterator[tuple[int, str]]:
    text = (_DATA / file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _country(fields: list[str]) -> Country:
    code, alpha3, *texts = fields
    usual, others, demonyms, capitals = (_values(text) for text in texts)
    marked = usual + others + demonyms + capitals
    return Country(
        code, alpha3, _plain(usual + others), _plain(demonyms), _plain(capitals), _weak(marked)
    )


def _values(text: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in text.split(";") if value.strip())


def _plain(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.removeprefix("~") for value in values)


def _weak(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value[1:] for value in values if value.startswith("~"))


def _enter(
    into: dict[str, str],
    forms: Iterable[str],
    code: str,
    shared: Mapping[str, tuple[str, ...]],
) -> None:
    """Add forms in their straight and curly spellings; the first party to claim a form keeps it."""
    for form in forms:
        if form in shared:
            continue
        into.setdefault(form, code)
        if "'" in form:
            into.setdefault(form.replace("'", "’"), code)


@cache
def _usual_names() -> dict[str, str]:
    named = {body.code: body.names[0] for body in organisations()}
    return named | {country.code: country.names[0] for country in countries()}


@cache
def _usual_demonyms() -> dict[str, str]:
    return {country.code: country.demonyms[0] for country in countries() if country.demonyms}
