"""What the desk decides reaches the messages that showed otherwise."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.amending.harness import Newsroom, opened

DAY, WORDS, WAS = "2022-11-13", "13 November 2022", "12 November 2022"


@pytest.fixture
async def newsroom(database: Path) -> AsyncIterator[Newsroom]:
    async with opened(database) as made:
        yield made


async def test_an_answer_in_a_thread_is_amended_with_a_note(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    assert WAS in reply.words and "Corrected" not in reply.words
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    assert "Corrected by the desk on" in reply.words and f"~{WAS}~" in reply.words
    assert f"“{WORDS}”" in reply.words and "Justin Trudeau" in reply.words
    assert "13 November 2022" in reply.text, "the fallback text says so as well"
    [call] = newsroom.calls("chat.update")
    await newsroom.amend()
    assert newsroom.calls("chat.update") == [call], "once it is amended, it stays as it is"


async def test_what_does_not_show_the_fact_stays_as_it_is(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Japan")
    await newsroom.house.anna.mention("desk", "help")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    assert newsroom.calls("chat.update") == []


async def test_a_verification_amends_nothing(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    with newsroom.base() as base:
        made = base.verify(newsroom.meeting("2022-11-12").id, who="U0EDITOR")
    await newsroom.amend()
    with newsroom.base() as base:
        base.undo(made.id, who="U0EDITOR")
    await newsroom.amend()
    assert newsroom.calls("chat.update") == []


async def test_what_is_undone_before_messages_are_amended_amends_nothing(
    newsroom: Newsroom,
) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    made = newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    with newsroom.base() as base:
        base.undo(made, who="U0EDITOR")
    await newsroom.amend()
    assert newsroom.calls("chat.update") == []


async def test_messages_wait_until_those_who_decide_have_paused(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    fact = newsroom.meeting("2022-11-12").id
    newsroom.correct(fact, DAY, WORDS, WAS)
    newsroom.time[0] = 5.0
    await newsroom.amend()
    assert newsroom.calls("chat.update") == []
    newsroom.correct(fact, "2022-11-14", "14 November 2022", WORDS)
    newsroom.time[0] = 60.0
    await newsroom.amend()
    assert len(newsroom.calls("chat.update")) == 1
    assert "14 November 2022" in reply.words


async def test_a_fact_corrected_twice_and_then_as_it_was(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    fact = newsroom.meeting("2022-11-12").id
    first = newsroom.correct(fact, DAY, WORDS, WAS)
    await newsroom.amend()
    second = newsroom.correct(fact, "2022-11-14", "14 November 2022", WORDS)
    await newsroom.amend()
    assert "14 November 2022" in reply.words and len(newsroom.calls("chat.update")) == 2
    with newsroom.base() as base:
        base.undo(second, who="U0EDITOR")
        base.undo(first, who="U0EDITOR")
    await newsroom.amend()
    assert reply.words.count("was taken back by the desk") == 2
    assert len(newsroom.calls("chat.update")) == 3
    assert f"*{WAS}*" in reply.words or WAS in reply.words


async def test_a_retracted_fact_is_struck_and_comes_back_when_that_is_undone(
    newsroom: Newsroom,
) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    with newsroom.base() as base:
        fact = newsroom.meeting("2022-11-12").id
        made = base.retract(fact, who="U0EDITOR", shown="Hun Sen met <!channel> *Trudeau*")
    await newsroom.amend()
    assert "Retracted by the desk on" in reply.words
    assert "~Hun Sen met &lt;!channel&gt; ∗Trudeau∗~" in reply.words
    assert "Canadian Prime Minister Justin Trudeau on November 12" not in reply.words
    with newsroom.base() as base:
        base.undo(made.id, who="U0EDITOR")
    await newsroom.amend()
    assert "Canadian Prime Minister Justin Trudeau on November 12" in reply.words
    assert "A retraction of" in reply.words and "Retracted" not in reply.words


@pytest.mark.parametrize("question", [False, True])
async def test_a_direct_message_is_amended(newsroom: Newsroom, question: bool) -> None:
    asked = "When did Hun Sen meet Justin Trudeau?" if question else "meetings Canada"
    reply = await newsroom.house.anna.dm(asked)
    assert WAS in reply.words
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    assert "Corrected by the desk" in reply.words
    shown = reply.words.replace(f"~{WAS}~", "").replace(f"(was: {WAS})", "")
    assert WORDS in shown and WAS not in shown


async def test_what_was_shared_is_amended_for_all(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.command("/meetings", "Canada", channel="desk")
    await newsroom.house.anna.click(reply, "Share in channel", wait=False)
    shared = await newsroom.house.ben.sees("Shared by", channel="desk")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    assert "Corrected by the desk" in shared.words and "Shared by" in shared.words


async def test_a_page_that_took_the_place_of_another_is_what_counts(paged_room: Newsroom) -> None:
    reply = await paged_room.house.anna.dm("meetings Japan")
    assert "10 December 2021" in reply.words
    await paged_room.house.anna.click(reply, "Next")
    await paged_room.recorded()
    assert "10 December 2021" not in reply.words
    paged_room.correct(paged_room.meeting("2021-12-10").id, "2021-12-11", "11 December 2021")
    await paged_room.amend()
    assert paged_room.calls("chat.update") == [], "the page that showed it is gone"
    paged_room.correct(paged_room.meeting("2021-06-10").id, "2021-06-11", "11 June 2021")
    await paged_room.amend()
    assert "11 June 2021" in reply.words and "Corrected by the desk" in reply.words


@pytest.fixture
async def paged_room(long_archive: Path, tmp_path: Path) -> AsyncIterator[Newsroom]:
    copy = Path(shutil.copy(long_archive, tmp_path / "dateline.db"))
    async with opened(copy) as made:
        yield made


async def test_a_message_keeps_to_the_facts_that_it_showed(paged_room: Newsroom) -> None:
    """A corrected date moves a fact to another page: the message tells what it told."""
    reply = await paged_room.house.anna.mention("desk", "meetings Japan")
    await paged_room.recorded()
    paged_room.correct(paged_room.meeting("2021-12-10").id, "2020-12-10", "10 December 2020")
    await paged_room.amend()
    assert "10 December 2020" in reply.words and "10 November 2021" in reply.words
    assert "10 July 2021" not in reply.words, "what stands on the next page is another matter"


async def test_merged_facts_are_shown_as_one(paged_room: Newsroom) -> None:
    reply = await paged_room.house.anna.mention("desk", "meetings Japan")
    await paged_room.recorded()
    with paged_room.base() as base:
        made = base.merge(
            [paged_room.meeting("2021-12-10").id, paged_room.meeting("2021-11-10").id], who="U0E"
        )
    await paged_room.amend()
    assert "Put together by the desk" in reply.words
    with paged_room.base() as base:
        base.undo(made.id, who="U0E")
    await paged_room.amend()
    assert "10 November 2021" in reply.words and "was taken back" in reply.words


async def test_links_of_articles_unfold_anew(database: Path) -> None:
    url = "https://post.example/asean?a=1&b=2"
    async with opened(database, {"DATELINE_SITES": "post.example"}) as newsroom:
        said = await newsroom.house.anna.say(f"Read {url}", channel="desk")
        await newsroom.house.ben.sees("3 facts in this article", channel="desk")
        await newsroom.recorded()
        newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
        await newsroom.amend()
        shown = str(said.attachments)
        assert "Corrected by the desk" in shown and f"*{WORDS}*" in shown
        with newsroom.base() as base:
            base.remove("asean-summit", who="U0EDITOR")
        await newsroom.amend()
        assert "Trudeau on November 12" not in str(said.attachments)
        assert "Nothing of what was shown here" in str(said.attachments)
