"""Building big bases: broken off at any moment, gone on with, kept, and told apart."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.bases import SEED, building, kept
from benchmarks.bases.stories import story
from knowledge.base import Base
from tests.bases import opened

TWICE = next(number for number in range(300) if len(story(SEED, number).versions) == 2)
"""A story of two versions."""

NUMBER = TWICE + 3

KILLED = f"""
import os, signal, sys
from pathlib import Path
from benchmarks.bases import kept
from knowledge.base import Base

def until_killed(told):
    last = None
    for article, readings in told:
        if last == article.id == "story-{TWICE:07}":
            os.kill(os.getpid(), signal.SIGKILL)
        last = article.id
        yield article, readings

fill = Base.fill
Base.fill = lambda base, told: fill(base, until_killed(told), together=1)
if __name__ == "__main__":
    kept({NUMBER}, Path(sys.argv[1]))
"""


def told(path: Path) -> list[list[tuple[object, ...]]]:
    """All that a base holds that does not hang on when it was saved."""
    with closing(sqlite3.connect(path)) as db:
        return [
            db.execute(ask).fetchall()
            for ask in (
                "SELECT a.id, v.digest, v.text FROM article_versions v JOIN articles a"
                " ON a.n = v.article ORDER BY v.n",
                "SELECT id, kind, fields, evidence, links FROM readings ORDER BY n",
                "SELECT f.id, f.kind, f.traits, f.first_told, f.last_told, f.support, t.names,"
                " t.sentences FROM facts f JOIN fact_texts t ON t.fact = f.n ORDER BY f.n",
                "SELECT kind, at, words, noted_at FROM notices ORDER BY at",
            )
        ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of these stories, saved without a break."""
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    with opened(path) as base:
        for number in range(NUMBER):
            building.save(base, story(SEED, number))
    return path


def test_a_build_that_was_killed_between_two_versions_goes_on(tmp_path: Path, whole: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, "utf-8")
    keep = tmp_path / "kept"
    killed = subprocess.run(
        [sys.executable, script, keep],
        cwd=Path(__file__).parents[3],
        env={"PYTHONPATH": "."},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    place = building.Kept(keep, NUMBER)
    assert place.part.exists() and not place.base.exists()
    assert kept(NUMBER, keep) == place.base
    assert told(place.base) == told(whole)
    assert not place.part.exists() and not place.begun.exists()
    described = json.loads(place.description.read_text("utf-8"))
    with Base.open(place.base, readonly=True) as base:
        assert described["articles"] == base.status().articles == NUMBER
        assert described["facts"] == {str(k): n for k, n in base.status().facts.items()}
    assert described["bytes"] == place.base.stat().st_size


def test_a_build_begins_with_the_largest_smaller_base(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = building.Kept(tmp_path, NUMBER)
    shutil.copyfile(whole, small.base)
    building.describe(small)
    begun: list[int] = []
    made = building.made

    def watched(seed: int, first: int, end: int) -> object:
        begun.append(first)
        return made(seed, first, end)

    monkeypatch.setattr(building, "made", watched)
    larger = kept(NUMBER + 2, tmp_path)
    assert begun == [NUMBER]
    assert told(larger)[0][: len(told(whole)[0])] == told(whole)[0]


def test_what_another_generator_began_is_begun_anew(tmp_path: Path, whole: Path) -> None:
    place = building.Kept(tmp_path, 2)
    shutil.copyfile(whole, place.part)
    place.begun.write_text(json.dumps({"generator": building.GENERATOR - 1, "seed": SEED}), "utf-8")
    with Base.open(kept(2, tmp_path), readonly=True) as base:
        assert base.status().articles == 2


def test_a_base_of_another_generator_is_told(
    tmp_path: Path, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = building.Kept(tmp_path, NUMBER)
    shutil.copyfile(whole, place.base)
    building.describe(place)
    kept(NUMBER, tmp_path)
    assert capsys.readouterr().err == ""
    described = json.loads(place.description.read_text("utf-8"))
    place.description.write_text(json.dumps({**described, "generator": 0}), "utf-8")
    kept(NUMBER, tmp_path)
    assert "figures are not comparable" in capsys.readouterr().err


def test_a_disk_without_room_is_told_before_anything_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(shutil.disk_usage(tmp_path))(10**12, 10**12 - 10**7, 10**7)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(building.NoRoom, match=r"20\.0 GB more.*has 0\.0: .*--keep"):
        kept(1_000_000, tmp_path)
    assert not building.Kept(tmp_path, 1_000_000).base.exists()
