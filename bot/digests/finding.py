"""Whether a message that may have been posted stands in Slack, by the key in its metadata."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.claims import Claim

EVENT = "dateline_digest"
"""The type of metadata that our posts carry."""

SKEW = 600.0
"""Seconds by which this machine's clock may be ahead of Slack's."""

PAGE = 200
PAGES = 50
"""Pages of a channel's history that are read: ten thousand messages since the edition was begun."""


class Endless(Exception):
    """More was written in the channel than is looked through."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a message of ours from all others: the type of its metadata, and the key in it."""

    event: str
    key: str

    @property
    def metadata(self) -> dict[str, Any]:
        """It as it travels with a message; ids alone, since whoever is there can read it."""
        return {"event_type": self.event, "event_payload": {"key": self.key}}


def metadata(claim: Claim, part: int) -> dict[str, Any]:
    """What marks a part of an edition in Slack."""
    return Mark(EVENT, claim.key(part)).metadata


async def find(client: AsyncWebClient, place: str, claim: Claim, bot: str | None) -> str | None:
    """The `ts` of the part that may have been posted, the first of several; None for none.

    Args:
        client: asks Slack, with the token of the workspace.
        place: the channel.
        claim: an edition whose next part was sent off.
        bot: the bot's id, where it is known: others might imitate what marks our posts.

    Raises:
        SlackApiError: Slack does not let the bot look.
        Endless: it can't be told.
    """
    mark = Mark(EVENT, claim.key(claim.done))
    return await look_for(client, place, claim.ts, claim.tried or 0.0, mark, bot)


async def look_for(
    client: AsyncWebClient,
    place: str,
    thread: str | None,
    since: float,
    mark: Mark,
    bot: str | None,
) -> str | None:
    """The `ts` of the first message of a channel, or of a thread in it, that carries a mark.

    Only what was posted `since` then (seconds since the epoch) is looked at; the rest as in `find`.
    """
    wanted = {"channel": place, "include_all_metadata": "true", "limit": str(PAGE)}
    wanted["oldest"] = f"{since - SKEW:.6f}"
    method = "conversations.history"
    if thread is not None:
        method, wanted["ts"] = "conversations.replies", thread
    found: list[str] = []
    for _ in range(PAGES):
        told = await client.api_call(method, data=wanted)
        found += [
            str(message.get("ts", ""))
            for message in told.get("messages") or ()
            if _is_it(message, mark, bot)
        ]
        cursor = (told.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return min(found, key=order, default=None)
        wanted["cursor"] = str(cursor)
    if found:
        return min(found, key=order)
    raise Endless


def order(ts: str) -> tuple[int, str]:
    """What sorts messages by when they were posted: seconds with as many digits after the point."""
    return len(ts), ts


def _is_it(message: Any, mark: Mark, bot: str | None) -> bool:
    marked = message.get("metadata") if isinstance(message, dict) else None
    if not isinstance(marked, dict) or marked.get("event_type") != mark.event:
        return False
    payload = marked.get("event_payload")
    ours = bot is None or message.get("bot_id") in (None, bot)
    return ours and isinstance(payload, dict) and payload.get("key") == mark.key
