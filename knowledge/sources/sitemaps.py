"""Following a sitemap (sitemaps.org), a news sitemap, or an index of sitemaps; packed ones too.

Of an index, the sitemaps that changed last are asked for first, some with each poll. One that does
not say when it changed is asked for the more seldom, the longer it stays as it is.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from knowledge.addresses import same_site
from knowledge.model import ListedStory, Provider
from knowledge.model.providers import later
from knowledge.reading.problems import Unreadable
from knowledge.reading.sitemaps import LARGEST, Sitemap, parse_sitemap
from knowledge.sources import schedule
from knowledge.sources.steps import Step, Waiting
from knowledge.sources.stories import WANTS_STORY, key_of
from knowledge.sources.tools import Tools
from knowledge.sources.web import private_hosts

MOST_PARTS = 50
"""Sitemaps of an index that one poll asks for."""

MOST_KNOWN = 2_000
"""Sitemaps of an index that are followed at all: those that changed last."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sitemap of an index: when it says that it changed, its validators, and when it is due."""

    address: str
    changed: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    due_at: str = ""
    pause: int = 0


def poll(provider: Provider, tools: Tools) -> Iterator[Step]:
    """Ask for a sitemap and what it lists; take in what is new or changed, look again at the rest.

    Raises:
        Unreadable: the sitemap can't be had, or its site is in trouble.
    """
    document = yield from tools.web.getting_changed(
        provider.address,
        provider.etag,
        provider.last_modified,
        private_hosts(provider),
        largest=LARGEST,
    )
    parts = _parts(provider)
    etag, last_modified = provider.etag, provider.last_modified
    if document is not None:
        etag, last_modified = document.etag, document.last_modified
        sitemap = parse_sitemap(document.data, document.url)
        if sitemap.is_index:
            parts = _index(provider, sitemap, parts, tools.clock.now())
        else:
            _put(provider, tools, sitemap)
    problem: Unreadable | None = None
    for part in _due(parts, tools.clock.now()):
        try:
            parts[part.address] = yield from _asked(provider, tools, part)
        except Unreadable as reason:
            # The others may be well.
            problem = problem or reason
            due_at = later(tools.clock.now(), schedule.HOUR)
            parts[part.address] = replace(part, due_at=due_at)
        yield None

    def keep() -> None:
        now = tools.clock.now()
        is_done = not any(part.due_at <= now for part in parts.values())
        tools.base.poll_succeeded(
            provider.id,
            at=now,
            due_at=tools.next_poll(provider) if is_done else now,
            etag=etag,
            last_modified=last_modified,
            cursor=_written(parts),
        )

    # What was listed is kept, whatever becomes of the stories; only they tell if all is well.
    tools.base.list_was_read(
        provider.id, etag=etag, last_modified=last_modified, cursor=_written(parts)
    )
    yield from tools.fetch_all(provider, tools.due(provider))
    yield from tools.fetch_all(provider, tools.to_check(provider))
    keep()
    if problem is not None:
        raise problem


def _written(parts: dict[str, Part]) -> str | None:
    return json.dumps([asdict(part) for part in parts.values()]) if parts else None


def _parts(provider: Provider) -> dict[str, Part]:
    try:
        return {told["address"]: Part(**told) for told in json.loads(provider.cursor or "[]")}
    except (ValueError, TypeError, KeyError):
        return {}


def _index(
    provider: Provider, sitemap: Sitemap, known: dict[str, Part], now: str
) -> dict[str, Part]:
    """The sitemaps that an index lists, those that are new or changed due at once."""
    parts = {}
    for one in sitemap.entries:
        before = known.get(one.address)
        if not same_site(one.address, provider.address) or one.address == provider.address:
            continue
        if before is None or one.changed not in (None, before.changed):
            before = replace(before or Part(one.address), changed=one.changed, due_at=now)
        parts[one.address] = before
    latest = sorted(parts.values(), key=lambda part: part.changed or "", reverse=True)
    return {part.address: part for part in latest[:MOST_KNOWN]}


def _put(provider: Provider, tools: Tools, sitemap: Sitemap) -> int:
    """Keep the stories of a sitemap; how many of them are new or changed."""
    own = [one for one in sitemap.entries if same_site(one.address, provider.address)]
    # Where all changed at the same moment, that is when the sitemap was made.
    telling = sitemap.is_news or len(own) == 1 or len({one.changed for one in own}) > 1
    stories = [
        ListedStory(
            key=key_of(one.address),
            address=one.address,
            mark=(one.changed if telling else None) or one.published,
            appeared=one.published or (one.changed if telling else None),
            ref=None if one.published else WANTS_STORY,
        )
        for one in own
    ]
    known = tools.base.item_marks(provider.id)
    changed = [
        one for one in stories if one.key not in known or one.mark not in (None, known[one.key])
    ]
    return tools.base.put_stories(provider.id, changed, now=tools.clock.now())


def _due(parts: dict[str, Part], now: str) -> list[Part]:
    """The sitemaps of an index to ask for now, those that changed last first."""
    due = [part for part in parts.values() if part.due_at <= now]
    return sorted(due, key=lambda part: part.changed or "", reverse=True)[:MOST_PARTS]


def _asked(provider: Provider, tools: Tools, part: Part) -> Waiting[Part]:
    document = yield from tools.web.getting_changed(
        part.address, part.etag, part.last_modified, private_hosts(provider), largest=LARGEST
    )
    now = tools.clock.now()
    if document is None:
        return _later(part, provider, now, same=True)
    sitemap = parse_sitemap(document.data, document.url)
    if sitemap.is_index:
        raise Unreadable("A sitemap index within another is not followed. Add it by itself.")
    same = _put(provider, tools, sitemap) == 0
    part = replace(part, etag=document.etag, last_modified=document.last_modified)
    return _later(part, provider, now, same=same)


def _later(part: Part, provider: Provider, now: str, *, same: bool) -> Part:
    """When a sitemap is due again: when its index says that it changed, or else after a pause."""
    if part.changed is not None:
        return replace(part, due_at=schedule.NEVER)
    pause = min(max(part.pause * 2, provider.every), schedule.DAY) if same else provider.every
    return replace(part, due_at=later(now, pause), pause=pause)
