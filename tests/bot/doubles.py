"""Small stand-ins that tests share: time that passes without waiting, refusals of Slack's."""

import asyncio
import os
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError

_TURNS = 50
_PAUSE = 0.01


def refusal(**answer: Any) -> SlackApiError:
    """What the client raises for an answer that is not ok."""
    return SlackApiError("no", answer)  # type: ignore[no-untyped-call]


class Pauses:
    """A `sleep` that takes no time and remembers how long it was asked for."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.taken.append(seconds)
        await asyncio.sleep(0)

    def now(self) -> float:
        """A clock on which only these pauses pass."""
        return sum(self.taken)


async def until(seen: Callable[[], object], within: float = 20.0) -> None:
    """Return once this is so; a test that waits in vain ends by its limit, in seconds.

    What this process does itself takes a few turns of its loop. What another does can only be
    looked at again, and to do so without a pause would keep a processor from it.
    """
    async with asyncio.timeout(within):
        for _ in range(_TURNS):
            if seen():
                return
            await asyncio.sleep(0)
        while not seen():  # noqa: ASYNC110
            await asyncio.sleep(_PAUSE)


async def gone(pid: int) -> None:
    """Return once no process has this id."""

    def ended() -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    await until(ended)
