"""Which date of a sentence belongs to an event, and what it comes to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.dates.expressions import Expression, Tense, find, resolve
from knowledge.extraction.clauses import climb
from knowledge.extraction.datelines import find_dateline
from knowledge.extraction.document import Document, Sentence
from knowledge.extraction.lexicon import meetings
from knowledge.model import Link, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAY = frozenset(
    {
        "say", "tell", "announce", "report", "add", "note", "state", "write", "tweet", "claim",
        "confirm", "reveal", "declare", "explain", "post", "publish", "issue", "release",
    }
)  # fmt: skip
_CROSSING = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis"})
_NEAR = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of an event: EDTF value, and the link where the words alone do not give it."""

    value: str
    link: Link | None
    start: int
    end: int


class Calendar:
    """The date expressions of an article, found once, and the dates they come to."""

    def __init__(self, document: Document) -> None:
        self.published = document.article.published
        self.by_sentence: list[list[Expression]] = [
            find(sentence.text.replace("\n", " ")) for sentence in document.sentences
        ]
        self.anchors: list[str | None] = []
        self._drop_dateline(document)
        self._resolve_anchors(document)

    def _drop_dateline(self, document: Document) -> None:
        """The date in a dateline is when the story was filed, not when something happened."""
        line = find_dateline(document)
        if line is None:
            return
        for sentence in document.sentences:
            if sentence.start <= line.start < sentence.end:
                self.by_sentence[sentence.index] = [
                    e
                    for e in self.by_sentence[sentence.index]
                    if sentence.start + e.start >= line.end
                ]

    def _resolve_anchors(self, document: Document) -> None:
        """The last full date before each sentence: what "two days earlier" counts from."""
        anchor: str | None = None
        for sentence in document.sentences:
            self.anchors.append(anchor)
            for expression in self.by_sentence[sentence.index]:
                if expression.anchored or expression.duration:
                    continue
                value = resolve(expression, self.published, Tense.PAST)
                if value is not None and len(value) == 10:
                    anchor = value

    def of_event(self, sentence: Sentence, token: "Token", status: Status) -> Dated | None:
        """The date that belongs to a verb or noun, None where the sentence gives it none."""
        best: tuple[int, Expression] | None = None
        for expression in self.by_sentence[sentence.index]:
            if expression.duration or expression.since or expression.deadline:
                continue
            distance = _distance(sentence, token, expression)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, expression)
        if best is None:
            return None
        return self.value(sentence, best[1], status)

    def value(self, sentence: Sentence, expression: Expression, status: Status) -> Dated | None:
        """Resolve an expression of `sentence` under the tense that a status has."""
        tense = Tense.FUTURE if status is Status.PLANNED else Tense.PAST
        value = resolve(expression, self.published, tense, self.anchors[sentence.index])
        if value is None:
            return None
        start, end = sentence.start + expression.start, sentence.start + expression.end
        link = None
        if expression.relative or expression.anchored:
            via = "earlier date" if expression.anchored else "publication date"
            link = Link("date", expression.text, start, end, value, via)
        return Dated(value, link, start, end)


def _distance(sentence: Sentence, token: "Token", expression: Expression) -> int | None:
    """How far a date is from an event in its sentence; None when it belongs to something else."""
    first, last = sentence.word_span(
        sentence.start + expression.start, sentence.start + expression.end
    )
    at = sentence.position(token)
    if at is None:
        return None
    if expression.anchored and at >= last and sentence.lower(last - 1) in ("after", "before"):
        return None
    gap = first - at if first > at else at - last
    tokens = sentence.tokens[sentence.words[first].first : sentence.words[last - 1].last]
    root = _root(tokens)
    verb = next((t for t in climb(root) if t.pos_ in ("VERB", "AUX")), None)
    inside = any(t.i == token.i for t in climb(root))
    if inside and not _crosses(root, token):
        return 0
    if verb is not None and _sets_date(verb, token):
        return 1
    if _is_attached_noun(root, token):
        return None
    carriers = _carriers(token)
    if verb is not None and verb.i in carriers:
        return 1
    if verb is not None and verb.lemma_.lower() in _SAY:
        near = at < first <= at + _NEAR and not _verb_between(sentence, at, first)
        return 3 if near and verb.i not in {t.i for t in climb(token)} else None
    if verb is None or (token.pos_ == "NOUN" and _same_clause(token, verb)):
        return 2 + gap // 4
    if any(above.i == verb.i for above in climb(token)) and not _clause_between(token, verb):
        return 2 + gap // 4
    if 0 <= first - at <= _NEAR and not _verb_between(sentence, at, first):
        return 3
    return None


def _sets_date(verb: "Token", token: "Token") -> bool:
    """ "a meeting pencilled in for Tuesday", "a visit that had been scheduled for May"."""
    return (
        verb.dep_ in ("acl", "relcl")
        and verb.head.i == token.i
        and (verb.lemma_.lower() in meetings().scheduling)
    )


def _root(tokens: "list[Token]") -> "Token":
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def _crosses(low: "Token", high: "Token") -> bool:
    """True when a clause boundary lies between a token and one above it."""
    at = low
    for above in climb(low):
        if above.i == high.i:
            return at.dep_ in _CROSSING
        if at.dep_ in _CROSSING:
            return True
        at = above
    return False


def _clause_between(low: "Token", high: "Token") -> bool:
    at = low
    for above in climb(low):
        if at.dep_ in ("relcl", "ccomp", "acl", "parataxis"):
            return True
        if above.i == high.i:
            return False
        at = above
    return False


def _carriers(token: "Token") -> set[int]:
    """The verb itself, verbs that carry the noun, and those it shares its dates with."""
    found = {token.i}
    at = token
    for above in climb(token):
        if above.pos_ in ("VERB", "AUX"):
            if above.lemma_.lower() in _SAY:
                break
            if at.dep_ in ("ccomp", "relcl", "parataxis"):
                break
            found.add(above.i)
            if above.dep_ == "conj" and any(c.dep_ == "nsubj" for c in above.children):
                break
            if at.dep_ not in (
                "xcomp",
                "conj",
                "dobj",
                "prep",
                "pobj",
                "attr",
                "nsubj",
                "nsubjpass",
            ):
                break
        elif at.dep_ in _CROSSING:
            break
        at = above
    return found


def _same_clause(token: "Token", verb: "Token") -> bool:
    return any(above.i == verb.i for above in climb(token)) and not _clause_between(token, verb)


def _is_attached_noun(root: "Token", token: "Token") -> bool:
    """True when the date qualifies another noun of meeting ("the November 12 agreement")."""
    head = root.head
    if head.dep_ == "prep" or head.pos_ == "ADP":
        head = head.head
    if head.i == token.i or head.pos_ not in ("NOUN", "PROPN"):
        return False
    lexicon = meetings()
    return head.lemma_.lower() in lexicon.nouns or root.dep_ in (
        "nmod",
        "compound",
        "poss",
        "amod",
        "npadvmod",
    )


def _verb_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(word.pos == "VERB" for word in sentence.words[first + 1 : last])
