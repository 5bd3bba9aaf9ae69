"""Query → text that the grammar reads back as the same query: what stands behind a button.

meetings JP #p:hun-sen planned in "Phnom Penh" about "rice" since 2022-11-12 page 2
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from urllib.parse import quote, unquote

from knowledge.commands import FACTS, QUOTES
from knowledge.language.lexicon import plain_words
from knowledge.model import Kind, Period, Query
from knowledge.names.gazetteer import countries


def typed(query: Query) -> str:
    """The whole slash-command text of a query, without the slash, complete and unambiguous."""
    parts = [query.command]
    # Two codes side by side may spell a third country ("GA NA").
    alone = len(query.parties) == 1 and not query.either and not _may_be_a_topic(query)
    parts += [party(code) if alone else f"#c:{code}" for code in query.parties]
    parts += [" or ".join(f"#c:{code}" for code in query.either)]
    parts += [person(identity) for identity in query.people]
    for office in query.offices:
        # Unquoted, an office would join the party or the name that happens to stand beside it.
        of = f"{office.title} of {party(office.party)}" if office.party else None
        parts.append(of or _quoted(office.title))
    parts.append(_or(str(form) if form != "meeting" else "in-person" for form in query.forms))
    parts.append(_or(query.statuses))
    parts += ["verified"] if query.verified else []
    parts += _kinds(query)
    for way, code in (("from", query.giver), ("to", query.receiver)):
        if code is not None:
            parts.append(f"{way} #c:{code}")
    for way, code in (("to", query.visited), ("by", query.visiting)):
        if code is not None:
            parts.append(f"visits {way} #c:{code}")
    if query.sidelines:
        parts.append("on the sidelines")
    if query.place is not None:
        parts.append(f"in {_quoted(query.place)}")
    if query.occasion is not None:
        parts.append(f"at {_quoted(query.occasion)}")
    if query.words:
        parts.append("about " + " ".join(map(_quoted, query.words)))
    parts += [f"about #c:{code}" for code in query.mentioned]
    if query.period is not None:
        parts.append(period(query.period))
    if query.undated:
        parts.append("or undated")
    if query.as_of is not None:
        parts.append(f"as of {query.as_of.isoformat()}")
    if query.page > 1:
        parts.append(f"page {query.page}")
    return " ".join(part for part in parts if part)


def _may_be_a_topic(query: Query) -> bool:
    """True where a plain name would be read as what the facts are about."""
    beside = query.people or query.offices or query.words
    return query.command in (QUOTES.name, FACTS.name) and bool(beside)


_KINDS = {
    Kind.MEETING: "meetings",
    Kind.AGREEMENT: "deals",
    Kind.PAYMENT: "money",
    Kind.STATEMENT: "quotes",
    Kind.MILESTONE: "milestones",
}
_MANNERS = {None: "", True: "direct", False: "reported"}


def _kinds(query: Query) -> list[str]:
    """What narrows facts down by their kind and by what only their kind has."""
    parts = [] if query.types or query.forms else [_KINDS[kind] for kind in query.kinds]
    # Side by side, two types may spell a third ("tax treaty").
    parts.append(" and ".join(map(str, query.types)))
    parts += [_or(query.stages), _or(query.currencies)]
    return [*parts, _MANNERS[query.direct]]


def _or(words: Iterable[str]) -> str:
    """Words of which one suffices, as people would say so: "held or cancelled"."""
    return " or ".join(map(str, words))


def party(code: str) -> str:
    """A party as typed: a country's code; marked ("#c:IN") where it might be read otherwise.

    Codes that are also English words need the mark, and organisations, which lend their name to
    occasions.
    """
    plain = code.lower() not in plain_words() and code in _countries()
    return code if plain else f"#c:{code}"


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.code for country in countries())


def person(identity: str) -> str:
    """A person of the fact base as typed, by id; `identified` reads it back.

    A roster's ids may hold spaces and signs, which would end the word or be taken for markup.
    """
    coded = quote(identity, safe="", errors="replace")
    return "#p:" + "".join(f"%{ord(sign):02X}" if sign in "._~" else sign for sign in coded)


def identified(text: str) -> str:
    """The id of the fact base that stands behind "#p:"."""
    return unquote(text)


def period(asked: Period) -> str:
    """A period in ISO dates, as short as it goes: "2022", "2022-03", "since 2022-11-12"."""
    start, end = asked.start, asked.end
    if start is None:
        return "" if end is None else f"until {end.isoformat()}"
    if end is None:
        return f"since {start.isoformat()}"
    if start == end:
        return f"on {start.isoformat()}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"in {start.year:04d}"
    if start.day == 1 and end == _month_end(start):
        return f"in {start.year:04d}-{start.month:02d}"
    return f"between {start.isoformat()} and {end.isoformat()}"


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else None
    return following - timedelta(days=1) if following is not None else date.max


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', " ").split()) + '"'
