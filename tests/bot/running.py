"""The whole bot beside a workspace, as `app.py` runs it: over Socket Mode or signed HTTP."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.manifest import manifest
from bot.service import Service
from bot.settings import EVENTS_PATH, load
from bot.settingvalues import sites as read_sites
from bot.starting import start
from bot.workspace import Person, Workspace

NOWHERE = Path("/nonexistent/.env")


@dataclass
class House:
    """A workspace with the bot in it."""

    workspace: Workspace
    service: Service

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.service.port}"

    @property
    def anna(self) -> Person:
        return self.workspace.user("anna")

    @property
    def ben(self) -> Person:
        return self.workspace.user("ben")

    @property
    def chau(self) -> Person:
        return self.workspace.user("chau")


@asynccontextmanager
async def running(
    database: Path,
    mode: str,
    settings: Mapping[str, str] | None = None,
    **workspace_options: Any,
) -> AsyncIterator[House]:
    """Run a workspace and, on a free port, the bot in it over `mode` ("socket" or "http")."""
    sites = read_sites((settings or {}).get("DATELINE_SITES", ""))
    async with (
        Workspace(manifest(sites=sites), **workspace_options) as workspace,
        connected(workspace, database, mode, settings) as house,
    ):
        yield house


@asynccontextmanager
async def connected(
    workspace: Workspace, database: Path, mode: str, settings: Mapping[str, str] | None = None
) -> AsyncIterator[House]:
    """Run the bot in a workspace that is there already."""
    environment = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_API_URL": workspace.api_url,
        "HOST": "127.0.0.1",
        "PORT": "0",
        "DATELINE_DB": str(database),
        **(settings or {}),
    }
    if mode == "socket":
        environment["SLACK_APP_TOKEN"] = workspace.app_token
    else:
        environment["SLACK_SIGNING_SECRET"] = workspace.signing_secret
    async with AsyncExitStack() as stack:
        service = await start(load(environment, NOWHERE), stack)
        if mode == "socket":
            await workspace.connected()
        else:
            workspace.deliver_to(f"http://127.0.0.1:{service.port}{EVENTS_PATH}")
        yield House(workspace, service)
