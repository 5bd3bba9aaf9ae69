"""Connections that lead to the internet only, and end in time.

A newsroom's machine must not become a way into its own network: addresses that are not public
(loopback, private, link-local, metadata services) are refused at the moment of connecting, so that
neither a redirect nor a name that changes its address in between leads there.
"""

import ipaddress
import time
from collections.abc import Collection, Iterable
from ssl import SSLContext
from typing import Any

import httpcore

from knowledge.reading.lookups import looked_up
from knowledge.reading.problems import Unreadable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateNetwork(Unreadable):
    """The address is one of a private network, and nobody allowed that."""


class Deadline:
    """When everything has to be done (`time.monotonic`); waiting on purpose moves it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            TimeoutError: none.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def extend(self, seconds: float) -> None:
        """Give so many seconds more."""
        self._at += seconds


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, and to none after the deadline.

    `private` are the hosts that may be anywhere, by name or as `at_port`; True is all of them.
    """

    def __init__(self, deadline: Deadline, private: bool | Collection[str]) -> None:
        self._deadline = deadline
        self._private = private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(  # noqa: D102 (as its base class says)
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = looked_up(host, port, self._deadline.left())
        if not self._may_be_private(host, port) and not all(map(is_public, addresses)):
            raise PrivateNetwork(
                "The address leads into a private network and is not fetched. Save the article as "
                "a file and ingest that."
            )
        problem: Exception = OSError("no address")
        for address in addresses[:4]:
            try:
                stream = self._backend.connect_tcp(address, port, self._deadline.left())
            except httpcore.NetworkError as error:
                problem = error
            else:
                return _TimedStream(stream, self._deadline)
        raise problem

    def _may_be_private(self, host: str, port: int) -> bool:
        if isinstance(self._private, bool):
            return self._private
        return host in self._private or at_port(host, port) in self._private


def at_port(host: str, port: int) -> str:
    """How a host is named of which only one port may be private; no host has such a name."""
    return f"{host} {port}"


class _TimedStream(httpcore.NetworkStream):
    """A connection of which every step ends at the deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left()
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


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
