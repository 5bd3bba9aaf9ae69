"""Several processes read, one saves: the same outcome in the same order, whatever happens to them.

And what is remembered of articles: it goes with them, and nothing depends on it.
"""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import Base
from tests.knowledge.cli.conftest import Run
from tests.knowledge.cli.test_ingest import many, start, wait_for_articles, without_end


def undated(folder: Path) -> None:
    """Articles that others date, one that is no article, one twice, one that breaks down."""
    many(folder, 12)
    (folder / "a0000b.txt").write_text(
        "Leaders at the 41st ASEAN Summit\n\nThe 41st ASEAN Summit closed on November 13 with "
        "talks.\n\nHun Sen (KH) met Fumio Kishida (JP).\n"
    )
    (folder / "a0003b.txt").write_text(
        "---\npublished: 2022-11-14\n---\nThe 41st ASEAN Summit closed in Phnom Penh.\n\n"
        "Hun Sen (KH) met Justin Trudeau (CA).\n"
    )
    (folder / "a0004b.txt").write_text("")
    (folder / "a0005b.txt").write_text("Please explode over this sentence, dear extractor.\n")
    (folder / "more").mkdir()
    (folder / "more" / "a0002.txt").write_bytes((folder / "a0002.txt").read_bytes())


def test_the_outcome_does_not_depend_on_the_number_of_processes(run: Run, tmp_path: Path) -> None:
    undated(tmp_path / "in")
    seen = []
    for jobs in ("1", "3"):
        base = tmp_path / f"facts-{jobs}.db"
        done = run("ingest", "--json", "--jobs", jobs, "in", base=base)
        again = run("rebuild", "--json", "--jobs", jobs, base=base)
        facts = run("export", "--format", "json", base=base)
        listed = run("articles", "list", "--json", base=base)
        seen.append((done.status, done.json, again.status, again.json, facts.out, listed.out))
    assert seen[0] == seen[1]
    assert seen[0][0] == seen[0][2] == 1


def test_a_process_that_dies_costs_its_article_and_no_other(run: Run, tmp_path: Path) -> None:
    many(tmp_path / "in", 8)
    (tmp_path / "in" / "a0003b.txt").write_text("Hun Sen will perish always.\n")
    done = run("ingest", "--jobs", "2", "in")
    assert (done.status, "8 new, 1 failed" in done.err) == (1, True)
    assert "a0003b.txt: stored without facts" in done.err


def test_a_process_that_dies_once_costs_nothing(run: Run, tmp_path: Path) -> None:
    many(tmp_path / "in", 4)
    (tmp_path / "in" / "a0001b.txt").write_text(
        "Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21. They perish once.\n"
    )
    done = run("ingest", "--jobs", "2", "in")
    assert (done.status, "5 new; " in done.err) == (0, True)
    assert "perish" not in done.err


def children(process: "subprocess.Popen[str]") -> list[int]:
    threads = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(pid) for thread in threads for pid in thread.read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are listed on Linux")
def test_processes_end_with_the_command(db: Path, tmp_path: Path) -> None:
    without_end(tmp_path / "in", 99)
    for number in (signal.SIGTERM, signal.SIGKILL):
        process = start(db, tmp_path / "in", "--jobs", "2")
        wait_for_articles(db, 25, process)
        reading = children(process)
        assert len(reading) >= 2
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert "Traceback" not in err
        if number is signal.SIGTERM:
            assert (process.returncode, "What was saved so far is whole." in err) == (130, True)
        deadline = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in reading):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        for file in tmp_path.glob("facts.*"):
            file.unlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes of this kind")
def test_ctrl_c_reaches_all_processes_and_one_answers(db: Path, tmp_path: Path) -> None:
    without_end(tmp_path / "in", 99)
    process = start(db, tmp_path / "in", "--jobs", "2")
    wait_for_articles(db, 25, process)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err.strip()) == (130, "Stopped. What was saved so far is whole.")


def remembered(tmp_path: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(tmp_path / "facts.parses.db")) as db:
        return dict(db.execute("SELECT article, parses FROM parses"))


def test_what_is_remembered_goes_with_the_articles(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    run("ingest", str(articles))
    assert remembered(tmp_path) == {"march": b"1", "may": b"1"}
    run("rebuild")
    assert remembered(tmp_path) == {"march": b"2", "may": b"2"}
    assert "parses" in run("doctor", "--json").json["base"]
    run("articles", "remove", "may")
    assert remembered(tmp_path) == {"march": b"2"}


def test_what_is_remembered_of_articles_that_are_gone_goes_too(
    run: Run, articles: Path, db: Path, tmp_path: Path
) -> None:
    run("ingest", str(articles))
    for file in tmp_path.glob("facts.db*"):
        file.unlink()
    run("ingest", str(articles / "march.txt"))
    assert remembered(tmp_path) == {"march": b"2"}


@pytest.mark.parametrize("damage", ["gone", "noise", "folder"])
def test_nothing_depends_on_what_is_remembered(
    run: Run, articles: Path, tmp_path: Path, damage: str
) -> None:
    run("ingest", str(articles))
    before = run("export", "--format", "json").out
    file = tmp_path / "facts.parses.db"
    file.unlink()
    if damage == "noise":
        file.write_bytes(os.urandom(5000))
    if damage == "folder":
        file.mkdir()
    done = run("rebuild")
    assert (done.status, done.err.splitlines()[-1].startswith("3 facts")) == (0, True)
    assert run("export", "--format", "json").out == before
    with Base.open(tmp_path / "facts.db") as base:
        assert base.article_sizes().keys() == {"march", "may", "french"}
