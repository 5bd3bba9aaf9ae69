"""What is remembered of messages: bounded, without words where none are kept, in nobody's way."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.amending.clock import Clock
from bot.amending.entries import Entry, Sort
from bot.amending.recording import Recorder
from bot.amending.shows import Glimpse, Shows
from bot.amending.store import URL_LASTS, Store
from bot.render.blocks import Message
from bot.render.text import Mrkdwn
from knowledge.base import shown
from tests.bot.amending.harness import Newsroom, opened

DAY, WORDS, WAS = "2022-11-13", "13 November 2022", "12 November 2022"
RUN = Clock.run
"""As it is: houses of tests have none that runs by itself."""

QUESTION = "When did Hun Sen meet Justin Trudeau?"


@pytest.fixture
async def newsroom(database: Path) -> AsyncIterator[Newsroom]:
    async with opened(database) as made:
        yield made


def rows(path: Path, columns: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"SELECT {columns} FROM messages ORDER BY n").fetchall()


async def test_without_words_a_message_tells_the_facts_that_it_showed(database: Path) -> None:
    async with opened(database, {"DATELINE_GAPS": "off"}) as newsroom:
        reply = await newsroom.house.anna.dm(QUESTION)
        await newsroom.recorded()
        kept = shown.beside(database)
        assert b"meet" not in kept.read_bytes() and rows(kept, "again") == [('{"direct": 1}',)]
        newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
        await newsroom.amend()
        assert "Corrected by the desk" in reply.words and "Justin Trudeau" in reply.words
        assert "as the archive has it now" in reply.words


async def test_what_goes_on_from_another_question_is_kept_without_its_words(
    newsroom: Newsroom,
) -> None:
    first = await newsroom.house.anna.mention("desk", "meetings Japan in 2022")
    thread = first.thread_ts
    reply = await newsroom.house.anna.mention("desk", "and with Canada?", thread=thread)
    assert WAS in reply.words
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    assert "Corrected by the desk" in reply.words and WORDS in reply.words
    assert "Fumio Kishida" not in reply.words


async def test_who_is_forgotten_is_no_longer_in_the_file(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.dm(QUESTION)
    public = await newsroom.house.anna.mention("desk", QUESTION)
    await newsroom.house.anna.command("/meetings", "Canada", channel="desk")
    await newsroom.recorded()
    kept, anna = shown.beside(newsroom.database), newsroom.house.anna.id
    assert shown.forget_person(newsroom.database, anna) == 3
    assert anna.encode() not in kept.read_bytes() and b"Trudeau" not in kept.read_bytes()
    assert shown.forget_person(newsroom.database, anna) == 0
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    assert "Corrected" not in reply.words and "Corrected by the desk" in public.words


async def test_a_file_that_fails_costs_no_answer(newsroom: Newsroom, logged: list[str]) -> None:
    kept = shown.beside(newsroom.database)
    kept.unlink(missing_ok=True)
    kept.mkdir()
    for _ in range(2):
        reply = await newsroom.house.anna.mention("desk", "meetings Canada")
        assert WAS in reply.words
    await newsroom.recorded()
    assert len([line for line in logged if "can't be remembered" in line]) == 1


async def test_people_who_are_one_are_amended_where_they_had_another_name(
    newsroom: Newsroom,
) -> None:
    names = {"Canada": "Justin Trudeau", "Japan": "Fumio Kishida"}
    replies = {
        name: await newsroom.house.anna.mention("desk", f"meetings {country}")
        for country, name in names.items()
    }
    await newsroom.recorded()
    with newsroom.base() as base:
        base.same_person(["justin-trudeau", "fumio-kishida"], who="U0E")
        one = base.person("justin-trudeau")
    assert one is not None
    await newsroom.amend()
    [other] = set(names.values()) - {one.name}
    assert "Corrected by the desk" in replies[other].words and one.name in replies[other].words


async def test_a_hidden_article_goes_out_of_what_was_posted(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    with newsroom.base() as base:
        base.hide("asean-summit", who="U0E")
    await newsroom.amend()
    assert "Taken out by the desk" in reply.words and "Trudeau" not in reply.words
    with newsroom.base() as base:
        base.unhide("asean-summit", who="U0E")
    await newsroom.amend()
    assert "Trudeau" in reply.words


async def test_home_shows_the_archive_as_it_is(newsroom: Newsroom) -> None:
    before = await newsroom.house.anna.open_home()
    assert WAS in before.words
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    after = await newsroom.house.anna.open_home()
    assert WORDS in after.words


async def test_what_a_running_bot_keeps_it_amends_by_itself(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    assert await newsroom.house.service.amends.look() > 0
    assert newsroom.calls("chat.update") == [], "whoever decides may not have done yet"


async def test_switched_off_it_forgets_what_was_shown(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    kept = shown.beside(newsroom.database)
    assert kept.exists()
    await RUN(newsroom.again(days=0))
    assert not kept.exists()


async def test_a_base_that_cannot_be_read_is_looked_at_again(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    base, aside = newsroom.database, newsroom.database.with_suffix(".aside")
    base.rename(aside)
    pauses = 0

    async def sleep(seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 1:
            aside.rename(base)
        if pauses == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await RUN(newsroom.again(sleep=sleep))
    assert "Corrected by the desk" in reply.words


async def test_with_nothing_to_do_nothing_is_written(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.amend()
    kept = shown.beside(newsroom.database)
    before = kept.stat().st_mtime_ns
    await newsroom.clock.look()
    assert kept.stat().st_mtime_ns == before


# The file


def entry(ts: str, *, at: float = 1_000.0, sort: Sort = Sort.POST, upto: int = 0) -> Entry:
    shows = Shows((Glimpse("f1", ("r1",), "d", ("person:p",)),), upto, {"ask": "x"})
    return Entry("T1", "C1", ts, "", sort, "U1", at, shows)


async def test_the_file_is_bounded_in_time_and_size(tmp_path: Path) -> None:
    path = tmp_path / "shown.db"
    store = Store(path, most=3)
    for n in range(6):
        await store.keep(entry(f"{n}.0", at=1_000.0 + n))
    await store.keep(entry("", at=1_100.0, sort=Sort.ALONE))
    await store.prune(1_002.0, 1_200.0)
    assert rows(path, "ts") == [("4.0",), ("5.0",), ("",)]
    await store.prune(1_005.0, 1_100.0 + URL_LASTS + 1)
    assert rows(path, "ts") == [("5.0",)]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM targets").fetchone() == (2,)
    await store.close()


async def test_a_place_shows_one_thing_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "shown.db"
    store = Store(path)
    await store.keep(entry("1.0"))
    await store.keep(entry("1.0"))
    assert rows(path, "ts") == [("1.0",)]
    await store.forget("T1", "C1", "1.0")
    assert rows(path, "ts") == []
    await store.close()


async def test_what_was_decided_while_a_message_was_sent_is_looked_at(tmp_path: Path) -> None:
    store = Store(tmp_path / "shown.db")
    assert await store.begin(4) == 4
    await store.follow([(5, ("reading:r1",))], 5)
    await store.keep(entry("1.0", upto=4))
    await store.keep(entry("2.0", upto=5))
    found = await store.due(0.0, lambda team: True)
    assert found is not None and (found.ts, found.due) == ("1.0", 5)
    assert await store.due(0.0, lambda team: False) is None
    # A base that took the place of this one has a log of its own.
    assert await store.begin(2) == 2
    await store.close()


async def test_a_message_to_nobody_in_particular_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "shown.db")
    recorder = Recorder(store, 90, words=True, team=lambda: None)
    shows = Shows((Glimpse("f1", ("r1",), "d"),), 0)
    recorder.posted("C1", "1.0", None, Message(Mrkdwn("x"), shows=shows))
    recorder.posted("C1", "2.0", None, Message(Mrkdwn("x")))
    await recorder.close()
    assert not (tmp_path / "shown.db").exists()
    await store.close()
