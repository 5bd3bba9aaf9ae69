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
from knowledge.sources.web import Web


def stories(url: str, web: Web, private: Collection[str] = ()) -> list[Place] | None:
    """The stories that a sitemap, or an index of sitemaps, lists, the newest first.

    None for an address that is no sitemap. Only addresses of the sitemap's own site count; hosts in
    `private` may have addresses that aren't public.

    Raises:
        Unreadable: it can't be fetched, or one of its sitemaps can't.
    """
    document = web.get(url, private, largest=LARGEST)
    if not looks_like_sitemap(document.data):
        return None
    found: dict[str, Place] = {}
    for sitemap in _sitemaps(parse_sitemap(document.data, document.url), url, web, private):
        for place in sitemap.entries:
            if same_site(place.address, url):
                found.setdefault(place.address, place)
    return sorted(found.values(), key=lambda one: one.published or one.changed or "", reverse=True)


def _sitemaps(first: Sitemap, url: str, web: Web, private: Collection[str]) -> Iterator[Sitemap]:
    if not first.is_index:
        yield first
        return
    for part in first.entries:
        if same_site(part.address, url):
            document = web.get(part.address, private, largest=LARGEST)
            sitemap = parse_sitemap(document.data, document.url)
            if sitemap.is_index:
                raise Unreadable("A sitemap index within another is not followed. Give its parts.")
            yield sitemap


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
