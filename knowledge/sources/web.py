"""Asking sites politely: as robots.txt allows, not too often, and not at all while they ask so."""

import time
from collections.abc import Callable, Collection
from functools import partial
from urllib.parse import urlsplit

from knowledge.environment import private_network
from knowledge.model import Provider
from knowledge.reading.decode import LARGEST
from knowledge.reading.fetch import (
    MOST_REDIRECTS,
    SECONDS,
    TOO_MANY_REDIRECTS,
    Moved,
    ask,
    check_address,
)
from knowledge.reading.guarded import Deadline, at_port
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document, Refused, Unreached
from knowledge.sources import robots
from knowledge.sources.clock import Clock
from knowledge.sources.steps import Pause, Waiting, waited

GAP = 1.0
"""Seconds from the end of a request to a host to the next one, unless its site asks for more."""

_PATIENCE = 60.0
_ASKED_TO_WAIT = frozenset({429, 503})


class Web:
    """The web, as one process that polls sees it: one request at a time.

    What has to wait for a site yields `Pause`s, so that whoever runs it can go on elsewhere.
    """

    def __init__(self, clock: Clock, seconds: float = SECONDS) -> None:
        """Each document has so many seconds, without those in which nothing is asked."""
        self._clock = clock
        self._seconds = seconds
        self._robots = robots.Robots(clock)
        self._last: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    def get(self, url: str, private: Collection[str] = (), *, largest: int = LARGEST) -> Document:
        """Fetch a document, waiting as long as that takes; else as `getting`."""
        return waited(self.getting(url, private, largest=largest), self._clock)

    def getting(
        self, url: str, private: Collection[str] = (), *, largest: int = LARGEST
    ) -> Waiting[Document]:
        """Fetch a document; hosts in `private` may have addresses that aren't public.

        Raises:
            Unreadable: as `reading.fetch`; `robots.Disallowed`.
        """
        found = yield from self.getting_changed(url, None, None, private, largest=largest)
        if found is None:
            raise Refused("The site answers with an error (HTTP 304). Try again later.", 304)
        return found

    def getting_changed(
        self,
        url: str,
        etag: str | None,
        last_modified: str | None,
        private: Collection[str] = (),
        *,
        largest: int = LARGEST,
    ) -> Waiting[Document | None]:
        """Fetch a document unless it is the one with these validators: then None.

        Raises:
            Unreadable: as `getting`.
        """
        asking = partial(
            ask, etag=etag, last_modified=last_modified, allow_private=private, largest=largest
        )
        return (yield from self._following(url, asking, partial(self.ready, private=private)))

    def ready(self, url: str, private: Collection[str] = ()) -> Waiting[None]:
        """Wait until an address may be asked for.

        Raises:
            Unreadable: it is none, or may not be asked for: `robots.Disallowed`, or `Unreached`
                where that is so for now.
        """
        check_address(url)
        rules = yield from self._rules(url, private)
        rules.check(url)
        yield from self._turn(url)

    def sitemaps(self, url: str, private: Collection[str] = ()) -> list[str]:
        """The sitemaps that the robots.txt of a site names.

        Raises:
            Unreached: it can't be had for now.
        """
        return waited(self._rules(url, private), self._clock).sitemaps

    def _following(
        self,
        url: str,
        asking: Callable[[str, Deadline], Document | Moved | None],
        ready: Callable[[str], Waiting[None]],
    ) -> Waiting[Document | None]:
        """Ask for an address and where that leads, each time when it is `ready`."""
        deadline = Deadline(self._seconds)
        for _ in range(MOST_REDIRECTS + 1):
            before = time.monotonic()
            yield from ready(url)
            deadline.extend(time.monotonic() - before)
            try:
                found = asking(url, deadline)
            except Refused as refused:
                if refused.status in _ASKED_TO_WAIT and refused.retry_after:
                    self._closed[host_of(url)] = self._clock.monotonic() + refused.retry_after
                raise
            finally:
                self._last[host_of(url)] = self._clock.monotonic()
            if not isinstance(found, Moved):
                return found
            url = found.url
        raise Unreadable(TOO_MANY_REDIRECTS)

    def _rules(self, url: str, private: Collection[str]) -> Waiting[robots.Rules]:
        """What the site of an address lets us read, asked for if that isn't known.

        Raises:
            Unreached: it can't be had for now.
        """
        while (rules := self._robots.of(url)) is None:
            place = robots.address(url)
            yield from self._turn(place)
            if self._robots.of(url) is None:
                asking = partial(ask, allow_private=private, largest=robots.LARGEST)
                try:
                    found = yield from self._following(place, asking, self._turn)
                except Unreadable as problem:
                    self._robots.keep(url, problem)
                else:
                    self._robots.keep(url, found)
        return rules

    def _turn(self, url: str) -> Waiting[None]:
        """Wait until a host may be asked again.

        Raises:
            Unreached: that takes too long.
        """
        while (wait := self._left(url)) > 0:
            if wait > _PATIENCE:
                raise Unreached("The site asked to be left alone for a while. Try again later.")
            yield Pause(wait)

    def _left(self, url: str) -> float:
        """Seconds until a host may be asked again: while it waits, others may ask it first."""
        host, now = host_of(url), self._clock.monotonic()
        wait = self._closed.get(host, now) - now
        if host in self._last:
            gap = max(GAP, self._robots.delay(url))
            wait = max(wait, self._last[host] + gap - now)
        return wait


def private_hosts(provider: Provider) -> frozenset[str]:
    """The hosts that may have addresses that aren't public: its own, if it may, and those named.

    Its own may at the port of its address: what else runs on that machine is none of its business.
    """
    own = {_place_of(provider.address)} if provider.private else set()
    return private_network() | own


def _place_of(url: str) -> str:
    """The host and port of an address."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    except ValueError:
        port = 0
    return at_port(host_of(url), port)


def host_of(url: str) -> str:
    """The host of an address in lower case; "" for none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
