"""When an article was published: as given, or inferred from its text and then labelled so.

A wrong year is worse than none, so the text must leave a single answer:

- a dateline with its year ("AKP, April 25, 2017") gives the day;
- a dateline without one ("LIMA, July 19 --") gives the day once the text leaves one year;
- a weekday with its day and month ("on Monday, March 21") fits one year in five to eleven; where
  only one of these lies between the years that the text tells of as past and as ahead, the article
  appeared within a week of that day: its month, or else its year, is given;
- "last year (2021)", "next year, 2023" give the year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.dates import edtf
from knowledge.model import Paragraph, ParagraphRole
from knowledge.reading.datelines import opening
from knowledge.reading.printed import WEEKDAYS, PrintedDay, printed_days, printed_month
from knowledge.reading.problems import Unreadable
from knowledge.reading.years import Years, years

_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_HYPHENS = re.compile(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)")
_NUMBERS = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([12][0-9]{3})\b")
_NO_DATE = (
    "Its publication date can't be read as a date. Write it as year-month-day, such as "
    "published: 2022-11-15."
)
_TODAY = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening)),?\s*\(?(?:on\s)?$", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"(?<!last )(?<!next )\b(?P<day>{'|'.join(WEEKDAYS)})\b")
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|began|took|became|made|came|held|(?!need)[a-z]{2,}ed)\b"
)
# Signs of another time than that of the news: plans, memories.
_OTHER_TIME = re.compile(
    r"\b(?:will|would|shall|to be|expected|scheduled|due|plan\w*|next|(?:last|that|previous) year"
    r"|years? (?:ago|earlier|before|later)|anniversary|recalled|marked)\b"
)
_SAID = re.compile(
    r"\b(?:said|told|stated|announced|declared|urged|wrote|tweeted|posted|confirmed|met)\b"
    r"[^.;:“”\"]{0,40}?\bon $"
)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_PROSE = frozenset({ParagraphRole.TITLE, ParagraphRole.CAPTION, ParagraphRole.BODY})
_CAPITALISED = re.compile(r"(?<=[a-z,’'”)] )[A-Z][\w’'-]+|\b[A-Z][\w-]{1,40}+(?= [A-Z])")

# Where a dateline, and where the news that an article is about, stands; in characters.
_HEAD = 400
_LEAD = 1_200
# Beyond this an article is searched no further.
_MOST = 50_000
_DAYS_OF_NEWS = timedelta(days=6)


def given(said: str) -> str:
    """Return the EDTF date that front matter, a page or a caller states in any usual notation.

    Raises:
        Unreadable: it is not a date, or may be either of two.
    """
    said = said.strip()
    iso = _ISO.fullmatch(said)
    if iso is not None and edtf.valid(iso[1]):
        return iso[1]
    compact = _COMPACT.fullmatch(said)
    if compact is not None and edtf.valid("-".join(compact.groups())):
        return "-".join(compact.groups())
    numbers = _NUMBERS.match(said)
    said = _HYPHENS.sub(" ", said) if numbers is None else "/".join(numbers.groups())
    for printed in printed_days(said):
        if printed.year is not None:
            return printed.edtf
    month = printed_month(said)
    if month is not None:
        return month
    raise Unreadable(_NO_DATE if numbers is None else _either(*map(int, numbers.groups())))


def _either(first: int, second: int, year: int) -> str:
    """What to say of "03/04/2022", which is another day in London than in New York."""
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return _NO_DATE
    days = [date(year, month, day).isoformat() for day, month in ((first, second), (second, first))]
    return (
        f"Its publication date may be {days[0]} or {days[1]}. Write it as year-month-day, such as "
        f"published: {days[0]}."
    )


def infer(
    text: str, paragraphs: Sequence[Paragraph], *, today: date | None = None
) -> tuple[str, str] | None:
    """Return (EDTF, basis in plain words) for an article that states no date, None when unclear.

    The date is a day, month or year, no finer than the words allow. No article is from after
    `today` (default: the computer's date).
    """
    today = today or date.today()
    prose = [p for p in paragraphs if p.role in _PROSE and p.start < _MOST]
    whole = "\n\n".join(text[p.start : p.end] for p in prose)[:_MOST]
    told = years(whole, latest=today.year)
    stamp = _dateline(text, paragraphs)
    if stamp is not None and stamp.year is not None:
        day = stamp.within(stamp.year)
        possible_day = day is not None and day <= today and told.allow(stamp.year)
        return (stamp.edtf, _basis(stamp.text)) if possible_day else None
    if stamp is not None:
        peg: _Peg | None = _Peg(stamp, stamp.weekday, timedelta(), (stamp.text,))
    else:
        peg = _news(whole, [(p.role, text[p.start : p.end][:_LEAD]) for p in prose])
    possible = list(peg.possible(told, today)) if peg is not None else []
    if peg is not None and len(possible) == 1:
        said = _common(possible[0], possible[0] + peg.slack)
        return None if said is None else (said, _basis(*peg.words, *told.words))
    if told.own is not None and told.own_words is not None:
        return str(told.own), _basis(told.own_words)
    return None


@dataclass(frozen=True, slots=True)
class _Peg:
    """A day of which the year is asked; publication is at most `slack` after it."""

    day: PrintedDay
    weekday: int | None
    slack: timedelta
    words: tuple[str, ...]

    def possible(self, told: Years, today: date) -> Iterator[date]:
        """Yield the days that it can be, if the text bounds the years at all."""
        start = told.own or told.first
        if start is None:
            return
        for year in range(start, today.year + 1):
            day = self.day.within(year)
            if day is None or day > today or not told.allow(year):
                continue
            if self.weekday is None or day.weekday() == self.weekday:
                yield day


def _dateline(text: str, paragraphs: Sequence[Paragraph]) -> PrintedDay | None:
    """Return the day of the article's dateline, one with a year before others."""
    days: list[PrintedDay] = []
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end][:_HEAD]
        if paragraph.role is ParagraphRole.DATELINE and not _UPDATED.match(words):
            days += printed_days(words)
        elif paragraph.start <= _HEAD and paragraph.role is ParagraphRole.BODY:
            days += printed_days(opening(words) or "")
            days += [day for day in printed_days(words) if day.year and _is_today(words, day)]
    dated = [day for day in days if day.year is not None]
    return next(iter(dated or days), None)


def _is_today(words: str, day: PrintedDay) -> bool:
    return _TODAY.search(words, 0, day.start) is not None


def _news(whole: str, prose: Sequence[tuple[ParagraphRole, str]]) -> _Peg | None:
    """Return the day of the news that an article reports, with the weekday that it was.

    `whole` is the article's prose, `prose` its paragraphs; the news stands in the first of them.
    """
    lead: list[tuple[ParagraphRole, str]] = []
    room = _LEAD
    for role, words in prose:
        if room > 0:
            lead.append((role, words))
            room -= len(words)
    for _, words in lead:
        for day in printed_days(words):
            if day.weekday is not None and day.year is None and _is_past(words, day):
                return _Peg(day, day.weekday, _DAYS_OF_NEWS, (day.text,))
    return _tied(whole, lead)


def _tied(whole: str, lead: Sequence[tuple[ParagraphRole, str]]) -> _Peg | None:
    """Return the day of an article that gives the weekday and the date of its news apart.

    Caption or first paragraph: "President Lima speaks in Quito on Monday". Lead: "Lima said on
    March 21". Taken for the same day only if they share a name, the article names no other weekday,
    and all its dates without a year lie within two days before.
    """
    weekdays = {match["day"] for match in _WEEKDAY.finditer(whole)}
    if len(weekdays) != 1:
        return None
    weekday = weekdays.pop()
    days = [day for day in printed_days(whole) if day.year is None]
    body = [words for role, words in lead if role is ParagraphRole.BODY]
    top = [words for role, words in lead if role is not ParagraphRole.BODY] + body[:1]
    names = {name for words in top if weekday in words for name in _names(words)}
    for _, words in lead:
        for day in printed_days(words):
            if (
                day.year is None
                and _SAID.search(words, 0, day.start)
                and _is_past(words, day)
                and names & _names(words)
                and all(_shortly_before(other, day) for other in days)
            ):
                words_of_both = (weekday, day.text)
                return _Peg(day, WEEKDAYS.index(weekday), _DAYS_OF_NEWS, words_of_both)
    return None


def _names(words: str) -> set[str]:
    """Return the capitalised words inside sentences, without weekdays and months."""
    return set(_CAPITALISED.findall(words)) - {*WEEKDAYS, *edtf.MONTHS}


def _shortly_before(day: PrintedDay, last: PrintedDay) -> bool:
    one, two = day.within(2000), last.within(2000)
    return one is not None and two is not None and timedelta() <= two - one <= timedelta(days=2)


def _is_past(words: str, day: PrintedDay) -> bool:
    """Whether the sentence around a day tells of something that has happened."""
    start = max(words.rfind(stop, 0, day.start) for stop in (". ", "? ", "! ")) + 1
    stops = [words.find(stop, day.end) for stop in (". ", "? ", "! ")]
    end = min((stop for stop in stops if stop >= 0), default=len(words))
    sentence = words[start:end]
    return _PAST.search(sentence) is not None and _OTHER_TIME.search(sentence) is None


def _common(first: date, last: date) -> str | None:
    """Return the day, month or year that both days share in EDTF, None when there is none."""
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return None
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def _basis(*words: str) -> str:
    quoted = [f"“{' '.join(phrase.split())}”" for phrase in words]
    listed = ", ".join(quoted[:-1]) + f" and {quoted[-1]}" if len(quoted) > 1 else quoted[0]
    return f"inferred from {listed}"
