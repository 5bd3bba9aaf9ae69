"""One run of the process: start, say where, wait for a signal, end within five seconds."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar

from bot import logs
from bot.errors import StartProblem
from bot.service import Service
from bot.settings import Mode, Settings
from bot.settingvalues import LogStyle
from bot.starting import start

DEADLINE = 4.5
"""Seconds after which a shutdown that hangs is cut short; hosts kill harder, and soon after."""

T = TypeVar("T")

log = logging.getLogger("dateline")


async def run(settings: Settings) -> int:
    """Run Dateline until a signal comes or it can't go on.

    Returns:
        The exit code: 0 ended by a signal, 1 could not start or go on, 2 refused by Slack. A second
        signal ends the process at once, with 128 and the number of the signal.
    """
    logs.set_up(settings.log_style, settings.log_level)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_on_loop_error)
    # Before anything else: starting may take minutes, and a host may end the process meanwhile.
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _on_signal, stopped)
    code = 0
    async with AsyncExitStack() as stack:
        try:
            service = await _first(_start(settings, stack), stopped)
        except StartProblem as problem:
            print(f"Dateline can't start: {problem}", file=sys.stderr)
            code = 1
        else:
            if service is not None:
                await _first(service.run_until_stopped(), stopped)
            if service is not None and service.problem is not None:
                _tell(settings, service.problem)
                code = service.exit_code
        _end_in_time(code)
    return code


def _tell(settings: Settings, problem: str) -> None:
    """Say why it ends, to people or to machines."""
    if settings.log_style is LogStyle.JSON:
        log.critical("%s", problem)
    else:
        print(problem, file=sys.stderr)


async def _first(work: Coroutine[Any, Any, T], stopped: asyncio.Event) -> T | None:
    """What comes of `work`; None, and nothing comes of it, when it is stopped before its end."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stopped.wait())
    try:
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _start(settings: Settings, stack: AsyncExitStack) -> Service:
    if settings.mode is Mode.WORKSPACE:
        # The demo's code, with its page, is of no use to a newsroom's process.
        from bot.local import start_workspace

        return await start_workspace(settings, stack)
    service = await start(settings, stack)
    log.info("Dateline is up (%s), listening on %s:%d", settings.mode, settings.host, service.port)
    return service


def _on_signal(stopped: asyncio.Event) -> None:
    """Begin to stop; a second signal stops at once, with the exit code that shells give it."""
    stopped.set()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, os._exit, 128 + number)
    _end_in_time(0)


def _end_in_time(code: int) -> None:
    """End within `DEADLINE` seconds, with this exit code, whatever hangs.

    A thread that hangs in the file system would keep the interpreter from ending.
    """
    timer = threading.Timer(DEADLINE, os._exit, [code])
    timer.daemon = True
    timer.start()


def _on_loop_error(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    said = context.get("message", "error in the event loop")
    log.error("%s", said, exc_info=error if isinstance(error, BaseException) else None)
