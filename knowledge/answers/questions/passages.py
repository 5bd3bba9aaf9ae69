"""Answers from the article sentence that states what was asked, where no kind of fact holds it.

A sentence answers when it names everybody the question names, holds what sort of thing is wanted,
and has the question's words, in these or other wordings, but for a small part of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.answers.questions.evidence import AROUND, TITLED, Archive, Passage, covered
from knowledge.answers.questions.telling import can_tell
from knowledge.answers.questions.timing import in_period
from knowledge.model import Source
from knowledge.names.printed import printed_forms
from knowledge.questions.model import Asked, Term, Wanted
from knowledge.questions.words import stems, wordset

ENOUGH = 0.5
"""The share of a question's words that a sentence has to hold to answer it."""

_EACH, _IN_ALL, _SHOWN = 30, 120, 3
_ALIKE = 0.2
_GENERIC, _BONUS, _SMALL = 0.5, 0.1, 3
_NEAR, _FAR, _OWN, _NAMES_ONLY = 0.75, 0.5, 0.34, 0.72
"""What a word counts that the article's lead or the sentence before holds, and the share of the
words that a sentence must hold itself."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with how well it fits a question, from 0 to 1."""

    passage: Passage
    score: float


def best(asked: Asked, archive: Archive, enough: float = ENOUGH) -> list[Scored]:
    """The sentences that answer a question, the best first; none where no one does."""
    if _is_bare(asked):
        return []
    scored = sorted(_scored(asked, archive), key=lambda one: -one.score)
    good = [one for one in scored if one.score >= enough]
    return [one for one in good if one.score >= good[0].score - _ALIKE][:_SHOWN]


def _is_bare(asked: Asked) -> bool:
    """True for a word on its own, which asks nothing."""
    openly = asked.wanted is Wanted.WHAT and not {"what", "which", "how", "whats"} & asked.words
    return openly and len(asked.named) + len(asked.heavy) < _ASKS


_ASKS = 2


def _scored(asked: Asked, archive: Archive) -> Iterator[Scored]:
    for passage in archive.passages(_sources(asked, archive)):
        value = score(asked, passage, archive)
        if value > 0:
            yield Scored(passage, value)


def score(asked: Asked, passage: Passage, archive: Archive) -> float:
    """How well a sentence answers: 0 when it can't, else the share of words that it holds."""
    if not can_tell(asked, passage.text) or not in_period(asked.period, passage):
        return 0
    if not any(term.heavy or term.generic for term in asked.terms):
        return _of_names_alone(asked, passage, archive)
    held = _held(asked, passage, archive)
    if held is None or not _has_focus(asked, passage):
        return 0
    sure = _names(asked, passage, archive)
    if sure == 0 or _anchors(asked, held, passage, archive) < _firm(asked):
        return 0
    told = [term for term in asked.terms if term.generic and _is_told(term, passage, asked)]
    if not held.own and not told:
        return 0
    weight = len(asked.heavy) + _GENERIC * sum(term.generic for term in asked.terms)
    share = (held.weight + _GENERIC * len(told)) / weight
    light = [term for term in asked.terms if term.light and len(term.said) > _SMALL]
    extra = _BONUS * len(covered(light, passage.text)) / len(light) if light else 0.0
    return min(1.0, share + extra) * sure


@dataclass(frozen=True, slots=True)
class _Held:
    """The words of a question that a sentence has of its `own`, and what all that it has weigh."""

    own: tuple[Term, ...]
    weight: float


def _held(asked: Asked, passage: Passage, archive: Archive) -> _Held | None:
    """The telling words that a sentence, what is beside it, and its article hold.

    None when a name is in none of them, or when the sentence has too few words of its own.
    """
    heavy = asked.heavy
    own = covered(heavy, passage.text)
    plain = [term for term in heavy if not term.name]
    if plain and sum(term in own for term in plain) < len(plain) * _OWN:
        return None
    near = covered([term for term in heavy if term not in own], passage.matter)
    rest = [term for term in heavy if term not in own and term not in near]
    far = covered(rest, archive.whole(passage.evidence.article)) if rest else []
    if any(term.name and term not in far for term in rest):
        return None
    if asked.wanted is Wanted.HOW_MANY and asked.focus:
        head = asked.focus[-1]
        if head.heavy and head not in own:
            return None
    return _Held(tuple(own), len(own) + _NEAR * len(near) + _FAR * len(far))


def _of_names_alone(asked: Asked, passage: Passage, archive: Archive) -> float:
    """Two names in a sentence say what one has to do with the other, if that is all."""
    openly = asked.wanted in (Wanted.WHAT, Wanted.WHETHER) and len(asked.named) > 1
    return _NAMES_ONLY if openly and _names(asked, passage, archive) == 1 else 0


def _names(asked: Asked, passage: Passage, archive: Archive) -> float:
    """How surely a sentence is about all who are named; 0 when one of them is missing."""
    return min((archive.names_it(named, passage) for named in asked.named), default=1.0)


def _firm(asked: Asked) -> float:
    return min(_FIRM, len(asked.named) + len(asked.heavy))


def _anchors(asked: Asked, held: _Held, passage: Passage, archive: Archive) -> float:
    """What ties a sentence to a question: names and words that it has, or its headline."""
    firm = 0.0
    for named in asked.named:
        sure = archive.names_it(named, passage)
        firm += 1 if sure >= AROUND else _TITLE if sure >= TITLED else 0
    for term in asked.heavy:
        if passage.text.has(tuple(stems(term.said))):
            firm += 1
        elif term in held.own:
            firm += _OTHER_WORD
        elif covered([term], passage.title):
            firm += _TITLE
    return firm


def _has_focus(asked: Asked, passage: Passage) -> bool:
    """Whether a sentence names what a "which …" asks for, unless that is as wide as "country"."""
    if not asked.focus or asked.wanted is Wanted.HOW_MANY:
        return True
    head = asked.focus[-1]
    if head.said.lower() in wordset("wide"):
        return True
    return bool(covered([head], passage.text))


_FIRM, _TITLE, _OTHER_WORD = 1.3, 0.6, 0.7


def _is_told(term: Term, passage: Passage, asked: Asked) -> bool:
    """Whether a sentence tells of the sort of happening that a word stands for."""
    if covered([term], passage.text):
        return True
    kinds = {str(frame) for frame in asked.frames[:1]}
    return any(str(fact.kind) in kinds for fact in passage.facts)


def _sources(asked: Asked, archive: Archive) -> list[Source]:
    """Sentences that may answer: those with all telling words first, then with fewer of them."""
    telling = [t for t in asked.terms if t.heavy] or [t for t in asked.terms if t.generic]
    heavy = sorted(telling, key=lambda t: not t.name)[:7]
    wanted = [_wordings(term) for term in heavy]
    found: dict[tuple[str, int], Source] = {}

    def look(groups: Sequence[list[str]]) -> None:
        for source in archive.base.sentences([g for g in groups if g], _EACH):
            found.setdefault((source.article, source.evidence[0].start), source)

    for size in range(len(wanted), 0, -1):
        if size in (len(wanted), len(wanted) - 1, 2, 1) and len(found) < _IN_ALL:
            for groups in combinations(wanted, size):
                look(groups)
    for article in _articles(found.values(), heavy, archive):
        for source in archive.sentences_of(article):
            found.setdefault((source.article, source.evidence[0].start), source)
    if not wanted:
        forms = [list(printed_forms(n.of)[:6]) for n in asked.named if n.kind == "party"]
        forms += [
            [archive.name(n.of).split()[-1]]
            for n in asked.named
            if n.kind == "person" and archive.name(n.of)
        ]
        if forms:
            look(forms)
    return list(found.values())


def _articles(sources: Iterable[Source], terms: Sequence[Term], archive: Archive) -> list[str]:
    """Articles that hold most of the words; what is asked may stand in any sentence of them."""
    articles = dict.fromkeys(source.article for source in sources)
    held = {one: len(covered(terms, archive.whole(one))) for one in articles}
    enough = [one for one in articles if held[one] >= _MOST * len(terms)]
    return sorted(enough, key=lambda one: -held[one])[:_ARTICLES]


_MOST, _ARTICLES = 0.7, 3


def _wordings(term: Term) -> list[str]:
    """The wordings of a term as full-text search takes them: stems meet there as well."""
    return [term.said, *(" ".join(phrase) for phrase in sorted(term.phrases))][:24]
