"""Whether a message that may have been posted stands in Slack, by the key in its metadata."""

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


def metadata(claim: Claim, part: int) -> dict[str, Any]:
    """What marks a part of an edition in Slack; ids alone, since whoever is there can read it."""
    return {"event_type": EVENT, "event_payload": {"key": claim.key(part)}}


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
    wanted = {"channel": place, "include_all_metadata": "true", "limit": str(PAGE)}
    wanted["oldest"] = f"{(claim.tried or 0.0) - SKEW:.6f}"
    method = "conversations.history"
    if claim.ts is not None:
        method, wanted["ts"] = "conversations.replies", claim.ts
    found: list[str] = []
    for _ in range(PAGES):
        told = await client.api_call(method, data=wanted)
        found += [
            str(message.get("ts", ""))
            for message in told.get("messages") or ()
            if _is_it(message, claim.key(claim.done), bot)
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


def _is_it(message: Any, key: str, bot: str | None) -> bool:
    marked = message.get("metadata") if isinstance(message, dict) else None
    if not isinstance(marked, dict) or marked.get("event_type") != EVENT:
        return False
    payload = marked.get("event_payload")
    ours = bot is None or message.get("bot_id") in (None, bot)
    return ours and isinstance(payload, dict) and payload.get("key") == key
