"""What a site's robots.txt lets us read (RFC 9309), and how often (Crawl-delay).

A site without one allows everything; one whose file can't be had for now allows nothing for now.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from knowledge.reading.fetch import AGENT
from knowledge.reading.guarded import PrivateNetwork
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document, Refused, Unreached

LARGEST = 512 * 1024
"""Bytes of a robots.txt; RFC 9309 asks for 500 KiB at least."""

SLOWEST = 60.0
"""Seconds between requests that a Crawl-delay may ask for."""

Get = Callable[[str], Document]


class Disallowed(Unreadable):
    """The site does not want this address to be read by us."""


class Robots:
    """The rules of the sites that are visited, each fetched once by `get`."""

    def __init__(self) -> None:
        self._known: dict[str, Protego | Unreadable] = {}

    def check(self, url: str, get: Get) -> None:
        """Let a request pass.

        Raises:
            Disallowed: the site does not want it.
            Unreached: its rules can't be had for now.
        """
        if not self._rules(url, get).can_fetch(url, AGENT):
            raise Disallowed(
                f"The site's robots.txt does not let {AGENT} read this. Ask whoever runs the site "
                f"to allow the agent “{AGENT}”."
            )

    def delay(self, url: str) -> float:
        """Seconds that the site wants between requests, as far as its rules are known."""
        rules = self._known.get(_origin(url))
        asked = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        return min(max(asked or 0.0, 0.0), SLOWEST)

    def sitemaps(self, url: str, get: Get) -> list[str]:
        """The sitemaps that the site of an address names.

        Raises:
            Unreached: its rules can't be had for now.
        """
        return [str(found) for found in self._rules(url, get).sitemaps]

    def _rules(self, url: str, get: Get) -> Protego:
        origin = _origin(url)
        if origin not in self._known:
            self._known[origin] = _read(f"{origin}/robots.txt", get)
        found = self._known[origin]
        if isinstance(found, Unreadable):
            raise found
        return found


def _read(url: str, get: Get) -> Protego | Unreadable:
    try:
        document = get(url)
    except Refused as refused:
        if 400 <= refused.status < 500 and refused.status != 429:
            return Protego.parse("")
        return _not_now(refused)
    except PrivateNetwork as problem:
        return problem
    except Unreadable as problem:
        return _not_now(problem)
    return Protego.parse(document.data.decode("utf-8", "replace"))


def _not_now(problem: Unreadable) -> Unreadable:
    wait = problem.retry_after if isinstance(problem, Refused) else None
    if wait is not None and isinstance(problem, Refused):
        return Refused(problem.reason, problem.status, wait)
    return Unreached(f"The site's robots.txt can't be read. {problem.reason}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
