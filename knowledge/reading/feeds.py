"""RSS (0.9 to 2.0) and Atom feeds → their entries.

feedparser reads them, since it knows what publishers do to XML: bare ampersands, entities of HTML,
another encoding than declared, titles of pictures beside that of the story, `xml:base`.
"""

import html
import io
import re
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser

from knowledge.addresses import joined
from knowledge.model.providers import instant
from knowledge.reading.faults import CUT_OFF, begun, broken
from knowledge.reading.problems import Unreadable

MOST_ENTRIES = 50
"""Entries that are taken from a feed that is read once."""

MOST_LISTED = 10_000
"""Entries that a feed may have: reading more takes too long."""

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=", re.IGNORECASE)
# Neither reads anything twice: what they begin with ends what they read.
_ENTITY = re.compile(rb"<!ENTITY(?:[^<>]*>)?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LONGEST_LINE = 1_000
# A large feed has a tenth of them. What has more is made to be read for hours.
_MOST_TAGS = 300_000
_MOST_NAMESPACES = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: `content` is HTML, `published` as written.

    `appeared` is when it was published or last updated (UTC, "2022-11-14T01:00:00Z").
    """

    url: str | None
    title: str | None
    published: str | None
    author: str | None
    content: str
    appeared: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's name and its entries, in the feed's order.

    `fault` says in plain words why it could be read only in part; None where it is whole. Of one
    that arrived cut short the last entry is left out.
    """

    title: str | None
    entries: tuple[Entry, ...]
    fault: str | None = None


def looks_like_feed(data: bytes) -> bool:
    """Whether a document is a feed rather than a page, by its first element."""
    start = data[:2048].lower()
    return b"<html" not in start and any(
        mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf", b":feed")
    )


def parse_feed(data: bytes, url: str, charset: str | None = None, most: int = MOST_ENTRIES) -> Feed:
    """Read at most so many entries of a feed that was fetched from `url`.

    `charset` is what its server says of it.

    Raises:
        Unreadable: it is not a feed.
    """
    data = _harmless(data)
    outside = _outside(data)
    there = begun(outside, b"item", b"entry")
    if outside.count(b"<") > _MOST_TAGS or outside.count(b"xmlns") > _MOST_NAMESPACES:
        raise Unreadable("It is no feed that can be read in any reasonable time.")
    if there > MOST_LISTED:
        raise Unreadable(f"It lists more than {MOST_LISTED:,} entries. Follow its sitemap instead.")
    headers = {"content-location": url, "content-type": _content_type(data, charset)}
    try:
        # As a stream: feedparser would open what looks to it like an address or a file's name.
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception:  # Whatever a broken feed makes a third party's parser raise.
        parsed = None
    if parsed is None or not (parsed.get("version") or parsed.entries):
        raise Unreadable("It is neither an RSS nor an Atom feed. Check the address.")
    whole = _END.search(data[-2_048:]) is not None
    found = parsed.entries if whole else parsed.entries[:-1]
    entries = tuple(_entry(entry, url) for entry in found)
    fault = broken(there, sum(entry.url is not None for entry in entries), "entries")
    return Feed(
        title=_line(parsed.feed, "title"),
        entries=entries[:most],
        fault=CUT_OFF if not whole else fault if parsed.bozo else None,
    )


def _outside(data: bytes) -> bytes:
    """A feed without what it holds verbatim: tags in that are text."""
    outside, *parts = data.split(b"<![CDATA[", _MOST_TAGS)
    return b" ".join((outside, *(part.partition(b"]]>")[2] for part in parts)))


def _harmless(data: bytes) -> bytes:
    """A feed without entities of its own, which can make a great deal of text of very little."""
    if b"\0" in data[:100]:
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "<" in text[:10]:
                data = text.encode("utf-8", "replace")
                break
    # A space keeps what stood around a declaration from being one.
    return _ENTITY.sub(b" ", data)


def _content_type(data: bytes, charset: str | None) -> str:
    """What to tell the parser of the encoding: text that is UTF-8 is, whatever anybody says."""
    try:
        data.decode()
    except UnicodeDecodeError:
        declared = _XML_ENCODING.search(data[:300]) is not None
        return (
            "application/xml" if declared or not charset else f"application/xml; charset={charset}"
        )
    return "application/xml; charset=utf-8"


def _entry(entry: Mapping[str, Any], base: str) -> Entry:
    link = str(entry.get("link") or "").strip()
    last = "updated_parsed" if "updated_parsed" in entry else "published_parsed"
    return Entry(
        url=joined(base, link) if link else None,
        title=_line(entry, "title"),
        published=_text(entry.get("published") or entry.get("updated")),
        author=_author(entry),
        content=_content(entry),
        appeared=_instant(entry.get(last)),
    )


def _author(entry: Mapping[str, Any]) -> str | None:
    named = [_text(one.get("name")) for one in entry.get("authors") or [] if one]
    names = [name for name in named if name and "@" not in name]
    return ", ".join(names)[:200] or None


def _content(entry: Mapping[str, Any]) -> str:
    """The longest of what an entry says, as HTML."""
    said = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    texts = [
        _paragraphs(one["value"]) if one.get("type") == "text/plain" else str(one["value"])
        for one in said
        if one.get("value")
    ]
    return max(texts, key=len, default="")


def _paragraphs(plain: str) -> str:
    parts = (html.escape(part) for part in plain.split("\n\n"))
    return "".join(f"<p>{part}</p>" for part in parts)


def _line(holder: Mapping[str, Any], name: str) -> str | None:
    """A line of text, of which the markup goes where it is HTML."""
    said = _text(holder.get(name))
    detail = holder.get(f"{name}_detail") or {}
    if said is not None and detail.get("type") != "text/plain":
        said = _text(html.unescape(_TAG.sub("", said)))
    return said


def _text(value: object) -> str | None:
    words = " ".join(str(value or "").split())
    return words[:_LONGEST_LINE] or None


def _instant(parsed: Any) -> str | None:
    """A time as feedparser gives it (UTC) as an instant; None for none that a calendar has."""
    if parsed is None:
        return None
    try:
        return instant(datetime.fromtimestamp(timegm(parsed), UTC))
    except (ValueError, OverflowError, OSError, TypeError):
        return None
