"""Digests in plain words: what is wanted, what is told, and a whole edition as text."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    AgreementFact,
    Anniversary,
    Contradiction,
    Edition,
    Fact,
    Flagged,
    Kind,
    OpenQuestion,
    PaymentFact,
    Query,
    Skipped,
    Source,
    StatementFact,
    Story,
    ToldBefore,
    Wanted,
    parties_of,
)
from knowledge.wording import notices, queries, reasons
from knowledge.wording.agreements import noun
from knowledge.wording.facts import fact_line, head_and_body
from knowledge.wording.phrases import enumerate_words, party, quotation, source_line
from knowledge.wording.queries import PersonName
from knowledge.wording.statements import spoken
from knowledge.wording.texts import count, printable, shown_sources

KINDS = {
    Kind.MEETING: "meetings",
    Kind.AGREEMENT: "agreements",
    Kind.PAYMENT: "sums",
    Kind.STATEMENT: "statements",
    Kind.MILESTONE: "dates ahead",
    Kind.ROLE: "offices",
}


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


def title(edition: Edition) -> str:
    """The headline: "News of 15 November 2022: Japan"."""
    day = date_words(edition.today.isoformat())
    if edition.by_publication:
        day = published(edition)
    return f"News of {day}" + (f": {edition.about}" if edition.about else "")


def published(edition: Edition) -> str:
    """The days of publication that a look back covers: "9–15 November 2022"."""
    first = datetime.fromisoformat(edition.since).date()
    last = (datetime.fromisoformat(edition.until) - timedelta(seconds=1)).date()
    return date_words(f"{first}/{last}" if first != last else str(first))


def counted(edition: Edition) -> str:
    """What came in: "6 stories (14 facts) from 5 articles"."""
    if not edition.stories:
        return NOTHING if edition.complete else NOT_ALL
    told = len(edition.stories) + edition.left_out
    line = f"{count(told, 'story', 'stories')} ({count(edition.facts, 'fact')})"
    line += f" from {count(edition.articles, 'article')}"
    if edition.left_out:
        line += f"; the {len(edition.stories)} weightiest are told"
    if not edition.complete:
        line += "; so much came in that not all of it was weighed"
    return line


def skipped(one: Skipped) -> str:
    """What is not told as it came in too long before, up to the words that ask for it.

    "Older news are left out: 120 facts that came in from 3 to 11 May 2026. What was published then:
    /digest between 2026-05-03 and 2026-05-11"
    """
    first, last = (datetime.fromisoformat(at).date() for at in (one.since, one.until))
    when = date_words(f"{first}/{last}" if first != last else str(first))
    least = "" if one.complete else "at least "
    came = f"{least}{count(one.facts, 'fact')} that came in on {when}"
    if not one.facts:
        came = f"so much came in on {when} that not all of it could be looked through"
    return f"Older news are left out: {came}. What was published then: /{one.asked}"


NOTHING = "Nothing new came in."
NOT_ALL = "So much came in that not all of it was weighed; nothing new was found in what was."


def short(said: str) -> str:
    """Words on a date without all that it was inferred from, which its source tells."""
    return _INFERRED.sub("inferred", said)


_INFERRED = re.compile(r"inferred from [^)\n]*")


def inside(edition: Edition) -> str:
    """What there is besides the first message: "4 meetings, 2 sums; on this day (1)".

    An only story stands in the first message.
    """
    kinds = [story.lead.kind for story in edition.stories if len(edition.stories) > 1]
    told = [
        count(number, noun, KINDS[kind])
        for kind, noun in _ONE.items()
        if (number := kinds.count(kind))
    ]
    parts = [", ".join(told)] if told else []
    parts += [f"{heading[:1].lower()}{heading[1:]} ({len(of)})" for heading, of in asides(edition)]
    return "; ".join(parts)


_ONE = {
    Kind.MEETING: "meeting",
    Kind.AGREEMENT: "agreement",
    Kind.PAYMENT: "sum",
    Kind.ROLE: "office",
    Kind.MILESTONE: "date ahead",
    Kind.STATEMENT: "statement",
}


def told(story: Story) -> str:
    """A story in one line, with what an updated article tells otherwise now."""
    changed = [reasons.change(one) for one in story.changes if one.field != "status"]
    return "; ".join([short(fact_line(story.lead)), *changed])


def with_it(story: Story) -> str:
    """What is told with a story, in a few words: deals, sums and words of those who took part."""
    told = [said for fact in story.facts[1:] if (said := _with(fact, story.lead))]
    more = len(told) - _WITH
    return "; ".join(told[:_WITH]) + (f"; and {more:,} more" if more > 0 else "")


_WITH = 2
"""Facts that are named with a story."""


def _with(fact: Fact, lead: Fact) -> str:
    """A fact in a few words beside one that leads its story; "" for what is not named there."""
    if fact.kind is lead.kind:
        return ""
    match fact:
        case AgreementFact():
            said = f"{noun(fact.type)} {reasons.stage(fact.status).lower()}"
            if set(fact.parties) - set(parties_of(lead)):
                said += f" between {enumerate_words([party(code) for code in fact.parties])}"
            return f"{said} ({fact.about})" if fact.about else said
        case PaymentFact():
            body = head_and_body(fact)[1]
            return body[:1].lower() + body[1:]
        case StatementFact() if fact.direct and fact.speakers:
            names = enumerate_words([ref.name for ref in fact.speakers])
            return f"{names}: “{spoken(fact)}”"
    return ""


def anniversary(one: Anniversary) -> str:
    """A fact of the same day of an earlier year: "10 years ago, 14 November 2012 — …"."""
    return f"{count(one.years, 'year')} ago, {fact_line(one.fact)}"


def differing(one: Contradiction) -> str:
    """What sources say of one field: "sum: USD 5 million (“Title”) or USD 7 million (…)"."""
    values = [
        f"{reasons.value(one.field, value)} ({_titles(sources)})" for value, sources in one.values
    ]
    return f"{reasons.FIELDS.get(one.field, one.field)}: {enumerate_words(values, 'or')}"


def _titles(sources: Sequence[Source]) -> str:
    titles = list(dict.fromkeys(f"“{source.title or source.article}”" for source in sources))
    more = len(titles) - 1
    return titles[0] + (f" and {count(more, 'more')}" if more else "")


def question(one: OpenQuestion) -> str:
    """An open question with what it is about."""
    return f"{fact_line(one.fact)}: {one.words}"


def plain(edition: Edition, *, why: bool = False) -> str:
    """A whole edition for a terminal; with `why` the reasons for the order as well."""
    return printable("\n".join(_plain(edition, why)))


def _plain(edition: Edition, why: bool) -> Iterator[str]:
    yield title(edition)
    yield counted(edition)
    if edition.skipped is not None:
        yield skipped(edition.skipped)
    for number, story in enumerate(edition.stories, start=1):
        yield ""
        yield f"{number}. {told(story)}"
        if why:
            yield f"   {story.weight} points: {weighed(story)}"
        yield from _sources(story.lead)
        for fact in story.facts[1:]:
            yield f"   Also: {short(fact_line(fact))}"
            yield from _sources(fact, 1)
    for heading, lines in asides(edition):
        yield from ("", f"{heading}:")
        yield from (f"- {line}" for line in lines)


def weighed(story: Story) -> str:
    """The reasons of a story with their weights: "+30 Meeting; +20 Held"."""
    return "; ".join(f"{one.weight:+d} {one.words}" for one in story.reasons)


def flagged(one: Flagged) -> str:
    """A story that was corrected or withdrawn, and what it tells."""
    where = f"“{one.title or one.notice.article}”" + (f", {one.outlet}" if one.outlet else "")
    line = f"{where}: {notices.told([one.notice])[0]}"
    line = ". ".join([line, *map(told_before, one.told)])
    if not one.facts:
        return line
    told = "; ".join(fact_line(fact) for fact in one.facts)
    more = f"; and {one.total - len(one.facts):,} more" if one.total > len(one.facts) else ""
    return f"{line}. It tells: {short(told)}{more}"


def correction(one: Flagged) -> str:
    """What became of a story that earlier digests told, and what they said of it."""
    where = f"“{one.title or one.notice.article}”"
    became = f"Correction: {where} was {notices.told([one.notice])[0]}"
    return ". ".join([became, *map(told_before, one.told[:1])])


def told_before(one: ToldBefore) -> str:
    """What an earlier digest said: "On Tuesday, 17 November 2026, this digest said: …"."""
    day = f"{one.day:%A}, {date_words(one.day.isoformat())}"
    return f"On {day}, this digest said: {one.line}"


def asides(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """What goes with the news: headings and lines, without those that have none."""
    found = (
        (FLAGGED, [flagged(one) for one in edition.flagged]),
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
FLAGGED = "Corrected or withdrawn since"
DIFFER, OPEN = "Where sources differ", "Open questions"


def _sources(fact: Fact, most: int = 2) -> Iterator[str]:
    for source in shown_sources(fact)[:most]:
        yield f"   {quotation(source)}"
        yield f"   — {short(source_line(source))} [{source.article}]"
        yield from (f"     {said}" for said in notices.beside(source))
