"""Fetching one document from the web, bounded in size, time and redirects.

`guarded` sees to it that no address leads into a private network.
"""

import socket
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore
import httpx

from knowledge.environment import contact
from knowledge.reading.decode import LARGEST
from knowledge.reading.guarded import Deadline, GuardedBackend
from knowledge.reading.problems import Unreadable
from knowledge.reading.responses import (
    CUT_SHORT,
    Document,
    Refused,
    Unreached,
    document,
    plain,
    refusal,
    retry_after,
    too_large,
    unpacked,
)

SECONDS = 15.0
"""For connecting, redirects and reading to the last byte; looking a name up comes on top."""

AGENT = "Dateline"
"""What sites know us by: the name in their robots.txt."""

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_HEADERS: dict[bytes | str, bytes | str] = {
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
    # A small packed body can be huge once unpacked.
    "Accept-Encoding": "identity",
}

Private = bool | Collection[str]
"""Which addresses may be private: none, all, or those of these hosts."""

Before = Callable[[str], None]
"""What is called with each address before it is asked for, those of redirects too."""


def fetch(
    url: str,
    *,
    allow_private: Private = False,
    seconds: float = SECONDS,
    largest: int = LARGEST,
    before: Before | None = None,
) -> Document:
    """Fetch a document over HTTP or HTTPS.

    `allow_private` lets addresses pass that aren't public. The time that `before` takes does not
    count.

    Raises:
        Unreadable: no such address, refused, too slow, too large, or not there (`Refused`,
            `Unreached`); and what `before` raises.
    """
    found = fetch_changed(
        url,
        None,
        None,
        allow_private=allow_private,
        seconds=seconds,
        largest=largest,
        before=before,
    )
    if found is None:
        raise Refused(refusal(_NOT_MODIFIED), _NOT_MODIFIED)
    return found


def fetch_changed(
    url: str,
    etag: str | None,
    last_modified: str | None,
    *,
    allow_private: Private = False,
    seconds: float = SECONDS,
    largest: int = LARGEST,
    before: Before | None = None,
) -> Document | None:
    """Fetch a document unless it is the one with these validators: then None. Else as `fetch`."""
    deadline = Deadline(seconds)
    known: dict[bytes | str, bytes | str] = {}
    if etag is not None:
        known["If-None-Match"] = etag
    if last_modified is not None:
        known["If-Modified-Since"] = last_modified
    backend = GuardedBackend(deadline, allow_private)
    try:
        with httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool:
            return _Follow(pool, deadline, largest, known, before).document(url)
    except (httpcore.TimeoutException, TimeoutError):
        raise Unreached(
            f"The site took longer than {seconds:.0f} seconds. Try again later."
        ) from None
    except socket.gaierror:
        raise Unreached("There is no such site. Check the address.") from None
    except httpcore.RemoteProtocolError as error:
        cut = "without sending complete" in str(error)
        raise Unreached(
            CUT_SHORT if cut else "The site does not answer as a web server does."
        ) from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise Unreached("The site does not answer as a web server does.") from None
    except (httpcore.NetworkError, OSError, UnicodeError):
        raise Unreached(
            "The site can't be reached. Check the address and the connection."
        ) from None


@dataclass(frozen=True, slots=True)
class _Follow:
    """One request with its redirects."""

    pool: httpcore.ConnectionPool
    deadline: Deadline
    largest: int
    known: Mapping[bytes | str, bytes | str]
    before: Before | None

    def document(self, url: str) -> Document | None:
        for _ in range(_MOST_REDIRECTS + 1):
            target = _target(url)
            self._wait(url)
            asked = _headers(target, self.known)
            with self.pool.stream("GET", target, headers=asked) as response:
                headers = plain(response.headers)
                location = headers.get("location")
                if response.status in _REDIRECTS and location:
                    url = urljoin(url, location)
                    continue
                if response.status == _NOT_MODIFIED and self.known:
                    return None
                if response.status != 200:
                    raise Refused(refusal(response.status), response.status, retry_after(headers))
                return document(url, headers, self._body(response, headers))
        raise Unreadable(
            f"The site redirects more than {_MOST_REDIRECTS} times. Open it in a browser."
        )

    def _wait(self, url: str) -> None:
        if self.before is not None:
            began = time.monotonic()
            self.before(url)
            self.deadline.extend(time.monotonic() - began)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_stream():
            parts.append(part)
            size += len(part)
            if size > self.largest:
                raise Unreadable(too_large(self.largest))
        packed = headers.get("content-encoding", "identity").strip().lower()
        return unpacked(b"".join(parts), packed, self.largest)


def user_agent() -> str:
    """What we call ourselves to sites, with the address under which they reach the newsroom."""
    where = contact()
    return f"{AGENT}/0.1 (newsroom fact base{f'; +{where}' if where else ''})"


def _target(url: str) -> httpcore.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise Unreadable("That is not a web address. It begins with https:// .") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Unreadable("That is not a web address. It begins with https:// .")
    if parsed.userinfo:
        raise Unreadable("The address holds a user name. Leave it out.")
    return httpcore.URL(
        scheme=parsed.raw_scheme,
        host=parsed.raw_host,
        port=parsed.port,
        target=parsed.raw_path,
    )


def _headers(
    target: httpcore.URL, known: Mapping[bytes | str, bytes | str]
) -> dict[bytes | str, bytes | str]:
    host = target.host.decode("ascii")
    host = f"[{host}]" if ":" in host else host
    return {
        "Host": host if target.port is None else f"{host}:{target.port}",
        "User-Agent": user_agent(),
        **_HEADERS,
        **known,
    }
