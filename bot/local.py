"""The local workspace: the same bot, over Socket Mode, in a small Slack of this process."""

import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import replace

from aiohttp import web

from bot import messages
from bot.health import Health
from bot.manifest import manifest
from bot.readers import Readers
from bot.service import Service, attach, cannot_listen
from bot.settings import HEALTH_PATH, Settings
from bot.web import health_handler
from bot.workspace import Workspace


async def start_workspace(settings: Settings, stack: AsyncExitStack) -> Service:
    """Start the workspace with its page and the bot in it; leaving `stack` ends both.

    Raises:
        StartProblem: the port is taken.
    """
    service, workspace = await open_workspace(settings, stack)
    # The page works from the start; what is typed before this is refused as at Slack.
    with suppress(TimeoutError):
        await workspace.connected()
    print(f"Dateline is running: {workspace.url}/ – try /meetings Japan. Ctrl-C ends it.")
    if (await service.health.report()).content["articles"] == 0:
        print(f"{messages.NO_ARTICLES_TERMINAL}", file=sys.stderr)
    sys.stdout.flush()
    return service


async def open_workspace(settings: Settings, stack: AsyncExitStack) -> tuple[Service, Workspace]:
    """The workspace and the bot that is about to connect to it."""
    health = Health(settings.mode, Readers(settings.database))
    workspace = Workspace(
        manifest(),
        extra_routes=[web.get(HEALTH_PATH, health_handler(health))],
    )
    try:
        await workspace.start(settings.host, settings.port)
    except OSError as error:
        raise cannot_listen(settings, error) from error
    stack.push_async_callback(workspace.stop)
    inside = replace(
        settings,
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        api_url=workspace.api_url,
    )
    return await attach(inside, stack, health), workspace
