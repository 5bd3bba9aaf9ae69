"""The command line shows what outlets did to stories, and exports have columns for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.base import Base
from tests.knowledge.base.prints import STORY, written
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told
from tests.knowledge.cli.conftest import Run

AT = "2024-05-05T10:00:00Z"
FLAG = "Its article was withdrawn by the outlet on 5 May 2024"


def test_notices_are_shown_and_exported(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        fill(base, [told("gone", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
        fill(base, [told("mended", met(HUN_SEN, KISHIDA, on="2022-05-21"), published="2022-06-01")])
        base.mark_withdrawn("gone", AT, "killed")
        base.mark_corrected("mended", AT, "Not Osaka.")
        fact = base.facts_in("gone")[0][0]
    assert "withdrawn by the outlet on 5 May 2024 (killed)" in run("articles", "show", "gone").out
    shown = run("articles", "show", "gone", "--json").json
    assert shown["notices"] == [{"kind": "withdrawn", "at": AT, "words": "killed"}]
    explained = run("explain", fact.id).out
    assert explained.startswith(f"{fact.id}  {FLAG}: ")
    assert "  withdrawn by the outlet on 5 May 2024 (killed)" in explained
    table = run("export", "--format", "csv", "--kind", "meeting").out.splitlines()
    assert ",withdrawn,corrected,desk" in table[0]
    assert sum(FLAG in row for row in table) == 1
    assert sum("mended corrected on 5 May 2024: “Not Osaka.”" in row for row in table) == 1
    calendar = run("export", "--format", "ics").out.replace("\n ", "")
    assert calendar.count("SUMMARY:Withdrawn: ") == 1
    assert "corrected on 5 May 2024: “Not Osaka.”" in calendar


def test_copies_are_shown_with_their_original(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        for id, day in (("agency", "2024-05-18"), ("paper", "2024-05-19")):
            base.save(written(id, STORY, day), [])
    assert "copies of this article: paper" in run("articles", "show", "agency").out
    assert "copies of agency: paper" in run("articles", "show", "paper").out
    assert run("articles", "show", "paper", "--json").json["original"] == "agency"


def test_a_correction_printed_with_an_old_story_is_not_of_today(
    run: Run, db: Path, tmp_path: Path
) -> None:
    words = "Correction: An earlier version named another port."
    folder = tmp_path / "in"
    folder.mkdir()
    old = f"Old story\n\nPublished: 2015-03-02\n\n{STORY}\n\n"
    (folder / "old.txt").write_text(old + words)
    run("ingest", str(folder))
    with Base.open(db) as base:
        [notice] = base.notices("old")
        assert len(base.versions("old")) == 1
        assert (notice.at, notice.words) == ("", words)
    assert f"corrected: “{words}”" in run("articles", "show", "old").out
    # In a base of a version that kept no corrections, it is found without being news.
    with closing(sqlite3.connect(db)) as written_to, written_to:
        written_to.execute("DELETE FROM notices")
        written_to.execute("UPDATE article_versions SET saved_at='2020-01-01T00:00:00Z'")
    run("ingest", str(folder))
    with Base.open(db) as base:
        assert [one.words for one in base.notices("old")] == [words]
        assert base.notices_since("2020-01-02T00:00:00Z", 5) == []
    (folder / "old.txt").write_text(f"{old}{words}\n\nCorrection: It was a Tuesday.")
    run("ingest", str(folder))
    with Base.open(db) as base:
        [news] = base.notices_since("2020-01-02T00:00:00Z", 5)
        assert news.words == "Correction: It was a Tuesday." and news.at == news.noted_at
