"""The benchmark of names runs over a real base, and its queries are what they say."""

import sys
from pathlib import Path

import pytest

from benchmarks import names
from benchmarks.name_bases import listed
from benchmarks.name_queries import Asking, Listed, Query
from benchmarks.name_rivals import SCORERS, Scan, Trigrams, plainly
from benchmarks.name_sets import asked, people, strangers
from benchmarks.name_strangers import Strangers

PEOPLE = 150


def test_people_are_measured_beside_rapidfuzz_and_trigrams(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["names", "--quick", "--sizes", str(PEOPLE), "--known", "80"])
    sys.argv += ["--unknown", "40", "--keep", str(tmp_path)]
    names.main()
    lines = capsys.readouterr().out.splitlines()
    ours = next(line for line in lines if line.startswith("| Dateline")).split("|")
    assert float(ours[2].rstrip(" %")) > 85
    assert float(ours[5].rstrip(" %")) < 10
    for rival in (*SCORERS, "FTS5"):
        assert any(line.startswith("|") and rival in line for line in lines)


def test_made_up_people_are_the_same_each_time_and_differ() -> None:
    made = people(300)
    assert made == people(300)
    assert len({one.entry.name for one in made}) == len({one.entry.id for one in made}) == 300
    known = {one.entry.id for one in made}
    assert {query.right for query in asked(made)} <= known
    names_listed = {one.entry.name for one in made}
    assert all(one.right is None and one.text not in names_listed for one in strangers(made))


def test_queries_are_the_same_each_time_and_those_for_strangers_name_nobody() -> None:
    base = Listed(listed(PEOPLE))
    known, unknown = Asking(base, 4).known(120), Strangers(base, 4).unknown(60)
    assert known == Asking(base, 4).known(120)
    assert unknown == Strangers(base, 4).unknown(60)
    ids = {one.entry.id for one in base.made}
    assert all(query.right and query.right <= ids for query in known)
    assert not any(query.right for query in unknown)
    assert {query.held for query in known} == {True, False}
    spelled = {plainly(one.entry.name) for one in base.made}
    assert spelled.isdisjoint(plainly(query.text) for query in unknown)


def test_rivals_find_a_name_by_its_trigrams_and_refuse_below_their_least_score(
    tmp_path: Path,
) -> None:
    known = {"a": "fumio kishida", "b": "prak sokhonn", "c": "ana brnabic"}
    found = Trigrams(str(tmp_path / "trigrams.db"), known).ranked(50, "WRatio")
    for rival in (found, Scan(known, "WRatio")):
        assert rival("Fumio Kishda").ids(0.8) == ["a"]
        assert rival("Prák SOKHONN").ids(1.0) == ["b"]
        assert rival("Ingrid Sol").ids(0.9) == []


def test_a_query_is_of_one_half_by_its_text_alone() -> None:
    assert Query("one", "Hun Sen").held == Query("other", "Hun Sen", frozenset({"x"})).held
