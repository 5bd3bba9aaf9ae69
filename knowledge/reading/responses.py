"""What sites answer: documents, refusals, and bodies that come packed or cut short."""

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from knowledge.reading.problems import Unreadable

LONGEST_WAIT = 7 * 86_400.0
"""Seconds that a site may ask us to wait; what it asks beyond that is not believed."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_LONGEST_HEADER = 2_000
_DAMAGED = "The page arrived damaged. Try again later."
CUT_SHORT = "The page arrived cut short. Try again later."
"""What is said of a body that ends too early."""


@dataclass(frozen=True, slots=True)
class Document:
    """What came back: `url` after redirects, media type in lower case, and the bytes.

    `headers` have names in lower case; `etag` and `last_modified` are to be sent back as they are.
    """

    url: str
    media_type: str
    charset: str | None
    data: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str | None:
        """The validator that identifies this version, if the server gave one."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """When the server says that it last changed, in its own words."""
        return self.headers.get("last-modified")


class Refused(Unreadable):
    """The site answered, but not with the document.

    `status` is HTTP's; `retry_after` is how many seconds the site asks to wait, if it does.
    """

    def __init__(self, reason: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after

    @property
    def missing(self) -> bool:
        """Whether there is nothing at the address (any more)."""
        return self.status in (404, 410)


class Unreached(Unreadable):
    """The site did not answer, or not in time, or not as a web server does."""


def gunzipped(data: bytes, largest: int) -> bytes:
    """Unpack gzip or zlib data that may come to `largest` bytes.

    Raises:
        Unreadable: too large, or damaged.
    """
    unpacker = zlib.decompressobj(wbits=47)
    try:
        # 47: a gzip or zlib header, whichever it has.
        unpacked = unpacker.decompress(data, largest + 1)
    except zlib.error:
        raise Unreadable(_DAMAGED) from None
    if len(unpacked) > largest:
        raise Unreadable(too_large(largest))
    if not unpacker.eof:
        raise Unreached(CUT_SHORT)
    return unpacked


def plain(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case; of one that comes several times the values with commas."""
    found: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        value = raw_value.decode("latin-1")[:_LONGEST_HEADER]
        found[name] = f"{found[name]}, {value}" if name in found and name == "link" else value
    return found


def refusal(status: int) -> str:
    """What to say of an answer that is no document, with the next step."""
    if status in (401, 402, 403, 451):
        return f"The site does not show it without a login (HTTP {status}). Save it as .txt."
    if status in (404, 410):
        return f"There is nothing at this address (HTTP {status}). Check it."
    if status == 429:
        return f"The site asks to be left alone for a while (HTTP {status}). Try again later."
    return f"The site answers with an error (HTTP {status}). Try again later."


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds a site asks to wait, given in seconds or as a date."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return min(float(said), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return min(max((at - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)


def too_large(largest: int) -> str:
    """What to say of a document of more than so many bytes."""
    return f"It is larger than {largest // 1024 // 1024} MB. Save the article as .txt."


def unpacked(data: bytes, encoding: str, largest: int) -> bytes:
    """Unpack what a server packed although it was asked not to."""
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable("The site packs its pages in a way that can't be read.")
    return gunzipped(data, largest)


def document(url: str, headers: Mapping[str, str], data: bytes) -> Document:
    """The document that came from `url` with these headers."""
    content_type = headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    return Document(
        url=url,
        media_type=content_type.split(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        data=data,
        headers=headers,
    )
