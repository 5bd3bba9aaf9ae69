"""Taking in one story: fetched as a page, or as its provider's list holds it.

The article is saved first and the item marked then: whoever is stopped in between does it once
more, and saving what is saved already changes nothing.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from urllib.parse import urlsplit

from knowledge.addresses import canonical, same_site
from knowledge.base import Base, BaseProblem, Outcome
from knowledge.intake import Intake, Taken
from knowledge.intake.corrections import keep_corrections
from knowledge.model import Article, Item, ItemState, Provider
from knowledge.reading.corrections import printed_corrections
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document, Refused, Unreached
from knowledge.reading.web import Page, page
from knowledge.sources.clock import Clock
from knowledge.sources.events import Event, Happened
from knowledge.sources.kept import Kept
from knowledge.sources.steps import Waiting
from knowledge.sources.web import Web, host_of, private_hosts

WANTS_STORY = "story"
"""The `ref` of a listed address that may be no story: it has to say itself that it is one."""

UNEXPECTED = "Something unexpected went wrong; the log says what. It is tried again."
"""What is said of an error that nobody foresaw."""

INLINE = "inline"
"""The `ref` of a story whose text is in the list: of its page, only being there matters."""

LONGEST_TEXT = 200_000
"""Characters of a story, some 35,000 words: reading more keeps all others waiting too long."""

HAPPENED = {
    Outcome.NEW: Happened.NEW,
    Outcome.UPDATED: Happened.UPDATED,
    Outcome.UNCHANGED: Happened.UNCHANGED,
    Outcome.REMOVED: Happened.REMOVED,
    Outcome.EMBARGOED: Happened.EMBARGOED,
    Outcome.HIDDEN: Happened.HIDDEN,
    Outcome.UNREADABLE: Happened.FAILED,
}
"""What happened to a story, by what became of its article."""

_NO_STORY = "The page tells nothing of a story of its own: it may be a list of stories."


log = logging.getLogger("dateline.sources")


class Stories(Kept):
    """Takes stories in, from wherever they come; `intake` is asked for when the first is new."""

    def __init__(self, base: Base, web: Web, intake: Callable[[], Intake], clock: Clock) -> None:
        super().__init__(base, clock)
        self._web = web
        self._intake = intake

    def fetch(
        self,
        provider: Provider,
        item: Item,
        finish: Callable[[Article], Article] = lambda article: article,
    ) -> Waiting[Event]:
        """Fetch the page of a story, unless it is known or has not changed, and take it in.

        `finish` adds to its article what the list knows of it.

        Raises:
            Unreached, Refused: its site is in trouble; it is kept that the story failed.
        """
        try:
            return (yield from self._fetch(provider, item, finish))
        except Exception as error:
            return self._broke_down(provider, item, error)

    def take_listed(self, provider: Provider, item: Item, read: Callable[[], Article]) -> Event:
        """Take in a story that its provider's list holds itself, as `read` gives it."""
        self.begin(item)
        try:
            article = read()
            return self._take(provider, item, Page(article, printed_corrections(article)))
        except Unreadable as problem:
            return self.failed(provider, item, problem.reason)
        except Exception as error:
            return self._broke_down(provider, item, error)

    def _broke_down(self, provider: Provider, item: Item, error: Exception) -> Event:
        """One story that nobody was prepared for must not keep those behind it waiting."""
        if is_foreseen(error):
            raise error
        log.error("%s of source %s broke down", item.key, provider.id, exc_info=error)
        return self.failed(provider, item, UNEXPECTED)

    def _fetch(
        self, provider: Provider, item: Item, finish: Callable[[Article], Article]
    ) -> Waiting[Event]:
        private = private_hosts(provider)
        known = (item.etag, item.last_modified) if item.article is not None else (None, None)
        try:
            if adopted := self._adopted_while_waiting(provider, item):
                return adopted
            yield from self._web.ready(item.address, private)
            # Another provider may have brought it while this one waited.
            if adopted := self._adopted_while_waiting(provider, item):
                return adopted
            self.begin(item)
            document = yield from self._web.getting_changed(item.address, *known, private)
            if document is not None and _is_front(document.url) and not _is_front(item.address):
                return (yield from self._missed(provider, item))
            if document is None or (item.article and _is_inline(item, provider)):
                return self.same(provider, item)
            found = page(document, outlet=provider.outlet)
        except Refused as refused:
            if refused.missing:
                return (yield from self._missed(provider, item))
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
            return (yield from self._missed(provider, item))
        if (reason := too_long(found.article)) is not None:
            return self.failed(provider, item, reason)
        if item.ref == WANTS_STORY and not found.is_story:
            done = self.fetched(item, item.article, document)
            self._base.keep_item(replace(done, problem=_NO_STORY))
            return Event(provider, item.address, Happened.NO_STORY)
        found = replace(found, article=finish(found.article))
        return self._take(provider, item, found, document)

    def _missed(self, provider: Provider, item: Item) -> Waiting[Event]:
        """Keep that a story is missing; withdrawn only if its site still shows another story.

        Sites that lead everybody to a login, or lose their pages for a day, have withdrawn nothing.
        """
        if self.is_last_look(item):
            host = host_of(item.address)
            others = self._base.items_there(provider.id, item.key)
            other = next((one for one in others if host_of(one.address) == host), None)
            if other is not None and not (yield from self._is_there(provider, other)):
                return self.doubted(provider, item)
        return self.missing(provider, item)

    def _is_there(self, provider: Provider, item: Item) -> Waiting[bool]:
        """Whether a page that was a story shows one still."""
        try:
            document = yield from self._web.getting(item.address, private_hosts(provider))
            if key_of(document.url) == item.key:
                return True
            return not _is_front(document.url) and page(document).is_story
        except Unreadable:
            return False

    def _take(
        self, provider: Provider, item: Item, found: Page, document: Document | None = None
    ) -> Event:
        taken, returned = self.save(found, item.article)
        self._base.keep_item(self.fetched(item, taken.article, document))
        happened = HAPPENED[taken.outcome]
        if returned and happened is Happened.UNCHANGED:
            happened = Happened.RETURNED
        return Event(provider, item.address, happened, taken.article, taken.problems)

    def save(self, found: Page, before: str | None = None) -> tuple[Taken, bool]:
        """Save an article with its corrections; True when it had counted as withdrawn.

        `before` is the article that its provider's story was until now.

        Raises:
            Unreadable: it is too long.
        """
        article = found.article
        if (reason := too_long(article)) is not None:
            raise Unreadable(reason)
        known = None if article.url is None else self._base.article_at(article.url)
        if known is not None:
            # One story is one article, whatever it was called when it first came in.
            article = replace(article, id=known.id)
        elif before is not None and (old := self._base.article(before)) is not None:
            # Its site leads from the old address to a new one: the old one goes on to be known.
            article = replace(article, id=old.id, url=old.url)
        taken = self._intake().take(article)
        now = self._clock.now()
        keep_corrections(self._base, taken, found.corrections, now=now)
        returned = self._base.is_withdrawn(taken.article) and self._base.mark_returned(
            taken.article
        )
        return taken, returned

    def request(self, url: str, private: Collection[str]) -> Waiting[Taken]:
        """Take in the page at an address.

        Raises:
            Unreadable: it can't be fetched, or holds no article.
        """
        from knowledge.reading.feeds import looks_like_feed

        document = yield from self._web.getting(url, private)
        if looks_like_feed(document.data):
            raise Unreadable(
                "That is a feed, not a story. Follow it: python -m knowledge sources add ADDRESS"
            )
        return self.save(page(document))[0]

    def _adopted_while_waiting(self, provider: Provider, item: Item) -> Event | None:
        return self.adopted(provider, item) if item.state is ItemState.WAITING else None


def is_foreseen(error: Exception) -> bool:
    """Whether an error is one that polling knows how to go on from, or must not go on after."""
    if isinstance(error, Unreadable | BaseProblem):
        return True
    from knowledge.extraction import ModelProblem

    return isinstance(error, ModelProblem)


def too_long(article: Article) -> str | None:
    """Why an article is not read: it has more characters than any story; None if it has not."""
    length = len(article.text)
    if length <= LONGEST_TEXT:
        return None
    return (
        f"It is too long: {length:,} characters, and a story has at most {LONGEST_TEXT:,}. "
        "If it is one, save its parts as files."
    )


def _is_inline(item: Item, provider: Provider) -> bool:
    """Whether a story stands in its provider's list, so that its page matters only by being there.

    What a list holds of a story on somebody else's site is not that story.
    """
    return item.ref == INLINE and same_site(item.address, provider.address)


def key_of(address: str) -> str:
    """The key under which the story at an address is known."""
    return canonical(address) or address


def _is_front(address: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
