"""Made-up people and the ways in which a newsroom might ask for them, with fixed seeds.

Nothing here is taken from the resolver's own tables: slips are drawn at random, look-alikes are
people of the same culture with another given name who are not on the roster.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

from knowledge.names import PersonEntry

HERE = Path(__file__).parent
LETTERS = "abcdefghijklmnopqrstuvwxyz"

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        re.findall(
            r"\S+", "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
        ),
        strict=True,
    )
)
SHORT = {
    "Joseph": "Joe", "William": "Bill", "Robert": "Bob", "Anthony": "Tony", "James": "Jim",
    "Michael": "Mike", "Richard": "Dick", "Thomas": "Tom", "Edward": "Ted", "Elizabeth": "Liz",
    "Margaret": "Maggie", "Katherine": "Kate", "Catherine": "Cathy", "Samuel": "Sam",
    "Benjamin": "Ben", "Daniel": "Dan", "Christopher": "Chris", "David": "Dave", "Henry": "Harry",
    "Patricia": "Pat", "Susan": "Sue", "Jennifer": "Jen", "Deborah": "Debbie", "Rebecca": "Becky",
}  # fmt: skip
RESPELLED = {
    "Mohammed": "Muhammad", "Ahmed": "Ahmad", "Hussein": "Husain", "Khaled": "Khalid",
    "Youssef": "Yusuf", "Mustafa": "Moustafa", "Mahmoud": "Mahmud", "Omar": "Umar",
    "Yoon": "Yun", "Park": "Pak", "Choi": "Choe", "Jung": "Chung", "Moon": "Mun", "Yoo": "Yu",
    "Kim": "Gim", "Andrey": "Andrei", "Sergey": "Sergei", "Yuriy": "Yuri", "Dmitriy": "Dmitry",
    "Aleksey": "Alexei", "Evgeniy": "Yevgeny", "Aleksandr": "Alexander", "Nikolay": "Nikolai",
    "Georgiy": "Georgy", "Zhang": "Chang", "Sato": "Satoh", "Ito": "Itoh", "Müller": "Mueller",
    "Krüger": "Krueger", "Schröder": "Schroeder", "Jürgen": "Juergen",
}  # fmt: skip
HONORIFICS = ("Mr", "Ms", "Dr", "H.E.", "His Excellency", "Sir", "Lt. Gen.", "Prof.", "President")
TITLES = ("Prime Minister", "Foreign Minister", "President", "Ambassador", "Governor")


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, how it was made, and whose id is right (None: nobody's)."""

    kind: str
    text: str
    right: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up person; `native` is the name in its own script, where that is another one."""

    entry: PersonEntry
    given: str
    family: str
    culture: str
    native: str | None = None


def people(count: int, seed: int = 1) -> list[Made]:
    """Make people up: no two have the same given and family name."""
    rng = random.Random(seed)
    tables = list(cultures().items())
    found: dict[tuple[str, str], Made] = {}
    while len(found) < count:
        culture, table = rng.choice(tables)
        family, given = _family(rng, table, rare=len(found) > 20_000), rng.choice(table["given"])
        if len(found) > 20_000 and rng.random() < 0.6 and table["order"] == ["gf"]:
            given = f"{given} {rng.choice(table['given'])}"
        native = None
        if culture == "russian":
            if given[-1] in "ая":
                family += "а"
            native = f"{given} {family}"
            given, family = romanised(given), romanised(family)
        if (given, family) in found or given == family:
            continue
        number = len(found) + 1
        name = f"{family} {given}" if table["order"] == ["fg"] else f"{given} {family}"
        country = rng.choice(table["country"])
        titles = (rng.choice(TITLES),) if rng.random() < 0.3 else ()
        entry = PersonEntry(f"p{number:06}", name, country, titles)
        found[given, family] = Made(entry, given, family, culture, native)
    return list(found.values())


def asked(made: list[Made], seed: int = 2, limit: int = 3000) -> list[Query]:
    """Ask for people in every way; the right answer is known and unique."""
    rng = random.Random(seed)
    families = [plain(one.family) for one in made]
    once = (
        {family for family in families if families.count(family) == 1}
        if len(made) < 5000
        else set()
    )
    queries = []
    for one in rng.sample(made, min(limit, len(made))):
        ways = [way for way in _ways(one, rng) if way[1] != ""]
        kind, text = rng.choice(ways)
        queries.append(Query(kind, text, one.entry.id))
        if plain(one.family) in once and len(one.family) > 3 and rng.random() < 0.1:
            queries.append(Query("family name", one.family, one.entry.id))
    return queries


def strangers(made: list[Made], seed: int = 3, limit: int = 1000) -> list[Query]:
    """People who are not on the roster but share a family name with somebody who is."""
    rng = random.Random(seed)
    known = {plain(one.entry.name) for one in made}
    given: dict[str, list[str]] = {}
    for one in made:
        given.setdefault(one.culture, []).append(one.given)
    queries = []
    for one in rng.sample(made, min(limit, len(made))):
        other = rng.choice(given[one.culture])
        family_first = one.entry.name.startswith(one.family)
        text = f"{one.family} {other}" if family_first else f"{other} {one.family}"
        if plain(text) not in known:
            queries.append(Query("stranger", text, None))
    return queries


def junk() -> list[Query]:
    """Words, towns, brands and single given names."""
    return [Query("junk", line, None) for line in _lines("junk.txt")]


def slip(rng: random.Random, text: str) -> str:
    """One slip of the keyboard in a word of at least four letters."""
    at = rng.choice([n for n, ch in enumerate(text) if ch.isalpha()])
    kind = rng.randrange(5)
    if kind == 0 and len(text) > 5:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + rng.choice(LETTERS) + text[at:]
    if kind == 2:
        return text[:at] + rng.choice(LETTERS) + text[at + 1 :]
    if kind == 3 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at] + text[at:]


def lookalikes() -> list[Query]:
    """Names that resemble a country's."""
    return [Query("look-alike", line, None) for line in _lines("lookalikes.txt")]


def _ways(one: Made, rng: random.Random) -> Iterator[tuple[str, str]]:
    name, given, family = one.entry.name, one.given, one.family
    swapped = f"{given} {family}" if name.startswith(family) else f"{family} {given}"
    yield "as listed", name
    yield "small letters", name.lower()
    yield "other order", swapped
    yield "with comma", f"{family}, {given}"
    yield "honorific", f"{rng.choice(HONORIFICS)} {name}"
    yield "plain letters", plain(name) if not name.isascii() else ""
    yield "no hyphen", name.replace("-", " ") if "-" in name else ""
    yield "joined syllables", name.replace("-", "") if "-" in name else ""
    yield "run together", name.replace(" ", "") if len(name) > 9 else ""
    yield "one slip", slip(rng, name) if len(name) > 8 else ""
    yield "one slip", slip(rng, name) if len(name) > 8 else ""
    yield "two slips", slip(rng, slip(rng, name)) if len(name) > 11 else ""
    yield "own script", one.native or ""
    for table, kind in ((SHORT, "short form"), (RESPELLED, "transliteration")):
        changed = " ".join(table.get(word, word) for word in name.split())
        yield kind, changed if changed != name else ""
    if " " not in given and one.culture in ("english", "french", "german", "italian", "polish"):
        yield "middle name", f"{given} {rng.choice(['Alan', 'Marie', 'Q.', 'J.'])} {family}"


def _family(rng: random.Random, table: dict[str, list[str]], *, rare: bool) -> str:
    family = rng.choice(table["family"])
    if rare and rng.random() < 0.7:  # half of one name and half of another: a rare one
        other = rng.choice(table["family"])
        family = composed(family, other)
    if table.get("double") and rng.random() < 0.5:
        family = f"{family} {rng.choice(table['family'])}"
    return family


def composed(family: str, other: str) -> str:
    """A rare family name: half of one and half of another."""
    return family[: max(2, len(family) // 2)] + other[len(other) // 2 :].lower()


def romanised(name: str) -> str:
    """A Russian name in Latin letters."""
    latin = "".join(_LATIN.get(ch, ch) for ch in name.lower()).replace("-", "")
    return latin.capitalize()


def plain(text: str) -> str:
    """Without diacritics."""
    return "".join(ch for ch in normalize("NFKD", text) if not combining(ch))


@cache
def cultures() -> dict[str, dict[str, list[str]]]:
    """The tables of `cultures.toml` by culture; shared, not to be changed."""
    tables = tomllib.loads((HERE / "cultures.toml").read_text(encoding="utf-8"))
    for table in tables.values():
        for field in ("country", "given", "family", "order"):
            text = table[field]
            table[field] = text.split("|") if "|" in text else text.split()
    return tables


def _lines(file: str) -> list[str]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
