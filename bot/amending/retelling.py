"""What the desk changed of what a digest told, for its next edition: once, at its head."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.amending.planning import CONFIRMS
from bot.amending.store import Store
from bot.digests.subscription import written
from bot.readers import Readers
from bot.render.amendments import taken_back, telling, told
from bot.render.text import Mrkdwn
from knowledge.base import Base
from knowledge.base.decisions import Decision


class Retelling:
    """Looks up what was decided on what editions told."""

    def __init__(self, store: Store, readers: Readers, zone: tzinfo) -> None:
        """`zone` is that in which the days of decisions are told."""
        self._store = store
        self._readers = readers
        self._zone = zone

    async def decided(self, digest: str, since: datetime, until: datetime) -> Sequence[Mrkdwn]:
        """What was decided between two instants on what a subscription was told before.

        Raises:
            NoBase: the fact base can't be read.
            sqlite3.Error, OSError: the file of what was shown fails.
        """
        span = written(since), written(until)
        # Alerts are looked for every minute, and mostly nothing at all was decided.
        if not await self._readers.run(lambda base: _any_since(base, span[0])):
            return ()
        depends = dict(await self._store.told(digest))
        return await self._readers.run(lambda base: _lines(base, depends, span, self._zone))


def _any_since(base: Base, since: str) -> bool:
    last = base.last_decisions(1)
    return bool(last) and last[0].at >= since


def _lines(
    base: Base, depends: dict[str, int], span: tuple[str, str], zone: tzinfo
) -> list[Mrkdwn]:
    """The decisions of a time on targets, in the order of the log.

    Of an edition that was drawn when they had been made, they are none; nor is one whose line
    would name nothing.
    """
    latest: dict[str, tuple[Decision, Decision]] = {}
    for one in base.decisions_about(depends):
        meant = base.meant(one)
        shown = [depends[target] for target in meant.targets if target in depends]
        if shown and min(shown) < one.n and meant.action not in CONFIRMS:
            latest[meant.id] = meant, one
    lines = []
    for meant, last in latest.values():
        if not span[0] <= last.at < span[1] or not telling(meant):
            continue
        if base.is_in_force(meant.id):
            lines.append((last.n, told(meant, zone)))
        elif meant.at < span[0]:
            lines.append((last.n, taken_back(meant, zone, last)))
    return [line for _, line in sorted(lines)]
