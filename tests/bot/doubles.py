"""Small stand-ins that tests share: time that passes without waiting, refusals of Slack's."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError


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


async def until(seen: Callable[[], object]) -> None:
    """Return once this is so; a test that waits in vain ends by its limit."""
    async with asyncio.timeout(20):
        while True:
            if seen():
                return
            await asyncio.sleep(0)
