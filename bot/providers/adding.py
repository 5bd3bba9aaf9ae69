"""Following an address: what is there is looked up by a child process, as it comes from strangers.

The child is the command line's `sources add`, so that both find and refuse the same.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import children
from bot.providers import said
from bot.providers.words import Follow
from knowledge.wording.addresses import without_keys

LIMIT = 90.0
"""Seconds that it may take to look what is at an address."""

AT_ONCE = 2
"""Addresses that are looked at beside each other; others wait their turn."""

_LONGEST = 600
"""Characters of a reason."""

_READ = 1_000_000
_LOGGED = 4_000
_BROKEN = "Traceback (most recent call last)"

log = logging.getLogger("dateline.polling")


@dataclass(frozen=True, slots=True)
class Added:
    """A source that is followed from now on; `every` is in seconds."""

    id: int
    name: str
    kind: str
    every: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be followed at an address; `title` is what it calls itself."""

    kind: str
    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class NotAdded:
    """Nothing is followed: there are several `choices`, or a `reason` in plain words."""

    reason: str = ""
    choices: tuple[Choice, ...] = ()


def adding(database: Path) -> list[str]:
    """The beginning of a command that follows an address."""
    return [*children.knowledge(database), "sources", "add", "--json"]


class Adding:
    """Follows addresses by the process that `command` begins."""

    def __init__(self, command: Sequence[str], *, limit: float = LIMIT) -> None:
        self._command = command
        self._limit = limit
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def add(self, wanted: Follow, person: str) -> Added | NotAdded:
        """Follow what somebody wants, if it is there.

        Raises:
            OSError: no process can be begun.
        """
        options = {
            "--by": person,
            "--name": wanted.name,
            "--every": None if wanted.every is None else f"{wanted.every}s",
            "--expect": None if wanted.expect is None else f"{wanted.expect}s",
            "--kind": wanted.kind,
        }
        given = [f"{option}={value}" for option, value in options.items() if value]
        async with self._turns:
            try:
                async with asyncio.timeout(self._limit):
                    told, complaint = await self._run([*given, "--", wanted.address])
            except TimeoutError:
                return NotAdded("It took too long to look there. Please try again later.")
        return _read(told) or NotAdded(_reason(complaint))

    async def _run(self, arguments: list[str]) -> tuple[bytes, bytes]:
        child = await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            env=children.environment(),
            start_new_session=True,
            limit=_READ,
        )
        try:
            return await child.communicate()
        finally:
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(child.pid, signal.SIGKILL)
                await child.wait()


def _read(said: bytes) -> Added | NotAdded | None:
    """What the process has told on its stdout; None for nothing."""
    try:
        told: Any = json.loads(said)
        if "choices" in told:
            found = [
                Choice(one["kind"], one["address"], one["title"] or "") for one in told["choices"]
            ]
            return NotAdded(choices=tuple(found))
        return Added(int(told["id"]), str(told["name"]), str(told["kind"]), int(told["every"]))
    except (ValueError, RecursionError, KeyError, TypeError):
        return None


def _reason(complaint: bytes) -> str:
    """The last thing that the process has said on its stderr, unless it broke down."""
    text = complaint.decode("utf-8", "replace").strip()
    lines = text.splitlines()
    if lines and _BROKEN not in text:
        return lines[-1][:_LONGEST]
    log.error("It could not be looked what is at an address: %s", without_keys(text[-_LOGGED:]))
    return said.CAN_NOT_LOOK
