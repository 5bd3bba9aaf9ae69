"""Questions without an answer: counted together, bounded, forgotten in time, naming nobody."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import Base, gaps, tables_3, tables_6, tables_10
from knowledge.base.forgetting import Forgotten
from knowledge.base.gaps import LONGEST, Gap
from knowledge.base.opinions import Feedback, Proposal
from tests.bases import opened
from tests.effort import examples


def listed(base: Base) -> list[tuple[str, int, int]]:
    return [(one.asked, one.times, one.unhelpful) for one in base.gaps(10).gaps]


def dated(base: Base, at: str) -> None:
    """Let everything so far have been asked at that time."""
    with base._connections.write() as db:
        for table in ("gaps", "feedback", "unanswered"):
            db.execute(f"UPDATE {table} SET at=?", (at,))


def added_up(base: Base) -> None:
    """Check that the list is what the rows come to, added up anew."""
    with base._connections.write() as db:
        kept = db.execute("SELECT * FROM unanswered ORDER BY key").fetchall()
        db.execute("DELETE FROM unanswered")
        keys = db.execute("SELECT key FROM gaps UNION SELECT key FROM feedback").fetchall()
        gaps.add_up(db, [key for (key,) in keys])
        anew = db.execute("SELECT * FROM unanswered ORDER BY key").fetchall()
    assert [tuple(row) for row in kept] == [tuple(row) for row in anew]


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
    assert len(base.gaps(1).gaps[0].asked) <= LONGEST


def test_the_commonest_come_first_then_the_latest(base: Base) -> None:
    base.count_gap("U1", "old")
    dated(base, "2022-11-15T00:00:00+00:00")
    base.count_gap("U1", "new")
    base.count_gap("U1", "twice")
    base.count_gap("U2", "twice")
    assert [one.asked for one in base.gaps(10).gaps] == ["twice", "new", "old"]
    assert base.gaps(1).gaps[0] == Gap("twice", 2, 0, base.gaps(1).gaps[0].at)


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
    base.propose(Proposal("f1", "U1", "date", "12 May", "a slip", "as shown"))
    base.propose(Proposal("f1", "U2", "date", "13 May", "", "as shown"))
    assert base.forget_person("U1") == Forgotten(
        questions=2, thumbs=1, proposals=1, requests=0, others=0, decisions=0
    )
    assert listed(base) == [("who owns the mill", 1, 0)]
    assert [one.person for one in base.proposals()] == ["U2"]
    assert base.forget_person("U1") == Forgotten(
        questions=0, thumbs=0, proposals=0, requests=0, others=0, decisions=0
    )
    added_up(base)


def test_words_of_a_person_that_stand_with_another_are_deleted_too(base: Base) -> None:
    base.count_gap("U2", "who met the miller? … and why?", "U1")
    base.count_gap("U2", "who owns the mill")
    base.take_feedback(Feedback("m1", "U2", "where is the mill", helpful=False, asker="U1"))
    assert base.forget_person("U1") == Forgotten(
        questions=0, thumbs=0, proposals=0, requests=0, others=2, decisions=0
    )
    assert listed(base) == [("who owns the mill", 1, 0)]
    assert base.feedback_counted() == (0, 1)
    added_up(base)


@pytest.mark.parametrize("forget", ["person", "words", "older"])
def test_no_letter_of_what_was_deleted_is_left_in_the_files(tmp_path: Path, forget: str) -> None:
    secret = "who pays the piper of Hamelin"
    with Base.open(tmp_path / "base.db") as base:
        base.count_gap("U1", secret)
        base.count_gap("U2", f"{secret} … and why", "U1")
        base.take_feedback(Feedback("m1", "U2", secret, helpful=False, asker="U1"))
        match forget:
            case "person":
                base.forget_person("U1")
            case "words":
                base.keep_asked(0)
            case "older":
                dated(base, "2022-11-15T00:00:00+00:00")
                base.keep_asked(180)
        files = [file.read_bytes().lower() for file in tmp_path.iterdir()]
    assert not any(b"piper" in content for content in files)


def test_only_so_many_are_kept(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST", 2)
    for day, text in enumerate(("one", "two", "three", "four"), start=1):
        base.count_gap("U1", text)
        with base._connections.write() as db:
            for table in ("gaps", "unanswered"):
                db.execute(f"UPDATE {table} SET at=? WHERE key=?", (f"2022-11-0{day}", text))
    base.count_gap("U1", "five")
    assert [one.asked for one in base.gaps(10).gaps] == ["five", "four", "three"]
    added_up(base)


def test_the_list_has_pages_and_ends_with_the_last(base: Base) -> None:
    for number in range(5):
        base.count_gap("U1", f"question {number}")
    dated(base, "2022-11-15T00:00:00+00:00")
    told = [[one.asked for one in base.gaps(2, page).gaps] for page in (1, 2, 3)]
    assert [len(page) for page in told] == [2, 2, 1]
    assert sorted(one for page in told for one in page) == [
        f"question {number}" for number in range(5)
    ]
    assert base.gaps(2, 10**9) == base.gaps(2, 3)
    last = base.gaps(2, 3)
    assert (last.page, last.pages, last.total) == (3, 3, 5)


def test_a_page_is_found_without_reading_the_others(base: Base) -> None:
    """Among 100,000 questions, a page takes about a millisecond so, and 250 without."""
    told: list[str] = []
    with base.reader() as db:
        db.set_trace_callback(told.append)
        gaps.listed(db, 20, 5)
        db.set_trace_callback(None)
        plan = [row[3] for one in told for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert any("unanswered USING COVERING INDEX unanswered_by_need" in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN") and "COVERING" not in step
                and "json_each" not in step]  # fmt: skip


def test_an_older_base_has_what_it_counted(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "older.db", isolation_level=None)) as db:
        for statement in (*tables_3.VERSION_3[:1], *tables_6.VERSION_6):
            db.execute(statement)
        db.execute("INSERT INTO gaps VALUES ('why', 'U1', '2022-11-15', 'Why?', 2)")
        for person, asked, helpful in (("U1", "*Why*", 0), ("U2", "when", 0), ("U3", "who", 1)):
            row = ("m1", person, "2022-11-16", asked, helpful)
            db.execute("INSERT INTO feedback VALUES (?,?,?,?,?)", row)
        for statement in tables_10.VERSION_10:
            db.execute(statement)
        tables_10.convert(db)
        assert gaps.listed(db, 10).gaps == (
            Gap("Why?", 2, 1, "2022-11-16"),
            Gap("when", 0, 1, "2022-11-16"),
        )


QUESTIONS = ("who owns the mill", "Who OWNS the mill?", "and why", "", "meetings Japan")
deeds = st.lists(
    st.tuples(
        st.sampled_from(("count", "up", "down", "forget", "words")),
        st.sampled_from(("U1", "U2", "U3")),
        st.sampled_from(QUESTIONS),
        st.sampled_from(("", "U1", "U2")),
        st.sampled_from(("m1", "m2")),
    ),
    max_size=15,
)


@given(deeds)
@settings(max_examples=examples(15), deadline=None)
def test_the_list_is_always_what_the_rows_come_to(
    done: list[tuple[str, str, str, str, str]],
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "base.db") as base:
        for deed, person, text, whose, answer in done:
            match deed:
                case "count":
                    base.count_gap(person, text, whose)
                case "up" | "down":
                    judged = Feedback(answer, person, text, helpful=deed == "up", asker=whose)
                    base.take_feedback(judged)
                case "forget":
                    base.forget_person(person)
                case "words":
                    base.keep_asked(0)
        added_up(base)


def test_no_row_can_be_of_no_question(base: Base) -> None:
    with pytest.raises(sqlite3.Error), base._connections.write() as db:
        db.execute("INSERT INTO gaps VALUES ('k', 'U1', '2022', 'k', 0, '')")
