"""`calibrate`: each set judged by the others, and the table written that facts are weighed by."""

import json
import tomllib
from pathlib import Path

from knowledge.confidence.table import table_of
from knowledge.model import Kind
from tests.knowledge.cli.conftest import Run

TEXT = "Olga Lind (SE) met Juan Ruiz (PE) on 2022-05-03.\n"


def marked(folder: Path, country: str) -> Path:
    folder.mkdir()
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    met = {"people": ["Olga Lind", "Juan Ruiz"], "countries": ["SE", country]}
    gold = {"meetings": [{**met, "date": "2022-05-03", "status": "held"}]}
    (folder / "talks.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_each_set_is_judged_and_a_table_saved(run: Run, tmp_path: Path) -> None:
    right, wrong = marked(tmp_path / "right", "PE"), marked(tmp_path / "wrong", "BO")
    saved = tmp_path / "weights.toml"
    told = run("calibrate", str(right), "--unseen", str(wrong), "--save", str(saved))
    assert told.status == 0
    assert "unseen sets" in told.out and "1. right" in told.out and "at 0.9 or more" in told.out
    assert Kind.MEETING in table_of(tomllib.loads(saved.read_text(encoding="utf-8"))).kinds
    found = json.loads(run("calibrate", str(right), str(wrong), "--json").out)
    assert set(found) == {"all sets"}
    assert sum(one["facts"] for one in found["all sets"]["bins"]) == found["all sets"]["facts"]


def test_one_set_can_not_judge_itself(run: Run, tmp_path: Path) -> None:
    only = marked(tmp_path / "only", "PE")
    for arguments in ([], [str(only)], [str(only), "--unseen", str(only)]):
        told = run("calibrate", *arguments)
        assert told.status == 1 and "two or more different folders" in told.err
    other = marked(tmp_path / "other", "PE")
    told = run("calibrate", str(only), str(other), "--save", str(tmp_path / "no" / "x.toml"))
    assert told.status == 1 and "can't be written" in told.err
