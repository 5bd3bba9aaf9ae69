"""`explain` shows what was recorded: fields, sentences, chains and rules, variants and history."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.model import AgreementStatus, Evidence, Fields, Kind, Link
from tests.knowledge.base.world import (
    HUN_SEN,
    KINDS,
    KISHIDA,
    agreed,
    ahead,
    ask,
    fill,
    met,
    paid,
    role,
    said,
    told,
)
from tests.knowledge.cli.conftest import Run

EVERY = (
    met(HUN_SEN, KISHIDA, on="2022-03-21"),
    agreed("rice farming", on="2022-03-21"),
    paid(51_300_000),
    said("we shall stand by our friends", KISHIDA),
    ahead("anniversary of ties", "2023", "JP", "KH"),
    role(KISHIDA),
)


def only(db: Path, kind: Kind) -> str:
    with Base.open(db) as base:
        [fact], _ = base.find(kind, ask(), limit=2, offset=0)
    return fact.id


@pytest.mark.parametrize("fields", EVERY, ids=[KINDS[type(one)] for one in EVERY])
def test_every_kind_names_rule_and_sentence(run: Run, db: Path, fields: Fields) -> None:
    with Base.open(db) as base:
        fill(base, [told("a", fields), told("b", fields)])
    id = only(db, KINDS[type(fields)])
    lines = run("explain", id).out.splitlines()
    assert lines[0].startswith(f"{id}  ")
    assert sum("rule “test.rule”" in line for line in lines) == 2
    assert sum(line.startswith("  1. [0–") for line in lines) == 2
    found = run("explain", id, "--json").json
    assert found["fact"]["fact"] == KINDS[type(fields)]
    assert [one["article"] for one in found["readings"]] == ["a", "b"]


def test_each_field_says_in_which_sentence_it_stands_and_by_which_steps(run: Run, db: Path) -> None:
    sentences = ["Japan gave $51.3 million.", "It goes to Cambodia, for schools."]
    article, [reading] = told("a", paid(51_300_000, purpose="schools"), sentences=sentences)
    start = article.text.index("It")
    second = Evidence("a", start, start + len(sentences[1]), sentences[1])
    pronoun = Link("sum", "It", start, start + 2, "USD 51300000", "pronoun")
    year = Link("year", "It", start, start + 2, "2022", "publication date")
    linked = replace(reading, evidence=(*reading.evidence, second), links=(pronoun, year))
    with Base.open(db) as base:
        fill(base, [(article, [linked])])
    lines = run("explain", only(db, Kind.PAYMENT)).out.splitlines()
    assert "  sum: USD 51300000  [2]" in lines
    assert f"    “It” → USD 51300000 (pronoun, at {start})" in lines
    assert "  purpose: schools  [2]" in lines
    assert lines.index("  year:") + 1 == lines.index(
        f"    “It” → 2022 (publication date, at {start})"
    )
    assert lines[-1] == f"  2. [{start}–{second.end}] “{sentences[1]}”"


def test_variants_and_history_are_told_first(run: Run, db: Path) -> None:
    deal = agreed("rice farming in the north", on="2022-03-21")
    planned = replace(deal, status=AgreementStatus.PLANNED, date="2022-03")
    with Base.open(db) as base:
        fill(
            base,
            [
                told("plan", planned, published="2022-03-01"),
                told("a", deal),
                told("b", deal),
                told("c", replace(deal, date="2022-03-20")),
            ],
        )
    lines = run("explain", only(db, Kind.AGREEMENT)).out.splitlines()
    assert lines[1] == "  history: planned → signed"
    assert lines[2].startswith("  date: 21 March 2022 — says ")
    assert lines[3].startswith("  date: 20 March 2022 — says ")
