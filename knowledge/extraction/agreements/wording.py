"""What readers are told that an agreement is about: its matter without sums, sizes and documents.

The phrases that `matter` finds serve to tell agreements apart; many a word in them ("joint", "the
subject", "$46 million") says nothing to a reader.
"""

import re
from functools import cache

from knowledge.extraction.agreements.matter import names_party
from knowledge.extraction.agreements.words import deal_words

_QUOTES = " \t\n\"“”‘’'«»,.;:-–—"
_BRACKETS = re.compile(r"(?<!\s)\s*\([^()]*\)?\Z")
_SUM = re.compile(
    r"(?:(?:worth|of|totalling|totaling|valued at|up to|about|some|nearly|over|more than)\s+)"
    r"{0,5}"
    r"(?<!\w)(?:(?-i:[A-Z]{2,3})\s?)?[$€£¥₹]?\s?\d[\d.,]*(?:-|\s)?"
    r"(?:(?:hundred|thousand|million|billion|trillion|mln|bln|bn|crore|lakh|[mbk])\b(?:-|\s)?)?"
    r"(?:(?:US\s|U\.S\.\s)?(?:dollars?|euros?|pounds?|yen|yuan|won|rupees?|francs?|dirhams?|riyals?"
    r"|rubles?|roubles?|USD|EUR|GBP|JPY|CNY)\b\s?)?"
    r"(?:(?:hundred|thousand|million|billion|trillion)\b\s?)?",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥₹]|\b(?:million|billion|trillion|crore|lakh|bn|mln|USD|EUR)\b", re.I)
# "The heads of …", "the presidents of …": whose statement it is.
_OF_WHOM = re.compile(
    r"(?:the\s+)?(?:heads|leaders|presidents|premiers|ministers|chancellors|members|parties)\s+of\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"it", "them", "this", "that", "these", "those", "which", "itself"})
_ARTICLES = frozenset({"a", "an", "its", "their", "another"})
_ENDS = frozenset({"and", "the", "a", "worth"})
# These are what a loan is for as often as they are documents.
_UNDERTAKINGS = frozenset(
    {"plan", "plans", "programme", "programmes", "program", "programs", "roadmap", "framework"}
    | {"frameworks", "settlement", "settlements", "ceasefire", "ceasefires", "truce", "protocol"}
)
_LINKS = frozenset({"for", "on", "to", "in", "of"})


@cache
def _empty() -> frozenset[str]:
    """Words that alone say nothing of what an agreement is about."""
    return deal_words().empty | deal_words().vague | _documents()


@cache
def _loose() -> frozenset[str]:
    """Words that what an agreement is about does not end with."""
    return (_documents() - _UNDERTAKINGS) | _LINKS | _ENDS


def told_about(text: str | None) -> str | None:
    """The part of `text` that says what an agreement is about, as printed; None where none does."""
    if text is None or _OF_WHOM.match(text):
        return None
    told = _without_sum(_BRACKETS.sub("", text).strip(_QUOTES))
    words = told.split()
    while words and _says_nothing(words[0]):
        words.pop(0)
    documents, empty, loose = _documents(), _empty(), _loose()
    while len(words) > 1 and _plain(words[0]) in documents and _plain(words[1]) in _LINKS:
        words = words[2:]
        while words and _says_nothing(words[0]):
            words.pop(0)
    while words and _plain(words[-1]) in loose:
        words.pop()
    plain = [_plain(word) for word in words]
    if all(word in empty or not word or word.isdigit() for word in plain):
        return None
    if not _PRONOUNS.isdisjoint(plain[:3]) or names_party(" ".join(words)):
        return None
    return _printed(text, words)


def _says_nothing(word: str) -> bool:
    """True for articles, numerals with nothing behind them and adjectives of size."""
    plain = _plain(word)
    return plain in _ARTICLES or plain in deal_words().sizes


def _without_sum(text: str) -> str:
    """ "Substantial | €240 million | grant for roads": the words without a sum at either end."""
    for found in _SUM.finditer(text):
        if not _MONEY.search(found.group()):
            continue
        before, behind = text[: found.start()].strip(), text[found.end() :].strip()
        lone = all(_says_nothing(w) or _plain(w) in _documents() for w in before.split())
        if lone and behind:
            return behind
        if not behind or lone:
            return before
    return text


@cache
def _documents() -> frozenset[str]:
    words = deal_words()
    return frozenset({*words.documents, *words.weak_documents, *words.loan, "grant", "grants"})


def _plain(word: str) -> str:
    return word.lower().strip(_QUOTES).removesuffix("'s").removesuffix("’s")


def _printed(text: str, words: list[str]) -> str | None:
    """The words as they stand in the text, which they are a run of."""
    told = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return told.group().strip(_QUOTES) or None if told else None
