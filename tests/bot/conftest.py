"""Archives and running bots for the tests of the bot."""

import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.logs import Formatter
from bot.relief import process
from tests.bot.running import House, running


@pytest.fixture(autouse=True)
def one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process answers beside the bots of tests, unless one asks for it: they are busy enough."""
    monkeypatch.setattr(process, "processors", lambda: 1)


@pytest.fixture
def database(small_archive: Path, tmp_path: Path) -> Path:
    """A copy of the small archive of the test's own."""
    return Path(shutil.copy(small_archive, tmp_path / "dateline.db"))


@pytest.fixture(params=["socket", "http"])
async def house(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[House]:
    """The bot beside a workspace, over Socket Mode and over signed HTTP."""
    async with running(database, request.param) as started:
        yield started


@pytest.fixture
async def served(database: Path) -> AsyncIterator[House]:
    """The bot beside a workspace over signed HTTP."""
    async with running(database, "http") as started:
        yield started


@pytest.fixture
async def reading(small_archive: Path, tmp_path: Path) -> AsyncIterator[House]:
    """The bot over Socket Mode."""
    copy = Path(shutil.copy(small_archive, tmp_path / "dateline.db"))
    async with running(copy, "socket") as started:
        yield started


@pytest.fixture
async def paged(long_archive: Path, tmp_path: Path) -> AsyncIterator[House]:
    """The bot on the long archive."""
    copy = Path(shutil.copy(long_archive, tmp_path / "dateline.db"))
    async with running(copy, "socket") as started:
        yield started


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line of the log as it would be written, filled in as it comes."""
    lines: list[str] = []
    formatter = Formatter()

    class Writer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(formatter.format(record))

    writer = Writer()
    root = logging.getLogger()
    before = root.level
    root.addHandler(writer)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(writer)
    root.setLevel(before)
