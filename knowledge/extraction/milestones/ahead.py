"""Which dates of a sentence lie ahead of its article, and which verb or noun each belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.dates import edtf
from knowledge.dates.expressions import Bound, Expression, Kind, Precision, Tense
from knowledge.dates.tokens import WEEKDAYS
from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.grammar.outlook import (
    is_aim,
    is_doubtful,
    is_of_present,
    is_presupposed,
    is_timetabled,
    is_under_way,
    is_upcoming,
    may_lie_ahead,
    outlook_of,
    waits_until,
)
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.milestones.attached import CUES, date_head
from knowledge.extraction.milestones.limits import SPANS, within
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Link, Status

_BEFORE_DATES = CUES | {"(", "period", "years", "the"}
_LATER = ("later", "next", "coming", "tomorrow", "the coming", "the next", "in the coming")
_FAR = 10
# How many parts a date has that is a day.
_DAY = 3


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
        if expression.kind in (Kind.DECADE, Kind.AMBIGUOUS) or expression.since:
            continue
        start, end = sentence.start + expression.start, sentence.start + expression.end
        first, last = sentence.word_span(start, end)
        if expression.kind is Kind.DURATION:
            counted = within(sentence, expression, first)
            if counted is None:
                continue
            expression = counted
        if _is_first_of_two(sentence, expression, last):
            continue
        programme = _programme(scene, sentence, expression, first, last)
        if programme is not None:
            yield programme
            continue
        found = date_head(sentence, first, last)
        if found is None or expression.bound is Bound.AFTER or _is_of_name(sentence, last):
            continue
        if _ends_span(sentence, first) or _is_bare_year(sentence, expression, first, found[0]):
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
        while sentence.lower(first - 1) in CUES:
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
    while sentence.lower(first - 1) in _BEFORE_DATES:
        first -= 1
    noun = _programme_noun(sentence, first, last)
    value = scene.calendar.counted(sentence, expression, Tense.FUTURE)
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
    for other in scene.calendar.by_sentence[sentence.index]:
        last = other.text.lower().startswith("last ") and other.start < expression.start
        if last and scene.calendar.resolved(other, Tense.PAST) is not None:
            return True
    return False


def _is_bare_year(sentence: Sentence, expression: Expression, first: int, head: Token) -> bool:
    """ "Are preparing for 2012", unlike "scheduled for 2012"."""
    led = expression.kind is Kind.YEAR and sentence.lower(first - 1) == "for"
    verb = head.pos_ in ("VERB", "AUX")
    return led and verb and head.lemma_.lower() not in milestones().scheduling


def _is_first_of_two(sentence: Sentence, expression: Expression, last: int) -> bool:
    """ "The 5th" of "on the 5th and 6th December": the month is that of the second day."""
    bare = expression.text.lower().removeprefix("the ")
    alone = bare[:1].isdigit() and bare[-2:] in ("st", "nd", "rd", "th")
    joined = sentence.lower(last) in ("and", "or", "to", "-", "–")
    return alone and joined and sentence.lower(last + 1)[:1].isdigit()


def _ends_span(sentence: Sentence, first: int) -> bool:
    """The second day of "on 27 April through 30 April"."""
    i = first - 1
    if sentence.lower(i) == "and" and sentence.lower(i - 1) == "now":
        return True  # "Between now and 20 January"
    if sentence.lower(i) not in ("through", "until", "to", "till"):
        return False
    before = sentence.words[i - 2 if sentence.lower(i - 1) == "," else i - 1] if i else None
    return before is not None and (before.text[0].isdigit() or before.lower in WEEKDAYS)


def _is_of_name(sentence: Sentence, last: int) -> bool:
    """ "the 2030 Agenda", "2050 Strategy", "the 2025 budget": no date of anything."""
    behind = [sentence.lower(i) for i in range(last, last + 3)]
    return bool(behind) and (
        behind[0] in milestones().not_dated
        or (behind[1] in milestones().not_dated and behind[0] not in CUES | {",", "and", "."})
    )


def _read(
    scene: Scene, sentence: Sentence, expression: Expression, head: Token
) -> tuple[str, bool] | None:
    """The value of a date that lies ahead and whether that is planned; None for all others."""
    waits = expression.bound is Bound.UNTIL and waits_until(head)
    foreseen = is_presupposed(head)
    if is_doubtful(head) and not (waits or foreseen):
        return None
    status = Status.PLANNED if waits or foreseen else outlook_of(sentence, head)
    aim = expression.deadline and is_aim(sentence, head)
    if status is None and aim:
        status = Status.HELD
    if status is None:
        return None
    timetabled = status is Status.HELD and (is_timetabled(head) or is_under_way(head))
    # A caption's "attends talks on Monday" is over.
    pictured = head.lemma_.lower() in milestones().pictured or is_under_way(head)
    planned = status is Status.PLANNED or timetabled
    ends = expression.bound in (Bound.BY, Bound.UNTIL, Bound.BEFORE)
    over = head.tag_ in ("VBD", "VBN") and not expression.deadline
    future = (planned and not (timetabled and pictured)) or (ends and not over)
    future = future or (expression.kind is Kind.DAY and is_of_present(head))
    tense = Tense.FUTURE if future else Tense.PAST
    raw = scene.calendar.counted(sentence, expression, tense)
    value = None if raw is None else _point(raw)
    if value is not None and expression.text.lower().endswith(SPANS):
        value = value[: len("2022-05")]
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
    said = status is Status.PLANNED or later
    goes_on = end > today and said and not _has_begun(value, begin, today)
    return (value, planned) if goes_on else None


def _has_begun(value: str, begin: date, today: date) -> bool:
    """ "On 17 and 18 May", told on the 17th: what is under way, as against "until 18 May"."""
    return begin <= today and "/" in value and edtf.parse(value).parts == _DAY


def _point(raw: str) -> str | None:
    """The day, month, year or span that a value gives; of "until May" and "before May" its end."""
    value = edtf.parse(raw)
    if not value.year_known:
        return None
    if value.start is None:
        return str(value.end)
    return None if value.end is None else raw
