"""What is kept of a story after each look at it: what became of it, and when it is due again."""

from dataclasses import replace

from knowledge.base import Base
from knowledge.model import Item, ItemState, Provider
from knowledge.model.providers import later
from knowledge.reading.responses import Document
from knowledge.sources import schedule
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Happened

_GONE = "Its page is gone."


class Kept:
    """Keeps in the base what became of the stories of providers."""

    def __init__(self, base: Base, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def begin(self, item: Item) -> None:
        """Count a try before it is made: a story that ends the process must not come first again.

        What became of the try overwrites this, whatever it was.
        """
        due_at = schedule.after_begun(item.tries + 1, self._clock.now())
        self._base.item_begun(item.provider, item.key, due_at)

    def adopted(self, provider: Provider, item: Item) -> Event | None:
        """A story that another provider brought since it appeared is not fetched again.

        One that was in and has changed is: nothing tells whether the other has seen the change, as
        a story seldom appears at another time for it, and two that left it to each other would
        both look after it no more.
        """
        other = self._base.item_elsewhere(provider.id, item.key)
        if other is None or item.article is not None:
            return None
        if item.appeared is not None and (other.fetched_at or "") < item.appeared:
            return None
        # Whoever brought it looks after it.
        self._base.keep_item(
            replace(
                item,
                state=ItemState.FETCHED,
                article=other.article,
                fetched_at=other.fetched_at,
                due_at=schedule.NEVER,
                tries=0,
                problem=None,
            )
        )
        return Event(provider, item.address, Happened.UNCHANGED, other.article)

    def fetched(self, item: Item, article: str | None, document: Document | None) -> Item:
        """A story that was fetched just now, as it is to be kept."""
        now = self._clock.now()
        return replace(
            item,
            state=ItemState.FETCHED,
            article=article,
            etag=None if document is None else document.etag,
            last_modified=None if document is None else document.last_modified,
            fetched_at=item.fetched_at or now,
            missing_at=None,
            due_at=schedule.next_check(item.appeared or item.fetched_at, now),
            tries=0,
            problem=None,
        )

    def same(self, provider: Provider, item: Item) -> Event:
        """Keep that a story is there and has not changed."""
        now = self._clock.now()
        returned = item.article is not None and self._base.mark_returned(item.article)
        due_at = schedule.next_check(item.appeared or item.fetched_at, now)
        self._base.keep_item(
            replace(
                item,
                state=ItemState.FETCHED,
                missing_at=None,
                due_at=due_at,
                tries=0,
                problem=None,
            )
        )
        happened = Happened.RETURNED if returned else Happened.UNCHANGED
        return Event(provider, item.address, happened, item.article)

    def is_last_look(self, item: Item) -> bool:
        """Whether a story that is missing now counts as withdrawn from now on."""
        if item.article is None or item.state is ItemState.GONE or item.missing_at is None:
            return False
        return later(item.missing_at, schedule.VANISHED_AFTER) <= self._clock.now()

    def doubted(self, provider: Provider, item: Item) -> Event:
        """Keep that a story was missing, but hardly by itself: it is looked at again."""
        due_at = later(self._clock.now(), schedule.VANISHED_AFTER)
        self._base.keep_item(replace(item, due_at=due_at))
        return Event(provider, item.address, Happened.MISSING, item.article)

    def missing(self, provider: Provider, item: Item) -> Event:
        """Keep that a story is not at its provider any more: the second time it is withdrawn."""
        now = self._clock.now()
        if item.article is None:
            return self.failed(provider, item, "There is nothing at its address.")
        since = item.missing_at
        if since is None or later(since, schedule.VANISHED_AFTER) > now:
            since = since or now
            due_at = later(since, schedule.VANISHED_AFTER)
            self._base.keep_item(
                replace(item, state=ItemState.FETCHED, missing_at=since, due_at=due_at)
            )
            return Event(provider, item.address, Happened.MISSING, item.article)
        first = self._base.mark_withdrawn(item.article, since, _GONE, now=now)
        due_at = schedule.next_check(since, now)
        self._base.keep_item(replace(item, state=ItemState.GONE, due_at=due_at, problem=_GONE))
        happened = Happened.WITHDRAWN if first else Happened.MISSING
        return Event(provider, item.address, happened, item.article)

    def failed(
        self, provider: Provider, item: Item, reason: str, asked: float | None = None
    ) -> Event:
        """Keep that a story can't be read; its site may have asked to wait so many seconds."""
        tries = item.tries + 1
        due_at = schedule.after_tries(tries, self._clock.now(), asked)
        if due_at == schedule.NEVER and item.article is not None:
            # Its site may have let nobody in for days, and may withdraw it later.
            due_at = schedule.next_check(item.appeared or item.fetched_at, self._clock.now())
        # A story that is in stays in; only its next look is put off.
        state = ItemState.FAILED if item.article is None else item.state
        self._base.keep_item(replace(item, state=state, tries=tries, due_at=due_at, problem=reason))
        return Event(provider, item.address, Happened.FAILED, item.article, (reason,))
