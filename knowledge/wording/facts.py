"""Facts, people, dates and sources in plain words.

Lines say what articles say and no more: a visit names a visitor and a destination only where the
facts tell them apart, a date is as precise as its source, and an undated line says by when the
article had it, never a day of its own.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from knowledge.dates.edtf import parse, sort_key
from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    Form,
    MeetingFact,
    PersonRef,
    RoleFact,
    Source,
    Status,
    Variant,
)
from knowledge.names import party_name
from knowledge.names.gazetteer import organisations
from knowledge.text import fold
from knowledge.wording import visits

_PEOPLE_SHOWN = 8
# Countries with an article: "the Netherlands", "the Czech Republic", "the Solomon Islands".
_TAKES_ARTICLE = re.compile(
    r"^(?:United|British|U\.S\.|Soviet) "
    r"|^(?:Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros)$"
    r"|^(?!South|Heard).*(?:Islands|Emirates|Republic)$"
)
# Organisations have one when their name is made of words, not of initials.
_NAMELIKE = re.compile(r"^(?:[A-Z]{2,}|Médecins|Islamic State|Five Eyes|Nordic-Baltic)")


def enumerate_words(items: Sequence[str], last: str = "and") -> str:
    """Join as in prose: "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def party(code: str) -> str:
    """A party within a sentence: "Japan", "the United States", "the European Union", "ASEAN"."""
    name = party_name(code)
    if code in _organisations():
        article = " " in name and _NAMELIKE.match(name) is None
    else:
        article = _TAKES_ARTICLE.search(name) is not None
    return f"the {name}" if article else name


@cache
def _organisations() -> frozenset[str]:
    return frozenset(body.code for body in organisations())


def person(ref: PersonRef) -> str:
    """A person with role and party: "Hun Sen (Prime Minister, Cambodia)"."""
    about = [part for part in (ref.title, ref.party and party_name(ref.party)) if part]
    return f"{ref.name} ({', '.join(about)})" if about else ref.name


def when(fact: MeetingFact) -> str:
    """The date of a meeting in words, or what bounds it; begins a line.

    "14 November 2022", "Reported as 12 or 13 November 2022", "Undated; by 15 November 2022
    (published)", "Undated; planned as of 15 November 2022 (published)", "Undated".
    """
    dates = _values(fact.date, fact.variants, "date")
    if len(dates) > 1:
        return f"Reported as {_alternatives(dates)}"
    if dates:
        said = date_words(dates[0])
        return said if parse(dates[0]).start is not None else f"Undated; {said}"
    planned = fact.status is Status.PLANNED
    # What took place had done so when the earliest article said it; a plan held until the latest.
    source = (newest if planned else oldest)(fact.sources)
    if source is None:
        return "Undated; planned" if planned else "Undated"
    bound = "planned as of" if planned else "by"
    return f"Undated; {bound} {date_words(source.published)} ({basis(source)})"


def newest(sources: Iterable[Source]) -> Source | None:
    """The source that was published last, if any publication date is known."""
    return max(_dated(sources), key=_published_key, default=None)


def newest_first(sources: Iterable[Source]) -> list[Source]:
    """Sources from the last published to the first, then those without a known date."""
    sources = list(sources)
    dated = sorted(_dated(sources), key=_published_key, reverse=True)
    return [*dated, *(source for source in sources if source.published is None)]


def oldest(sources: Iterable[Source]) -> Source | None:
    """The source that was published first, if any publication date is known."""
    return min(_dated(sources), key=_published_key, default=None)


def _dated(sources: Iterable[Source]) -> list[Source]:
    return [source for source in sources if source.published is not None]


def _published_key(source: Source) -> tuple[int, date, date]:
    unknown_year, first, last = sort_key(source.published)
    # A month as publication date is no later than its last day; days without a year come first.
    return -unknown_year, last, first


def basis(source: Source) -> str:
    """ "published", or with how an inferred date came about: "published, inferred from “…”"."""
    how = source.published_basis
    return f"published, {how}" if how is not None and how.startswith("inferred") else "published"


def _values(chosen: str | None, variants: Iterable[Variant], field: str) -> list[str]:
    """The values that sources give for a field: the fact's own first, each once."""
    values = [] if chosen is None else [chosen]
    values += [variant.value for variant in variants if variant.field == field]
    return list(dict.fromkeys(value for value in values if value))


def _alternatives(dates: Iterable[str]) -> str:
    """Dates that exclude each other, in order; what all share is said once, at the end."""
    ordered = sorted(dates, key=sort_key)
    said = list(dict.fromkeys(date_words(value) for value in ordered))
    days = [value.partition(" ") for value in said]
    months = {month for _, _, month in days}
    if len(months) == 1 and all(day.isdigit() and month for day, _, month in days):
        return f"{enumerate_words([day for day, _, _ in days], 'or')} {months.pop()}"
    return enumerate_words(said, "or")


def meeting(fact: MeetingFact) -> str:
    """A meeting in one line: when, who, where and on what occasion."""
    return f"{when(fact)} — {happening(fact)}"


def happening(fact: MeetingFact) -> str:
    """A meeting in words without its date, as `meeting` has it after the dash."""
    line = _CORE[fact.form](fact)
    place = enumerate_words(_values(fact.place, fact.variants, "place"), "or")
    if place and not _is_destination(fact):
        line += f" in {place}"
    occasion = enumerate_words(_values(fact.occasion, fact.variants, "occasion"), "or")
    if occasion:
        line += _occasion(fact, occasion)
    return line + _standing(fact)


def _occasion(fact: MeetingFact, occasion: str) -> str:
    if fact.form is Form.SUMMIT:
        return f": {occasion}"
    article = "" if fold(occasion).startswith("the ") else "the "
    # One meets beside a gathering, and travels for its sake.
    beside = "on the occasion of" if fact.form is Form.VISIT else "on the sidelines of"
    return f", {beside} {article}{occasion}"


def _standing(fact: MeetingFact) -> str:
    """What is still to say of the status: as of when it was planned, what else was reported."""
    parts = []
    latest = newest(fact.sources)
    if fact.status is Status.PLANNED and fact.date is not None and latest is not None:
        parts.append(f"as of {date_words(latest.published)}")
    others = [state for state in _values(None, fact.variants, "status") if state != fact.status]
    if others:
        parts.append(f"also reported as {enumerate_words(others)}")
    earlier = [state for state in fact.history if state != fact.status and state not in others]
    if earlier:
        parts.append(f"first reported as {enumerate_words(earlier)}")
    return f" ({'; '.join(parts)})" if parts else ""


def _sides(fact: MeetingFact) -> list[str]:
    """Everyone in the meeting: people first, then parties for whom nobody is named."""
    people = [person(ref) for ref in fact.people]
    named = {ref.party for ref in fact.people}
    sides = people + [party(code) for code in fact.parties if code not in named]
    if len(sides) > _PEOPLE_SHOWN:
        more = len(sides) - _PEOPLE_SHOWN
        sides = [*sides[:_PEOPLE_SHOWN], f"{more} more"]
    return sides


def _noun(fact: MeetingFact, noun: str) -> str:
    """ "planned visit" with a capital; a held one is only a "Visit"."""
    words = noun if fact.status is Status.HELD else f"{fact.status} {noun}"
    return words[:1].upper() + words[1:]


def _between(fact: MeetingFact, noun: str) -> str:
    sides = _sides(fact)
    if not sides:
        return _noun(fact, noun)
    link = "between" if len(sides) > 1 else "involving"
    return f"{_noun(fact, noun)} {link} {enumerate_words(sides)}"


def _meeting(fact: MeetingFact) -> str:
    sides = _sides(fact)
    if fact.status is not Status.HELD or len(sides) < 2:
        return _between(fact, "meeting")
    if len(sides) == 2:
        return f"{sides[0]} met {sides[1]}"
    return f"{enumerate_words(sides)} met"


def _call(fact: MeetingFact) -> str:
    sides = _sides(fact)
    if fact.status is not Status.HELD or len(sides) < 2:
        return _between(fact, "call")
    return f"{enumerate_words(sides)} spoke by phone or video"


def _summit(fact: MeetingFact) -> str:
    sides = _sides(fact)
    return _noun(fact, "summit") + (f" with {enumerate_words(sides)}" if sides else "")


def _visit(fact: MeetingFact) -> str:
    """A visit; who went where is said only when visitor and host can be told apart."""
    host = visits.host(fact)
    visitors = [person(ref) for ref in visits.visitors(fact)]
    if host is None or not visitors:
        sides = _sides(fact)
        return _noun(fact, "visit") + (f" involving {enumerate_words(sides)}" if sides else "")
    hosts = enumerate_words([person(ref) for ref in visits.hosts(fact)])
    others = enumerate_words([person(ref) for ref in fact.people if ref.party is None])
    where = visits.destination(fact, party(host))
    visit, meet = visits.verb(fact, len(visitors))
    if fact.status is Status.CANCELLED:
        line = f"{_noun(fact, 'visit')} of {enumerate_words(visitors)} to {where}"
        line += f", to meet {hosts}" if hosts else ""
    else:
        line = f"{enumerate_words(visitors)} {visit} {where}"
        line += f" and {meet} {hosts}" if hosts else ""
    return line + (f"; also {others}" if others else "")


def _is_destination(fact: MeetingFact) -> bool:
    return bool(visits.visitors(fact))


_CORE = {
    Form.MEETING: _meeting,
    Form.CALL: _call,
    Form.VISIT: _visit,
    Form.SUMMIT: _summit,
}


def role(fact: RoleFact) -> str:
    """A title as of its articles: "Prime Minister, Japan — as of 15 November 2022, “Headline”"."""
    party = f", {party_name(fact.party)}" if fact.party else ""
    return f"{fact.title}{party} — {as_of(fact)}"


def as_of(fact: RoleFact) -> str:
    """As of which articles a title was held: "as of 15 November 2022, “Headline”"."""
    source = newest(fact.sources) or next(iter(fact.sources), None)
    headline = f", “{source_title(source)}”" if source is not None else ""
    if fact.last is None:
        return f"in an article of unknown date{headline}"
    span = f"as of {date_words(fact.last)}"
    if fact.first is not None and fact.first != fact.last:
        span += f" (first {date_words(fact.first)})"
    return span + headline


def source_title(source: Source) -> str:
    """The headline, or the article's id when it has none."""
    return source.title or source.article


def source_line(source: Source) -> str:
    """Where it stands: “Headline”, outlet, when published and by what basis."""
    parts = [f"“{source_title(source)}”"]
    if source.outlet:
        parts.append(source.outlet)
    if source.published is None:
        parts.append("publication date unknown")
    else:
        word, _, how = basis(source).partition(", ")
        parts.append(f"{word} {date_words(source.published)}" + (f" ({how})" if how else ""))
    return ", ".join(parts)


def quotation(source: Source) -> str:
    """The evidence, verbatim between quotation marks, passages joined by " … " in their order."""
    ordered = sorted(source.evidence, key=lambda evidence: evidence.start)
    passages = [" ".join(evidence.text.split()) for evidence in ordered]
    return f"“{' … '.join(passages)}”" if passages else ""
