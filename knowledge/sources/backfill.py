"""All stories that a sitemap lists, once: for an archive of what was published before.

Nothing is kept of how far it came but the articles themselves: given again, it passes over those
that are in the base and have not changed since they came in.
"""

from collections.abc import Collection, Iterator

from knowledge.addresses import same_site
from knowledge.base import Base
from knowledge.reading.problems import Unreadable
from knowledge.reading.sitemaps import LARGEST, Place, Sitemap, looks_like_sitemap, parse_sitemap
from knowledge.reading.web import Page, page
from knowledge.sources.sitemaps import DEEPEST
from knowledge.sources.web import Web


def stories(
    url: str, web: Web, private: Collection[str] = (), since: str | None = None
) -> list[Place] | None:
    """The stories that a sitemap, or an index of sitemaps, lists, the newest first.

    None for an address that is no sitemap. Only addresses of the sitemap's own site count; hosts in
    `private` may have addresses that aren't public. What is known to have been published, or to
    have changed last, before the day `since` (ISO 8601) is left out.

    Raises:
        Unreadable: it can't be fetched, or one of its sitemaps can't.
    """
    document = web.get(url, private, largest=LARGEST)
    if not looks_like_sitemap(document.data):
        return None
    found: dict[str, Place] = {}
    first = parse_sitemap(document.data, document.url)
    for sitemap in _sitemaps(first, url, web, private, since, {url}):
        for place in sitemap.entries:
            if same_site(place.address, url) and not _is_before(place, since):
                found.setdefault(place.address, place)
    return sorted(found.values(), key=lambda one: one.published or one.changed or "", reverse=True)


def _is_before(place: Place, since: str | None) -> bool:
    at = place.published or place.changed
    return since is not None and at is not None and at < since


def _sitemaps(
    sitemap: Sitemap,
    url: str,
    web: Web,
    private: Collection[str],
    since: str | None,
    seen: set[str],
    depth: int = 0,
) -> Iterator[Sitemap]:
    """A sitemap, or those that an index lists, each once; indexes may be within each other."""
    if not sitemap.is_index:
        yield sitemap
        return
    if depth >= DEEPEST:
        raise Unreadable(f"More than {DEEPEST} indexes of sitemaps are within each other.")
    for part in sitemap.entries:
        if part.address in seen or not same_site(part.address, url) or _is_before(part, since):
            continue
        seen.add(part.address)
        document = web.get(part.address, private, largest=LARGEST)
        found = parse_sitemap(document.data, document.url)
        yield from _sitemaps(found, url, web, private, since, seen, depth + 1)


def known(place: Place, base: Base) -> str | None:
    """The id of a listed story that is in the base and has not changed since it came in."""
    article = base.article_at(place.address)
    if article is None:
        return None
    saved = base.versions(article.id)
    unchanged = place.changed is None or (bool(saved) and saved[-1] >= place.changed)
    return article.id if unchanged else None


def fetched(
    place: Place,
    web: Web,
    private: Collection[str] = (),
    *,
    published: str | None = None,
    outlet: str | None = None,
) -> Page:
    """The page of a listed story; `published` and `outlet` stand in for what it does not say.

    Raises:
        Unreadable: it can't be fetched, or holds no article.
    """
    return page(web.get(place.address, private), published=published, outlet=outlet)
