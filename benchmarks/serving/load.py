"""Open loop: each request has its moment, whatever became of those before.

People don't wait for each other's answers, so neither do these requests. All times count from the
moment of the schedule, however late the request could be sent: a bot that stands still for a second
spoils the time of everybody whose moment lay in it, and not of one alone (no coordinated omission).
What got no answer counts as well, as one that took all of `PATIENCE`.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.report import Spread
from benchmarks.serving.wire import Answered, Pool

PATIENCE = 10.0
"""Seconds after its moment at which a request counts as unanswered."""

AHEAD = 0.2
"""Seconds before the first moment, for what has to be made ready."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to be made: its kind for the tables, and how its answer is called at Slack's side.

    `raw` makes what is sent, at the time at which it is, since it is signed with that time.
    """

    kind: str
    name: str
    raw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request; seconds since its moment, None for what never came."""

    kind: str
    late: float
    acked: float | None
    answered: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """What became of all requests of one rate.

    `wanted` is the rate of the schedule (a second), `given` that of the answers, from the first
    moment until the last answer. Times are milliseconds.
    """

    wanted: float
    given: float
    acks: Spread
    answers: Spread
    late: Spread
    share: float
    kinds: Mapping[str, Spread]

    @property
    def follows(self) -> bool:
        """Whether 99 of 100 were answered, and within a second."""
        return self.share >= 0.99 and self.answers.p99 < 1_000


def moments(rate: float, number: int, seed: int = 1) -> Iterator[float]:
    """When requests come, in seconds from the first: independent of each other (Poisson)."""
    dice, at = random.Random(seed), 0.0
    for _ in range(number):
        yield at
        at += dice.expovariate(rate)


Sent = tuple[float, float, float | None]
"""The moment of a request, when it was sent, and when it was acknowledged, if it was."""


async def send(pool: Pool, asks: Sequence[Ask], rate: float) -> list[Sent]:
    """Send each at its moment.

    Times are of `time.monotonic`, which the loop's are. Ends when all are acknowledged or
    `PATIENCE` is over.
    """
    loop = asyncio.get_running_loop()
    began = loop.time() + AHEAD
    due = [began + at for at in moments(rate, len(asks))]
    sent: list[float] = []
    acks = []
    for one, at in zip(asks, due, strict=True):
        # Also when it is late, so that what has come back meanwhile is read.
        await asyncio.sleep(max(0.0, at - loop.time()))
        sent.append(loop.time())
        acks.append(pool.ask(one.raw()))
    await asyncio.wait(acks, timeout=PATIENCE)
    return [(at, left, _acknowledged(ack)) for at, left, ack in zip(due, sent, acks, strict=True)]


def _acknowledged(ack: asyncio.Future[Answered]) -> float | None:
    if not ack.done():
        ack.cancel()
        return None
    if ack.exception() is not None or ack.result().status != 200:
        return None
    return ack.result().at


def outcomes(
    asks: Sequence[Ask],
    sent: Sequence[Sent],
    arrived: Mapping[str, float],
) -> list[Outcome]:
    """What became of each; `arrived` is when the first message of each name was at Slack's side."""
    found = []
    for ask, (due, left, acked) in zip(asks, sent, strict=True):
        at = arrived.get(ask.name)
        answered = None if at is None or at - due > PATIENCE else at - due
        acknowledged = None if acked is None or acked - due > PATIENCE else acked - due
        found.append(Outcome(ask.kind, left - due, acknowledged, answered))
    return found


def step(rate: float, results: Sequence[Outcome], seconds: float) -> Step:
    """Account for one rate; `seconds` passed from the first moment to the last answer."""
    answered = [one for one in results if one.answered is not None]
    of: dict[str, list[float]] = {}
    for one in results:
        of.setdefault(one.kind, []).append(_counted(one.answered))
    return Step(
        wanted=rate,
        given=len(answered) / seconds if seconds else 0.0,
        acks=Spread.of([_counted(one.acked) for one in results]),
        answers=Spread.of([_counted(one.answered) for one in results]),
        late=Spread.of([one.late * 1_000 for one in results]),
        share=len(answered) / len(results) if results else 0.0,
        kinds={kind: Spread.of(times) for kind, times in sorted(of.items())},
    )


def _counted(seconds: float | None) -> float:
    """Milliseconds, of what never came too."""
    return (PATIENCE if seconds is None else seconds) * 1_000


async def measured(pool: Pool, slack: Pool, asks: Sequence[Ask], rate: float) -> Step:
    """Send at a rate, wait for the answers, and account for them."""
    results, seconds = await became(pool, slack, asks, rate)
    return step(rate, results, seconds)


async def became(
    pool: Pool, slack: Pool, asks: Sequence[Ask], rate: float
) -> tuple[list[Outcome], float]:
    """What became of requests at a rate, and how many seconds passed until the last answer."""
    await slack.get("/clear")
    sent = await send(pool, asks, rate)
    first, last = sent[0][0], sent[-1][0]
    await settled(slack, len(asks), last + PATIENCE)
    arrived: dict[str, float] = {}
    for name, at, _, _ in await slack.get("/arrived"):
        arrived.setdefault(name, at)
    over = max(arrived.values(), default=last)
    return outcomes(asks, sent, arrived), max(over, last) - first


async def settled(slack: Pool, wanted: int, until: float) -> None:
    """Wait until so many messages are at Slack's side, or it is too late."""
    while time.monotonic() < until and await slack.get("/count") < wanted:  # noqa: ASYNC110
        await asyncio.sleep(0.1)


async def saturation(
    rated: Callable[[float], Awaitable[Step]], rates: Sequence[float], halvings: int
) -> list[Step]:
    """The steps of rising rates up to the first that does not follow, and some between.

    Between the last that followed and the first that did not, the interval is halved (by its
    geometric mean) so many times.
    """
    steps: list[Step] = []
    good, bad = 0.0, 0.0
    for rate in rates:
        steps.append(await rated(rate))
        if not steps[-1].follows:
            bad = rate
            break
        good = rate
    for _ in range(halvings if good and bad else 0):
        rate = (good * bad) ** 0.5
        steps.append(await rated(rate))
        good, bad = (rate, bad) if steps[-1].follows else (good, rate)
    return steps


def highest(steps: Sequence[Step]) -> float:
    """The highest rate that was followed; 0 when none was."""
    return max((one.wanted for one in steps if one.follows), default=0.0)
