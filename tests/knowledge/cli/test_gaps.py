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


def test_page_after_page_the_same_is_told_as_in_an_answer(
    run: Run, articles: Path, db: Path
) -> None:
    run("ingest", str(articles))
    with Base.open(db) as base:
        for number in range(45):
            base.count_gap("U1", f"who owns mill {number}?")
    pages = [run("gaps", "--page", str(page)).out for page in (1, 2, 3)]
    assert [page.count("who owns mill") for page in pages] == [20, 20, 5]
    assert pages[0].splitlines()[-1].startswith("45 questions, ")
    assert pages[2].splitlines()[-1].endswith("; page 3 of 3.")
    assert run("gaps", "--page", "99").out == pages[2]
    for page, told in enumerate(pages, start=1):
        answer = run("ask", f"/dateline gaps page {page}").out
        assert told.strip() in answer
        assert run("ask", f"gaps page {page}").out == answer
