"""Digests that told what the desk changed are amended, and the next one says so once."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from bot import client as slack
from bot.amending.clock import Clock, Ways
from bot.amending.notes import Notes
from bot.amending.recording import Recorder
from bot.amending.retelling import Retelling
from bot.amending.sending import Sending
from bot.amending.store import Store
from bot.digests.clock import Reach
from bot.digests.editions import Editions
from bot.digests.said import Said
from bot.digests.store import open_file
from bot.hosts import reachable_hosts
from bot.posts import Posts
from bot.readers import Readers
from bot.responses import Responses
from bot.settings import load
from knowledge.base import Base, decisions
from knowledge.model import Fact, Kind
from tests.bot.digests.conftest import EIGHT, Newsroom, newsroom
from tests.bot.digests.harness import DAY
from tests.bot.doubles import Pauses
from tests.bot.running import NOWHERE
from tests.knowledge.answers.digests.conftest import Save, base, save
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, ask, met, paid

__all__ = ["base", "newsroom", "save"]

HEAD = "*Corrections*"
NOTE = "Corrected by the desk on"


class Desk:
    """A newsroom whose digests are made of a base and amended."""

    def __init__(
        self, newsroom: Newsroom, base: Base, editions: Editions, clock: Clock, recorder: Recorder
    ) -> None:
        self.newsroom = newsroom
        self.base = base
        self.editions = editions
        self.clock = clock
        self.recorder = recorder

    async def look(self) -> list[str]:
        """The blocks of the messages of the edition that is due now; the next is due then."""
        before = len(self.newsroom.workspace.channel("desk").messages)
        await self.newsroom.look(make=self.editions.make, noted=self.recorder.edition)
        await self.recorder.close()
        self.newsroom.clock.advance(DAY.total_seconds())
        return self.standing(before)

    async def amend(self) -> None:
        """Let decisions reach what was posted."""
        await self.clock.look()

    def standing(self, since: int = 0) -> list[str]:
        """The messages of the channel as they stand."""
        messages = self.newsroom.workspace.channel("desk").messages[since:]
        return [f"{message.text} {message.blocks}" for message in messages]

    def at(self, hours: float = -1) -> str:
        """An instant so long after the edition that is due next."""
        now = datetime.fromtimestamp(self.newsroom.now(), EIGHT.tzinfo)
        return (now + hours * DAY / 24).strftime("%Y-%m-%dT%H:%M:%SZ")

    def meeting(self, day: str) -> Fact:
        found, _ = self.base.find(Kind.MEETING, ask(), limit=9, offset=0)
        [fact] = [one for one in found if getattr(one, "date", None) == day]
        return fact

    def correct(self, day: str, right: str, words: str) -> str:
        return self.base.correct(
            self.meeting(day).id, "date", right, words=words, was="20 November 2026",
            shown="Hun Sen met Kishida", who="U0E",
        ).id  # fmt: skip


@pytest.fixture
async def desk(
    newsroom: Newsroom, base: Base, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    readers, file = Readers(base.path), open_file(newsroom.path)
    store = Store(newsroom.path.with_name("shown.db"))
    where, pauses = newsroom.workspace, Pauses()
    settings = load({"SLACK_API_URL": where.api_url}, NOWHERE)
    async with slack.open_session() as session:
        once = slack.web_client(settings, session, token=where.bot_token, patient=False)
        posts = Posts(once, sleep=pauses.sleep, now=pauses.now)
        responses = Responses(session, reachable_hosts(where.api_url))
        sending = Sending(once, posts, Notes(store), now=newsroom.now)
        ways = Ways(sending, responses, lambda team: Reach(None, None))
        clock = Clock(store, readers, ways, 90, settings.timezone, now=newsroom.now)
        recorder = Recorder(store, 90, words=True, team=lambda: "T1", now=newsroom.now)
        retelling = Retelling(store, readers, settings.timezone)
        editions = Editions(readers, Said(file), retelling.decided)
        made = Desk(newsroom, base, editions, clock, recorder)
        monkeypatch.setattr(decisions, "now", made.at)
        yield made
    await readers.close()
    await file.close()
    await store.close()


def bring(desk: Desk, save: Save) -> None:
    """Two meetings come in, in a story each."""
    for id, whom, day in (("tokyo", KISHIDA, "20"), ("ottawa", TRUDEAU, "19")):
        fields = met(HUN_SEN, whom, on=f"2026-11-{day}")
        save(id, fields, at=desk.at(), published="2026-11-22")


async def test_an_edition_is_amended_and_the_next_says_so_once(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    posted = await desk.look()
    assert len(posted) == 2 and "20 November 2026" in posted[0]
    desk.correct("2026-11-20", "2026-11-21", "21 November 2026")
    await desk.amend()
    for message in desk.standing():
        assert NOTE in message and "“21 November 2026”" in message
        shown = message.replace("~20 November 2026~", "")
        shown = shown.replace("(was: 20 November 2026)", "")
        assert "20 November 2026" not in shown and "_21 November 2026_" in shown
        assert "19 November 2026" in shown, "the other story stays"
        assert "*1. " in shown and "*2. " in shown
    save("next", paid(5_000_000), at=desk.at(), published="2026-11-25")
    (first, *_) = await desk.look()
    assert HEAD in first and NOTE in first and "“21 November 2026”" in first
    save("more", paid(6_000_000), at=desk.at(), published="2026-11-26")
    (first, *_) = await desk.look()
    assert HEAD not in first and NOTE not in first


async def test_it_is_told_where_nothing_else_came_in(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    await desk.look()
    desk.base.verify(desk.meeting("2026-11-19").id, who="U0E")
    assert await desk.look() == [], "a verification is no news"
    desk.correct("2026-11-20", "2026-11-21", "21 November 2026")
    [told] = await desk.look()
    assert HEAD in told and NOTE in told
    assert await desk.look() == []


async def test_a_correction_that_names_nothing_is_not_told(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    await desk.look()
    meeting = desk.meeting("2026-11-20")
    desk.base.retract(meeting.id, who="U0E")
    assert await desk.look() == []
    desk.base.retract(desk.meeting("2026-11-19").id, who="U0E", shown="A & B met")
    [told] = await desk.look()
    assert "~A &amp; B met~" in told and "a fact that stood here" not in told


async def test_what_was_decided_before_an_edition_told_it_is_no_correction(
    desk: Desk, save: Save
) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    desk.correct("2026-11-20", "2026-11-21", "21 November 2026")
    (first, *_) = await desk.look()
    assert HEAD not in first and "21 November 2026" in first
    save("next", paid(5_000_000), at=desk.at(), published="2026-11-25")
    (first, *_) = await desk.look()
    assert HEAD not in first


async def test_a_retracted_story_is_taken_out_and_comes_back(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    await desk.look()
    made = desk.base.retract(desk.meeting("2026-11-20").id, who="U0E", shown="A & B met")
    await desk.amend()
    for message in desk.standing():
        assert "~A &amp; B met~" in message and "No longer told" in message
        assert "Kishida" not in message and "Trudeau" in message
    desk.base.undo(made.id, who="U0E")
    await desk.amend()
    for message in desk.standing():
        assert "Kishida" in message and "was taken back by the desk" in message
        assert "Retracted by" not in message


async def test_the_thread_is_told_where_an_edition_cannot_be_changed(
    desk: Desk, save: Save
) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    posted = await desk.look()
    desk.correct("2026-11-20", "2026-11-21", "21 November 2026")
    faults = desk.newsroom.workspace.faults
    faults.api("chat.update", error="edit_window_closed")
    faults.api("conversations.replies", error="missing_scope")
    await desk.amend()
    await desk.amend()
    after = desk.newsroom.workspace.channel("desk").messages[len(posted) :]
    assert [one.is_reply for one in after] == [True] and NOTE in after[0].text


async def test_an_edition_that_went_out_as_text_keeps_it(desk: Desk, save: Save) -> None:
    await desk.newsroom.add()
    bring(desk, save)
    desk.newsroom.workspace.faults.refuse_blocks("section")
    await desk.look()
    desk.correct("2026-11-20", "2026-11-21", "21 November 2026")
    await desk.amend()
    [first, *_] = desk.newsroom.workspace.channel("desk").messages
    assert NOTE in first.text and "Trudeau" in first.text and first.blocks == []
