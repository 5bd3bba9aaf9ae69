"""Running a Bolt app against a workspace, over Socket Mode or over signed HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace


def client_for(workspace: Workspace) -> AsyncWebClient:
    """A Web API client of the workspace's app."""
    return AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)


@asynccontextmanager
async def over_sockets(
    workspace: Workspace, app: AsyncApp, *, ping_interval: float = 10
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Run `app` over Socket Mode; it is connected inside the block."""
    made = workspace.sockets.made
    handler = AsyncSocketModeHandler(app, workspace.app_token, ping_interval=ping_interval)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await workspace.connected(made=made + 1)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(workspace: Workspace, app: AsyncApp) -> AsyncIterator[str]:
    """Run `app` behind `/slack/events` and let the workspace deliver there; yields the address."""

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/events", events)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    workspace.deliver_to(url)
    try:
        yield url
    finally:
        workspace.deliver_over_sockets()
        await runner.cleanup()
