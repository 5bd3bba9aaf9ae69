"""What goes wrong, one thing after the other; those that nobody can help are excused."""

import asyncio
import random
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.workspace import Workspace
from tests.knowledge.sources.site import Reply, Site
from tests.soak.storm.bots import Bot
from tests.soak.storm.ledger import Ledger

BACK = 110.0
"""Seconds in which a lost connection has to be there again: after many that were lost soon, two
pauses of 30 seconds, a quarter more each, and between them an attempt that Slack does not answer in
the 30 seconds that opening one may take."""


class Reached(Protocol):
    """A running bot, whether or not it is a process of its own."""

    mode: str

    async def reachable(self, within: float) -> bool:
        """Wait until it is connected, at most so many seconds; whether it is."""
        ...


@dataclass
class Troubles:
    """Everything that fails. `names` are those that may happen; `pace` makes all last shorter."""

    workspace: Workspace
    bot: Reached
    site: Site
    ledger: Ledger
    dice: random.Random
    names: frozenset[str]
    pace: float = 1.0

    async def one(self) -> None:
        """Let something go wrong, and return when that is over."""
        names = [name for name in _TROUBLES if name in self.names]
        weights = [_TROUBLES[name][0] for name in names]
        name = self.dice.choices(names, weights)[0]
        self.ledger.faults[name] += 1
        await _TROUBLES[name][1](self)

    @property
    def _process(self) -> Bot:
        assert isinstance(self.bot, Bot), "what runs in this process can't be stopped alone"
        return self.bot

    def _some(self, least: float, most: float) -> float:
        return self.dice.uniform(least, most) * self.pace

    # Connections

    async def _lost(self, why: str, how: Callable[[], Awaitable[None] | None]) -> None:
        if self.bot.mode != "socket":
            return
        with self.ledger.outage(why):
            waiting = how()
            if waiting is not None:
                await waiting
            if not await self.bot.reachable(BACK):
                self.ledger.wrong.append(f"{why}: no connection after {BACK:.0f} s")
                await self.bot.reachable(2 * BACK)

    async def cut(self) -> None:
        """Slack closes the connection."""
        await self._lost("connection closed", self.workspace.sockets.cut)

    async def reset(self) -> None:
        """The connection is lost in the middle."""
        await self._lost("connection lost", self.workspace.sockets.reset)

    async def stall(self) -> None:
        """The connection stays, and nothing comes over it."""
        await self._lost("connection deaf", self.workspace.sockets.stall)

    async def refresh(self) -> None:
        """Slack asks for another connection."""
        await self._lost("connection replaced", self.workspace.sockets.refresh)

    # Slack's answers

    async def limited(self) -> None:
        """Slack takes no more for a second."""
        method = self.dice.choice(("response_url", "chat.postMessage", "*"))
        again = round(self.pace * self.dice.randint(0, 2))
        self.workspace.faults.api(
            method, times=self.dice.randint(1, 4), status=429, retry_after=again
        )

    async def broken(self) -> None:
        """Slack's edge answers with an error, or with what is no answer."""
        body = self.dice.choice(("", "<html>502</html>", '{"ok": fa'))
        status = self.dice.choice((502, 503))
        method = self.dice.choice(("response_url", "users.info", "apps.connections.open"))
        self.workspace.faults.api(method, times=self.dice.randint(1, 3), status=status, body=body)

    async def refused(self) -> None:
        """Posts fail, which are not repeated lest they stand twice; whoever mentions is told."""
        with self.ledger.outage("posts fail", "mention", "direct"):
            fault = self.workspace.faults.api("chat.postMessage", times=2, status=503)
            await asyncio.sleep(5 * self.pace)
            self.workspace.faults.lift(fault)

    async def unsure(self) -> None:
        """Slack does not say whether it took an answer; lest it come twice, it is not repeated."""
        with self.ledger.outage("answers unsure", "command", "click"):
            fault = self.workspace.faults.api("response_url", times=2, status=500)
            await asyncio.sleep(4 * self.pace)
            self.workspace.faults.lift(fault)

    async def slow(self) -> None:
        """Slack takes its time with everything."""
        self.workspace.faults.api("*", times=self.dice.randint(1, 15), delay=self._some(0.5, 4))

    async def unheard(self) -> None:
        """Acknowledgements are lost, so events come again."""
        with self.ledger.outage("acknowledgements lost", "command", "click"):
            self.workspace.faults.drop_acks(self.dice.randint(1, 3))
            await asyncio.sleep(4 * self.pace)
            self.workspace.faults.dropped_acks = 0

    async def twice(self) -> None:
        """Events come twice."""
        self.workspace.faults.duplicate_events(self.dice.randint(1, 6))

    # The machine

    async def locked(self) -> None:
        """Somebody else writes to the base for seconds."""
        await asyncio.to_thread(_lock, self._process.database, self._some(1, 8))

    async def frozen(self) -> None:
        """The process stands still."""
        with self.ledger.outage("stood still"):
            self._process.freeze()
            await asyncio.sleep(self._some(0.5, 5))
            self._process.freeze(thaws=True)
            await self.bot.reachable(BACK)

    async def full(self) -> None:
        """Nothing can be written."""
        with self.ledger.outage("disk full", "mention", "direct", "click"):
            self._process.fill_disk(self.dice.choice((0, 4_096, 100_000)))
            await asyncio.sleep(self._some(2, 8))
            self._process.fill_disk(None)

    async def feed(self) -> None:
        """The site that is followed fails."""
        whole = dict(self.site.replies)
        for path in whole:
            self.site.replies[path] = self.dice.choice(
                (Reply(status=500), Reply(b"<html>", 200), Reply(status=404), Reply(b"", 200))
            )
        await asyncio.sleep(self._some(5, 40))
        self.site.replies.update(whole)

    # The process

    async def term(self) -> None:
        """It is stopped in order, as for a new version, and started over either line."""
        with self.ledger.outage("restarted"):
            wrong = await self._process.end()
            if wrong:
                self.ledger.wrong.append(wrong)
            await self._process.start(self.dice.choice(("socket", "http")))

    async def kill(self) -> None:
        """It is killed, and started over either line."""
        with self.ledger.outage("killed"):
            await self._process.kill()
            await self._process.start(self.dice.choice(("socket", "http")))


def _lock(database: Path, seconds: float) -> None:
    with closing(sqlite3.connect(database, timeout=30, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        # Nothing else is to be done here than to keep others waiting.
        threading.Event().wait(seconds)
        db.execute("ROLLBACK")


_TROUBLES: dict[str, tuple[int, Callable[[Troubles], Awaitable[None]]]] = {
    "connection closed": (3, Troubles.cut),
    "connection lost": (3, Troubles.reset),
    "connection deaf": (1, Troubles.stall),
    "connection replaced": (3, Troubles.refresh),
    "429": (8, Troubles.limited),
    "5xx and no answers": (8, Troubles.broken),
    "posts fail": (2, Troubles.refused),
    "answers unsure": (2, Troubles.unsure),
    "slow answers": (6, Troubles.slow),
    "acknowledgements lost": (4, Troubles.unheard),
    "events twice": (8, Troubles.twice),
    "base locked": (5, Troubles.locked),
    "stands still": (3, Troubles.frozen),
    "disk full": (2, Troubles.full),
    "feed fails": (3, Troubles.feed),
    "SIGTERM": (4, Troubles.term),
    "kill -9": (5, Troubles.kill),
}
"""How often each comes, beside the others."""

RESTARTS = frozenset({"SIGTERM", "kill -9"})
ALL = frozenset(_TROUBLES)
