"""The review queue as blocks: each item with its fact, its sentences, what is proposed, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import (
    Block,
    Element,
    Message,
    actions,
    beside,
    button,
    confirmed,
    context,
    divider,
    header,
    quotation,
    section,
)
from bot.render.deciding import proposed_by
from bot.render.text import Mrkdwn, bold, clip, clip_markup, escape, join, quoted
from bot.reviewing import said
from bot.reviewing.values import Deed, Press
from knowledge.answers.deciding import Refused
from knowledge.answers.reviewing import Done, Shown
from knowledge.base.results import Context, Suggestion
from knowledge.base.waiting import Order, Sort
from knowledge.model import Source
from knowledge.wording import decisions as log
from knowledge.wording import facts as say
from knowledge.wording import reviewing as words
from knowledge.wording.texts import count

LINE = 400
QUOTE = 300
SENTENCES = 2
"""Sentences of an item: of a contradiction one for each value."""

CHOICES = 4
"""Values of a contradiction that have a button."""


_REST = 1_800
"""Characters of the JSON of a page that its items leave to what stands below them."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue: its items, how many wait of each sort, and whether there are more.

    `skipped` tells that the reader has skipped something, `size` how many items a page has at most.
    """

    items: Sequence[Shown]
    counts: Mapping[Sort, int]
    more: bool
    skipped: bool
    size: int


def queue_message(queue: Queue, place: Press, head: Sequence[Block] = ()) -> Message:
    """A page of the queue for one reader; `place` says which, `head` stands above it.

    Of items that are long, as many as Slack takes in one message: the others are on the next page.
    """
    title = join("\n", bold("Review queue"), escape(counted(queue.counts)))
    blocks: list[Block] = [*head, section(title)]
    lines = [title]
    shown = 0
    for item in queue.items:
        made = [divider(), *item_blocks(item, place)]
        if shown and limits.weight([*blocks, *made]) > limits.TOTAL - _REST:
            break
        blocks += made
        shown += 1
        lines.append(escape(f"{words.HEADS[item.item.sort]}: {item.shown}", 300))
    if not queue.items:
        nothing = said.ONLY_SKIPPED if queue.skipped else said.NOTHING
        blocks.append(section(escape(nothing)))
        lines.append(escape(nothing))
    else:
        turning = _turning(queue, place, shown)
        blocks += [divider(), actions(*turning), context(_ordered(place.order))]
    text = clip_markup(join("\n", *lines), limits.MESSAGE_TEXT)
    return Message(Mrkdwn(text), tuple(limits.fit(blocks)))


def counted(counts: Mapping[Sort, int]) -> str:
    """How many items wait of each sort, what has merely weak evidence at the end."""
    found = [count(number, *words.COUNTED[sort]) for sort, number in _in_order(counts) if number]
    return "; ".join(found) if found else said.NOTHING


def _in_order(counts: Mapping[Sort, int]) -> list[tuple[Sort, int]]:
    return [(sort, counts.get(sort, 0)) for sort in Sort]


def item_blocks(item: Shown, place: Press) -> list[Block]:
    """An item with its buttons, whose values begin like `place`."""
    blocks = _told(item, named=not place.posted)
    offered = _buttons(item, place)
    return [*blocks, *([actions(*offered)] if offered else [])]


def _told(item: Shown, *, named: bool) -> list[Block]:
    """An item without its buttons; with `named` also who proposed, for editors alone."""
    shown = escape(item.shown, LINE) if item.shown else escape("It is not in the archive any more.")
    head = join("\n", bold(words.HEADS[item.item.sort]), shown)
    blocks: list[Block] = [section(head)]
    if item.proposed:
        blocks.append(section(join("\n", *(escape(one, LINE) for one in item.proposed))))
    one = item.item.proposal
    if one is not None and named:
        people = dict.fromkeys(each.person for each in (one, *item.item.same))
        blocks.append(context(proposed_by(tuple(people))))
    for source in _sources(item):
        blocks += [quotation(say.quotation(source), QUOTE), context(_where(source))]
    if item.item.suggestion is not None:
        blocks += _people(item.item.suggestion)
    blocks.append(context(escape(f"Why it is here: {' '.join(item.reasons)}", 1_500)))
    return blocks


def _people(one: Suggestion) -> list[Block]:
    """Two people side by side: who they are, and what articles say of them."""
    return [beside(*(_person(each) for each in (one.one, one.other)))]


def _person(one: Context) -> Mrkdwn:
    told = [quoted(say.quotation(source), QUOTE) for source in one.sentences]
    where = [escape(say.source_line(source), 200) for source in one.sentences]
    said = [line for pair in zip(told, where, strict=True) for line in pair]
    lines = (escape(line, 300) for line in words.context(one))
    return join("\n", bold(one.person.name, 120), *lines, *said)


def _sources(item: Shown) -> list[Source]:
    """The sources whose sentences are shown: one for each value where they differ."""
    fact = item.fact
    if fact is None:
        return []
    chosen = [one for one in fact.sources if one.reading in {c.reading for c in item.choices}]
    return list((chosen or fact.sources)[: max(SENTENCES, min(len(item.choices), CHOICES))])


def _where(source: Source) -> Mrkdwn:
    return escape(say.source_line(source), 300)


def _buttons(item: Shown, place: Press) -> list[Element]:
    about = place.to(Deed.SKIP, key=item.key, seen=item.seen, told=item.told)
    found = [
        _button(
            _choice_label(choice.value, choice.outlets),
            about.to(Deed.CHOOSE, about=choice.part, reading=choice.reading),
            str(number),
        )
        for number, choice in enumerate(item.choices[:CHOICES])
    ]
    for name, label in item.deeds:
        made = _button(label, about.to(Deed(str(name))))
        if made is not None and label in ("Retract", "Retract the fact"):
            made = confirmed(made, label, RETRACTS, "Retract")
        found.append(made)
    if item.fact is not None:
        found.append(_button("Edit…", about.to(Deed.EDIT)))
    if item.verifiable > 1:
        found.append(_button(_all(item), about.to(Deed.BULK, about=item.article)))
    found.append(_button("Skip", about))
    made_ones = [one for one in found if one is not None]
    if made_ones and not item.choices and item.deeds and item.deeds[0][0] == "approve":
        made_ones[0].setdefault("style", "primary")
    return made_ones


RETRACTS = "No answer shows the fact any more. It can be undone."


def _all(item: Shown) -> str:
    """What the button says that lists the facts of an article: which one, where there are more."""
    sources = () if item.fact is None else item.fact.sources
    first = sources[0] if len({source.article for source in sources}) > 1 else None
    name = "this article" if first is None else f"“{clip(first.title or first.article, 40)}”"
    return f"Verify all {item.verifiable} of {name}…"


def _choice_label(value: str, outlets: str) -> str:
    """What a button says that decides for a value: "15 November – Reuters"."""
    return f"{clip(value, 45)} – {outlets}" if outlets else value


def _button(label: str, press: Press, key: str = "") -> Element | None:
    value = press.encode()
    if value is None:
        return None
    return button(label, Action.REVIEW, value, key=f"{press.deed}{key}")


def _turning(queue: Queue, place: Press, shown: int) -> list[Element]:
    found = []
    if place.offset:
        before = place.to(Deed.PAGE, offset=max(0, place.offset - queue.size))
        found.append(_button("Back", before, "back"))
    if queue.more or shown < len(queue.items):
        after = place.to(Deed.PAGE, offset=place.offset + shown)
        found.append(_button("More", after, "more"))
    for order in Order:
        if order is not place.order:
            label = words.ORDERS[order].capitalize()
            found.append(_button(label, place.to(Deed.PAGE, order=order, offset=0), str(order)))
    return [one for one in found if one is not None]


def _ordered(order: Order) -> Mrkdwn:
    return escape(f"Shown: {words.ORDERS[order]}. What you skip comes back to you in a week.")


# What came of it


def note_blocks(note: Mrkdwn, undo: Press | None, place: Press) -> list[Block]:
    """What was just done, with the button that takes it back."""
    if undo is None:
        return [section(note)]
    back = undo.to(undo.deed, order=place.order, offset=place.offset, posted=place.posted)
    made = _button("Undo", back, "undo")
    return [section(note, made)]


def note_message(note: Mrkdwn, undo: Press | None, place: Press) -> Message:
    """The same as a message of its own."""
    return Message(note, tuple(note_blocks(note, undo, place)))


def decided(done: Done) -> Mrkdwn:
    """What was just decided."""
    return join(" ", bold("Done:"), escape(f"{log.what(done.decision)}.", LINE))


def verified(number: int) -> Mrkdwn:
    """That several facts were verified."""
    return join(" ", bold("Done:"), escape(f"{count(number, 'fact')} verified."))


def unverified(number: int) -> Mrkdwn:
    """That several verifications were undone."""
    if not number:
        return escape("These verifications were undone already.")
    return escape(f"Undone: {count(number, 'fact')} not verified any more.")


def refused(problem: Refused, who: str = "") -> Mrkdwn:
    """Why nothing was done; `who` pressed the button."""
    one = problem.meanwhile
    if one is not None and who and one.who == who:
        return escape(f"You decided on this already, on {log.when(one.at)}: {log.what(one)}.", LINE)
    return join(" ", bold("Not done:"), escape(problem.message, LINE))


def home_blocks(counts: Mapping[Sort, int]) -> list[Block]:
    """What Home shows of the queue; nothing where nothing waits."""
    if not any(counts.values()):
        return []
    value = Press(Deed.PAGE).encode() or ""
    opens = button("Open the queue", Action.REVIEW, value, key="home")
    return [header("Review queue"), section(escape(counted(counts)), opens)]
