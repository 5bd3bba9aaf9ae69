"""Articles in: summary, exit status, versions, dating, and what happens when it is cut short."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.base import Base, BaseProblem, Outcome, compacting
from knowledge.base.checks import check
from knowledge.intake import Intake
from knowledge.model import Article, Paragraph
from tests.knowledge.cli import child
from tests.knowledge.cli.conftest import Run


def test_a_folder_comes_in_once(run: Run, articles: Path) -> None:
    first = run("ingest", str(articles))
    assert first.status == 0
    assert first.out == ""
    assert "3 new; 3 facts from 3 articles (+3), in" in first.err
    assert "french.txt: not read: another language" in first.err
    again = run("ingest", str(articles))
    assert again.status == 0
    assert "3 unchanged; 3 facts from 3 articles (+0), in" in again.err


@pytest.mark.parametrize("again", [["rebuild"], ["rebuild", "--fold-only"], ["ingest"]])
def test_search_indexes_are_left_in_one_piece(
    run: Run, articles: Path, db: Path, monkeypatch: pytest.MonkeyPatch, again: list[str]
) -> None:
    assert run("ingest", str(articles)).status == 0
    assert len(_pieces(db)) > 1
    monkeypatch.setattr(compacting, "_SMALL", 1)
    more = [str(articles)] if again == ["ingest"] else []
    done = run(*again, *more)
    assert done.status == 0
    assert "Compacting the search indexes: 3 articles." in done.err
    assert len(_pieces(db)) == 1


def _pieces(db: Path) -> list[int]:
    with Base.open(db, readonly=True) as base, base.reader() as reading:
        return compacting.pages_of(reading, "sentence_fts")


def test_json_says_what_became_of_each(run: Run, articles: Path) -> None:
    (articles / "empty.txt").write_text("")
    done = run("ingest", "--json", str(articles), "nowhere.txt")
    assert done.status == 1
    assert done.json["summary"] == {
        "new": 3,
        "unchanged": 0,
        "updated": 0,
        "removed": 0,
        "hidden": 0,
        "embargoed": 0,
        "unreadable": 0,
        "failed": 2,
        "passed_over": 0,
        "articles": 3,
        "facts": 3,
    }
    outcomes = {Path(one["input"]).name: one["outcome"] for one in done.json["inputs"]}
    assert outcomes["march.txt"] == "new"
    assert outcomes["empty.txt"] == outcomes["nowhere.txt"] == "failed"


def test_what_is_passed_over_in_a_folder_is_named(run: Run, articles: Path) -> None:
    for name in ("photo.jpg", "README.md"):
        (articles / name).write_bytes(b"x")
    done = run("ingest", str(articles))
    assert done.status == 0
    assert "2 files are passed over" in done.err and "README.md and photo.jpg." in done.err
    for number in range(9):
        (articles / f"scan{number}.pdf").write_bytes(b"%PDF-")
    done = run("ingest", "--json", str(articles))
    assert "scan2.pdf and 6 more." in done.err
    assert done.json["summary"]["passed_over"] == 11


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_folder_without_articles_is_a_failure(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"x")
    done = run(command, "photos")
    assert (done.status, done.out) == (1, "")
    assert "photos: It is a folder with no articles in it" in done.err
    assert "1 file is passed over" in done.err and "one.jpg." in done.err


def test_bad_files_are_named_and_the_others_come_in(run: Run, articles: Path) -> None:
    (articles / "noise.txt").write_bytes(bytes(range(256)) * 20)
    done = run("ingest", str(articles))
    assert done.status == 1
    assert "noise.txt: " in done.err
    assert "3 new, 1 failed" in done.err
    assert "Traceback" not in done.err


def test_an_article_whose_extraction_breaks_down_is_stored_and_reported(
    run: Run, articles: Path, db: Path
) -> None:
    (articles / "bomb.txt").write_text("Please explode over this sentence, dear extractor.\n")
    done = run("ingest", str(articles))
    assert done.status == 1
    assert "bomb.txt: stored without facts" in done.err
    with Base.open(db, readonly=True) as base:
        assert base.article("bomb") is not None
        assert [s.article for s in base.sentences(["explode"])] == ["bomb"]


def test_a_changed_file_becomes_a_new_version(run: Run, articles: Path) -> None:
    run("ingest", str(articles))
    file = articles / "may.md"
    file.write_text(file.read_text().replace("Trudeau", "Trudeaux"))
    done = run("ingest", str(articles))
    assert (done.status, "1 updated" in done.err) == (0, True)
    assert run("articles", "show", "may", "--json").json["versions"][1:]


def test_two_stories_of_one_file_name_are_two_articles(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    story = "Li Keqiang (CN) met Joe Biden (US) on 2022-06-01. Nothing else is known of that.\n"
    (other / "may.txt").write_text(story)
    for said in ("4 new; 5 facts", "4 unchanged; 5 facts"):
        assert said in run("ingest", str(articles), str(other)).err
    assert run("articles", "show", "may-2", "--json").json["text"] == story


def test_two_versions_of_one_story_are_pointed_out(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "may.txt").write_text("Hun Sen (KH) met Justin Trudeau (CA) on 2022-05-02.\n")
    done = run("ingest", str(articles), str(other))
    assert "It has the same name as" in done.err
    assert "3 new, 1 updated" in done.err


def test_given_date_and_outlet_stand_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21.\n")
    assert run("ingest", "a.txt", "--published", "2022-03-25", "--outlet", "Daily").status == 0
    shown = run("articles", "show", "a", "--json").json
    assert (shown["published"], shown["outlet"]) == ("2022-03-25", "Daily")


def test_wrong_usage(run: Run) -> None:
    for arguments in (
        ["ingest"],
        ["ingest", "x.txt", "--published", "someday"],
        ["ingest", "--nonsense", "x.txt"],
        ["nonsense"],
    ):
        done = run(*arguments)
        assert (done.status, done.out) == (2, "")
        assert "Error" in done.err and "Traceback" not in done.err


def test_an_undated_article_is_dated_by_another_in_either_order(
    run: Run, tmp_path: Path, db: Path
) -> None:
    (tmp_path / "undated.txt").write_text(
        "Leaders at the 41st ASEAN Summit\n\nThe 41st ASEAN Summit closed on November 13 with "
        "talks.\n\nHun Sen (KH) met Fumio Kishida (JP).\n"
    )
    (tmp_path / "dated.txt").write_text(
        "---\npublished: 2022-11-14\n---\nThe 41st ASEAN Summit closed in Phnom Penh.\n\n"
        "Hun Sen (KH) met Justin Trudeau (CA).\n"
    )
    seen = []
    for order in (["undated.txt", "dated.txt"], ["dated.txt", "undated.txt"]):
        for file in tmp_path.glob("facts.db*"):
            file.unlink()
        for name in order:
            assert run("ingest", name).status == 0
        seen.append(run("articles", "show", "undated", "--json").json["published"])
        again = run("ingest", *order)
        assert "2 unchanged" in again.err
    assert seen == ["2022-11", "2022-11"]


def many(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        day = f"2022-{number % 12 + 1:02}-{number // 12 % 28 + 1:02}"
        filler = " ".join(f"Sentence {n} of article {number}." for n in range(60))
        (folder / f"a{number:04}.txt").write_text(
            f"---\npublished: {day}\n---\nHun Sen (KH) met Visitor {number} (JP) on {day}.\n\n"
            f"Visitor {number} (JP) met Host {number % 7} (CA).\n\n{filler}\n"
        )


def without_end(folder: Path, count: int) -> Path:
    """Articles of which the last is read only when the pipe that this gives is gone.

    However slow whoever looks on is, the ingest is not over by then.
    """
    many(folder, count)
    (folder / "last.txt").write_text("Hun Sen lingers.\n")
    pipe = Path("lingers")
    os.mkfifo(pipe)
    return pipe


def start(db: Path, folder: Path, *options: str) -> "subprocess.Popen[str]":
    program = [sys.executable, "-m", "tests.knowledge.cli.child", "--db", str(db)]
    return subprocess.Popen(
        [*program, "ingest", str(folder), *options],
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_articles(db: Path, number: int, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        try:
            with Base.open(db, readonly=True, create=False) as base:
                if base.scope().articles >= number:
                    return
        except BaseProblem:
            pass
        time.sleep(0.02)
    raise AssertionError("the ingest did not get going")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes of this kind")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_ingest_cut_short_leaves_whole_articles_and_goes_on_later(
    run: Run, db: Path, tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "many"
    pipe = without_end(folder, 99)
    process = start(db, folder)
    wait_for_articles(db, 25, process)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    if number is signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert (process.returncode, "What was saved so far is whole." in err) == (130, True)
        assert "Traceback" not in err
    with Base.open(db) as base:
        stored = base.article_ids()
        assert 25 <= len(stored) < 100
        for id in stored:
            article = base.article(id)
            assert article is not None and article.text.endswith(f"article {int(id[1:])}.\n")
            assert len(base.sentences([f"Visitor {int(id[1:])}"], limit=5)) == 2
    assert not [finding for finding in check(db) if finding.problems]
    pipe.unlink()
    done = run("ingest", str(folder))
    assert done.status == 0
    assert f"{100 - len(stored)} new, {len(stored)} unchanged" in done.err


def test_signs_that_sqlite_cannot_take_are_replaced_one_by_one(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child.install(monkeypatch.setattr)
    text = "Hun\ud800 Sen (KH) met Fumio Kishida (JP) on 2022-03-21.\x00 The end."
    article = Article("a", text, (Paragraph(0, len(text)),), title="\udfff")
    with Base.open(db) as base:
        taken = Intake(base).take(article)
        stored = base.article("a")
    assert (taken.outcome, taken.failed) == (Outcome.NEW, False)
    assert stored is not None
    assert stored.text == text.replace("\ud800", "�").replace("\x00", "�")
