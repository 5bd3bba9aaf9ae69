"""The middleware that notes who asks, and how somebody is told that they get no answer.

Registered first, so that it runs for every request that Slack is authorised to send.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from bot import asking
from bot.asking import CURRENT, Sort
from bot.client import TOKEN
from bot.desk import Desk
from bot.errors import Repeated, Starting, TooFast, TurnedAway, Unknown
from bot.observing.requests import came_of_it
from bot.render.guide import notice
from bot.render.sources import notice_modal
from bot.surfaces.mentions import delivery_keys, is_question, thread_of


def register(app: AsyncApp, desk: Desk) -> None:
    """Note who asks; look at once where the acknowledgement itself is the answer."""

    @app.middleware
    async def note(
        body: dict[str, Any],
        context: AsyncBoltContext,
        ack: AsyncAck,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        one = asking.read(body, context.user_id, ack)
        authorized = context.authorize_result
        one.team = authorized.team_id if authorized is not None else None
        one.enterprise = context.enterprise_id
        CURRENT.set(one)
        TOKEN.set(context.bot_token or None)
        if one.sort in (Sort.FORM, Sort.OPTIONS):
            try:
                await desk.doors.enter(one)
            except Repeated as repeated:
                came_of_it(repeated)
                return await ack()
            except TurnedAway as refused:
                came_of_it(refused)
                if one.sort is Sort.OPTIONS:
                    return await ack(options=[])
                if isinstance(refused, TooFast) and (field := _field(body)) is not None:
                    # In the form itself, in which everything stays as it was filled in.
                    return await ack(response_action="errors", errors={field: refused.said})
                # On top of the form where it can be sent again as it was filled in.
                again = isinstance(refused, Starting | TooFast | Unknown)
                action = "push" if again else "update"
                return await ack(response_action=action, view=notice_modal(refused.said))
        return await next()


def _field(body: dict[str, Any]) -> str | None:
    """The last field of the form that was sent, which stands next to its button."""
    view = body.get("view")
    blocks = view.get("blocks") if isinstance(view, dict) else None
    fields = [
        block.get("block_id")
        for block in (blocks if isinstance(blocks, list) else ())
        if isinstance(block, dict) and block.get("type") == "input"
    ]
    return fields[-1] if fields and isinstance(fields[-1], str) else None


async def tell(desk: Desk, body: dict[str, Any], said: str) -> None:
    """Tell whoever is behind an event, and nobody else, that they get no answer."""
    event = body.get("event")
    if not isinstance(event, dict):
        return
    if event.get("type") == "app_home_opened" and event.get("tab", "home") == "home":
        view = {"type": "home", "blocks": list(notice(said).blocks)}
        await desk.client.views_publish(user_id=str(event.get("user", "")), view=view)
    elif is_question(event) and await desk.seen.claim(delivery_keys(body, event)):
        await _answer(desk, event, said)


async def _answer(desk: Desk, event: dict[str, Any], said: str) -> None:
    channel, thread = str(event["channel"]), thread_of(event)
    if event.get("channel_type") == "im":
        await desk.posts.send(channel, notice(said), thread=thread)
        return
    place: dict[str, Any] = {
        "channel": channel,
        "user": str(event["user"]),
        "text": notice(said).text,
    }
    if "thread_ts" in event:
        place["thread_ts"] = thread
    try:
        await desk.client.chat_postEphemeral(**place)
    except SlackApiError as error:
        if error.response.get("error") != "user_not_in_channel":
            raise
