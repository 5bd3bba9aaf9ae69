"""Sitemaps (sitemaps.org), news sitemaps and sitemap indexes → the addresses that they list."""

import io
import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from knowledge.addresses import canonical
from knowledge.model import providers
from knowledge.reading.faults import CUT_OFF, begun, broken
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import gunzipped

LARGEST = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked: as many as its standard allows."""

MOST = 50_000
"""Addresses of a sitemap: as many as its standard allows."""

_MOST_ELEMENTS = 2_000_000
_MOST_OF_A_PLACE = 20_000
_PACKED = b"\x1f\x8b"
_END = re.compile(rb"</(?:\w+:)?(?:urlset|sitemapindex)\s*>", re.IGNORECASE)
_BARE = re.compile(rb"&(?!(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});)", re.IGNORECASE)
_VERBATIM = b"<![CDATA["
# The parser notes every mistake in a tag, for which a large one has room for millions.
_ENDLESS = re.compile(rb"<[^<>]{65536}")
_MOST_AMPERSANDS = 1_000_000
_NO_SITEMAP = "It is no sitemap. Check the address."


@dataclass(frozen=True, slots=True)
class Place:
    """An address, when it says that it changed, and when its news was published (instants)."""

    address: str
    changed: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or if it is an index other sitemaps.

    `fault` says in plain words why it could be read only in part; None where it is whole.
    """

    is_index: bool
    entries: tuple[Place, ...]
    fault: str | None = None

    @property
    def is_news(self) -> bool:
        """Whether it lists news with their dates."""
        return any(entry.published for entry in self.entries)


def looks_like_sitemap(data: bytes) -> bool:
    """Whether a document is a sitemap, by its first bytes."""
    start = data[:2_048].lower()
    return data.startswith(_PACKED) or b"<urlset" in start or b"<sitemapindex" in start


def parse_sitemap(data: bytes, url: str) -> Sitemap:
    """Read a sitemap that was fetched from `url`; it may be packed with gzip.

    What comes after a place where its XML breaks off is lost; `fault` says so.

    Raises:
        Unreadable: it is none, or damaged.
    """
    if data.startswith(_PACKED):
        data = gunzipped(data, LARGEST)
    if _ENDLESS.search(data) is not None:
        raise Unreadable(_NO_SITEMAP)
    data = _escaped(data)
    found: list[Place] = []
    kind = None
    # Entities stay unresolved and nothing is loaded: a sitemap may come from anybody.
    steps = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = elements = before = read = 0
    try:
        for event, element in steps:
            name = _name(element)
            depth += 1 if event == "start" else -1
            elements += event == "start"
            if elements > _MOST_ELEMENTS or elements - before > _MOST_OF_A_PLACE:
                break
            if kind is None:
                kind = name
                if kind not in ("urlset", "sitemapindex"):
                    break
            if event == "end" and name in ("url", "sitemap"):
                read += 1
                place = _place(element)
                found += [place] if place is not None else []
                if len(found) >= MOST:
                    break
            if event == "end" and depth == 1:
                # Its place in the tree goes too, or millions of empty elements fill the memory.
                _forget(element)
                before = elements
    except etree.XMLSyntaxError:
        kind = kind if found else None
    if kind not in ("urlset", "sitemapindex"):
        raise Unreadable(_NO_SITEMAP)
    if not steps.error_log or len(found) >= MOST or b"\0" in data[:100]:
        return Sitemap(kind == "sitemapindex", tuple(found))
    there = begun(data, b"url", b"sitemap")
    if _END.search(data[-2_048:]) is not None:
        return Sitemap(kind == "sitemapindex", tuple(found), broken(there, read, "addresses"))
    # Of the place in which it breaks off only half the address may be there.
    half = read == there > data.count(b"</url") + data.count(b"</sitemap")
    return Sitemap(kind == "sitemapindex", tuple(found[:-1] if half else found), CUT_OFF)


def _escaped(data: bytes) -> bytes:
    """A sitemap whose bare ampersands are escaped, as many forget: else addresses lose a part."""
    if data.count(b"&") > _MOST_AMPERSANDS or data.count(_VERBATIM) > _MOST_AMPERSANDS // 5:
        return data
    outside, *parts = data.split(_VERBATIM)
    found = [_BARE.sub(b"&amp;", outside)]
    for part in parts:
        inside, end, outside = part.partition(b"]]>")
        found += [_VERBATIM, inside, end, _BARE.sub(b"&amp;", outside)]
    return b"".join(found)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _place(element: etree._Element) -> Place | None:
    told = {_name(one): " ".join((one.text or "").split()) for one in element.iter()}
    address = told.get("loc", "")
    if canonical(address) is None:
        return None
    return Place(address, instant(told.get("lastmod")), instant(told.get("publication_date")))


def instant(said: str | None) -> str | None:
    """A W3C date or time as an instant; a day alone is its first second, no zone is UTC."""
    try:
        return providers.instant(datetime.fromisoformat(said or ""))
    except (ValueError, OverflowError):
        return None


def _name(element: etree._Element) -> str:
    tag = element.tag
    # Not by QName: it refuses what a broken document makes of a name.
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
