"""An `Answer` as a Slack message.

The message is tried with full detail first and with less until Slack would take it, so that
whatever an article holds, every fact of the page is told with a way to its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.ids import Action
from bot.render import limits
from bot.render.amendments import amended
from bot.render.blocks import (
    Block,
    Element,
    Encoded,
    Message,
    actions,
    button,
    context,
    divider,
    feedback,
    section,
)
from bot.render.charts import chart_of
from bot.render.facts import DETAILS, Detail, Shown
from bot.render.frames import Frame
from bot.render.pictures import drawing_button, picture_button
from bot.render.profiles import profile_blocks
from bot.render.sentences import sentence_blocks
from bot.render.tables import table_block
from bot.render.text import Mrkdwn, bold, clip_markup, escape, italic, join, mention, size
from bot.render.turning import turning
from bot.values import encode_ask, encode_feedback
from knowledge.language.compose import typed
from knowledge.model import Answer, Choice
from knowledge.wording import texts as words
from knowledge.wording import totals

__all__ = ["PER_PAGE", "Frame", "answer_message"]

PER_PAGE = 5
"""Facts of an answer that is shown as no table."""

CHOICES_SHOWN = 10

FOLLOW_UPS = 3
"""What is offered to ask next, below an answer in a sentence."""

_CURRENCIES = 4

_FIRST, _JUDGED = 2_000, 1_200
"""Characters of JSON of the line that comes first, and of what a thumb carries; both stay."""

_CHOICES_WEIGHT = 4_000
"""Characters of all buttons that offer a choice, as JSON; the answer needs the rest."""


def answer_message(answer: Answer, frame: Frame) -> Message:
    """Render an answer; never fails and never exceeds a limit, whatever the answer holds."""
    if frame.note and answer.facts:
        answer = replace(answer, notes=(frame.note, *answer.notes))
    text = escape(words.fallback(answer), limits.MESSAGE_TEXT)
    if frame.amended:
        text = Mrkdwn(clip_markup(join("\n", *frame.amended, text), limits.MESSAGE_TEXT))
    if frame.window:
        return Message(text, _fitting(answer, frame, [], extras=False))
    drawn = [] if frame.table or answer.page > 1 else chart_of(answer)
    blocks = _fitting(answer, frame, drawn, extras=True)
    return Message(text, blocks, _undrawn(answer, frame) if drawn else None)


def _undrawn(answer: Answer, frame: Frame) -> Block | None:
    """The button that draws what the chart shows, unless it stands below the answer anyway."""
    if answer.query is None or frame.shared_by is not None:
        return None
    first = typed(answer.query)
    if picture_button(answer, first, charts=True) is not None:
        return None
    made = drawing_button(first, private=frame.private)
    return None if made is None else actions(made)


def _fitting(answer: Answer, frame: Frame, drawn: Sequence[Block], *, extras: bool) -> Encoded:
    """Blocks within Slack's limits, as detailed as they may be, with room for the foot.

    `drawn` is the chart; `extras` are menus, folds and thumbs, which a window has none of.
    """
    scale = limits.Scale()
    foot = _foot(answer, frame, extras)
    count, total = limits.MESSAGE_BLOCKS - len(foot), limits.TOTAL - scale.weight(foot)
    before, behind = _around(answer, frame, drawn)
    if frame.table and answer.facts:
        table = table_block(answer, total - scale.weight([*before, *behind]))
        fitted = limits.fit([*before, table, *behind], count, total, scale)
        return Encoded.of([*fitted, *foot], scale.json)
    made = [Shown(fact, answer.highlights) for fact in answer.facts]
    for detail in DETAILS:
        detail = replace(detail, fold=True) if extras else replace(detail, menu=0)
        blocks = [*before, *_body(answer, made, detail), *behind]
        if len(blocks) <= count and scale.weight(blocks) <= total:
            break
    return Encoded.of([*limits.fit(blocks, count, total, scale), *foot], scale.json)


def _around(
    answer: Answer, frame: Frame, drawn: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """What was understood and is drawn before the facts, and behind them what could be asked."""
    before = [amended(frame.amended)] if frame.amended else []
    before += _opening(answer)
    if frame.message:
        before += _named(answer)
        answer = replace(answer, nearest=())
    before += drawn
    behind = _totals(answer)
    return before, behind if frame.shared_by is not None else [*behind, *_question(answer, frame)]


def _foot(answer: Answer, frame: Frame, extras: bool) -> list[Block]:
    """What stands below every page whatever the facts weigh: its buttons and the small print."""
    buttons = [] if frame.shared_by is not None else turning(answer, frame, charts=extras)
    blocks = [actions(*buttons)] if buttons else []
    blocks.append(context(*_small_print(answer, frame)))
    return [*blocks, *_thumbs(answer, frame)] if extras else blocks


def _opening(answer: Answer) -> list[Block]:
    """What was understood, what was assumed, and what there is to say before any fact.

    An answer in a sentence comes first and in plain letters; how the question was read stands small
    below it, so that a misreading is seen.
    """
    headline = limits.clip_weight(words.headline(answer), _FIRST)
    notes = join("\n", *(escape(note, 400) for note in answer.notes[:6]))
    message = limits.clip_weight(answer.message or "", _FIRST)
    said = [section(escape(message, 1_500))] if answer.message else []
    if words.is_told(answer):
        small = join("\n", escape(headline, 600), notes)
        return [*said, context(small)] if small else said
    line = bold(headline, 600)
    blocks = [section(line)] if line else []
    blocks += [context(notes)] if notes else []
    return [*blocks, *said]


def _body(answer: Answer, made: Iterable[Shown], detail: Detail) -> list[Block]:
    blocks: list[Block] = []
    if answer.profile is not None:
        blocks += profile_blocks(answer.profile, detail, answer.query)
    for shown in made:
        blocks += [divider(), *shown.blocks(detail)]
    if answer.sentences:
        # Where sentences are the whole answer, there is nothing to set them apart from.
        alone = words.is_told(answer) and not (answer.message or answer.facts)
        heading = section(bold(words.sentences_heading(answer)))
        blocks += [heading] if alone else [divider(), heading]
        for source in answer.sentences:
            blocks += sentence_blocks(source, answer.highlights, detail)
    return blocks


def _totals(answer: Answer) -> list[Block]:
    """What sums come to, and what was left out of that."""
    if answer.totals is None:
        return []
    told = [section(bold("Totals"))]
    for _, lines in totals.lines(answer.totals)[:_CURRENCIES]:
        line = join("\n", *(escape(f"{name}: {worth}", 300) for name, worth in lines))
        told.append(section(line))
    return [divider(), *told, context(escape(totals.caution(answer.totals), 600))]


def _thumbs(answer: Answer, frame: Frame) -> list[Block]:
    """Whether the answer helped; a shared answer is not asked about."""
    if frame.shared_by is not None:
        return []
    told = words.is_told(answer)
    value = typed(answer.query) if answer.query is not None and not told else ""
    value = value or (frame.asked if told else "")
    if not value:
        return []
    value = encode_feedback(frame.asker, value)
    fits = size(value) < limits.BUTTON_VALUE and limits.weight([{"value": value}]) <= _JUDGED
    return [feedback(Action.FEEDBACK, value)] if fits else []


def _question(answer: Answer, frame: Frame) -> list[Block]:
    """What is asked back, and what could be asked next or instead, as buttons."""
    blocks = []
    if answer.question:
        blocks.append(section(escape(answer.question, 600)))
    if choices := _choices(answer.choices, Action.CHOOSE, "choice"):
        blocks.append(actions(*choices))
    # What follows on an answer is asked besides it; in a window there is one place for both.
    told = words.is_told(answer)
    action = Action.FOLLOW if told and not frame.window else Action.CHOOSE
    offered = answer.nearest[:FOLLOW_UPS] if told else answer.nearest
    if nearest := _choices(offered, action, "nearest"):
        lead = "You could also ask:" if answer.answered else "You could ask instead:"
        blocks += [section(escape(lead)), actions(*nearest)]
    return blocks


def _named(answer: Answer) -> list[Block]:
    """A search button for each of what a message names."""
    buttons = _choices(answer.nearest, Action.CHOOSE, "named")
    return [section(escape("Or search for one alone:")), actions(*buttons)] if buttons else []


def _choices(choices: Iterable[Choice], action: Action, key: str) -> list[Element]:
    buttons: list[Element] = []
    for number, choice in enumerate(choices):
        value = encode_ask(choice.text)
        if value is None or len(buttons) >= CHOICES_SHOWN:
            continue
        made = button(choice.label, action, value, key=f"{key}{number}")
        if limits.weight([*buttons, made]) <= _CHOICES_WEIGHT:
            buttons.append(made)
    return buttons


def _small_print(answer: Answer, frame: Frame) -> list[Mrkdwn]:
    parts = [escape(words.scope(answer.scope))]
    if frame.shared_by is not None:
        parts.append(join(" ", italic("Shared by"), mention(frame.shared_by)))
    return parts
