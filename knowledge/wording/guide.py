"""Help and the state of the archive, as text."""

from collections.abc import Iterable, Mapping

from knowledge.base.gaps import Gap, Listing
from knowledge.commands import COMMANDS, Command
from knowledge.dates.edtf import words as date_words
from knowledge.text import neutral
from knowledge.wording.texts import count

EMPTY_ARCHIVE = (
    "The archive is empty. Add articles with “python -m knowledge ingest FOLDER”, then ask again."
)

GAPS = "Questions without an answer"
NO_GAPS = (
    "No question without an answer has been counted, and no answer marked as not helpful. "
    "What is asked in Slack and the archive can't answer stands here."
)

NO_DATES = "No article of the archive has a publication date, so nothing is new or old."

FILTERS = (
    "Narrow it down in any order:",
    "    meetings: planned, held, cancelled; visit, call, summit; visits to X, visits by X",
    "    deals: mou, treaty, fta, tax, loan, joint statement; signed, announced, in force, planned",
    "    money: grant, loan, investment, trade, aid; planned; from X, to Y; a currency",
    "    quotes: direct, reported; upcoming: anniversary, deadline, visit; X or Y",
    "    2022, November 2022, on 14 November, since, until, before, after, between A and B",
    "    in PLACE, at OCCASION, on the sidelines, about TOPIC, page 2",
    "    verified: only what the desk verified (“verified” in quotation marks is a topic)",
)
"""What can stand in a query besides names."""


def help_text(examples: Iterable[str], *, command: Command | None = None) -> str:
    """How to ask: each command with its use, then `examples` (whole slash commands) to try."""
    shown = COMMANDS if command is None else (command,)
    lines = ["Dateline answers from the newsroom's own articles, each answer with its sentence."]
    for one in shown:
        lines += [f"/{one.name} {one.usage}", f"    {one.summary}"]
    lines += FILTERS
    given = list(examples)
    if given:
        lines += ["Try:", *(f"    {example}" for example in given)]
    return "\n".join(lines)


def status_text(
    *,
    articles: int,
    people: int,
    facts: Mapping[str, int],
    last_ingest: str | None,
    reader: str | None,
    copies: int,
) -> str:
    """The archive in a few lines.

    `copies` of the articles are copies of others; `facts` counts by kind; `last_ingest` is UTC in
    ISO 8601; `reader` names the language model that read the articles.
    """
    told = count(articles, "article")
    if copies:
        told += f" ({copies:,} of them {'a copy' if copies == 1 else 'copies'} of another)"
    lines = [f"{told}, {count(people, 'person', 'people')}"]
    kinds = [count(number, kind) for kind, number in sorted(facts.items()) if number]
    lines.append(f"Facts: {', '.join(kinds) or 'none'}")
    if last_ingest is not None:
        lines.append(f"Last ingest: {last_ingest[:16].replace('T', ' ')} UTC")
    if reader is not None:
        lines.append(f"Read with: {reader}")
    return "\n".join(lines)


def gap_line(gap: Gap) -> str:
    """A question and how it fared: "“why?”: asked 3 times, 1 unhelpful, last on 15 May 2022".

    The words of people are made neutral: they call nobody and link nowhere.
    """
    return f"“{neutral(gap.asked)}”: {gap_fared(gap)}"


def gap_fared(gap: Gap) -> str:
    """How a question fared: "asked 3 times, 1 unhelpful, last on 15 May 2022"."""
    told = [f"asked {count(gap.times, 'time')}"] if gap.times else []
    told += [f"{gap.unhelpful:,} unhelpful"] if gap.unhelpful else []
    return f"{', '.join(told)}, last on {date_words(gap.at[:10])}"


def gaps_foot(listing: Listing) -> str:
    """How many questions are listed, in which order, and which page of them this is."""
    told = f"{count(listing.total, 'question')}, those asked or found unhelpful most often first"
    if listing.pages == 1:
        return f"{told}."
    return f"{told}; page {listing.page:,} of {listing.pages:,}."


def gaps_text(listing: Listing) -> str:
    """A page of questions without an answer, one a line; or that there is none."""
    if not listing.gaps:
        return NO_GAPS
    return "\n".join([*map(gap_line, listing.gaps), gaps_foot(listing)])
