"""Noun phrases that name an agreement: "a memorandum of understanding on customs"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, count
from typing import Final

from knowledge.extraction.agreements.matter import (
    about_before,
    about_behind,
    about_behind_parties,
    name_of,
)
from knowledge.extraction.agreements.sorts import type_of
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.parsing.words import Noted
from knowledge.model import AgreementType, ParagraphRole
from knowledge.names import gazetteer

_LONGEST_SHORT_FORM = 3
# How many words behind an agreement may say what it is for.
_FAR = 16
_NOUN_DEPS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "conj"})
# Headlines put these verbs where the parser reads a run of nouns.
_HEADLINE_VERBS = frozenset(
    {"sign", "signs", "ink", "inks", "seal", "seals", "clinch", "clinches", "strike", "strikes"}
)
_SWAPPING = frozenset({"exchange", "exchanges"})
_SWAPPED = frozenset({"mou", "mous", "memoranda", "notes", "instruments"})
_FINITE_VERBS = frozenset(
    {"signed", "inked", "sealed", "struck", "reached", "clinched", "concluded", "ratified"}
)
_BEFORE_NOUN = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "ADV")
_SEVERAL = frozenset({"accords", "deals", "agreements", "pacts"})
_LEADERS = frozenset(
    {"heads", "leaders", "presidents", "ministers", "premiers", "chancellors", "members", "states"}
)
_DAYS = frozenset(
    {
        "year", "month", "week", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "yesterday", "today",
    }
)  # fmt: skip
_NO_VERBS = frozenset({"agreement", "agreements", "memorandum", "treaty", "memoranda"})
_TALKS = frozenset({"negotiations", "negotiation", "talks"})
_OF_WHAT = frozenset(
    {
        "partnership",
        "intentions",
        "understanding",
        "cooperation",
        "agreement",
        "intent",
        "co-operation",
    }
)
_ARTICLES = frozenset({"a", "an", "the", "their", "its"})
_NOT_SO_MANY = frozenset({"no", "any", "neither", "every", "each", "without"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A phrase over words `left`..`right`-1 whose noun, word `at`, names an agreement.

    `weak` ones count only once somebody signs or adopts them. `definite` is true for "the deal",
    "their agreement", `bare` for those of them that say nothing else of which one is meant.
    """

    token: Token
    at: int
    left: int
    right: int
    type: AgreementType
    weak: bool
    definite: bool
    bare: bool
    family: str
    about: str | None
    name: str | None


def find_papers(sentence: Sentence) -> Iterator[Paper]:
    """The phrases of a sentence that name an agreement, left to right, never overlapping."""
    behind = 0
    for at in compress(count(), map(_names_paper, sentence.lowers)):
        paper = paper_at(sentence, at) if at >= behind else None
        if paper is not None and not _in_brackets(sentence, at):
            behind = paper.right
            yield paper


@cache
def _known() -> frozenset[str]:
    """The nouns that `paper_at` may take for the name of an agreement."""
    words = deal_words()
    return frozenset({*words.documents, *words.weak_documents, *_TALKS, "partnership"})


@lru_cache(maxsize=1 << 14)
def _noun(lower: str) -> str:
    return lower.strip(".'’").removeprefix("mini-")


_names_paper: Final[Callable[[str], bool]] = Noted(lambda word: _noun(word) in _known()).__getitem__


def _in_brackets(sentence: Sentence, at: int) -> bool:
    """True for the short form of a name: "(the “Treaty”)", "(FTA)"."""
    before = [sentence.lower(i) for i in range(max(at - _LONGEST_SHORT_FORM, 0), at)]
    behind = [sentence.lower(i) for i in range(at + 1, at + 1 + _LONGEST_SHORT_FORM)]
    return "(" in before and ")" in behind


def paper_at(sentence: Sentence, at: int) -> Paper | None:
    """The agreement that the noun at word `at` names, None where it names none."""
    word = sentence.words[at]
    noun = _noun(word.lower)
    words = deal_words()
    weak = noun in words.weak_documents
    kind = words.weak_documents.get(noun) or words.documents.get(noun)
    if noun == "partnership" and _is_trade_bloc(sentence, at):
        kind = AgreementType.FTA
    if noun in _TALKS and _is_free_trade(sentence, at):
        kind = AgreementType.FTA
    if noun == "partnership" and kind is None and word.capital and sentence.words[at - 1].capital:
        kind, weak = AgreementType.PARTNERSHIP, True
    token = sentence.tokens[word.last - 1]
    if kind is None or not _is_noun(token) or _is_part_of_noun(token):
        return None
    if words.families.get(noun) == "truce" and _is_half(sentence, at):
        return None
    if sentence.lower(at + 1) in words.not_behind:
        return None
    left = _left(sentence, token, at)
    before = [sentence.lower(i) for i in range(left, at)]
    told = [w for w in before if not (w == "press" and noun == "release")]
    if not _NOT_SO_MANY.isdisjoint(told):
        return None
    if "bilateral" not in before and not words.not_before.isdisjoint(told):
        return None
    right = _right(sentence, at)
    behind = [sentence.lower(i) for i in range(at + 1, min(right + _FAR, len(sentence.words)))]
    dash = sentence.lower(right) in ("-", "–", "—", ",") and sentence.lower(right + 1) == "on"
    about = about_behind(sentence, right + dash) or about_behind_parties(sentence, right)
    exchanged = sentence.lower(at - 1) == "of" and sentence.lower(at - 2) == "exchange"
    if noun in ("notes", "letters") and about is None and not exchanged:
        return None
    of_what = behind[1] if behind[:1] == ["of"] and len(behind) > 1 else ""
    if noun == "statement" and of_what in ("partnership", "intent", "cooperation"):
        kind, weak = AgreementType.OTHER, of_what != "partnership"
    kind = type_of(kind, before, noun, about, behind)
    several = noun in _SEVERAL and sentence.lower(left - 1) == "of"
    if several and kind is AgreementType.FTA and words.trade.isdisjoint({*before} - {"trade"}):
        kind = AgreementType.OTHER  # "A raft of trade accords"
    if kind is AgreementType.JOINT_STATEMENT and weak:
        weak = words.joint.isdisjoint(before) and not _is_of_several(sentence, right)
    if noun == "release" and weak:
        return None
    name = name_of(sentence, left, at)
    definite = bool(before) and before[0] in ("the", "this", "that", "their", "both", "these")
    definite = definite or _is_of_day(before)
    plain = [
        w for w in before if w not in ("the", "this", "that", "these", "their", "said", "both")
    ]
    bare = definite and not plain and about is None and name is None
    if about is not None and about.removeprefix("the ") in gazetteer.load().names:
        about = None  # "Signed the MoU for Kenya" says for whom.
    if about is None and plain:
        about = about_before(sentence, left, at)
    family = words.families.get(noun, "agreement")
    return Paper(token, at, left, right, kind, weak, definite, bare, family, about, name)


def _is_of_day(before: list[str]) -> bool:
    """ "Last year's security pact", "Monday's deal"."""
    owner = next((i for i, word in enumerate(before) if word in ("'s", "’s")), 0)
    return owner > 0 and before[owner - 1] in _DAYS


def _is_noun(token: Token) -> bool:
    """True also where the parser took the object of a verb for an adjective or a verb."""
    if token.pos_ in ("NOUN", "PROPN") or token.dep_ == "dobj" or token.lower_ in _NO_VERBS:
        return True
    return token.pos_ != "VERB" and token.dep_ in _NOUN_DEPS


def _is_part_of_noun(token: Token) -> bool:
    """ "Loan" in "loan agreement"."""
    compound = token.dep_ in ("compound", "nmod") and token.head.i > token.i
    return compound and token.head.lower_ in deal_words().documents


def _is_half(sentence: Sentence, at: int) -> bool:
    """ "A ceasefire | and hostage deal": one deal."""
    near = [sentence.lower(i) for i in range(at + 1, at + 6)]
    end = next((i for i, word in enumerate(near) if word in deal_words().documents), 0)
    return near[:1] == ["and"] and end > 1 and _ARTICLES.isdisjoint(near[:end])


def _is_of_several(sentence: Sentence, right: int) -> bool:
    """ "A statement | of the heads of state", "by the foreign ministers"."""
    of = sentence.lower(right) in ("of", "by")
    return of and not _LEADERS.isdisjoint(sentence.lower(i) for i in range(right + 1, right + 4))


def _is_free_trade(sentence: Sentence, at: int) -> bool:
    """ "Free trade | talks": an agreement is what they are about."""
    before = [sentence.lower(i) for i in range(max(at - 3, 0), at)]
    return before[-2:] == ["free", "trade"] or before[-1:] == ["free-trade"]


def _is_trade_bloc(sentence: Sentence, at: int) -> bool:
    """ "The … Comprehensive Economic Partnership" is a trade agreement by its name."""
    capital = sentence.words[at].capital
    return capital and sentence.words[at - 1].text == "Economic" if at else False


def _left(sentence: Sentence, token: Token, at: int) -> int:
    """Where the phrase begins: articles, adjectives and nouns before its noun."""
    first = sentence.position(token.left_edge)
    left = at
    while left > 0:
        word = sentence.words[left - 1]
        title = sentence.role is ParagraphRole.TITLE
        if word.lower in _FINITE_VERBS and sentence.words[left - 2].pos in ("PROPN", "NOUN"):
            break  # "The EIB | signed loan agreements", read as one phrase
        swapped = word.lower in _SWAPPING and token.lower_ in _SWAPPED and not word.capital
        if swapped or (word.lower in _HEADLINE_VERBS and (title or not word.capital)):
            break
        participle = word.pos == "VERB" and sentence.tokens[word.last - 1].dep_ in (
            "amod",
            "compound",
        )
        joins = word.lower in ("'s", "’s", "'", "’", "-", "–", "&") and left > 1
        if word.pos in _BEFORE_NOUN or participle or joins or _is_of_credit(sentence, left - 1):
            left -= 1
        elif word.lower == ")" and sentence.lower(left - 3) == "(" and left > 3:
            left -= 3  # "A line of credit | (LoC) agreement"
        elif word.lower in ("their", "its", "his", "her"):
            left -= 1
            break
        elif word.lower in ("and", ",", "/") and first is not None and first < left - 1:
            left -= 1
        else:
            break
        if sentence.lower(left) in ("the", "a", "an", "this", "that"):
            break
    return left


def _is_of_credit(sentence: Sentence, at: int) -> bool:
    """True at the "of" of "a line | of credit agreement"."""
    line = sentence.lower(at - 1) in ("line", "lines")
    return line and sentence.lower(at) == "of" and sentence.lower(at + 1) == "credit"


def _right(sentence: Sentence, at: int) -> int:
    """Where "memorandum | of understanding (MoU)" ends."""
    right = at + 1
    if sentence.lower(right) == "of" and sentence.lower(right + 1) in _OF_WHAT:
        right += 2
    quoted = right + 1 if sentence.lower(right) in ("”", '"', "’", "'") else right
    if sentence.lower(quoted) == "(" and sentence.lower(quoted + 2) == ")":
        right = quoted + 3
    return right
