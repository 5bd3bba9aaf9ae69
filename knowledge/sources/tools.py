"""What the poll of any kind of provider works with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from knowledge.base import Base
from knowledge.model import Article, Item, Provider
from knowledge.model.providers import later
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Refused, Unreached
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Happened
from knowledge.sources.steps import Step
from knowledge.sources.stories import Stories
from knowledge.sources.web import Web

MOST_STORIES = 1_000
"""Stories that one poll of a provider takes in; the next goes on with the others."""

VISIT = 600.0
"""Seconds for which stories are fetched before the list is looked at again: news may be in it."""

MOST_CHECKS = 200
"""Stories that one poll of a provider looks at again."""

STRIKES = 3
"""So many requests in a row that a site does not answer are its trouble."""

_TOO_MANY = 5
_AWAY = frozenset({Happened.MISSING, Happened.WITHDRAWN})
_NONE_LEFT = "Its stories are missing, one after the other, which is hardly so."


class Troubled(Unreadable):
    """Stories of a provider can't be fetched, one after the other: its site is in trouble."""

    def __init__(self, reason: str, retry_after: float | None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Tools:
    """The fact base, the web, the way stories are taken in, and the time."""

    base: Base
    web: Web
    stories: Stories
    clock: Clock

    def fetch_all(
        self,
        provider: Provider,
        items: list[Item],
        finish: Callable[[Item, Article], Article] = lambda item, article: article,
    ) -> Iterator[Step]:
        """Fetch the pages of stories in turn; `finish` adds to each what the list knows of it.

        Ends when its time is over: the next poll looks first at what is new, and then goes on.

        Raises:
            Troubled: after three in a row that the site did not give, or when it asks to wait; and
                after so many missing ones in a row that the site itself must be broken.
        """
        strikes = missing = 0
        until = self.clock.monotonic() + VISIT
        for item in items:
            if self.clock.monotonic() > until:
                return
            try:
                event = yield from self.stories.fetch(provider, item, partial(finish, item))
            except (Refused, Unreached) as problem:
                asked = problem.retry_after if isinstance(problem, Refused) else None
                yield Event(
                    provider, item.address, Happened.FAILED, item.article, (problem.reason,)
                )
                strikes += 1
                if strikes == STRIKES or asked:
                    raise Troubled(f"Stories can't be fetched. {problem.reason}", asked) from None
            else:
                strikes = 0
                missing = missing + 1 if event.happened in _AWAY else 0
                yield event
                if missing == _TOO_MANY:
                    raise Troubled(_NONE_LEFT, None)

    def due(self, provider: Provider) -> list[Item]:
        """The stories to be fetched now, the newest first."""
        return self.base.waiting_items(provider.id, MOST_STORIES, self.clock.now())

    def to_check(self, provider: Provider) -> list[Item]:
        """The stories to be looked at again now."""
        return self.base.items_to_check(provider.id, MOST_CHECKS, self.clock.now())

    def next_poll(self, provider: Provider) -> str:
        """When a provider is polled next: at once while stories of it wait."""
        now = self.clock.now()
        return now if self.base.waiting_items(provider.id, 1, now) else later(now, provider.every)
