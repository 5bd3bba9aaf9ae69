"""A source in a modal: the passage in its article, the sentences that count in bold."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.ids import Callback
from bot.render import limits
from bot.render.blocks import Block, Run, context, divider, header, modal, passage, section
from bot.render.text import Mrkdwn, clip, escape, join, link, literal, size
from knowledge.dates.edtf import words as date_words
from knowledge.model import Article, Evidence, Paragraph, ParagraphRole, Source
from knowledge.wording import facts as say

SOURCES_SHOWN = 6
"""Sources in one modal; more would not leave room for any passage."""

_SHOWN = frozenset(
    {ParagraphRole.BODY, ParagraphRole.HEADING, ParagraphRole.DATELINE, ParagraphRole.CAPTION}
)

LEFT_OUT = "[…]"
EXCERPT = f"An excerpt: {LEFT_OUT} stands where the article says more."

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A source with its article, and where its evidence stands in the article's text."""

    source: Source
    article: Article
    spans: tuple[Span, ...]


def locate(article: Article, evidence: Sequence[Evidence]) -> tuple[Span, ...] | None:
    """Where evidence stands in the article as stored, in order; None when it isn't there.

    An article may have been corrected since: then the sentence is looked for, never assumed.
    """
    spans = []
    for item in evidence:
        start, end = item.start, item.end
        if article.text[start:end] != item.text:
            start = article.text.find(item.text)
            end = start + len(item.text)
        if start < 0 or not item.text:
            return None
        spans.append((start, end))
    return tuple(sorted(spans)) if spans else None


def source_modal(opened: Sequence[Opened], missing: int = 0) -> dict[str, Any]:
    """The view of one or several sources; `missing` sources are said to have changed."""
    shown = opened[:SOURCES_SHOWN]
    blocks: list[Block] = []
    for number, one in enumerate(shown):
        blocks += [divider()] if number else []
        blocks += _article(one, limits.PASSAGE // max(1, len(shown)))
    if len(opened) > len(shown):
        blocks.append(context(escape(f"and {len(opened) - len(shown)} more")))
    if missing:
        blocks.append(context(escape(f"{missing} no longer in the archive in these words")))
    return modal("Source" if len(opened) == 1 else "Sources", blocks, Callback.SOURCE)


def notice_modal(said: str) -> dict[str, Any]:
    """A view with one sentence in plain words (ours, in mrkdwn), such as an error."""
    return modal("Dateline", [section(Mrkdwn(said))], Callback.NOTICE)


def _article(opened: Opened, room: int) -> list[Block]:
    paragraphs, is_excerpt = _paragraphs(opened.article, opened.spans, room)
    about = [_provenance(opened)]
    if is_excerpt:
        about.append(escape(EXCERPT))
    return [header(say.source_title(opened.source)), context(*about), passage(paragraphs)]


def _provenance(opened: Opened) -> Mrkdwn:
    """Outlet, byline, date with its basis, and the way to the page if there is one."""
    source, article = opened.source, opened.article
    parts = [escape(source.outlet or "", 120), escape(article.byline or "", 160)]
    if source.published is None:
        parts.append(escape("publication date unknown"))
    else:
        parts.append(escape(f"{date_words(source.published)} ({say.basis(source)})", 300))
    if source.url:
        parts.append(link(source.url, "Open the article"))
    return join(" · ", *parts)


def _paragraphs(article: Article, spans: Sequence[Span], room: int) -> tuple[list[list[Run]], bool]:
    """Paragraphs with evidence and their neighbours within `room` units, and if that is not all.

    What comes before, between and after them is marked.
    """
    shown = [p for p in article.paragraphs if p.role in _SHOWN or _touches(p, spans)]
    told = [index for index, part in enumerate(shown) if _touches(part, spans)]
    near = {index + step for index in told for step in (-1, 0, 1)}
    # The heading of the next section belongs to what comes after it.
    after = {index + 1 for index in told if _is_heading(shown, index + 1)} - set(told)
    wanted = sorted(index for index in near - after if 0 <= index < len(shown))
    must = sum(end - start for start, end in spans)
    if sum(shown[index].end - shown[index].start for index in wanted) > room:
        wanted = told
    if not told:
        return [[Run(_bare(article, spans, room), strong=True)]], True
    runs: list[list[Run]] = [[Run(LEFT_OUT)]] if wanted[0] else []
    # Indexes that follow each other have the same distance to their rank.
    for number, (_, group) in enumerate(
        groupby(enumerate(wanted), key=lambda pair: pair[1] - pair[0])
    ):
        runs += [[Run(LEFT_OUT)]] if number else []
        runs += [_runs(article.text, shown[index], spans) for _, index in group]
    runs += [[Run(LEFT_OUT)]] if wanted[-1] < len(shown) - 1 else []
    fitting = _within(runs, room, must)
    return fitting, len(wanted) < len(shown) or fitting != runs


def _is_heading(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return index < len(paragraphs) and paragraphs[index].role is ParagraphRole.HEADING


def _bare(article: Article, spans: Sequence[Span], room: int) -> str:
    """The evidence alone, for an article whose paragraphs are not known."""
    return clip(" … ".join(literal(article.text[a:b], room) for a, b in spans), room)


def _touches(paragraph: Paragraph, spans: Sequence[Span]) -> bool:
    return any(start < paragraph.end and paragraph.start < end for start, end in spans)


def _runs(text: str, paragraph: Paragraph, spans: Sequence[Span]) -> list[Run]:
    """A paragraph cut at the edges of the evidence in it."""
    runs, at = [], paragraph.start
    for start, end in spans:
        start, end = max(start, at), min(end, paragraph.end)
        if start < end:
            runs += [Run(text[at:start]), Run(text[start:end], strong=True)]
            at = end
    return [*runs, Run(text[at : paragraph.end])]


def _within(paragraphs: list[list[Run]], room: int, must: int) -> list[list[Run]]:
    """Clip what surrounds the evidence, then the evidence itself, to fit into `room`."""
    plain = [run for runs in paragraphs for run in runs if not run.strong]
    around = max(0, room - min(must, room))
    share = max(20, around // max(1, len(plain)))
    strong = max(40, min(must, room) // max(1, sum(r.strong for runs in paragraphs for r in runs)))
    total = sum(size(run.text) for runs in paragraphs for run in runs)
    if total <= room:
        share = strong = room
    return [
        [Run(literal(run.text, strong if run.strong else share), run.strong) for run in runs]
        for runs in paragraphs
    ]
