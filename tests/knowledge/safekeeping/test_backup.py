"""`backup` and `restore`: whole copies while the base is written to, and nothing else."""

import gzip
import json
import os
import re
import signal
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from knowledge.base import Base, BaseProblem, schema
from knowledge.base.files import BESIDE, all_files, beside
from knowledge.safekeeping import manifest
from knowledge.safekeeping.backup import backup, whole
from knowledge.safekeeping.restore import find, restore
from tests import bases
from tests.knowledge.base.test_upgrade import OLD
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told
from tests.knowledge.cli.conftest import Run

ROOT = Path(__file__).parents[3]
MARCH = told("march", met(HUN_SEN, KISHIDA, on="2022-03-21"))
MAY = told("may", met(HUN_SEN, KISHIDA, on="2022-05-01"))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def house(db: Path) -> Path:
    """A fact base with an article, and one of the files beside it."""
    with bases.opened(db) as base:
        fill(base, [MARCH])
    with closing(sqlite3.connect(beside(db, "digests"), isolation_level=None)) as file:
        file.execute("CREATE TABLE subscriptions(who TEXT)")
        file.execute("INSERT INTO subscriptions VALUES ('anna')")
    return db


def articles_of(path: Path) -> set[str]:
    with Base.open(path) as base:
        return set(base.article_ids())


def subscribers(path: Path) -> list[str]:
    with closing(sqlite3.connect(beside(path, "digests"))) as file:
        return [who for (who,) in file.execute("SELECT who FROM subscriptions")]


def holds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.db")}


def test_all_comes_back_under_another_name(run: Run, house: Path, tmp_path: Path) -> None:
    made = run("backup", str(tmp_path / "copies"), "--json").json
    assert set(made["files"]) == {"base", "digests"} and made["bytes"] > 0
    folder = Path(made["backup"])
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    moved = tmp_path / "new" / "archive.db"
    moved.parent.mkdir()
    done = run("restore", str(tmp_path / "copies"), "--json", base=moved).json
    assert (done["articles"], done["aside"]) == (1, [])
    assert articles_of(moved) == {"march"} and subscribers(moved) == ["anna"]
    assert stat.S_IMODE(moved.stat().st_mode) == 0o600
    assert not list(moved.parent.glob(".*"))
    assert run("check", base=moved).status == 0


def test_a_backup_is_of_one_instant_though_others_write(house: Path, tmp_path: Path) -> None:
    with Base.open(house) as base:
        written: list[int] = []

        def meanwhile(done: int, total: int) -> None:
            if not written:
                fill(base, [MAY])
            written.append(done)

        made = backup(house, tmp_path / "copies", progress=meanwhile)
        assert set(base.article_ids()) == {"march", "may"} and written[-1] == max(written)
    restore(find(made.folder), tmp_path / "then.db")
    assert articles_of(tmp_path / "then.db") == {"march"}


def test_a_killed_backup_is_none(run: Run, house: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    pid = os.fork()
    if pid == 0:  # pragma: no cover
        backup(house, copies, progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    (left,) = copies.iterdir()
    assert left.name.startswith(".") and whole(copies) == []
    refused = run("restore", str(copies), base=tmp_path / "other.db")
    assert refused.status == 1 and "no whole backup" in refused.err
    refused = run("restore", str(left), base=tmp_path / "other.db")
    assert refused.status == 1 and not (tmp_path / "other.db").exists()
    os.utime(left, (0, 0))
    assert run("backup", str(copies)).status == 0
    assert [one.name for one in copies.iterdir()] == [whole(copies)[0].name]


def test_what_is_there_stays_or_is_put_aside(run: Run, house: Path, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "copies"))
    with Base.open(house) as base:
        fill(base, [MAY])
    refused = run("restore", str(tmp_path / "copies"))
    assert refused.status == 1 and "--replace" in refused.err and "facts.db" in refused.err
    assert articles_of(house) == {"march", "may"}
    with Base.open(house) as base:
        base.article_ids()
        refused = run("restore", str(tmp_path / "copies"), "--replace")
        assert refused.status == 1 and "Stop Dateline" in refused.err
    done = run("restore", str(tmp_path / "copies"), "--replace", "--json").json
    assert articles_of(house) == {"march"}
    (kept,) = [Path(one) for one in done["aside"] if one.endswith("Z") and "digests" not in one]
    assert articles_of(kept) == {"march", "may"}


def test_a_damaged_backup_changes_nothing(run: Run, house: Path, tmp_path: Path) -> None:
    made = Path(run("backup", str(tmp_path / "copies"), "--json").json["backup"])
    before = holds(house.parent)
    for file in ("base.db", "digests.db"):
        content = (made / file).read_bytes()
        (made / file).write_bytes(content[:5000] + b"?" + content[5001:])
        refused = run("restore", str(made), "--replace")
        assert refused.status == 1 and f"{file} of the backup" in refused.err
        (made / file).unlink()
        refused = run("restore", str(made), "--replace")
        assert refused.status == 1 and f"{file} of the backup" in refused.err
        (made / file).write_bytes(content)
    assert holds(house.parent) == before
    (made / manifest.NAME).write_text('{"dateline_backup": 1, "files": [{"name": "../x"}]}')
    assert "damaged" in run("restore", str(made), "--replace").err
    (made / manifest.NAME).write_text('{"dateline_backup": 2}')
    assert "newer version" in run("restore", str(made), "--replace").err
    assert holds(house.parent) == before


def test_a_backup_of_a_newer_dateline_is_refused(run: Run, house: Path, tmp_path: Path) -> None:
    made = Path(run("backup", str(tmp_path / "copies"), "--json").json["backup"])
    said = json.loads((made / manifest.NAME).read_text())
    said["schema"].append("m999_of_a_later_one")
    (made / manifest.NAME).write_text(json.dumps(said))
    refused = run("restore", str(made), base=tmp_path / "new.db")
    assert refused.status == 1 and "newer version of Dateline" in refused.err
    assert not (tmp_path / "new.db").exists()
    backup(house, tmp_path / "copies", now=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    (other,) = {*whole(tmp_path / "copies")} - {made}
    other.rename(made.with_name("facts-20200101T000000Z"))
    done = run("restore", str(tmp_path / "copies"), base=tmp_path / "new.db")
    assert done.status == 0 and "From facts-20200101T000000Z" in done.err
    assert f"can't use it: {made.name}" in done.err


def test_one_of_an_older_dateline_is_brought_up_to_date(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress(OLD.read_bytes()))
    made = Path(run("backup", str(tmp_path / "copies"), "--json", base=old).json["backup"])
    assert manifest.read(made).schema == schema.VERSIONS[:1]
    done = run("restore", str(made), "--json", base=tmp_path / "new.db")
    assert done.status == 0 and done.json["articles"] > 0
    assert schema.applied(tmp_path / "new.db") == schema.VERSIONS


def test_the_last_ones_are_kept(house: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    for day in range(4):
        backup(house, copies, now=partial(NOON.__add__, timedelta(days=day)), keep=2)
    assert [one.name for one in whole(copies)] == [
        "facts-20261125T120000Z",
        "facts-20261124T120000Z",
    ]


def test_backups_of_several_bases_are_kept_apart(run: Run, house: Path, tmp_path: Path) -> None:
    copies, other, third = tmp_path / "copies", tmp_path / "b" / "facts.db", tmp_path / "c.db"
    other.parent.mkdir()
    backup(house, copies, now=lambda: NOON, keep=1)
    for path in (other, third):
        with bases.opened(path) as base:
            fill(base, [MAY])
        for hours in (1, 2):
            backup(path, copies, now=partial(NOON.__add__, timedelta(hours=hours)), keep=1)
    assert [one.name for one in whole(copies)] == [
        "facts-20261122T140000Z",
        "c-20261122T140000Z",
        "facts-20261122T120000Z",
    ]
    done = run("restore", str(copies), "--replace")
    assert done.status == 0 and "From facts-20261122T120000Z" in done.err
    assert articles_of(house) == {"march"}
    (tmp_path / "new").mkdir()
    done = run("restore", str(copies), "--json", base=tmp_path / "new" / "c.db")
    assert done.json["backup"].endswith("/c-20261122T140000Z")
    for name in ("facts.db", "else.db"):
        refused = run("restore", str(copies), base=tmp_path / "new" / name)
        assert refused.status == 1 and "facts-20261122T140000Z, " in refused.err
        assert not (tmp_path / "new" / name).exists()


def test_a_clock_that_was_wrong_changes_no_order(house: Path, tmp_path: Path) -> None:
    copies, later = tmp_path / "copies", NOON.replace(year=2031)
    (copies / "facts-99999999T999999Z").mkdir(parents=True)
    made = [
        backup(house, copies, now=partial(datetime.replace, at), keep=2)
        for at in (later, NOON, NOON)
    ]
    assert whole(copies) == [made[2].folder, made[1].folder]
    assert find(copies, house).folder == made[2].folder


def test_what_is_damaged_is_not_backed_up(house: Path, tmp_path: Path) -> None:
    content = house.read_bytes()
    with closing(sqlite3.connect(house)) as db:
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='mentions_article'"
        ).fetchone()
    start = (page - 1) * 4096
    house.write_bytes(content[:start] + b"?" * 4096 + content[start + 4096 :])
    with pytest.raises(BaseProblem, match="damaged"):
        backup(house, tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_cannot_be_is_said(run: Run, house: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for said, words in {
        "can't be written": ("backup", str(tmp_path / "file")),
        "no folder “nowhere”": ("restore", str(tmp_path / "nowhere")),
        "no whole backup": ("restore", str(tmp_path)),
        "A replica is an address": ("restore", "ftp://somewhere/else"),
        "password": ("restore", "sftp://anna:hunter2@host/path"),
    }.items():
        refused = run(*words, base=house)
        assert refused.status == 1 and said in refused.err and "hunter2" not in refused.err
    assert run("backup", str(tmp_path / "c"), base=tmp_path / "none.db").status == 1
    assert run("backup", str(tmp_path / "c"), "--keep", "0").status == 2
    assert run("restore", str(tmp_path), "--at", "2026-11-22").status == 2
    assert run("restore", "file:///x", "--at", "yesterday").status == 2
    assert not (tmp_path / "c").exists()


def test_every_file_beside_the_base_is_in_the_list() -> None:
    """Whoever names another file beside the base puts it on the list, or here with a reason."""
    anew = {"new": "a base in the making", "parses": "comes back by reading"}
    named = {
        name
        for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "knowledge").rglob("*.py")]
        for name in re.findall(r"\.stem\}\.(\w+)\.db\"", path.read_text("utf-8"))
    }
    assert named == {one.name for one in BESIDE} | ({*anew} & named)
    assert set(all_files(Path("a.db"))) == {*(one.name for one in BESIDE), "base"}
