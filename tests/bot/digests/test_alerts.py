"""Alerts are bundled, come at most every few hours, and can be muted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.digests.claims import LEASE, Part
from bot.digests.problems import Unwanted
from bot.digests.schedule import Hours, Quiet
from bot.digests.subscription import Paused, Sort, Subscription
from tests.bot.digests.conftest import EIGHT, Newsroom
from tests.bot.digests.harness import TEAM

HOUR = 3600.0


class News:
    """What comes in, by instant; an edition tells all that came in its time."""

    def __init__(self) -> None:
        self.came: dict[datetime, str] = {}
        self.spans: list[tuple[datetime, datetime]] = []

    async def make(
        self, one: Subscription, since: datetime, until: datetime, at: datetime
    ) -> Sequence[Part]:
        self.spans.append((since, until))
        told = [what for when, what in sorted(self.came.items()) if since <= when < until]
        return [Part(" ".join(told), ((),))] if told else []


@pytest.fixture
async def news(newsroom: Newsroom) -> News:
    """Somebody follows news, at most every four hours."""
    hours = Hours(ZoneInfo("Europe/Berlin"), 480)
    one = Subscription(
        id="f1",
        team=TEAM,
        sort=Sort.FOLLOW,
        place=newsroom.place,
        person="U1",
        words="JP",
        label="",
        hours=hours,
        after=EIGHT - timedelta(hours=4),
        told=EIGHT,
    )
    await newsroom.store.add(one)
    return News()


async def come(newsroom: Newsroom, news: News, hours: float, *told: str) -> list[str]:
    """Some news, and what stands in the channel after so many hours of looks."""
    for n, what in enumerate(told):
        news.came[EIGHT + timedelta(seconds=newsroom.now() - EIGHT.timestamp() + n)] = what
    for _ in range(int(hours * 4)):
        newsroom.clock.advance(HOUR / 4)
        await newsroom.look(make=news.make)
    return newsroom.texts()


async def test_the_first_comes_at_once_and_others_are_bundled(
    newsroom: Newsroom, news: News
) -> None:
    assert await come(newsroom, news, 1) == []
    assert await come(newsroom, news, 0.25, "one", "two") == ["one two"]
    assert await come(newsroom, news, 2, "three") == ["one two"]
    assert await come(newsroom, news, 1.75, "four") == ["one two"]
    assert await come(newsroom, news, 0.25) == ["one two", "three four"]
    assert await come(newsroom, news, 5) == ["one two", "three four"]


async def test_time_is_told_without_gaps_and_once(newsroom: Newsroom, news: News) -> None:
    await come(newsroom, news, 3, "one")
    await come(newsroom, news, 6, "two")
    kept = await newsroom.store.get("f1")
    assert kept is not None and kept.told == EIGHT + timedelta(hours=9, seconds=-60)
    assert newsroom.texts() == ["one", "two"]


async def test_muted_it_tells_of_the_time_afterwards(newsroom: Newsroom, news: News) -> None:
    until = EIGHT + timedelta(days=1)
    await newsroom.store.change("f1", lambda one: replace(one, muted=until))
    assert await come(newsroom, news, 23.75, "one", "two") == []
    assert await come(newsroom, news, 4.5) == ["one two"]


async def test_quiet_hours_hold_it_back(newsroom: Newsroom, news: News) -> None:
    def quiet(one: Subscription) -> Subscription:
        return replace(one, hours=replace(one.hours, quiet=Quiet(8 * 60, 20 * 60)))

    await newsroom.store.change("f1", quiet)
    assert await come(newsroom, news, 11.75, "one") == []
    assert await come(newsroom, news, 0.25) == ["one"]


async def test_two_processes_and_a_lost_answer_tell_it_once(newsroom: Newsroom, news: News) -> None:
    newsroom.workspace.faults.api("chat.postMessage", status=500, after=True)
    await come(newsroom, news, 0.25, "one")
    assert newsroom.texts() == ["one"]
    newsroom.clock.advance(LEASE + 1)
    async with newsroom.bot(make=news.make) as one, newsroom.bot(make=news.make) as other:
        await one.clock.look()
        await other.clock.look()
    await come(newsroom, news, 5, "two")
    assert newsroom.texts() == ["one", "two"]


async def test_what_was_refused_is_told_once_it_goes_on(newsroom: Newsroom, news: News) -> None:
    newsroom.workspace.faults.api("chat.postMessage", error="restricted_action")
    assert await come(newsroom, news, 1, "one") == []
    resumed = await newsroom.store.change("f1", lambda one: replace(one, paused=None))
    assert resumed is not None
    assert await come(newsroom, news, 0.25) == ["one"]


async def test_what_was_never_posted_in_time_is_told_later(newsroom: Newsroom, news: News) -> None:
    newsroom.workspace.faults.api("chat.postMessage", status=500)
    await come(newsroom, news, 0.25, "one")
    newsroom.clock.advance(7 * HOUR)
    await newsroom.look(make=news.make)
    assert await come(newsroom, news, 0.25) == ["one"]


async def test_what_nobody_knows_any_more_is_paused_after_a_while(
    newsroom: Newsroom, news: News
) -> None:
    async def unknown(*_: object) -> Sequence[Part]:
        raise Unwanted

    async with newsroom.bot(make=unknown) as one:
        newsroom.clock.advance(HOUR / 2)
        await one.clock.look()
        assert one.paused == []
        newsroom.clock.advance(HOUR)
        await one.clock.look()
        await one.clock.look()
        assert one.paused == [("f1", Paused.UNREADABLE)]
