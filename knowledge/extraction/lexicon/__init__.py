"""The words that extraction knows: TOML files beside this module that an editor can extend.

Each file has its own class of plain word lists here, loaded once; those of
`outlets.toml` are tables of names to countries and are read where they are needed.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of this folder, by its stem; read once, not to be changed."""
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
    top_offices: frozenset[str]
    peer_offices: frozenset[str]
    sent: frozenset[str]
    regions: frozenset[str]
    private: frozenset[str]
    religious: frozenset[str]
    chiefs: frozenset[str]
    ranks: frozenset[str]
    capital_ranks: frozenset[str]
    helping: frozenset[str]
    placed: frozenset[str]
    trailing: frozenset[str]
    occupations: frozenset[str]
    abbreviated: frozenset[str]
    seated: frozenset[str]
    places_of_work: frozenset[str]
    owned: frozenset[str]
    houses_of: frozenset[str]
    consorts: frozenset[str]
    gatherings: frozenset[str]
    alone: dict[str, frozenset[str]]
    bodies_of: frozenset[str]
    leading: frozenset[str]
    only: dict[str, str]
    bare: dict[str, str]
    some: dict[str, frozenset[str]]
    synonyms: dict[str, str]
    absent: dict[str, frozenset[str]]
    abbreviations: dict[str, str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """What people's names are made of, and what they are not (`names.toml`)."""

    honorifics: frozenset[str]
    shy_honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    post_nominals: frozenset[str]
    not_people: frozenset[str]
    not_names: frozenset[str]
    also_surnames: frozenset[str]
    also_given: frozenset[str]


@dataclass(frozen=True, slots=True)
class References:
    """Words that stand for people named elsewhere (`references.toml`)."""

    pair_nouns: frozenset[str]
    leaders: frozenset[str]
    offices: frozenset[str]
    delegations: frozenset[str]
    speeches: frozenset[str]
    envoys: frozenset[str]
    governing: frozenset[str]
    leading: frozenset[str]
    bodies: frozenset[str]
    travelling: frozenset[str]
    visiting: frozenset[str]
    arriving: frozenset[str]
    organs: frozenset[str]
    groupings: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """What tells held from planned, called off and recalled (`status.toml`)."""

    planned: frozenset[str]
    scheduling: frozenset[str]
    pencilled: frozenset[str]
    planned_adjectives: frozenset[str]
    planned_nouns: frozenset[str]
    doubtful: frozenset[str]
    cancelled: frozenset[str]
    happening: frozenset[str]
    unreal: frozenset[str]
    denying: frozenset[str]
    conditional: frozenset[str]
    background_adjectives: frozenset[str]
    recalling_adverbs: frozenset[str]
    saying: frozenset[str]
    remarking: frozenset[str]
    publishing: frozenset[str]
    talking: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Where and at what people meet (`places.toml`)."""

    occasions: frozenset[str]
    sidelines: frozenset[str]
    ordinals: frozenset[str]
    venues: frozenset[str]
    regions: frozenset[str]
    settlements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Milestones:
    """What tells of things to come (`milestones.toml`)."""

    anniversaries: frozenset[str]
    years_of: frozenset[str]
    celebrating: frozenset[str]
    designating: frozenset[str]
    naming: frozenset[str]
    demanding: frozenset[str]
    occasions: frozenset[str]
    domestic: frozenset[str]
    goals: frozenset[str]
    aiming: frozenset[str]
    deadlines: frozenset[str]
    moving: frozenset[str]
    scheduling: frozenset[str]
    happening: frozenset[str]
    timetabled: frozenset[str]
    in_force: frozenset[str]
    entering: frozenset[str]
    ending: frozenset[str]
    forecasts: frozenset[str]
    not_dated: frozenset[str]
    bilateral: frozenset[str]
    called_off: frozenset[str]
    unsettled: frozenset[str]
    chairs: frozenset[str]
    programmes: frozenset[str]
    raising: frozenset[str]
    raised: frozenset[str]
    projects: frozenset[str]
    of_state: frozenset[str]
    shared: frozenset[str]
    concluding: frozenset[str]
    hoping: frozenset[str]
    attending: frozenset[str]
    owed: frozenset[str]
    populace: frozenset[str]
    measured: frozenset[str]
    sporting: frozenset[str]
    pictured: frozenset[str]
    ordering: frozenset[str]
    of_body: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tenures:
    """What tells of coming into office, leaving it and following (`tenures.toml`)."""

    appointing: frozenset[str]
    nominating: frozenset[str]
    becoming: frozenset[str]
    serving: frozenset[str]
    leaving: frozenset[str]
    removed: frozenset[str]
    succeeding: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    awaited: frozenset[str]
    between: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A group of verbs that tell of a meeting: the form, and how the partner is given.

    `named` asks for a person or an office as the partner, not a country alone.
    """

    form: str
    words: frozenset[str]
    partner: tuple[str, ...]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What is done face to face: verbs, the things they act on, how the other side is given.

    That is behind a word of `partner`, as the `object`, or, with `together`, in the subject.
    """

    verbs: frozenset[str]
    things: frozenset[str]
    partner: tuple[str, ...]
    object: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Meetings:
    """The words by which meetings are told (`meetings.toml`).

    `verbs` are the groups of verbs in the order of the file, `triggers` each verb with its group,
    `nouns` each noun with its form.
    """

    verbs: tuple[Trigger, ...]
    triggers: dict[str, Trigger]
    ceremonies: tuple[Ceremony, ...]
    nouns: dict[str, str]
    carriers: frozenset[str]
    occurring: frozenset[str]
    assembling: frozenset[str]
    led: frozenset[str]
    attend: frozenset[str]
    attend_body: frozenset[str]
    arrivals: frozenset[str]
    travelling: frozenset[str]
    purposes: frozenset[str]
    purposeful: frozenset[str]
    joint: frozenset[str]
    joint_strong: frozenset[str]
    ceremonial: frozenset[str]
    address: frozenset[str]
    groups: frozenset[str]
    associations: frozenset[str]
    soft_nouns: frozenset[str]
    sure_verbs: frozenset[str]
    accompanied: frozenset[str]
    participants: frozenset[str]
    one_to_one: frozenset[str]
    formal: frozenset[str]
    conferences: frozenset[str]
    phone: frozenset[str]
    by_phone: frozenset[str]
    meals: frozenset[str]
    not_met: frozenset[str]
    series: frozenset[str]
    counting: frozenset[str]
    press: frozenset[str]
    signing: frozenset[str]
    signings: frozenset[str]
    presence: frozenset[str]
    signed: frozenset[str]

    def trigger(self, verb: str) -> Trigger | None:
        """The group that a verb belongs to, by its dictionary form."""
        return self.triggers.get(verb)


@dataclass(frozen=True, slots=True)
class Statements:
    """The words by which people are quoted and reported (`statements.toml`)."""

    clipped: frozenset[str]
    saying: frozenset[str]
    close: frozenset[str]
    judging: frozenset[str]
    introducing: frozenset[str]
    sure_forms: frozenset[str]
    tag_forms: frozenset[str]
    viewing: frozenset[str]
    naming: frozenset[str]
    displays: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    verdicts: frozenset[str]
    about: frozenset[str]
    reporting: frozenset[str]
    stances: frozenset[str]
    voicing: frozenset[str]
    bearers: frozenset[str]
    characterising: frozenset[str]
    commenting: frozenset[str]
    gestures: frozenset[str]
    officers: frozenset[str]
    addressing: frozenset[str]
    addressed: frozenset[str]
    promising: frozenset[str]
    appealing: frozenset[str]
    private: frozenset[str]
    sources: frozenset[str]


def _sets(file: str, kind: type, *others: str) -> dict[str, frozenset[str]]:
    """The word lists of a file that are plain fields of `kind`; `others` are made elsewhere."""
    names = [field.name for field in fields(kind) if field.name not in others]
    return {name: frozenset(table(file)[name]) for name in names}


@cache
def titles() -> Titles:
    """The title lexicon."""
    raw = table("titles")
    others = ("synonyms", "absent", "alone", "some", "only", "bare", "abbreviations")
    return Titles(
        synonyms=dict(raw["synonyms"]),
        absent={office: frozenset(codes) for office, codes in raw["absent"].items()},
        alone={office: frozenset(codes) for office, codes in raw["alone"].items()},
        some={office: frozenset(codes) for office, codes in raw["some"].items()},
        only=dict(raw["only"]),
        bare=dict(raw["bare"]),
        abbreviations=dict(raw["abbreviations"]),
        **_sets("titles", Titles, *others),
    )


@cache
def name_words() -> NameWords:
    """The lexicon of names."""
    return NameWords(**_sets("names", NameWords))


@cache
def references() -> References:
    """The lexicon of words that refer back."""
    groupings = {word: tuple(codes) for word, codes in table("references")["groupings"].items()}
    return References(groupings=groupings, **_sets("references", References, "groupings"))


@cache
def status_words() -> StatusWords:
    """The lexicon of tense, plans and saying."""
    return StatusWords(**_sets("status", StatusWords))


@cache
def places() -> Places:
    """The lexicon of places and occasions."""
    return Places(**_sets("places", Places))


@cache
def milestones() -> Milestones:
    """The lexicon of what lies ahead."""
    return Milestones(**_sets("milestones", Milestones))


@cache
def tenures() -> Tenures:
    """The lexicon of offices over time."""
    return Tenures(**_sets("tenures", Tenures))


@cache
def meetings() -> Meetings:
    """The lexicon of meetings."""
    raw = table("meetings")
    verbs = tuple(
        Trigger(
            form=entry["form"],
            words=frozenset(entry["words"]),
            partner=tuple(entry["partner"]),
            named=entry.get("named", False),
        )
        for entry in raw["verbs"].values()
    )
    return Meetings(
        verbs=verbs,
        triggers={word: trigger for trigger in verbs for word in trigger.words},
        ceremonies=tuple(
            Ceremony(
                verbs=frozenset(entry["verbs"]),
                things=frozenset(entry["things"]),
                partner=tuple(entry["partner"]),
                object=entry.get("object", False),
                together=entry.get("together", False),
            )
            for entry in raw["ceremonies"].values()
        ),
        nouns={word: form for form, words in raw["nouns"].items() for word in words},
        **_sets("meetings", Meetings, "verbs", "triggers", "ceremonies", "nouns"),
    )


@cache
def statements() -> Statements:
    """The lexicon of saying."""
    return Statements(**_sets("statements", Statements))
