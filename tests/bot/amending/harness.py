"""A bot beside a workspace whose messages are amended when a test says so."""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot import client as slack
from bot.amending.clock import Clock, Ways
from bot.amending.notes import Notes
from bot.amending.sending import Sending
from bot.amending.store import Store
from bot.digests.clock import Reach
from bot.posts import Posts
from knowledge.base import Base
from knowledge.base.shown import beside
from knowledge.model import Fact, Kind, Query
from tests.bot.doubles import Pauses
from tests.bot.running import House, running


@dataclass
class Newsroom:
    """A house, and an amending of its own beside the bot's, which is `ahead` of the time."""

    house: House
    again: Callable[..., Clock]
    store: Store
    pauses: Pauses
    time: list[float] = field(default_factory=lambda: [60.0])

    def __post_init__(self) -> None:
        self.clock = self.again()

    @property
    def database(self) -> Path:
        return self.house.service.settings.database

    async def recorded(self) -> None:
        """Wait until everything that was shown is remembered."""
        await self.house.service.desk.drain(5)
        await self.house.service.desk.amending.recorder.close()

    async def amend(self, looks: int = 1) -> None:
        """Let what was decided reach the messages."""
        await self.recorded()
        for _ in range(looks):
            await self.clock.look()

    @contextmanager
    def base(self) -> Iterator[Base]:
        """The fact base, as another process opens it."""
        with Base.open(self.database) as base:
            yield base

    def correct(self, fact: str, value: str, words: str, was: str = "") -> str:
        """Correct the day of a fact as an editor does; the decision's id."""
        with self.base() as base:
            shown = "Hun Sen met Justin Trudeau"
            made = base.correct(
                fact, "date", value, words=words, was=was, shown=shown, who="U0EDITOR"
            )
            return made.id

    def meeting(self, day: str) -> Fact:
        """The meeting of a day."""
        with self.base() as base:
            found, _ = base.find(Kind.MEETING, Query("meetings"), limit=20, offset=0)
            [fact] = [one for one in found if getattr(one, "date", None) == day]
            return fact

    def calls(self, method: str) -> list[Any]:
        """What Slack was asked for by a method."""
        return [given for name, given in self.house.workspace.api.calls if name == method]


@asynccontextmanager
async def opened(
    database: Path, settings: dict[str, str] | None = None, mode: str = "http", **options: Any
) -> AsyncIterator[Newsroom]:
    """A newsroom; what the bot's own clock does, the test does instead."""
    with patch.object(Clock, "run", _idle):
        async with (
            running(database, mode, settings, **options) as house,
            joined(house) as newsroom,
        ):
            yield newsroom


async def _idle(clock: Clock) -> None:
    """Do nothing."""


@asynccontextmanager
async def joined(house: House) -> AsyncIterator[Newsroom]:
    """An amending beside a bot, as another process with the same files has it."""
    own = house.service.settings
    async with slack.open_session() as session:
        once = slack.web_client(own, session, token=own.bot_token, patient=False)
        pauses, ahead = Pauses(), [60.0]
        posts = Posts(once, sleep=pauses.sleep, now=pauses.now)
        store = Store(beside(own.database))

        def now() -> float:
            return time.time() + ahead[0]

        desk = house.service.desk
        ways = Ways(Sending(once, posts, Notes(store), now=now), desk.responses, reach)

        def again(days: int = own.amend_days, **more: Any) -> Clock:
            return Clock(store, desk.readers, ways, days, own.timezone, now=now, **more)

        yield Newsroom(house, again, store, pauses, ahead)
        await store.close()


def reach(team: str) -> Reach | None:
    """The one workspace."""
    return Reach(None, None)
