"""Workspaces that take Dateline out again, or its token back."""

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Forget them, where Dateline is installed by itself."""
    installing = desk.installing
    if installing is None:
        return

    @desk.during
    async def lost(context: AsyncBoltContext) -> None:
        await installing.lost(str(context.team_id))

    app.event("tokens_revoked")(lost)
    app.event("app_uninstalled")(lost)
