"""Named events ("40th and 41st ASEAN Summits"), and what they tell of an undated article's date.

Numbered and dated summits, forums and games happen once. An article that names one at its head
is from about the time of other articles that do, so that an archive can date what an article on its
own can't.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.dates import edtf
from knowledge.model import Article, ParagraphRole
from knowledge.reading.printed import PrintedDay, printed_days
from knowledge.reading.years import years

_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: number for number, word in enumerate(_WORDS.split(), 1)}
_ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_NOUN = (
    # Not Assembly, Congress, Session or Expo: these go on for months or years.
    r"(?:Summit|Forum|Conference|Meeting|Dialogue|Consultation|Games|Exhibition|Olympics|Plenum"
    r"|Convention)"
)
_NAME = r"[A-Z][\w’'+&/-]*"
# "40th and 41st ASEAN Summits", "9th Summit of the Americas", "Second Belt and Road Forum".
_NUMBERED = re.compile(
    rf"\b(?P<numbers>{_ORDINAL}(?:(?:,|,? and|,? &)\s+{_ORDINAL}){{0,3}})\s+"
    rf"(?P<name>(?:(?:{_NAME}|and|of|the|for|on)\s+){{0,7}}?{_NOUN}s?\b"
    rf"(?:\s+(?:of|on|for)\s+(?:the\s+)?{_NAME}(?:\s+{_NAME}){{0,3}})?)",
    re.IGNORECASE,
)
# "2022 G20 Summit", "G20 Bali Summit 2022".
_DATED = re.compile(
    rf"\b(?:(?P<before>(?:19|20)\d\d)\s+(?P<name>(?:{_NAME}\s+){{1,5}}?{_NOUN})\b"
    rf"|(?P<named>(?:{_NAME}\s+){{1,5}}?{_NOUN})\s+(?P<after>(?:19|20)\d\d)\b)"
)
_SMALL = frozenset({"and", "of", "the", "for", "on"})
_OTHER_YEAR = re.compile(
    r"\b(?:last|next|previous|coming|that|following) year\b|\byears? (?:ago|later|earlier)\b"
    r"|\banniversary\b",
    re.IGNORECASE,
)
_HEAD = 700
# How long before and after its event articles report it, and how far apart two such articles lie.
_NEAR = timedelta(days=31)
_MOST_EVENTS = 20


@dataclass(frozen=True, slots=True)
class _Known:
    """A dated article that names the same event."""

    event: str
    published: str
    first: date
    last: date


def named_events(text: str) -> list[str]:
    """Return the events of their own that `text` names, each once, in order of appearance.

    A numbered one comes as "41st ASEAN Summit", one for each number; a dated one as
    "2022 G20 Summit". Names that differ only in case or plural are the same.
    """
    found: dict[str, str] = {}
    for _, name in sorted([*_numbered(text), *_dated(text)]):
        found.setdefault(name.casefold(), name)
    return list(found.values())[:_MOST_EVENTS]


def head_events(article: Article) -> list[str]:
    """Return the events that an article is about: named in its title, captions or first lines."""
    return named_events(_head(article))


def infer_from_archive(
    article: Article, dated: Iterable[tuple[str, str, str]], *, today: date | None = None
) -> tuple[str, str] | None:
    """Return (EDTF, basis) of an undated article from others on the same event; None when unclear.

    `dated` holds (event, published as EDTF, article id) for the `head_events` of articles whose own
    date was not inferred in this way.
    The answer is a month when the article gives days of that month beside the event, else a year;
    None when the articles on its events are from different times, or the text speaks against it.
    """
    names = {name.casefold(): name for name in head_events(article)}
    known = [
        _Known(names[event.casefold()], published, *span)
        for event, published, other in dated
        if event.casefold() in names
        and other != article.id
        and (span := edtf.bounds(published)) is not None
    ]
    if not known:
        return None
    first, last = min(item.first for item in known), max(item.last for item in known)
    if last - first > 2 * _NEAR:
        return None
    days = [day for day in printed_days(_prose(article)) if day.year is None]
    if days:
        said = _month(days, first, last)
    else:
        said = None if _OTHER_YEAR.search(_head(article)) else _year(first, last)
    latest = (today or date.today()).year
    if said is None or not years(_prose(article), latest=latest).allow(int(said[:4])):
        return None
    source = min(known, key=lambda item: (item.first, item.published))
    shared = [name for name in names.values() if any(item.event == name for item in known)]
    day = edtf.short(source.published)
    return said, f"inferred: names the {_listed(shared)}, as does an article of {day}"


def _month(days: list[PrintedDay], first: date, last: date) -> str | None:
    """Return the month of the latest of an article's days, if all lie near the other articles."""
    near = [found for day in days if (found := _nearest(day, first)) is not None]
    if not near or not all(first - _NEAR <= day <= last + _NEAR for day in near):
        return None
    end = max(near)
    # Published up to a week after: the month must not be over by then.
    return f"{end:%Y-%m}" if (end + timedelta(days=6)).month == end.month else _year(end, end)


def _nearest(day: PrintedDay, other: date) -> date | None:
    near = [day.within(other.year + step) for step in (-1, 0, 1)]
    return min(
        (found for found in near if found is not None),
        key=lambda found: abs(found - other),
        default=None,
    )


def _year(first: date, last: date) -> str | None:
    """Return the year, unless a month more or less leads into another."""
    early, late = first - _NEAR, last + _NEAR
    return f"{first:%Y}" if early.year == late.year else None


def _head(article: Article) -> str:
    roles = (ParagraphRole.TITLE, ParagraphRole.CAPTION, ParagraphRole.BODY)
    head = [
        article.text[p.start : p.end][:_HEAD]
        for p in article.paragraphs
        if p.role in roles and p.start <= _HEAD
    ]
    return "\n\n".join([article.title or "", *head])


def _prose(article: Article) -> str:
    inert = (ParagraphRole.BOILERPLATE, ParagraphRole.DATELINE)
    kept = [p for p in article.paragraphs if p.role not in inert]
    return "\n\n".join(article.text[p.start : p.end] for p in kept)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    for match in _NUMBERED.finditer(text):
        name = _canonical(match["name"])
        if name is None:
            continue
        for number in re.findall(_ORDINAL, match["numbers"], re.IGNORECASE):
            yield match.start(), f"{_numeral(number)} {name}"


def _dated(text: str) -> Iterator[tuple[int, str]]:
    for match in _DATED.finditer(text):
        name = _canonical(match["name"] or match["named"])
        if name is not None:
            yield match.start(), f"{match['before'] or match['after']} {name}"


def _canonical(name: str) -> str | None:
    """Return an event's name in the singular; None when it is no proper name.

    "the second meeting" and "third round of talks" may be anybody's.
    """
    words = name.split()
    if not all(word[0].isupper() or word in _SMALL for word in words):
        return None
    words = [re.sub(rf"^({_NOUN})s$", r"\1", word) for word in words]
    distinctive = [word for word in words if word not in _SMALL and not re.fullmatch(_NOUN, word)]
    return " ".join(words) if distinctive else None


def _numeral(ordinal: str) -> str:
    """Return "second" as "2nd", and numerals as they are."""
    number = _ORDINALS.get(ordinal.lower())
    if number is None:
        return ordinal.lower()
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
    return f"{number}{ending}"


def _listed(names: list[str]) -> str:
    """Say several events in one breath: "12th and 13th Pacific Summit"."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        number, _, rest = name.partition(" ")
        numbers.setdefault(rest, []).append(number)
    return _and([f"{_and(found)} {rest}" for rest, found in numbers.items()])


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
