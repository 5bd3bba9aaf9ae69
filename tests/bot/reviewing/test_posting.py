"""What newly waits is posted to a channel and kept up to date; those who proposed are told."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.digests.messages import NOT_YET
from bot.ids import Input
from bot.reviewing import said
from bot.reviewing.clock import APART, BUNDLE, PAUSE
from bot.reviewing.store import SKIPPED, Channel, Store, beside
from bot.workspace import Message, words_of
from knowledge.base import Base
from tests.bot.deciding.houses import decided, editing, fact_of, kept, opened
from tests.bot.reviewing.test_review import DAY, dispute, propose, queue, shown
from tests.bot.running import House


def shift(house: House, seconds: float) -> None:
    """Let the clock of the review queue go on."""
    clock, store = house.service.desk.reviews.clock, house.service.desk.reviews.parts.store
    now: Callable[[], float] = lambda: time.time() + seconds  # noqa: E731
    clock._now = store._now = now


async def look(house: House) -> None:
    await house.service.desk.reviews.clock.look()


def posted(house: House) -> list[Message]:
    """The messages for review in the channel, as everybody sees them."""
    found = [m for m in house.ben.history("desk") if not m.ephemeral]
    return [m for m in found if "For review" in m.text or "Reviewed" in m.text]


def words(message: Message) -> str:
    return "\n".join(words_of(message.blocks))


def stop(house: House) -> None:
    """Let nothing look but the test."""
    for task in house.service._tasks:
        code = getattr(task.get_coro(), "cr_code", None)
        if code is not None and code.co_filename.endswith("bot/reviewing/clock.py"):
            task.cancel()


async def begin(house: House, text: str = "review here") -> None:
    stop(house)
    told = await house.anna.command("/dateline", text, channel="desk")
    await house.anna.sees(said.FOLLOWED, after=told)


async def test_while_it_is_not_known_which_workspace_this_is_nothing_is_kept(
    database: Path,
) -> None:
    async with editing(database) as house:
        identity = house.service.identity
        team, identity.team_id = identity.team_id, None
        for text in ("review here", "review off"):
            assert NOT_YET in (await house.anna.command("/dateline", text, channel="desk")).words
        identity.team_id = team
        await begin(house)


async def test_what_is_new_is_posted_once_and_follows_what_is_decided_anywhere(
    database: Path,
) -> None:
    async with editing(database) as house:
        await begin(house)
        assert any("posted here from now on" in m.text for m in house.ben.history("desk"))
        await look(house)
        assert posted(house) == [], "facts with weak evidence are no news"
        propose(house)
        await look(house)
        await look(house)
        [message] = posted(house)
        assert "Is: date 12 November 2022" in words(message)
        assert "U0PROPOSER" not in words(message)
        fact = fact_of(house)
        with Base.open(database) as base:
            made = base.correct(
                fact.id, "date", "2022-11-13", words="13 November 2022", was="12 November 2022",
                who="terminal", settles=("proposal:1",),
            )  # fmt: skip
        await look(house)
        [message] = posted(house)
        assert "The desk decided on" in words(message) and "terminal" not in words(message)
        assert not any(block["type"] == "actions" for block in message.blocks)
        with Base.open(database) as base:
            base.undo(made.id, who="terminal")
        await look(house)
        [message] = posted(house)
        assert "Is: date 12 November 2022" in words(message), "it waits again"


async def test_an_editor_decides_in_the_channel_and_the_message_says_so_to_all(
    database: Path,
) -> None:
    async with editing(database, named=("anna",)) as house:
        await begin(house)
        propose(house)
        await look(house)
        [message] = posted(house)
        refused = await house.ben.click(message, "Approve")
        assert refused.ephemeral and "you are not among them" in refused.words
        done = await house.anna.click(message, "Approve")
        assert done.ephemeral and "corrected from 12 to 13" in done.words
        await look(house)
        [message] = posted(house)
        assert "The desk decided on" in words(message) and house.anna.id not in words(message)
        undone = await house.anna.click(done, "Undo")
        assert said.UNDONE in undone.words and len(decided(house)) == 2
        await look(house)
        assert "Is: date 12 November 2022" in words(posted(house)[0])


async def test_what_could_not_be_posted_as_slack_was_out_of_reach_is_posted_later(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreachable(*_: object, **__: object) -> str:
        raise ConnectionResetError

    async with editing(database) as house:
        await begin(house)
        propose(house)
        with monkeypatch.context() as broken:
            broken.setattr(house.service.desk.reviews.clock._ways.posts, "send", unreachable)
            await look(house)
        assert posted(house) == []
        shift(house, APART + 1)
        await look(house)
        [message] = posted(house)
        assert "Is: date 12 November 2022" in words(message)


async def test_what_comes_in_bursts_comes_in_few_messages(database: Path) -> None:
    async with editing(database) as house:
        await begin(house)
        for day in range(13, 13 + BUNDLE + 2):
            propose(house, f"{day} November 2022")
        await look(house)
        await look(house)
        assert [words(m).count("Proposed:") for m in posted(house)] == [BUNDLE]
        shift(house, APART + 1)
        await look(house)
        assert [words(m).count("Proposed:") for m in posted(house)] == [BUNDLE, 2]


async def test_a_channel_is_told_nothing_in_its_quiet_hours_and_nothing_once_it_is_off(
    database: Path,
) -> None:
    async with editing(database) as house:
        await begin(house, "review here quiet 0:00-23:59")
        assert any("Nothing comes from 00:00 to 23:59" in m.text for m in house.ben.history("desk"))
        propose(house)
        clock = house.service.desk.reviews.clock
        noon = 1_795_348_800.0
        clock._now = lambda: noon
        await look(house)
        assert posted(house) == []
        off = await house.anna.command("/dateline", "review off", channel="desk")
        assert off.words == said.OFF
        shift(house, 0)
        await look(house)
        assert posted(house) == []
        off = await house.anna.command("/dateline", "review off", channel="desk")
        assert off.words.startswith("Nothing of the review queue is posted here.")


async def test_what_waited_before_is_not_news(database: Path) -> None:
    async with editing(database) as house:
        dispute(house)
        await begin(house)
        await look(house)
        assert posted(house) == []
        assert "Sources differ" in shown(await queue(house))


async def test_a_channel_that_the_bot_is_not_in_or_none_at_all_is_said(database: Path) -> None:
    async with editing(database) as house:
        alone = await house.anna.dm("review here")
        assert "type this in the channel" in alone.words


async def test_who_proposed_is_told_once_what_became_of_it(database: Path) -> None:
    async with editing(database, named=("anna",)) as house:
        propose(house, person=house.ben.id)
        await house.anna.click(await queue(house), "Reject")
        await look(house)
        assert house.ben.history("dm") == [], "what is undone at once is not told"
        shift(house, PAUSE + 1)
        await look(house)
        await look(house)
        [message] = house.ben.history("dm")
        assert "the desk did not follow it" in message.text
        assert house.anna.id not in message.text
        silent = await house.ben.click(message, "Tell me no more")
        assert silent.words.startswith("I tell you no more")
        propose(house, "14 November 2022", person=house.ben.id)
        await house.anna.click(await queue(house), "Reject")
        shift(house, 3 * PAUSE)
        await look(house)
        assert [m for m in house.ben.history("dm") if "did not follow" in m.text] == [message]


async def test_who_reports_and_proposes_in_slack_is_told_in_one_message_by_the_running_clock(
    database: Path,
) -> None:
    async with editing(database, named=("anna",)) as house:
        report = await opened(house.ben, "Report…")
        told = await house.ben.submit(report, {Input.WHY: "This was another day."})
        form = await opened(house.ben, "Correct…")
        await house.ben.submit(form, {DAY: "13 November 2022"})
        assert [one.person for one in kept(house)] == [house.ben.id] * 2
        found = await house.anna.click(await queue(house), "Approve")
        await house.anna.click(found, "Nothing is wrong")
        shift(house, PAUSE + 1)
        house.service.desk.reviews.clock.hurry()
        message = await house.ben.sees("What became of what you proposed", after=told)
        assert "the desk did not follow it" in message.text
        assert "corrected from 12 to 13 November 2022" in message.text
        assert len(house.ben.history("dm")) == 1


async def test_who_decides_on_their_own_proposal_knows(database: Path) -> None:
    async with editing(database) as house:
        propose(house, person=house.anna.id)
        await house.anna.click(await queue(house), "Approve")
        shift(house, PAUSE + 1)
        await look(house)
        assert house.anna.history("dm") == []


async def test_the_file_keeps_what_it_is_given_and_forgets_in_time(tmp_path: Path) -> None:
    now = [1_000.0]
    store = Store(beside(tmp_path / "a.db"), now=lambda: now[0])
    try:
        await store.skip("U1", "weak:a")
        assert await store.skipped("U1") == {"weak:a"} and await store.skipped("U2") == frozenset()
        now[0] += SKIPPED + 1
        assert await store.skipped("U1") == frozenset()
        await store.follow(Channel("T1", "C1", "UTC"), ["a"])
        [channel] = await store.channels()
        assert await store.claim(channel, ["a", "b", "c"], 1) == ["b"]
        assert await store.claim(channel, ["c"], 1) == [], "another process has just posted"
        [channel] = await store.channels()
        await store.release(channel, ["b"])
        assert await store.claim(channel, ["a", "b"], 5) == ["b"]
        assert await store.tell([1, 2]) == [1, 2] and await store.tell([2, 3]) == [3]
        assert (tmp_path / "a.review.db").stat().st_mode & 0o077 == 0
    finally:
        await store.close()
