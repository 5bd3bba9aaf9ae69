"""Small stand-ins that tests share: time that passes without waiting."""

import asyncio


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
