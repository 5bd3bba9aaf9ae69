"""Block Kit as plain dicts: one small builder per block that Dateline sends.

Never the SDK's block classes: those replace blocks that they don't know by None.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, overload

from bot.ids import Action, Callback, Input
from bot.render import limits
from bot.render.text import Mrkdwn, clip_markup, literal

if TYPE_CHECKING:
    from bot.amending.shows import Shows

Block = dict[str, Any]
Element = dict[str, Any]


class Encoded(Sequence[Block]):
    """Blocks as JSON, taken apart only once somebody looks at them: most are only sent."""

    __slots__ = ("_blocks", "json", "last")

    def __init__(self, json: str, last: int, blocks: tuple[Block, ...] | None = None) -> None:
        """`json` is an array, whose last block begins at `last`, if it has any.

        `blocks` are what is in it, where they are at hand.
        """
        self.json = json
        self.last = last
        self._blocks = blocks

    @classmethod
    def of(cls, blocks: Sequence[Block], dumped: Callable[[Block], str] = json.dumps) -> Self:
        """These blocks as JSON; `dumped` gives that of each."""
        if isinstance(blocks, cls):
            return blocks
        before = "".join(f"{dumped(block)}, " for block in blocks[:-1])
        last = dumped(blocks[-1]) if blocks else ""
        return cls(f"[{before}{last}]", 1 + len(before), tuple(blocks))

    @overload
    def __getitem__(self, index: int) -> Block: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...

    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        if self._blocks is None:
            self._blocks = tuple(json.loads(self.json))
        return self._blocks[index]

    def __len__(self) -> int:
        return len(self[:])

    def __bool__(self) -> bool:
        return self.json != "[]"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self[:] == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def encoded(blocks: Iterable[Block]) -> str:
    """Blocks as JSON, as they are sent."""
    return blocks.json if isinstance(blocks, Encoded) else json.dumps(list(blocks))


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: blocks, and the text for notifications, screen readers and terminals.

    `text` is mrkdwn like a section's: everything untrusted in it has been escaped. `undrawn` stands
    in the place of a chart where Slack takes none (`bot.render.forms`). `shows` are the facts that
    it tells, where it is to be amended when they change.
    """

    text: Mrkdwn
    blocks: Sequence[Block] = field(default=())
    undrawn: Block | None = field(default=None, compare=False)
    shows: "Shows | None" = field(default=None, compare=False)


def plain(text: str, limit: int) -> Element:
    """A plain-text object; empty text, which Slack refuses, becomes a dash."""
    shown = literal(" ".join(text.split()), limit)
    return {"type": "plain_text", "text": shown or "–", "emoji": False}


def header(text: str) -> Block:
    """A headline."""
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT)}


def section(text: Mrkdwn, accessory: Element | None = None) -> Block:
    """A paragraph in mrkdwn, with a button beside it if one is given."""
    block: Block = {"type": "section", "text": mrkdwn(text, limits.SECTION_TEXT)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def beside(*texts: Mrkdwn) -> Block:
    """Paragraphs in two columns; one below the other on a narrow screen."""
    fields = [mrkdwn(text, limits.FIELD_TEXT) for text in texts]
    return {"type": "section", "fields": fields[: limits.SECTION_FIELDS]}


def context(*texts: Mrkdwn) -> Block:
    """Small print."""
    shown = [mrkdwn(text, limits.CONTEXT_TEXT) for text in texts if text]
    return {"type": "context", "elements": shown[: limits.CONTEXT_ELEMENTS]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def mrkdwn(text: Mrkdwn, limit: int) -> Element:
    """A mrkdwn object that resolves no names and no bare channel calls."""
    return {"type": "mrkdwn", "text": clip_markup(text, limit) or "–", "verbatim": True}


def quotation(text: str, limit: int) -> Block:
    """A verbatim passage, set off; every character shows as it is."""
    return _rich({"type": "rich_text_quote", "elements": [_run(literal(text, limit) or "–")]})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a passage; `strong` pieces are what the reader looks for."""

    text: str
    strong: bool = False


def quoted(head: str, words: Sequence["Run"]) -> Block:
    """A verbatim passage set off, below a line in bold that says when it was."""
    said = [_run(run.text, run.strong) for run in words if run.text]
    return _rich(
        {"type": "rich_text_section", "elements": [_run(head or "–", strong=True)]},
        {"type": "rich_text_quote", "elements": said or [_run("–")]},
    )


def passage(paragraphs: Iterable[Sequence[Run]]) -> Block:
    """Paragraphs of running text with highlighted pieces, an empty line between them."""
    elements: list[Element] = []
    for runs in paragraphs:
        shown = [_run(run.text, run.strong) for run in runs if run.text]
        if shown and elements:
            elements.append(_run("\n\n"))
        elements += shown
    if not elements:
        return quotation("–", limits.QUOTE)
    return _rich({"type": "rich_text_section", "elements": elements})


def _run(text: str, strong: bool = False) -> Element:
    run: Element = {"type": "text", "text": text}
    if strong:
        run["style"] = {"bold": True}
    return run


def _rich(*elements: Element) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def button(label: str, action: Action, value: str, *, key: str = "", aloud: str = "") -> Element:
    """A button.

    `key` tells buttons of one action apart, since ids are unique in a block; `aloud` is what a
    screen reader says instead of a label that repeats.
    """
    element: Element = {
        "type": "button",
        "text": plain(label, limits.BUTTON_TEXT),
        "action_id": f"{action}:{key}" if key else str(action),
        "value": value,
    }
    if aloud:
        element["accessibility_label"] = literal(" ".join(aloud.split()), limits.BUTTON_TEXT)
    return element


def confirmed(element: Element, title: str, text: str, yes: str) -> Element:
    """A button that asks first whether it is meant."""
    confirm = {
        "title": plain(title, limits.CONFIRM_TITLE),
        "text": plain(text, limits.CONFIRM_TEXT),
        "confirm": plain(yes, limits.CONFIRM_BUTTON),
        "deny": plain("Cancel", limits.CONFIRM_BUTTON),
    }
    return {**element, "confirm": confirm}


def overflow(action: Action, options: Sequence[tuple[str, str]], *, key: str = "") -> Element:
    """A menu behind three dots: labels and what they stand for.

    The labels are our own, so that nothing in them could be taken for an emoji: that this needs not
    be said saves a message with many menus much of its room.
    """
    shown = [
        {"text": {"type": "plain_text", "text": label[: limits.OPTION_TEXT]}, "value": value}
        for label, value in options
    ]
    return {
        "type": "overflow",
        "action_id": f"{action}:{key}" if key else str(action),
        "options": shown[: limits.OVERFLOW_OPTIONS],
    }


def container(title: str, blocks: Sequence[Block]) -> Block:
    """Blocks that are folded away under a title until somebody opens them."""
    return {
        "type": "container",
        "title": plain(title, limits.CONTAINER_TITLE),
        "child_blocks": list(blocks[: limits.CONTAINER_BLOCKS]),
        "is_collapsible": True,
        "default_collapsed": True,
    }


def feedback(action: Action, value: str) -> Block:
    """Whether an answer helped, as two thumbs."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": str(action),
                "positive_button": {
                    "text": plain("Helpful", limits.BUTTON_TEXT),
                    "value": f"+{value}",
                    "accessibility_label": "This answer helped",
                },
                "negative_button": {
                    "text": plain("Not helpful", limits.BUTTON_TEXT),
                    "value": f"-{value}",
                    "accessibility_label": "This answer did not help",
                },
            }
        ],
    }


def actions(*elements: Element) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements[: limits.ACTIONS_ELEMENTS])}


def choice(asked: str, name: Input, options: Sequence[tuple[str, str]]) -> Block:
    """A question in a form with some answers to choose from: labels and what they stand for."""
    shown = [{"text": plain(label, limits.OPTION_TEXT), "value": value} for label, value in options]
    element = {"type": "static_select", "action_id": str(name), "options": shown}
    return _input(asked, name, element, optional=False)


def typed_text(
    asked: str, name: Input, longest: int, *, hint: str = "", lines: bool = False, text: str = ""
) -> Block:
    """A question in a form that may be answered in words; `text` stands there already."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": str(name),
        "max_length": longest,
        "multiline": lines,
    }
    if text:
        element["initial_value"] = text
    block = _input(asked, name, element, optional=True)
    if hint:
        block["hint"] = plain(hint, limits.INPUT_LABEL)
    return block


def _input(asked: str, name: Input, element: Element, *, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": str(name),
        "label": plain(asked, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }


def form(
    title: str, blocks: Sequence[Block], callback: str, *, send: str, carries: str
) -> dict[str, Any]:
    """A modal to fill in; `carries` comes back with it."""
    return {
        **modal(title, blocks, callback),
        "submit": plain(send, limits.VIEW_TITLE),
        "close": plain("Cancel", limits.VIEW_TITLE),
        "private_metadata": carries,
    }


def answer_modal(message: Message) -> dict[str, Any]:
    """An answer that was made for a window (`Frame.window`), as a modal."""
    return modal("From the archive", message.blocks, Callback.ANSWER)


def modal(title: str, blocks: Sequence[Block], callback: str) -> dict[str, Any]:
    """A modal that only shows something."""
    return {
        "type": "modal",
        "callback_id": str(callback),
        "title": plain(title, limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "blocks": limits.fit(blocks, limits.MODAL_BLOCKS),
    }
