"""The benchmark of names runs, and its sets are what they say."""

from pathlib import Path

import pytest

from benchmarks import names
from benchmarks.name_sets import asked, people, strangers


def test_people_are_measured_beside_plain_rapidfuzz(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "PLAIN_QUERIES", {150: 20})
    names.persons(150, tmp_path / "names.db")
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("people (held back)") for line in lines)
    assert any(line.startswith("people, WRatio") for line in lines)
    ours = next(line for line in lines if line.startswith("people (seen)"))
    assert float(ours.removeprefix("people (seen)").split()[1]) > 0.9


def test_made_up_people_are_the_same_each_time_and_differ() -> None:
    made = people(300)
    assert made == people(300)
    assert len({one.entry.name for one in made}) == len({one.entry.id for one in made}) == 300
    known = {one.entry.id for one in made}
    assert {query.right for query in asked(made)} <= known
    names_listed = {one.entry.name for one in made}
    assert all(one.right is None and one.text not in names_listed for one in strangers(made))
