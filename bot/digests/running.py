"""The digests of a running bot, put together: what it keeps, changes and posts."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.client import reason
from bot.digests.arranging import Arranging
from bot.digests.claims import Claims
from bot.digests.clock import Clock, Reach
from bot.digests.editions import Decided, Editions
from bot.digests.places import Places
from bot.digests.posting import Ended, Noted, Posting
from bot.digests.said import Said
from bot.digests.store import Store, beside, open_file
from bot.digests.subscription import Paused, Subscription
from bot.doors import Doors
from bot.posts import Posts
from bot.readers import Readers
from bot.render.subscriptions import paused

log = logging.getLogger("dateline.digests")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the digests need of the bot: `once` is a client that makes each request once.

    `noted` hears of each part of an edition that stands, `decided` knows what the desk changed
    since of what a subscription was told, `ended` hears what has become of each edition.
    """

    client: AsyncWebClient
    once: AsyncWebClient
    posts: Posts
    readers: Readers
    doors: Doors
    reach: Callable[[str], Reach | None]
    noted: Noted | None = None
    decided: Decided | None = None
    ended: Ended | None = None


class Digests:
    """Digests and alerts: `arranging` changes what is kept, `editions` makes them, `clock` posts.

    Nothing is opened before it is used.
    """

    def __init__(self, database: Path, parts: Parts) -> None:
        file = open_file(beside(database))
        self._store = Store(file)
        self._parts = parts
        self.arranging = Arranging(self._store, Places(parts.client, parts.doors), parts.readers)
        self.editions = Editions(parts.readers, Said(file), parts.decided)
        claims = Claims(file, secrets.token_hex(8))
        posting = Posting(parts.once, parts.posts, claims, noted=parts.noted, ended=parts.ended)
        self.clock = Clock(self._store, claims, posting, self.editions.make, self._reach, self.tell)

    def _reach(self, one: Subscription) -> Reach | None:
        """How the workspace of a subscription is reached; None where nothing is to be posted."""
        # Whoever runs the bot may have closed the channel to it since.
        return self._parts.reach(one.team) if self._parts.doors.is_open(one.place) else None

    async def left(self, team: str, place: str, why: Paused) -> None:
        """Pause all of a channel that nothing can be posted in any more, and tell who set them up.

        Raises:
            sqlite3.Error, OSError: the file fails.
        """
        for one in await self._store.pause_place(team, place, why):
            await self.tell(one, why)

    async def tell(self, one: Subscription, why: Paused) -> None:
        """Tell whoever set one up that it is paused, unless they are forgotten."""
        if not one.person:
            return
        try:
            await self._parts.posts.send(one.person, paused(one, why))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("Nobody could be told that a digest is paused (%s)", reason(error))

    async def close(self) -> None:
        """Close the file."""
        await self._store.close()
