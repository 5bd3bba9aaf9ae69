"""What befalls the disk and the files of a bot that runs: each is told, and ends by itself."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import messages
from bot.digests import messages as digests
from bot.errors import NoBase, NotWritten
from bot.readers import Readers
from bot.writer import Writer
from knowledge.base import Base
from knowledge.base.problems import busy
from tests import bases
from tests.bot.deciding.houses import decided, editing, opened
from tests.bot.deciding.test_corrections import DAY
from tests.bot.running import House
from tests.disks import Disk, disk
from tests.written import article

__all__ = ["disk"]


async def asked(house: House) -> str:
    """What the bot answers to a question about the archive."""
    return (await house.anna.command("/meetings", "Canada", channel="desk")).words


async def corrected(house: House, day: str) -> str | None:
    """Correct a day in the form; what is said against it, None where it was taken."""
    form = await opened(house.anna, "Correct…")
    refused = await house.anna.submit(form, {DAY: day})
    await house.service.desk.drain(5)
    said = refused.errors or {}
    return said.get(DAY)


async def writing(house: House) -> str:
    """What the health says of writing."""
    async with ClientSession() as session, session.get(f"{house.url}/healthz") as answer:
        return str((await answer.json())["writing"])


async def test_on_a_full_disk_the_bot_answers_and_says_what_it_does_not_keep(
    disk: Disk, small_archive: Path
) -> None:
    database = Path(shutil.copy(small_archive, disk.path / "dateline.db"))
    async with editing(database) as house:
        assert await corrected(house, "13 Nov 2022") is None
        with disk.full():
            assert "Trudeau" in await asked(house)
            assert await corrected(house, "14 Nov 2022") == messages.DISK_FULL
            assert await writing(house) == "disk full"
            arranged = await house.anna.command("/digest", "daily 8:00", channel="desk")
            assert arranged.words.startswith(digests.CANNOT_KEEP)
            mention = await house.anna.mention("desk", "meetings Canada")
            assert "Trudeau" in mention.words
            assert len(decided(house)) == 1
        assert await corrected(house, "14 Nov 2022") is None
        assert len(decided(house)) == 2 and await writing(house) == "ok"
        arranged = await house.anna.command("/digest", "daily 8:00", channel="desk")
        assert "every day at 08:00" in arranged.words


async def test_on_a_read_only_disk_the_bot_starts_answers_and_says_so(
    disk: Disk, small_archive: Path
) -> None:
    database = Path(shutil.copy(small_archive, disk.path / "dateline.db"))
    with ExitStack() as stack:
        stack.enter_context(disk.read_only())
        async with editing(database) as house:
            assert "Trudeau" in await asked(house)
            assert await corrected(house, "13 Nov 2022") == messages.READ_ONLY
            assert await writing(house) == "read only"
            arranged = await house.anna.command("/digest", "daily 8:00", channel="desk")
            assert arranged.words.startswith(digests.CANNOT_KEEP)
            stack.close()
            assert await writing(house) == "ok", "nobody has to write to find out"
            assert await corrected(house, "13 Nov 2022") is None
            assert len(decided(house)) == 1


@contextmanager
def updated(database: Path) -> Iterator[None]:
    """A newer Dateline has changed the tables; at last they are as before."""
    with closing(sqlite3.connect(database)) as other:
        with other:
            other.execute("CREATE TABLE of_tomorrow(x)")
            other.execute(
                "INSERT INTO _sqlite_migrations(migration_set, name, applied_at)"
                " VALUES ('dateline', 'm999_of_tomorrow', '2030-01-01')"
            )
        yield
        with other:
            other.execute("DROP TABLE of_tomorrow")
            other.execute("DELETE FROM _sqlite_migrations WHERE name='m999_of_tomorrow'")


def size(path: Path) -> int:
    return path.stat().st_size


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another program writes for long."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_files_that_are_locked_deleted_replaced_and_damaged_under_the_running_bot(
    database: Path, logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.base.pragmas.BUSY_MS", 50)
    copy = Path(shutil.copy(database, database.with_name("copy.db")))
    async with editing(database) as house:
        with held(database):
            assert "Trudeau" in await asked(house)
            assert await corrected(house, "13 Nov 2022") == messages.BASE_BUSY
        assert await corrected(house, "13 Nov 2022") is None
        # Deleted: nobody is answered from the file that is open still, and nothing is kept there.
        form = await opened(house.anna, "Correct…")
        gone = database.with_name("gone.db")
        os.rename(database, gone)
        refused = await house.anna.submit(form, {DAY: "14 Nov 2022"})
        assert refused.errors is not None and refused.errors[DAY] == messages.NO_BASE
        assert (await asked(house)).startswith(messages.NO_BASE)
        assert database.name not in os.listdir(database.parent)
        os.replace(gone, database)
        assert "13 November 2022" in await asked(house)
        # Replaced by an earlier copy, beside which the log of the other still stands.
        with Base.open(database) as base:
            base.save(article("later", "A word.\n\nNothing else.", "2023-01-01"), [])
        assert size(database.with_name(f"{database.name}-wal"))
        shutil.copy(copy, other := database.with_name("other.db"))
        os.replace(other, database)
        assert "12 November 2022" in await asked(house) and decided(house) == []
        with Base.open(database, readonly=True) as base:
            assert "later" not in base.article_ids()
        assert any("replaced by another file" in line for line in logged)
        assert await corrected(house, "15 Nov 2022") is None
        # By half of it.
        half = Path(shutil.copy(copy, database.with_name("half.db")))
        os.truncate(half, size(half) // 2)
        os.replace(half, database)
        assert (await asked(house)).startswith(messages.NO_BASE)
        os.replace(copy, database)
        assert "12 November 2022" in await asked(house)
        form = await opened(house.anna, "Correct…")
        with updated(database):
            assert (await asked(house)).startswith(messages.NEWER_BASE)
            refused = await house.anna.submit(form, {DAY: "15 Nov 2022"})
            assert refused.errors is not None and refused.errors[DAY] == messages.NEWER_BASE
        assert await corrected(house, "15 Nov 2022") is None
    assert not any(str(database.parent) in line for line in logged if "Traceback" in line)


async def test_what_was_written_to_while_it_was_read_is_read_again(database: Path) -> None:
    readers, tries = Readers(database, 1), 0

    def look(base: Base) -> int:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise busy(database)
        return base.status().articles

    assert await readers.run(look) == 2 and tries == 2

    def always(base: Base) -> None:
        raise busy(database)

    with pytest.raises(NoBase):
        await readers.run(always)
    await readers.close()


def beside_the_base(database: Path) -> Path:
    """Another base, that is to take the place of the first."""
    other = database.with_name("other.db")
    with bases.opened(other) as base:
        base.save(article("other", "A word.\n\nNothing else.", "2023-01-01"), [])
    return other


@pytest.fixture
def somebody_else(database: Path) -> Iterator[Callable[[], None]]:
    """Another program that saves an article, and keeps the base open."""
    with ExitStack() as stack:

        def save() -> None:
            base = stack.enter_context(Base.open(database))
            base.save(article("late", "A word.\n\nNothing else.", "2023-01-01"), [])

        yield save


async def test_a_log_that_was_made_after_the_first_question_is_not_taken_for_another_base(
    database: Path, somebody_else: Callable[[], None]
) -> None:
    # As the file lies there after a start: nobody has it open, and there is no log.
    other = beside_the_base(database)
    readers = Readers(database, 1)
    before = await readers.run(lambda base: set(base.article_ids()))
    somebody_else()
    os.replace(other, database)
    assert "other" not in before
    assert await readers.run(lambda base: set(base.article_ids())) == {"other"}
    assert database.with_name(f"{database.name}-wal.earlier").exists()
    await readers.close()


async def test_nor_is_one_that_was_made_while_the_bot_wrote(
    database: Path, somebody_else: Callable[[], None]
) -> None:
    other = beside_the_base(database)
    writer = Writer(database)

    def replaced(base: Base) -> None:
        base.save(article("first", "A word.\n\nNothing else.", "2023-01-01"), [])
        somebody_else()
        os.replace(other, database)
        base.save(article("lost", "A word.\n\nNothing else.", "2023-01-01"), [])

    with pytest.raises(NotWritten):
        await writer.run(replaced)
    assert await writer.run(lambda base: set(base.article_ids())) == {"other"}
    await writer.close()
