"""“Why this order?”: a window with the reasons for the order of a digest."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.desk import Desk
from bot.errors import StaleButton
from bot.ids import Action
from bot.render.digestorder import order_modal
from bot.values import EditionRef, decode_edition
from knowledge.answers.digests import edition, read
from knowledge.base import Base


def register(app: AsyncApp, desk: Desk) -> None:
    """Explain the order of a digest to whoever asks; it is made anew from what its button says."""

    @desk.during
    async def explain(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        asked = decode_edition(action.get("value"))
        making = desk.readers.run(lambda base: _window(base, asked))
        trigger = str(body.get("trigger_id", ""))
        await views.show(desk.client, context, trigger, making)

    app.action(Action.ORDER.pattern)(explain)


def _window(base: Base, asked: EditionRef) -> dict[str, Any]:
    found = read(asked.wanted, base, today=asked.today)
    if found.wanted is None:
        # What it was once set up for can't be told from these words any more.
        raise StaleButton
    made = edition(
        base,
        found.wanted,
        asked.since,
        asked.until,
        asked.today,
        by_publication=asked.by_publication,
    )
    return order_modal(made)
