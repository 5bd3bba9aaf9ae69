"""Polling: all providers in turn, by one process at a time.

Each provider's poll is a generator that yields after every story and every request, and whenever it
has to wait for its site; others go on meanwhile (`turns`). What one of them raises ends its own
poll alone.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from knowledge.base import Base
from knowledge.intake import Intake
from knowledge.model import Provider, ProviderKind
from knowledge.model.providers import later
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Refused
from knowledge.sources import asked, feeds, folders, pages, schedule, sitemaps, wordpress
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Happened, Tally
from knowledge.sources.leasing import Elsewhere, Lease
from knowledge.sources.steps import Poll, Step
from knowledge.sources.stories import UNEXPECTED, Stories, is_foreseen
from knowledge.sources.tools import Tools, Troubled
from knowledge.sources.turns import Turns
from knowledge.sources.web import Web

__all__ = ["LOOK_EVERY", "Elsewhere", "poll"]

LOOK_EVERY = 5.0
"""Seconds between two looks at what has come due, been paused or removed, or is asked for."""

_REST = 300.0
_MOST_REQUESTS = 50

log = logging.getLogger("dateline.sources")

_POLLS: dict[ProviderKind, Callable[[Provider, Tools], Poll]] = {
    ProviderKind.FEED: feeds.poll,
    ProviderKind.WORDPRESS: wordpress.poll,
    ProviderKind.SITEMAP: sitemaps.poll,
    ProviderKind.FOLDER: folders.poll,
    ProviderKind.PAGE: pages.poll,
}


def poll(
    base: Base,
    providers: Iterable[Provider],
    *,
    go_on: bool = False,
    clock: Clock | None = None,
    told: Callable[[Event], None] = lambda event: None,
    web: Web | None = None,
) -> list[Tally]:
    """Work off what people asked to add, and poll these providers; how each of them went.

    `told` hears what becomes of every story, at once. To `go_on` is to poll whatever comes due
    meanwhile as well, until nothing is.

    Raises:
        Elsewhere: another process polls already, or took over when this one had slept too long.
        BaseProblem: the base can't be written to.
        ModelProblem: there is no language model to read with.
    """
    clock = clock or Clock()
    with Lease(base, clock) as lease, _reading(base) as intake:
        web = web or Web(clock)
        tools = Tools(base, web, Stories(base, web, intake, clock), clock)
        round = _Round(tools, lease, told, intake, go_on=go_on)
        return round.run(list(providers))


@contextmanager
def _reading(base: Base) -> Iterator[Callable[[], Intake]]:
    """Whoever takes articles in, once there is one: the language model is large."""
    opened: list[Intake] = []

    def intake() -> Intake:
        if not opened:
            opened.append(Intake(base).__enter__())
        return opened[0]

    try:
        yield intake
    finally:
        for one in opened:
            one.__exit__(None, None, None)


class _Round:
    """The polls of some providers, and what people ask for meanwhile."""

    def __init__(
        self,
        tools: Tools,
        lease: Lease,
        told: Callable[[Event], None],
        intake: Callable[[], Intake],
        *,
        go_on: bool,
    ) -> None:
        self._tools = tools
        self._lease = lease
        self._told = told
        self._intake = intake
        self._go_on = go_on
        self._turns = Turns(tools.clock)
        self._tallies: dict[int, Tally] = {}
        self._rest_until: dict[int, float] = {}
        self._look_at = 0.0
        self._has_new = False

    def run(self, providers: list[Provider]) -> list[Tally]:
        for provider in providers:
            self._begin(provider)
        self._look_at = self._tools.clock.monotonic() + LOOK_EVERY
        while True:
            self._lease.step()
            self._look()
            if not self._turns:
                self._tend()
                if not self._turns:
                    return list(self._tallies.values())
            if (wait := self._turns.wait()) > 0:
                self._tools.clock.sleep(min(wait, LOOK_EVERY))
            for name, event in self._turns.turn():
                if event is not None:
                    self._count(name, event)
                self._lease.step()
                self._ask()

    def _begin(self, provider: Provider) -> None:
        tally = self._tallies.setdefault(provider.id, Tally(provider))
        tally.provider, tally.problem, tally.fault = provider, None, None
        self._turns.add(provider.id, self._polled(tally))

    def _count(self, name: object, event: Event) -> None:
        if event.provider is not None:
            self._tallies[event.provider.id].counts[event.happened] += 1
            self._has_new |= event.happened is Happened.NEW
        self._told(event)

    def _look(self) -> None:
        """See what people ask for, and now and then what has come due, was paused or removed."""
        self._ask()
        now = self._tools.clock.monotonic()
        if now < self._look_at and self._turns:
            return
        self._look_at = now + LOOK_EVERY
        followed = {provider.id: provider for provider in self._tools.base.providers()}
        for id, tally in self._tallies.items():
            there = followed.get(id)
            if there is None or (there.paused and not tally.provider.paused):
                self._turns.drop(id)
        if self._go_on:
            for provider in self._tools.base.due_providers(self._tools.clock.now()):
                rested = self._rest_until.get(provider.id, now) <= now
                if rested and provider.id not in self._turns:
                    self._begin(provider)

    def _ask(self) -> None:
        """Begin with what people asked to add: they wait for it, however long a poll takes."""
        for request in self._tools.base.waiting_requests(_MOST_REQUESTS):
            if ("request", request.id) not in self._turns:
                steps = asked.answer(request, self._tools)
                self._turns.add(("request", request.id), steps, urgent=True)

    def _tend(self) -> None:
        """Once there is nothing else to do: date what new articles may date, and keep order."""
        if self._has_new:
            self._intake().redate()
            self._turns.add("compacting", self._tools.base.compacting())
            self._has_new = False

    def _polled(self, tally: Tally) -> Iterator[Step]:
        """A provider's poll, and what becomes of it where it breaks off."""
        provider = tally.provider
        now = self._tools.clock.now()
        # What ends the process over its list must not come first again for ever.
        pause = max(provider.every, schedule.LEAST_AFTER_BREAK)
        self._tools.base.poll_began(provider.id, at=now, due_at=later(now, pause))
        before = tally.counts.total()
        try:
            tally.fault = yield from _POLLS[provider.kind](provider, self._tools)
        except Unreadable as problem:
            wait = problem.retry_after if isinstance(problem, Refused | Troubled) else None
            self._broke_off(tally, problem.reason, wait)
        except Exception as error:
            if is_foreseen(error):
                raise
            log.exception("The poll of source %s broke down", provider.id)
            self._broke_off(tally, UNEXPECTED, None)
        if tally.counts.total() == before:
            # One that is due again at once must not keep the machine busy with nothing.
            self._rest_until[provider.id] = self._tools.clock.monotonic() + _REST

    def _broke_off(self, tally: Tally, reason: str, asked: float | None) -> None:
        provider, now = tally.provider, self._tools.clock.now()
        pause = schedule.after_failures(provider.failures + 1, provider.every, asked)
        self._tools.base.poll_failed(provider.id, at=now, due_at=later(now, pause), problem=reason)
        tally.problem = reason
