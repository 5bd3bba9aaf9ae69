"""The words that extraction knows: TOML files beside this module that an editor can extend."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def table(name: str) -> dict[str, Any]:
    """Read one TOML file of this folder, by its stem."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Titles:
    """What title phrases are made of (`titles.toml`); all words in lower case."""

    heads: frozenset[str]
    dependent_heads: frozenset[str]
    modifiers: frozenset[str]
    transient: frozenset[str]
    former: frozenset[str]
    state_heads: frozenset[str]
    top_offices: tuple[str, ...]
    synonyms: dict[str, str]
    absent: dict[str, frozenset[str]]
    abbreviations: dict[str, str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """What people's names are made of, and what they are not (`names.toml`)."""

    honorifics: frozenset[str]
    shy_honorifics: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    post_nominals: frozenset[str]
    not_people: frozenset[str]
    not_names: frozenset[str]
    also_surnames: frozenset[str]


@cache
def titles() -> Titles:
    """The title lexicon."""
    raw = table("titles")
    return Titles(
        heads=frozenset(raw["heads"]),
        dependent_heads=frozenset(raw["dependent_heads"]),
        modifiers=frozenset(raw["modifiers"]),
        transient=frozenset(raw["transient"]),
        former=frozenset(raw["former"]),
        state_heads=frozenset(raw["state_heads"]),
        top_offices=tuple(raw["top_offices"]),
        synonyms=dict(raw["synonyms"]),
        absent={office: frozenset(codes) for office, codes in raw["absent"].items()},
        abbreviations=dict(raw["abbreviations"]),
    )


@cache
def name_words() -> NameWords:
    """The lexicon of names."""
    raw = table("names")
    return NameWords(**{key: frozenset(raw[key]) for key in NameWords.__slots__})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A group of verbs that tell of a meeting: the form, and how the partner is named."""

    form: str
    words: frozenset[str]
    partner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meetings:
    """The words by which meetings are told (`meetings.toml`)."""

    verbs: tuple[Trigger, ...]
    nouns: dict[str, str]
    carriers: frozenset[str]
    attend: frozenset[str]
    joint: frozenset[str]
    joint_strong: frozenset[str]
    address: frozenset[str]
    groups: frozenset[str]
    soft_nouns: frozenset[str]
    not_met: frozenset[str]
    press: frozenset[str]
    planned: frozenset[str]
    scheduling: frozenset[str]
    planned_adjectives: frozenset[str]
    planned_nouns: frozenset[str]
    cancelled: frozenset[str]
    unreal: frozenset[str]
    background_adjectives: frozenset[str]
    occasions: frozenset[str]
    sidelines: frozenset[str]
    venues: frozenset[str]


@cache
def meetings() -> Meetings:
    """The lexicon of meetings."""
    raw = table("meetings")
    verbs = tuple(
        Trigger(entry["form"], frozenset(entry["words"]), tuple(entry["partner"]))
        for entry in raw["verbs"].values()
    )
    plain = (
        "carriers",
        "attend",
        "joint",
        "joint_strong",
        "address",
        "groups",
        "soft_nouns",
        "not_met",
        "press",
    )
    return Meetings(
        verbs=verbs,
        nouns={word: form for form, words in raw["nouns"].items() for word in words},
        **{key: frozenset(raw[key]) for key in plain},
        **{key: frozenset(words) for key, words in raw["status"].items()},
        occasions=frozenset(raw["occasions"]["heads"]),
        sidelines=frozenset(raw["occasions"]["sidelines"]),
        venues=frozenset(raw["venues"]["heads"]),
    )
