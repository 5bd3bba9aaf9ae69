"""Drafts are checked in a child process, which alone holds the language model.

There is none until a draft comes, and none any more when no other has come for a while: it takes
some 200 MB. It has one draft at a time, a JSON line in and one out (`knowledge.drafts.serving`).
It ends with the bot, however that ends: when nobody holds the other end of its stdin any more.
"""

import asyncio
import itertools
import json
import logging
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot import children
from bot.client import Sleep
from bot.errors import (
    BotError,
    CheckFailed,
    CheckTooSlow,
    NoBase,
    NoModel,
    Restarting,
    TooManyDrafts,
)
from bot.fairness import Turns, asker
from knowledge.drafts import Finding
from knowledge.drafts.records import from_record
from knowledge.drafts.serving import Problem

LIMIT = 60.0
"""Seconds that one draft may take, with the start of the process."""

IDLE = 300.0
"""Seconds after which a process without work ends."""

WAITING = 5
"""Drafts that are taken on at once, the one being checked included."""

EACH = 2
"""Drafts of one person among them."""

_ANSWER = 16_000_000
"""Bytes that an answer may have."""

_SAID: dict[str, type[BotError]] = {Problem.BASE: NoBase, Problem.MODEL: NoModel}

log = logging.getLogger("dateline.drafts")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a draft; a `foreign` one is of a language that is not read for facts."""

    findings: tuple[Finding, ...]
    foreign: bool = False


class Died(Exception):
    """The process has ended, or said what can't be understood."""


def serving(database: Path) -> list[str]:
    """The command of a process that checks drafts against a fact base."""
    return [*children.knowledge(database), "check-draft", "--jsonl"]


class Drafts:
    """Has drafts checked, one after the other, by the process that `command` begins."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        limit: float = LIMIT,
        idle: float = IDLE,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._command = command
        self._limit = limit
        self._idle = idle
        self._sleep = sleep
        self._turns = Turns(1)
        self._ids = itertools.count(1)
        self._saying: asyncio.Task[None] | None = None
        self._taken = 0
        self._taken_of: Counter[str] = Counter()
        self._child: Process | None = None
        self._latest: Process | None = None
        self._resting: asyncio.Task[None] | None = None
        self._stopped = False

    @property
    def process(self) -> int | None:
        """The id of the process, while there is one."""
        child = self._child
        return child.pid if child is not None and child.returncode is None else None

    @property
    def waiting(self) -> int:
        """Drafts that were taken on and are not checked yet."""
        return self._taken

    async def check(self, text: str, today: date) -> Checked:
        """What the archive says to a text that was written `today`.

        Raises:
            TooManyDrafts, CheckTooSlow, CheckFailed, NoModel, NoBase, Restarting: it doesn't come
                to that.
        """
        who = asker()
        if self._taken >= WAITING or (who and self._taken_of[who] >= EACH):
            raise TooManyDrafts
        self._taken += 1
        self._taken_of[who] += 1
        try:
            async with self._turns.turn(who):
                return await self._checked({"text": text, "today": today.isoformat()})
        finally:
            self._taken -= 1
            self._taken_of[who] -= 1
            self._taken_of += Counter()  # without those who have none any more
            if not self._taken and not self._stopped:
                self._resting = asyncio.create_task(self._rest())

    def stop(self) -> None:
        """End the process at once; whoever waits for it is told."""
        self._stopped = True
        self._stay_awake()
        self._kill()

    async def close(self) -> None:
        """Stop, and wait until the process is gone."""
        self.stop()
        if self._latest is not None:
            await self._latest.wait()
        if self._saying is not None:
            self._saying.cancel()

    async def _checked(self, asked: dict[str, Any]) -> Checked:
        self._stay_awake()
        asked["id"] = next(self._ids)
        try:
            async with asyncio.timeout(self._limit):
                answer = await self._exchange(asked)
            problem = answer.get("problem")
            found = tuple(from_record(row) for row in answer["findings"])
        except TimeoutError as error:
            log.warning("A draft took longer than %.0f s", self._limit)
            self._kill()
            raise CheckTooSlow from error
        except (Died, OSError, KeyError, TypeError, ValueError) as error:
            self._kill()
            if self._stopped:
                raise Restarting from error
            log.error("A draft could not be checked (%s)", type(error).__name__)
            raise CheckFailed from error
        except BaseException:
            # Its answer must not be taken for one to the next draft.
            self._kill()
            raise
        if problem is not None and problem != Problem.TEXT:
            log.error("A draft could not be checked (%s)", problem)
            raise _SAID.get(problem, CheckFailed)
        return Checked(found, foreign=bool(answer.get("foreign")))

    async def _exchange(self, asked: dict[str, Any]) -> dict[str, Any]:
        """One draft and its answer; a process that died while it rested is replaced once."""
        warm = self._child is not None
        try:
            return await self._ask(asked)
        except Died:
            if not warm or self._stopped:
                raise
            log.info("The process that checks drafts had ended; beginning another")
            self._kill()
            return await self._ask(asked)

    async def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        child = await self._running()
        assert child.stdin is not None and child.stdout is not None
        try:
            child.stdin.write(json.dumps(asked).encode() + b"\n")
            await child.stdin.drain()
            said = await child.stdout.readline()
            answer = json.loads(said)
        except (ConnectionError, ValueError) as error:
            raise Died from error
        if not isinstance(answer, dict) or answer.get("id") != asked["id"]:
            raise Died
        return answer

    async def _running(self) -> Process:
        if self._stopped:
            raise Restarting
        if self._child is None or self._child.returncode is not None:
            self._child = self._latest = await children.begun(self._command, _ANSWER)
            assert self._child.stderr is not None
            self._saying = children.logged(self._child.stderr, log)
            if self._stopped:
                self._kill()
                raise Restarting
        return self._child

    async def _rest(self) -> None:
        await self._sleep(self._idle)
        log.info("The process that checks drafts had nothing to do and ends")
        self._kill()

    def _stay_awake(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _kill(self) -> None:
        child, self._child = self._child, None
        children.ended(child)
