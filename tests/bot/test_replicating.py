"""The replica: what a process wrote comes back on a disk that is empty, and what can't is said."""

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import StartProblem
from bot.manifest import manifest
from bot.replicating import others, progress
from bot.replicating.place import Place
from bot.replicating.running import Replicating
from bot.replicating.state import State
from bot.replicating.uncounted import begin_logs_anew
from bot.settingneeds import check
from bot.settings import load
from bot.settingvalues import SettingsProblem
from bot.starting import start
from bot.upgrading.preparing import NotPrepared
from bot.workspace import Workspace
from knowledge import cli
from knowledge.base import Base, BaseProblem
from knowledge.base.files import beside, restoring
from knowledge.base.files import replicating as replicating_folder
from knowledge.safekeeping import litestream
from knowledge.safekeeping.addresses import NoReplica, replica
from knowledge.safekeeping.arriving import Arriving
from knowledge.safekeeping.litestream import ReplicaProblem
from tests import bases
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told
from tests.test_app import App, app, over_http

MARCH = told("march", met(HUN_SEN, KISHIDA, on="2022-03-21"))
MAY = told("may", met(HUN_SEN, KISHIDA, on="2022-05-01"))
INSTALLED = "there is no Litestream here: make test installs it"


def installed() -> bool:
    with contextlib.suppress(ReplicaProblem):
        return bool(litestream.binary())
    return False


needs_litestream = pytest.mark.skipif(not installed(), reason=INSTALLED)


async def until(true: Callable[[], bool]) -> None:
    """Wait for what another process does, which can only be looked at again."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def save(path: Path, article: object) -> None:
    with Base.open(path) as base:
        fill(base, [article])  # type: ignore[list-item]


def articles(path: Path) -> set[str]:
    with Base.open(path, readonly=True, create=False) as base:
        return set(base.article_ids())


def copied(store: Path, to: Path) -> set[str]:
    """The articles of the base in the replica as it is now."""
    to.unlink(missing_ok=True)
    words = [litestream.binary(), "restore", "-o", str(to), f"file://{store}/base"]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        return set()
    with closing(sqlite3.connect(f"{to.as_uri()}?immutable=1", uri=True)) as db:
        return {id for (id,) in db.execute("SELECT id FROM articles")}


def litestream_of(copying: Replicating) -> int:
    """The process of Litestream, which another one holds for the bot; 0 for none yet."""
    held = copying._child
    if held is None:
        return 0
    children = Path(f"/proc/{held.pid}/task/{held.pid}/children")
    return int((children.read_text().split() or ["0"])[0]) if children.exists() else 0


@needs_litestream
async def test_what_was_written_comes_back_on_an_empty_disk(tmp_path: Path) -> None:
    store, disk = tmp_path / "store", tmp_path / "disk"
    store.mkdir()
    async with Workspace(manifest()) as slack:
        settings = {
            **over_http(slack),
            "DATELINE_REPLICA": f"file://{store}",
            "DATELINE_REPLICA_SECONDS": "1",
        }

        @asynccontextmanager
        async def new_disk() -> AsyncIterator[App]:
            shutil.rmtree(disk, ignore_errors=True)
            disk.mkdir()
            async with app(disk, **settings) as running:
                await running.ready()
                yield running

        async with new_disk() as running:
            save(disk / "dateline.db", MARCH)
            with closing(sqlite3.connect(beside(disk / "dateline.db", "digests"))) as late:
                late.execute("CREATE TABLE kept(it)")
            # What is written last is copied at the end, however long the interval is.
            code, seconds, output = await running.stopped()
            assert (code, seconds < 5) == (0, True), output
            assert "the replica holds none" in output and "Traceback" not in output
            assert "may not be in the replica" not in output

        async with new_disk() as running:
            assert articles(disk / "dateline.db") == {"march"}
            with closing(sqlite3.connect(beside(disk / "dateline.db", "digests"))) as late:
                assert late.execute("SELECT name FROM sqlite_master WHERE name='kept'").fetchall()
            save(disk / "dateline.db", MAY)
            await until(lambda: copied(store, tmp_path / "look.db") == {"march", "may"})
            running.process.send_signal(signal.SIGKILL)
            shutil.rmtree(disk, ignore_errors=True)
            assert "was restored from its replica" in (await running.stopped())[2]
    new = tmp_path / "new.db"
    assert cli.run(["--db", str(new), "restore", f"file://{store}"]) == 0
    assert articles(new) == {"march", "may"} and beside(new, "digests").exists()
    early = ["restore", f"file://{store}", "--replace", "--at", "2001-01-01"]
    assert cli.run(["--db", str(new), *early]) == 1
    assert articles(new) == {"march", "may"}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A fact base, and an empty folder beside it for a replica."""
    (tmp_path / "store").mkdir()
    (tmp_path / "disk").mkdir()
    database = tmp_path / "disk" / "dateline.db"
    with bases.opened(database) as base:
        fill(base, [MARCH])
    return database


@asynccontextmanager
async def replicating(database: Path) -> AsyncIterator[Replicating]:
    place = replica(f"file://{database.parents[1]}/store")

    async def soon(seconds: float) -> None:
        await asyncio.sleep(0.02)

    copying = Replicating(place, database, 1, litestream.environment(), sleep=soon)
    await copying.prepare()
    copying.begin()
    try:
        yield copying
    finally:
        await copying.end()


@needs_litestream
async def test_a_litestream_that_dies_is_started_again(
    house: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dateline")
    store, look = house.parents[1] / "store", house.parents[1] / "look.db"
    async with replicating(house) as copying:
        await until(lambda: copied(store, look) == {"march"})
        first = litestream_of(copying)
        assert copying.state.alive and copying.state.restarts == 0 and copying.state.since
        await until(lambda: copying.state.synced is not None)
        assert (copying.state.age(time.time()) or 0) < 20
        os.kill(first, signal.SIGKILL)
        await until(lambda: litestream_of(copying) not in (0, first))
        assert copying.state.restarts == 1
        # Another Dateline on the same files has to wait, and then is refused.
        with pytest.raises(NotPrepared, match="another Dateline"):
            await Place(house).take(sleep=lambda seconds: asyncio.sleep(0))
        save(house, MAY)
    # It may have been ended before it had begun: then the rest is copied in a run of its own.
    assert not copying.state.alive and copied(store, look) == {"march", "may"}
    told = [f"Replicating to file://{store};", "holds all that there is", "holds the last changes"]
    assert all(said in caplog.text for said in told)
    await Place(house).take()


@needs_litestream
async def test_a_base_that_was_replaced_is_copied_from_then_on(
    house: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store, look = house.parents[1] / "store", house.parents[1] / "look.db"
    other = house.with_name("other.db")
    with bases.opened(other) as base:
        fill(base, [MAY])
    async with replicating(house):
        await until(lambda: copied(store, look) == {"march"})
        for end in ("-wal", "-shm"):
            house.with_name(house.name + end).unlink(missing_ok=True)
        other.replace(house)
        await until(lambda: copied(store, look) == {"may"})
    assert "dateline.db, which was replaced" in caplog.text


# Killed between the log and its index: the pages are in the log, and nobody counts them.
WRITES = """
import os, signal, sys
from pathlib import Path
from knowledge.base import Base
from knowledge.model import Article, Paragraph
base = Base.open(Path(sys.argv[1]))
index = Path(f"{sys.argv[1]}-shm")
before = index.read_bytes()[:96]
base.save(Article(id="lost", text="Lost.", paragraphs=(Paragraph(0, 5),)), [])
with index.open("r+b") as file:
    file.write(before)
os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_litestream
async def test_after_a_writer_was_killed_all_is_copied_anew(
    house: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store, look = house.parents[1] / "store", house.parents[1] / "look.db"
    async with replicating(house):
        await until(lambda: copied(store, look) == {"march"})
        # While somebody has it open, SQLite trusts the index and not the log.
        with Base.open(house, readonly=True, create=False) as reader:
            assert len(list(reader.article_ids())) == 1
            killed = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITES, str(house))
            assert await killed.wait() == -signal.SIGKILL
            await until(lambda: "copies all anew" in caplog.text)
            save(house, MAY)
            assert articles(house) == {"march", "may"}
            await until(lambda: copied(store, look) == {"march", "may"})
    assert [path.name for path in replicating_folder(house).glob("*-*")] == []


def test_a_log_that_somebody_reads_from_is_not_begun_anew(house: Path) -> None:
    save(house, MAY)
    with closing(sqlite3.connect(house)) as others, closing(sqlite3.connect(house)) as late:
        others.execute("BEGIN")
        others.execute("SELECT count(*) FROM articles").fetchone()
        late.execute("PRAGMA user_version=0")
        assert not begin_logs_anew(house)
        others.rollback()
        assert begin_logs_anew(house)
        assert house.with_name("dateline.db-wal").stat().st_size == 0
    beside(house, "digests").write_bytes(b"no database at all" * 100)
    assert not begin_logs_anew(house)
    assert articles(house) == {"march", "may"}


@needs_litestream
async def test_who_was_killed_last_is_noticed_at_the_end(house: Path) -> None:
    store, look = house.parents[1] / "store", house.parents[1] / "look.db"
    async with replicating(house) as copying:
        await until(lambda: copied(store, look) == {"march"})
        (known,) = house.parent.glob(".dateline.db-litestream")
        (known / "mark").touch()
        assert copying._task is not None
        copying._task.cancel()
        left = replicating_folder(house) / "writes-0"
        left.touch()
    assert not (known / "mark").exists() and not left.exists()
    assert copied(store, look) == {"march"}


@needs_litestream
async def test_two_that_copy_to_one_replica_are_told(
    house: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(others, "EVERY", 0.0)
    second = house.parents[1] / "machine" / "dateline.db"
    second.parent.mkdir()
    with bases.opened(second) as base:
        fill(base, [MAY])
    store, look = house.parents[1] / "store", house.parents[1] / "look.db"
    async with replicating(house) as first:
        await until(lambda: copied(store, look) == {"march"})
        for _ in range(3):
            await first._looks.look(0)
        assert not first.state.shared and first.state.told(time.time()) == "alive"
        async with replicating(second):
            await until(lambda: first.state.shared)
        assert first.state.told(time.time()) == "shared with another Dateline"
    assert f"same replica (file://{store})" in caplog.text


def test_what_another_copied_is_told_by_its_number_and_size() -> None:
    own = {"01-01": 500, "02-02": 190}
    assert not others.foreign({"01-01": 500}, own) and not others.foreign({}, own)
    assert others.foreign({"02-02": 191}, own) and others.foreign({"03-03": 190}, own)
    # What was put together since is no longer here; what has just begun knows nothing yet.
    assert not others.foreign({"00-00": 7}, own) and not others.foreign({"03-03": 190}, {})
    assert others.there('[{"min_txid": "01", "max_txid": "02", "size": 7}]') == {"01-02": 7}
    assert others.there("null") == {}
    for said in ("", "{}x", '["x"]', '[{"min_txid": "01"}]'):
        with pytest.raises(ValueError):
            others.there(said)


async def test_what_litestream_says_of_itself_is_not_trusted(tmp_path: Path) -> None:
    assert await progress.synced(tmp_path / "none") == {}
    for said in (b"", b"[]", b'{"databases": [{"last_sync_at": "x", "path": "/a"}]}', b"{" * 9999):
        assert progress._read(said) == {}
    said = b'{"databases": [{"path": "/a", "last_sync_at": "2026-11-22T10:00:00.123456789Z"}]}'
    assert progress._read(said) == {Path("/a"): pytest.approx(1795341600.123, abs=0.01)}


def test_a_socket_has_a_path_that_is_short_enough(tmp_path: Path) -> None:
    short, long = Path("/run/dateline"), tmp_path / ("long" * 40)
    assert progress.socket_in(short) == short / "control"
    path = progress.socket_in(long)
    assert len(str(path)) < 100 and path.parent.is_dir() and not list(path.parent.iterdir())
    path.parent.rmdir()


@needs_litestream
async def test_a_replica_that_cannot_be_read_is_no_empty_one(tmp_path: Path, house: Path) -> None:
    store, disk = tmp_path / "store", tmp_path / "new"
    disk.mkdir()

    async def refused(to: str) -> str:
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_SIGNING_SECRET": "s",
            "DATELINE_DB": str(disk / "dateline.db"),
            "DATELINE_REPLICA": to,
        }
        with pytest.raises(StartProblem) as problem:
            async with AsyncExitStack() as stack:
                await start(load(environment, Path("/nonexistent/.env")), stack)
        assert not (disk / "dateline.db").exists()
        return str(problem.value)

    assert "mount the disk" in await refused(f"file://{tmp_path}/not-mounted")
    assert "can't be read" in await refused("sftp://anna@127.0.0.1:9/copies")
    async with replicating(house):
        await until(lambda: copied(store, tmp_path / "look.db") == {"march"})
    for path in store.rglob("*.ltx"):
        path.write_bytes(path.read_bytes()[:300])
    assert "can't be read" in await refused(f"file://{store}")


@needs_litestream
async def test_a_start_and_a_restore_never_mix(house: Path) -> None:
    of, new = replica(f"file://{house.parents[1]}/store"), house.with_name("new.db")
    copying = Replicating(of, new, 1, litestream.environment())
    await copying.prepare()
    with Arriving(new), pytest.raises(NotPrepared, match="Another restore"):
        await copying.fetching.beside()
    await copying.fetching.beside()
    with pytest.raises(BaseProblem, match="a Dateline that starts"), Arriving(new):
        raise AssertionError
    await copying.fetching.base()
    with Arriving(new):
        restoring(new).touch()
    await copying.end()
    copying = Replicating(of, new, 1, litestream.environment())
    with pytest.raises(NotPrepared, match="cut short"):
        await copying.fetching.beside()
    await copying.end()
    alone = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "DATELINE_DB": str(new)}
    with pytest.raises(StartProblem, match="cut short"):
        async with AsyncExitStack() as stack:
            await start(load(alone, Path("/nonexistent/.env")), stack)
    assert not list(new.parent.glob("new.*"))


@needs_litestream
def test_a_base_begins_a_replica(
    house: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "Zürich %7e copies"
    folder.mkdir()
    store = f"file://{tmp_path}/Zürich%20%257e copies"
    assert cli.run(["--db", str(house), "backup", store]) == 0
    assert [one.name for one in folder.iterdir()] == ["base"]
    assert cli.run(["--db", str(tmp_path / "look.db"), "restore", store]) == 0
    assert articles(tmp_path / "look.db") == {"march"}
    with monkeypatch.context() as small:
        usage = shutil.disk_usage(tmp_path)
        small.setattr(shutil, "disk_usage", lambda path: usage._replace(free=16_005_000))
        assert cli.run(["--db", str(tmp_path / "other.db"), "restore", store]) == 1
    assert "no room" in capsys.readouterr().err and not list(tmp_path.glob("*other*"))
    assert cli.run(["--db", "/proc/facts.db", "restore", store]) == 1
    assert "you have permission" in capsys.readouterr().err
    folders = {one.name for one in tmp_path.iterdir() if one.is_dir()}
    assert folders == {"store", "disk", folder.name}
    assert not list(house.parent.glob(".*"))
    save(house, MAY)
    assert cli.run(["--db", str(house), "backup", store]) == 1
    assert "holds a fact base already" in capsys.readouterr().err
    with Base.open(house) as base:
        base.article_ids()
        assert cli.run(["--db", str(house), "backup", store]) == 1
    assert "in use" in capsys.readouterr().err
    assert cli.run(["--db", str(house), "backup", store, "--keep", "2"]) == 2


async def test_without_litestream_the_next_step_is_said(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *args, **kwargs: None)
    with pytest.raises(NotPrepared, match="requirements-litestream"):
        async with replicating(house):
            raise AssertionError
    alone = {"DATELINE_DB": str(house), "DATELINE_REPLICA": f"file://{house.parents[1]}/store"}
    check(load(alone, Path("/nonexistent/.env")))  # the local workspace copies nothing
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    with pytest.raises(SettingsProblem, match="requirements-litestream"):
        check(load({**alone, **tokens}, Path("/nonexistent/.env")))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("copies", "A replica is an address"),
        ("ftp://host/copies", "A replica is an address"),
        ("file://copies", "named in full"),
        ("file:///srv/copies?of=it", "named in full"),
        ("file:///srv/copies%00", "A replica is an address"),
        ("s3:///path", "A replica is an address"),
        ("s3://bucket/$HOME", "A replica is an address"),
        ("sftp://anna:hunter2@host/copies", "holds a password"),
        ("s3://bucket/path?secret-access-key=hunter2", "holds a password"),
        ("s3://[bucket/path", "A replica is an address"),
    ],
)
def test_what_is_no_place_for_copies(url: str, said: str) -> None:
    with pytest.raises(NoReplica, match=said) as problem:
        replica(url)
    assert "hunter2" not in str(problem.value)


def test_a_full_disk_is_no_fault_of_the_replica() -> None:
    said = "Error: write base.db.tmp: no space left on device"
    problem = litestream.unreadable(replica("s3://bucket/path"), said)
    assert "no room" in str(problem) and "DATELINE_REPLICA" not in str(problem)


def test_credentials_reach_litestream_and_no_log(tmp_path: Path) -> None:
    known = {
        "LITESTREAM_SFTP_PASSWORD": "open sesame",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
        "AWS_REGION": "eu-west-1",
    }
    told = litestream.configuration(
        replica("sftp://anna@host/copies"), tmp_path / "a.db", 10, known
    )
    assert "${LITESTREAM_SFTP_PASSWORD}" in told and "sesame" not in told
    assert litestream.redacted("signed with wJalrXUtnFEMI in eu-west-1", known) == (
        "signed with [redacted] in eu-west-1"
    )
    kept = litestream.environment({"AWS_REGION": "x", "SLACK_BOT_TOKEN": "xoxb-1", "OTHER": "y"})
    assert kept["AWS_REGION"] == "x"
    assert "OTHER" not in kept and not [key for key in kept if key.startswith("SLACK_")]


def test_health_tells_of_a_replica_that_takes_nothing() -> None:
    fine = State(True, 0, 1_000.0, None)
    assert fine.told(2_000.0) == "alive"
    assert replace(fine, trouble=1_500.0).told(2_000.0) == "failing"
    assert replace(fine, trouble=1_000.0).told(2_000.0) == "alive"
    assert replace(fine, alive=False, trouble=1_999.0).told(2_000.0) == "not running"
    assert "shared" in replace(fine, alive=False, shared=True).told(2_000.0)
    assert fine.age(2_000.0) is None and replace(fine, synced=1_990.0).age(2_000.0) == 10.0
