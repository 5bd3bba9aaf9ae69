"""Alarms: told once, told when it is over, not at night, not twice by two bots."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.deciding.editors import Editors
from bot.digests.messages import ARCHIVED, INSTALL_AGAIN, NOT_A_MEMBER
from bot.digests.problems import DigestProblem
from bot.errors import Unknown
from bot.providers.alarms import LOOK_EVERY, STILL, Alarms, is_night
from bot.providers.fetching import Broken
from bot.providers.keeping import Parts
from bot.providers.store import Channel, Store, beside
from bot.providers.trouble import FAILING, SETTLED, is_stale, is_troubled
from bot.readers import Readers
from bot.render.blocks import Message
from knowledge.base import Base
from knowledge.model import ItemState, ListedStory, NewProvider, Provider, ProviderKind
from knowledge.model.providers import INSTANT
from tests.bot.doubles import refusal
from tests.bot.running import running

LIMA = ZoneInfo("America/Lima")
NOON = datetime(2022, 11, 21, 17, 0, tzinfo=UTC)
"""Noon in Lima."""

FAR = "2999-01-01T00:00:00Z"
BROKEN = "The site answers with an error (HTTP 500)."


def named(*editors: str) -> Editors:
    """Editors of whom none is in a group: Slack is not asked."""
    return Editors(AsyncWebClient(), editors)


class Room:
    """A fact base with its alarms: a clock, and what was posted."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.at = NOON
        self.posted: list[tuple[str, str]] = []
        self.refuses: Exception | None = None
        self.closed: set[str] = set()
        self.left: dict[str, str] = {}
        self.strangers: set[str] = set()
        self.unknown: set[str] = set()
        self.readers = Readers(database)
        self.store = Store(beside(database))
        self.parts = cast(
            Parts,
            SimpleNamespace(
                readers=self.readers,
                store=self.store,
                posts=SimpleNamespace(send=self.send),
                telling=SimpleNamespace(token=lambda team: None),
                doors=SimpleNamespace(
                    is_open=lambda place: place not in self.closed, lets_in=self.lets_in
                ),
                places=SimpleNamespace(for_posts=self.for_posts),
                polling=SimpleNamespace(broken=None),
            ),
        )
        self.alarms = self.another()

    def another(self, **more: Any) -> Alarms:
        return Alarms(self.parts, LIMA, now=lambda: self.at, **more)

    async def send(self, channel: str, message: Message) -> str:
        if self.refuses is not None:
            raise self.refuses
        self.posted.append((channel, message.text))
        return "1.0"

    async def lets_in(self, user: str, team: str) -> bool:
        if user in self.unknown:
            raise Unknown
        return user not in self.strangers

    async def for_posts(self, channel: str, user: str) -> str:
        if channel in self.left:
            raise DigestProblem(self.left[channel])
        return channel

    def instant(self) -> str:
        return self.at.strftime(INSTANT)

    def follow(self, name: str = "News", by: str = "U0ANNA", **more: Any) -> Provider:
        with Base.open(self.database) as base:
            new = NewProvider(
                ProviderKind.FEED, f"https://{name}.example", name, added_by=by, **more
            )
            return base.add_provider(new, now=self.instant())

    def worked(self, provider: Provider, due_at: str = FAR) -> None:
        with Base.open(self.database) as base:
            base.poll_succeeded(provider.id, at=self.instant(), due_at=due_at)

    def due(self) -> None:
        """All of them are due by now."""
        with Base.open(self.database) as base:
            base._connections.writer().execute("UPDATE providers SET due_at=?", (self.instant(),))

    def overdue(self, name: str = "News", by: str = "U0ANNA") -> Provider:
        """Follow something that brings nothing for longer than expected."""
        source = self.follow(name, by, expected=3_600)
        self.at += timedelta(hours=2)
        self.worked(source)
        return source

    def failed(self, provider: Provider) -> None:
        with Base.open(self.database) as base:
            base.poll_failed(provider.id, at=self.instant(), due_at=FAR, problem=BROKEN)

    async def look(self) -> list[tuple[str, str]]:
        """What this look posts."""
        self.posted.clear()
        await self.alarms.look()
        return list(self.posted)


@pytest.fixture
async def room(database: Path) -> AsyncIterator[Room]:
    made = Room(database)
    yield made
    await made.readers.close()
    await made.store.close()


async def test_whoever_added_it_is_told_once_and_again_when_it_is_over(room: Room) -> None:
    source = room.follow()
    room.worked(source)
    assert await room.look() == []
    for _ in range(3):
        room.failed(source)
    room.at += timedelta(seconds=FAILING - 1)
    assert await room.look() == []
    room.at = NOON + timedelta(seconds=FAILING + 1)
    [(place, text)] = await room.look()
    assert place == "U0ANNA" and text.startswith("*News* can't be fetched: " + BROKEN)
    assert "6 hours ago" in text
    assert await room.look() == []
    room.failed(source)
    assert await room.look() == []
    room.worked(source)
    [(place, text)] = await room.look()
    assert place == "U0ANNA" and "is well again" in text
    assert await room.look() == []


async def test_one_failure_of_a_source_that_is_seldom_fetched_is_no_alarm(room: Room) -> None:
    source = room.follow(every=86_400)
    room.worked(source)
    room.at += timedelta(days=1)
    room.failed(source)
    assert await room.look() == []
    room.failed(source)
    assert await room.look() == [], "the next may just be under way"
    room.at += timedelta(seconds=SETTLED + 1)
    assert len(await room.look()) == 1


async def test_too_old_a_newest_story_is_told(room: Room) -> None:
    source = room.follow(expected=86_400)
    room.at += timedelta(days=1, seconds=1)
    room.worked(source)
    [(_, text)] = await room.look()
    assert "brings no new story: one was expected every 1 day, and there is none" in text


async def test_alarms_go_to_the_channel_that_was_chosen(room: Room) -> None:
    room.overdue(by="")
    await room.store.set_channel(Channel("T1", "C0DESK"))
    assert [place for place, _ in await room.look()] == ["C0DESK"]


@pytest.mark.parametrize("by", ["", "Anna", "<!channel>"])
async def test_where_nobody_is_known_the_log_has_it(room: Room, by: str, logged: list[str]) -> None:
    source = room.overdue(by=by)
    for _ in range(3):
        assert await room.look() == []
    said = f"Source {source.id} is in trouble, and there is nobody to be told"
    assert sum(said in line for line in logged) == 1
    await room.store.set_channel(Channel("T1", "C0DESK"))
    assert [place for place, _ in await room.look()] == ["C0DESK"], "as soon as somebody is known"


async def test_nobody_is_told_at_night_but_in_the_morning(room: Room) -> None:
    lasting, passing = room.follow("Lasting"), room.follow("Passing")
    for source in (lasting, passing):
        room.worked(source)
        room.failed(source)
        room.failed(source)
    room.at = NOON + timedelta(hours=10)  # 22:00 in Lima
    assert await room.look() == []
    room.worked(passing)
    room.at += timedelta(hours=8, minutes=59)
    assert await room.look() == []
    room.at += timedelta(minutes=1)
    assert [text.split("*")[1] for _, text in await room.look()] == ["Lasting"]


async def test_a_paused_or_removed_source_is_no_trouble(room: Room) -> None:
    paused, removed = room.overdue("Paused"), room.overdue("Gone")
    assert len(await room.look()) == 2
    with Base.open(room.database) as base:
        base.pause_provider(paused.id)
        base.remove_provider(removed.id)
    assert await room.look() == []
    assert await room.store.homes({paused.id, removed.id}) == {paused.id: ("", "")}


async def test_two_bots_tell_it_once(room: Room) -> None:
    room.overdue()
    await asyncio.gather(room.alarms.look(), room.another().look())
    assert len(room.posted) == 1


async def test_while_slack_is_away_it_waits_and_where_it_may_not_it_is_given_up(room: Room) -> None:
    room.overdue()
    room.refuses = ConnectionResetError()
    assert await room.look() == []
    room.refuses = None
    assert len(await room.look()) == 1
    room.overdue("Other")
    room.refuses = refusal(ok=False, error="not_in_channel")
    assert isinstance(room.refuses, SlackApiError)
    assert await room.look() == []
    room.refuses = None
    assert await room.look() == []


async def test_where_the_channel_is_closed_to_it_the_person_is_told(room: Room) -> None:
    room.overdue()
    await room.store.set_channel(Channel("T1", "C0GONE"))
    send, tried = room.send, []

    async def refusing(channel: str, message: Message) -> str:
        tried.append(channel)
        if channel == "C0GONE":
            raise refusal(ok=False, error="is_archived")
        return await send(channel, message)

    room.parts.posts.send = refusing  # type: ignore[method-assign, assignment]
    assert [place for place, _ in await room.look()] == ["U0ANNA"]
    assert tried == ["C0GONE", "U0ANNA"]


async def test_a_channel_that_the_settings_closed_since_gets_no_alarm(room: Room) -> None:
    room.overdue()
    await room.store.set_channel(Channel("T1", "C0DESK"))
    room.closed = {"C0DESK"}
    assert [place for place, _ in await room.look()] == ["U0ANNA"]


async def test_that_nothing_is_fetched_is_told_once_it_lasts(room: Room) -> None:
    room.worked(room.follow("News"))
    room.worked(room.follow("Wires", by="U0BEN"))
    room.due()
    room.at += timedelta(days=3)
    assert await room.look() == [], "the bot has just begun to look"
    room.at += timedelta(seconds=STILL)
    [(place, text)] = await room.look()
    assert place == "U0ANNA" and text.startswith("Not fetched in time: 2 sources, the first due")
    assert "No process fetches" in text and "tell whoever runs Dateline" in text
    assert await room.look() == []
    await room.another().look()
    assert room.posted == [], "nor after a restart"
    with Base.open(room.database) as base:
        for provider in base.providers():
            room.worked(provider)
    assert await room.look() == [("U0ANNA", "What the archive follows is fetched again.")]


async def test_that_the_process_breaks_down_again_and_again_is_told(room: Room) -> None:
    room.worked(room.follow(by=""))
    await room.store.set_channel(Channel("T1", "C0DESK"))
    room.parts.polling.broken = Broken(3, False, True, 240)  # type: ignore[misc]
    assert await room.look() == []
    room.at += timedelta(seconds=STILL)
    room.refuses = ConnectionResetError()
    assert await room.look() == []
    room.refuses = None
    [(place, text)] = await room.look()
    assert place == "C0DESK" and "was killed, perhaps because the machine lacks memory" in text


@pytest.mark.parametrize("said", [NOT_A_MEMBER, ARCHIVED])
async def test_a_channel_that_the_bot_is_not_in_any_more_gets_no_alarm(
    room: Room, said: str
) -> None:
    room.overdue()
    await room.store.set_channel(Channel("T1", "C0DESK"))
    room.left["C0DESK"] = said
    [(place, text)] = await room.look()
    assert place == "U0ANNA" and "I can't post in <#C0DESK> any more" in text


async def test_where_it_may_not_ask_slack_decides(room: Room) -> None:
    room.overdue()
    await room.store.set_channel(Channel("T1", "C0DESK"))
    room.left["C0DESK"] = INSTALL_AGAIN
    assert [place for place, _ in await room.look()] == ["C0DESK"]


async def test_whoever_may_not_ask_any_more_is_told_nothing(room: Room) -> None:
    room.overdue()
    room.strangers = {"U0ANNA"}
    assert await room.look() == [] and await room.look() == []


async def test_an_editor_hears_of_what_the_command_line_added(room: Room) -> None:
    room.overdue(by="")
    room.strangers = {"U0BEN"}
    room.alarms = room.another(editors=named("U0CLEO", "U0BEN"))
    assert [place for place, _ in await room.look()] == ["U0CLEO"]


async def test_an_editor_hears_in_the_place_of_whoever_has_left(room: Room) -> None:
    room.overdue()
    room.strangers = {"U0ANNA"}
    room.alarms = room.another(editors=named("U0BEN"))
    assert [place for place, _ in await room.look()] == ["U0BEN"]


async def test_who_is_not_known_for_the_moment_holds_nobody_up(room: Room) -> None:
    room.overdue()
    room.unknown = {"U0ANNA", "U0BEN"}
    room.alarms = room.another(editors=named("U0BEN", "U0CLEO"))
    assert [place for place, _ in await room.look()] == ["U0CLEO"]
    room.overdue("Wires")
    room.unknown |= {"U0CLEO"}
    assert await room.look() == []
    room.unknown = {"U0ANNA"}
    assert [place for place, _ in await room.look()] == ["U0BEN"], "it has waited"


async def test_alarms_in_a_workspace(room: Room) -> None:
    async with running(room.database, "socket") as house:
        parts, store = house.service.desk.providers.parts, house.workspace.store
        alarms = Alarms(parts, LIMA, now=lambda: room.at)
        desk = house.workspace.channel("desk").id
        await house.anna.command("/dateline", f"sources alarm {desk}")
        room.overdue("News", by=house.anna.id)
        await alarms.look()
        await house.ben.sees("brings no new story", channel="desk")
        await house.ben.remove("desk")
        room.overdue("Wires", by=house.anna.id)
        await alarms.look()
        told = await house.anna.sees("brings no new story", channel="dm")
        assert f"I can't post in <#{desk}> any more" in told.words
        posted = len(house.workspace.posted())
        store.users[house.anna.id].guest = "single"
        house.service.desk.doors._people._known.clear()
        room.overdue("Harbour", by=house.anna.id)
        await alarms.look()
        assert len(house.workspace.posted()) == posted, "a guest is told nothing"


async def test_a_source_that_is_just_added_has_a_round_of_polling(room: Room) -> None:
    source = room.follow(expected=60, every=900)
    room.at += timedelta(seconds=90)
    room.worked(source)
    assert await room.look() == []
    room.at += timedelta(seconds=900)
    room.worked(source)
    assert len(await room.look()) == 1


async def test_after_a_downtime_each_is_fetched_before_anybody_is_told(room: Room) -> None:
    calm, told = room.overdue("Calm"), room.overdue("Told")
    failing = room.follow("Failing")
    room.worked(failing)
    for _ in range(2):
        room.failed(failing)
    assert len(await room.look()) == 2
    room.due()
    room.at += timedelta(days=3)
    assert await room.look() == [], "neither of trouble, nor that it is over"
    with Base.open(room.database) as base:
        for source in (calm, told, failing):
            base.poll_began(source.id, at=room.instant(), due_at=FAR)
    assert await room.look() == [], "they are being fetched"
    with Base.open(room.database) as base:
        story = ListedStory("calm", "https://calm.example/1", appeared=room.instant())
        base.put_stories(calm.id, [story], now=room.instant())
        item = base.item(calm.id, "calm")
        assert item is not None
        state = {"state": ItemState.FETCHED, "article": "kishida-visit"}
        room.worked(calm)
        assert await room.look() == [], "its stories still wait"
        base.keep_item(replace(item, **state))  # type: ignore[arg-type]
    room.worked(told)
    room.failed(failing)
    room.at += timedelta(seconds=SETTLED + 1)
    assert sorted(text.split("*")[1] for _, text in await room.look()) == ["Calm", "Failing"]


async def test_it_goes_on_while_the_base_can_not_be_read(room: Room, tmp_path: Path) -> None:
    room.parts.__dict__["readers"] = lost = Readers(tmp_path / "none.db")
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await room.another(sleep=sleep).run()
    assert pauses == [LOOK_EVERY] * 3
    await lost.close()


def test_the_night_is_that_of_the_newsroom() -> None:
    assert not is_night(NOON, LIMA) and is_night(NOON, ZoneInfo("Asia/Tokyo"))
    assert is_night(NOON + timedelta(hours=10), LIMA)
    assert not is_night(NOON + timedelta(hours=19), LIMA)


def test_a_healthy_source_is_no_trouble(room: Room) -> None:
    source = room.follow()
    room.worked(source)
    with Base.open(room.database, readonly=True) as base:
        [state] = base.provider_states()
    assert not is_troubled(state, "2999-01-01T00:00:00Z"), "nobody expects anything of it"


# Nothing new comes


def saved(room: Room, at: datetime) -> None:
    """All that is in the archive was saved then."""
    with Base.open(room.database) as base:
        instant = at.strftime(INSTANT)
        base._connections.writer().execute("UPDATE article_versions SET saved_at=?", (instant,))


async def test_nothing_new_is_told_once_and_once_when_it_is_over(room: Room) -> None:
    room.worked(room.follow())
    saved(room, NOON)
    for hours, number in ((73, 0), (2, 1), (24, 1)):
        room.at += timedelta(hours=hours)
        await room.alarms.look()
        await room.another().look()
        assert len(room.posted) == number
    [(place, said)] = room.posted
    assert place == "U0ANNA"
    assert said.startswith("Nothing new comes: the newest article came 3 days ago. 1 source")
    assert "all of them can be fetched" in said
    saved(room, room.at)
    await room.alarms.look()
    await room.alarms.look()
    assert [said for _, said in room.posted[1:]] == ["New articles come again."]


async def test_nothing_new_is_not_told_where_it_was_switched_off(room: Room) -> None:
    room.worked(room.follow())
    saved(room, NOON)
    room.at += timedelta(days=30)
    await room.another(stale_hours=0).look()
    assert not room.posted


async def test_nothing_new_waits_for_slack(room: Room) -> None:
    room.worked(room.follow())
    saved(room, NOON)
    room.at += timedelta(days=4)
    room.refuses = TimeoutError()
    await room.alarms.look()
    room.refuses = None
    await room.alarms.look()
    assert len(room.posted) == 1


async def test_nothing_new_waits_for_somebody_to_be_told(room: Room, logged: list[str]) -> None:
    room.worked(room.follow(by=""))
    saved(room, NOON)
    room.at += timedelta(days=4)
    for _ in range(2):
        assert await room.look() == []
    assert sum("Nothing new comes, and there is nobody to be told" in line for line in logged) == 1
    room.strangers = {"U0BEN"}
    room.alarms = room.another(editors=named("U0BEN"))
    assert await room.look() == [] and await room.look() == []
    room.alarms._named = named("U0BEN", "U0CLEO")
    [(place, text)] = await room.look()
    assert place == "U0CLEO" and text.startswith("Nothing new comes")
    assert await room.look() == []


async def test_that_nothing_is_fetched_waits_for_somebody_to_be_told(room: Room) -> None:
    room.worked(room.follow(by=""))
    room.parts.polling.broken = Broken(3, False, True, 240)  # type: ignore[misc]
    assert await room.look() == []
    room.at += timedelta(seconds=STILL)
    assert await room.look() == []
    await room.store.set_channel(Channel("T1", "C0DESK"))
    [(place, _)] = await room.look()
    assert place == "C0DESK"
    assert await room.look() == []


async def test_trouble_that_comes_anew_is_told_to_whoever_may_hear_by_then(room: Room) -> None:
    room.at = NOON - timedelta(hours=4)
    source = room.follow()
    for strangers, told in (({"U0ANNA"}, 0), (set[str](), 1)):
        room.strangers = strangers
        room.worked(source)
        assert await room.look() == []
        for _ in range(3):
            room.failed(source)
        room.at += timedelta(seconds=FAILING + 1)
        assert len(await room.look()) == told


async def test_what_may_be_stale(room: Room) -> None:
    source = replace(room.follow(), due_at=FAR)
    page = replace(source, kind=ProviderKind.PAGE)
    old, late = "2022-01-01T00:00:00Z", room.at + timedelta(hours=75)
    now = late.strftime(INSTANT)
    assert is_stale([source], old, now, 74) is True
    assert is_stale([source], None, now, 74) is True
    assert is_stale([source], room.instant(), now, 76) is False
    assert is_stale([source], old, room.instant(), 74) is False, "followed only now"
    assert is_stale([page], old, now, 74) is False
    assert is_stale([replace(source, paused=True)], old, now, 74) is False
    assert is_stale([replace(source, due_at=room.instant())], old, now, 74) is None
    assert is_stale([], old, now, 74) is False
