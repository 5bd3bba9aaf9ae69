"""What the archive says to a text: what differs with its sentence, what agrees, what is unknown.

The blocks fit a message and a window alike.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.ids import Action, Callback
from bot.render import limits
from bot.render.blocks import (
    Block,
    Message,
    button,
    context,
    divider,
    modal,
    quotation,
    section,
)
from bot.render.text import Mrkdwn, bold, clip, escape, join, link
from bot.said import Said
from bot.values import PassageRef
from knowledge.drafts import LONGEST, Finding, Verdict
from knowledge.model import Scope, Source
from knowledge.wording import drafts as words
from knowledge.wording import facts as say
from knowledge.wording import notices, texts
from knowledge.wording.links import at_sentence

_SPAN = 160
"""Characters of a claim as the draft has it."""

_VALUE = 400
"""Characters of what the archive has in its place."""

_CLAIMS = 30
"""Claims that are named in one row."""

_ARTICLES = 6
"""Articles that are named for what agrees."""

CAUTION = (
    "Only the newsroom's own articles were asked. What they don't say may be right all the same; "
    "where they differ, it is for you to say who is right."
)
FILES = "Files and pictures were not read, only the words of the message."
FOREIGN = "This text does not seem to be English, the only language that I read for facts."
CUT = f"Only the first {LONGEST:,} characters were read."


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the source of its sentence, if it has one."""

    finding: Finding
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much is shown: differing claims, and characters of their sentences and of rows."""

    differing: int
    quote: int
    row: int


_DETAILS = (
    _Detail(12, limits.QUOTE, 2_000),
    _Detail(10, 300, 1_000),
    _Detail(8, 160, 500),
    _Detail(5, 120, 250),
)


def check_message(rows: Sequence[Told], searched: Scope, said: Said) -> Message:
    """Everything found, as long as Slack takes it."""
    for detail in _DETAILS:
        blocks = _blocks(rows, searched, said, detail)
        if len(blocks) <= limits.MESSAGE_BLOCKS and limits.weight(blocks) <= limits.TOTAL:
            break
    differing = [row.finding for row in rows if row.finding.verdict is Verdict.DIFFERS]
    lines = [words.summary([row.finding for row in rows]), *map(words.line, differing)]
    return Message(escape("\n".join(lines), limits.MESSAGE_TEXT), tuple(limits.fit(blocks)))


def check_modal(message: Message) -> dict[str, Any]:
    """The same as a window."""
    return modal("Against the archive", message.blocks, Callback.CHECK)


def _blocks(rows: Sequence[Told], searched: Scope, said: Said, detail: _Detail) -> list[Block]:
    blocks = [section(bold(words.summary([row.finding for row in rows]), 400))]
    said_too = ((FOREIGN, said.foreign), (CUT, said.cut), (FILES, bool(said.files)))
    if notes := [escape(note) for note, so in said_too if so]:
        blocks.append(context(*notes))
    makers = {Verdict.DIFFERS: _differing, Verdict.AGREES: _agreeing, Verdict.UNKNOWN: _unknown}
    for verdict, heading in words.GROUPS:
        group = [row for row in rows if row.finding.verdict is verdict]
        if group:
            blocks += [divider(), section(bold(heading)), *makers[verdict](group, detail)]
    small = [escape(CAUTION)] if rows else []
    return [*blocks, context(*small, escape(texts.scope(searched)))]


def _differing(rows: Sequence[Told], detail: _Detail) -> list[Block]:
    blocks: list[Block] = []
    for number, row in enumerate(rows[: detail.differing]):
        one, source = row.finding, row.source
        # Whole, since a quotation may differ in its last word.
        archive = bold(f"“{clip(words.archive_value(one), _VALUE)}”")
        other = words.other_words(one)
        says = join(" ", escape("The archive says"), archive, escape(other and f"({other})"))
        opening = None if source is None else _opening(one, source)
        aloud = f"Source: {words.what(one)} {one.span}"
        accessory = opening and button(
            "Source", Action.PASSAGE, opening, key=str(number), aloud=aloud
        )
        blocks.append(section(join("\n", _claim(one), says), accessory or None))
        if source is not None:
            blocks.append(quotation(say.quotation(source), detail.quote))
            blocks.append(context(_article(source)))
    if more := rows[detail.differing :]:
        blocks.append(section(_row([row.finding for row in more], detail, "Also:")))
    return blocks


def _agreeing(rows: Sequence[Told], detail: _Detail) -> list[Block]:
    """By article, since one article often has most of it."""
    by_article: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        by_article[row.source.article if row.source is not None else ""].append(row)
    shown = list(by_article.values())
    blocks: list[Block] = []
    for group in shown[:_ARTICLES]:
        source = group[0].source
        blocks.append(section(_row([row.finding for row in group], detail)))
        if source is not None:
            blocks.append(context(_article(source)))
    if rest := [row.finding for group in shown[_ARTICLES:] for row in group]:
        blocks.append(section(_row(rest, detail, "In other articles:")))
    return blocks


def _unknown(rows: Sequence[Told], detail: _Detail) -> list[Block]:
    return [section(_row([row.finding for row in rows], detail))]


def _row(found: Sequence[Finding], detail: _Detail, head: str = "") -> Mrkdwn:
    """Claims in a row, behind what they have in common."""
    claims: list[Mrkdwn] = []
    used = 0
    for one in found[:_CLAIMS]:
        claim = _claim(one)
        used += len(claim)
        if claims and used > detail.row:
            break
        claims.append(claim)
    more = len(found) - len(claims)
    rest = escape(f" and {more} more") if more else Mrkdwn("")
    return join(" ", escape(head), join("", join(", ", *claims), rest))


def _claim(one: Finding) -> Mrkdwn:
    """A claim as the draft has it, in a few words."""
    span = " ".join(one.span.split())
    said = join(" ", escape(words.what(one)), escape(f"“{clip(span, _SPAN)}”", 2 * _SPAN))
    return join(" ", said, bold(f"({words.WITHDRAWN})")) if one.withdrawn else said


def _article(source: Source) -> Mrkdwn:
    """Where a sentence stands, and what became of its article."""
    line = link(at_sentence(source), say.source_line(source), 400)
    return join("\n", line, *(escape(said, 400) for said in notices.beside(source)))


def _opening(one: Finding, source: Source) -> str | None:
    """What a button that opens the passage stands for; None where none can carry it."""
    evidence = source.evidence[0]
    return PassageRef(evidence.article, evidence.start, evidence.text).encode()
