"""A whole Answer as text: for a terminal, and as the short `text` beside Slack's blocks."""

from collections.abc import Iterable

from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    AgreementFact,
    Answer,
    Choice,
    Evidence,
    Fact,
    Kind,
    Latest,
    MeetingFact,
    Profile,
    RoleFact,
    Scope,
    Source,
)
from knowledge.text import neutral
from knowledge.wording import facts as say
from knowledge.wording import notices, people, totals
from knowledge.wording.confidence import warning
from knowledge.wording.stories import also_printed, copies_of, leading

FALLBACK_LIMIT = 3_000
"""Longest fallback text, in characters; Slack recommends at most 4,000."""

_SOURCES_SHOWN = 4


def count(number: int, noun: str, plural: str | None = None, *, complete: bool = True) -> str:
    """A number with its noun: "1 article", "1,204 people"; "10,000+ facts" for not `complete`."""
    said = number_words(number, complete=complete)
    return f"{said} {noun if number == 1 else plural or noun + 's'}"


def scope(searched: Scope) -> str:
    """What an answer stands on: "Facts as of 15 November 2022, 14 articles."."""
    if not searched.articles:
        return "The archive is empty."
    articles = count(searched.articles, "article")
    if searched.last is None:
        return f"Facts from {articles} without publication dates."
    return f"Facts as of {date_words(searched.last)}, {articles}."


def searched_words(searched: Scope) -> str:
    """Where something was looked for: "searched 14 articles, to 20 December 2022"."""
    articles = f"searched {count(searched.articles, 'article')}"
    return f"{articles}, to {date_words(searched.last)}" if searched.last else articles


def headline(answer: Answer) -> str:
    """What was understood and how many were found: "Meetings with Japan: 7, page 1 of 2".

    What is told in a sentence has only some facts below it, so they are not counted.
    """
    if answer.query is None or not answer.understood:
        return answer.understood
    line = answer.understood
    if answer.total and answer.profile is None and not is_told(answer):
        line += f": {number_words(answer.total, complete=answer.complete)}"
    if answer.pages > 1:
        more = "" if answer.complete else "+"
        line += f", page {answer.page} of {answer.pages}{more}"
    return line


def number_words(number: int, *, complete: bool) -> str:
    """How many there are: "1,234"; "10,000+" where not all are counted."""
    return f"{number:,}" if complete else f"{number:,}+"


def is_told(answer: Answer) -> bool:
    """Whether a question was answered: in a sentence with facts behind it, or in the article's."""
    return answer.answered and (bool(answer.message) or answer.query is None)


def sentences_heading(answer: Answer) -> str:
    """What stands above sentences of articles: they answer, or they hold the words searched for."""
    return "What the articles say" if is_told(answer) else "Sentences with these words"


def _opening(answer: Answer) -> list[str]:
    """The line of what was understood and what is said, with the answer in a sentence first."""
    said = _optional(answer.message)
    notes = [f"Note: {note}" for note in answer.notes]
    line = headline(answer)
    if is_told(answer):
        return [*said, *([f"Understood: {line}"] if line else []), *notes]
    return [line, *notes, *said]


def fact_line(fact: Fact) -> str:
    """A fact of any kind in one line."""
    return say.fact_line(fact)


def plain(answer: Answer) -> str:
    """The whole answer for a terminal: lines, quotations, sources, what to type next.

    Control and bidirectional characters of articles are left out; nothing else of them is changed.
    """
    parts = _opening(answer)
    if answer.profile is not None:
        parts += _profile(answer.profile)
    first = _first_number(answer)
    for number, fact in enumerate(answer.facts, start=first):
        parts.append("")
        parts += _numbered(number, fact)
    if answer.sentences:
        parts += ["", f"{sentences_heading(answer)}:"]
        for source in answer.sentences:
            parts += _quoted(source, "   ")
    if answer.totals is not None:
        parts += ["", *totals.plain(answer.totals)]
    if answer.choices or answer.nearest or answer.question:
        parts.append("")
    parts += _optional(answer.question)
    parts += _choices(answer.choices)
    if answer.nearest:
        parts += ["You could also ask:", *_choices(answer.nearest)]
    parts += ["", scope(answer.scope)]
    return printable("\n".join(parts).strip())


def _optional(text: str | None) -> list[str]:
    return [] if text is None else [text]


def _first_number(answer: Answer) -> int:
    """The number of the first fact on the page, counted over all pages."""
    if answer.page <= 1:
        return 1
    if answer.page < answer.pages:
        return (answer.page - 1) * len(answer.facts) + 1
    return answer.total - len(answer.facts) + 1


def _numbered(number: int, fact: Fact) -> list[str]:
    said = warning(fact)
    lines = [f"{number}. {fact_line(fact)}", *([f"   ⚠ {said}"] if said else [])]
    shown = shown_sources(fact)
    for number, source in enumerate(shown):
        last = number + 1 == len(shown) or shown[number + 1].article != source.article
        lines += _quoted(source, "   ", copies_of(fact, source) if last else ())
    more = len({s.story for s in fact.sources} - {s.story for s in shown})
    if more:
        lines.append(f"   … and in {count(more, 'more article', 'more articles')}")
    return lines


def _quoted(source: Source, indent: str, copies: Iterable[Source] = ()) -> list[str]:
    quotation = say.quotation(source)
    lines = [f"{indent}{quotation}"] if quotation else []
    lines.append(f"{indent}— {say.source_line(source)} [{source.article}]")
    more = [*notices.beside(source), also_printed(source, copies)]
    return [*lines, *(f"{indent}  {said}" for said in more if said)]


def shown_sources(fact: Fact) -> list[Source]:
    """The sources that a fact is shown with: of a title the latest, of all else the first few.

    Those of one article stand together in the order of its text, and no sentence comes twice, nor
    does a copy beside its original, unless it tells something else. What was planned and came true
    is shown with the articles that say so, the latest first.
    """
    if isinstance(fact, RoleFact):
        source = say.newest(fact.sources) or next(iter(fact.sources), None)
        return [] if source is None else [source]
    own = leading(fact)
    articles = list(dict.fromkeys(source.article for source in own))
    if isinstance(fact, MeetingFact | AgreementFact) and fact.history:
        articles.reverse()
    ordered = sorted(own, key=lambda s: (articles.index(s.article), _place(s)))
    told: set[Evidence] = set()
    shown = []
    for source in ordered:
        if not source.evidence or not told.issuperset(source.evidence):
            shown.append(source)
        told.update(source.evidence)
    return shown[:_SOURCES_SHOWN]


def _place(source: Source) -> int:
    """Where in its article a source begins."""
    return min((evidence.start for evidence in source.evidence), default=0)


def _profile(profile: Profile) -> list[str]:
    lines = [profile.person.name, *(f"  {note}" for note in people.notes(profile))]
    for held in profile.roles:
        lines.append(f"  {say.held(held)}")
        for source in shown_sources(held):
            lines += _quoted(source, "    ", copies_of(held, source))
    if profile.aliases:
        lines.append(f"  Also written: {', '.join(profile.aliases)}")
    if profile.meetings:
        more = profile.meetings_total > len(profile.meetings)
        met = count(profile.meetings_total, "meeting", complete=profile.complete)
        lines.append(f"  {'Latest of ' if more else ''}{met}:")
        for fact in profile.meetings:
            lines.append(f"  - {fact_line(fact)}")
            # Without a title, the meetings are what the answer stands on.
            for source in [] if profile.roles else shown_sources(fact):
                lines += _quoted(source, "    ")
    for latest in profile.latest:
        lines.append(f"  {latest_heading(latest)}:")
        for told in latest.facts:
            lines.append(f"  - {fact_line(told)}")
            for source in [] if profile.roles or profile.meetings else shown_sources(told):
                lines += _quoted(source, "    ")
    return lines


_KINDS = {
    Kind.STATEMENT: "statement",
    Kind.AGREEMENT: "agreement",
    Kind.PAYMENT: "sum told of in the same sentence",
    Kind.MILESTONE: "plan or date",
}
_PLURALS = {
    Kind.PAYMENT: "sums told of in the same sentences",
    Kind.MILESTONE: "plans and dates",
}


def latest_heading(latest: Latest) -> str:
    """What the latest facts of a kind are: "Latest of 12 statements"."""
    noun = _KINDS.get(latest.kind, str(latest.kind))
    plural = _PLURALS.get(latest.kind)
    told = count(latest.total, noun, plural, complete=latest.complete)
    return f"Latest of {told}" if latest.total > len(latest.facts) else told


def _choices(choices: Iterable[Choice]) -> list[str]:
    return [f"  - {_offer(choice)}" for choice in choices]


def _offer(choice: Choice) -> str:
    """What to type next, with what it brings where that says more."""
    typed = f"/{choice.text}"
    return typed if choice.label == typed else f"{choice.label}: {typed}"


def fallback(answer: Answer, limit: int = FALLBACK_LIMIT) -> str:
    """The gist of an answer in at most `limit` characters, for notifications and screen readers.

    Every line is neutral (no mention, link or markup of an article or a user takes effect), and
    whole lines are left out at the end, with a count, rather than cut.
    """
    told = _optional(answer.message)
    lines = [headline(answer), *answer.notes]
    lines = [*told, *lines] if is_told(answer) else [*lines, *told]
    if answer.profile is not None:
        lines += [fact_line(held) for held in answer.profile.roles]
        lines += [fact_line(fact) for fact in answer.profile.meetings]
        lines += [fact_line(fact) for latest in answer.profile.latest for fact in latest.facts]
    lines += [fact_line(fact) for fact in answer.facts]
    lines += [say.quotation(source) for source in answer.sentences]
    lines += [] if answer.totals is None else [totals.gist(answer.totals)]
    lines += _optional(answer.question)
    lines += [choice.label for choice in (*answer.choices, *answer.nearest)]
    split = [neutral(part, 500) for line in lines for part in line.splitlines()]
    return _fit([line for line in split if line], neutral(scope(answer.scope)), limit)


def _fit(lines: list[str], last: str, limit: int) -> str:
    kept: list[str] = []
    room = limit - len(last) - len("\n… and 0,000 more\n")
    for line in lines:
        if len(line) + 1 > room:
            break
        room -= len(line) + 1
        kept.append(line)
    left = len(lines) - len(kept)
    if left:
        kept.append(f"… and {left:,} more")
    return "\n".join([*kept, last])[:limit]


def printable(text: str) -> str:
    """Drop control, bidirectional and invisible characters, keeping lines and spaces."""
    return "".join(ch if ch.isprintable() or ch == "\n" else _blank(ch) for ch in text)


def _blank(character: str) -> str:
    return " " if character.isspace() else ""
