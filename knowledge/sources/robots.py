"""What a site's robots.txt lets us read (RFC 9309), and how often (Crawl-delay).

A site without one allows everything; one whose file can't be had for now allows nothing for now.
"""

from urllib.parse import urlsplit

from protego import Protego

from knowledge.reading.fetch import AGENT
from knowledge.reading.guarded import PrivateNetwork
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document, Refused, Unreached
from knowledge.sources.clock import Clock

LARGEST = 512 * 1024
"""Bytes of a robots.txt; RFC 9309 asks for 500 KiB at least."""

SLOWEST = 60.0
"""Seconds between requests that a Crawl-delay may ask for."""

KEPT = 3_600.0
"""Seconds for which rules are believed; RFC 9309 asks for a day at most."""

KEPT_PROBLEM = 300.0
"""Seconds after which rules that can't be had are asked for again."""


class Disallowed(Unreadable):
    """The site does not want this address to be read by us."""


class Rules:
    """What a site lets us read."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def check(self, url: str) -> None:
        """Let a request pass.

        Raises:
            Disallowed: the site does not want it.
        """
        if not self._rules.can_fetch(url, AGENT):
            raise Disallowed(
                f"The site's robots.txt does not let {AGENT} read this. Ask whoever runs the site "
                f"to allow the agent “{AGENT}”."
            )

    @property
    def delay(self) -> float:
        """Seconds that the site wants between requests."""
        return min(max(self._rules.crawl_delay(AGENT) or 0.0, 0.0), SLOWEST)

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that the site names."""
        return [str(found) for found in self._rules.sitemaps]


class Robots:
    """The rules of the sites that are visited, for as long as they are believed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, Rules | Unreadable]] = {}

    def of(self, url: str) -> Rules | None:
        """The rules for an address; None where they have to be asked for.

        Raises:
            Unreached: they can't be had for now.
        """
        until, rules = self._known.get(_origin(url), (0.0, None))
        if rules is None or until <= self._clock.monotonic():
            return None
        if isinstance(rules, Unreadable):
            raise rules.with_traceback(None)
        return rules

    def keep(self, url: str, answer: Document | Unreadable | None) -> None:
        """Keep what a site gave as its robots.txt, or why it gave none."""
        rules = _read(answer)
        span = KEPT_PROBLEM if isinstance(rules, Unreadable) else KEPT
        self._known[_origin(url)] = (self._clock.monotonic() + span, rules)

    def delay(self, url: str) -> float:
        """Seconds that the site wants between requests, as far as its rules are known."""
        _, rules = self._known.get(_origin(url), (0.0, None))
        return rules.delay if isinstance(rules, Rules) else 0.0


def address(url: str) -> str:
    """Where the rules for an address stand."""
    return f"{_origin(url)}/robots.txt"


def _read(answer: Document | Unreadable | None) -> Rules | Unreadable:
    if isinstance(answer, Document):
        return Rules(answer.data.decode("utf-8", "replace"))
    if answer is None:
        return Unreached("The site's robots.txt can't be read.")
    if isinstance(answer, PrivateNetwork):
        return answer
    if isinstance(answer, Refused) and 400 <= answer.status < 500 and answer.status != 429:
        return Rules("")
    return _not_now(answer)


def _not_now(problem: Unreadable) -> Unreadable:
    wait = problem.retry_after if isinstance(problem, Refused) else None
    if wait is not None and isinstance(problem, Refused):
        return Refused(problem.reason, problem.status, wait)
    return Unreached(f"The site's robots.txt can't be read. {problem.reason}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
