"""`decide`, `log` and `export --record`: the desk's decisions on the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.model import verification
from tests.knowledge.base.world import HAYASHI, HUN_SEN, KISHIDA, SOKHONN, fill, met, paid, told
from tests.knowledge.cli.conftest import Run

VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Phnom Penh")


@pytest.fixture
def facts(db: Path) -> list[str]:
    """The ids of a meeting that two articles tell, and of another."""
    with Base.open(db) as base:
        fill(base, [told("a", VISIT, paid(5)), told("b", VISIT)])
        fill(base, [told("c", met(HAYASHI, SOKHONN, on="2022-03-21"))])
        return [str(row["id"]) for row in _meetings(base)]


def _meetings(base: Base) -> list[dict[str, str]]:
    with base.reader() as db:
        rows = db.execute("SELECT id FROM facts WHERE kind='meeting' ORDER BY last_day, n")
        return [{"id": row[0]} for row in rows]


def test_a_fact_is_corrected_verified_and_taken_back(run: Run, facts: list[str], db: Path) -> None:
    fact = facts[0]
    parts = run("decide", "correct", fact)
    assert "  date: 20 March 2022" in parts.out and "  occasion: not known" in parts.out
    done = run("decide", "correct", fact, "date", "21 March 2022", "--why", "The palace says so.",
               "--who", "Ana")  # fmt: skip
    assert (done.status, "decide undo" in done.err) == (0, True)
    assert "corrected from 20 to 21 March 2022 — “The palace says so.”" in done.out
    assert "[date corrected by the desk on" in done.out and "(was: 20 March 2022)]" in done.out
    assert "[verified by the desk;" in run("decide", "verify", fact).out
    again = run("decide", "verify", fact)
    assert again.status == 1 and "verified already" in again.err
    first, second = run("log", "--json").json
    assert (first["action"], first["who"].split(":")[0], first["holds"]) == ("verify", "cli", True)
    assert (second["who"], second["field"], second["value"]) == ("Ana", "date", "2022-03-21")
    undone = run("decide", "undo", second["id"], "--json").json
    assert undone["decided"][0]["fact"]["date"] == "2022-03-20" and undone["refused"] == []
    lines = run("log", "--fact", fact).out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["1", "2", "3"]
    assert lines[0].endswith("(undone)") and "UTC, Ana: date of “" in lines[0]
    assert ": undone: date of “" in lines[2]
    with Base.open(db, readonly=True) as base:
        found = base.fact(fact)
        assert found is not None and verification(found) is None


def test_values_that_cannot_be_used_are_sent_back(run: Run, facts: list[str]) -> None:
    for arguments, said in (
        (("correct", facts[0], "date", "soon"), "no date that I know"),
        (("correct", facts[0], "colour", "red"), "no part “colour”"),
        (("correct", facts[0], "people", "Nobody Known"), "in quotation marks"),
        (("correct", "nothing", "date", "2022"), "Ids of facts stand in"),
        (("correct", "nothing"), "Ids of facts stand in"),
        (("restore", facts[0]), "No fact with this id is retracted"),
        (("split", facts[0], "--source", "z"), "no source of this fact"),
        (("merge", facts[0]), "one fact already"),
        (("undo", "nothing"), "no such decision"),
    ):
        done = run("decide", *arguments)
        assert done.status == 1 and said in done.err and done.out == ""
    assert run("decide", "verify").status == 2
    assert run("log").out.startswith("Nothing was decided yet")


def test_facts_are_retracted_restored_merged_and_split(run: Run, facts: list[str]) -> None:
    one, two = facts
    assert run("decide", "retract", one, "nothing").status == 1
    assert run("meetings", "--json").json["total"] == 1
    assert run("decide", "restore", one).status == 0
    assert run("decide", "merge", one, two).status == 0
    assert run("meetings", "--json").json["total"] == 1
    assert run("decide", "split", one, "--source", "b").status == 0
    assert run("meetings", "--json").json["total"] == 2
    made = [one["action"] for one in run("log", "--json").json]
    assert made == ["split", "merge", "restore", "retract"]


def test_the_record_is_exported_whole(run: Run, facts: list[str]) -> None:
    assert run("export", "--record").out == "[]\n"
    run("decide", "correct", facts[0], "place", "Tokyo", "--who", "Ana", "--why", "=1+1")
    run("decide", "verify", *facts)
    record = json.loads(run("export", "--record").out)
    assert [one["n"] for one in record] == [1, 2, 3]
    assert (record[0]["words"], record[0]["was"], record[0]["on"][0]) == (
        "Tokyo", "Phnom Penh", f"fact:{facts[0]}",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(run("export", "--record", "--format", "csv").out)))
    assert [row["action"] for row in rows] == ["correct", "verify", "verify"]
    assert rows[0]["who"] == "Ana" and rows[0]["why"] == "'=1+1"
    assert run("export", "--record", "--format", "ics").status == 2
    assert run("export", "--record", "--kind", "meeting").status == 2


def test_who_was_forgotten_stays_unnamed_in_the_log(run: Run, facts: list[str], db: Path) -> None:
    run("decide", "verify", facts[0], "--who", "Ana")
    with Base.open(db) as base:
        base.forget_person("Ana")
    assert (
        "UTC, somebody forgotten: “" in run("log").out
        and run("log", "--json").json[0]["who"] is None
    )


def test_check_finds_readings_out_of_step_and_rebuild_mends(
    run: Run, facts: list[str], db: Path
) -> None:
    run("decide", "correct", facts[0], "date", "21 March 2022")
    run("decide", "merge", *facts)
    assert "decisions: 2 checked, sound" in run("check").out
    with Base.open(db) as base:
        connection = base._connections.writer()
        connection.execute("UPDATE readings SET fields=coalesce(machine, fields), machine=NULL")
        connection.execute("DELETE FROM bonds")
        connection.execute("DELETE FROM decision_targets WHERE decision=2")
        connection.commit()
    done = run("check")
    assert done.status == 1 and "is not as it was decided" in done.out
    assert "decision 2 is not found by" in done.out
    assert "to mend it: python -m knowledge rebuild --fold-only" in done.out
    rebuilt = run("rebuild", "--fold-only")
    assert rebuilt.status == 0 and "2 decisions on facts re-applied, 3 readings" in rebuilt.err
    assert run("check").status == 0
    meetings = run("meetings", "--json").json
    assert meetings["total"] == 1 and meetings["facts"][0]["date"] == "2022-03-21"


def test_rebuild_says_what_cannot_be_applied_any_more(run: Run, facts: list[str], db: Path) -> None:
    run("decide", "verify", *facts, "--who", "Ana")
    with Base.open(db) as base:
        base.reread("c", [])
    done = run("rebuild", "--fold-only", "--json")
    assert done.json["decisions"] == 1 and len(done.json["waiting"]) == 1
    assert "1 decision can't be applied any more" in done.err
    assert "UTC, Ana: “21 March 2022 —" in done.err
