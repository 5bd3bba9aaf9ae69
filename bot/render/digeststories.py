"""The stories of a digest as blocks, and what goes with them: lines, quotations, sources."""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Block, Element, button, context, section
from bot.render.menus import more_menu
from bot.render.text import Mrkdwn, bold, escape, italic, join, link, quoted
from bot.values import SourceRef
from knowledge.model import (
    Contradiction,
    Edition,
    Fact,
    Flagged,
    OpenQuestion,
    RoleFact,
    Source,
    StatementFact,
    Story,
)
from knowledge.wording import desk, notices, reasons, statements
from knowledge.wording import digests as say
from knowledge.wording.facts import (
    head_and_body,
    is_undated,
    quotation,
    source_line,
    source_title,
)
from knowledge.wording.links import at_sentence
from knowledge.wording.stories import also_printed, copies_of
from knowledge.wording.texts import count, shown_sources

ALSO = 6
"""Facts that are told under a story besides the one that leads it."""

_SOURCES = 2
_DECIDED = 6
"""Decisions of the desk that an edition names, the latest."""

_BRIEF, _LINES = 160, 8
"""Characters of a story in a line, and such lines of one block."""
_LINE, _QUOTE, _TITLE = 700, 350, 240


def line_block(number: int, story: Story, *, room: int) -> Block:
    """A story in one paragraph: what, when, its quotation, its source and what is told with it.

    `room` is for what happened; the quotation gets as much.
    """
    fact = story.lead
    source, quote = _source(fact), quote_of(story)
    more = say.with_it(story)
    text = join(
        "\n",
        _line(number, story, room),
        quoted(_clip(quote, room), room + 50) if quote else Mrkdwn(""),
        escape(_clip(f"Also: {more}", room), 2 * room) if more else Mrkdwn(""),
        _where(source, fact),
    )
    return section(text, _button(fact, source))


def quote_of(story: Story) -> str:
    """The quotation that a story's line shows; "" for none."""
    source = _source(story.lead)
    return "" if source is None or _says_itself(story.lead) else quotation(source)


def story_blocks(number: int, story: Story, *, above: bool = False) -> list[Block]:
    """A story in full: its line, quotations with their sources, and what else is told of it.

    Where its line stands `above` already, with its quotation, that is not shown again.
    """
    fact = story.lead
    shown = shown_sources(fact)[:_SOURCES]
    menu = more_menu(fact, next(iter(shown), None))
    blocks = [section(_line(number, story, _LINE), menu)]
    told: set[str] = {quote_of(story)} if above else set()
    for source in shown:
        blocks += _quoted(fact, source, told)
    more = len({source.story for source in fact.sources} - {s.story for s in shown})
    blocks += [context(escape(f"and told by {count(more, 'more article')}"))] if more else []
    named = {source.article for source in shown}
    for other in story.facts[1 : ALSO + 1]:
        blocks.append(_also(other, fact, told, named))
    rest = len(story.facts) - ALSO - 1
    if rest > 0:
        blocks.append(context(escape(f"and {count(rest, 'more fact')} of it in the archive")))
    return blocks


def brief_blocks(numbered: Sequence[tuple[int, Story]]) -> list[Block]:
    """Stories in a line each, with their source: for those that are not told in full."""
    lines = [
        join(
            " · ",
            join(" ", bold(f"{number}."), escape(_clip(say.told(story), _BRIEF), 2 * _BRIEF)),
            Mrkdwn("") if source is None else link(at_sentence(source), source_title(source), 80),
        )
        for number, story in numbered
        for source in [_source(story.lead)]
    ]
    return [section(join("\n", *lines[n : n + _LINES])) for n in range(0, len(lines), _LINES)]


def _line(number: int, story: Story, room: int) -> Mrkdwn:
    """What happened and when, with what an updated article tells otherwise now."""
    changes = [reasons.change(one) for one in story.changes if one.field != "status"]
    what, when = _what(story.lead)
    if _is_reported(story.lead):
        what = f"{statements.speaker(story.lead)}, as reported"
    return join(
        "\n",
        join(" · ", bold(f"{number}. {_clip(what, room)}", 2 * room), italic(when, 200)),
        *(bold(_clip(one, room), room + 50) for one in changes[:2]),
    )


def _what(fact: Fact) -> tuple[str, str]:
    """A fact in words, and its date; of a title the person comes with it."""
    head, body = head_and_body(fact)
    body = desk.noted(fact, body)
    if isinstance(fact, RoleFact):
        return f"{head}: {body}", ""
    when = say.short(head)
    return body, when[:1].lower() + when[1:] if is_undated(fact) else when


def _says_itself(fact: Fact) -> bool:
    """Whether a line holds the quotation already."""
    return isinstance(fact, StatementFact) and fact.direct


def _is_reported(fact: Fact) -> TypeGuard[StatementFact]:
    """Whether a fact is a statement whose sentence, shown below, says what its line would."""
    source = _source(fact)
    reported = isinstance(fact, StatementFact) and not fact.direct
    return reported and source is not None and bool(quotation(source))


def _quoted(fact: Fact, source: Source, told: set[str]) -> list[Block]:
    """A quotation and where it stands; none that was shown before."""
    said = quotation(source)
    if not said or said in told:
        return []
    told.add(said)
    text = join("\n", quoted(_clip(said, _QUOTE), _QUOTE + 50), _where(source, fact))
    return [section(text, _button(fact, source))]


def _also(fact: Fact, lead: Fact, told: set[str], named: set[str]) -> Block:
    """Another fact of a story: its line, and its quotation and source if not shown yet."""
    source = _source(fact)
    said = "" if source is None else quotation(source)
    fresh = bool(said) and said not in told and not _says_itself(fact)
    told.add(said)
    what, when = _what(fact)
    if _is_reported(fact) and fresh:
        what = f"{statements.speaker(fact)}, as reported:"
    own = when if not is_undated(fact) and when != _what(lead)[1] else ""
    text = join(
        "\n",
        join(" · ", escape(f"• {_clip(what, _LINE // 2)}", _LINE), italic(own, 200)),
        quoted(_clip(said, _QUOTE), _QUOTE + 50) if fresh else Mrkdwn(""),
        Mrkdwn("") if source is None or source.article in named else _where(source, fact),
    )
    return section(text, _button(fact, source))


def aside_blocks(edition: Edition) -> Iterator[tuple[str, list[list[Block]]]]:
    """What goes with the news: headings, and the blocks of each thing told below them."""
    found: tuple[tuple[str, list[list[Block]]], ...] = (
        (say.FLAGGED, [flagged_blocks(one) for one in edition.flagged]),
        (
            say.ON_THIS_DAY,
            [
                [_fact(one.fact, bold(f"{count(one.years, 'year')} ago:"))]
                for one in edition.on_this_day
            ],
        ),
        (say.COMING_UP, [[_fact(fact, Mrkdwn("•"))] for fact in edition.coming_up]),
        (say.DIFFER, [_differing(one) for one in edition.contradictions]),
        (say.OPEN, [[_question(one)] for one in edition.open_questions]),
    )
    yield from ((heading, told) for heading, told in found if told)


def correction_blocks(edition: Edition, decided: Sequence[Mrkdwn] = ()) -> list[Block]:
    """What became of what earlier editions told: of stories, and what the desk `decided`."""
    lines = [
        join(
            "\n",
            _became(one),
            *(escape(_clip(say.told_before(told), _LINE), _LINE) for told in one.told),
        )
        for one in edition.flagged
        if one.told
    ]
    lines += decided[-_DECIDED:]
    more = len(decided) - _DECIDED
    lines += [escape(f"and {more:,} more by the desk")] if more > 0 else []
    return [section(join("\n", bold("Corrections"), *lines))] if lines else []


def flagged_blocks(one: Flagged) -> list[Block]:
    """A story that was corrected or withdrawn, and what it tells, with the way to each sentence."""
    return [section(_became(one)), *(_fact(fact, Mrkdwn("•")) for fact in one.facts)]


def _became(one: Flagged) -> Mrkdwn:
    """A story, and what its outlet did to it."""
    title = one.title or one.notice.article
    where = link(one.url, f"“{title}”" + (f", {one.outlet}" if one.outlet else ""), _TITLE)
    said = notices.told([one.notice])[0]
    return join(" ", where, bold(f"– {_clip(said, _LINE)}", 2 * _LINE))


def _fact(fact: Fact, before: Mrkdwn, after: str = "") -> Block:
    """A fact with its source, between a few words of our own."""
    source = _source(fact)
    quote = "" if source is None or _says_itself(fact) else quotation(source)
    text = join(
        "\n",
        join(" ", before, _told(fact)),
        quoted(_clip(quote, _QUOTE), _QUOTE + 50) if quote else Mrkdwn(""),
        _where(source, fact),
        bold(after, 300),
    )
    return section(text, _button(fact, source))


def _question(one: OpenQuestion) -> Block:
    """What is left to find out: a plan that nobody told the end of."""
    return _fact(one.fact, Mrkdwn("•"), one.words)


def _differing(one: Contradiction) -> list[Block]:
    """A field on which sources differ: each value with its sentence and source."""
    name = reasons.FIELDS.get(one.field, one.field)
    lines = [section(join(" ", Mrkdwn("•"), _told(one.fact)))]
    for value, sources in one.values[:4]:
        source = sources[0]
        text = join(
            "\n",
            bold(_clip(f"{name}: {reasons.value(one.field, value)}", 200), 250),
            quoted(_clip(quotation(source), _QUOTE), _QUOTE + 50),
            _where(source, one.fact),
        )
        lines.append(section(text, _button(one.fact, source)))
    return lines


def _told(fact: Fact) -> Mrkdwn:
    """A fact in one line, its date last."""
    what, when = _what(fact)
    return join(" · ", escape(_clip(what, _LINE // 2), _LINE), italic(when, 200))


def _source(fact: Fact) -> Source | None:
    return next(iter(shown_sources(fact)), None)


def _where(source: Source | None, fact: Fact) -> Mrkdwn:
    """Where a fact stands, what became of the article, and who printed it too."""
    if source is None:
        return Mrkdwn("")
    return join(
        "\n",
        link(at_sentence(source), say.short(source_line(source)), _TITLE),
        *(escape(_clip(said, _QUOTE), _QUOTE + 50) for said in notices.beside(source)),
        escape(_clip(also_printed(source, copies_of(fact, source)), _QUOTE), _QUOTE + 50),
    )


def _button(fact: Fact, source: Source | None) -> Element | None:
    """The way to the sentence in its article."""
    value = None if source is None else SourceRef(fact.id, source.reading).encode()
    if source is None or value is None or len(value) > _LINE:
        return None
    return button("Source", Action.SOURCE, value, aloud=f"Source: {source_title(source)}")


def _clip(text: str, room: int) -> str:
    return limits.clip_weight(" ".join(text.split()), room + 2)
