"""Litestream as a child of the bot: started, watched, started again, and ended last of all."""

import asyncio
import contextlib
import logging
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Callable, Mapping
from pathlib import Path

from bot import children
from bot.client import Sleep
from bot.looking import Pauses
from bot.replicating import saying, uncounted
from bot.replicating.fetching import Fetching
from bot.replicating.place import Place
from bot.replicating.state import Looks, State
from bot.settings import Settings
from bot.upgrading.preparing import NotPrepared
from knowledge.base import presence
from knowledge.base.files import all_files
from knowledge.environment import from_file
from knowledge.safekeeping import litestream
from knowledge.safekeeping.addresses import Replica
from knowledge.safekeeping.litestream import ReplicaProblem

LAST = 3.5
"""Seconds that the end waits for Litestream to copy the rest; it goes on alone if it needs more."""

STEADY = 60.0
"""Seconds after which Litestream is taken to run: its next end is not one of a row.

After as long it begins anew, where that could not be done properly.
"""

LOOKED = 10.0
"""Seconds within which a file that was replaced is noticed, or a writer that was killed."""

SETTLED = 3.0
"""Seconds after which Litestream has surely begun with every file."""

LONGEST_PAUSE = 60.0
_NOT_SURE = "The last changes may not be in the replica yet"
_LINE = 65_536

log = logging.getLogger("dateline.replicating")


class Replicating:
    """Copies the files of a fact base to a replica for as long as the bot runs."""

    def __init__(
        self,
        of: Replica,
        database: Path,
        seconds: float,
        environment: Mapping[str, str],
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._of = of
        self._database = database
        self._seconds = seconds
        self._environment = environment
        self._sleep = sleep
        self._now = now
        self._place = Place(database)
        self.fetching = Fetching(of, database, self._place, environment)
        self._looks = Looks(of, database, self._place, environment, now)
        self._child: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._restarts = 0
        self._since: float | None = None
        self._trouble: float | None = None
        self._pauses = Pauses(sleep)
        # A process may have been killed before this one began.
        self._doubted = True
        self._unsettled = False
        self._planned = False

    @property
    def state(self) -> State:
        """How it is at the moment."""
        alive = self._child is not None and self._child.returncode is None
        return State(
            *(alive, self._restarts, self._since if alive else None, self._trouble),
            *(self._looks.synced, self._looks.shared),
        )

    async def prepare(self) -> None:
        """Make sure that it can be done, and that nobody else does it.

        Raises:
            NotPrepared: Litestream is not installed, or another Dateline has these files.
        """
        try:
            litestream.binary()
        except ReplicaProblem as problem:
            raise NotPrepared(str(problem)) from problem
        await self._place.take()
        await asyncio.to_thread(self._place.begin_anew)
        await asyncio.to_thread(presence.forget_all, self._database)
        self._configure()

    def _configure(self, *, there: bool = False) -> None:
        told = litestream.configuration(
            *(self._of, self._database, self._seconds, self._environment),
            there=there,
            socket=None if there else self._place.socket,
        )
        self._place.write(told)

    def begin(self) -> None:
        """Begin to copy; the files must be those of today's version."""
        said = "Replicating to %s; changes are there within %.0f s"
        log.info(said, self._of.said, self._seconds)
        self._task = asyncio.create_task(self._run())

    def doubt(self) -> None:
        """Begin with a whole copy again: a process was killed while it may have been writing.

        Pages that it left in the write-ahead log may be none of SQLite's, and Litestream may have
        taken them for such; what it copied upon them could not be restored.
        """
        self._doubted = True
        self._pauses.hurry()

    async def end(self) -> None:
        """Copy what is not copied yet; called when nobody writes any more."""
        try:
            if self._task is not None:
                self._task.cancel()
                await asyncio.gather(self._task, return_exceptions=True)
                async with asyncio.timeout(LAST):
                    all_is_copied = await self._ended()
                    await self._look()
                    if self._doubted:
                        await self._begin_anew()
                    if self._doubted or not all_is_copied:
                        all_is_copied = await self._once()
                if all_is_copied:
                    log.info("The replica holds the last changes")
                else:
                    log.warning(_NOT_SURE)
        except (TimeoutError, OSError, ReplicaProblem):
            log.warning(_NOT_SURE)
        finally:
            self.fetching.release()
            self._place.release()

    async def _run(self) -> None:
        row = 0
        while True:
            began, self._planned = self._now(), False
            try:
                said = await self._replicate()
            except (OSError, ReplicaProblem) as error:
                said = f"can't be started ({getattr(error, 'strerror', None) or error})"
            # What was ended on purpose did not fail.
            row = 0 if self._planned or self._now() - began > STEADY else row + 1
            self._restarts += 1
            pause = min(2.0 ** (row - 1), LONGEST_PAUSE) if row else 0.0
            log.error("Litestream %s; it is started again in %.0f s", said, pause)
            await self._sleep(pause)

    async def _replicate(self) -> str:
        """Run Litestream until it ends by itself, or has to begin anew; what became of it."""
        if self._doubted:
            self._doubted = False
            await self._begin_anew()
        words = litestream.command(self._of, "replicate", config=self._place.config)
        self._child = child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot.replicating", str(self._place.lock), *words),
            stdin=PIPE,
            stdout=PIPE,
            env={**self._environment, "PYTHONPATH": children.environment()["PYTHONPATH"]},
            # Ctrl-C at the terminal is for the bot, which ends it.
            start_new_session=True,
            pass_fds=(self._place.lock,),
            limit=_LINE,
        )
        self._since = self._now()
        told = asyncio.create_task(self._follow(child))
        replaced = asyncio.create_task(self._watch())
        try:
            await asyncio.wait([told, replaced], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (told, replaced):
                task.cancel()
            await asyncio.gather(told, replaced, return_exceptions=True)
        if child.returncode is None and replaced.done() and not replaced.cancelled():
            self._planned = True
            await self._ended()
            return replaced.result()
        await child.wait()
        return f"ended by itself ({child.returncode})"

    async def _follow(self, child: Process) -> None:
        assert child.stdout is not None
        while True:
            try:
                line = await child.stdout.readline()
            except ValueError:
                continue  # longer than anything that is of use
            if not line:
                return
            self._note(line.decode(errors="replace"))

    def _note(self, line: str) -> None:
        level, said = saying.read(line, self._environment)
        if level >= logging.ERROR:
            self._trouble = self._now()
        log.log(level, "Litestream: %s", said)

    async def _watch(self) -> str:
        """Wait until Litestream has to begin anew: in words for the log, why.

        A file is another one under the same name, of which it knows nothing; or what it knows is
        in doubt.
        """
        known = {path: _identity(path) for path in all_files(self._database).values()}
        while True:
            self._pauses.begin()
            await self._look()
            if self._doubted:
                return "copies all anew, since a process was killed that may have been writing"
            await self._looks.look(self._since or self._now())
            await self._pauses.pause(min(self._seconds, LOOKED))
            for path, before in known.items():
                file = _identity(path)
                if before is not None and file is not None and file != before:
                    return f"had to let go of {path.name}, which was replaced"
                known[path] = file or before

    async def _begin_anew(self) -> None:
        await asyncio.to_thread(self._place.begin_anew)
        self._unsettled = not await asyncio.to_thread(uncounted.begin_logs_anew, self._database)

    async def _look(self) -> None:
        """Doubt what was copied, where a process that writes has been killed."""
        if await asyncio.to_thread(presence.somebody_died, self._database):
            self._doubted = True
        if self._unsettled and self._since is not None and self._now() - self._since > STEADY:
            self._doubted = True

    async def _ended(self) -> bool:
        """End Litestream; whether it is sure that it copied all there was."""
        child = self._child
        if child is None or child.stdin is None:
            return False
        told = child.returncode is None
        settled = self._since is not None and self._now() - self._since > SETTLED
        with contextlib.suppress(OSError):
            child.stdin.write(b"end\n")
            await child.stdin.drain()
        child.stdin.close()
        await child.wait()
        return told and settled and child.returncode == 0

    async def _once(self) -> bool:
        """Copy what there is in a run of its own; whether that was done."""
        self._configure(there=True)
        words = litestream.command(self._of, "replicate", "-once", config=self._place.config)
        child = await asyncio.create_subprocess_exec(
            *words,
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=STDOUT,
            env=self._environment,
            start_new_session=True,
            pass_fds=(self._place.lock,),
            umask=0o077,
        )
        return await child.wait() == 0


def replicating(settings: Settings) -> Replicating | None:
    """What copies the files of these settings; None where no replica is set."""
    if settings.replica is None:
        return None
    # Credentials may stand in `.env` beside Dateline's own keys; Litestream does not read it.
    environment = litestream.environment(from_file())
    return Replicating(settings.replica, settings.database, settings.replica_seconds, environment)


def _identity(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        found = os.stat(path)
        return found.st_dev, found.st_ino
    return None
