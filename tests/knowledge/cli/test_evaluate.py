"""`evaluate`: the sample archive keeps to its figures, and bad folders are told apart."""

import json
import subprocess
import sys
from pathlib import Path

from tests.knowledge.cli.conftest import Run

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "knowledge" / "sample" / "gold"

FLOORS = {
    "meetings": (0.93, 0.85),
    "agreements": (0.95, 0.9),
    "money": (1.0, 1.0),
    "quotes": (1.0, 1.0),
    "upcoming": (0.93, 0.85),
    "roles": (0.98, 0.97),
}


def test_bad_folders_are_named(run: Run, tmp_path: Path) -> None:
    assert "no folder" in run("evaluate", str(tmp_path / "missing")).err
    assert "No marked articles" in run("evaluate", str(tmp_path)).err
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    assert "a.json can't be read as JSON" in run("evaluate", str(tmp_path)).err
    (tmp_path / "a.json").write_text('{"meetings": []}', encoding="utf-8")
    assert "There is no article a.txt" in run("evaluate", str(tmp_path)).err


def test_the_sample_archive_keeps_to_its_figures() -> None:
    """Floors below the measured figures: precision first, no kind forgotten."""
    ran = subprocess.run(
        [sys.executable, "-m", "knowledge", "evaluate", str(GOLD), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(ran.stdout)
    assert set(told["kinds"]) == set(FLOORS)
    for kind, (precision, recall) in FLOORS.items():
        measured = told["kinds"][kind]
        assert measured["precision"][0] >= precision, kind
        assert measured["recall"][0] >= recall, kind


def test_the_table_and_the_errors_are_for_people(run: Run, articles: Path) -> None:
    marked = {"meetings": [{"people": ["Hun Sen", "Olga Lind"], "countries": ["KH", "SE"]}]}
    (articles / "march.json").write_text(json.dumps(marked), encoding="utf-8")
    told = run("evaluate", str(articles), "--kind", "meetings").out
    assert "march: meetings missed" in told and "march: meetings too much" in told
    assert "meetings         1      1   0.00 (0.00–0.79)" in told
    assert "march:" not in run("evaluate", str(articles), "--no-errors").out
