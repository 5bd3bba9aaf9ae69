"""Days and sums of a draft against those of the archive."""

from collections.abc import Iterator, Sequence

from knowledge.dates import edtf
from knowledge.drafts.amounts import alike, same, told_in
from knowledge.drafts.days import apart, same_days
from knowledge.drafts.deeds import other_day, other_sum
from knowledge.drafts.giving import by_another, contrary, sides
from knowledge.drafts.model import About, DateWord, Finding, Line, SumWord, Verdict
from knowledge.drafts.pairing import Fit, Telling
from knowledge.drafts.weighing import NEVER, Said, enough, lines_of, weighed
from knowledge.text import fold

_CLOSE, _WEEKS = 5, 12
_BESIDE, _NEXT, _EACH = 3, 1.25, 0.01
_UNSAID, _BEFORE = 0.6, 0.05
_IN_SPAN, _OF_SPAN = 0.85, 0.5
_SPECIAL = 2.0
_PAIR, _SPECIAL_OF_PAIR = 2, 1.0
_MONTH, _DAY = 2, 3
_SURE, _UNIQUE = 0.8, 2.5
_SEASON = 60
_FAR = 0.25
_OTHER_MONTH = 0.1
_OTHER_SUM, _MISTAKEN = 0.05, -0.1
_ELSEWHERE = 0.1


def dates(
    line: Line, tellings: Sequence[Telling], readable: Sequence[Telling]
) -> Iterator[Finding]:
    """What the archive says to the dates of a line.

    Only `tellings` may contradict; any of the `readable` articles may support.
    """
    for day in line.dates:
        value = edtf.parse(day.value)
        support: list[Said] = []
        against: list[Said] = []
        for telling, other in lines_of(readable):
            for theirs in other.dates:
                if edtf.parse(theirs.value).parts < value.parts:
                    continue
                fit = telling.fit(line, day.start, day.end, other)
                if _agrees(day.value, theirs.value) and not _is_overruled(day, theirs):
                    support.append(Said(theirs.text, fit, _exactly(day, theirs)))
                elif telling in tellings and _comparable(day, theirs):
                    against.append(_against(line, day, theirs, fit))
        support += _published(line, day, readable)
        if not any(one.fit.share >= one.needed for one in against):
            against += _later(line, day, tellings)
        verdict = weighed(About.DATE, day, support, against)
        if verdict.verdict is Verdict.UNKNOWN:
            verdict = other_day(line, day, readable) or verdict
        yield verdict


def _agrees(ours: str, theirs: str) -> bool:
    """True for dates that can both be right; of two spans of days both ends must be the same."""
    left, right = edtf.parse(ours), edtf.parse(theirs)
    if left.start != left.end and right.start != right.end and left.parts == right.parts == _DAY:
        return left == right or not (left.year_known and right.year_known)
    return edtf.compatible(ours, theirs)


def _is_overruled(ours: DateWord, theirs: DateWord) -> bool:
    """True for the very date that an article has, and in whose place the desk put another."""
    if theirs.was is None or theirs.was == theirs.value:
        return False
    return same_days(edtf.parse(ours.value), edtf.parse(theirs.was))


def _exactly(ours: DateWord, theirs: DateWord) -> float:
    """How much a date supports another that it does not contradict: a day in a span says less."""
    left, right = edtf.parse(ours.value), edtf.parse(theirs.value)
    if (left.start == left.end) is (right.start == right.end):
        return 1.0
    return _IN_SPAN if left.start == left.end else _OF_SPAN


def _published(line: Line, day: DateWord, tellings: Sequence[Telling]) -> Iterator[Said]:
    """Articles of that day, where they tell what happened without saying when."""
    for telling, other in lines_of(tellings):
        published = telling.account.published
        if published and not other.dates and edtf.compatible(day.value, published):
            yield Said(published, telling.fit(line, day.start, day.end, other), _UNSAID)


def _later(line: Line, day: DateWord, tellings: Sequence[Telling]) -> Iterator[Said]:
    """Articles that told on an earlier day what is said to have happened then."""
    value = edtf.parse(day.value)
    if not (line.past and value.year_known) or day.relative:
        return
    for telling, other in lines_of(tellings):
        published = telling.account.published
        if published is None or other.dates or not other.past:
            continue
        told = edtf.parse(published)
        if told.parts == _DAY and value.days()[0] > told.days()[1] and value.parts > 1:
            fit = telling.fit(line, day.start, day.end, other)
            needed = _needed(line, day, DateWord(published, 0, 0, ""), fit) + _BEFORE
            by = f"by {edtf.words(published)} (published)"
            yield Said(by, fit, 1.0, needed, published)


def _comparable(ours: DateWord, theirs: DateWord) -> bool:
    """True where both are days or both are months, so that one can be wrong for the other."""
    if ours.relative:
        return False
    left, right = edtf.parse(ours.value), edtf.parse(theirs.value)
    return left.parts == right.parts


def _against(line: Line, day: DateWord, theirs: DateWord, fit: Fit) -> Said:
    """Another day in the draft's place: days are mistaken for days near them."""
    gap = apart(edtf.parse(day.value), edtf.parse(theirs.value))
    likely = _NEXT - _EACH * gap if gap <= _BESIDE else 1.0
    return Said(theirs.text, fit, likely, _needed(line, day, theirs, fit), theirs.value)


def _needed(line: Line, day: DateWord, theirs: DateWord, fit: Fit) -> float:
    """The further apart two days are, the surer it must be that they are of one event.

    The same people meet again: then what the lines share must be more than people who met. Where
    the draft also names a place that the article doesn't know, it tells of another event.
    """
    left, right, special = edtf.parse(day.value), edtf.parse(theirs.value), fit.special
    text = f" {fold(fit.telling.account.text)} "
    elsewhere = any(p.placed and f" {' '.join(p.keys)} " not in text for p in line.places)
    if left.parts == 1:  # Years stand for much in the same sentence.
        return _SURE if special >= _UNIQUE else NEVER
    gap = apart(left, right)
    if fit.people < _PAIR and _apart(line, fit.line):
        return NEVER
    if gap <= _CLOSE and left.parts == _DAY:
        return enough(fit) + (_ELSEWHERE if elsewhere and special < _SPECIAL else 0.0)
    pair = fit.people >= _PAIR and special >= _SPECIAL_OF_PAIR
    if elsewhere or not (special >= _SPECIAL or pair) or day.text == theirs.text:
        return NEVER
    month = left.parts == _MONTH and gap <= _SEASON
    if gap <= _WEEKS or month or _slipped(left, right):
        return enough(fit) + _OTHER_MONTH
    return enough(fit) + _FAR if gap <= _SEASON and special >= _UNIQUE + 1 else NEVER


def _apart(ours: Line, theirs: Line) -> bool:
    """True where both sentences say where something was, and not in the same place."""
    here = [set(place.keys) for place in ours.places if place.placed]
    there = [set(place.keys) for place in theirs.places if place.placed]
    return bool(here and there) and not any(a & b for a in here for b in there)


def _slipped(left: edtf.Value, right: edtf.Value) -> bool:
    """The same day of another month or year, or the same month of another year."""
    a, b = left.start, right.start
    if a is None or b is None or a.day != b.day:
        return False
    return a.month == b.month or (a.day is not None and a.year == b.year)


def sums(
    line: Line, tellings: Sequence[Telling], readable: Sequence[Telling], draft: Sequence[Line]
) -> Iterator[Finding]:
    """What the archive says to the sums of a line; `draft` is all of it."""
    told = [one for each in draft for found in each.sums for one in found.sums]
    for found in line.sums:
        support: list[Said] = []
        against: list[Said] = []
        given: list[tuple[SumWord, Fit]] = []
        foreign = False
        for telling, other in lines_of(readable):
            for theirs in other.sums:
                fit = telling.fit(line, found.start, found.end, other)
                if same(found, theirs):
                    given.append((theirs, fit))
                    if contrary(found, theirs):
                        foreign |= fit.share >= enough(fit)
                    else:
                        support.append(Said(theirs.text, fit))
                elif telling in tellings and not told_in(theirs, told):
                    near_it = alike(found, theirs)
                    if not near_it and (contrary(found, theirs) or by_another(line, theirs)):
                        continue  # Neither who gives nor how much is the same.
                    margin = _MISTAKEN if near_it else _OTHER_SUM
                    likely = _NEXT if near_it else 1.0
                    against.append(Said(theirs.text, fit, likely, enough(fit) + margin))
        # What somebody else gives or gets neither bears a sum out nor leaves it to be contradicted.
        verdict = weighed(About.SUM, found, support, [] if foreign else against)
        if verdict.verdict is Verdict.UNKNOWN:
            verdict = other_sum(line, found, readable, told) or verdict
        yield verdict
        yield from sides(
            line, found, [(theirs, fit) for theirs, fit in given if fit.telling in tellings]
        )
