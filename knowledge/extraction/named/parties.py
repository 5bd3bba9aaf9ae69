"""Where a text names a country or an organisation: names, demonyms, cities and bodies."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from knowledge.extraction.lexicon import table
from knowledge.extraction.parsing.document import LETTERS, Sentence
from knowledge.names import gazetteer

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?", re.UNICODE)
# Shared forms that name a region rather than one of the states in it.
_GEOGRAPHY = frozenset({"Korean Peninsula", "Koreas", "Samoas", "Sudans", "Guineas", "Congos"})

_SEA = re.compile(r" (?:Ocean|Sea)\b")
# "The Gulf of | Oman".
_WATERS = frozenset({"Sea", "Gulf", "Bay"})
# "Latin America" is no country.
_CONTINENTS = frozenset({"North", "South", "Latin", "Central", "Meso", "Inter", "Pan"})

# Words of printed forms that stand in most sentences ("U.S. of A.", "Can Tho").
_FREQUENT = frozenset({"of", "can"})
# Abbreviations of so many letters are spoken as words.
_SPOKEN = 4


class PartyForm(StrEnum):
    """How a party is named."""

    NAME = "name"
    DEMONYM = "demonym"
    CITY = "city"
    BODY = "body"
    STATE_BODY = "state body"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A country or organisation at article offsets `start`..`end`, words `first`..`last`-1."""

    start: int
    end: int
    first: int
    last: int
    code: str
    form: PartyForm
    text: str


# A printed form, the codes that it can stand for, and how it names them.
_Entry = tuple[str, tuple[str, ...], PartyForm]


@cache
def _entries() -> dict[str, list[_Entry]]:
    """First word of a printed form → the forms that begin with it, longest first."""
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for printed, (codes, form) in _printed_forms().items():
        word = _WORD.match(printed)
        if word is not None:
            entries[word.group().rstrip(".")].append((printed, codes, form))
    for forms in entries.values():
        forms.sort(key=lambda entry: -len(entry[0]))
    return dict(entries)


@cache
def _beginning() -> re.Pattern[str]:
    """A word, as `_WORD` has it, that begins with a letter that any printed form begins with."""
    letters = {word[0] for word in _entries()}
    first = "".join(map(re.escape, sorted(letters)))
    # The letter comes first, so that the other letters of a text are passed over quickly.
    return re.compile(rf"[{first}](?<![^\W_].)(?<![^\W_]\..)[^\W_]*(?:\.[^\W_]+)*\.?")


def _may_hold_parties(sentence: Sentence) -> bool:
    """False where a glance says that no printed form stands in a sentence."""
    letters, signs = _marks()
    if not sentence.letters().isdisjoint(letters):
        return True
    return not sentence.plain.isascii() and signs.search(sentence.plain) is not None


@cache
def _marks() -> tuple[frozenset[str], re.Pattern[str]]:
    """Of each printed form what is longest of nothing but the letters a to z, in lower case; of
    those in other scripts the first sign."""
    letters = {form: LETTERS.findall(form.lower()) for form in _printed_forms()}
    rare = {
        form: [word for word in found if word not in _FREQUENT] for form, found in letters.items()
    }
    known = frozenset(max(rare[form] or letters[form], key=len) for form in rare if letters[form])
    signs = {form[0] for form, found in letters.items() if not found}
    return known, re.compile(f"[{''.join(map(re.escape, sorted(signs)))}]")


def _printed_forms() -> dict[str, tuple[tuple[str, ...], PartyForm]]:
    """Every printed form; of tables that share one the later rules."""
    known = gazetteer.load()
    tables = (
        (gazetteer.regions(), PartyForm.REGION),
        (gazetteer.cities(), PartyForm.CITY),
        (known.capitals, PartyForm.CITY),
        (known.demonyms, PartyForm.DEMONYM),
        (known.names, PartyForm.NAME),
        (known.organisations, PartyForm.BODY),
        (table("outlets")["state_bodies"], PartyForm.STATE_BODY),
    )
    seen: dict[str, tuple[tuple[str, ...], PartyForm]] = {}
    for mapping, form in tables:
        for printed, code in mapping.items():
            seen[printed] = ((code,), form)
    for printed, code in known.organisations.items():
        # "Nato", "Asean": as British papers print what is spoken as a word.
        if printed.isupper() and printed.isalpha() and len(printed) >= _SPOKEN:
            seen.setdefault(printed.capitalize(), ((code,), PartyForm.BODY))
    for printed, codes in known.ambiguous.items():
        seen[printed] = (codes, PartyForm.NAME)
    # More often a person, a thing or a town elsewhere; "Washington" does act for a state.
    for printed in known.weak - {"Washington"}:
        if printed in seen and seen[printed][1] in (PartyForm.CITY, PartyForm.BODY):
            del seen[printed]
    return seen


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(country.code for country in gazetteer.countries())


def is_state(code: str | None) -> bool:
    """True for the codes of states and territories, false for organisations and None."""
    return code in _state_codes()


def city_party(city: str) -> str | None:
    """The country of a city by its printed name, None where it is not known."""
    forms = _entries().get(city.split()[0].rstrip(".,"), ()) if city.split() else ()
    return next(
        (codes[0] for printed, codes, form in forms if printed == city and form is PartyForm.CITY),
        None,
    )


def find_parties(sentences: list[Sentence]) -> list[list[PartyMention]]:
    """Countries and organisations in each sentence, left to right, never overlapping.

    A form that several parties share ("Korea") counts as the one of them that the article names
    elsewhere without ambiguity, else as the one that is nearly always meant ("Congo"), and as none
    where there is no such one.
    """
    found = [_candidates(sentence) for sentence in sentences]
    certain = {codes[0] for row in found for _, codes in row if len(codes) == 1}
    result: list[list[PartyMention]] = []
    for row in found:
        mentions: list[PartyMention] = []
        for mention, codes in row:
            if len(codes) > 1 and mention.text in _GEOGRAPHY:
                continue
            named = [code for code in codes if code in certain] if len(codes) > 1 else list(codes)
            named = named or _likely(mention.text)
            if len(named) == 1:
                same = mention.code == named[0]
                mentions.append(mention if same else replace(mention, code=named[0]))
        result.append(mentions)
    return result


def _likely(printed: str) -> list[str]:
    """Of the states that share a form the one that is meant where nothing tells of the other."""
    code: str | None = table("outlets")["likely"].get(printed)
    return [] if code is None else [code]


def _candidates(sentence: Sentence) -> list[tuple[PartyMention, tuple[str, ...]]]:
    """Every printed form in a sentence, the longest at each place, with its possible codes."""
    text = sentence.plain
    found: list[tuple[PartyMention, tuple[str, ...]]] = []
    if not _may_hold_parties(sentence):
        return found
    position = 0
    entries = _entries()
    for word in _beginning().finditer(text):
        if word[0].rstrip(".") not in entries or word.start() < position:
            continue
        entry = _entry_at(text, word)
        if entry is None:
            continue
        printed, codes, form = entry
        position = word.start() + len(printed)
        start, end = sentence.start + word.start(), sentence.start + position
        first, last = sentence.word_span(start, end)
        mention = PartyMention(start, end, first, last, codes[0], form, printed)
        found.append((mention, codes))
    return found


def _entry_at(text: str, word: re.Match[str]) -> _Entry | None:
    """The longest printed form that begins with `word`; None for "New Mexico" and the like."""
    start = word.start()
    for entry in _entries().get(word.group().rstrip("."), ()):
        printed = entry[0]
        if text.startswith(printed, start) and _ends_word(text, start + len(printed)):
            weak = printed in gazetteer.load().weak
            elsewhere = weak and _word_before(text, start) in ("New", "West", "East")
            sea = _is_water(text, start, start + len(printed))
            america = printed.startswith("America")
            continent = america and _word_before(text, start) in _CONTINENTS
            return None if elsewhere or sea or continent else entry
    return None


def _word_before(text: str, start: int) -> str:
    return "".join(text[:start].rsplit(maxsplit=1)[-1:])


def _is_water(text: str, start: int, end: int) -> bool:
    """True for a country in the name of a sea: "Indian | Ocean", "South | China | Sea"."""
    if _SEA.match(text, end):
        return True
    if not any(map(text.__contains__, _WATERS)):
        return False
    before = text[max(start - 12, 0) : start].split()
    return before[-1:] == ["of"] and not _WATERS.isdisjoint(before[-2:-1])


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")
