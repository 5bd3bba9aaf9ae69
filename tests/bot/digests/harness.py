"""Editions of three parts, and what a process needs to post them into a workspace."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.claims import Claims, Part
from bot.digests.clock import Clock, Make, Reach
from bot.digests.posting import Ended, Noted, Posting
from bot.digests.schedule import Hours
from bot.digests.store import Store, open_file
from bot.digests.subscription import Paused, Sort, Subscription
from bot.posts import Posts
from bot.sidefile import SideFile

TEAM = "T1"
PARTS = 3


def daily(id: str, place: str, made: datetime, zone: str = "Europe/Berlin") -> Subscription:
    """A digest at eight o'clock."""
    hours = Hours(ZoneInfo(zone), 480)
    return Subscription(id, TEAM, Sort.DIGEST, place, "U1", "", "", hours, after=made, told=made)


async def three_parts(
    one: Subscription, since: datetime, until: datetime, at: datetime
) -> Sequence[Part]:
    """What an edition says: of which subscription and day it is."""
    return [Part(f"{one.id} {at:%Y-%m-%d} {n}", ((),)) for n in range(PARTS)]


@dataclass
class Process:
    """One bot process, as far as digests go."""

    clock: Clock
    store: Store
    claims: Claims
    paused: list[tuple[str, Paused]]


@asynccontextmanager
async def process(
    path: Path,
    url: str,
    token: str,
    now: Callable[[], float],
    *,
    make: Make = three_parts,
    file: SideFile | None = None,
    noted: Noted | None = None,
    ended: Ended | None = None,
    **clockwork: Any,
) -> AsyncIterator[Process]:
    """A process of its own, on the same file as others."""
    session = ClientSession()
    client = AsyncWebClient(token, base_url=url, session=session, timeout=30)
    client.retry_handlers = []
    file = file or open_file(path)
    claims = Claims(file, secrets.token_hex(8))
    store = Store(file)
    paused: list[tuple[str, Paused]] = []

    async def tell(one: Subscription, why: Paused) -> None:
        paused.append((one.id, why))

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    posts = Posts(client, sleep=no_sleep)
    posting = Posting(client, posts, claims, noted=noted, ended=ended, now=now)
    clock = Clock(
        store, claims, posting, make, lambda one: Reach(None, None), tell, now=now, **clockwork
    )
    try:
        yield Process(clock, store, claims, paused)
    finally:
        clock.end()
        await session.close()
        await store.close()


DAY = timedelta(days=1)
