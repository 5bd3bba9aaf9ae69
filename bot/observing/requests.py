"""One request of Slack's from its arrival to its end: an id, how long it took, what came of it.

The id stands in a context variable, so that every line of the log that is written on its behalf
carries it: in the listener, in the tasks that it starts, and in the threads that work for it.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.errors import Unheard
from bot.observing.meter import Meter
from bot.observing.naming import Surface, id_of, named
from bot.observing.outcomes import Outcome, judged

T = TypeVar("T")

log = logging.getLogger("dateline.requests")


@dataclass(slots=True)
class Request:
    """A request that is being served.

    `what` names a command, an event, a button or a form of this house. `began`, `acked` and
    `answered` are seconds of the clock that measures it: when it came, when Slack had its
    acknowledgement, when the last listener was done. `running` is how many work on it.
    """

    id: str
    surface: Surface
    what: str
    began: float
    tracker: "Tracker"
    acked: float | None = None
    answered: float | None = None
    outcome: Outcome = Outcome.ANSWERED
    reason: str = ""
    running: int = 0
    ended: bool = False


CURRENT: ContextVar[Request | None] = ContextVar("request", default=None)
"""The request on whose behalf the running task or thread works; None in tasks of the bot's own."""


def reference() -> str | None:
    """The id of the request that is being served, by which its lines are found in the log."""
    request = CURRENT.get()
    return None if request is None else request.id


def came_of_it(error: BaseException) -> None:
    """Note what keeps the request that is being served from an answer, if one is."""
    request = CURRENT.get()
    if request is not None:
        request.outcome, request.reason = judged(error)


@contextmanager
def listening() -> Iterator[None]:
    """Around a listener: its request ends with it, and with what it raises."""
    request = CURRENT.get()
    if request is None:
        yield
        return
    request.running += 1
    try:
        yield
    except BaseException as error:
        request.outcome, request.reason = judged(error)
        raise
    finally:
        request.tracker.listened(request)


class Tracker:
    """Follows requests, writes a line about each, and has them measured."""

    def __init__(self, meter: Meter, *, now: Callable[[], float] = time.perf_counter) -> None:
        self._meter = meter
        self._now = now
        self.open = 0
        """Requests that are being served."""

    async def follow(self, body: dict[str, Any], dispatch: Callable[[], Awaitable[T]]) -> T:
        """Have a request dispatched; what `dispatch` gives is Slack's acknowledgement.

        A listener may go on after that, in a task of its own.
        """
        surface, what = named(body)
        request = Request(id_of(body), surface, what, self._now(), self)
        self.open += 1
        token = CURRENT.set(request)
        try:
            return await dispatch()
        except BaseException as error:
            request.outcome, request.reason = judged(error)
            raise
        finally:
            request.acked = self._now()
            CURRENT.reset(token)
            # A listener that was begun in a task of its own has its first turn before this.
            asyncio.get_running_loop().call_soon(self._settle, request)

    def listened(self, request: Request) -> None:
        """A listener is done with a request."""
        request.running -= 1
        request.answered = self._now()
        self._settle(request)

    def _settle(self, request: Request) -> None:
        """End a request that is acknowledged, and on which nobody works any more."""
        if request.ended or request.running or request.acked is None:
            return
        request.ended = True
        self.open -= 1
        took = (request.answered or request.acked) - request.began
        ack = request.acked - request.began
        self._meter.served(
            request.surface, request.what, request.outcome, request.reason, ack=ack, took=took
        )
        why = f" ({request.reason})" if request.reason else ""
        log.log(
            # Not one line for each: who asks far too much would fill the log with them.
            logging.DEBUG if request.reason == Unheard.__name__ else logging.INFO,
            "%s %s: %s%s in %.0f ms, acknowledged in %.0f ms",
            *(request.surface, request.what, request.outcome, why, took * 1e3, ack * 1e3),
            extra={
                "fields": {
                    "request": request.id,
                    "surface": str(request.surface),
                    "what": request.what,
                    "outcome": str(request.outcome),
                    "reason": request.reason or None,
                    "duration_ms": round(took * 1e3, 1),
                    "ack_ms": round(ack * 1e3, 1),
                }
            },
        )
