"""Fetching one document from the web, bounded in size, time and redirects.

`guarded` sees to it that no address leads into a private network.
"""

import socket
from collections.abc import Collection, Mapping
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
"""For looking the name up, connecting, redirects and reading to the last byte, all together."""

AGENT = "Dateline"
"""What sites know us by: the name in their robots.txt."""

MOST_REDIRECTS = 5
"""Redirects that are followed."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
TOO_MANY_REDIRECTS = f"The site redirects more than {MOST_REDIRECTS} times. Open it in a browser."
"""What is said of a site that redirects on and on."""

_HEADERS: dict[bytes | str, bytes | str] = {
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
    # A small packed body can be huge once unpacked.
    "Accept-Encoding": "identity",
}

Private = bool | Collection[str]
"""Which addresses may be private: none, all, or those of these hosts."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A redirect: what was asked for is at another address."""

    url: str


def fetch(
    url: str,
    *,
    allow_private: Private = False,
    seconds: float = SECONDS,
    largest: int = LARGEST,
) -> Document:
    """Fetch a document over HTTP or HTTPS.

    `allow_private` lets addresses pass that aren't public.

    Raises:
        Unreadable: no such address, refused, too slow, too large, or not there (`Refused`,
            `Unreached`).
    """
    deadline = Deadline(seconds)
    for _ in range(MOST_REDIRECTS + 1):
        found = ask(url, deadline, allow_private=allow_private, largest=largest)
        if isinstance(found, Moved):
            url = found.url
            continue
        if found is None:
            raise Refused(refusal(_NOT_MODIFIED), _NOT_MODIFIED)
        return found
    raise Unreadable(TOO_MANY_REDIRECTS)


def ask(
    url: str,
    deadline: Deadline,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    allow_private: Private = False,
    largest: int = LARGEST,
) -> Document | Moved | None:
    """Make one request: a document, where it has moved to, or None if the validators still hold.

    Raises:
        Unreadable: as `fetch`.
    """
    target = _target(url)
    known: dict[bytes | str, bytes | str] = {}
    if etag is not None:
        known["If-None-Match"] = _as_sent(etag)
    if last_modified is not None:
        known["If-Modified-Since"] = _as_sent(last_modified)
    backend = GuardedBackend(deadline, allow_private)
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool,
            pool.stream("GET", target, headers=_headers(target, known)) as response,
        ):
            headers = plain(response.headers)
            location = headers.get("location")
            if response.status in _REDIRECTS and location:
                return Moved(_led_to(url, location))
            if response.status == _NOT_MODIFIED and known:
                return None
            if response.status != 200:
                raise Refused(refusal(response.status), response.status, retry_after(headers))
            return document(url, headers, _body(response, headers, largest))
    except (httpcore.TimeoutException, TimeoutError):
        raise Unreached(
            f"The site took longer than {deadline.seconds:.0f} seconds. Try again later."
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


def _as_sent(validator: str) -> bytes:
    """A validator in the bytes in which it came (`plain`): it may be more than ASCII."""
    return validator.encode("latin-1", "replace")


def _led_to(url: str, location: str) -> str:
    """Where a redirect leads.

    Raises:
        Unreadable: nowhere.
    """
    try:
        return urljoin(url, location)
    except ValueError:
        raise Unreadable("The page leads to what is no web address. Try again later.") from None


def _body(response: httpcore.Response, headers: Mapping[str, str], largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_stream():
        parts.append(part)
        size += len(part)
        if size > largest:
            raise Unreadable(too_large(largest))
    packed = headers.get("content-encoding", "identity").strip().lower()
    return unpacked(b"".join(parts), packed, largest)


def user_agent() -> str:
    """What we call ourselves to sites, with the address under which they reach the newsroom."""
    where = contact()
    return f"{AGENT}/0.1 (newsroom fact base{f'; +{where}' if where else ''})"


def check_address(url: str) -> None:
    """Refuse what is no address of a page.

    Raises:
        Unreadable: it is none.
    """
    _target(url)


def _target(url: str) -> httpcore.URL:
    try:
        parsed = httpx.URL(url)
        is_one = parsed.scheme in ("http", "https") and bool(parsed.host)
    except (httpx.InvalidURL, ValueError):
        # Of a name that no host can have, its letters alone tell.
        is_one = False
    if not is_one:
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
