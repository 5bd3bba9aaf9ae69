"""Faults that a test (or a curious person) switches on: what a real Slack does on a bad day."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

from bot.workspace.clock import Clock

_KINDS = {"{": "application/json", "[": "application/json", '"': "application/json"}
_KINDS |= {"<": "text/html"}
"""What a body says it is, by how it begins."""


@dataclass(slots=True)
class ApiFault:
    """How the next calls of a Web API method (or `response_url`) go wrong."""

    method: str
    left: int
    status: int = 200
    body: str | None = None
    error: str | None = None
    retry_after: int | str | None = None
    delay: float = 0.0
    after: bool = False
    hold: asyncio.Event | None = None
    skip: int = 0
    reset: bool = False

    def response(self, request: web.Request) -> web.Response | None:
        """What is answered instead of the real answer; None when the call is merely slow."""
        if self.reset:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.body is not None or (self.status != 200 and self.error is None):
            body = self.body or ""
            kind = _KINDS.get(body[:1], "text/plain")
            return web.Response(status=self.status, text=body, headers=headers, content_type=kind)
        if self.error is not None:
            return web.json_response(
                {"ok": False, "error": self.error}, status=self.status, headers=headers
            )
        return None


@dataclass(slots=True)
class Faults:
    """The knobs. Each counts down: `times=1` spoils one call and is then spent."""

    clock: Clock
    calls: Counter[str] = field(default_factory=Counter)
    """How often each Web API method (or `response_url`) was called, spoiled or not."""
    _api: list[ApiFault] = field(default_factory=list)
    dropped_acks: int = 0
    duplicated_events: int = 0
    refused_sockets: int = 0
    _socket_reason: str = ""
    refused_types: frozenset[str] = frozenset()

    def api(
        self,
        method: str,
        *,
        times: int = 1,
        status: int = 200,
        body: str | None = None,
        error: str | None = None,
        retry_after: int | str | None = None,
        delay: float = 0.0,
        after: bool = False,
        skip: int = 0,
        reset: bool = False,
    ) -> ApiFault:
        """Spoil the next `times` calls of `method`.

        `"*"` is any method, `response_url` an answer to one of those, `upload` the sending of a
        file.

        `status` 429 answers `ratelimited` with `Retry-After` (seconds); other statuses send `body`
        (empty unless given); `error` is a Slack error in a well-formed answer; `delay` keeps the
        caller waiting that long on the workspace's clock; `after=True` does what was asked before
        it waits and fails, as a time-out at Slack's edge does; `skip` calls pass unharmed before;
        `reset` loses the connection in place of an answer.
        """
        if status == 429 and error is None:
            error = "ratelimited"
        fault = ApiFault(method, times, status, body, error, retry_after, delay, after)
        fault.skip, fault.reset = skip, reset
        self._api.append(fault)
        return fault

    def hold(self, method: str, *, times: int = 1, after: bool = False) -> asyncio.Event:
        """Let the next calls of `method` hang until the returned event is set.

        `after=True` does what was asked before.
        """
        released = asyncio.Event()
        self._api.append(ApiFault(method, times, hold=released, after=after))
        return released

    def drop_acks(self, times: int = 1) -> None:
        """Lose the bot's next acknowledgements on their way, as if they were never sent."""
        self.dropped_acks += times

    def duplicate_events(self, times: int = 1) -> None:
        """Deliver each of the next events twice, under one event id."""
        self.duplicated_events += times

    def refuse_sockets(self, reason: str = "too_many_websockets", times: int = 1) -> None:
        """Say `disconnect` with this reason in place of hello to the next connections."""
        self.refused_sockets, self._socket_reason = times, reason

    def refuse_blocks(self, *types: str) -> None:
        """Refuse these types of block or element with `invalid_blocks` until told otherwise.

        What a workspace answers that a new type has not reached yet; none given lifts it.
        """
        self.refused_types = frozenset(types)

    def lift(self, fault: ApiFault) -> None:
        """Let calls pass that a fault would still have spoiled."""
        if fault in self._api:
            self._api.remove(fault)

    def clear(self) -> None:
        """Switch every fault off; calls that hang go on."""
        for fault in self._api:
            if fault.hold is not None:
                fault.hold.set()
        self._api.clear()
        self.dropped_acks = self.duplicated_events = self.refused_sockets = 0
        self.refused_types = frozenset()

    def take(self, method: str) -> ApiFault | None:
        """The fault that this call meets, if any; counts it down."""
        self.calls[method] += 1
        for fault in self._api:
            if fault.method in (method, "*"):
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.left -= 1
                if fault.left <= 0:
                    self._api.remove(fault)
                return fault
        return None

    def refuse_socket(self) -> str | None:
        """Why this connection is refused, if it is; counts it down."""
        if self.refused_sockets <= 0:
            return None
        self.refused_sockets -= 1
        return self._socket_reason

    def lose_ack(self) -> bool:
        """Whether this acknowledgement gets lost; counts it down."""
        if self.dropped_acks <= 0:
            return False
        self.dropped_acks -= 1
        return True

    def deliver_twice(self) -> bool:
        """Whether this event is delivered twice; counts it down."""
        if self.duplicated_events <= 0:
            return False
        self.duplicated_events -= 1
        return True

    async def suffer(self, fault: ApiFault) -> None:
        """Wait as long as the fault makes the caller wait."""
        if fault.hold is not None:
            await fault.hold.wait()
        if fault.delay:
            await self.clock.sleep(fault.delay)
