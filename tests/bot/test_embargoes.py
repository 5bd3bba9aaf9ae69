"""The running bot lets articles in when their embargo ends."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.embargoes import LOOK_EVERY, Embargoes
from bot.prepare import held, is_empty
from bot.readers import Readers
from bot.settings import load
from bot.writer import Writer
from knowledge.base import Base, Saved
from tests.bot.running import NOWHERE, running
from tests.written import article

END = datetime(2999, 1, 1, 6, tzinfo=UTC)
STORY = article("secret", "Hush\n\nA harbour opens for quinoa.", "2022-05-05")


def keep(database: Path, until: str) -> None:
    with Base.open(database) as base:
        base.save(replace(STORY, embargo=until), [])


def keep_unreadable(database: Path) -> None:
    """Keep an article whose embargo is over in a form that no version writes."""
    with closing(sqlite3.connect(database)) as db, db:
        db.execute(
            "REPLACE INTO embargoes(article, until, content) VALUES (?,?,?)",
            ("broken", "2022-06-01T06:00:00Z", "{}"),
        )


@pytest.fixture
async def embargoes(database: Path) -> AsyncIterator[Embargoes]:
    readers, writer = Readers(database), Writer(database)
    yield Embargoes(readers, writer)
    await readers.close()
    await writer.close()


async def test_it_wakes_when_the_hour_has_come(embargoes: Embargoes, database: Path) -> None:
    assert await embargoes.look(END) == LOOK_EVERY
    keep(database, "2999-01-01T06:00:00Z")
    assert await embargoes.look(END - timedelta(hours=9)) == LOOK_EVERY
    assert await embargoes.look(END - timedelta(seconds=7)) == 7
    with Base.open(database, readonly=True) as base:
        assert base.article("secret") is None
        assert await embargoes.look(END) == 0
        assert base.article("secret") is not None
    assert await embargoes.look(END) == LOOK_EVERY


async def test_it_goes_on_while_the_base_cannot_be_read(tmp_path: Path) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise asyncio.CancelledError

    readers, writer = Readers(tmp_path / "none.db"), Writer(tmp_path / "none.db")
    with pytest.raises(asyncio.CancelledError):
        await Embargoes(readers, writer, sleep=sleep).run()
    assert pauses == [LOOK_EVERY, LOOK_EVERY]


async def test_one_that_cannot_be_read_holds_up_no_other(
    embargoes: Embargoes, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(database, "2999-01-01T06:00:00Z")
    keep_unreadable(database)
    assert await embargoes.look(END) == LOOK_EVERY
    with Base.open(database, readonly=True) as base:
        assert base.article("secret") is not None
    assert "broken could not be let in: what was kept of it" in caplog.text
    assert await embargoes.look(END) == LOOK_EVERY


async def test_what_nobody_foresaw_does_not_end_the_look_out(
    database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keep_unreadable(database)

    def fails(base: Base, now: str) -> list[Saved]:
        raise ZeroDivisionError

    monkeypatch.setattr(Base, "release", fails)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise asyncio.CancelledError

    readers, writer = Readers(database), Writer(database)
    with pytest.raises(asyncio.CancelledError):
        await Embargoes(readers, writer, sleep=sleep).run()
    await readers.close()
    await writer.close()
    assert pauses == [LOOK_EVERY, LOOK_EVERY]
    assert "could not be let in" in caplog.text


async def test_what_came_due_while_it_was_down_is_there_after_the_start(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.base.decisions.now", lambda: "2000-01-01T00:00:00Z")
    keep(database, "2001-01-01T00:00:00Z")
    monkeypatch.undo()
    let_in = asyncio.Event()
    look = Embargoes.look

    async def watched(self: Embargoes, now: datetime) -> float:
        wait = await look(self, now)
        if wait == 0:
            let_in.set()
        return wait

    monkeypatch.setattr(Embargoes, "look", watched)
    async with running(database, "socket") as house:
        async with asyncio.timeout(5):
            await let_in.wait()
        reply = await house.anna.command("/facts", "quinoa")
        assert "A harbour opens" in reply.words


async def test_nobody_sees_a_word_before(database: Path) -> None:
    keep(database, "2999-01-01T06:00:00Z")
    async with running(database, "socket") as house:
        reply = await house.anna.command("/facts", "quinoa")
        assert "harbour" not in reply.text + reply.words
        status = await house.anna.command("/dateline", "status")
        assert "2 articles" in status.text + status.words


def test_a_base_that_waits_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    settings = load({"DATELINE_DB": str(tmp_path / "a.db")}, NOWHERE)
    assert is_empty(settings)
    keep(settings.database, "2999-01-01T06:00:00Z")
    assert not is_empty(settings) and held(settings).own == 1
