"""Workspaces that take Dateline out again, or its token back."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.desk import Desk
from bot.refused import token_advice

log = logging.getLogger("dateline.slack")


def register(app: AsyncApp, desk: Desk) -> None:
    """Forget them, where Dateline is installed by itself; else say what is to be done."""
    installing = desk.installing

    @desk.during
    async def lost(context: AsyncBoltContext, event: dict[str, Any]) -> None:
        if installing is not None:
            await installing.lost(str(context.team_id))
        else:
            log.error("%s", token_advice(str(event.get("type"))))

    app.event("tokens_revoked")(lost)
    app.event("app_uninstalled")(lost)
