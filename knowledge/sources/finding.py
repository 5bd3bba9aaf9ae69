"""What an address that somebody wants to follow is: a feed, a WordPress site, a sitemap, a folder.

A page names its feeds (`<link rel="alternate">`) and, if it is of WordPress, its REST interface
(`Link: rel="https://api.w.org/"`); a site names its sitemaps in robots.txt.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.addresses import joined
from knowledge.model import ProviderKind
from knowledge.reading.feeds import looks_like_feed, parse_feed
from knowledge.reading.metadata import tree
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import Document
from knowledge.reading.sitemaps import LARGEST, looks_like_sitemap, parse_sitemap
from knowledge.sources.posts import parse_posts
from knowledge.sources.web import Web, host_of
from knowledge.sources.wordpress import endpoint

MOST_CHOICES = 12
"""Choices that are offered."""

_API = re.compile(r"<([^<>]{1,2000})>\s*;[^,]*\brel=\"?https://api\.w\.org/\"?")
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})
_COMMENTS = re.compile(r"comment", re.IGNORECASE)
_NOTHING = (
    "No feed, sitemap or WordPress was found there. Give the address of one, or follow the page "
    "itself with --kind page."
)
_NO_PLACE = "That is neither a web address (it begins with https://) nor a folder of this machine."


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be followed; `title` is what it calls itself.

    `fault` says in plain words what of it can't be read for now.
    """

    kind: ProviderKind
    address: str
    title: str | None = None
    fault: str | None = None


def find(address: str, web: Web, private: Collection[str] = ()) -> list[Found]:
    """Return what can be followed at an address, the best first.

    Raises:
        Unreadable: nothing, or it can't be fetched.
    """
    if not address.lower().startswith(("https://", "http://")):
        return [_folder(address)]
    document = web.get(address, private, largest=LARGEST)
    if looks_like_feed(document.data):
        return [_feed(document)]
    if looks_like_sitemap(document.data):
        sitemap = parse_sitemap(document.data, document.url)
        return [Found(ProviderKind.SITEMAP, document.url, fault=sitemap.fault)]
    wordpress = _wordpress(document, web, private)
    found = [*wordpress, *_feeds(document), *_sitemaps(document, web, private)]
    distinct = {(one.kind, one.address): one for one in reversed(found)}
    if not distinct:
        raise Unreadable(_NOTHING)
    return list(reversed(distinct.values()))[:MOST_CHOICES]


def page(address: str, web: Web, private: Collection[str] = ()) -> Found:
    """A page to be followed by itself.

    Raises:
        Unreadable: it can't be fetched.
    """
    document = web.get(address, private)
    root = tree(document.data.decode("utf-8", "replace"))
    title = None if root is None else root.findtext(".//title")
    return Found(ProviderKind.PAGE, document.url, _line(title))


def _folder(address: str) -> Found:
    folder = Path(address).expanduser()
    try:
        if not folder.is_dir():
            raise Unreadable(_NO_PLACE)
        folder = folder.resolve()
    except (OSError, ValueError, RuntimeError):
        raise Unreadable(_NO_PLACE) from None
    return Found(ProviderKind.FOLDER, str(folder), folder.name or None)


def _feed(document: Document) -> Found:
    feed = parse_feed(document.data, document.url, document.charset)
    return Found(ProviderKind.FEED, document.url, feed.title, feed.fault)


def _wordpress(document: Document, web: Web, private: Collection[str]) -> list[Found]:
    """The REST interface that a site names, if it answers."""
    match = _API.search(document.headers.get("link", ""))
    named = match[1] if match is not None else None
    title = None
    root = _root(document)
    if named is None and root is not None:
        named = next(iter(root.xpath("//link[@rel='https://api.w.org/']/@href")), None)
    if named is None:
        return []
    if root is not None:
        title = next(iter(root.xpath("//meta[@property='og:site_name']/@content")), None)
    try:
        address = endpoint(joined(document.url, str(named)) or "", "wp/v2", {})
        asked = endpoint(address, "posts", {"per_page": "1", "_fields": "id"})
        parse_posts(web.get(asked, private).data)
    except (Unreadable, ValueError):
        return []
    return [Found(ProviderKind.WORDPRESS, address, _line(title) or host_of(address))]


def _feeds(document: Document) -> list[Found]:
    """The feeds that a page names, without those of comments."""
    root = _root(document)
    if root is None:
        return []
    found = []
    for link in root.xpath("//link[@href]"):
        rel, kind = link.get("rel", "").lower().split(), link.get("type", "").strip().lower()
        title, href = _line(link.get("title")), joined(document.url, link.get("href"))
        if "alternate" not in rel or kind not in _FEEDS or href is None:
            continue
        if not _COMMENTS.search(f"{title} {href}"):
            found.append(Found(ProviderKind.FEED, href, title))
    return found


def _sitemaps(document: Document, web: Web, private: Collection[str]) -> list[Found]:
    """The sitemaps that a site names, those of news first."""
    try:
        named = web.sitemaps(document.url, private)
    except Unreadable:
        return []
    found = [one for one in (joined(document.url, one) for one in named) if one is not None]
    found.sort(key=lambda one: "news" not in one.lower())
    return [Found(ProviderKind.SITEMAP, one, host_of(one)) for one in found]


def _root(document: Document) -> Any:
    return tree(document.data.decode("utf-8", "replace"))


def _line(words: str | None) -> str | None:
    return " ".join((words or "").split())[:100] or None
