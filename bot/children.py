"""Child processes of the bot that run the command line: how they are begun, what they may know, and
what becomes of what they say."""

import asyncio
import logging
import os
import sys
from asyncio import StreamReader
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from contextvars import Context
from pathlib import Path

from knowledge.environment import UnreadableFile, from_file
from knowledge.wording.addresses import without_keys

LINES = 100
"""Lines of one process that the log takes."""

LONGEST_LINE = 400
"""Characters of a line that the log takes."""

_READ = 4096

_SECRET = ("SLACK_", "LITESTREAM_", "AWS_", "AZURE_", "GOOGLE_")
_ROOT = Path(__file__).resolve().parent.parent


def knowledge(database: Path) -> list[str]:
    """The beginning of a command of the command line that works on a fact base."""
    # With -P a folder called "knowledge" where the bot was started is none of ours.
    return [sys.executable, "-P", "-m", "knowledge", "--db", str(database)]


def environment() -> dict[str, str]:
    """What a child may know of the environment: no token of Slack's, no key to a replica.

    Children read what strangers wrote. They read `.env` too, over which the environment wins, also
    with nothing.
    """
    named: list[str] = []
    with suppress(UnreadableFile):
        named = [key for key in from_file() if key.startswith(_SECRET)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_SECRET)}
    kept |= dict.fromkeys(named, "")
    path = [str(_ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(path)}


async def begun(command: Sequence[str], limit: int = 2**16) -> Process:
    """A child that is spoken with by pipes; `limit` is how many bytes may lie in one unread.

    It has a session of its own: Ctrl-C at the terminal is for the bot, which ends it.

    Raises:
        OSError: it can't be begun.
    """
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=environment(),
        limit=limit,
        start_new_session=True,
    )


def ended(child: Process | None) -> None:
    """Kill a child, if there is one, unless it has ended already."""
    if child is not None:
        with suppress(ProcessLookupError):
            child.kill()


async def to_log(stream: StreamReader, log: logging.Logger) -> None:
    """Put into the log what a process says on its stderr, line by line, as far as it fits."""
    rest, number = b"", 0
    while part := await stream.read(_READ):
        *lines, rest = (rest + part).split(b"\n")
        rest = rest[: 4 * LONGEST_LINE]
        for line in filter(None, lines):
            number += 1
            _put(line, number, log)
    if rest:
        number += 1
        _put(rest, number, log)
    if number > LINES:
        log.info("… and %s more lines", f"{number - LINES:,}")


def logged(stream: StreamReader, log: logging.Logger) -> asyncio.Task[None]:
    """Do so in a task of its own, which ends with the process and is of nobody's request."""
    return asyncio.get_running_loop().create_task(to_log(stream, log), context=Context())


def _put(line: bytes, number: int, log: logging.Logger) -> None:
    if number <= LINES:
        text = without_keys(line.decode("utf-8", "replace"))[:LONGEST_LINE]
        log.info("%s", "".join(sign if sign.isprintable() else " " for sign in text))
