"""Words that all kinds of fact share: lists, parties, people, dates and where things stand."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from knowledge.dates.edtf import parse, sort_key
from knowledge.dates.edtf import words as date_words
from knowledge.model import PersonRef, Source, Variant
from knowledge.names import party_name
from knowledge.names.gazetteer import organisations

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


def enumerate_some(items: Sequence[str], most: int = 12) -> str:
    """Join as in prose what may be many: beyond so many items, "A, B and 88 others"."""
    more = len(items) - most
    if more <= 1:
        return enumerate_words(items)
    return enumerate_words([*items[:most], f"{more:,} others"])


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


def dated(
    date: str | None,
    variants: Iterable[Variant],
    sources: Iterable[Source],
    *,
    ahead: bool = False,
    turned: bool = False,
) -> str:
    """The date of a fact in words, or what bounds it; begins a line.

    "14 November 2022", "Reported as 12 or 13 November 2022", "Undated; by 15 November 2022
    (published)", "Undated; planned as of 15 November 2022 (published)" for what lies `ahead`,
    "Undated". What has `turned` from a plan into a fact had done so by the last article only.
    """
    dates = values(date, variants, "date")
    if len(dates) > 1:
        return f"Reported as {alternatives(dates)}"
    if dates:
        said = date_words(dates[0])
        return said if parse(dates[0]).start is not None else f"Undated; {said}"
    # What took place had done so when the earliest article said it; a plan held until the latest.
    source = (newest if ahead or turned else oldest)(sources)
    if source is None:
        return "Undated; planned" if ahead else "Undated"
    bound = "planned as of" if ahead else "by"
    return f"Undated; {bound} {date_words(source.published)} ({basis(source)})"


def standing(
    status: str | None, history: Iterable[str], variants: Iterable[Variant], as_of: Source | None
) -> str:
    """In brackets what is still to say of a status: as of when, and what else was reported."""
    parts = []
    if as_of is not None and as_of.published is not None:
        parts.append(f"as of {date_words(as_of.published)}")
    others = [state for state in values(None, variants, "status") if state != status]
    if others:
        parts.append(f"also reported as {enumerate_words(others)}")
    earlier = [state for state in history if state != status and state not in others]
    if earlier:
        parts.append(f"first reported as {', then '.join(earlier)}")
    return f" ({'; '.join(parts)})" if parts else ""


def either(chosen: str | None, variants: Iterable[Variant], field: str) -> str:
    """The values that sources give for a field, joined by "or"; "" where none gives any."""
    return enumerate_words(values(chosen, variants, field), "or")


def basis(source: Source) -> str:
    """ "published", or with how an inferred date came about: "published, inferred from “…”"."""
    how = source.published_basis
    return f"published, {how}" if how is not None and how.startswith("inferred") else "published"


def values(chosen: str | None, variants: Iterable[Variant], field: str) -> list[str]:
    """The values that sources give for a field: the fact's own first, each once.

    Where the desk decided, its own alone.
    """
    values = [] if chosen is None else [chosen]
    values += [one.value for one in variants if one.field == field and not one.settled]
    return list(dict.fromkeys(value for value in values if value))


def alternatives(dates: Iterable[str]) -> str:
    """Dates that exclude each other, in order; what all share is said once, at the end."""
    ordered = sorted(dates, key=sort_key)
    said = list(dict.fromkeys(date_words(value) for value in ordered))
    days = [value.partition(" ") for value in said]
    months = {month for _, _, month in days}
    if len(months) == 1 and all(day.isdigit() and month for day, _, month in days):
        return f"{enumerate_words([day for day, _, _ in days], 'or')} {months.pop()}"
    return enumerate_words(said, "or")


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
    """The evidence, verbatim between quotation marks, " … " where sentences are left out.

    What begins with a quotation mark of its own gets no second one before it.
    """
    said, end = "", -1
    for evidence in sorted(source.evidence, key=lambda evidence: evidence.start):
        between = " " if 0 <= evidence.start - end <= _ADJOINING else " … "
        said += (between if said else "") + " ".join(evidence.text.split())
        end = evidence.end
    return said if not said or said[0] in '“"«„' else f"“{said}”"


_ADJOINING = 2
"""Characters at most between sentences that follow on each other."""
