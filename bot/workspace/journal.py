"""What happened in the workspace, in order: the source of every wait and of the page's updates.

Tests wait for an entry instead of sleeping; the page gets each entry that its person may see.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.workspace.state import Json, Message, View

KEPT = 5000  # entries a long-running demo remembers

Kind = Literal[
    "message",
    "changed",
    "deleted",
    "view",
    "view_closed",
    "home",
    "status",
    "prompts",
    "title",
    "reaction",
    "membership",
    "presence",
    "tokens",
    "draft",
]
Actor = Literal["bot", "person", "slack"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody could see.

    `audience` holds the ids of those who can; `interaction` names the click or command that a
    response URL or trigger ties it to, where there is one.
    """

    seq: int
    kind: Kind
    actor: Actor
    audience: frozenset[str]
    channel: str | None = None
    message: Message | None = None
    view: View | None = None
    interaction: str | None = None
    data: Json = field(default_factory=dict)


class NothingHappened(AssertionError):
    """What was waited for did not come in time; the message says what came instead."""


class Journal:
    """Entries in order, with waiters and subscribers told at once."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._seq = 0
        self._waiters: list[tuple[Callable[[Entry], bool], asyncio.Future[Entry]]] = []
        self._subscribers: list[Callable[[Entry], None]] = []

    @property
    def seq(self) -> int:
        """The number of the latest entry; pass it as `since` to see only what comes after."""
        return self._seq

    def keep(self, number: int) -> None:
        """Remember at most so many entries from now on."""
        self._entries = deque(self._entries, maxlen=number)

    def add(
        self,
        kind: Kind,
        actor: Actor,
        audience: set[str] | frozenset[str],
        *,
        channel: str | None = None,
        message: Message | None = None,
        view: View | None = None,
        interaction: str | None = None,
        data: Json | None = None,
    ) -> Entry:
        """Record an entry and wake whoever waits for it."""
        self._seq += 1
        entry = Entry(
            self._seq,
            kind,
            actor,
            frozenset(audience),
            channel,
            message,
            view,
            interaction,
            data or {},
        )
        self._entries.append(entry)
        for subscriber in list(self._subscribers):
            subscriber(entry)
        for wanted, future in list(self._waiters):
            if not future.done() and wanted(entry):
                future.set_result(entry)
        return entry

    def since(self, seq: int) -> Iterator[Entry]:
        """Entries after number `seq`, oldest first."""
        return (entry for entry in list(self._entries) if entry.seq > seq)

    def subscribe(self, subscriber: Callable[[Entry], None]) -> Callable[[], None]:
        """Call `subscriber` for each new entry; returns what ends the subscription."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    async def wait(
        self, wanted: Callable[[Entry], bool], *, since: int, within: float, what: str
    ) -> Entry:
        """The first entry after `since` that is `wanted`, which may already be there.

        `within` is in real seconds: it only bounds a failing test. Raises NothingHappened.
        """
        for entry in self.since(since):
            if wanted(entry):
                return entry
        future: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()
        waiter = (wanted, future)
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(within):
                return await future
        except TimeoutError:
            seen = [f"{e.actor} {e.kind} in {e.channel}" for e in self.since(since)]
            raise NothingHappened(
                f"waited {within:g} s for {what}; meanwhile: {', '.join(seen) or 'nothing'}"
            ) from None
        finally:
            self._waiters.remove(waiter)
