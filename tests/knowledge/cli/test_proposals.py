"""`proposals`: what people propose to correct."""

from pathlib import Path

from knowledge.base import Base
from knowledge.base.opinions import Proposal
from tests.knowledge.cli.conftest import Run


def propose(db: Path, *, shown: str | None = None) -> str:
    """Keep a proposal about the newest fact; its id."""
    with Base.open(db) as base:
        fact = base.article("may") and base.fact(_first(base))
        assert fact is not None
        words = shown if shown is not None else "1 May 2022 — as it was"
        base.propose(Proposal(fact.id, "U1", "date", "2 May 2022", "A slip.\nReally.", words))
        base.propose(Proposal("gone", "U2", "whole", "", "", "A fact that is gone"))
        return fact.id


def _first(base: Base) -> str:
    with base.reader() as db:
        return str(db.execute("SELECT id FROM facts ORDER BY n").fetchone()[0])


def test_proposals_are_listed_the_newest_first(run: Run, articles: Path, db: Path) -> None:
    assert "Nobody has proposed" in run("ingest", str(articles)).out + run("proposals").out
    fact = propose(db)
    done = run("proposals")
    assert (done.status, done.err) == (0, "")
    assert done.out.index("gone") < done.out.index(fact)
    for line in (
        "Slack user U1",
        "shown: 1 May 2022 — as it was",
        "right: 2 May 2022",
        "why:   A slip. Really.",
    ):
        assert line in done.out
    assert "now:   no longer in the archive" in done.out


def test_proposals_for_machines(run: Run, articles: Path, db: Path) -> None:
    run("ingest", str(articles))
    fact = propose(db)
    first, second = run("proposals", "--json").json
    assert (first["fact"], first["now"]) == ("gone", None)
    assert (second["fact"], second["person"], second["value"]) == (fact, "U1", "2 May 2022")
    assert second["now"] and second["at"].endswith("+00:00")
    assert len(run("proposals", "--json", "--limit", "1").json) == 1
    assert run("proposals", "--limit", "0").status == 2


def test_a_fact_that_stands_as_it_was_is_told_once(run: Run, articles: Path, db: Path) -> None:
    run("ingest", str(articles))
    propose(db)
    shown = run("proposals", "--json").json[1]["now"]
    propose(db, shown=shown)
    block = run("proposals").out.split(f"shown: {shown}")[1]
    assert block.lstrip().startswith("wrong:")
