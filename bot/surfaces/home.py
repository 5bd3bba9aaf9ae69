"""The App Home: what the archive holds, its latest facts, and ways to search it.

Made anew whenever somebody opens it.
"""

import asyncio
import logging
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot import views
from bot.client import reason
from bot.desk import Desk
from bot.digests import messages
from bot.digests.arranging import asker_of
from bot.errors import BotError, NoBase
from bot.ids import Action
from bot.logs import api_error_code
from bot.observing.requests import came_of_it
from bot.render.answers import Frame
from bot.render.blocks import Block, answer_modal
from bot.render.guide import notice
from bot.render.home import home_notice, home_view
from bot.render.subscriptions import home_blocks
from bot.routing import for_search

log = logging.getLogger("dateline.home")

DIGESTS = 2.0
"""Seconds that Slack may take to say in which channels somebody is."""

HASH_CONFLICT = "hash_conflict"


def register(app: AsyncApp, desk: Desk) -> None:
    """Publish the Home of whoever opens it, and answer what is typed there."""

    @desk.during
    async def opened(event: dict[str, Any]) -> None:
        # Opening the Messages tab is told by the same event, and nobody waits for anything then.
        if event.get("tab") == "home" and isinstance(event.get("user"), str):
            await publish(desk, event["user"], _hash(event.get("view")))

    @desk.during
    async def typed(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        making = _answered(desk, for_search(str(action.get("value") or "")))
        await views.show(desk.client, context, str(body.get("trigger_id", "")), making)

    app.event("app_home_opened")(opened)
    app.action(Action.FIND.pattern)(typed)


async def publish(desk: Desk, user: str, hash: str | None) -> None:
    """Show somebody their Home; over a newer one, which `hash` tells, it is made anew once.

    Raises:
        SlackApiError: Slack refuses it.
    """
    try:
        await desk.client.views_publish(user_id=user, view=await _made(desk, user), hash=hash)
    except SlackApiError as error:
        if hash is None or api_error_code(error) != HASH_CONFLICT:
            raise
        log.info("A Home was shown meanwhile; making it anew")
        await desk.client.views_publish(user_id=user, view=await _made(desk, user))


async def _made(desk: Desk, user: str) -> dict[str, Any]:
    try:
        sections = [*await desk.reviews.home(), *await _digests(desk, user)]
        return home_view(await desk.home(), sections)
    except NoBase as problem:
        came_of_it(problem)
        return home_notice(problem.said)


async def _digests(desk: Desk, user: str) -> list[Block]:
    """The digests and alerts that somebody may change; a word where they can't be told."""
    arranging = desk.digests.arranging
    try:
        async with asyncio.timeout(DIGESTS):
            found = await arranging.within_reach(asker_of(user, "", desk.timezone))
    except BotError as problem:
        came_of_it(problem)
        return list(notice(problem.said).blocks)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("A Home is shown without digests (%s)", reason(error))
        return list(notice(messages.NOT_LISTED).blocks)
    return home_blocks(found, arranging.at())


async def _answered(desk: Desk, text: str) -> dict[str, Any]:
    return answer_modal(await desk.reply(text, Frame(window=True), typed=True))


def _hash(view: object) -> str | None:
    """The hash of the Home that was shown; Slack refuses an empty one."""
    found = view.get("hash") if isinstance(view, dict) else None
    return found if isinstance(found, str) and found else None
