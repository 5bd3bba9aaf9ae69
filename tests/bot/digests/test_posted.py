"""What the running bot posts: real editions of what came in, in each workspace with its token."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.digests import clock, posting
from bot.digests.running import Digests
from bot.digests.subscription import Sort, Subscription
from bot.ids import Action
from knowledge.base import Base
from knowledge.model import Form, Meeting, Status
from tests.bot.archive import HUN_SEN, KISHIDA, meeting
from tests.bot.digests.test_setting_up import DESK, kept, newsdesk, own
from tests.bot.running import House, connected
from tests.bot.test_installing import install, other_of, settings_of, several
from tests.written import article

__all__ = ["newsdesk"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved this very second is told, so that nobody has to wait."""
    monkeypatch.setattr(clock, "SAVING", timedelta(seconds=-5))


def bring(database: Path) -> None:
    """Two articles of today come in."""
    now = datetime.now(UTC)
    for name, day in (("rice", now), ("roads", now - timedelta(days=3))):
        text = f"News of {name}\n\nHun Sen met Fumio Kishida of Japan on {day:%A} about {name}."
        told = article(name, text, f"{now:%Y-%m-%d}", url=f"https://post.example/{name}")
        people, held = (HUN_SEN, KISHIDA), f"{day:%Y-%m-%d}"
        fields = Meeting(Form.MEETING, Status.HELD, people, ("KH", "JP"), held)
        with Base.open(database) as base:
            base.save(told, [meeting(told, "Hun Sen met", fields)])


def due_now(one: Subscription) -> Subscription:
    """A digest whose hour has just come."""
    now = datetime.now(UTC)
    just, past = now - timedelta(minutes=1), now - timedelta(days=1, minutes=5)
    hours = replace(one.hours, zone=ZoneInfo("UTC"), minute=just.hour * 60 + just.minute)
    return replace(one, hours=hours, after=past, told=past)


def a_minute_ago(one: Subscription) -> Subscription:
    """An alert that was told up to then."""
    return replace(one, told=datetime.now(UTC) - timedelta(minutes=1))


async def come_due(digests: Digests, *ids: str) -> None:
    for id in ids:
        await digests._store.change(id, due_now)
    await digests.clock.look()


async def test_an_edition_of_what_came_in(newsdesk: House, database: Path) -> None:
    digests = newsdesk.service.desk.digests
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    (one,) = await kept(newsdesk)
    await come_due(digests, one.id)
    assert newsdesk.anna.history(DESK) == [] or all(
        m.ephemeral for m in newsdesk.anna.history(DESK)
    )
    # Nothing had come in, and nothing is said; the next day there is something.
    bring(database)
    claims = await digests._store._file.run(
        lambda db: db.execute("DELETE FROM claims WHERE state='posted'").rowcount
    )
    assert claims == 1
    await come_due(digests, one.id)
    first, *thread = [m for m in newsdesk.ben.history(DESK) if not m.ephemeral]
    assert "Hun Sen" in first.text and "Japan" in first.text
    assert thread and all(m.thread_ts == first.ts for m in thread)
    assert first.metadata is not None and first.metadata["event_type"] == "dateline_digest"
    why = await newsdesk.ben.click(first, "Why this order?")
    assert why.view is not None
    settings = await newsdesk.ben.click(first, "Settings")
    assert settings.view is not None and settings.view.content["title"]["text"] == "Digest"


@pytest.mark.parametrize("done", [True, False])
async def test_a_post_without_an_answer_is_looked_for(
    newsdesk: House, database: Path, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    monkeypatch.setattr(posting, "SETTLED", 0.0)
    digests, workspace = newsdesk.service.desk.digests, newsdesk.workspace
    bring(database)
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    (one,) = await kept(newsdesk)
    workspace.faults.api("chat.postMessage", status=500, after=done)
    await come_due(digests, one.id)
    asked = [name for name, _ in workspace.api.calls if name == "chat.postMessage"]
    # The workspace counts what was done: never a second try of the client's own.
    assert len(asked) == int(done)
    await digests.clock.look()
    posted = [m for m in newsdesk.ben.history(DESK) if m.metadata]
    keys = [m.metadata["event_payload"]["key"] for m in posted if m.metadata is not None]
    assert len(keys) == len(set(keys)) > 1
    assert {m.thread_ts for m in posted} == {posted[0].ts}


async def test_an_alert_and_its_mute(newsdesk: House, database: Path) -> None:
    digests = newsdesk.service.desk.digests
    await newsdesk.anna.command("/dateline", "follow Kishida", channel=DESK)
    await newsdesk.ben.command("/dateline", "follow about whales", channel=DESK)
    bring(database)
    for one in await digests._store.active():
        # The bot's own clock may have looked in between, a few seconds ahead.
        await digests._store.change(one.id, a_minute_ago)
    await digests.clock.look()
    await digests.clock.look()
    (alert,) = [
        m for m in newsdesk.anna.history("dm") if m.metadata and m.thread_ts in (None, m.ts)
    ]
    assert "Kishida" in alert.text
    assert [m for m in newsdesk.ben.history("dm") if m.metadata] == []
    muted = await newsdesk.anna.click(alert, "Mute for a week")
    assert "Nothing is posted until" in muted.text
    (one,) = await own(newsdesk)
    assert one.sort is Sort.FOLLOW and one.muted is not None
    home = await newsdesk.anna.open_home()
    resumed = await newsdesk.anna.click(home, Action.DIGEST.of(one.id), option="Resume")
    assert "Muted until" not in resumed.words


@pytest.fixture
async def papers(database: Path) -> AsyncIterator[House]:
    """The bot over HTTP in two workspaces, with a token for each and none of its own."""
    async with several() as workspace:
        workspace.add_team("The Other Paper", people={"zoe": "Zoe Ng"}, installed=False)
        async with connected(workspace, database, "http", settings_of(workspace)) as house:
            for team in (workspace, other_of(house)):
                await install(house, team)
            yield house


async def test_each_workspace_has_its_own(papers: House, database: Path) -> None:
    digests, other = papers.service.desk.digests, other_of(papers)
    await papers.anna.command("/digest", "8:00 Japan", channel=DESK)
    await other.user("zoe").command("/digest", "8:00 Hun Sen", channel=DESK)
    bring(database)
    ids = [one.id for one in await digests._store.active()]
    assert len(ids) == 2
    await come_due(digests, *ids)
    for team, who in ((papers.workspace, "anna"), (other, "zoe")):
        posted = [m for m in team.user(who).history(DESK) if m.metadata]
        assert posted and "Hun Sen" in posted[0].text
        listed = await team.user(who).command("/digest", "list", channel=DESK)
        assert len([line for line in listed.text.split("\n") if line[:2] in ("1.", "2.")]) == 1
    home = await other.user("zoe").open_home()
    assert "*Hun Sen*" in home.words and "*Japan*" not in home.words
    await other.uninstall()
    await come_due(digests, ids[1])
    # Nobody reaches that workspace any more, and the other goes on.
    assert [one.paused for one in await digests._store.active()] == [None, None]
