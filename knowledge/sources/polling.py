"""Polling: the providers in turn, by one process at a time.

Each provider's poll is a generator that yields after every story and every request. They take
turns, so that the long list of one does not keep the news of the others waiting; what one of them
raises ends its own poll alone. The lease is renewed as the work goes on: whoever is killed loses it
in three minutes.
"""

import logging
import secrets
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from knowledge.base import Base
from knowledge.base.leases import POLLING
from knowledge.environment import private_network
from knowledge.intake import Intake
from knowledge.model import Provider, ProviderKind, Request, RequestState
from knowledge.model.providers import later
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Refused
from knowledge.sources import feeds, folders, pages, schedule, sitemaps, wordpress
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Happened, Tally
from knowledge.sources.stories import HAPPENED, UNEXPECTED, Stories, is_foreseen
from knowledge.sources.tools import Tools, Troubled
from knowledge.sources.web import Web

LEASE = 180
"""Seconds for which whoever polls holds the lease."""

TURN = 20.0
"""Seconds after which it is another provider's turn, once its story is in."""

_MOST_REQUESTS = 50

_END = object()

log = logging.getLogger("dateline.sources")

_POLLS: dict[ProviderKind, Callable[[Provider, Tools], Iterator[Event | None]]] = {
    ProviderKind.FEED: feeds.poll,
    ProviderKind.WORDPRESS: wordpress.poll,
    ProviderKind.SITEMAP: sitemaps.poll,
    ProviderKind.FOLDER: folders.poll,
    ProviderKind.PAGE: pages.poll,
}


class Elsewhere(Exception):
    """Another process polls, or has taken over."""


def poll(
    base: Base,
    providers: Iterable[Provider],
    *,
    clock: Clock | None = None,
    told: Callable[[Event], None] = lambda event: None,
    web: Web | None = None,
) -> list[Tally]:
    """Work off what people asked to add, then poll these providers; how each of them went.

    `told` hears what becomes of every story, at once.

    Raises:
        Elsewhere: another process polls already, or took over when this one had slept too long.
        BaseProblem: the base can't be written to.
        ModelProblem: there is no language model to read with.
    """
    clock = clock or Clock()
    with _Lease(base, clock) as lease, _reading(base) as intake:
        web = web or Web(clock)
        tools = Tools(base, web, Stories(base, web, intake, clock), clock)
        _serve(tools, lease, told)
        tallies = _in_turns([Tally(provider) for provider in providers], tools, lease, told)
        if any(tally.counts[Happened.NEW] for tally in tallies):
            intake().redate()
        return tallies


class _Lease:
    """The right to poll, for as long as the work goes on."""

    def __init__(self, base: Base, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._holder = secrets.token_hex(8)
        self._until = 0.0

    def __enter__(self) -> "_Lease":
        if not self._base.take_lease(POLLING, self._holder, LEASE, now=self._clock.now()):
            raise Elsewhere
        self._until = self._clock.monotonic() + LEASE
        return self

    def __exit__(self, *_: object) -> None:
        self._base.release_lease(POLLING, self._holder)

    def renew(self) -> None:
        """Go on holding it, once a good part of the time is over.

        Raises:
            Elsewhere: another process has it.
        """
        if self._until - self._clock.monotonic() > LEASE * 0.75:
            return
        if not self._base.renew_lease(POLLING, self._holder, LEASE, now=self._clock.now()):
            raise Elsewhere
        self._until = self._clock.monotonic() + LEASE


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


def _in_turns(
    tallies: list[Tally], tools: Tools, lease: _Lease, told: Callable[[Event], None]
) -> list[Tally]:
    waiting = deque((tally, _polled(tally.provider, tools)) for tally in tallies)
    while waiting:
        tally, events = waiting.popleft()
        until = tools.clock.monotonic() + TURN
        while (event := _next(tally, events, tools)) is not _END:
            if isinstance(event, Event):
                tally.counts[event.happened] += 1
                told(event)
            lease.renew()
            _serve(tools, lease, told)
            if tools.clock.monotonic() > until:
                waiting.append((tally, events))
                break
        lease.renew()
    return tallies


def _polled(provider: Provider, tools: Tools) -> Iterator[Event | None]:
    """A provider's poll. What ends the process over its list must not come first again for ever."""
    now = tools.clock.now()
    tools.base.poll_began(
        provider.id, at=now, due_at=later(now, max(provider.every, schedule.LEAST_AFTER_BREAK))
    )
    yield from _POLLS[provider.kind](provider, tools)


def _next(tally: Tally, events: Iterator[Event | None], tools: Tools) -> object:
    """The next thing that happens in a provider's poll; `_END` when it has ended, or broke off."""
    try:
        return next(events, _END)
    except Unreadable as problem:
        asked = problem.retry_after if isinstance(problem, Refused | Troubled) else None
        _broke_off(tally, tools, problem.reason, asked)
    except Exception as error:
        if is_foreseen(error):
            raise
        log.exception("The poll of %s broke down: %s", tally.provider.name, error)
        _broke_off(tally, tools, UNEXPECTED, None)
    return _END


def _broke_off(tally: Tally, tools: Tools, reason: str, asked: float | None) -> None:
    provider, now = tally.provider, tools.clock.now()
    pause = schedule.after_failures(provider.failures + 1, provider.every, asked)
    tools.base.poll_failed(provider.id, at=now, due_at=later(now, pause), problem=reason)
    tally.problem = reason


def _serve(tools: Tools, lease: _Lease, told: Callable[[Event], None]) -> None:
    """Work off what people asked to add: they wait for it, however long a poll takes.

    What a provider may reach in the own network, only that provider may.
    """
    requests = tools.base.waiting_requests(_MOST_REQUESTS)
    if not requests:
        return
    for request in requests:
        told(_answer(request, private_network(), tools))
        lease.renew()


def _answer(request: Request, private: Collection[str], tools: Tools) -> Event:
    try:
        taken = tools.stories.request(request.url, private)
    except Exception as error:
        reason = error.reason if isinstance(error, Unreadable) else UNEXPECTED
        if not isinstance(error, Unreadable):
            if is_foreseen(error):
                raise
            log.exception("The request %d broke down: %s", request.id, error)
        tools.base.answer_request(request.id, RequestState.FAILED, reason, now=tools.clock.now())
        return Event(None, request.url, Happened.FAILED, None, (reason,))
    happened = HAPPENED[taken.outcome]
    tools.base.answer_request(
        request.id, RequestState.DONE, _SAID[happened], taken.article, now=tools.clock.now()
    )
    return Event(None, request.url, happened, taken.article, taken.problems)


_SAID = {
    Happened.NEW: "It is in the archive now.",
    Happened.UPDATED: "It was in the archive; now its new version is.",
    Happened.UNCHANGED: "It was in the archive already.",
    Happened.REMOVED: "It was taken down and stays out of the archive.",
    Happened.EMBARGOED: "It is under embargo, and in the archive when that ends.",
    Happened.FAILED: "It could not be read.",
}
