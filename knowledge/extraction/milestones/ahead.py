"""Which dates of a sentence lie ahead of its article, and which verb or noun each belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.dates import edtf
from knowledge.dates.expressions import Bound, Expression, Kind, Precision, Tense, resolve
from knowledge.dates.tokens import WEEKDAYS
from knowledge.extraction.grammar.clauses import climb, is_infinitive
from knowledge.extraction.grammar.outlook import (
    is_aim,
    is_doubtful,
    is_planned,
    is_timetabled,
    is_upcoming,
    may_lie_ahead,
    outlook_of,
    waits_until,
)
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.named.titles import head_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Link, Status

_LATER = ("later", "next", "coming", "tomorrow", "the coming", "the next", "in the coming")
_NEAR = 7
_FAR = 10
_STEPS = frozenset({"of", "in", "on", "by", "before", "until", "till", "from", "through", "at"})
_STAGES = frozenset({"end", "start", "beginning", "middle", "close", "turn", "half", "quarter"})
_CUES = frozenset({*_STEPS, "for", "to", "than", "around", "about", "during", "as", "early"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date to come, over words `first`..`last`-1 of its sentence, its prepositions included.

    `value` is an EDTF date that does not lie before the publication date; `head` the word that it
    belongs to; `limit` is true where it is the last day for something ("by 2030", "until May");
    `planned` where the text says so ("will", "is due"), and not only the calendar; `subject` where
    the date itself is what acts ("2023 marks …").
    """

    value: str
    head: Token
    first: int
    last: int
    limit: bool
    planned: bool
    subject: bool
    link: Link | None


def dates_ahead(scene: Scene, sentence: Sentence) -> Iterator[Ahead]:
    """The dates of a sentence that lie ahead, left to right.

    What is denied, called off, wished, only possible or conditional has none, nor have the names of
    plans ("the 2030 Agenda").
    """
    for expression in scene.calendar.by_sentence[sentence.index]:
        if expression.kind in (Kind.DURATION, Kind.DECADE, Kind.AMBIGUOUS) or expression.since:
            continue
        start, end = sentence.start + expression.start, sentence.start + expression.end
        first, last = sentence.word_span(start, end)
        programme = _programme(scene, sentence, expression, first, last)
        if programme is not None:
            yield programme
            continue
        found = _head_of(sentence, first, last)
        if found is None or expression.bound is Bound.AFTER or _is_of_name(sentence, last):
            continue
        if _ends_span(sentence, first):
            continue
        head, subject = found
        if _is_budgeted(sentence, first, head) or _is_told_back(scene, sentence, expression, head):
            continue
        if expression.attributive and _is_plain_noun(head):
            continue  # "This month's edition" has no date to come.
        ahead = _read(scene, sentence, expression, head)
        if ahead is None:
            continue
        value, planned = ahead
        while sentence.lower(first - 1) in _CUES:
            first -= 1
        words = {sentence.lower(i) for i in range(first, last)}
        limit = expression.bound is not None or bool(words & {"by", "before", "until", "through"})
        link = _link(sentence, expression, value)
        yield Ahead(value, head, first, last, limit, planned, subject, link)


def _programme(
    scene: Scene, sentence: Sentence, expression: Expression, first: int, last: int
) -> Ahead | None:
    """ "The cooperation programme for 2026 to 2030": a span of years that has not begun."""
    published = scene.calendar.published
    if published is None or expression.kind is not Kind.SPAN:
        return None
    if expression.precision is not Precision.YEAR:
        return None
    while sentence.lower(first - 1) in _CUES | {"(", "period", "years", "the"}:
        first -= 1
    noun = _programme_noun(sentence, first, last)
    value = resolve(expression, published, Tense.FUTURE, scene.calendar.anchors[sentence.index])
    if noun is None or value is None or is_negated(noun):
        return None
    span, out = edtf.bounds(value), edtf.bounds(published)
    if span is None or out is None or span[0] <= out[1]:
        return None
    last += sentence.lower(last) == ")"
    return Ahead(value, noun, first, last, limit=False, planned=True, subject=False, link=None)


def _programme_noun(sentence: Sentence, first: int, last: int) -> Token | None:
    """The plan or programme before its years, or right behind them."""
    behind = [i for i in range(last, last + 3) if i < len(sentence.words)]
    for i in (*range(first - 1, max(first - _FAR, 0) - 1, -1), *behind):
        word = sentence.words[i]
        token: Token = sentence.tokens[word.last - 1]
        if word.lower in milestones().programmes and word.pos in ("NOUN", "PROPN"):
            return token
        if token.pos_ in ("VERB", "AUX", "PUNCT", "PRON"):
            return None
    return None


def _link(sentence: Sentence, expression: Expression, value: str) -> Link | None:
    if not (expression.relative or expression.anchored):
        return None
    start, end = sentence.start + expression.start, sentence.start + expression.end
    return Link("date", expression.text, start, end, value, "publication date")


def _is_plain_noun(head: Token) -> bool:
    return head.pos_ in ("NOUN", "PROPN") and head.lower_ not in milestones().occasions


def _is_budgeted(sentence: Sentence, first: int, head: Token) -> bool:
    """ "The preliminary agreement for 2025": what something is made for, and no date of it."""
    goal = head.lower_ in milestones().goals or is_upcoming(head)
    return sentence.lower(first - 1) == "for" and _is_plain_noun(head) and not goal


def _is_told_back(scene: Scene, sentence: Sentence, expression: Expression, head: Token) -> bool:
    """ "Last Monday, when it was said that they would sign it this Saturday": of that week."""
    if not expression.relative or not any(
        "would" in auxiliaries(t) for t in (head, *climb(head)) if t.pos_ in ("VERB", "AUX")
    ):
        return False
    published = scene.calendar.published
    for other in scene.calendar.by_sentence[sentence.index]:
        last = other.text.lower().startswith("last ") and other.start < expression.start
        if last and resolve(other, published, Tense.PAST) is not None:
            return True
    return False


def _ends_span(sentence: Sentence, first: int) -> bool:
    """The second day of "on 27 April through 30 April"."""
    i = first - 1
    if sentence.lower(i) not in ("through", "until", "to", "till"):
        return False
    before = sentence.words[i - 2 if sentence.lower(i - 1) == "," else i - 1] if i else None
    return before is not None and (before.text[0].isdigit() or before.lower in WEEKDAYS)


def _is_of_name(sentence: Sentence, last: int) -> bool:
    """ "the 2030 Agenda", "2050 Strategy", "the 2025 budget": no date of anything."""
    behind = [sentence.lower(i) for i in range(last, last + 3)]
    return bool(behind) and (
        behind[0] in milestones().not_dated
        or (behind[1] in milestones().not_dated and behind[0] not in _CUES | {",", "and", "."})
    )


def _head_of(sentence: Sentence, first: int, last: int) -> tuple[Token, bool] | None:
    """The word that a date hangs on, through prepositions, and whether it is its subject."""
    tokens = sentence.tokens[sentence.words[first].first : sentence.words[last - 1].last]
    inside = {token.i for token in tokens}
    at = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    subject = at.dep_ in ("nsubj", "nsubjpass") and at.head.pos_ in ("VERB", "AUX")
    head = _above(at, inside)
    if head is None or subject:
        return None if head is None else (head, True)
    officer = head_of(head.lower_) is not None and head.pos_ in ("NOUN", "PROPN")
    if officer and not is_chair(sentence, head):
        return None  # "Chairman next year" is about the chairman.
    if head.pos_ in ("VERB", "AUX", "ADJ") and not is_planned(sentence, head):
        if (infinitive := _infinitive_before(sentence, head, first)) is not None:
            return infinitive, False
        # "He spoke of a summit in Yalta on 19 September": parsers hang such dates on the verb.
        head = _occasion_before(sentence, first) or head
    return head, False


def is_chair(sentence: Sentence, noun: Token) -> bool:
    """ "Chair of ASEAN": what a state is for a year, unless a person's name stands behind it."""
    at = sentence.position(noun)
    if at is None or noun.lower_ not in milestones().chairs:
        return False
    of = sentence.lower(at + 1) == "of" and sentence.words[at + 2].capital
    return of and not sentence.words[at + 2].lower.endswith("ing")


def _above(at: Token, inside: set[int]) -> Token | None:
    """The first word above a date that is neither of its own words nor a step towards it."""
    for above in climb(at):
        step = above.pos_ in ("ADP", "SCONJ", "ADV") or above.dep_ == "prep"
        if above.i in inside or step or above.lower_ in _STAGES or above.pos_ == "NUM":
            continue
        return above
    return None


def _infinitive_before(sentence: Sentence, head: Token, first: int) -> Token | None:
    """The "clear" of "asked for help to clear mines by 2030": the last verb, where "by" follows."""
    if sentence.lower(first - 1) != "by":
        return None
    for i in range(first - 1, -1, -1):
        token = sentence.tokens[sentence.words[i].last - 1]
        if token.pos_ in ("VERB", "AUX"):
            return token if token.i != head.i and is_infinitive(token) else None
    return None


def _occasion_before(sentence: Sentence, first: int) -> Token | None:
    """The occasion whose place and date stand right behind it."""
    at = first - 1
    while at > 0 and first - at < _NEAR:
        word = sentence.words[at]
        if word.lower in milestones().occasions and word.pos in ("NOUN", "PROPN"):
            return sentence.tokens[word.last - 1]
        if not (word.capital or word.lower in _CUES | {"the", "next"}):
            return None
        at -= 1
    return None


def _read(
    scene: Scene, sentence: Sentence, expression: Expression, head: Token
) -> tuple[str, bool] | None:
    """The value of a date that lies ahead and whether that is planned; None for all others."""
    waits = expression.bound is Bound.UNTIL and waits_until(head)
    if is_doubtful(head) and not waits:
        return None
    status = Status.PLANNED if waits else outlook_of(sentence, head)
    aim = expression.deadline and is_aim(sentence, head)
    if status is None and aim:
        status = Status.HELD
    if status is None:
        return None
    timetabled = status is Status.HELD and is_timetabled(head)
    planned = status is Status.PLANNED or timetabled
    ends = expression.bound in (Bound.BY, Bound.UNTIL, Bound.BEFORE)
    over = head.tag_ in ("VBD", "VBN") and not expression.deadline
    tense = Tense.FUTURE if planned or (ends and not over) else Tense.PAST
    anchor = scene.calendar.anchors[sentence.index]
    raw = resolve(expression, scene.calendar.published, tense, anchor)
    value = None if raw is None else _point(raw)
    if value is None:
        return None
    published = scene.calendar.published
    if published is None:
        explicit = not (expression.relative or expression.anchored)
        return (value, planned) if planned and explicit else None
    spans = edtf.bounds(value), edtf.bounds(published)
    if spans[0] is None or spans[1] is None:
        return None
    (begin, end), today = spans[0], spans[1][1]
    later = expression.text.lower().startswith(_LATER)
    if begin > today:
        return (value, planned) if planned or later or aim or may_lie_ahead(head) else None
    # A month or year that has begun, or a span that runs on.
    said = status is Status.PLANNED or expression.text.lower().startswith("later")
    goes_on = end > today and said
    return (value, planned) if goes_on else None


def _point(raw: str) -> str | None:
    """The day, month, year or span that a value gives; of "until May" and "before May" its end."""
    value = edtf.parse(raw)
    if not value.year_known:
        return None
    if value.start is None:
        return str(value.end)
    return None if value.end is None else raw
