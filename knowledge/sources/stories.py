"""Taking in one story: fetched as a page, or as its provider's list holds it.

The article is saved first and the item marked then: whoever is stopped in between does it once
more, and saving what is saved already changes nothing.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from knowledge.addresses import canonical
from knowledge.base import Base, BaseProblem, Outcome
from knowledge.intake import Intake, Taken
from knowledge.model import Article, Item, ItemState, Provider
from knowledge.model.providers import INSTANT, later
from knowledge.reading.corrections import printed_corrections
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document, Refused, Unreached
from knowledge.reading.sources import Correction
from knowledge.reading.web import Page, page
from knowledge.sources import schedule
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Happened
from knowledge.sources.web import Web, private_hosts

WANTS_STORY = "story"
"""The `ref` of a listed address that may be no story: it has to say itself that it is one."""

UNEXPECTED = "Something unexpected went wrong; the log says what. It is tried again."
"""What is said of an error that nobody foresaw."""

INLINE = "inline"
"""The `ref` of a story whose text is in the list: of its page, only being there matters."""

HAPPENED = {
    Outcome.NEW: Happened.NEW,
    Outcome.UPDATED: Happened.UPDATED,
    Outcome.UNCHANGED: Happened.UNCHANGED,
    Outcome.REMOVED: Happened.REMOVED,
    Outcome.EMBARGOED: Happened.EMBARGOED,
    Outcome.UNREADABLE: Happened.FAILED,
}
"""What happened to a story, by what became of its article."""

_NO_STORY = "The page tells nothing of a story of its own: it may be a list of stories."
_GONE = "Its page is gone."


log = logging.getLogger("dateline.sources")


class Stories:
    """Takes stories in, from wherever they come; `intake` is asked for when the first is new."""

    def __init__(self, base: Base, web: Web, intake: Callable[[], Intake], clock: Clock) -> None:
        self._base = base
        self._web = web
        self._intake = intake
        self._clock = clock

    def fetch(
        self,
        provider: Provider,
        item: Item,
        finish: Callable[[Article], Article] = lambda article: article,
    ) -> Event:
        """Fetch the page of a story, unless it is known or has not changed, and take it in.

        `finish` adds to its article what the list knows of it.

        Raises:
            Unreached, Refused: its site is in trouble; it is kept that the story failed.
        """
        return self._safely(provider, item, lambda: self._fetch(provider, item, finish))

    def take_listed(self, provider: Provider, item: Item, read: Callable[[], Article]) -> Event:
        """Take in a story that its provider's list holds itself, as `read` gives it."""

        def take() -> Event:
            try:
                article = read()
            except Unreadable as problem:
                return self.failed(provider, item, problem.reason)
            return self._take(provider, item, Page(article, printed_corrections(article)))

        return self._safely(provider, item, take)

    def _safely(self, provider: Provider, item: Item, work: Callable[[], Event]) -> Event:
        """One story that nobody was prepared for must not keep those behind it waiting."""
        try:
            return work()
        except Exception as error:
            if is_foreseen(error):
                raise
            log.exception("%s of %s broke down: %s", item.key, provider.name, error)
            return self.failed(provider, item, UNEXPECTED)

    def _fetch(self, provider: Provider, item: Item, finish: Callable[[Article], Article]) -> Event:
        if item.state is ItemState.WAITING and (adopted := self.adopted(provider, item)):
            return adopted
        known = (item.etag, item.last_modified) if item.article is not None else (None, None)
        try:
            document = self._web.get_changed(item.address, *known, private_hosts(provider))
            if document is not None and _is_front(document.url) and not _is_front(item.address):
                return self.missing(provider, item)
            if document is None or (item.ref == INLINE and item.article):
                return self.same(provider, item)
            found = page(document, outlet=provider.outlet)
        except Refused as refused:
            if refused.missing:
                return self.missing(provider, item)
            event = self.failed(provider, item, refused.reason, refused.retry_after)
            if refused.status < 500 and refused.status != 429:
                return event
            raise
        except Unreached as problem:
            self.failed(provider, item, problem.reason)
            raise
        except Unreadable as problem:
            return self.failed(provider, item, problem.reason)
        moved = key_of(document.url) != item.key
        if moved and item.article is not None and not found.is_story:
            # Where a story was, some sites lead to a list of others.
            return self.missing(provider, item)
        if item.ref == WANTS_STORY and not found.is_story:
            done = self._fetched(item, item.article, document)
            self._base.keep_item(replace(done, problem=_NO_STORY))
            return Event(provider, item.address, Happened.NO_STORY)
        found = replace(found, article=finish(found.article))
        return self._take(provider, item, found, document)

    def _take(
        self, provider: Provider, item: Item, found: Page, document: Document | None = None
    ) -> Event:
        taken, returned = self.save(found, item.article)
        self._base.keep_item(self._fetched(item, taken.article, document))
        happened = HAPPENED[taken.outcome]
        if returned and happened is Happened.UNCHANGED:
            happened = Happened.RETURNED
        return Event(provider, item.address, happened, taken.article, taken.problems)

    def save(self, found: Page, before: str | None = None) -> tuple[Taken, bool]:
        """Save an article with its corrections; True when it had counted as withdrawn.

        `before` is the article that its provider's story was until now.
        """
        article = found.article
        known = None if article.url is None else self._base.article_at(article.url)
        if known is not None:
            # One story is one article, whatever it was called when it first came in.
            article = replace(article, id=known.id)
        elif before is not None and (old := self._base.article(before)) is not None:
            # Its site leads from the old address to a new one: the old one goes on to be known.
            article = replace(article, id=old.id, url=old.url)
        taken = self._intake().take(article)
        now = self._clock.now()
        for correction in found.corrections:
            at = _instant(correction) or now
            self._base.mark_corrected(taken.article, at, correction.words, now=now)
        returned = self._base.is_withdrawn(taken.article) and self._base.mark_returned(
            taken.article
        )
        return taken, returned

    def request(self, url: str, private: Collection[str]) -> Taken:
        """Take in the page at an address.

        Raises:
            Unreadable: it can't be fetched, or holds no article.
        """
        from knowledge.reading.feeds import looks_like_feed

        document = self._web.get(url, private)
        if looks_like_feed(document.data):
            raise Unreadable(
                "That is a feed, not a story. Follow it: python -m knowledge sources add ADDRESS"
            )
        return self.save(page(document))[0]

    def adopted(self, provider: Provider, item: Item) -> Event | None:
        """A story that another provider brought since it appeared is not fetched again."""
        other = self._base.item_elsewhere(provider.id, item.key)
        if other is None or item.article not in (None, other.article):
            return None
        if item.article is not None and item.appeared is None:
            return None
        if item.appeared is not None and (other.fetched_at or "") < item.appeared:
            return None
        # Whoever brought it looks after it.
        self._base.keep_item(
            replace(
                item,
                state=ItemState.FETCHED,
                article=other.article,
                fetched_at=self._clock.now(),
                due_at=schedule.NEVER,
                tries=0,
                problem=None,
            )
        )
        return Event(provider, item.address, Happened.UNCHANGED, other.article)

    def _fetched(self, item: Item, article: str | None, document: Document | None) -> Item:
        now = self._clock.now()
        return replace(
            item,
            state=ItemState.FETCHED,
            article=article,
            etag=None if document is None else document.etag,
            last_modified=None if document is None else document.last_modified,
            fetched_at=now,
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
        # A story that is in stays in; only its next look is put off.
        state = ItemState.FAILED if item.article is None else item.state
        self._base.keep_item(replace(item, state=state, tries=tries, due_at=due_at, problem=reason))
        return Event(provider, item.address, Happened.FAILED, item.article, (reason,))


def is_foreseen(error: Exception) -> bool:
    """Whether an error is one that polling knows how to go on from, or must not go on after."""
    if isinstance(error, Unreadable | BaseProblem):
        return True
    from knowledge.extraction import ModelProblem

    return isinstance(error, ModelProblem)


def key_of(address: str) -> str:
    """The key under which the story at an address is known."""
    return canonical(address) or address


def _is_front(address: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _instant(correction: Correction) -> str | None:
    """When a correction says that it was made, if it says so in ISO 8601."""
    try:
        at = datetime.fromisoformat(correction.at or "")
    except ValueError:
        return None
    return (
        (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone(UTC).strftime(INSTANT)
    )
