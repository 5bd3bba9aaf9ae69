"""Channels that the bot is taken out of, or that end: their digests are paused.

Slack tells an app that was removed from a channel `channel_left`, of a private one `group_left`.
"""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.asking import CURRENT
from bot.desk import Desk
from bot.digests.subscription import Paused

EVENTS = {
    "channel_left": Paused.REMOVED,
    "group_left": Paused.REMOVED,
    "channel_archive": Paused.ARCHIVED,
    "group_archive": Paused.ARCHIVED,
}


def register(app: AsyncApp, desk: Desk) -> None:
    """Pause what is posted there."""

    @desk.during
    async def left(event: dict[str, Any]) -> None:
        asking, channel = CURRENT.get(), event.get("channel")
        team = asking.team if asking is not None else None
        if team and isinstance(channel, str):
            await desk.digests.left(team, channel, EVENTS[str(event["type"])])

    for name in EVENTS:
        app.event(name)(left)
