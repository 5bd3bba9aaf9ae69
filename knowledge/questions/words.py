"""Words as questions and articles share them: stems, and other words for the same.

Stems are those of the Snowball stemmer for English; `data/synonyms.txt` and `data/paraphrases.txt`
list the words of news that stand for each other.
"""

import re
import threading
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from knowledge.names.wordings import same
from knowledge.text import fold

_FOLDER = Path(__file__).parent / "data"
_STEMMER = snowballstemmer.stemmer("english")
_LOCK = threading.Lock()
_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_ORDINALS = 1_000


def read(name: str) -> list[str]:
    """The lines of `data/NAME.txt` without comments and empty ones."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one folded word: "families" → "famili"; "co-sponsored" is two words."""
    with _LOCK:  # The stemmer keeps the word that it works on.
        return _stems().get(word) or str(_STEMMER.stemWord(_irregular().get(word, word)))


@cache
def _stems() -> dict[str, str]:
    """Words that the stemmer would take for others, with stems of their own."""
    return _listed("stems")


@cache
def _irregular() -> dict[str, str]:
    """Forms that no ending tells, with the words that they are of."""
    return _listed("irregular")


def _listed(name: str) -> dict[str, str]:
    """The words behind each "=" of a file with what stands before it."""
    found: dict[str, str] = {}
    for line in read(name):
        word, _, forms = line.partition("=")
        found |= {form.strip(): word.strip() for form in forms.split(",")}
    return found


def is_irregular(word: str) -> bool:
    """Whether a folded word is a past form that no ending tells: "fled", "shot"."""
    return word in _irregular() and word not in wordset("plurals")


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in fold(_OWNERS.sub("", text)).split()]


def without_owner(text: str) -> str:
    """A text without the endings of possessives."""
    return _OWNERS.sub("", text)


_OWNERS = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s)", re.I)
""" "HDT's" is "HDT": a stemmer alone would keep the s of it."""


# Texts of ASCII are folded much faster; these signs fall away or part words in either form.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": " "})


class Text:
    """A text to be searched for words: its stems with their places, and its words run together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(_OWNERS.sub("", text.translate(_PLAIN)))
        self.stems = [stem(word) for word in self.folded.split()]
        self._set = frozenset(self.stems)
        self._joined = f" {' '.join(self.stems)} "

    def has(self, phrase: tuple[str, ...]) -> bool:
        """Whether the stems of a phrase stand here one behind the other: "turn power off" too."""
        if len(phrase) == 1:
            return phrase[0] in self._set
        if f" {' '.join(phrase)} " in self._joined:
            return True
        parted = len(phrase) == 2 and phrase[1] in PARTICLES and self._set.issuperset(phrase)
        return parted and any(
            phrase[1] in self.stems[n + 2 : n + _PARTED] for n in self.places(phrase[:1])
        )

    def places(self, phrase: tuple[str, ...]) -> list[int]:
        """Where a phrase begins, in words."""
        size = len(phrase)
        return [
            n
            for n in range(len(self.stems) - size + 1)
            if tuple(self.stems[n : n + size]) == phrase
        ]


PARTICLES = frozenset({"back", "off", "up", "down", "out", "over", "away", "in", "on"})
"""Words that a verb may have behind its object: "get the money back"."""
_PARTED = 5


@lru_cache(maxsize=5_000)
def variants(word: str) -> frozenset[tuple[str, ...]]:
    """The phrases, stemmed, that say the same as a word or phrase, itself among them."""
    own = tuple(stems(word))
    found = {own}
    for line in _listed_for(own):
        found |= line
    for wording in same(word):
        found.add(tuple(stems(wording)))
    found |= {(digits,) for digits in _figures(own)}
    found |= {tuple(stems(written)) for written in _counted(word)}
    if len(own) == 1 and own[0].isdecimal() and int(own[0]) < _ORDINALS:
        found |= {(f"{own[0]}{ending}",) for ending in ("st", "nd", "rd", "th")}
    if len(own) == 1:
        # "co-sponsor", "de-mining": a hyphen is a matter of taste.
        found |= {tuple(cut) for cut in _apart(fold(word))}
    return frozenset(found)


_FIGURES = tuple(
    stem(word)
    for word in (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    )
)


def _figures(own: tuple[str, ...]) -> list[str]:
    """The figures for a number in words, or the word for figures."""
    if len(own) != 1:
        return []
    if own[0] in _FIGURES:
        return [str(_FIGURES.index(own[0]))]
    small = own[0].isdecimal() and int(own[0]) < len(_FIGURES)
    return [_FIGURES[int(own[0])]] if small else []


_SHORT = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_COUNTED = re.compile(r"(\d[\d., ]*)(k|mn?|bn|tn)", re.I)


def _counted(word: str) -> list[str]:
    """ "1.5bn" as it is written out: "1.5 billion"."""
    found = _COUNTED.fullmatch(word)
    return [] if found is None else [f"{found[1]} {_SHORT[found[2].lower()]}"]


def is_phrase(words: tuple[str, ...]) -> bool:
    """Whether several words, folded, stand in the list as one: "take part"."""
    return bool(_listed_for(tuple(map(stem, words))))


def is_known(word: str) -> bool:
    """Whether the list has other words for a folded word."""
    return bool(_listed_for((stem(word),)))


LONGEST_PHRASE = 3
_PREFIXED = re.compile(r"(anti|bi|co|counter|de|inter|multi|non|post|pre|re|sub|trans)(\w{4,})")


def _apart(word: str) -> list[list[str]]:
    found = _PREFIXED.fullmatch(word)
    return [] if found is None else [[stem(found[1]), stem(found[2])]]


@lru_cache(maxsize=1_000)
def opposites(word: str) -> frozenset[tuple[str, ...]]:
    """The phrases, stemmed, that deny a word: who left did not stay."""
    own = tuple(stems(word))
    found: set[tuple[str, ...]] = set()
    for line in read("opposites"):
        sides = [{tuple(stems(one)) for one in side.split(",")} for side in line.split("/")]
        for n, side in enumerate(sides):
            if own in side:
                found |= sides[1 - n]
    return frozenset(found)


def load_lists() -> None:
    """Read all of the lists, of which else only what is asked for is read."""
    for begin in _asked():
        _bucket(begin)
    for begin in _said():
        _printed(begin)


def _listed_for(phrase: tuple[str, ...]) -> list[frozenset[tuple[str, ...]]]:
    """What stands for a stemmed phrase in the lists, line by line.

    Before a ">" are words of questions, behind it those of articles that answer them: a car is a
    vehicle, but not every vehicle a car.
    """
    begin = phrase[0][:_SURE] if phrase else ""
    return _bucket(begin).get(phrase, []) if begin in _asked() else []


# Stemming all of the lists takes longer than an answer. No stem has other first letters than its
# word (a test goes through all words), so only what begins like a phrase is looked through for it.
_SURE = 2


@cache
def _asked() -> dict[str, list[str]]:
    """The lines of the lists by the letters that a phrase before their ">" begins with."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (*read("synonyms"), *read("paraphrases")):
        for begin in dict.fromkeys(map(_begin, line.partition(">")[0].split(","))):
            found[begin].append(line)
    return dict(found)


@cache
def _said() -> dict[str, list[str]]:
    """Every phrase of the lists, in their order, by the letters that it begins with."""
    found: dict[str, list[str]] = {_begin(word): [] for word in _irregular().values()}
    for line in (*read("synonyms"), *read("paraphrases")):
        for phrase in line.replace(">", ",").split(","):
            found.setdefault(_begin(phrase), []).append(phrase)
    return found


@cache
def _begin(phrase: str) -> str:
    """The first letters of a phrase when it is stemmed."""
    words = fold(without_owner(phrase)).split()
    first = words[0] if words else ""
    return (_stems().get(first) or _irregular().get(first, first))[:_SURE]


@cache
def _bucket(begin: str) -> dict[tuple[str, ...], list[frozenset[tuple[str, ...]]]]:
    """The phrases that begin with some letters, stemmed, with what stands for each."""
    found: dict[tuple[str, ...], list[frozenset[tuple[str, ...]]]] = defaultdict(list)
    for line in _asked()[begin]:
        asked, one_way, told = line.partition(">")
        answers = _phrases(told if one_way else asked)
        for phrase in _phrases(asked):
            found[phrase].append(answers)
    return dict(found)


@cache
def _phrases(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(stems(phrase)) for phrase in listed.split(","))


def printed(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """How articles may print a stemmed phrase of the lists: "die" is "died" and "dying" too.

    Full-text search has a plainer stemmer than questions have; it is given whole words.
    """
    begin = phrase[0][:_SURE] if phrase else ""
    ways = _printed(begin).get(phrase, ()) if begin in _said() else ()
    return tuple(dict.fromkeys(ways)) or (" ".join(phrase),)


@cache
def _printed(begin: str) -> dict[tuple[str, ...], list[str]]:
    """The phrases that begin with some letters, stemmed, with the ways to print each."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    forms: dict[str, list[str]] = defaultdict(list)
    for form, word in _irregular().items():
        if _begin(word) == begin:
            forms[word].append(form)
            found[(stem(word),)].append(form)
    for said in _said()[begin]:
        words = fold(said).split()
        ways = [" ".join([first, *words[1:]]) for first in (words[0], *forms.get(words[0], ()))]
        found[tuple(map(stem, words))] += ways
    return dict(found)


@cache
def wordset(name: str) -> frozenset[str]:
    """The words of a set of `data/sets.txt`, folded; KeyError for a name that it has not."""
    return _sets()[name]


@cache
def stemset(name: str) -> frozenset[str]:
    """The stems of the words of a set."""
    return frozenset(stem(word) for word in wordset(name))


@cache
def _sets() -> dict[str, frozenset[str]]:
    found = {}
    for line in read("sets"):
        name, _, words = line.partition("=")
        found[name.strip()] = frozenset(fold(word) for word in words.split(","))
    return found
