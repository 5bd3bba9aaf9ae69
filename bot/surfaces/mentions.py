"""Mentions, answered in the thread, and direct messages: the same words as in a command."""

from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot.client import unsure
from bot.desk import Desk
from bot.digests.arranging import asker_of
from bot.render.answers import Frame
from bot.routing import Arrange, asks, route, spoken
from bot.status import Status, entitle
from bot.surfaces import digests
from bot.threads import Turn

# A message with a file, or one also sent to the channel from a thread, is still somebody speaking.
# A tuple, since what is sent in the place of a subtype may have no hash.
SPOKEN = (None, "file_share", "thread_broadcast")


def register(app: AsyncApp, desk: Desk) -> None:
    """Answer whoever addresses the bot, once per message."""

    @desk.during
    async def addressed(
        body: dict[str, Any], event: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        if not is_question(event):
            return
        keys = delivery_keys(body, event)
        if not await desk.seen.claim(keys):
            return
        words = spoken(str(event.get("text") or ""), context.bot_user_id)
        direct = event.get("channel_type") == "im"
        place, person = place_of(body, event), str(event["user"])
        turn = Turn(place, thread_of(event), event["ts"], words, person)
        asking = asks(words)
        earlier = await desk.threads.take(turn) if asking else ()
        if isinstance(wanted := route(words), Arrange):
            return await _arrange(desk, event, keys, wanted)
        status = Status(desk, event["channel"], turn.thread or turn.ts)
        status.begin(words, at_once=direct)
        try:
            message = await desk.reply(words, Frame(direct=direct), earlier, typed=True)
        except BaseException:
            await status.clear()
            raise
        await status.settle()
        try:
            ts = await desk.posts.send(event["channel"], message, thread=turn.thread)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if not unsure(error):
                # Slack's next delivery of the event gets another try.
                await desk.seen.release(keys)
            raise
        if turn.thread is None:
            await status.clear()
            await desk.threads.answered(turn, ts)
        elif direct and asking:
            title = earlier[0].text if earlier else words
            await entitle(desk, event["channel"], turn.thread, title)

    app.event("app_mention")(addressed)
    app.event("message")(addressed)


async def _arrange(desk: Desk, event: dict[str, Any], keys: list[str], wanted: Arrange) -> None:
    """Set up what words say, for the channel that they are said in."""
    asker = asker_of(str(event["user"]), str(event["channel"]), desk.timezone)
    asker = replace(asker, public=event.get("channel_type") != "im")
    try:
        for message in await digests.arranged(desk, asker, wanted.what):
            await desk.posts.send(event["channel"], message, thread=thread_of(event))
    except BaseException:
        await desk.seen.release(keys)
        raise


def is_question(event: dict[str, Any]) -> bool:
    """Whether an event is a person speaking to the bot: not a bot, an edit or a channel's chat."""
    if event.get("bot_id") or event.get("bot_profile") or not event.get("user"):
        return False
    if event.get("subtype") not in SPOKEN or event.get("edited"):
        return False
    if not all(isinstance(event.get(key), str) and event[key] for key in ("channel", "ts")):
        return False
    return event.get("type") == "app_mention" or event.get("channel_type") == "im"


def delivery_keys(body: dict[str, Any], event: dict[str, Any]) -> list[str]:
    """Every name of a delivery: one message may come as two events, one event several times.

    With the app and the team in front: bots of several apps or workspaces may share a fact base.
    """
    keys = [f"message:{place_of(body, event)}:{event['ts']}"]
    if isinstance(body.get("event_id"), str):
        keys.append(f"event:{_workspace(body)}:{body['event_id']}")
    return keys


def place_of(body: dict[str, Any], event: dict[str, Any]) -> str:
    """The name of an event's channel, among those of all workspaces and apps."""
    return f"{_workspace(body)}:{event['channel']}"


def _workspace(body: dict[str, Any]) -> str:
    return f"{body.get('api_app_id', '')}:{body.get('team_id', '')}"


def thread_of(event: dict[str, Any]) -> str | None:
    """The `ts` of the thread that answers go to: the one spoken in, or one under the message.

    None in a direct message, unless somebody writes in a thread there: answers follow the
    questions, as between two people, and nobody has to open "1 reply" to read one.
    """
    thread = event.get("thread_ts")
    if thread is None and event.get("channel_type") != "im":
        thread = event["ts"]
    return None if thread is None else str(thread)
