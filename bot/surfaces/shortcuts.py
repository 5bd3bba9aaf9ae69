"""Shortcuts that search: a form from anywhere, and what the archive has on a message."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.declared import FIND, SEARCH
from bot.desk import Desk
from bot.places import Place, user_of
from bot.render.blocks import answer_modal
from bot.surfaces.searching import open_search


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the shortcuts that search."""

    @desk.during
    async def search(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await open_search(desk, str(body.get("trigger_id", "")), Place(user_of(body)))

    @desk.during
    async def find(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        making = _found(desk, words_of(body))
        await views.show(desk.client, context, str(body.get("trigger_id", "")), making)

    app.shortcut({"type": "shortcut", "callback_id": SEARCH.id})(search)
    app.shortcut({"type": "message_action", "callback_id": FIND.id})(find)


def words_of(body: dict[str, Any]) -> str:
    """The words of the message that a shortcut was started at; "" where it has none."""
    message = body.get("message")
    said = message.get("text") if isinstance(message, dict) else None
    return said if isinstance(said, str) else ""


async def _found(desk: Desk, text: str) -> dict[str, Any]:
    return answer_modal(await desk.find(text))
