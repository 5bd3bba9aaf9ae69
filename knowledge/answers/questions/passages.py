"""Answers from the article sentence that states what was asked, where no kind of fact holds it.

A sentence answers when it names everybody the question names, holds what sort of thing is wanted,
and has the question's words, in these or other wordings, but for a small part of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answers.common import without_copies
from knowledge.answers.questions.beside import dateline
from knowledge.answers.questions.candidates import candidates
from knowledge.answers.questions.essentials import lacks
from knowledge.answers.questions.evidence import AROUND, MATTER, TITLED, Archive, Passage, covered
from knowledge.answers.questions.measures import is_age_of
from knowledge.answers.questions.parts_played import is_played
from knowledge.answers.questions.telling import can_tell, closeness
from knowledge.answers.questions.timing import in_period
from knowledge.questions.model import Asked, Frame, Pick, Term, Wanted
from knowledge.questions.words import Text, stems, wordset

ENOUGH = 0.5
"""The share of a question's words that a sentence has to hold to answer it."""

_HOPELESS = ENOUGH - 1e-6
_SHOWN = 4
_ALIKE = 0.25
_GENERIC, _BONUS, _SMALL = 0.5, 0.1, 3
_NEAR, _FAR, _OWN, _NAMES_ONLY = 0.75, 0.5, 0.25, 0.72
"""What a word counts that the article's lead or the sentence before holds, and the share of the
words that a sentence must hold itself."""
_MISSED, _OTHERWISE, _LOOSE = 0.15, 0.95, 0.8
"""What is lost by a word without other wordings, most likely a name, that the article lacks, and
what another wording counts in a sentence and beside it."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with how well it fits a question, from 0 to 1, and its rank among others.

    The rank also counts how near the words stand to what is wanted, and the place in the article.
    """

    passage: Passage
    score: float
    rank: float


def best(asked: Asked, archive: Archive) -> list[Scored]:
    """The sentences that answer a question, the best first; none where no one does."""
    if _is_bare(asked):
        return []
    scored = [one for one in _scored(asked, archive) if one.score >= ENOUGH]
    good = sorted(scored, key=lambda one: -one.rank)
    near = [one for one in good if one.rank >= good[0].rank - _ALIKE]
    by_source = {one.passage.source: one for one in near}
    return [by_source[source] for source in without_copies(by_source)][:_SHOWN]


def _is_bare(asked: Asked) -> bool:
    """True for one common word that nothing else tells apart: "prime", "what is new"."""
    if asked.wanted not in (Wanted.WHAT, Wanted.WHO, Wanted.WHETHER):
        return False
    telling = len(asked.named) + len(asked.heavy) + sum(term.name for term in asked.heavy)
    return telling < _ASKS


_ASKS = 2


def _scored(asked: Asked, archive: Archive) -> Iterator[Scored]:
    for passage in archive.passages(candidates(asked, archive)):
        value = score(asked, passage, archive)
        if value > 0:
            yield Scored(passage, value, value + _rank(asked, passage, archive))


def _rank(asked: Asked, passage: Passage, archive: Archive) -> float:
    """What speaks for a sentence among those that answer: the words near, and the place early."""
    article = archive.article(passage.evidence.article)
    length = len(article.text) if article is not None else 0
    early = 1 - passage.evidence.start / length if length else 0.0
    order = _ORDER.get(asked.pick) if asked.pick is not None else None
    picked = order is not None and order.search(passage.text.text) is not None
    return _CLOSE * closeness(asked, passage.text) + _EARLY * early + _PICKED * picked


_CLOSE, _EARLY, _PICKED = 0.15, 0.05, 0.1
_ORDER = {
    Pick.FIRST: re.compile(r"\b(?:first|earliest|oldest|inaugural|maiden)\b", re.I),
    Pick.LAST: re.compile(r"\b(?:last|latest|most recent|newest|final)\b", re.I),
    Pick.MOST: re.compile(r"\b(?:most|\w+est|record|top|more)\b", re.I),
    Pick.LEAST: re.compile(r"\b(?:least|\w+est|fewest|less)\b", re.I),
}
"""The words of an order, which a sentence that tells of it has itself."""


def score(asked: Asked, passage: Passage, archive: Archive) -> float:
    """How well a sentence answers: 0 when it can't, else the share of words that it holds.

    0, too, for one that comes to less than `ENOUGH` whomever it names.
    """
    if not in_period(asked, passage):
        return 0
    if not can_tell(asked, passage.text) and not _is_placed(asked, passage, archive):
        return 0
    if _tells_of_others(asked, passage, archive) or not is_played(asked, passage):
        return 0
    if not any(term.heavy or term.generic for term in asked.terms):
        return _of_names_alone(asked, passage, archive)
    held = _held(asked, passage, archive)
    if held is None:
        return 0
    generic = [term for term in asked.terms if term.generic]
    weight = len(asked.heavy) + _GENERIC * len(generic)
    extra, part = _extra(asked, passage), _part(asked, passage)
    # Whom it names, and what facts stand on it, takes the longest to tell.
    if min(1.0, (held.weight + _GENERIC * len(generic)) / weight + extra) * part < _HOPELESS:
        return 0
    if lacks(asked, passage, archive, held.beside):
        return 0
    sure = _names(asked, passage, archive)
    if sure == 0 or _anchors(asked, held, passage, archive) < _firm(asked):
        return 0
    told = [term for term in generic if _is_told(term, passage, asked)]
    said = held.own or told or _is_occasion(asked, sure) or _is_holder(asked, passage, sure)
    if not said:
        return 0
    share = (held.weight + _GENERIC * len(told)) / weight
    return min(1.0, share + extra) * sure * part


def _extra(asked: Asked, passage: Passage) -> float:
    """What the small words of a question add that a sentence holds."""
    light = [term for term in asked.terms if term.light and len(term.said) > _SMALL]
    return _BONUS * len(covered(light, passage.text)) / len(light) if light else 0.0


def _part(asked: Asked, passage: Passage) -> float:
    """What is left of a score where a sentence lacks what the question is after."""
    left = 1.0 if _has_focus(asked, passage) else _NO_FOCUS
    lacking = asked.deed is not None and not covered([asked.deed], passage.text)
    return left * _NO_DEED if lacking else left


def _is_placed(asked: Asked, passage: Passage, archive: Archive) -> bool:
    """Whether the dateline tells the place that the sentence doesn't."""
    return asked.wanted is Wanted.WHERE and dateline(asked, passage, archive) is not None


def _is_occasion(asked: Asked, sure: float) -> bool:
    """Whether an occasion is asked for, whose sentence may say no more than who was there."""
    return asked.wanted is Wanted.OCCASION and bool(asked.named) and sure == 1


def _is_holder(asked: Asked, passage: Passage, sure: float) -> bool:
    """Whether the holder of an office is asked for, whose title the sentence says."""
    offices = any(named.kind == "office" for named in asked.named)
    titled = any(str(fact.kind) == Frame.ROLE for fact in passage.facts)
    return asked.wanted is Wanted.WHO and offices and titled and sure == 1


@dataclass(frozen=True, slots=True)
class _Held:
    """The words of a question that a sentence has of its `own`, those that stand `beside` it, and
    what all that it has weigh.
    """

    own: tuple[Term, ...]
    beside: tuple[Term, ...]
    weight: float


def _has_share(
    asked: Asked, plain: list[Term], own: list[Term], passage: Passage, archive: Archive
) -> bool:
    """Whether a sentence has enough of the words and names of a question itself."""
    told, enough = sum(term in own for term in plain), _OWN * (len(plain) + len(asked.named))
    # Whom it names takes longer to tell than which words it has.
    if told >= enough or told + len(asked.named) < enough:
        return told >= enough
    return told + sum(archive.names_it(one, passage) == 1 for one in asked.named) >= enough


def _held(asked: Asked, passage: Passage, archive: Archive) -> _Held | None:
    """The telling words that a sentence, what is beside it, and its article hold.

    None when a name is in none of them, or when the sentence has too few words of its own.
    """
    heavy = asked.heavy
    own = covered(heavy, passage.text)
    plain = [term for term in heavy if not term.name]
    if plain and not _has_share(asked, plain, own, passage, archive):
        return None
    other = [term for term in heavy if term not in own]
    beside = covered(other, passage.around)
    near = beside + covered([term for term in other if term not in beside], passage.matter)
    if plain and not any(term in own or term in near for term in plain):
        return None
    rest = [term for term in heavy if term not in own and term not in near]
    far = covered(rest, archive.whole(passage.evidence.article)) if rest else []
    lacking = [term for term in rest if term not in far]
    # What the whole article has no word for is not what it states.
    if any(term.name for term in lacking) or 2 * len(lacking) > len(heavy):
        return None
    if asked.wanted is Wanted.HOW_MANY and asked.focus:
        head = asked.focus[-1]
        if head.heavy and head not in own:
            return None
    strict = asked.frames[:1] in ((Frame.STATEMENT,), (Frame.PAYMENT,))
    if heavy and not own and (strict or not near):
        return None
    missed = sum(term.only for term in lacking)
    whole = archive.whole(passage.evidence.article)
    weight = (
        sum(_worth(term, passage.text, _OTHERWISE) for term in own)
        + _NEAR * sum(_worth(term, whole, _LOOSE) for term in near)
        + _FAR * sum(_worth(term, whole, _LOOSE) for term in far)
        - _MISSED * missed
    )
    return _Held(tuple(own), tuple(near), weight)


def _worth(term: Term, text: Text, otherwise: float) -> float:
    """What a word counts: less when only another word for it is there."""
    return 1.0 if text.has(tuple(stems(term.said))) else otherwise


def _of_names_alone(asked: Asked, passage: Passage, archive: Archive) -> float:
    """Two names in a sentence say what one has to do with the other, if that is all.

    An age beside a name is that person's.
    """
    if asked.wanted is Wanted.HOW_OLD and len(asked.named) == 1:
        surname = archive.surname(asked.named[0])
        aged = is_age_of(surname, passage.text) or passage.leans()
        return _NAMES_ONLY if aged and _names(asked, passage, archive) >= AROUND else 0
    openly = asked.wanted in (Wanted.WHAT, Wanted.WHETHER) and len(asked.named) > 1
    return _NAMES_ONLY if openly and _names(asked, passage, archive) == 1 else 0


def _names(asked: Asked, passage: Passage, archive: Archive) -> float:
    """How surely a sentence is about all who are named; 0 when one of them is missing."""
    surest = 1.0
    for named in asked.named:
        surest = min(surest, archive.names_it(named, passage))
        if not surest:
            break
    return surest


def _firm(asked: Asked) -> float:
    return min(_FIRM, len(asked.named) + len(asked.heavy))


def _tells_of_others(asked: Asked, passage: Passage, archive: Archive) -> bool:
    """Whether a sentence has facts of the kind asked about, but names not all that are asked for.

    "Norway granted Fiji $3 million" says nothing of what Peru gave Fiji, whatever stands around it.
    """
    kind = next((str(frame) for frame in asked.frames[:1] if frame in _BETWEEN), None)
    # Who announces a sum or a treaty is not of it; who meets is.
    sides = ("party", "person") if kind == Frame.MEETING else ("party",)
    named = [one for one in asked.named if one.kind in sides]
    # Its facts come last: of all this, looking them up takes the longest.
    return (
        kind is not None
        and len(named) > 1
        and any(archive.names_it(one, passage) < 1 for one in named)
        and any(str(fact.kind) == kind for fact in passage.facts)
    )


_BETWEEN = (Frame.MEETING, Frame.PAYMENT, Frame.AGREEMENT)


def _anchors(asked: Asked, held: _Held, passage: Passage, archive: Archive) -> float:
    """What ties a sentence to a question: names and words that it has, or its headline."""
    firm = 0.0
    for named in asked.named:
        sure = archive.names_it(named, passage)
        meant = sure >= MATTER and named.kind == "person" and passage.leans()
        firm += 1 if sure >= AROUND else _TITLE if sure >= TITLED or meant else 0
    for term in asked.heavy:
        if passage.text.has(tuple(stems(term.said))):
            firm += 1
        elif term in held.own:
            firm += _OTHER_WORD
        elif covered([term], passage.title):
            firm += _TITLE
        elif covered([term], passage.around):
            firm += _BESIDE
    return firm


def _has_focus(asked: Asked, passage: Passage) -> bool:
    """Whether a sentence names what a "which …" asks for, unless that is as wide as "country"."""
    if not asked.focus or asked.wanted is Wanted.HOW_MANY:
        return True
    head = asked.focus[-1]
    if head.said.lower() in wordset("wide"):
        return True
    return bool(covered([head], passage.text))


_FIRM, _TITLE, _BESIDE, _OTHER_WORD, _NO_FOCUS = 1.25, 0.6, 0.5, 0.7, 0.8
_NO_DEED = 0.6
"""What is left where a sentence has no word for what the one did whom "who" asks for."""


def _is_told(term: Term, passage: Passage, asked: Asked) -> bool:
    """Whether a sentence tells of the sort of happening that a word stands for."""
    if covered([term], passage.text):
        return True
    kinds = {str(frame) for frame in asked.frames[:1]}
    return any(str(fact.kind) in kinds for fact in passage.facts)
