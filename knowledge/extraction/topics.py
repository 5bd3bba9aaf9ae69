"""What a fact is about: Media Topics, from the words of its fields and sentences.

Words tell a topic where they stand for the matter, not where they are part of a title, a name or
a country ("Defence Minister", "World Health Organization"), which say who and not what. The
longest known phrase at a place counts alone: "human rights" is no hint at "rights", "West Bank"
none at banking. A topic holds when one sentence, or one field of the fact, tells it surely or
gives two hints at it. A topic that is told less clearly than one that is part of it goes without
saying.
"""

import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from knowledge.extraction.lexicon import table
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.words import Noted
from knowledge.extraction.scene import Scene
from knowledge.model import (
    Agreement,
    AgreementType,
    Evidence,
    Fields,
    Form,
    Meeting,
    Milestone,
    Payment,
    PaymentKind,
    Reading,
    Role,
    Statement,
)
from knowledge.text import fold
from knowledge.topics import SCHEME, above

MOST = 8
"""A fact has no more topics; the weightiest are kept."""

_SURE = 2
_HINT = 1
_ENOUGH = 2
_FEW = 8

_SILENT = "silent"
_ANY_PARTY = "@"
# Plurals that are words of their own.
_WHOLE = frozenset({"aids", "arms", "customs", "goods", "news", "series", "species", "means"})
_BY_TYPE = {
    AgreementType.FTA: "20000374",
    AgreementType.TAX: "20000620",
    AgreementType.TREATY: "20000641",
    AgreementType.LOAN: "20000643",
}
_BY_KIND = {
    PaymentKind.GRANT: "20000643",
    PaymentKind.AID: "20000643",
    PaymentKind.LOAN: "20000643",
    PaymentKind.INVESTMENT: "20000378",
    PaymentKind.TRADE: "20000373",
}

_Phrase = tuple[str, ...]
_Hits = dict[str, dict[_Phrase, int]]
"""Topic → the phrases that tell it, each with its weight."""


class _Words(NamedTuple):
    """The words of a text as phrases have them, and of each which word of its sentence it is of.

    `names` are the words of the sentence that are part of who, `ends` the last ones of parties.
    """

    stems: _Phrase
    places: Sequence[int]
    names: set[int] | frozenset[int] = frozenset()
    ends: Collection[int] = frozenset()


@dataclass(slots=True)
class TopicReader:
    """Finds the topics of the facts of one article; each sentence is read once."""

    scene: Scene
    _starts: list[int] = field(default_factory=list)
    _read: dict[int, _Hits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [sentence.start for sentence in self.scene.document.sentences]

    def with_topics(self, reading: Reading) -> Reading:
        """The reading with the topics of its fact, the weightiest first."""
        fields = reading.fields
        if isinstance(fields, Role):
            return reading
        score: dict[str, int] = defaultdict(int)
        occasion = _occasion(fields)
        told = _fields(fields)
        if isinstance(fields, Statement):
            told += self._said(reading, fields)
        elif not (isinstance(fields, Payment) and _tell(told)):
            told += self._sentences(reading.evidence)
        for hits in told:
            for code, phrases in hits.items():
                weight = sum(w for phrase, w in phrases.items() if not occasion.issuperset(phrase))
                if weight >= _ENOUGH:
                    score[code] += weight
        for code in _by_nature(fields):
            score[code] += _ENOUGH
        if not score:
            return reading
        return replace(reading, fields=replace(fields, topics=_chosen(score)))

    def _sentences(self, evidence: Iterable[Evidence]) -> list[_Hits]:
        """What the sentences of some evidence tell."""
        indices: dict[int, None] = {}
        for one in evidence:
            at = bisect_right(self._starts, one.start) - 1
            while 0 <= at < len(self._starts) and self._starts[at] < one.end:
                indices[at] = None
                at += 1
        return [self._sentence(at) for at in indices]

    def _said(self, reading: Reading, fields: Statement) -> list[_Hits]:
        """What the words of a statement tell; of a few words, what their sentence tells."""
        text = self.scene.article.text
        start = text.find(fields.words, reading.evidence[0].start)
        end = start + len(fields.words)
        if start < 0 or start >= reading.evidence[0].end:
            return self._sentences(reading.evidence)
        at = bisect_right(self._starts, start) - 1
        found: list[_Hits] = []
        while 0 <= at < len(self._starts) and self._starts[at] < end:
            sentence = self.scene.document.sentences[at]
            whole = start <= sentence.start and sentence.end <= end
            found.append(self._sentence(at) if whole else _hits(self._words(sentence, start, end)))
            at += 1
        few = len(fields.words.split()) < _FEW
        return self._sentences(reading.evidence) if few and not _tell(found) else found

    def _sentence(self, at: int) -> _Hits:
        if at not in self._read:
            sentence = self.scene.document.sentences[at]
            self._read[at] = _hits(self._words(sentence))
        return self._read[at]

    def _words(self, sentence: Sentence, start: int = 0, end: int = sys.maxsize) -> _Words:
        """The words of a sentence that stand between two offsets."""
        register, parties = self.scene.register, self.scene.parties[sentence.index]
        names: set[int] = set()
        for title in register.titles[sentence.index]:
            names.update(range(title.first, title.last))
        for one in register.mentions[sentence.index]:
            names.update(range(one.left, one.right))
        for party in parties:
            names.update(range(party.first, party.last))
        ends = {party.last - 1 for party in parties}
        whole = start <= sentence.start and sentence.end <= end
        words = sentence.words
        inside: Sequence[int] = range(len(words))
        if not whole:
            inside = [at for at in inside if start <= sentence.word_start(at) < end]
        rows = [_stems(words[at].text) for at in inside]
        places = [at for at, row in zip(inside, rows, strict=True) for _ in row]
        return _Words(tuple(chain.from_iterable(rows)), places, names, ends)


def _occasion(fields: Fields) -> frozenset[str]:
    """The words of a meeting's occasion: "on the sidelines of the G20 summit" is no topic."""
    if not isinstance(fields, Meeting) or fields.form is Form.SUMMIT or not fields.occasion:
        return frozenset()
    return frozenset(_stem(word) for word in fold(fields.occasion).split())


def _fields(fields: Fields) -> list[_Hits]:
    """What the fields tell that say what a fact is about.

    Of what an agreement is about and what a sum is for, a hint is enough.
    """
    match fields:
        case Agreement():
            told = [(fields.about, _SURE), (fields.name, _SURE)]
        case Payment():
            told = [(fields.purpose, _SURE)]
        case Milestone():
            told = [(fields.what, _HINT)]
        case Statement():
            told = [(fields.about, _SURE)]
        case _:
            told = []
    return [_of_field(text, most) for text, most in told if text]


def _tell(told: list[_Hits]) -> bool:
    """True when any topic is told clearly enough."""
    return any(sum(phrases.values()) >= _ENOUGH for hits in told for phrases in hits.values())


def _by_nature(fields: Fields) -> list[str]:
    """What a fact is about by its very type."""
    code = None
    if isinstance(fields, Meeting) and fields.form is Form.SUMMIT:
        code = "20000640"
    elif isinstance(fields, Agreement):
        code = _BY_TYPE.get(fields.type)
    elif isinstance(fields, Payment) and (fields.giver or fields.receiver):
        code = _BY_KIND.get(fields.kind)
    return [code] if code else []


def _chosen(score: dict[str, int]) -> tuple[str, ...]:
    codes = {SCHEME + code: weight for code, weight in score.items()}
    outdone = {
        wide
        for code, weight in codes.items()
        for wide in above(code)
        if codes.get(wide, weight) < weight
    }
    kept = sorted(codes.keys() - outdone, key=lambda code: (-codes[code], code))
    return tuple(kept[:MOST])


def _of_field(text: str, most: int) -> _Hits:
    """What the text of a field tells; `most` is what a hint can weigh there."""
    stems = tuple(map(_stem, fold(text).split()))
    hits = _hits(_Words(stems, range(len(stems))))
    return {
        code: {phrase: max(weight, most) for phrase, weight in phrases.items()}
        for code, phrases in hits.items()
    }


def _stem(word: str) -> str:
    """A word without the s of the plural; both sides of a comparison are cut alike."""
    if (
        word in _WHOLE
        or len(word) < 4
        or not word.endswith("s")
        or word.endswith(("ss", "us", "is"))
    ):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


_stems: Final[Callable[[str], tuple[str, ...]]] = Noted(
    lambda word: tuple(_stem(part) for part in fold(word).split() if part != "s")
).__getitem__
"""The stems in a printed word; several in a compound."""


def _hits(words: _Words) -> _Hits:
    """The phrases that stand in a text, the longest at each place, but not those of names alone."""
    found: _Hits = {}
    stems, places, names, ends = words
    begins = _phrases()
    starts = [at for at, stem in enumerate(stems) if stem in begins]
    if ends:
        starts = sorted({*starts, *(at for at, place in enumerate(places) if place in ends)})
    behind = 0
    for at in starts:
        if at < behind:
            continue
        phrase = _phrase_at(stems, at, party=places[at] in ends)
        if phrase is None:
            continue
        behind = at + len(phrase)
        if names.issuperset(places[at:behind]):
            continue
        for code, weight in _tells()[phrase]:
            found.setdefault(code, {})[phrase] = weight
    return found


def _phrase_at(stems: _Phrase, at: int, *, party: bool) -> _Phrase | None:
    """The longest phrase that begins at a word; `party` says that a party's name ends with it."""
    tells, lengths = _tells(), _phrases()
    phrase = None
    for length in lengths.get(stems[at], ()):
        if (told := stems[at : at + length]) in tells:
            phrase = told
            break
    if party:
        for length in lengths.get(_ANY_PARTY, ()):
            if (told := (_ANY_PARTY, *stems[at + 1 : at + length])) in tells:
                return told if phrase is None or len(told) > len(phrase) else phrase
    return phrase


@cache
def _tells() -> dict[_Phrase, tuple[tuple[str, int], ...]]:
    """Phrase → the topics that it tells, with its weight; none for silent ones."""
    found: dict[_Phrase, dict[str, int]] = defaultdict(dict)
    for code, words in table("topics").items():
        if code == _SILENT:
            for text in words:
                found[_phrase(text)] = {}
            continue
        for name, weight in (("hints", _HINT), ("sure", _SURE)):
            for text in words[name]:
                found[_phrase(text)][code] = weight
    return {phrase: tuple(codes.items()) for phrase, codes in found.items()}


def _phrase(text: str) -> _Phrase:
    party = (_ANY_PARTY,) if text.startswith(_ANY_PARTY) else ()
    return (*party, *(_stem(word) for word in fold(text).split()))


@cache
def _phrases() -> dict[str, tuple[int, ...]]:
    """First word → how long the phrases are that begin with it, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for phrase in _tells():
        found[phrase[0]].add(len(phrase))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
