"""The port on which Dateline listens: Slack's requests over HTTP, health and metrics."""

from contextlib import AsyncExitStack

from aiohttp import web

from bot.errors import StartProblem
from bot.service import CLOSING
from bot.settings import Settings
from bot.web import running


async def listen(server: web.Application, settings: Settings, stack: AsyncExitStack) -> int:
    """Serve until `stack` is left; the port.

    Raises:
        StartProblem: the port or the address can't be had.
    """
    runner = running(server, CLOSING)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, settings.host, settings.port)
    try:
        await site.start()
    except OSError as error:
        raise cannot_listen(settings, error) from error
    port: int = runner.addresses[0][1]
    return port


def cannot_listen(settings: Settings, error: OSError) -> StartProblem:
    """The problem of a port or address that can't be had."""
    return StartProblem(
        f"Can't listen on {settings.host}, port {settings.port} "
        f"({error.strerror or 'not available'}). Set PORT, or HOST, to one that is free."
    )
