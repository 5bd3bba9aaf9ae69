"""Asking sites politely: as robots.txt allows, not too often, and not at all while they ask so."""

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from knowledge.environment import private_network
from knowledge.model import Provider
from knowledge.reading.decode import LARGEST
from knowledge.reading.fetch import SECONDS, fetch, fetch_changed
from knowledge.reading.guarded import at_port
from knowledge.reading.responses import Document, Refused, Unreached
from knowledge.sources import robots
from knowledge.sources.clock import Clock

GAP = 1.0
"""Seconds from the end of a request to a host to the next one, unless its site asks for more."""

_PATIENCE = 60.0
_ASKED_TO_WAIT = frozenset({429, 503})


class Web:
    """The web, as one process that polls sees it: one request at a time."""

    def __init__(self, clock: Clock, seconds: float = SECONDS) -> None:
        """Each document has so many seconds."""
        self._clock = clock
        self._seconds = seconds
        self._robots = robots.Robots()
        self._last: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    def get(
        self,
        url: str,
        private: Collection[str] = (),
        *,
        largest: int = LARGEST,
    ) -> Document:
        """Fetch a document; hosts in `private` may have addresses that aren't public.

        Raises:
            Unreadable: as `reading.fetch`; `robots.Disallowed`.
        """
        found = self.get_changed(url, None, None, private, largest=largest)
        if found is None:
            raise Refused("The site answers with an error (HTTP 304). Try again later.", 304)
        return found

    def get_changed(
        self,
        url: str,
        etag: str | None,
        last_modified: str | None,
        private: Collection[str] = (),
        *,
        largest: int = LARGEST,
    ) -> Document | None:
        """Fetch a document unless it is the one with these validators: then None. Else as `get`."""
        asked: list[str] = []

        def before(address: str) -> None:
            self._robots.check(address, lambda rules: self._rules(rules, private))
            self._rest(asked)
            self._wait(address)
            asked.append(address)

        try:
            return fetch_changed(
                url,
                etag,
                last_modified,
                allow_private=private,
                seconds=self._seconds,
                largest=largest,
                before=before,
            )
        except Refused as refused:
            if refused.status in _ASKED_TO_WAIT and refused.retry_after:
                self._closed[host_of(asked[-1])] = self._clock.monotonic() + refused.retry_after
            raise
        finally:
            self._rest(asked)

    def sitemaps(self, url: str, private: Collection[str] = ()) -> list[str]:
        """The sitemaps that the robots.txt of a site names.

        Raises:
            Unreadable: it can't be had for now.
        """
        return self._robots.sitemaps(url, lambda rules: self._rules(rules, private))

    def _rules(self, url: str, private: Collection[str]) -> Document:
        asked: list[str] = []

        def before(address: str) -> None:
            self._rest(asked)
            self._wait(address)
            asked.append(address)

        try:
            return fetch(
                url,
                allow_private=private,
                seconds=self._seconds,
                largest=robots.LARGEST,
                before=before,
            )
        finally:
            self._rest(asked)

    def _wait(self, url: str) -> None:
        """Wait until a host may be asked again.

        Raises:
            Unreached: that takes too long.
        """
        host, now = host_of(url), self._clock.monotonic()
        wait = self._closed.get(host, now) - now
        if host in self._last:
            gap = max(GAP, self._robots.delay(url))
            wait = max(wait, self._last[host] + gap - now)
        if wait > _PATIENCE:
            raise Unreached("The site asked to be left alone for a while. Try again later.")
        if wait > 0:
            self._clock.sleep(wait)

    def _rest(self, asked: Sequence[str]) -> None:
        """Remember when the host was asked that was asked last, if any was."""
        for url in asked[-1:]:
            self._last[host_of(url)] = self._clock.monotonic()


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
