"""A digest as messages: one that says the most newsworthy, and those of its thread.

The first message has a line for each of the weightiest stories, with its quotation and the way to
its source; the thread has all of them by kind, with what else is told of them and what goes with
the news. Every message is filled as far as Slack takes it, and the thread has an end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from bot.amending.shows import Shows, seen
from bot.ids import Action
from bot.render import limits
from bot.render.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    header,
    section,
)
from bot.render.charts import chart_of_sums
from bot.render.digeststories import (
    ALSO,
    aside_blocks,
    brief_blocks,
    correction_blocks,
    flagged_blocks,
    line_block,
    quote_of,
    story_blocks,
)
from bot.render.text import Mrkdwn, bold, clip_markup, escape, join, moment
from bot.values import EditionRef, facts_behind
from knowledge.model import Edition, Fact, Kind, PaymentFact, Story
from knowledge.wording import digests as say

FEWEST, MOST = 3, 7
"""Stories of the first message."""

_MESSAGES, _ASIDES = 6, 3
"""Messages of a thread at most, and those of them that are for what goes with the news."""

_SIZES = (600, 400, 240, 120)
"""Characters for each text of a story in the first message: as many as there is room for."""

_HALF = 0.5
_LINE = 400
_ROOM = limits.TOTAL - 600
"""Characters of JSON that a message of the thread is filled with; the rest is for its foot."""

_HEADINGS = {
    Kind.MEETING: "Meetings, visits and calls",
    Kind.AGREEMENT: "Agreements",
    Kind.PAYMENT: "Sums",
    Kind.ROLE: "Offices",
    Kind.MILESTONE: "Dates ahead",
    Kind.STATEMENT: "Statements",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay together in one message, with the facts that they tell.

    `number` is that of a story in the edition.
    """

    blocks: list[Block]
    facts: Sequence[Fact] = ()
    number: int | None = None


def edition_messages(
    edition: Edition, buttons: Sequence[Element] = (), decided: Sequence[Mrkdwn] = ()
) -> list[Message]:
    """The message of an edition, then those of its thread; never fails, never exceeds a limit.

    `decided` is what the desk changed since of what earlier editions told.

    `buttons` stand below the first message, beside the one that explains the order. The only story
    of an edition is told whole in the first message.
    """
    first, room = _first(edition, buttons, decided)
    return [first, *_thread(edition, room)]


def top_stories(edition: Edition) -> tuple[Story, ...]:
    """The stories of the first message: those at least half as weighty as the first."""
    if not edition.stories:
        return ()
    least = edition.stories[0].weight * _HALF
    weighty = sum(story.weight >= least for story in edition.stories)
    return edition.stories[: min(max(weighty, FEWEST), MOST)]


def _first(
    edition: Edition, buttons: Sequence[Element], decided: Sequence[Mrkdwn]
) -> tuple[Message, int]:
    """The first message, and the characters that it has for each of a story's texts."""
    covered = join(" · ", escape(say.counted(edition)), _covered(edition))
    head = [header(say.title(edition)), context(covered)]
    if edition.skipped is not None:
        head.append(context(escape(say.skipped(edition.skipped), _LINE)))
    head += correction_blocks(edition, decided)
    foot = _foot(edition, buttons)
    room = limits.TOTAL - limits.weight([*head, *foot])
    body, size = _body(edition, room)
    body += _flagged(edition)
    count_ = limits.MESSAGE_BLOCKS - len(foot)
    blocks = limits.fit([*head, *body], count_, limits.TOTAL - limits.weight(foot))
    numbered = enumerate(top_stories(edition), start=1)
    shows = _shows([Group([], _told(story), number) for number, story in numbered])
    text = Mrkdwn(clip_markup(join("\n", _fallback(edition), *decided), limits.MESSAGE_TEXT))
    return Message(text, (*blocks, *foot), shows=shows), size


def _told(story: Story) -> tuple[Fact, ...]:
    """The facts of a story that are told."""
    return story.facts[: ALSO + 1]


def _shows(groups: Sequence[Group]) -> Shows | None:
    """The facts of a message, and those of each of its stories by its number."""
    told = seen(fact for group in groups for fact in group.facts)
    numbers = {
        str(group.number): [fact.id for fact in group.facts]
        for group in groups
        if group.number is not None
    }
    return None if told is None else replace(told, again={"stories": numbers})


def _body(edition: Edition, room: int) -> tuple[list[Block], int]:
    """The stories of the first message; the characters for each of their texts as far as known."""
    stories = top_stories(edition)
    if _is_single(edition):
        whole = story_blocks(1, stories[0])
        if limits.weight(whole) <= room:
            return whole, 0
    body: list[Block] = []
    for size in _SIZES:
        body = [
            line_block(number, story, room=size) for number, story in enumerate(stories, start=1)
        ]
        if limits.weight(body) <= room:
            return body, size
    return body, 0


def _is_single(edition: Edition) -> bool:
    return len(edition.stories) == 1


def _flagged(edition: Edition) -> list[Block]:
    """Other stories that were corrected or withdrawn since, a line each; the thread has more."""
    lines = [flagged_blocks(one)[0]["text"]["text"] for one in edition.flagged if not one.told]
    if not lines:
        return []
    return [section(join("\n", bold(f"{say.FLAGGED}:"), *map(Mrkdwn, lines)))]


def _covered(edition: Edition) -> Mrkdwn:
    """The time that it covers, in the reader's own zone."""
    if edition.by_publication:
        return escape(f"Articles published on {say.published(edition)}")
    since, until = (datetime.fromisoformat(at) for at in (edition.since, edition.until))
    return join(" ", escape("What came in from"), moment(since), escape("to"), moment(until))


def _foot(edition: Edition, buttons: Sequence[Element]) -> list[Block]:
    """What the thread holds, and the buttons."""
    inside = say.inside(edition)
    blocks = [context(escape(f"In the thread: {inside}"))] if inside else []
    covers = EditionRef(
        edition.wanted.text,
        edition.since,
        edition.until,
        edition.today,
        edition.by_publication,
    )
    value = covers.encode()
    shown = list(buttons)
    if value is not None and edition.stories:
        shown.insert(0, button("Why this order?", Action.ORDER, value))
    return [*blocks, *([actions(*shown)] if shown else [])]


def _fallback(edition: Edition) -> Mrkdwn:
    """The gist for notifications and screen readers."""
    lines = [say.title(edition), say.counted(edition)]
    lines += [say.correction(one) for one in edition.flagged if one.told]
    lines += [f"{n}. {say.told(one)}" for n, one in enumerate(top_stories(edition), start=1)]
    return escape("\n".join(lines), limits.MESSAGE_TEXT)


def _thread(edition: Edition, room: int) -> list[Message]:
    """All stories by kind, then what goes with the news: at most so many messages.

    What would be too much is told in a line each. `room` has the characters of a quotation that
    the first message shows.
    """
    asides = _packed(list(_asides(edition)))[:_ASIDES]
    if _is_single(edition):
        return [_part(groups) for groups in asides]
    numbered = sorted(enumerate(edition.stories, start=1), key=lambda one: _place(one[1]))
    groups = list(_by_kind(edition, numbered, room))
    packed, left = _packed(groups), _MESSAGES - len(asides)
    if len(packed) > left:
        packed = packed[: left - 1]
        rest = numbered[sum(map(len, packed)) :]
        facts = [story.lead for _, story in rest]
        packed.append([Group([header("More, in a line each"), *brief_blocks(rest)], facts)])
    return [_part(groups) for groups in (*packed, *asides)]


def _packed(groups: Sequence[Group]) -> list[list[Group]]:
    """Groups of blocks, as many in a message as it takes."""
    packed: list[list[Group]] = [[]]
    for group in groups:
        here = [block for one in (*packed[-1], group) for block in one.blocks]
        full = limits.weight(here) > _ROOM or len(here) > limits.MESSAGE_BLOCKS
        if packed[-1] and full:
            packed.append([])
        packed[-1].append(group)
    return [one for one in packed if one]


def _part(groups: Sequence[Group]) -> Message:
    """One message of the thread."""
    blocks = [block for group in groups for block in group.blocks]
    titles = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    text = escape(", ".join(titles) or "More of the digest", limits.MESSAGE_TEXT)
    return Message(text, tuple(limits.fit(blocks)), shows=_shows(groups))


def _by_kind(edition: Edition, numbered: Sequence[tuple[int, Story]], room: int) -> Iterator[Group]:
    """The stories, a group each, told by the numbers that they have in the digest."""
    above = len(top_stories(edition))
    for kind, each in groupby(numbered, key=lambda one: one[1].lead.kind):
        own = list(each)
        opening = [header(f"{_HEADINGS[kind]} ({len(own)})")]
        if kind is Kind.PAYMENT:
            opening += chart_of_sums(_sums(edition.stories))
        for number, story in own:
            shown = number <= above and len(quote_of(story)) <= room
            blocks = [*opening, *story_blocks(number, story, above=shown)]
            yield Group(blocks, _told(story), number)
            opening = []


def _place(story: Story) -> int:
    """The place of a story's kind among all."""
    return list(_HEADINGS).index(story.lead.kind)


def _sums(stories: Sequence[Story]) -> list[PaymentFact]:
    facts: list[Fact] = [fact for story in stories for fact in story.facts]
    return [fact for fact in facts if isinstance(fact, PaymentFact)]


def _asides(edition: Edition) -> Iterator[Group]:
    """What goes with the news, each part with its heading."""
    told = {fact.id: fact for fact in _beside(edition)}
    for heading, each in aside_blocks(edition):
        opening = [header(heading)]
        for blocks in each:
            facts = [told[id] for id in facts_behind(blocks) if id in told]
            yield Group([*opening, *blocks], facts)
            opening = []


def _beside(edition: Edition) -> list[Fact]:
    """The facts of what goes with the news."""
    facts = [one.fact for one in edition.on_this_day]
    facts += [one.fact for one in edition.contradictions]
    facts += [one.fact for one in edition.open_questions]
    facts += [fact for one in edition.flagged for fact in one.facts]
    return [*facts, *edition.coming_up]
