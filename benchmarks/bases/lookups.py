"""What to ask of a big base: common and rare names, parties and matters, misspelt and unknown ones.

All of it follows from the seed and the number of articles, without a look into the base. Names are
taken from stories drawn by lot, so they are asked for as often as they are mentioned, by Zipf's
law, and the commonest of all is always among them; unknown are people of the same cultures whom no
story mentions.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, pairwise

from benchmarks.bases.building import SEED
from benchmarks.bases.chance import Luck
from benchmarks.bases.people import RANKS, Person, person
from benchmarks.bases.plots import plot
from benchmarks.bases.rhythm import LAST
from benchmarks.bases.vocabulary import COINED, called, coined, matter, nations, places
from benchmarks.name_sets import slip
from knowledge.model import Meeting
from knowledge.names.gazetteer import party_name

TODAY = LAST + timedelta(days=1)
"""The day on which the bases are asked: the one after their last stories."""

DAYS = ("2018-05-01", "2021-06-01", "2025-06-01")
"""Days as of which they are asked."""

_RARE = 20_000
"""Ranks from which on people are rare: one story in 300,000 mentions the first of these."""

LEAST = 1_000
"""Stories from which names are taken, where a base has fewer."""

Rows = list[tuple[str, list[str]]]
"""Rows of a table: what is asked, and the texts in which it is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Texts of one sort, by how likely a base knows them."""

    common: tuple[str, ...]
    rare: tuple[str, ...]
    misspelt: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def known(self) -> list[str]:
        """The common and the rare ones in turn."""
        pairs = zip(self.common, self.rare, strict=True)
        return [one for pair in pairs for one in pair]


def people(articles: int, number: int = 8, seed: int = SEED) -> Asked:
    """So many names of people of each sort; the common ones are as likely as they are mentioned."""
    common = _names(chain([person(seed, 0)], _mentioned(articles, seed, "common")), number)
    rare = (one for one in _mentioned(articles, seed, "rare") if one.rank >= _RARE)
    unknown = (person(seed, RANKS + at) for at in range(number))
    return Asked(common, _names(rare, number), _slipped(common, seed), _names(unknown, number))


def pairs(articles: int, number: int = 6, seed: int = SEED) -> list[tuple[str, str]]:
    """People who met, as often as two meet."""
    luck = Luck(seed, "pairs", articles)
    found: dict[tuple[str, str], None] = {}
    while len(found) < number:
        for event in plot(seed, luck.below(max(articles, LEAST))).events:
            if isinstance(event.fields, Meeting) and len(event.people) == 2:
                found[event.people[0].name, event.people[1].name] = None
    return list(found)[:number]


def parties(number: int = 6, seed: int = SEED) -> Asked:
    """Countries; unknown ones are made up."""
    codes = nations().codes
    common = tuple(party_name(code) for code in codes[:number])
    rare = tuple(party_name(code) for code in codes[-number:])
    unknown = tuple(coined(COINED + at) for at in range(number))
    return Asked(common, rare, _slipped(common, seed), unknown)


def topics(articles: int, number: int = 6, seed: int = SEED) -> Asked:
    """Matters of one or two words, of villages that hardly anybody knows, and of none."""
    common = tuple(matter(rank).words for rank in range(number))
    luck = Luck(seed, "topics", articles)
    rare: dict[str, None] = {}
    while len(rare) < number:
        words = plot(seed, luck.below(max(articles, LEAST))).about.words
        if " near " in words:
            rare[words] = None
    unknown = tuple(f"{coined(COINED + 50 + at)} {words}" for at, words in enumerate(common))
    return Asked(common, tuple(rare), _slipped(common, seed), unknown)


def commands(articles: int, seed: int = SEED) -> Rows:
    """Every command bare and with conditions that are common, rare, misspelt and unknown."""
    who, whom, what = people(articles, seed=seed), parties(seed=seed), topics(articles, seed=seed)
    rows: Rows = []
    for command in ("meetings", "deals", "money", "quotes", "upcoming", "timeline", "facts"):
        slash = f"/{command}"
        two = [*pairwise(whom.common), (whom.common[0], whom.rare[0])]
        rows += [
            (slash, [slash]),
            (f"{slash} PARTY", [f"{slash} {one}" for one in whom.known]),
            (f"{slash} A B", [f"{slash} {a} {b}" for a, b in two]),
            (f"{slash} NAME", [f"{slash} {one}" for one in who.known]),
            (f"{slash} TOPIC", [f"{slash} about {one}" for one in what.common]),
            (f"{slash} rare TOPIC", [f"{slash} about {one}" for one in what.rare]),
            (f"{slash} YEAR", [f"{slash} {year}" for year in (2018, 2021, 2023)]),
            (f"{slash} page 20", [f"{slash} {whom.common[0]} page 20"]),
            (f"{slash} misspelt", [f"{slash} {one}" for one in (*whom.misspelt, *who.misspelt)]),
            (f"{slash} unknown", [f"{slash} {one}" for one in (*who.unknown, *what.unknown)]),
            *_as_of(slash, whom, what),
        ]
    rows += [
        ("/digest", ["/digest"]),
        ("/digest YEAR", [f"/digest {year}" for year in (2017, 2020, 2022)]),
        ("/digest YEARS", ["/digest 2015 to 2025"]),
        ("/digest as of", [f"/digest as of {day}" for day in DAYS]),
        ("/whois NAME", [f"/whois {one}" for one in who.common]),
        ("/whois rare NAME", [f"/whois {one}" for one in who.rare]),
        ("/whois misspelt", [f"/whois {one}" for one in who.misspelt]),
        ("/whois unknown", [f"/whois {one}" for one in who.unknown]),
        ("/whois OFFICE", [f"/whois president of {one}" for one in whom.known]),
        ("/meetings NAME since", [f"/meetings {one} since 2020" for one in who.known]),
        ("/dateline status", ["/dateline status"]),
    ]
    return rows


def _as_of(slash: str, whom: Asked, what: Asked) -> Rows:
    """The command as of several days, with conditions that may have been otherwise then."""
    known = list(zip(whom.common, whom.rare, DAYS, strict=False))
    return [
        (f"{slash} as of", [f"{slash} as of {day}" for day in DAYS]),
        (f"{slash} PARTY as of", [f"{slash} {a} as of {day}" for a, _, day in known]),
        (f"{slash} A B as of", [f"{slash} {a} {b} as of {day}" for a, b, day in known]),
        (
            f"{slash} TOPIC as of",
            [f"{slash} about {one} as of {DAYS[1]}" for one in what.common[:3]],
        ),
        (f"{slash} YEAR as of", [f"{slash} {day[:4]} as of {day}" for day in DAYS]),
    ]


def questions(articles: int, seed: int = SEED) -> Rows:
    """Questions of every kind in free words."""
    names = people(articles, seed=seed)
    known, unknown = names.known, names.unknown
    whom, what = parties(seed=seed), topics(articles, seed=seed)
    codes = nations().codes
    states = [(called(a), called(b)) for a, b in ((codes[0], codes[5]), (codes[3], codes[-9]),
                                                  (codes[13], codes[36]))]  # fmt: skip
    met = [*pairs(articles, seed=seed), *list(pairwise(names.common))[:3]]
    towns = places()[:3]
    matters = what.common
    return [
        ("when did A meet B", [f"when did {a} meet {b}?" for a, b in met]),
        ("did A meet B", [f"did {a} meet {b}" for a, b in states]),
        ("who met STATE in PLACE", [f"who met {a} in {at}" for (a, _), at in zip(states, towns,
                                    strict=True)]),
        ("whom did PERSON meet", [f"whom did {one} meet in 2021?" for one in known]),
        ("who met whom", ["who met whom?", "who met whom in 2020"]),
        ("where did A meet B", [f"where did {a} and {b} meet?" for a, b in (*states, *met)]),
        ("last meeting of A and B", [f"when did {a} and {b} last meet" for a, b in states]),
        ("how often did A meet B", [f"how often did {a} meet {b}" for a, b in states]),
        ("who visited A", [f"who visited {a} in 2022?" for a, _ in states]),
        ("who is PERSON", [f"who is {one}?" for one in known]),
        ("who is OFFICE of STATE", [f"who is the president of {a}?" for a, _ in states]),
        ("who leads STATE", [f"who leads {a}" for a, _ in states]),
        ("what did A and B sign", [f"what did {a} and {b} sign?" for a, b in states]),
        ("deals about TOPIC", [f"which agreements on {one} were signed in 2022"
                               for one in matters]),
        ("how much did A give B", [f"how much did {a} give {b}?" for a, b in states]),
        ("how much for TOPIC", [f"how much money did {a} give for {one}"
                                for (a, _), one in zip(states, matters, strict=False)]),
        ("total given", [f"how much did {a} give in total" for a, _ in states]),
        ("who gave more", [f"who gave more to {b}, Japan or Norway" for _, b in states]),
        ("who paid the most", ["who gave the most money?", "what was the largest loan?"]),
        ("what did PERSON say", [f"what did {a} say about {one}?"
                                 for a, one in zip(known, matters, strict=False)]),
        ("what did STATE say", [f"what did {a} say about {one}"
                                for (a, _), one in zip(states, matters, strict=False)]),
        ("what lies ahead", [f"what is planned with {a} in 2027" for a, _ in states]),
        ("anniversaries", ["which anniversaries are coming up?", "the anniversary of rice"]),
        ("what happened with A", [f"what happened between {a} and {b}" for a, b in states]),
        ("a sentence, rare words", [f"who welcomed {one}?" for one in what.rare]),
        ("a sentence, common words", [f"which teachers rejected {one}?" for one in matters]),
        ("a sentence, named", [f"why does {a} support {one}"
                               for (a, _), one in zip(states, matters, strict=False)]),
        ("how many with words", ["how many ports are in Kenya?", "how many schools has Fiji"]),
        ("nothing to be found", ["who painted the Mona Lisa?", "how tall is Mount Everest",
                                 *[f"did {one} sign a treaty?" for one in whom.unknown[:2]],
                                 *[f"who is {one}?" for one in unknown[:4]]]),
        ("misspelt names", [*[f"who met {one}" for one in whom.misspelt],
                            *[f"who is {one}?" for one in names.misspelt]]),
        ("several parts", ["when and where did Japan and Kenya meet, and what was signed?"]),
        ("greeting", ["hello", "thanks!"]),
    ]  # fmt: skip


def _mentioned(articles: int, seed: int, sort: str) -> Iterator[Person]:
    """People whom stories introduce by their office, again and again, in an order drawn by lot."""
    luck = Luck(seed, "asked", sort, articles)
    while True:
        told = plot(seed, luck.below(max(articles, LEAST)))
        titled = [one for one in told.cast if one.rank in told.titled]
        if titled:
            yield luck.one(titled)


def _names(found: Iterator[Person], number: int) -> tuple[str, ...]:
    """So many names, each once."""
    names: dict[str, None] = {}
    for one in found:
        names[one.name] = None
        if len(names) == number:
            break
    return tuple(names)


def _slipped(texts: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """Each with a slip of the keyboard."""
    lots = random.Random(seed)
    tries = ([slip(lots, text) for _ in range(9)] for text in texts)
    return tuple(
        next(one for one in several if one != text)
        for text, several in zip(texts, tries, strict=True)
    )
