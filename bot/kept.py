"""Answers that were given lately, for whoever asks the same in the same state of the base.

What many people ask at once, as on the morning of a summit, is looked up and rendered once. A
`Kept` is good for one state of a base and one thread (`Base.remembered`), so it is never stale.
"""

import json
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date

from bot.render.blocks import Block, Message
from bot.render.frames import Frame
from bot.values import encode_feedback

MOST = 100
"""Answers that are kept; the one that was not asked for the longest goes first."""

SOURCES = 2_000
"""Sources that the facts of all answers together have at most: of an answer its simpler form is
kept as what it is made of, and a table may have 25 facts of 24 sources each."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its text, the asker's day, how it is shown, and what was asked before."""

    text: str
    today: date
    frame: Frame
    earlier: tuple[str, ...] = ()


_Key = tuple[Asked, int | str]


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as it was given to one asker; `blocks` as JSON, which takes little room."""

    asker: str
    message: Message
    blocks: str
    gap: bool
    sources: int


class Kept:
    """The answers of one state of the base."""

    def __init__(self) -> None:
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._sources = 0

    def get(self, asked: Asked) -> tuple[Message, bool] | None:
        """The answer to a question, and whether it says that there is none; None if it is not kept.

        An answer says who asked, in the values of its thumbs alone.
        """
        key = _key(asked)
        found = self._answers.get(key)
        if found is None:
            return None
        self._answers.move_to_end(key)
        blocks = json.loads(found.blocks)
        if found.asker != asked.frame.asker and blocks:
            blocks[-1] = _for(blocks[-1], found.asker, asked.frame.asker)
        return replace(found.message, blocks=tuple(blocks)), found.gap

    def keep(self, asked: Asked, message: Message, gap: bool, sources: int) -> None:
        """Keep an answer that was not kept yet, whose facts have so many sources."""
        bare = replace(message, blocks=())
        asker, blocks = asked.frame.asker, json.dumps(message.blocks)
        self._answers[_key(asked)] = _Answer(asker, bare, blocks, gap, sources)
        self._sources += sources
        while len(self._answers) > MOST or self._sources > SOURCES:
            self._sources -= self._answers.popitem(last=False)[1].sources


def _key(asked: Asked) -> _Key:
    """What an answer depends on; of an id of Slack's that is only how much room it takes."""
    asker = asked.frame.asker
    whose = len(asker) if asker.isascii() and asker.isalnum() else asker
    return replace(asked, frame=replace(asked.frame, asker="")), whose


def _for(block: Block, before: str, now: str) -> Block:
    """The last block of an answer, where its thumbs are if it has any, for somebody else."""
    element = (block.get("elements") or [{}])[0]
    if element.get("type") != "feedback_buttons":
        return block
    buttons = {
        name: {**button, "value": _value(button["value"], before, now)}
        for name, button in element.items()
        if isinstance(button, dict)
    }
    return {**block, "elements": [{**element, **buttons}]}


def _value(value: str, before: str, now: str) -> str:
    sign, said = value[0], value[1:]
    asked = said.removeprefix(encode_feedback(before, ""))
    return f"{sign}{encode_feedback(now, asked)}"
