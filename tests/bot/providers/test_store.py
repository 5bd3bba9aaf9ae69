"""Who waits to be told, kept beside the base: held by one process, forgotten after a day."""

from pathlib import Path

import pytest

from bot.providers.store import HELD, KEPT, LATE, Asked, Channel, Store


class Now:
    """A clock that is set."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


async def test_whoever_waits_is_held_by_one_process_for_a_while(tmp_path: Path, now: Now) -> None:
    path = tmp_path / "a.sources.db"
    one, other = Store(path, now=now), Store(path, now=now)
    await one.ask(7, "U1", "T1", "https://hooks.slack.com/x")
    await one.ask(7, "U2", "T1", "")
    assert await other.waiting() == [7]
    held = await one.hold(7)
    assert {asked.person for asked in held} == {"U1", "U2"}
    assert await other.waiting() == [] and await other.hold(7) == []
    await one.told(Asked(7, "U2", "T1", "", now.at))
    now.at += HELD + 1
    assert [asked.person for asked in await other.hold(7)] == ["U1"], "the other process has died"
    now.at += KEPT
    assert await one.waiting() == []
    now.at -= KEPT
    assert await one.hold(7) == [], "forgotten"
    for store in (one, other):
        await store.close()


async def test_whoever_waits_for_long_is_told_so_once(tmp_path: Path, now: Now) -> None:
    store = Store(tmp_path / "a.sources.db", now=now)
    await store.ask(7, "U1", "T1", "")
    assert await store.late(7) == []
    now.at += LATE + 1
    assert [one.person for one in await store.late(7)] == ["U1"] and await store.late(7) == []
    assert await store.waiting() == [7], "the outcome is told as well"
    await store.close()


async def test_an_alarm_is_turned_by_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.sources.db")
    await store.added(1, "T1")
    assert await store.turn(1, "", "troubled") and not await store.turn(1, "", "troubled")
    assert await store.turn(2, "", "troubled"), "of a source that was added on the command line"
    assert await store.homes({1, 2}) == {1: ("T1", "troubled"), 2: ("", "troubled")}
    assert await store.homes({2}) == {2: ("", "troubled")}
    assert await store.homes({1, 2}) == {2: ("", "troubled")}, "sources that are gone are forgotten"
    await store.close()


async def test_the_channel_of_alarms(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.sources.db")
    assert await store.channel() is None
    for wanted in (Channel("T1", "C1"), Channel("T2", "C2"), None):
        await store.set_channel(wanted)
        assert await store.channel() == wanted
    assert (tmp_path / "a.sources.db").stat().st_mode & 0o077 == 0
    await store.close()
