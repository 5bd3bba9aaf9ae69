"""What the processes do that are killed. Each says what it begins, and what it was told is done."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import product
from pathlib import Path

from bot.digests.claims import LEASE
from bot.digests.store import Store, open_file
from knowledge.base import Base, BaseProblem
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.base.problems import Trouble
from tests.bot.digests.harness import daily, process
from tests.knowledge.base.test_rulings import _decide
from tests.knowledge.base.world import HAYASHI, HUN_SEN, KISHIDA, Told, fill, met, paid, told
from tests.soak.kills.slack import START, Slack, Time

ARTICLES = 8
FORGOTTEN = "U9FORGOTTEN"

Tell = Callable[..., None]
"""Says through the pipe what is begun or done: a word, and of what."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the processes work."""

    folder: Path
    slack: Slack
    time: Time

    @property
    def base(self) -> Path:
        """The fact base."""
        return self.folder / "dateline.db"

    @property
    def digests(self) -> Path:
        """The file of digests."""
        return self.folder / "dateline.digests.db"


@cache
def versions(id: str) -> dict[str, Told]:
    """Everything that an article may say, by its digest."""
    found = {}
    choices = product(
        (KISHIDA, HAYASHI), ("20", "21"), (None, "Tokyo", "Phnom Penh"), (None, 5, 7), (1, 2)
    )
    for one, day, place, sum, extra in choices:
        on = f"2022-03-{day}"
        fields = [met(HUN_SEN, one, on=on, place=place)]
        if sum is not None:
            fields.append(paid(sum, on=on, purpose="a bridge"))  # type: ignore[arg-type]
        made = told(id, *fields, extra=f"Version {extra}.")
        found[made[0].digest] = made
    return found


@contextmanager
def patient() -> Iterator[None]:
    """Let what found the base busy for long go on with something else, as people do."""
    try:
        yield
    except BaseProblem as problem:
        if problem.trouble is not Trouble.BUSY:
            raise


def ingest(half: int, place: Place, tell: Tell, chance: random.Random) -> None:
    """Save articles, of one half, and their later versions; fold and apply decisions anew."""
    with Base.open(place.base) as base:
        while True:
            step = chance.random()
            with patient():
                if step < 0.9:
                    id = f"article-{2 * chance.randrange(ARTICLES // 2) + half}"
                    digest = chance.choice(list(versions(id)))
                    tell("saving", id, digest)
                    fill(base, [versions(id)[digest]])
                    tell("saved", id, digest)
                elif step < 0.95:
                    base.refold()
                else:
                    base.reapply()


def decide(place: Place, tell: Tell, chance: random.Random) -> None:
    """Verify, correct, retract, merge, split, and undo."""
    with Base.open(place.base) as base:
        made: list[Decision] = base.decisions()[-20:]
        while True:
            before = len(made)
            with patient():
                _decide(base, chance, made)
            for one in made[before:]:
                tell("decided", one.id)


def forget(place: Place, tell: Tell, chance: random.Random) -> None:
    """Keep what people ask and propose, and forget it: in time, and all of one person."""
    with Base.open(place.base) as base:
        while True:
            with patient():
                match chance.randrange(5):
                    case 0:
                        tell("counting")
                        base.count_gap(FORGOTTEN, f"question {chance.randrange(100)}")
                    case 1:
                        base.forget_person(FORGOTTEN)
                        tell("forgotten")
                    case 2:
                        base.keep_asked(30)
                        base.keep_proposals(30)
                    case 3:
                        base.tidy()
                    case _:
                        why = f"{chance.random()}"
                        base.propose(Proposal("fact", "U1", "date", "2022", why, "shown"))
                        tell("proposed", why)


def post(place: Place, tell: Tell, chance: random.Random) -> None:
    """Post digests day after day; subscribe and unsubscribe."""
    asyncio.run(_post(place, tell, chance))


async def _post(place: Place, tell: Tell, chance: random.Random) -> None:
    time = place.time
    url, token = place.slack.url, place.slack.token
    async with process(place.digests, url, token, time.now) as one:
        while True:
            await one.clock.look()
            if not await one.claims.unfinished():
                day = datetime.fromtimestamp(time.now(), UTC).date() + timedelta(days=1)
                time.set(datetime(day.year, day.month, day.day, START.hour, tzinfo=UTC).timestamp())
            number = chance.randrange(5)
            id = f"other {number}"
            if await one.store.get(id) is None:
                await one.store.add(
                    daily(id, f"C{number}", datetime(2030, 1, 1, tzinfo=UTC), "UTC")
                )
                tell("subscribed", id)
            else:
                tell("leaving", id)
                await one.store.remove(id)
                tell("left", id)


def finish(place: Place, tell: Tell, chance: random.Random) -> None:
    """Post what is left of the digests that were begun."""
    place.time.set(place.time.now() + LEASE + 1)
    asyncio.run(_finish(place))


async def _finish(place: Place) -> None:
    url, token = place.slack.url, place.slack.token
    async with process(place.digests, url, token, place.time.now) as one:
        await one.clock.look()
        assert not await one.claims.unfinished()


async def subscribe(place: Place) -> None:
    """Set up the digests that are posted."""
    store = Store(open_file(place.digests))
    for channel in place.slack.places.values():
        await store.add(daily(f"of {channel}", channel, START - timedelta(hours=1), "UTC"))
    await store.close()


Work = Callable[[Place, Tell, random.Random], None]

WORKERS: dict[str, tuple[Work, int]] = {
    "ingest": (partial(ingest, 0), 1_500),
    "ingest too": (partial(ingest, 1), 1_500),
    "decide": (decide, 3_000),
    "post": (post, 250),
    "forget": (forget, 300),
}
"""Who is at work at any moment, and how many statements each lives at most."""
