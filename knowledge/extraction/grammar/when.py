"""Which date of a sentence belongs to an event, and what it comes to."""

from dataclasses import dataclass
from functools import cached_property

from knowledge.dates.expressions import (
    Expression,
    Kind,
    Precision,
    Tense,
    find,
    may_hold_dates,
    resolve,
)
from knowledge.extraction.grammar.clauses import climb, ruling_verb
from knowledge.extraction.grammar.dated_clauses import (
    carriers,
    crosses_clause,
    is_about_to,
    makes_public,
    root_of,
    same_clause,
    verb_between,
)
from knowledge.extraction.lexicon import meetings, status_words
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Link, Status

_MODIFIES = frozenset({"nmod", "compound", "poss", "amod", "npadvmod"})
# What is said at a meeting is said on its day.
_OCCASIONS = frozenset({"at", "in", "during", "after", "following", "before"})
_LEADING = frozenset({"lead", "head", "accompany"})
_OF_THE_WEEK = frozenset({Kind.WEEKDAY, Kind.RELATIVE, Kind.SPAN})
_STARTING = frozenset({"starting", "beginning", "commencing"})
_FAR = 100
_NEAR = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of an event: EDTF value, and the link where the words alone do not give it."""

    value: str
    link: Link | None


class Calendar:
    """The date expressions of an article, found once, and the dates they come to."""

    def __init__(self, document: Document) -> None:
        self.sentences = document.sentences
        self.published = document.article.published
        self.by_sentence: list[list[Expression]] = [
            find(sentence.plain) if may_hold_dates(sentence.text, sentence.letters()) else []
            for sentence in self.sentences
        ]
        self._values: dict[tuple[int, str, str | None], str | None] = {}

    @cached_property
    def _anchors(self) -> list[str | None]:
        """The last full date before each sentence: what "two days earlier" counts from."""
        found: list[str | None] = []
        anchor: str | None = None
        for sentence in self.sentences:
            found.append(anchor)
            for expression in self.by_sentence[sentence.index]:
                if expression.anchored or expression.duration:
                    continue
                value = self.resolved(expression, Tense.PAST)
                if value is not None and len(value) == 10:
                    anchor = value
        return found

    def counted(self, sentence: Sentence, expression: Expression, tense: Tense) -> str | None:
        """What an expression of a sentence comes to, one that counts from another date counted
        from the last full one before the sentence."""
        anchor = self._anchors[sentence.index] if expression.anchored else None
        return self.resolved(expression, tense, anchor)

    def resolved(
        self, expression: Expression, tense: Tense, anchor: str | None = None
    ) -> str | None:
        """What `resolve` makes of an expression of the article; several rules ask for the same.

        `anchor` is for those that count from another date (`anchored`) and None for all others.
        """
        key = id(expression), tense.value, anchor
        if key not in self._values:
            self._values[key] = resolve(expression, self.published, tense, anchor)
        return self._values[key]

    def of_event(self, sentence: Sentence, token: Token, status: Status) -> Dated | None:
        """The date that belongs to a verb or noun, None where the sentence gives it none."""
        best: tuple[tuple[int, int], Expression] | None = None
        for expression in self.by_sentence[sentence.index]:
            if expression.duration or expression.since or expression.deadline:
                continue
            distance = _distance(sentence, token, expression)
            if distance is None:
                continue
            rank = (distance, _gap(sentence, token, expression))
            if best is None or rank < best[0]:
                best = (rank, expression)
        if best is None:
            return None
        return self.value(sentence, self._spelt_out(sentence, best[1]), status)

    def _spelt_out(self, sentence: Sentence, told: Expression) -> Expression:
        """ "This morning (Jan 19)", "today, 8 February": the day that is printed beside it."""
        for other in self.by_sentence[sentence.index]:
            between = sentence.plain[told.end : other.start] if other.start >= told.end else "-"
            named = told.kind in (Kind.RELATIVE, Kind.WEEKDAY)
            if named and other.kind is Kind.DAY and between.strip() in (",", "("):
                return other
            after = sentence.plain[other.end : told.start] if told.start >= other.end else "-"
            if told.kind is Kind.WEEKDAY and other.kind is Kind.DAY and after.strip() == ",":
                return other  # "May 19, Friday"
            if told.kind is Kind.RELATIVE and told.precision is not Precision.DAY:
                exact = other.kind in (Kind.DAY, Kind.SPAN) and not other.bound
                bracket = sentence.plain[other.end : other.end + 1] == ")"
                if exact and bracket and "(" in sentence.plain[told.end : other.start]:
                    return other  # "This week on an official visit (10-11 May)"
        return told

    def _anchor(self, sentence: Sentence, expression: Expression) -> str | None:
        """What "the day before" counts from: a day named before it, in its sentence or earlier."""
        for other in reversed(self.by_sentence[sentence.index]):
            if other.start >= expression.start or other.anchored or other.duration:
                continue
            day = self.resolved(other, Tense.PAST)
            if day is not None and len(day) == len("2022-11-14"):
                return day
        return self._anchors[sentence.index]

    def value(self, sentence: Sentence, expression: Expression, status: Status) -> Dated | None:
        """Resolve an expression of `sentence` under the tense that a status has."""
        tense = _tense(sentence, expression, status)
        anchor = self._anchor(sentence, expression) if expression.anchored else None
        value = self.resolved(expression, tense, anchor)
        if value is None:
            return None
        link = None
        if expression.relative or expression.anchored:
            via = "earlier date" if expression.anchored else "publication date"
            start, end = sentence.start + expression.start, sentence.start + expression.end
            link = Link("date", expression.text, start, end, value, via)
        return Dated(value, link)


def _tense(sentence: Sentence, expression: Expression, status: Status) -> Tense:
    """The tense of a date: of a plan that was called off, its day may be past or to come.

    "Planned for Friday, was scrapped" means the next Friday, "planned for May" the nearest May.
    """
    if status is not Status.CANCELLED:
        return Tense.FUTURE if status is Status.PLANNED else Tense.PAST
    planning = status_words().planned | status_words().pencilled
    planned = (t for t in sentence.tokens if t.dep_ != "amod")
    if not any(token.lemma_.lower() in planning for token in planned):
        return Tense.PAST
    return Tense.FUTURE if expression.kind in _OF_THE_WEEK else Tense.PRESENT


def _distance(sentence: Sentence, token: Token, expression: Expression) -> int | None:
    """How far a date is from an event in its sentence; None when it belongs to something else."""
    start, end = sentence.start + expression.start, sentence.start + expression.end
    first, last = sentence.word_span(start, end)
    at = sentence.position(token)
    if at is None or _counts_from_event(sentence, expression, at, last):
        return None
    if _is_when(sentence, token, last):
        return 0
    if last <= at and _is_day_of_saying(sentence, token, first):
        return None
    root = root_of(sentence.tokens[sentence.words[first].first : sentence.words[last - 1].last])
    if _hangs_on(root, token):
        return 0
    verb = ruling_verb(root)
    if verb is not None and verb.dep_ == "acl" and verb.lemma_.lower() in _LEADING:
        verb = ruling_verb(verb)  # "Met a delegation led by B on Monday"
    goes_on = verb is not None and _goes_on(sentence, verb, expression, last)
    if verb is not None and _precedes_purpose(sentence, verb, last):
        verb = ruling_verb(verb)
    if verb is not None and _is_start(verb, first - at):
        return 0
    if goes_on and verb is not None:
        verb = ruling_verb(verb)
    if verb is not None and _sets_date(verb, token):
        return 0
    if not goes_on and _is_of_other_noun(root, token):
        return None
    gap = first - at if first > at else at - last
    if verb is None:
        return 2 + gap // 4
    if verb.i in carriers(token) or is_about_to(token, verb):
        return 1
    close = first - at <= _NEAR and not verb_between(sentence, at, first)
    if _is_said_there(verb, token):
        return 1
    if makes_public(verb):
        # The day of saying, unless the date stands right behind what is said.
        below = verb.i in {above.i for above in climb(token)}
        return 3 if close and first > at and not below else None
    if same_clause(token, verb):
        return 2 + gap // 4
    return 3 if close and first >= at else None


def _precedes_purpose(sentence: Sentence, verb: Token, last: int) -> bool:
    """ "Left for Tokyo, Japan, on Tuesday | to attend": the day is that of leaving."""
    if verb.dep_ != "advcl" or sentence.lower(last) != "to":
        return False
    to = sentence.tokens[sentence.words[last].first]
    return to.dep_ == "aux" and to.head.i == verb.i


def _is_start(verb: Token, gap: int) -> bool:
    """ "A visit to Brunei | starting tomorrow"."""
    return verb.tag_ == "VBG" and verb.lower_ in _STARTING and 0 < gap <= _NEAR


def _goes_on(sentence: Sentence, verb: Token, expression: Expression, last: int) -> bool:
    """ "Met B, who is leading a delegation, on Monday": what goes on has no day of its own."""
    if verb.dep_ != "relcl" or expression.kind is not Kind.WEEKDAY:
        return False
    present = verb.tag_ in ("VBZ", "VBP") or (
        verb.tag_ == "VBG" and any(child.tag_ in ("VBZ", "VBP") for child in verb.children)
    )
    planned = verb.lemma_.lower() in status_words().planned
    ends = all(word.pos == "PUNCT" for word in sentence.words[last:])
    return present and not planned and ends


def _gap(sentence: Sentence, token: Token, expression: Expression) -> int:
    """How many words lie between a date and an event."""
    start, end = sentence.start + expression.start, sentence.start + expression.end
    first, last = sentence.word_span(start, end)
    at = sentence.position(token) or 0
    if first > at:
        return first - at
    # "… on Tuesday and with B on Wednesday": a preposition looks ahead.
    return at - last + (_FAR if token.pos_ == "ADP" else 0)


def _counts_from_event(sentence: Sentence, expression: Expression, at: int, last: int) -> bool:
    """ "Two days after the meeting": the date of what came later."""
    follows = at >= last and sentence.lower(last - 1) in ("after", "before")
    if sentence.lower(last) == ",":
        return False  # "The day before, she met B": counted from what was told before.
    return expression.anchored and follows


def _hangs_on(root: Token, token: Token) -> bool:
    """True when a date stands below the event, in the same clause."""
    return any(above.i == token.i for above in climb(root)) and not crosses_clause(root, token)


def _is_day_of_saying(sentence: Sentence, token: Token, first: int) -> bool:
    """ "Said on Tuesday he had met B": the date right behind the verb of saying above."""
    before = first - 2 if sentence.lower(first - 1) in ("on", "late", "early") else first - 1
    if before < 0:
        return False
    verb = sentence.tokens[sentence.words[before].last - 1]
    return makes_public(verb) and any(above.i == verb.i for above in climb(token))


def _is_when(sentence: Sentence, token: Token, last: int) -> bool:
    """ "In February, when she telephoned the king": the date right before "when"."""
    behind = last + (sentence.lower(last) == ",")
    if sentence.lower(behind) != "when":
        return False
    when = sentence.tokens[sentence.words[behind].first]
    return when.head.i == token.i or any(above.i == when.head.i for above in climb(token))


def _is_said_there(verb: Token, token: Token) -> bool:
    """ "Said at a meeting with B on Monday", "told a joint news conference on Monday"."""
    if not makes_public(verb):
        return False
    if token.head.i == verb.i:
        return token.dep_ in ("dobj", "dative")
    above = token.head
    return token.dep_ == "pobj" and above.head.i == verb.i and above.lower_ in _OCCASIONS


def _sets_date(verb: Token, token: Token) -> bool:
    """ "a meeting with B pencilled in for Tuesday", "a visit that had been scheduled for May"."""
    clause = verb.head if verb.dep_ == "xcomp" else verb  # "that A is to make on Monday"
    if clause.dep_ not in ("acl", "relcl"):
        return False
    if verb.lemma_.lower() not in status_words().scheduling:
        return False
    for above in (clause.head, *climb(clause.head)):
        if above.i == token.i:
            return True
        if above.pos_ == "VERB" or above.lemma_.lower() in meetings().nouns:
            return False
    return False


def _is_of_other_noun(root: Token, token: Token) -> bool:
    """True when the date qualifies another noun of meeting ("the November 12 agreement")."""
    head = root.head
    if head.dep_ == "prep" or head.pos_ == "ADP":
        head = head.head
    if head.i == token.i or head.pos_ not in ("NOUN", "PROPN"):
        return False
    return head.lemma_.lower() in meetings().nouns or root.dep_ in _MODIFIES
