"""Answers that were given lately, for whoever asks the same in the same state of the base.

What many people ask at once, as on the morning of a summit, is looked up and rendered once, and
given out by the event loop itself: the threads that read are for what nobody asked yet.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.errors import NoBase
from bot.render.blocks import Block, Encoded, Message
from bot.render.frames import Frame
from bot.standing import Place
from bot.values import encode_feedback
from knowledge.base import BaseProblem
from knowledge.base.pulse import Pulse

MOST = 200
"""Answers that are kept; the one that was not asked for the longest goes first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its text, the asker's day, how it is shown, and what was asked before."""

    text: str
    today: date
    frame: Frame
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer; `gap` says that there is none in the archive.

    A `passing` one tells of more than the state of the base, as of the time, so that it is good for
    once.
    """

    message: Message
    gap: bool
    passing: bool = False


_Key = tuple[Asked, int | str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer as it was given to one asker, its blocks as JSON: the last one by itself."""

    asker: str
    message: Message
    before: str
    last: str
    gap: bool


class Kept:
    """The answers of one state of a base."""

    def __init__(self) -> None:
        self._answers: OrderedDict[_Key, _Kept] = OrderedDict()

    def get(self, asked: Asked) -> Answered | None:
        """The answer to a question; None if it is not kept.

        An answer says who asked, in the values of its thumbs alone.
        """
        key = _key(asked)
        found = self._answers.get(key)
        if found is None:
            return None
        self._answers.move_to_end(key)
        last = found.last
        if last and found.asker != asked.frame.asker:
            last = json.dumps(_for(json.loads(last), found.asker, asked.frame.asker))
        blocks = Encoded(f"[{found.before}{last}]", 1 + len(found.before))
        message = replace(found.message, blocks=blocks)
        return Answered(message, found.gap)

    def keep(self, asked: Asked, answered: Answered) -> Answered:
        """Keep an answer, unless it is good for once; the same with its blocks as JSON."""
        if answered.passing:
            return answered
        message = answered.message
        blocks, bare = Encoded.of(message.blocks), replace(message, blocks=())
        before, last = blocks.json[1 : blocks.last], blocks.json[blocks.last : -1]
        key = _key(asked)
        self._answers[key] = _Kept(asked.frame.asker, bare, before, last, answered.gap)
        self._answers.move_to_end(key)
        if len(self._answers) > MOST:
            self._answers.popitem(last=False)
        return replace(answered, message=replace(message, blocks=blocks))


class Lately:
    """What is kept of a base's present state, for one event loop."""

    def __init__(self, path: Path, place: Place) -> None:
        self._place = place
        self._pulse = Pulse(path)
        self._beat: Hashable | None = None
        self._kept = Kept()
        self._making: dict[_Key, asyncio.Event] = {}
        self._closed = False

    async def answer(self, asked: Asked, make: Callable[[], Awaitable[Answered]]) -> Answered:
        """The answer to a question: a kept one, or what `make` gives, of whatever state it reads.

        That is kept if nobody has written to the base meanwhile: it is of the present state then.
        Of those who ask the same at once the first has it made, and the others look again then.
        """
        key = _key(asked)
        before, found = self._look_up(asked)
        if before is not None and found is None and (other := self._making.get(key)) is not None:
            await other.wait()
            before, found = self._look_up(asked)
        if found is not None:
            return found
        done = self._making[key] = asyncio.Event()
        try:
            made = await make()
            if before is not None and self._look() == before:
                made = self._kept.keep(asked, made)
        except NoBase:
            # Readers let go of it as well: somebody may want to put another in its place.
            self._pulse.close()
            raise
        finally:
            done.set()
            if self._making.get(key) is done:
                del self._making[key]
        return made

    def _look_up(self, asked: Asked) -> tuple[Hashable | None, Answered | None]:
        beat = self._look()
        return beat, None if beat is None else self._kept.get(asked)

    def close(self) -> None:
        """Let go of the base, and of what is kept."""
        self._closed = True
        self._pulse.close()
        self._kept = Kept()

    def _look(self) -> Hashable | None:
        if self._closed:
            return None
        try:
            # What is left of an earlier base there is out of the way then.
            file = self._place.look()
        except BaseProblem:
            file = None
        beat = self._pulse.beat(file)
        if beat != self._beat:
            self._beat, self._kept = beat, Kept()
        return beat


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
