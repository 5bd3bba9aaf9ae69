"""RSS (0.9 to 2.0) and Atom feeds → their entries."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from knowledge.reading.problems import Unreadable

MOST_ENTRIES = 50
_ROOTS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = frozenset({"item", "entry"})
# By local name, the richest first; namespaces vary too much between feeds to be asked for.
_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "created", "updated")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as it is there: `content` is HTML, `published` as written."""

    url: str | None
    title: str | None
    published: str | None
    author: str | None
    content: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's name and its entries, in the feed's order."""

    title: str | None
    entries: tuple[Entry, ...]


def looks_like_feed(data: bytes) -> bool:
    """Whether a document is a feed rather than a page, by its first element."""
    start = data[:2048].lower()
    return b"<html" not in start and any(
        mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf", b":feed")
    )


def parse_feed(data: bytes, url: str) -> Feed:
    """Read a feed that was fetched from `url`, to which its links are relative.

    Raises:
        Unreadable: it is not a feed.
    """
    # Entities stay unresolved and nothing is loaded: a feed may come from anybody.
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or _name(root) not in _ROOTS:
        raise Unreadable("It is neither an RSS nor an Atom feed. Check the address.")
    entries = [element for element in root.iter() if _name(element) in _ENTRIES]
    channel = next((element for element in root if _name(element) == "channel"), root)
    return Feed(
        title=_text(channel, ("title",)),
        entries=tuple(_entry(element, url) for element in entries[:MOST_ENTRIES]),
    )


def _entry(element: Any, base: str) -> Entry:
    link = _link(element)
    return Entry(
        url=urljoin(base, link) if link else None,
        title=_text(element, ("title",)),
        published=_text(element, _DATES),
        author=_author(element),
        content=_content(element),
    )


def _link(element: Any) -> str | None:
    for child in _children(element, "link"):
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
        if child.text and child.text.strip():
            return str(child.text).strip()
    for child in _children(element, "guid"):
        if child.text and child.text.strip().startswith(("https://", "http://")):
            return str(child.text).strip()
    return None


def _author(element: Any) -> str | None:
    for name in ("creator", "author"):
        for child in _children(element, name):
            words = _text(child, ("name",)) or " ".join((child.text or "").split())
            if words and "@" not in words:
                return words[:200]
    return None


def _content(element: Any) -> str:
    for name in _CONTENT:
        for child in _children(element, name):
            # XHTML content is elements, everything else escaped text.
            inner = "".join(etree.tostring(part, encoding="unicode") for part in child)
            markup = (child.text or "") + inner
            if markup.strip():
                return markup
    return ""


def _text(element: Any, names: tuple[str, ...]) -> str | None:
    for name in names:
        for child in _children(element, name):
            words = " ".join("".join(child.itertext()).split())
            if words:
                return words[:1_000]
    return None


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if _name(child) == name]


def _name(element: Any) -> str:
    tag = element.tag
    return etree.QName(tag).localname.lower() if isinstance(tag, str) else ""
