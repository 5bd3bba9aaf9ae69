"""`review`: what waits for editors."""

from pathlib import Path

from knowledge.base import Base
from knowledge.base.opinions import Proposal
from tests.knowledge.base.world import SOKHONN, fill, met, told
from tests.knowledge.cli.conftest import Run


def propose(db: Path) -> str:
    """Propose something on the first fact; its id."""
    with Base.open(db) as base:
        with base.reader() as rows:
            fact = str(rows.execute("SELECT id FROM facts ORDER BY n").fetchone()[0])
        fill(base, [told("weak", met(SOKHONN))])
        base.propose(Proposal(fact, "U1", "date", "2 May 2022", "A slip.\nReally.", "as shown"))
        return fact


def test_what_waits_is_listed_with_its_reasons(run: Run, articles: Path, db: Path) -> None:
    run("ingest", str(articles))
    fact = propose(db)
    done = run("review")
    assert (done.status, done.err) == (0, "")
    head, *lines = done.out.splitlines()
    assert head == "A colleague finds this fact wrong  [proposal:1]"
    for line in ("Proposed: date 2 May 2022", "Why: “A slip. Really.”", "Somebody says so."):
        assert f"  {line}" in lines
    assert any(fact in line for line in lines) and "Weak evidence  [weak:" in done.out


def test_what_waits_for_machines(run: Run, articles: Path, db: Path) -> None:
    run("ingest", str(articles))
    fact = propose(db)
    first = run("review", "--json").json[0]
    assert (first["key"], first["sort"], first["fact"]) == ("proposal:1", "proposal", fact)
    assert (first["field"], first["value"], first["people"]) == ("date", "2 May 2022", ["U1"])
    assert first["sentence"] and first["article"] and first["since"]
    [weakest] = run("review", "--json", "--order", "evidence", "--limit", "1").json
    assert weakest["sort"] == "weak"
    assert run("review", "--order", "oldest").status == 2


def test_nothing_waits_in_an_empty_archive(run: Run, tmp_path: Path, db: Path) -> None:
    Base.open(db).close()
    assert "Nothing waits for a decision." in run("review").out
    assert run("review", "--json").json == []


def test_a_proposal_that_was_decided_on_is_listed_with_what_was_decided(
    run: Run, articles: Path, db: Path
) -> None:
    run("ingest", str(articles))
    propose(db)
    with Base.open(db) as base:
        base.reject("proposal:1", who="U2", why="It is right.", shown="as shown")
    assert "proposal:1" not in run("review").out
    assert "decided: " in run("proposals").out and "It is right." in run("proposals").out
