"""`forget`: what one person said to Dateline is deleted wherever it is kept."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import Base, remembered, shown
from knowledge.base.opinions import Feedback, Proposal
from tests.knowledge.cli.conftest import Run

SECRET = "who pays the piper of Hamelin"


@pytest.fixture
def said(run: Run, db: Path, articles: Path) -> Path:
    """The fact base and the file of threads, with words of two people in both."""
    run("ingest", str(articles))
    with Base.open(db) as base:
        base.count_gap("U1ANNA", SECRET)
        base.count_gap("U2BEN", f"{SECRET} … and why?", "U1ANNA")
        base.count_gap("U2BEN", "who owns the mill")
        base.take_feedback(Feedback("m1", "U1ANNA", "meetings Japan", helpful=False))
        base.take_feedback(Feedback("m2", "U2BEN", SECRET, helpful=True, asker="U1ANNA"))
        base.propose(Proposal("f1", "U1ANNA", "date", "12 May", "the piper said so", "as shown"))
    with closing(sqlite3.connect(remembered.beside(db), isolation_level=None)) as threads:
        threads.execute(remembered.SCHEMA)
        threads.execute("CREATE TABLE asked(text TEXT)")
        threads.execute("INSERT INTO asked VALUES ('nobody knows whose: the piper')")
        for ts, person, text in (("1", "U1ANNA", SECRET), ("2", "U2BEN", "who owns the mill")):
            row = ("A:T:C", "1.0", ts, 1.0, person, 0, text)
            threads.execute("INSERT INTO turns VALUES (?,?,?,?,?,?,?,NULL)", row)
    with closing(sqlite3.connect(shown.beside(db), isolation_level=None)) as messages:
        for statement in shown.SCHEMA:
            messages.execute(statement)
        for channel, ts, person, asked in (
            *(("C1", "1", "U1ANNA", SECRET), ("D1", "2", "U1ANNA", SECRET)),
            ("C1", "3", "U2BEN", "who owns the mill"),
        ):
            messages.execute(
                "INSERT INTO messages(team, channel, ts, thread, sort, person, at, since, seen,"
                " facts, again, url) VALUES ('T1',?,?,'','post',?,1.0,0,0,'[]',?,'')",
                (channel, ts, person, json.dumps({"ask": asked})),
            )
    return db


def words(db: Path) -> bytes:
    """All that the files beside the base hold, in small letters."""
    return b"".join(file.read_bytes() for file in db.parent.glob(f"{db.stem}*")).lower()


def test_nothing_of_a_person_is_left_and_all_of_the_other(run: Run, said: Path) -> None:
    assert b"piper" in words(said)
    done = run("forget", "U1ANNA", "--json")
    assert done.json == {
        "questions": 1, "thumbs": 1, "proposals": 1, "requests": 0, "others": 2, "threads": 1,
        "decisions": 0, "shown": 2, "digests": 0, "waiting": 0, "review": 0,
    }  # fmt: skip
    assert b"piper" not in words(said) and b"u1anna" not in words(said)
    assert words(said).count(b"who owns the mill") >= 2
    assert "“who owns the mill”: asked 1 time" in run("gaps").out
    assert set(run("forget", "U1ANNA", "--json").json.values()) == {0}


def test_it_is_told_what_was_deleted(run: Run, said: Path) -> None:
    told = run("forget", "U1ANNA").out.splitlines()
    assert told[:3] == ["Deleted:", "  1 question without an answer", "  1 thumb below an answer"]
    assert "  2 places where others had words of theirs" in told


@pytest.mark.parametrize("user", ["anna", "@anna", "<@U1ANNA>", "u1anna", "", "C123"])
def test_who_is_no_member_id_is_refused_with_the_way_to_one(
    run: Run, said: Path, user: str
) -> None:
    done = run("forget", user)
    assert done.status == 2 and "Copy member ID" in done.err
    assert b"piper" in words(said)


def test_without_a_file_of_threads_there_is_none_to_forget(run: Run, said: Path) -> None:
    remembered.beside(said).unlink()
    assert run("forget", "U1ANNA", "--json").json["threads"] == 0
    assert not remembered.beside(said).exists()


def test_a_damaged_file_of_threads_is_told_of(run: Run, said: Path) -> None:
    remembered.beside(said).write_bytes(b"no database " * 500)
    done = run("forget", "U1ANNA")
    assert done.status == 1 and "facts.threads.db" in done.err and "damaged" in done.err
    assert str(said.parent) not in done.err


def test_proposals_that_were_decided_go_in_time_and_open_ones_stay(db: Path) -> None:
    with Base.open(db) as base:
        for _ in range(3):
            base.propose(Proposal("f1", "U1ANNA", "date", "12 May", "the piper", "as shown"))
        with closing(sqlite3.connect(db, isolation_level=None)) as written:
            written.execute("UPDATE proposals SET at='2020-01-01T00:00:00+00:00' WHERE n < 3")
            written.execute("UPDATE proposals SET settled='d' WHERE n > 1")
        base.keep_proposals(30)
        assert [one.n for one in base.proposals()] == [3, 1]
        base.keep_proposals(0)
        assert [one.n for one in base.proposals()] == [3, 1]
