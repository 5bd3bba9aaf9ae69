"""Requests that come a second time, word for word and with the same signature: somebody's copies.

A signature holds for five minutes, so whoever gets hold of a request could send it again. Slack
itself sends a command or a click once, each with an id of its own; an event that it sends again has
a time of its own, and is known by its id (`bot.seen`).
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

KEPT = 660.0
"""Seconds for which a signature is remembered: it holds for five minutes before and after now."""

MOST = 20_000
"""Signatures that are remembered."""

_COMES_AGAIN = frozenset({"event_callback", "url_verification", "block_suggestion"})
"""What may come again in the same words: suggestions for the same letters are the same request."""


class Replays:
    """Remembers what was signed lately, in the memory of this process."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: OrderedDict[str, float] = OrderedDict()

    def is_copy(self, payload: dict[str, Any], signature: str) -> bool:
        """Whether a request with a good signature came before; it is remembered from now on.

        Only what has an id of its own (`trigger_id`), as all of Slack's commands, clicks and forms
        have, can be told from a like request that is meant.
        """
        if payload.get("type") in _COMES_AGAIN or not payload.get("trigger_id"):
            return False
        now = self._now()
        while self._seen and (
            len(self._seen) >= MOST or now - next(iter(self._seen.values())) > KEPT
        ):
            self._seen.popitem(last=False)
        if signature in self._seen:
            return True
        self._seen[signature] = now
        return False
