"""Following a sitemap (sitemaps.org), a news sitemap, or an index of sitemaps; packed ones too.

Of an index, the sitemaps that changed last are asked for first, some with each poll. One that does
not say when it changed is asked for the more seldom, the longer it stays as it is, and so is one
that can't be read: the others are well without it, and it is said.
"""

import json
from collections.abc import Generator
from dataclasses import asdict, dataclass, replace

from knowledge.addresses import same_site
from knowledge.model import ListedStory, Provider
from knowledge.model.providers import later
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Unreached
from knowledge.reading.sitemaps import LARGEST, Sitemap, parse_sitemap
from knowledge.sources import schedule
from knowledge.sources.steps import Poll, Step, Waiting
from knowledge.sources.stories import WANTS_STORY, key_of
from knowledge.sources.tools import STRIKES, Tools
from knowledge.sources.web import private_hosts

MOST_PARTS = 50
"""Sitemaps of an index that one poll asks for."""

DEEPEST = 3
"""Indexes within each other that are followed."""

MOST_KNOWN = 2_000
"""Sitemaps of an index that are followed at all: those that changed last."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sitemap of an index: when it says that it changed, its validators, and when it is due.

    `within` is the address of the index that lists it if that is itself one's part, "" for the
    first; `depth` counts them. `problem` says in plain words why it could not be read (in full).
    """

    address: str
    changed: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    due_at: str = ""
    pause: int = 0
    within: str = ""
    depth: int = 1
    is_index: bool = False
    problem: str | None = None


Parts = dict[str, Part]


def poll(provider: Provider, tools: Tools) -> Poll:
    """Ask for a sitemap and what it lists; take in what is new or changed, look again at the rest.

    Raises:
        Unreadable: the sitemap can't be had, or none of those that it lists; or its site is in
            trouble.
    """
    document = yield from tools.web.getting_changed(
        provider.address,
        provider.etag,
        provider.last_modified,
        private_hosts(provider),
        largest=LARGEST,
    )
    parts = _parts(provider)
    etag, last_modified, fault = provider.etag, provider.last_modified, None
    if document is not None:
        etag, last_modified = document.etag, document.last_modified
        sitemap = parse_sitemap(document.data, document.url)
        fault = sitemap.fault
        if fault is not None:
            # What could not be read must be there again the next time.
            etag = last_modified = None
        if sitemap.is_index:
            parts = _listed(provider, sitemap, parts, tools.clock.now())
        else:
            parts = {}
            _put(provider, tools, sitemap)
    parts = yield from _read_parts(provider, tools, parts)
    # What was listed is kept, whatever becomes of the stories; only they tell if all is well.
    tools.base.list_was_read(
        provider.id, etag=etag, last_modified=last_modified, cursor=_written(parts)
    )
    yield from tools.fetch_all(provider, tools.due(provider))
    yield from tools.fetch_all(provider, tools.to_check(provider))
    fault = fault or _fault(parts)
    now = tools.clock.now()
    is_done = not any(part.due_at <= now for part in parts.values())
    tools.base.poll_succeeded(
        provider.id,
        at=now,
        due_at=tools.next_poll(provider) if is_done else now,
        etag=etag,
        last_modified=last_modified,
        cursor=_written(parts),
        fault=fault,
    )
    return fault


def _fault(parts: Parts) -> str | None:
    """What of an index could not be read, in plain words.

    Raises:
        Unreadable: nothing of it could.
    """
    asked = [part for part in parts.values() if not part.is_index]
    problems = [part.problem for part in asked if part.problem is not None]
    if not problems:
        return None
    if len(problems) == len(asked):
        raise Unreadable(problems[0])
    return f"{len(problems):,} of its {len(asked):,} sitemaps can't be read in full. {problems[0]}"


def _written(parts: Parts) -> str | None:
    return json.dumps([asdict(part) for part in parts.values()]) if parts else None


def _parts(provider: Provider) -> Parts:
    try:
        return {told["address"]: Part(**told) for told in json.loads(provider.cursor or "[]")}
    except (ValueError, TypeError, KeyError):
        return {}


def _listed(
    provider: Provider, sitemap: Sitemap, known: Parts, now: str, index: Part | None = None
) -> Parts:
    """All sitemaps, now that an index was read, those that are new or changed due at once.

    `index` is one that another lists, None for the first.
    """
    within, depth = (index.address, index.depth + 1) if index is not None else ("", 1)
    parts = {address: part for address, part in known.items() if part.within != within}
    if sitemap.fault is not None:
        parts = dict(known)
    for one in sitemap.entries:
        before = known.get(one.address)
        if not same_site(one.address, provider.address) or one.address == provider.address:
            continue
        if before is not None and before.within != within:
            continue
        if before is None or one.changed not in (None, before.changed):
            before = replace(
                before or Part(one.address, within=within, depth=depth),
                changed=one.changed,
                due_at=now,
            )
        parts[one.address] = before
    latest = sorted(parts.values(), key=lambda part: (part.is_index, part.changed or ""))
    kept = {part.address: part for part in reversed(latest[-MOST_KNOWN:])}
    for _ in range(DEEPEST):
        kept = {a: part for a, part in kept.items() if not part.within or part.within in kept}
    return kept


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


def _read_parts(provider: Provider, tools: Tools, parts: Parts) -> Generator[Step, None, Parts]:
    """Ask for the sitemaps of an index that are due, those that changed last first."""
    strikes = 0
    for _ in range(MOST_PARTS):
        now = tools.clock.now()
        due = [part for part in parts.values() if part.due_at <= now]
        if not due or strikes == STRIKES:
            break
        part = max(due, key=lambda one: one.changed or "")
        try:
            parts = yield from _asked(provider, tools, part, parts)
            strikes = 0
        except Unreadable as reason:
            # The others may be well.
            strikes += isinstance(reason, Unreached)
            parts[part.address] = _broken(part, reason.reason, tools.clock.now())
        yield None
    return parts


def _asked(provider: Provider, tools: Tools, part: Part, parts: Parts) -> Waiting[Parts]:
    """Ask for a sitemap that an index lists; all of them as they are then."""
    document = yield from tools.web.getting_changed(
        part.address, part.etag, part.last_modified, private_hosts(provider), largest=LARGEST
    )
    now = tools.clock.now()
    if document is None:
        return {**parts, part.address: _later(part, provider, now, same=True)}
    sitemap = parse_sitemap(document.data, document.url)
    part = replace(part, etag=document.etag, last_modified=document.last_modified)
    if sitemap.is_index:
        if part.depth >= DEEPEST:
            raise Unreadable(f"More than {DEEPEST} indexes of sitemaps are within each other.")
        part = replace(part, is_index=True)
        found = _listed(provider, sitemap, {**parts, part.address: part}, now, part)
        same = found.keys() == parts.keys()
    else:
        found, same = parts, _put(provider, tools, sitemap) == 0
    if sitemap.fault is not None:
        broken = replace(part, etag=None, last_modified=None)
        return {**found, part.address: _broken(broken, sitemap.fault, now)}
    return {**found, part.address: _later(part, provider, now, same=same)}


def _later(part: Part, provider: Provider, now: str, *, same: bool) -> Part:
    """When a sitemap is due again: when its index says that it changed, or else after a pause."""
    before = part.pause if part.problem is None else 0
    part = replace(part, problem=None)
    if part.changed is not None:
        return replace(part, due_at=schedule.NEVER, pause=0)
    pause = min(max(before * 2, provider.every), schedule.DAY) if same else provider.every
    return replace(part, due_at=later(now, pause), pause=pause)


def _broken(part: Part, reason: str, now: str) -> Part:
    """A sitemap that could not be read: it is asked for the more seldom, the longer that is so."""
    before = part.pause if part.problem is not None else 0
    pause = min(max(before * 2, schedule.HOUR), schedule.DAY)
    return replace(part, problem=reason, due_at=later(now, pause), pause=pause)
