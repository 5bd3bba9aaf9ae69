"""Digests in plain words: what is wanted, what is told, and a whole edition as text."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    AgreementFact,
    Anniversary,
    Contradiction,
    Edition,
    Fact,
    Kind,
    OpenQuestion,
    Query,
    Source,
    Story,
    Variant,
    Wanted,
)
from knowledge.text import neutral
from knowledge.wording import queries, reasons
from knowledge.wording.facts import fact_line, value_words
from knowledge.wording.phrases import enumerate_words, quotation, source_line
from knowledge.wording.queries import PersonName
from knowledge.wording.texts import count, printable, shown_sources

KINDS = {
    Kind.MEETING: "meetings",
    Kind.AGREEMENT: "agreements",
    Kind.PAYMENT: "sums",
    Kind.STATEMENT: "statements",
    Kind.MILESTONE: "dates ahead",
    Kind.ROLE: "offices",
}
_QUESTION = 160


def wanted(asked: Wanted, person_name: PersonName) -> str:
    """What a digest is about: "Japan; sums on South Korea; about “rice”", or "everything"."""
    return "; ".join(_interest(one, person_name) for one in asked.interests) or "everything"


def _interest(query: Query, person_name: PersonName) -> str:
    whom = queries.subject(query, person_name) + queries.conditions(query)
    kinds = enumerate_words([KINDS[kind] for kind in query.kinds])
    if not kinds:
        return whom.strip()
    return f"{kinds}{whom}" if whom.startswith(" ") else f"{kinds} on {whom}" if whom else kinds


def what_became(fact: Fact) -> str:
    """The question that a plan leaves open once its day has passed."""
    if isinstance(fact, AgreementFact):
        return "Was it signed? Its day has passed, and no article of the archive says so."
    return "Did it take place? Its day has passed, and no article of the archive says so."


def asked_in_vain(question: str) -> str:
    """A question that the archive had no answer to, as it was typed."""
    return f"“{neutral(question, _QUESTION)}”"


def title(edition: Edition, about: str) -> str:
    """The headline: "New on 15 November 2022: Japan"; `about` is what `wanted` says."""
    day = date_words(edition.today.isoformat())
    if edition.by_publication:
        day = _published(edition)
    return f"New on {day}" + (f": {about}" if edition.wanted.interests else "")


def _published(edition: Edition) -> str:
    """The days that a look back covers: "9 to 15 November 2022"."""
    first = datetime.fromisoformat(edition.since).date()
    last = (datetime.fromisoformat(edition.until) - timedelta(seconds=1)).date()
    return date_words(f"{first}/{last}" if first != last else str(first))


def counted(edition: Edition) -> str:
    """What came in: "6 stories (14 facts) from 5 articles"."""
    if edition.empty:
        return NOTHING
    told = len(edition.stories) + edition.left_out
    line = f"{count(told, 'story', 'stories')} ({count(edition.facts, 'fact')})"
    line += f" from {count(edition.articles, 'article')}"
    if edition.left_out:
        line += f"; the {len(edition.stories)} weightiest are told"
    if not edition.complete:
        line += "; so much came in that not all of it was looked through"
    return line


NOTHING = "Nothing new came in."


def told(story: Story) -> str:
    """A story in one line, with what an updated article tells otherwise now."""
    changed = [reasons.change(one) for one in story.changes if one.field != "status"]
    return "; ".join([fact_line(story.lead), *changed])


def anniversary(one: Anniversary) -> str:
    """A fact of the same day of an earlier year: "10 years ago, 14 November 2012 — …"."""
    return f"{count(one.years, 'year')} ago, {fact_line(one.fact)}"


def differing(one: Contradiction) -> str:
    """What sources say of one field: "sum: USD 5 million (“Title”) or USD 7 million (…)"."""
    values = [
        f"{value_words(Variant(one.field, value, ()))} ({_titles(sources)})"
        for value, sources in one.values
    ]
    return f"{reasons.FIELDS.get(one.field, one.field)}: {enumerate_words(values, 'or')}"


def _titles(sources: Sequence[Source]) -> str:
    titles = list(dict.fromkeys(f"“{source.title or source.article}”" for source in sources))
    more = len(titles) - 1
    return titles[0] + (f" and {count(more, 'more')}" if more else "")


def question(one: OpenQuestion) -> str:
    """An open question with what it is about."""
    if one.fact is not None:
        return f"{fact_line(one.fact)}: {one.words}"
    return f"{one.words}, asked {count(one.times, 'time')}"


def plain(edition: Edition, about: str, *, why: bool = False) -> str:
    """A whole edition for a terminal; with `why` the reasons for the order as well."""
    return printable("\n".join(_plain(edition, about, why)))


def _plain(edition: Edition, about: str, why: bool) -> Iterator[str]:
    yield title(edition, about)
    yield counted(edition)
    for number, story in enumerate(edition.stories, start=1):
        yield ""
        yield f"{number}. {told(story)}"
        if why:
            yield f"   {story.weight} points: {weighed(story)}"
        yield from _sources(story.lead)
        for fact in story.facts[1:]:
            yield f"   Also: {fact_line(fact)}"
            yield from _sources(fact, 1)
    for heading, lines in asides(edition):
        yield from ("", f"{heading}:")
        yield from (f"- {line}" for line in lines)


def weighed(story: Story) -> str:
    """The reasons of a story with their weights: "+30 Meeting; +20 Held"."""
    return "; ".join(f"{one.weight:+d} {one.words}" for one in story.reasons)


def asides(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """What goes with the news: headings and lines, without those that have none."""
    found = (
        (ON_THIS_DAY, [anniversary(one) for one in edition.on_this_day]),
        (COMING_UP, [fact_line(fact) for fact in edition.coming_up]),
        (
            DIFFER,
            [f"{fact_line(one.fact)}: {differing(one)}" for one in edition.contradictions],
        ),
        (OPEN, [question(one) for one in edition.open_questions]),
    )
    yield from ((heading, lines) for heading, lines in found if lines)


ON_THIS_DAY, COMING_UP = "On this day", "Coming up in the next seven days"
DIFFER, OPEN = "Where sources differ", "Open questions"


def _sources(fact: Fact, most: int = 2) -> Iterator[str]:
    for source in shown_sources(fact)[:most]:
        yield f"   {quotation(source)}"
        yield f"   — {source_line(source)} [{source.article}]"
