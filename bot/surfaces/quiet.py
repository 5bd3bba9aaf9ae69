"""Everything that Slack may send and nobody here waits for: acknowledged, so that it isn't resent.

Registered last. Without it Bolt leaves such an envelope unanswered and logs its whole body.
"""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.views import ANYTHING


def register(app: AsyncApp, desk: Desk) -> None:
    """Acknowledge what is left over."""

    async def done(ack: AsyncAck) -> None:
        await ack()

    async def no_options(ack: AsyncAck) -> None:
        await ack(options=[])

    app.event(ANYTHING)(done)
    app.view(ANYTHING)(done)
    app.view_closed(ANYTHING)(done)
    app.shortcut(ANYTHING)(done)
    app.options(ANYTHING)(no_options)
