"""`gaps`: questions without an answer."""

from pathlib import Path

from knowledge.base import Base
from knowledge.base.opinions import Feedback
from tests.knowledge.cli.conftest import Run


def asked(db: Path) -> None:
    with Base.open(db) as base:
        base.count_gap("U1", "Who owns <!channel> the mill?\x1b")
        base.count_gap("U2", "who owns the mill")
        base.take_feedback(Feedback("m1", "U1", "meetings Japan", helpful=False))


def test_gaps_are_listed_without_a_name(run: Run, articles: Path, db: Path) -> None:
    assert "No question without an answer" in run("ingest", str(articles)).out + run("gaps").out
    asked(db)
    done = run("gaps")
    assert (done.status, done.err) == (0, "")
    assert "“who owns the mill”: asked 2 times, last on " in done.out.splitlines()[0]
    assert "“meetings Japan”: 1 unhelpful" in done.out
    assert "U1" not in done.out and "\x1b" not in done.out and "<!" not in done.out
    assert run("ask", "/dateline gaps").out.count("asked 2 times") == 1


def test_gaps_for_machines(run: Run, articles: Path, db: Path) -> None:
    run("ingest", str(articles))
    asked(db)
    first, second = run("gaps", "--json").json
    assert (first["asked"], first["times"], first["unhelpful"]) == ("who owns the mill", 2, 0)
    assert set(second) == {"asked", "times", "unhelpful", "at"}
    assert len(run("gaps", "--json", "--limit", "1").json) == 1


def test_what_somebody_asked_is_deleted_when_asked_to(run: Run, articles: Path, db: Path) -> None:
    run("ingest", str(articles))
    asked(db)
    assert run("gaps", "--forget", "U1", "--json").json == {"deleted": 2}
    assert run("gaps", "--forget", "U1").out == "Deleted: 0\n"
    assert "asked 1 time," in run("gaps").out and "Japan" not in run("gaps").out
