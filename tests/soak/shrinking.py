"""The smallest request that is still wrong in the same way."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from tests.soak.mutations import simpler, size
from tests.soak.requests import Request
from tests.soak.sending import Outcome

TRIES = 300
SECONDS = 20.0
"""How long is looked for a smaller one; each that is not acknowledged takes three."""


async def shrunk(
    request: Request, outcome: Outcome, send: Callable[[Request], Awaitable[Outcome]]
) -> Request:
    """Try with less in it as long as that goes wrong as the request did, within bounds."""
    tries, smaller, began = 0, True, time.monotonic()
    while smaller:
        smaller = False
        for payload in simpler(request.payload):
            if tries >= TRIES or time.monotonic() - began > SECONDS:
                return request
            if not isinstance(payload, dict) or size(payload) >= size(request.payload):
                continue
            if request.answers is not None and _around(payload) != _around(request.payload):
                continue
            tries += 1
            candidate = replace(request, payload=payload)
            try:
                found = await send(candidate)
            except (KeyError, TypeError, AttributeError):
                # Nothing that can be sent as this kind of request any more.
                continue
            if outcome.sorts <= found.sorts:
                request, smaller = candidate, True
                break
    return request


def _around(payload: dict[str, Any]) -> Any:
    """A payload without what was typed: whatever else went, it would be rightly unanswered."""
    event = payload.get("event")
    inner = {**event, "text": ""} if isinstance(event, dict) else event
    return {**payload, "text": "", "event": inner}
