"""Questions without an answer: counted together, bounded, forgotten in time, naming nobody."""

import sqlite3
from pathlib import Path

import pytest

from knowledge.base import Base, gaps
from knowledge.base.gaps import LONGEST, Gap
from knowledge.base.opinions import Feedback


def listed(base: Base) -> list[tuple[str, int, int]]:
    return [(one.asked, one.times, one.unhelpful) for one in base.gaps(10)]


def dated(base: Base, at: str) -> None:
    """Let everything so far have been asked at that time."""
    with base._connections.write() as db:
        for table in ("gaps", "feedback"):
            db.execute(f"UPDATE {table} SET at=?", (at,))


@pytest.fixture
def base(tmp_path: Path) -> Base:
    return Base.open(tmp_path / "base.db")


def test_the_same_question_in_other_letters_is_counted_once(base: Base) -> None:
    base.count_gap("U1", "Who owns the RICE mill?")
    base.count_gap("U1", "who owns the rice mill")
    base.count_gap("U2", "*Who owns* the “rice mill”?")
    base.count_gap("U2", "Why?")
    assert listed(base) == [('Who owns the "rice mill"?', 3, 0), ("Why?", 1, 0)]


def test_thumbs_down_feed_the_same_list_and_a_changed_mind_counts_once(base: Base) -> None:
    base.count_gap("U1", "who owns the mill")
    base.take_feedback(Feedback("m1", "U1", "Who owns the mill?", helpful=False))
    base.take_feedback(Feedback("m2", "U2", "meetings Japan", helpful=False))
    base.take_feedback(Feedback("m3", "U2", "meetings Peru", helpful=True))
    assert listed(base) == [("who owns the mill", 1, 1), ("meetings Japan", 0, 1)]
    base.take_feedback(Feedback("m2", "U2", "meetings Japan", helpful=True))
    assert listed(base) == [("who owns the mill", 1, 1)]


def test_what_says_nothing_is_no_question_and_long_ones_are_cut(base: Base) -> None:
    for text in ("", "?!", "<@U0ANNA>", "\x00"):
        base.count_gap("U1", text)
    base.take_feedback(Feedback("m1", "U1", "?", helpful=False))
    assert listed(base) == []
    base.count_gap("U1", "\ud800 " + "x" * 9_000)
    assert len(base.gaps(1)[0].asked) <= LONGEST


def test_the_commonest_come_first_then_the_latest(base: Base) -> None:
    base.count_gap("U1", "old")
    dated(base, "2022-11-15T00:00:00+00:00")
    base.count_gap("U1", "new")
    base.count_gap("U1", "twice")
    base.count_gap("U2", "twice")
    assert [one.asked for one in base.gaps(10)] == ["twice", "new", "old"]
    assert base.gaps(1)[0] == Gap("twice", 2, 0, base.gaps(1)[0].at)


def test_they_are_forgotten_in_time_with_the_thumbs(base: Base) -> None:
    base.count_gap("U1", "an old secret")
    base.take_feedback(Feedback("m1", "U1", "meetings Japan", helpful=False))
    dated(base, "2022-11-15T00:00:00+00:00")
    base.count_gap("U1", "new")
    base.keep_asked(180)
    assert listed(base) == [("new", 1, 0)]
    assert base.feedback_counted() == (0, 0)
    base.take_feedback(Feedback("m1", "U1", "meetings Japan", helpful=True))
    base.keep_asked(0)
    assert listed(base) == [] and base.feedback_counted() == (1, 0)


def test_what_one_person_asked_can_be_deleted(base: Base) -> None:
    base.count_gap("U1", "who owns the mill")
    base.count_gap("U2", "who owns the mill")
    base.count_gap("U1", "why")
    base.take_feedback(Feedback("m1", "U1", "meetings Japan", helpful=False))
    assert base.forget_person("U1") == 3
    assert listed(base) == [("who owns the mill", 1, 0)]
    assert base.forget_person("U1") == 0


def test_only_so_many_are_kept(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST", 2)
    for day, text in enumerate(("one", "two", "three", "four"), start=1):
        base.count_gap("U1", text)
        with base._connections.write() as db:
            db.execute("UPDATE gaps SET at=? WHERE key=?", (f"2022-11-0{day}", text))
    base.count_gap("U1", "five")
    assert [one.asked for one in base.gaps(10)] == ["five", "four", "three"][: len(base.gaps(10))]
    assert len(base.gaps(10)) <= 3


def test_no_row_can_be_of_no_question(base: Base) -> None:
    with pytest.raises(sqlite3.Error), base._connections.write() as db:
        db.execute("INSERT INTO gaps VALUES ('k', 'U1', '2022', 'k', 0)")
