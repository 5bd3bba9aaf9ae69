"""Seeing to it that there is a fact base of today's form before the bot answers from it.

A base of an earlier Dateline is brought up to date by a child process: that may take minutes and
much memory, and may be ended at any moment, which leaves the base as it was.
"""

import asyncio
import contextlib
import json
import logging
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import children
from bot.client import Sleep
from knowledge.base import Base, BaseProblem, MissingBase, Outdated

AGAIN = 2.0
"""Seconds to the next attempt while another program writes to the base."""

TRIES = 3
"""Processes that may die before the bot gives up."""

LOGGED_EVERY = 10.0
"""Seconds between two lines of the log on how far it is."""

_LINE = 4_096

LAST_WORDS = 1.0
"""Seconds that the log waits for what a process said before it ended."""

log = logging.getLogger("dateline.upgrading")


class NotPrepared(Exception):
    """The fact base can't be brought up to date; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far it is: `done` of `total` articles, None where that is not known."""

    what: str
    done: int | None = None
    total: int | None = None

    @property
    def share(self) -> float | None:
        """The part that is done, from 0 to 1."""
        return None if self.done is None or not self.total else round(self.done / self.total, 3)


FETCHING = Stage("restoring the fact base from its replica, where it is missing")
LOOKING = Stage("looking at the fact base")
COPYING = Stage("keeping a copy of the fact base, to bring it up to date")
WAITING = Stage("waiting for another program that writes to the fact base")
UPDATING = "bringing the fact base up to date"
UPDATING_AGAIN = "bringing the fact base up to date, the second time through its articles"


def upgrading(database: Path) -> list[str]:
    """The command of a process that brings a fact base up to date."""
    return [sys.executable, "-P", "-m", "bot.upgrading", str(database)]


class Preparing:
    """Prepares the fact base, once; `stage` says how far that is, None once it is done.

    `first` is what is to be done before, such as to fetch the base from elsewhere.
    """

    def __init__(
        self,
        database: Path,
        command: Sequence[str] | None = None,
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stage: Stage | None = LOOKING
        self.first: Callable[[], Awaitable[None]] | None = None
        self._database = database
        self._command = command if command is not None else upgrading(database)
        self._sleep = sleep
        self._now = now
        self._logged = float("-inf")

    async def run(self) -> str | None:
        """Make sure that there is a fact base, an empty one if need be, brought up to date.

        Returns:
            What is the matter, with the next step, when it can't be read; it is logged too.

        Raises:
            NotPrepared: the process that brings it up to date dies again and again, or what is to
                be done `first` can't be.
        """
        if self.first is not None:
            self.stage = FETCHING
            await self.first()
            self.stage = LOOKING
        problem = await self._prepared()
        if problem is not None:
            # The bot runs all the same: it says in Slack that it can't read, and recovers by
            # itself.
            log.error("The fact base can't be opened: %s", problem)
        self.stage = None
        return problem

    async def _prepared(self) -> str | None:
        deaths = 0
        while True:
            try:
                await asyncio.to_thread(_open, self._database)
            except Outdated:
                pass
            except BaseProblem as problem:
                return str(problem)
            else:
                return None
            told = await self._upgrade()
            if told is None:
                deaths += 1
                if deaths == TRIES:
                    raise NotPrepared(
                        "the fact base of an earlier version could not be brought up to date: the "
                        f"process that does it ended {TRIES} times before it was done, perhaps for "
                        "lack of memory. The base is as it was. Run `python -m knowledge check` to "
                        "see why, where there is more memory, then start Dateline again."
                    )
                log.warning("The process that brings the fact base up to date died")
            elif told.get("busy") is True:
                self.stage = WAITING
                await self._sleep(AGAIN)
            elif told["problem"] is not None:
                return str(told["problem"])

    async def _upgrade(self) -> dict[str, Any] | None:
        """Run the process; what it says at its end, None when it did not come to that."""
        log.info("The fact base is of an earlier version; it is brought up to date first")
        self.stage = COPYING
        child = await children.begun(self._command, _LINE)
        assert child.stderr is not None
        saying = children.logged(child.stderr, log)
        try:
            return await self._follow(child)
        finally:
            # Also when the bot ends: what is not finished is not kept.
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
            # What it said last is there; a process that it left behind may say more for ever.
            await asyncio.wait([saying], timeout=LAST_WORDS)
            saying.cancel()

    async def _follow(self, child: Process) -> dict[str, Any] | None:
        assert child.stdout is not None
        try:
            while line := await child.stdout.readline():
                told = json.loads(line)
                if "problem" in told:
                    return dict(told)
                self._note(int(told["done"]), int(told["total"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            log.warning("The process that brings the fact base up to date says what it should not")
        return None

    def _note(self, done: int, total: int) -> None:
        before = self.stage.done if self.stage is not None else None
        if before is None or self.stage is None:
            what = UPDATING
        else:
            # It goes through the articles twice: for copies, then for the facts.
            what = UPDATING_AGAIN if done < before else self.stage.what
        self.stage = Stage(what, done, total)
        if self._now() - self._logged >= LOGGED_EVERY or done == total:
            self._logged = self._now()
            log.info("%s: %s of %s articles", what.capitalize(), f"{done:,}", f"{total:,}")


def _open(database: Path) -> None:
    """Open the base as those who answer do; make one where there is none.

    Raises:
        BaseProblem: see `Base.open`.
    """
    try:
        Base.open(database, readonly=True, create=False).close()
    except MissingBase:
        Base.open(database, create=True).close()
