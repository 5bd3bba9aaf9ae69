"""Amending in a running bot, put together: what is remembered of messages, and what follows."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.amending.clock import Clock, Ways
from bot.amending.notes import Notes
from bot.amending.recording import Recorder
from bot.amending.retelling import Retelling
from bot.amending.sending import Sending
from bot.amending.store import Store
from bot.digests.clock import Reach
from bot.posts import Posts
from bot.readers import Readers
from bot.responses import Responses

SHOWN = 500
"""Readings of facts that are told of at most."""

log = logging.getLogger("dateline.amending")


@dataclass(frozen=True, slots=True)
class Parts:
    """What amending needs of the bot: `once` is a client that makes each request once."""

    once: AsyncWebClient
    posts: Posts
    responses: Responses
    readers: Readers
    reach: Callable[[str], Reach | None]


class Amending:
    """Messages that showed facts: the `recorder` remembers them, the `clock` amends them."""

    def __init__(self, path: Path, recorder: Callable[[Store], Recorder], days: int) -> None:
        """`path` is the file beside the fact base; nothing is opened before it is used."""
        self._store = Store(path)
        self._days = days
        self.recorder = recorder(self._store)

    def clock(self, parts: Parts, zone: tzinfo) -> Clock:
        """What amends messages; days are told in a time zone."""
        sending = Sending(parts.once, parts.posts, Notes(self._store))
        ways = Ways(sending, parts.responses, parts.reach)
        return Clock(self._store, parts.readers, ways, self._days, zone)

    def retelling(self, readers: Readers, zone: tzinfo) -> Retelling:
        """What tells the next edition of a digest of what was changed in those before."""
        return Retelling(self._store, readers, zone)

    async def most_shown(self, limit: int = SHOWN) -> list[str]:
        """The facts that people were shown most, by an id of a reading each, if that is known."""
        try:
            return await self._store.most_shown(limit) if self._days else []
        except (sqlite3.Error, OSError):
            log.exception("It can't be read what was shown most")
            return []

    async def close(self) -> None:
        """Wait for what is being kept, and close the file."""
        await self.recorder.close()
        await self._store.close()
