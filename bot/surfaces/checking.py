"""Checking a message against the archive: a shortcut at it, and the passages behind the findings.

Whoever types the text is answered like any question (`Desk.reply`).
"""

from datetime import date, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import messages, views
from bot.declared import CHECK
from bot.desk import Desk
from bot.ids import Action
from bot.render.checks import check_modal
from bot.render.sources import notice_modal, source_modal
from bot.said import said_in
from bot.values import PassageRef, decode_passage


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the shortcut, and the buttons of what it finds."""

    @desk.during
    async def check(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        said, trigger = said_in(body.get("message")), str(body.get("trigger_id", ""))
        first = messages.READING if said.text else messages.NO_TEXT
        view_id = await views.open_view(desk.client, trigger, notice_modal(first))
        # What goes wrong from here on belongs into the window.
        context["view_id"] = view_id
        if said.text:
            found = await desk.check(said, _written(body, desk))
            await views.update_view(desk.client, view_id, check_modal(found))

    @desk.during
    async def passage(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        making = _passage(desk, decode_passage(action.get("value")))
        view = body.get("view")
        on_top = isinstance(view, dict) and view.get("type") == "modal"
        trigger = str(body.get("trigger_id", ""))
        await views.show(desk.client, context, trigger, making, on_top=on_top)

    app.shortcut({"type": "message_action", "callback_id": CHECK.id})(check)
    app.action(Action.PASSAGE.pattern)(passage)


async def _passage(desk: Desk, ref: PassageRef) -> dict[str, Any]:
    return source_modal([await desk.passage(ref)])


def _written(body: dict[str, Any], desk: Desk) -> date:
    """The day a message was written, where the newsroom is: what "today" in it means."""
    try:
        return datetime.fromtimestamp(float(str(body.get("message_ts"))), desk.timezone).date()
    except (ValueError, OverflowError, OSError):
        return desk.today()
