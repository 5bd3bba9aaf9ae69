"""Fetching one document from the web, bounded in size, time and redirects.

A newsroom's machine must not become a way into its own network: addresses that are not public
(loopback, private, link-local, metadata services) are refused at the moment of connecting, so that
neither a redirect nor a name that changes its address in between leads there.
"""

import ipaddress
import re
import socket
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from ssl import SSLContext
from typing import Any
from urllib.parse import urljoin

import httpcore
import httpx

from knowledge.reading.decode import LARGEST
from knowledge.reading.problems import Unreadable

SECONDS = 15.0
"""For everything: looking up the name, connecting, redirects, reading the last byte."""

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "Dateline/0.1 (newsroom fact base)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
    # A small packed body can be huge once unpacked.
    "Accept-Encoding": "identity",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Document:
    """What came back: `url` after redirects, media type in lower case, and the bytes."""

    url: str
    media_type: str
    charset: str | None
    data: bytes


def fetch(url: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Document:
    """Fetch a document over HTTP or HTTPS; `allow_private` lets addresses pass that aren't public.

    Raises:
        Unreadable: no such address, refused, too slow, too large, or not there.
    """
    backend = _GuardedBackend(time.monotonic() + seconds, allow_private=allow_private)
    try:
        with httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool:
            return _follow(pool, url)
    except (httpcore.TimeoutException, TimeoutError):
        raise Unreadable(
            f"The site took longer than {seconds:.0f} seconds. Try again later."
        ) from None
    except socket.gaierror:
        raise Unreadable("There is no such site. Check the address.") from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise Unreadable("The site does not answer as a web server does.") from None
    except (httpcore.NetworkError, OSError):
        raise Unreadable(
            "The site can't be reached. Check the address and the connection."
        ) from None


def _follow(pool: httpcore.ConnectionPool, url: str) -> Document:
    for _ in range(_MOST_REDIRECTS + 1):
        target = _target(url)
        with pool.stream("GET", target, headers=_headers(target)) as response:
            headers = {name.lower(): value.decode("latin-1") for name, value in response.headers}
            location = headers.get(b"location")
            if response.status in _REDIRECTS and location:
                url = urljoin(url, location)
                continue
            if response.status != 200:
                raise Unreadable(_refusal(response.status))
            return _document(url, headers, _body(response, headers))
    raise Unreadable(f"The site redirects more than {_MOST_REDIRECTS} times. Open it in a browser.")


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


def _headers(target: httpcore.URL) -> dict[bytes | str, bytes | str]:
    host = target.host.decode("ascii")
    host = f"[{host}]" if ":" in host else host
    return {"Host": host if target.port is None else f"{host}:{target.port}", **_HEADERS}


def _refusal(status: int) -> str:
    if status in (401, 402, 403, 451):
        return f"The site does not show it without a login (HTTP {status}). Save it as .txt."
    if status in (404, 410):
        return f"There is nothing at this address (HTTP {status}). Check it."
    return f"The site answers with an error (HTTP {status}). Try again later."


def _body(response: httpcore.Response, headers: dict[bytes, str]) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_stream():
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise Unreadable(_TOO_LARGE)
    return _unpacked(b"".join(parts), headers.get(b"content-encoding", "identity").strip().lower())


_TOO_LARGE = f"It is larger than {LARGEST // 1024 // 1024} MB. Save the article as .txt."


def _unpacked(data: bytes, encoding: str) -> bytes:
    """Unpack what a server packed although it was asked not to."""
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable("The site packs its pages in a way that can't be read.")
    try:
        # 47: a gzip or zlib header, whichever it has.
        unpacked = zlib.decompressobj(wbits=47).decompress(data, LARGEST + 1)
    except zlib.error:
        raise Unreadable("The page arrived damaged. Try again later.") from None
    if len(unpacked) > LARGEST:
        raise Unreadable(_TOO_LARGE)
    return unpacked


def _document(url: str, headers: dict[bytes, str], data: bytes) -> Document:
    content_type = headers.get(b"content-type", "")
    charset = _CHARSET.search(content_type)
    return Document(
        url=url,
        media_type=content_type.split(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        data=data,
    )


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, and to none after the deadline (`time.monotonic`)."""

    def __init__(self, deadline: float, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]).split("%")[0] for entry in found]
        if not self._allow_private and not all(map(is_public, addresses)):
            raise Unreadable(
                "The address leads into a private network and is not fetched. Save the article as "
                "a file and ingest that."
            )
        problem: Exception = OSError("no address")
        for address in addresses[:4]:
            try:
                stream = self._backend.connect_tcp(address, port, _left(self._deadline))
            except httpcore.NetworkError as error:
                problem = error
            else:
                return _TimedStream(stream, self._deadline)
        raise problem


class _TimedStream(httpcore.NetworkStream):
    """A connection of which every step ends at the deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline)
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def is_public(address: str) -> bool:
    """Whether an IP address, or the one that it wraps (IPv4 in IPv6), belongs to the internet."""
    parsed: Address = ipaddress.ip_address(address)
    inner: Address | None = None
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if parsed.teredo is not None:
            inner = parsed.teredo[1]
    if inner is not None and not (inner.is_global and not inner.is_multicast):
        return False
    mapped = isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None
    return mapped or (parsed.is_global and not parsed.is_multicast)
