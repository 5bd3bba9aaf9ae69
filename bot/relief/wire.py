"""What goes between the bot and the process beside it: questions, and answers ready to be sent.

Each is a pickle behind its length in four bytes: both ends are the same program of the same user.
"""

import pickle
import struct
from dataclasses import dataclass
from typing import Any

from bot.amending.shows import Shows
from bot.kept import Answered, Asked
from bot.render.blocks import Block, Encoded, Message
from bot.render.text import Mrkdwn

LENGTH = struct.Struct("!I")
"""What stands before each piece."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of the file of the base (its device and number) that the bot has open."""

    asked: Asked
    file: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer whose blocks are JSON: most are only sent."""

    text: Mrkdwn
    blocks: str
    last: int
    undrawn: Block | None
    shows: Shows | None
    gap: bool
    passing: bool


def ready(answered: Answered) -> Ready:
    """An answer as it is sent from one process to the other."""
    message = answered.message
    blocks = Encoded.of(message.blocks)
    return Ready(
        message.text,
        blocks.json,
        blocks.last,
        message.undrawn,
        message.shows,
        answered.gap,
        answered.passing,
    )


def answered(ready: Ready) -> Answered:
    """The answer that was sent."""
    blocks = Encoded(ready.blocks, ready.last)
    message = Message(ready.text, blocks, ready.undrawn, ready.shows)
    return Answered(message, ready.gap, ready.passing)


def packed(what: Any) -> bytes:
    """Something as it is sent."""
    body = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def unpacked(body: bytes) -> Any:
    """What was sent, without its length.

    Raises:
        ValueError: it can't be understood, as from another Dateline that was put in the place of
            the one that runs.
    """
    try:
        return pickle.loads(body)
    except Exception as error:
        # Whatever is missing or different there has an error of its own.
        raise ValueError(type(error).__name__) from error
