"""An `Answer` as a Slack message.

The message is tried with full detail first and with less until Slack would take it, so that
whatever an article holds, every fact of the page is told with a way to its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    feedback,
    passage,
    section,
)
from bot.render.charts import chart_of
from bot.render.exports import exports
from bot.render.facts import DETAILS, Detail, fact_blocks
from bot.render.marking import runs
from bot.render.pictures import picture_button
from bot.render.profiles import profile_blocks
from bot.render.tables import table_of
from bot.render.text import Mrkdwn, bold, clip, escape, italic, join, link, literal, mention, size
from bot.values import PassageRef, encode_ask
from knowledge.language.compose import typed
from knowledge.model import Answer, Choice, Evidence, Query, Source
from knowledge.wording import facts as say
from knowledge.wording import texts as words
from knowledge.wording import totals
from knowledge.wording.links import at_sentence

CHOICES_SHOWN = 10

FOLLOW_UPS = 3
"""What is offered to ask next, below an answer in a sentence."""

_CURRENCIES, _LEAST_QUOTE = 4, 160

_LONGEST_OPENING = 900
"""Characters of the value behind a passage's button: several stand in one message."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How an answer is shown.

    `private` answers, which only one person sees, can be shared; `direct` ones stand in the
    direct message with the bot. `shared_by` is the id of the user who shared this one. With `table`
    the facts come as one table. A `window` (a modal) takes neither charts nor tables, and has no
    room for menus. Of a `message` that was looked up, what else it names stands above the facts.
    `asked` is what somebody typed, in their words.
    """

    private: bool = False
    direct: bool = False
    shared_by: str | None = None
    table: bool = False
    window: bool = False
    message: bool = False
    asked: str = ""


TABLE_ROWS = 50
"""Facts of a page that is shown as a table."""


def answer_message(answer: Answer, frame: Frame) -> Message:
    """Render an answer; never fails and never exceeds a limit, whatever the answer holds."""
    text = escape(words.fallback(answer), limits.MESSAGE_TEXT)
    simplified = partial(_fitting, answer, replace(frame, table=False), extras=False)
    if frame.window:
        return Message(text, simplified())
    return Message(text, _fitting(answer, frame, extras=True), simplified)


def _fitting(answer: Answer, frame: Frame, *, extras: bool) -> tuple[Block, ...]:
    """Blocks within Slack's limits, as detailed as they may be."""
    for detail in DETAILS:
        detail = replace(detail, fold=True) if extras else replace(detail, menu=False)
        blocks = _blocks(answer, frame, detail, extras)
        if len(blocks) <= limits.MESSAGE_BLOCKS and limits.weight(blocks) <= limits.TOTAL:
            break
    return tuple(limits.fit(blocks))


def _blocks(answer: Answer, frame: Frame, detail: Detail, extras: bool) -> list[Block]:
    """`extras` are blocks that not every client shows: a chart, a table, thumbs."""
    table = table_of(answer) if frame.table and extras else None
    blocks = _opening(answer)
    if frame.message:
        blocks += _named(answer)
        answer = replace(answer, nearest=())
    blocks += chart_of(answer) if extras and answer.page == 1 else []
    blocks += [table] if table is not None else _body(answer, detail)
    blocks += _totals(answer)
    if frame.shared_by is None:
        blocks += _question(answer, frame)
    buttons = _buttons(answer, frame, charts=extras)
    if buttons:
        blocks.append(actions(*buttons))
    blocks.append(context(*_small_print(answer, frame)))
    return [*blocks, *_thumbs(answer, frame)] if extras else blocks


def _opening(answer: Answer) -> list[Block]:
    """What was understood, what was assumed, and what there is to say before any fact.

    An answer in a sentence comes first and in plain letters; how the question was read stands small
    below it, so that a misreading is seen.
    """
    headline = words.headline(answer)
    notes = join("\n", *(escape(note, 400) for note in answer.notes[:6]))
    said = [section(escape(answer.message, 1_500))] if answer.message else []
    if words.is_told(answer):
        small = join("\n", escape(headline, 600), notes)
        return [*said, context(small)] if small else said
    line = bold(headline, 600)
    blocks = [section(line)] if line else []
    blocks += [context(notes)] if notes else []
    return [*blocks, *said]


def _body(answer: Answer, detail: Detail) -> list[Block]:
    blocks: list[Block] = []
    if answer.profile is not None:
        blocks += profile_blocks(answer.profile, detail, answer.query)
    for fact in answer.facts:
        blocks += [divider(), *fact_blocks(fact, detail, marked=answer.highlights)]
    if answer.sentences:
        # Where sentences are the whole answer, there is nothing to set them apart from.
        alone = words.is_told(answer) and not (answer.message or answer.facts)
        heading = section(bold(words.sentences_heading(answer)))
        blocks += [heading] if alone else [divider(), heading]
        for source in answer.sentences:
            blocks += _sentence(source, answer.highlights, detail)
    return blocks


def _sentence(source: Source, marked: Sequence[str], detail: Detail) -> list[Block]:
    """A passage with its article, and the button that opens it there."""
    said = say.quotation(source)
    room = max(detail.quote, _LEAST_QUOTE)
    said = literal(said, len(said) + 100)
    said = clip(said, room - 1) + "”" if size(said) > room else said
    line = link(at_sentence(source), say.source_line(source), 400)
    opening = next((_opening_at(one) for one in source.evidence if one.text.strip()), None)
    if opening is None:
        return [passage([runs(said, marked)]), context(line)]
    aloud = f"Source: {say.source_title(source)}"
    opened = button("Source", Action.PASSAGE, opening, aloud=aloud)
    return [passage([runs(said, marked)]), section(line, opened)]


def _opening_at(one: Evidence) -> str | None:
    """The value of a button that opens a sentence; None for one that fits on none."""
    value = PassageRef(one.article, one.start, one.text).encode()
    return value if value is not None and size(value) <= _LONGEST_OPENING else None


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
    return [feedback(Action.FEEDBACK, value)] if 0 < size(value) < limits.BUTTON_VALUE else []


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
        if value is not None and len(buttons) < CHOICES_SHOWN:
            buttons.append(button(choice.label, action, value, key=f"{key}{number}"))
    return buttons


def _buttons(answer: Answer, frame: Frame, *, charts: bool) -> list[Element]:
    """Page and share buttons. A shared answer has none: it stays what its sharer saw."""
    query = answer.query
    if frame.shared_by is not None or query is None:
        return []
    turns = [("Previous", answer.page - 1), ("Next", answer.page + 1)]
    buttons: list[Element] = [
        button(label, Action.PAGE, value, key=label.lower())
        for label, page in turns
        if 1 <= page <= answer.pages and (value := _page(query, page))
    ]
    many = answer.total > len(answer.facts) > 0 and not frame.table and not frame.window
    if many and (value := _page(query, 1)):
        buttons.append(button("As a table", Action.TABLE, value))
    shareable = frame.private and not answer.choices and _is_worth_sharing(answer)
    if shareable and (value := _page(query, answer.page)):
        buttons.append(button("Share in channel", Action.SHARE, value))
    if not frame.window and (answer.pages > 1 or frame.direct or frame.table):
        buttons += exports(answer, query, private=frame.private)
    first = typed(replace(query, page=1))
    drawn = picture_button(answer, first, charts=charts, private=frame.private)
    return [*buttons, drawn] if drawn is not None else buttons


def _is_worth_sharing(answer: Answer) -> bool:
    """Whether there is something to show to others: not a mere "nothing found"."""
    return bool(answer.answered or answer.facts or answer.sentences or answer.profile)


def _page(query: Query, page: int) -> str | None:
    """What asks for a page of the same answer, whichever process gets the click."""
    return encode_ask(typed(replace(query, page=page)))


def _small_print(answer: Answer, frame: Frame) -> list[Mrkdwn]:
    parts = [escape(words.scope(answer.scope))]
    if frame.shared_by is not None:
        parts.append(join(" ", italic("Shared by"), mention(frame.shared_by)))
    return parts
