"""Following a feed: RSS or Atom."""

import hashlib
import re
from collections.abc import Iterator
from functools import partial

from knowledge.addresses import same_site
from knowledge.model import Article, Item, ListedStory, Provider
from knowledge.reading.feeds import Entry, Feed, parse_feed
from knowledge.reading.web import TEASER, dated, own_content
from knowledge.sources.steps import Poll, Step
from knowledge.sources.stories import INLINE, key_of
from knowledge.sources.tools import Tools
from knowledge.sources.web import private_hosts

MOST_ENTRIES = 5_000
"""Entries of a feed that are looked at."""

_TAG = re.compile(r"<[^<>]*>")


def poll(provider: Provider, tools: Tools) -> Poll:
    """Ask for a feed, take in what is new or changed in it, and look again at what it had.

    Raises:
        Unreadable: the feed can't be had, or its site is in trouble.
    """
    document = yield from tools.web.getting_changed(
        provider.address, provider.etag, provider.last_modified, private_hosts(provider)
    )
    feed, entries, fault = None, {}, provider.fault
    if document is not None:
        feed = parse_feed(document.data, document.url, document.charset, MOST_ENTRIES)
        fault = feed.fault
        entries = {key_of(entry.url): entry for entry in reversed(feed.entries) if entry.url}
        _list(provider, tools, entries)
    yield from _take(provider, tools, feed, entries)
    yield from tools.fetch_all(provider, tools.to_check(provider))
    etag, last_modified = provider.etag, provider.last_modified
    if document is not None:
        etag, last_modified = document.etag, document.last_modified
        # What the list alone holds must be there again the next time.
        if fault is not None or tools.due(provider):
            etag = last_modified = None
    now = tools.clock.now()
    tools.base.poll_succeeded(
        provider.id,
        at=now,
        due_at=tools.next_poll(provider),
        etag=etag,
        last_modified=last_modified,
        fault=fault,
    )
    return fault


def _list(provider: Provider, tools: Tools, entries: dict[str, Entry]) -> None:
    known = tools.base.item_marks(provider.id)
    stories = [
        ListedStory(
            key=key,
            address=entry.url or key,
            mark=_mark(entry),
            appeared=entry.appeared,
            ref=INLINE if _is_whole(entry, provider) else None,
        )
        for key, entry in entries.items()
    ]
    changed = [one for one in stories if one.key not in known or known[one.key] != one.mark]
    tools.base.put_stories(provider.id, changed, now=tools.clock.now())


def _take(
    provider: Provider, tools: Tools, feed: Feed | None, entries: dict[str, Entry]
) -> Iterator[Step]:
    outlet = provider.outlet or (feed.title if feed is not None else None)
    fetched: list[Item] = []
    for item in tools.due(provider):
        entry = entries.get(item.key)
        if entry is None or not _is_whole(entry, provider):
            fetched.append(item)
            continue
        if adopted := tools.stories.adopted(provider, item):
            yield adopted
            continue
        yield tools.stories.take_listed(provider, item, partial(own_content, entry, outlet))

    def finish(item: Item, article: Article) -> Article:
        entry = entries.get(item.key)
        return article if entry is None else dated(article, entry)

    yield from tools.fetch_all(provider, fetched, finish)


def _is_whole(entry: Entry, provider: Provider) -> bool:
    """Whether an entry holds its article, not only the beginning of it.

    What a feed says of a story on somebody else's site is not that story: its page is.
    """
    return len(entry.content) >= TEASER and same_site(entry.url or "", provider.address)


def _mark(entry: Entry) -> str:
    """What changes when a story does: its title, date or words, but not the markup around them."""
    words = " ".join(_TAG.sub(" ", entry.content).split())
    told = "\x1f".join((entry.title or "", entry.appeared or entry.published or "", words))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
