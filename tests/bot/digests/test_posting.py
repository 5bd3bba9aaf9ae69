"""An edition is posted exactly once, wherever a process dies and however Slack fails."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.digests.claims import LEASE, Claim, Part
from bot.digests.finding import PAGE, find
from bot.digests.posting import FINISHED_BY, SETTLED
from bot.digests.schedule import LATE
from bot.digests.store import Store, open_file
from bot.digests.subscription import Paused, Subscription
from bot.sidefile import SideFile
from bot.workspace import Clock, Workspace
from tests.bot.digests.conftest import EIGHT, Newsroom, edition
from tests.bot.digests.harness import DAY, PARTS, three_parts
from tests.bot.workspace.conftest import MANIFEST
from tests.bot.workspace_fixtures import client_for

T = TypeVar("T")

TODAY, TOMORROW = edition("2026-11-23"), edition("2026-11-24")


class Killed(BaseException):
    """The end of a process."""


class Deadly(SideFile):
    """A file whose process dies at its n-th piece of work: before it or right after."""

    def __init__(self, path: Path, at: int, *, after: bool) -> None:
        file = open_file(path)
        super().__init__(path, *file._schema)
        self._at = at
        self._after = after
        self.worked = 0

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self.worked += 1
        if self.worked == self._at and not self._after:
            raise Killed
        done = await super().run(work)
        if self.worked == self._at:
            raise Killed
        return done


async def test_an_edition_is_posted_at_its_hour_and_once(newsroom: Newsroom) -> None:
    await newsroom.add()
    assert await newsroom.look() <= 60
    assert newsroom.texts() == TODAY
    first, *others = newsroom.workspace.channel("desk").messages
    assert {m.thread_ts for m in others} == {first.ts}
    async with newsroom.bot() as one, newsroom.bot() as other:
        assert await one.clock.look() <= 60
        await other.clock.look()
        newsroom.clock.advance(DAY.total_seconds())
        await one.clock.look()
    assert newsroom.texts() == TODAY + TOMORROW
    kept = await newsroom.store.get("d1")
    assert kept is not None and kept.after == EIGHT + DAY
    assert kept.told == EIGHT + DAY - timedelta(seconds=60)


async def test_it_wakes_for_the_next_hour(newsroom: Newsroom) -> None:
    await newsroom.add()
    newsroom.clock.advance(DAY.total_seconds() - 7)
    await newsroom.store.change("d1", lambda one: replace(one, after=EIGHT))
    assert await newsroom.look() == 7
    assert newsroom.texts() == []


async def steps(newsroom: Newsroom) -> int:
    """How many pieces of work an edition takes."""
    file = Deadly(newsroom.path, 0, after=False)
    await newsroom.look(file=file)
    return file.worked


@pytest.mark.parametrize("after", [False, True])
async def test_whatever_step_a_process_dies_at(newsroom: Newsroom, after: bool) -> None:
    await newsroom.add()
    count = await steps(newsroom)
    assert count > 2 + 2 * PARTS
    expected = list(TODAY)
    for n in range(1, count + 1):
        newsroom.clock.advance(DAY.total_seconds() - 2 * LEASE * (n > 1))
        with pytest.raises(Killed):
            await newsroom.look(file=Deadly(newsroom.path, n, after=after))
        newsroom.clock.advance(LEASE - 1)
        await newsroom.look()
        newsroom.clock.advance(2)
        await newsroom.look()
        newsroom.clock.advance(LEASE - 1)
        expected += edition(f"{EIGHT + DAY * n:%Y-%m-%d}")
        assert newsroom.texts() == expected, n


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 200, "body": ""},
        {"status": 502, "body": "<html>"},
        {"error": "fatal_error"},
    ],
)
@pytest.mark.parametrize("after", [False, True])
async def test_an_answer_that_does_not_come(
    newsroom: Newsroom, part: int, fault: dict[str, str | int], after: bool
) -> None:
    """`after`: what was asked was done all the same."""
    await newsroom.add()
    async with newsroom.bot() as one:
        faults = newsroom.workspace.faults
        faults.api("chat.postMessage", after=after, skip=part, **fault)  # type: ignore[arg-type]
        assert await one.clock.look() == SETTLED
        newsroom.clock.advance(SETTLED)
        await one.clock.look()
    assert newsroom.texts() == TODAY


@pytest.mark.parametrize("asked", ["0", "-1", "nan", "soon", "1e9", "inf", "9" * 400])
async def test_an_absurd_time_to_wait_loses_no_edition(newsroom: Newsroom, asked: str) -> None:
    await newsroom.add()
    newsroom.workspace.faults.api("chat.postMessage", status=429, retry_after=asked)
    async with newsroom.bot() as one:
        wait = await one.clock.look()
        assert SETTLED <= wait <= 60
        for _ in range(3):
            newsroom.clock.advance(60)
            await one.clock.look()
    assert newsroom.texts() == TODAY


async def test_looking_has_to_wait_as_well(newsroom: Newsroom) -> None:
    await newsroom.add()
    async with newsroom.bot() as one:
        newsroom.workspace.faults.api("chat.postMessage", status=500, after=True)
        assert await one.clock.look() == SETTLED
        assert await one.clock.look() == SETTLED
        newsroom.clock.advance(SETTLED)
        newsroom.workspace.faults.api("conversations.history", status=429, retry_after=30)
        assert await one.clock.look() == 30
        newsroom.clock.advance(30)
        newsroom.workspace.faults.api("conversations.history", status=503)
        assert await one.clock.look() == SETTLED
        newsroom.clock.advance(SETTLED)
        await one.clock.look()
    assert newsroom.texts() == TODAY


async def test_it_is_found_behind_what_others_have_said_since(newsroom: Newsroom) -> None:
    await newsroom.add()
    newsroom.workspace.faults.api("chat.postMessage", status=500, after=True)
    await newsroom.look()
    anna, channel = newsroom.workspace.user("anna"), newsroom.workspace.channel("desk")
    for n in range(2 * PAGE):
        anna.actions.say(anna.user, channel, f"word {n}")
    newsroom.clock.advance(LEASE + 1)
    await newsroom.look()
    assert [text for text in newsroom.texts() if not text.startswith("word")] == TODAY


async def test_without_the_right_to_look_it_is_never_posted_twice(tmp_path: Path) -> None:
    scopes = [one for one in MANIFEST["oauth_config"]["scopes"]["bot"] if one != "channels:history"]
    manifest = MANIFEST | {"oauth_config": {"scopes": {"bot": scopes}}}
    clock = Clock(EIGHT.timestamp())
    async with Workspace(manifest, clock=clock) as workspace:
        newsroom = Newsroom(workspace, tmp_path / "d.db", _store(tmp_path / "d.db"), clock)
        await newsroom.add()
        workspace.faults.api("chat.postMessage", status=500)
        await newsroom.look()
        clock.advance(LEASE + 1)
        await newsroom.look()
        await newsroom.look()
        assert newsroom.texts() == []
        kept = await newsroom.store.get("d1")
        assert kept is not None and kept.unsure and kept.paused is None
        clock.advance(DAY.total_seconds())
        await newsroom.look()
        kept = await newsroom.store.get("d1")
        assert kept is not None and not kept.unsure
        assert newsroom.texts() == TOMORROW
        await newsroom.store.close()


def _store(path: Path) -> Store:
    return Store(open_file(path))


@pytest.mark.parametrize(
    ("deed", "why"), [("remove", Paused.REMOVED), ("archive", Paused.ARCHIVED)]
)
async def test_where_slack_takes_no_post_it_is_paused_and_said_once(
    newsroom: Newsroom, deed: str, why: Paused
) -> None:
    await newsroom.add()
    await getattr(newsroom.workspace.user("anna"), deed)("desk")
    async with newsroom.bot() as one:
        await one.clock.look()
        await one.clock.look()
        assert one.paused == [("d1", why)]
    kept = await newsroom.store.get("d1")
    assert kept is not None and kept.paused is why
    assert newsroom.texts() == []


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("channel_not_found", Paused.GONE),
        ("account_inactive", Paused.LOST),
        ("restricted_action", Paused.REFUSED),
    ],
)
async def test_other_refusals_pause_it_too(newsroom: Newsroom, code: str, why: Paused) -> None:
    await newsroom.add()
    await newsroom.add("d2", newsroom.workspace.channel("asia").id)
    newsroom.workspace.faults.api("chat.postMessage", error=code)
    async with newsroom.bot() as one:
        await one.clock.look()
        assert [reason for _, reason in one.paused] == [why]
    # One that is refused holds up no other.
    assert sorted(newsroom.texts() + newsroom.texts("asia"))[0][:2] in ("d1", "d2")


async def test_blocks_that_slack_does_not_know_give_way_to_simpler_ones(
    newsroom: Newsroom,
) -> None:
    await newsroom.add()
    table = {"type": "section", "text": {"type": "mrkdwn", "text": "*table*"}}
    plain = {"type": "context", "elements": [{"type": "mrkdwn", "text": "simple"}]}

    async def make(*_: object) -> list[Part]:
        return [Part("text", ((table,), (plain,), ()))]

    newsroom.workspace.faults.refuse_blocks("section")
    await newsroom.look(make=make)
    (posted,) = newsroom.workspace.channel("desk").messages
    assert [block["type"] for block in posted.blocks] == ["context"]


@pytest.mark.parametrize("fault", [429, 500])
async def test_a_thread_whose_first_message_is_deleted_ends(newsroom: Newsroom, fault: int) -> None:
    await newsroom.add()
    newsroom.workspace.faults.api("chat.postMessage", skip=1, status=fault)
    await newsroom.look()
    (first,) = newsroom.workspace.channel("desk").messages
    newsroom.workspace.store.delete(first, "person")
    newsroom.clock.advance(LEASE + 1)
    await newsroom.look()
    kept = await newsroom.store.get("d1")
    assert kept is not None and kept.paused is None and kept.told > EIGHT - DAY
    assert newsroom.texts() == []


async def test_after_a_downtime_only_the_latest_edition_is_posted(newsroom: Newsroom) -> None:
    await newsroom.add()
    newsroom.clock.advance(5 * DAY.total_seconds() + LATE.total_seconds())
    await newsroom.look()
    assert newsroom.texts() == edition("2026-11-28")
    newsroom.clock.advance(DAY.total_seconds() + 1)
    await newsroom.look()
    assert newsroom.texts() == edition("2026-11-28")


async def test_what_was_begun_and_not_posted_in_time_is_told_the_next_day(
    newsroom: Newsroom,
) -> None:
    one = await newsroom.add()
    newsroom.workspace.faults.api("chat.postMessage", status=500)
    await newsroom.look()
    newsroom.clock.advance(LATE.total_seconds() + 1)
    await newsroom.look()
    assert newsroom.texts() == []
    kept = await newsroom.store.get("d1")
    assert kept is not None and kept.told == one.told


async def test_what_becomes_of_an_edition_is_told_with_how_late_it_stood(
    newsroom: Newsroom,
) -> None:
    await newsroom.add()
    ended: list[tuple[str, float | None]] = []

    def hear(outcome: str, late: float | None) -> None:
        ended.append((outcome, late))

    async with newsroom.bot(ended=hear) as bot:
        newsroom.clock.advance(90)
        await bot.clock.look()
        assert ended == [("posted", 90.0)]
        newsroom.clock.advance(DAY.total_seconds())
        newsroom.workspace.faults.api("chat.postMessage", status=500)
        await bot.clock.look()
        newsroom.clock.advance(LATE.total_seconds())
        await bot.clock.look()
    assert ended[1:] == [("given_up", None)]


async def test_the_rest_of_a_thread_follows_for_a_day(newsroom: Newsroom) -> None:
    await newsroom.add()
    newsroom.workspace.faults.api("chat.postMessage", skip=1, status=500)
    await newsroom.look()
    assert newsroom.texts() == TODAY[:1]
    newsroom.clock.advance(FINISHED_BY.total_seconds() - 600)
    await newsroom.look()
    assert newsroom.texts() == TODAY
    newsroom.clock.advance(DAY.total_seconds() + 600)
    newsroom.workspace.faults.api("chat.postMessage", skip=1, status=500)
    await newsroom.look()
    newsroom.clock.advance(FINISHED_BY.total_seconds() + 1)
    await newsroom.look()
    await newsroom.look()
    # The rest is given up; the next edition is whole.
    assert newsroom.texts() == [*TODAY, "d1 2026-11-25 0", *edition("2026-11-26")]


async def test_an_edition_waits_for_the_one_before_and_repeats_nothing_of_it(
    newsroom: Newsroom,
) -> None:
    one = await newsroom.add()
    told: list[tuple[datetime, datetime]] = []

    async def make(sub: Subscription, since: datetime, until: datetime, at: datetime) -> list[Part]:
        told.append((since, until))
        return list(await three_parts(sub, since, until, at))

    async with newsroom.bot(make=make) as first, newsroom.bot(make=make) as other:
        newsroom.workspace.faults.api("chat.postMessage", skip=1, status=500)
        await first.clock.look()
        newsroom.clock.advance(DAY.total_seconds() - 600)
        newsroom.workspace.faults.api("conversations.replies", status=429, retry_after=1800)
        await first.clock.look()
        # The next edition is due, and the rest of the last one is to be looked for later.
        newsroom.clock.advance(1200)
        await other.clock.look()
        assert newsroom.texts() == TODAY[:1]
        newsroom.clock.advance(1200)
        await other.clock.look()
        await other.clock.look()
    assert newsroom.texts() == [TODAY[0], *TOMORROW]
    (since, until), (next_since, _) = told
    assert since == one.told and next_since == until


async def test_nobody_else_can_make_a_post_look_like_ours(newsroom: Newsroom) -> None:
    client = client_for(newsroom.workspace)
    claim = Claim("d1", "2026-11-23", EIGHT, EIGHT, EIGHT, "h", tried=newsroom.now())
    mark = {"event_type": "dateline_digest", "event_payload": {"key": claim.key(0)}}
    await client.chat_postMessage(channel=newsroom.place, text="fake", metadata=mark)
    bot = newsroom.workspace.store.bot_id
    assert await find(client, newsroom.place, claim, "B_ANOTHER") is None
    assert await find(client, newsroom.place, claim, bot) is not None
    assert await find(client, newsroom.place, claim, None) is not None
    assert await find(client, newsroom.place, replace(claim, slot="2026-11-24"), bot) is None
