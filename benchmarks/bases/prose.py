"""Sentences and quoted words put together word by word, so that hardly any three words recur.

What matters is what a search and the look for copies get to see: common and rare words by Zipf's
law, and texts of which two share as few runs of three words as two real articles do. They read like
news only from afar.
"""

from benchmarks.bases.chance import Luck
from benchmarks.bases.vocabulary import COINED, Matter, any_matter, coined, matter, places, texts

_DETERMINERS = ("the", "a", "its", "their", "this", "every", "another", "one", "any", "that")
_SPEAKERS = ("we", "we", "I", "nobody", "people", "both sides", "our partners", "you", "everyone")
_MODALS = (
    "must", "will", "want to", "cannot", "hope to", "should", "need to", "may", "intend to", "did",
    "would like to", "are ready to", "have to", "could", "shall", "refuse to", "expect to",
)  # fmt: skip
_VILLAGES = 0.12
"""The share of things that bear a name which few other stories mention."""


def thing(luck: Luck) -> str:
    """A noun phrase."""
    lot = luck.random()
    if lot < 0.12:
        return f"{luck.below(900) + 3} {luck.early(texts('groups'))}"
    if lot < 0.24:
        return f"{luck.early(texts('adjectives'))} {luck.early(texts('groups'))}"
    if lot < 0.34:
        return any_matter(luck).words
    if lot < 0.34 + _VILLAGES:
        return f"{_noun(luck)} in {coined(luck.rank(COINED))}"
    if lot < 0.8:
        return _noun(luck)
    return f"{_noun(luck)} of {luck.one(texts('groups'))}"


def clause(luck: Luck) -> str:
    """Somebody who does something, somehow and somewhere."""
    adverb = f" {luck.early(texts('adverbs'))}" if luck.happens(0.3) else ""
    where = f" {luck.early(texts('prepositions'))} {_place(luck)}" if luck.happens(0.35) else ""
    lot = luck.random()
    who = luck.one(texts("groups")) if lot < 0.3 else thing(luck)
    return f"{who} {luck.one(texts('verbs'))} {thing(luck)}{adverb}{where}"


def sentence(luck: Luck) -> str:
    """A sentence that tells no fact."""
    opening = f"{luck.one(texts('openings'))}, " if luck.happens(0.15) else ""
    joined = f" {luck.early(texts('joints'))} {clause(luck)}" if luck.happens(0.45) else ""
    return capital(f"{opening}{clause(luck)}{joined}.")


def words_said(luck: Luck, about: Matter, length: float) -> str:
    """What somebody says, about so many characters."""
    begun = f"{luck.one(_SPEAKERS)} {luck.one(_MODALS)} {luck.one(texts('plain'))}"
    said = f"{begun} {about.words if luck.happens(0.7) else thing(luck)}"
    while len(said) < length - 20:
        said += f" {luck.early(texts('joints'))} {clause(luck)}"
    return said


def heading(luck: Luck, about: Matter) -> str:
    """A title for a story."""
    verb, group = luck.one(texts("verbs")), luck.one(texts("groups"))
    return capital(f"{luck.early(texts('adjectives'))} {about.words} {verb} as {group} look on")


def capital(text: str) -> str:
    """With a capital letter at its head."""
    return text[0].upper() + text[1:]


def near(about: Matter, luck: Luck) -> Matter:
    """Something else, or the same again: stories stay with their matter."""
    return about if luck.happens(0.5) else matter(luck.rank(2_000))


def _noun(luck: Luck) -> str:
    """A noun with its article, mostly with an adjective."""
    nouns = texts("nouns")
    noun = luck.early(nouns) if luck.happens(0.4) else luck.one(nouns)
    which = luck.early(_DETERMINERS)
    if luck.happens(0.6):
        noun = f"{luck.early(texts('adjectives'))} {noun}"
    return f"{'an' if which == 'a' and noun[0] in 'aeiou' else which} {noun}"


def _place(luck: Luck) -> str:
    return luck.early(places()) if luck.happens(0.6) else coined(luck.rank(COINED))
