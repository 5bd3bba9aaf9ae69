"""A source in a modal: the passage in its article, the sentence that the fact stands on in bold.

What else tells of the fact, such as where or what was spoken about, may stand all over the article:
some of it is shown, in plain letters, each with the mark of what was left out in between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.ids import Callback
from bot.render import limits
from bot.render.blocks import Block, Run, context, divider, header, modal, passage, section
from bot.render.text import Mrkdwn, escape, join, link, literal, size
from knowledge.dates.edtf import words as date_words
from knowledge.model import Article, Evidence, Paragraph, ParagraphRole, Source
from knowledge.wording import facts as say
from knowledge.wording import notices

SOURCES_SHOWN = 6
"""Sources in one modal; more would not leave room for any passage."""

_ENDS = re.compile(r"(?<=[.!?។。])[”’\"')\]]*\s+")

_SHOWN = frozenset(
    {ParagraphRole.BODY, ParagraphRole.HEADING, ParagraphRole.DATELINE, ParagraphRole.CAPTION}
)

AROUND = 320
"""Characters of text before and after the sentence in its paragraph, and of each paragraph beside
it: two or three sentences."""

FURTHER = 4
"""Pieces shown that add to the first sentence: one, or several that follow on each other."""

WHY = "Why does Dateline say so?"
"""Above what a fact stands on."""

_WHY_LINES = 14
_WHY_LINE = 200

LEFT_OUT = "[…]"
EXCERPT = f"An excerpt: {LEFT_OUT} stands where the article says more."

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A source with its article, and where its evidence stands in the article's text.

    The first of the `spans` is that of the sentence which the fact stands on.
    """

    source: Source
    article: Article
    spans: tuple[Span, ...]


def locate(article: Article, evidence: Sequence[Evidence]) -> tuple[Span, ...] | None:
    """Where evidence stands in the article as stored, in its order; None when it isn't there.

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
    return tuple(dict.fromkeys(spans)) if spans else None


def source_modal(
    opened: Sequence[Opened], missing: int = 0, why: Sequence[str] = ()
) -> dict[str, Any]:
    """The view of one or several sources; `missing` sources are said to have changed.

    `why` explains the fact that they are sources of, a sentence each.
    """
    shown = opened[:SOURCES_SHOWN]
    blocks: list[Block] = []
    for number, one in enumerate(shown):
        blocks += [divider()] if number else []
        blocks += _article(one, limits.PASSAGE // max(1, len(shown)))
    if len(opened) > len(shown):
        blocks.append(context(escape(f"and {len(opened) - len(shown)} more")))
    if missing:
        blocks.append(context(escape(f"{missing} no longer in the archive in these words")))
    if why:
        blocks += [divider(), header(WHY), section(_listed(why))]
    return modal("Source" if len(opened) == 1 else "Sources", blocks, Callback.SOURCE)


def _listed(lines: Sequence[str]) -> Mrkdwn:
    """Sentences one below the other, as many as a section holds."""
    return join("\n", *(escape(f"• {line}", _WHY_LINE) for line in lines[:_WHY_LINES]))


def notice_modal(said: str) -> dict[str, Any]:
    """A view with one sentence in plain words (ours, in mrkdwn), such as an error."""
    return modal("Dateline", [section(Mrkdwn(said))], Callback.NOTICE)


def _article(opened: Opened, room: int) -> list[Block]:
    paragraphs, is_excerpt = _paragraphs(opened.article, opened.spans, room)
    about = [_provenance(opened)]
    about += [escape(said, 400) for said in notices.beside(opened.source)]
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
    """The passage around the first span, with more of the evidence, and if that is not all.

    It takes `room` units; what is left out before, between and after is marked.
    """
    main, further = spans[0], _following(article.text, spans[1:])[:FURTHER]
    shown = [p for p in article.paragraphs if p.role in _SHOWN or _touches(p, spans)]
    told = [index for index, part in enumerate(shown) if _touches(part, [main])]
    if not told:
        return [[Run(_bare(article, main, room), strong=True)]], True
    near = {index: _around(article.text, shown[index], main) for index in told}
    beside = []
    # A paragraph of which only a part is shown is context enough on that side.
    if told[0] > 0 and near[told[0]][0] == shown[told[0]].start:
        beside.append(told[0] - 1)
    following = told[-1] + 1
    whole = near[told[-1]][1] == shown[told[-1]].end
    if following < len(shown) and whole and shown[following].role is not ParagraphRole.HEADING:
        beside.append(following)
    wide = near | {index: _around(article.text, shown[index], main) for index in beside}
    if sum(end - start for start, end in wide.values()) > room:
        wide = near
    windows = {index: [span] for index, span in wide.items()}
    for index, part in enumerate(shown):
        for start, end in further:
            if _touches(part, [(start, end)]):
                inside = max(start, part.start), min(end, part.end)
                windows[index] = _joined(article.text, [*windows.get(index, []), inside])
    runs: list[list[Run]] = []
    before = -1
    for index in sorted(windows):
        runs += _gap(runs) if index > before + 1 else []
        runs.append(_runs(article.text, shown[index], windows[index], main))
        before = index
    runs += _gap(runs) if before < len(shown) - 1 else []
    fitting = _within(runs, room, main[1] - main[0])
    excerpt = any(LEFT_OUT in run.text for pieces in runs for run in pieces)
    return fitting, excerpt or fitting != runs


def _gap(runs: list[list[Run]]) -> list[list[Run]]:
    """The mark between paragraphs, unless the one before ends with it."""
    marked = bool(runs) and runs[-1][-1].text.endswith(LEFT_OUT)
    return [] if marked else [[Run(LEFT_OUT)]]


def _around(text: str, paragraph: Paragraph, main: Span) -> Span:
    """What is shown of a paragraph: the sentence in it, or what is nearest to it, with a little."""
    start = max(paragraph.start, min(main[0], paragraph.end) - AROUND)
    end = min(paragraph.end, max(main[1], paragraph.start) + AROUND)
    if start > paragraph.start:
        begun = [one.end() for one in _ENDS.finditer(text, start, min(main[0], paragraph.end))]
        start = begun[0] if begun else start
    if end < paragraph.end:
        ended = [one.start() for one in _ENDS.finditer(text, max(main[1], paragraph.start), end)]
        end = ended[-1] if ended else end
    return start, end


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those with nothing but spaces in between as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _following(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans in their order, those as one that follow on each other, as sentences of a speech do."""
    found: list[Span] = []
    for start, end in spans:
        if found and found[-1][1] <= start and not text[found[-1][1] : start].strip():
            start = found.pop()[0]
        found.append((start, end))
    return found


def _bare(article: Article, main: Span, room: int) -> str:
    """The sentence alone, for an article whose paragraphs are not known."""
    return literal(article.text[main[0] : main[1]], room)


def _touches(paragraph: Paragraph, spans: Sequence[Span]) -> bool:
    return any(start < paragraph.end and paragraph.start < end for start, end in spans)


def _runs(text: str, paragraph: Paragraph, shown: Sequence[Span], main: Span) -> list[Run]:
    """What is shown of a paragraph, cut at the edges of the sentence that counts."""
    runs, at = [], paragraph.start
    for start, end in shown:
        runs += [Run(f"{LEFT_OUT} " if at == paragraph.start else f" {LEFT_OUT} ")] * (at < start)
        strong = max(start, min(main[0], end)), min(end, max(main[1], start))
        runs += [Run(text[start : strong[0]]), Run(text[strong[0] : strong[1]], strong=True)]
        runs.append(Run(text[strong[1] : end]))
        at = end
    runs += [Run(f" {LEFT_OUT}")] * (at < paragraph.end)
    return [run for run in runs if run.text]


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
