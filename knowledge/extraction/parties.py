"""Where a text names a country or an organisation, and which outlet writes for which country."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from knowledge.extraction.document import Sentence
from knowledge.extraction.lexicon import table
from knowledge.model import Article
from knowledge.names import gazetteer

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?", re.UNICODE)
# Shared forms that name a region rather than one of the states in it.
_GEOGRAPHY = frozenset({"Korean Peninsula", "Koreas", "Samoas", "Sudans", "Guineas", "Congos"})
_HOST = re.compile(r"\b([a-z0-9-]+\.)+([a-z]{2,})\b")
# Ccodes that are sold as generic domains say nothing about a country.
# What an outlet's name may end with without saying where it is at home.
_EDITION = re.compile(r"\s*(?:\(?in english\)?|english(?: edition| service| version)?|online)$")
_EDITION_CASED = re.compile(_EDITION.pattern, re.IGNORECASE)
_GENERIC_DOMAINS = frozenset({"io", "ai", "co", "me", "tv", "fm", "ly", "to", "cc", "ws", "int"})
_DOMAIN_EXCEPTIONS = {"uk": "GB", "gov": "US", "mil": "US", "eu": "EU"}


class PartyForm(StrEnum):
    """How a party is named."""

    NAME = "name"
    DEMONYM = "demonym"
    CITY = "city"
    BODY = "body"
    STATE_BODY = "state body"


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A country or organisation named at article offsets `start`..`end`; words `first`..`last`-1."""

    start: int
    end: int
    first: int
    last: int
    code: str
    form: PartyForm
    text: str


@cache
def _entries() -> dict[str, list[tuple[str, tuple[str, ...], PartyForm]]]:
    """First word of a printed form → the forms that begin with it, longest first."""
    known = gazetteer.load()
    seen: dict[str, tuple[tuple[str, ...], PartyForm]] = {}
    cities = {city: code for code, names in table("cities").items() for city in names}
    tables = (
        (cities, PartyForm.CITY),
        (known.capitals, PartyForm.CITY),
        (known.demonyms, PartyForm.DEMONYM),
        (known.names, PartyForm.NAME),
        (known.organisations, PartyForm.BODY),
        (table("outlets")["state_bodies"], PartyForm.STATE_BODY),
    )
    for mapping, form in tables:
        for printed, code in mapping.items():
            seen[printed] = ((code,), form)
    for printed, codes in known.ambiguous.items():
        seen[printed] = (codes, PartyForm.NAME)
    # Words that more often are a person, a thing or a town elsewhere; "Washington" acts for a state.
    for printed in known.weak - {"Washington"}:
        if printed in seen and seen[printed][1] in (PartyForm.CITY, PartyForm.BODY):
            del seen[printed]
    entries: dict[str, list[tuple[str, tuple[str, ...], PartyForm]]] = defaultdict(list)
    for printed, (codes, form) in seen.items():
        word = _WORD.match(printed)
        if word is not None:
            entries[word.group().rstrip(".")].append((printed, codes, form))
    for forms in entries.values():
        forms.sort(key=lambda entry: -len(entry[0]))
    return dict(entries)


def city_party(city: str) -> str | None:
    """The country of a city by its printed name, None where it is not known."""
    forms = _entries().get(city.split()[0].rstrip(".,"), ()) if city.split() else ()
    return next(
        (codes[0] for printed, codes, form in forms if printed == city and form is PartyForm.CITY),
        None,
    )


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def find_parties(sentences: list[Sentence]) -> list[list[PartyMention]]:
    """Countries and organisations in each sentence, left to right, never overlapping.

    A form that several parties share ("Korea") counts as the one of them that the article names
    elsewhere without ambiguity, and as none where there is no such one.
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
            if len(named) == 1:
                mentions.append(replace(mention, code=named[0]))
        result.append(mentions)
    return result


def _candidates(sentence: Sentence) -> list[tuple[PartyMention, tuple[str, ...]]]:
    text = sentence.text.replace("\n", " ").replace("\u00a0", " ")
    found: list[tuple[PartyMention, tuple[str, ...]]] = []
    position = 0
    for word in _WORD.finditer(text):
        if word.start() < position:
            continue
        for printed, codes, form in _entries().get(word.group().rstrip("."), ()):
            end = word.start() + len(printed)
            if text.startswith(printed, word.start()) and _ends_word(text, end):
                before = text[: word.start()].rsplit(maxsplit=1)[-1:] or [""]
                if printed in gazetteer.load().weak and before[0] in ("New", "West", "East"):
                    break
                start = sentence.start + word.start()
                first, last = sentence.word_span(start, sentence.start + end)
                mention = PartyMention(
                    start, sentence.start + end, first, last, codes[0], form, printed
                )
                found.append((mention, codes))
                position = end
                break
    return found


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(country.code for country in gazetteer.countries())


@cache
def _outlets() -> tuple[dict[str, str], frozenset[str]]:
    raw = table("outlets")
    return dict(raw["home"]), frozenset(raw["international"])


def is_agency(article: Article) -> bool:
    """True for news agencies, whose datelines say where a story is set; also without an outlet."""
    raw = table("outlets")
    name = (article.outlet or "").lower().removeprefix("the ").strip()
    return not name or name in raw["international"] or name in raw["agencies"]


def _domain_home(text: str) -> str | None:
    match = _HOST.search(text.lower())
    if match is None:
        return None
    domain = match.group(2)
    if domain in _DOMAIN_EXCEPTIONS:
        return _DOMAIN_EXCEPTIONS[domain]
    if len(domain) != 2 or domain in _GENERIC_DOMAINS:
        return None
    code = domain.upper()
    return code if code in _country_codes() else None


def outlet_home(article: Article) -> str | None:
    """The country an outlet writes from, by its name, a country or capital in it, or its address.

    None for agencies that write for the world and where nothing says so.
    """
    homes, international = _outlets()
    outlet = (article.outlet or "").strip()
    name = _EDITION.sub("", outlet.lower()).removeprefix("the ").strip()
    if name in international:
        return None
    if name in homes:
        return homes[name]
    known = gazetteer.load()
    found = {
        mapping[printed]
        for mapping in (known.names, known.demonyms, known.capitals)
        for printed in _word_runs(_EDITION_CASED.sub("", outlet))
        if printed in mapping
    }
    if len(found) == 1:
        return found.pop()
    return _domain_home(outlet) or (_domain_home(article.url) if article.url else None)


def _word_runs(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
