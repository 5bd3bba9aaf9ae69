"""Subscriptions are kept as they were given, within bounds."""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.digests.schedule import Hours, Quiet
from bot.digests.store import MOST_AT_PLACE, MOST_OF_PERSON, Store, TooMany, Twin, beside, open_file
from bot.digests.subscription import Paused, Sort, Subscription
from tests.bot.digests.harness import TEAM, daily

MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return beside(tmp_path / "dateline.db")


async def test_everything_comes_back(path: Path) -> None:
    hours = Hours(ZoneInfo("Australia/Lord_Howe"), 7 * 60 + 30, (0, 4), Quiet(22 * 60, 6 * 60))
    one = Subscription(
        id="a",
        team=TEAM,
        sort=Sort.FOLLOW,
        place="D1",
        person="U1",
        words='#c:JP money, about "rice"',
        label="New sums on Japan",
        hours=hours,
        after=MADE,
        told=MADE - timedelta(days=1),
        every=6,
        one_line=True,
        muted=MADE + timedelta(days=1),
        unsure=True,
    )
    store = Store(open_file(path))
    await store.add(one)
    assert await store.get("a") == one
    assert path.name == "dateline.digests.db" and os.stat(path).st_mode & 0o077 == 0
    assert one.direct and one.is_muted(MADE) and not one.is_muted(MADE + timedelta(days=1))
    assert one.since == one.muted
    assert await store.change("a", lambda now: replace(now, words="", paused=Paused.LOST))
    assert await store.active() == []
    assert await store.get("a") == replace(one, words="", paused=Paused.LOST)
    assert await store.remove("a") and not await store.remove("a")
    assert not await store.change("a", lambda now: now)
    await store.close()


def about(id: str, place: str) -> Subscription:
    """A digest that wants what no other does."""
    return replace(daily(id, place, MADE), words=id)


async def test_of_two_that_want_the_same_at_a_place_only_one_is_kept(path: Path) -> None:
    one, other = Store(open_file(path)), Store(open_file(path))
    twins = [replace(about(id, "C1"), words="JP") for id in ("a", "b")]
    done = await asyncio.gather(one.add(twins[0]), other.add(twins[1]), return_exceptions=True)
    (refused,) = [problem for problem in done if isinstance(problem, Twin)]
    assert [kept.id for kept in await one.active()] == [refused.other.id]
    await one.add(about("c", "C1"))
    await one.add(replace(about("d", "C2"), words="JP"))
    with pytest.raises(Twin):
        await one.change("c", lambda kept: replace(kept, words="JP"))
    with pytest.raises(Twin):
        await one.change("d", lambda kept: replace(kept, place="C1"))
    # What stays as it is has no twin, whatever stood there before.
    assert await one.change("d", lambda kept: replace(kept, paused=Paused.LOST)) is not None
    await one.close()
    await other.close()


async def test_there_are_bounds_for_a_person_and_a_place(path: Path) -> None:
    store = Store(open_file(path))
    for n in range(MOST_AT_PLACE):
        await store.add(about(f"{n}", "C1"))
    with pytest.raises(TooMany) as refused:
        await store.add(about("x", "C1"))
    assert refused.value.at_place
    for n in range(MOST_AT_PLACE, MOST_OF_PERSON):
        await store.add(about(f"{n}", "C2"))
    with pytest.raises(TooMany) as refused:
        await store.add(daily("x", "C3", MADE))
    assert not refused.value.at_place
    # Elsewhere, and by others, there may be more.
    await store.add(replace(daily("x", "C3", MADE), person="U2"))
    assert len(await store.at_place(TEAM, "C1")) == MOST_AT_PLACE
    assert len(await store.of_person(TEAM, "U1")) == MOST_OF_PERSON
    assert await store.of_person("T2", "U1") == []
    await store.close()


async def test_a_place_is_paused_once(path: Path) -> None:
    store = Store(open_file(path))
    for id, place in (("a", "C1"), ("b", "C1"), ("c", "C2")):
        await store.add(about(id, place))
    assert await store.pause("a", Paused.REFUSED) and not await store.pause("a", Paused.GONE)
    assert [one.id for one in await store.pause_place(TEAM, "C1", Paused.REMOVED)] == ["b"]
    assert [one.id for one in await store.active()] == ["c"]
    await store.close()


async def test_a_row_that_cannot_be_read_costs_no_other(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(open_file(path))
    for id in ("a", "b"):
        await store.add(about(id, "C1"))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE subscriptions SET zone='Atlantis/Harbour' WHERE id='a'")
    assert [one.id for one in await store.active()] == ["b"]
    assert "can't be read" in caplog.text
    await store.close()
