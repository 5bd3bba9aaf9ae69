"""Articles under embargo on the command line."""

from pathlib import Path

import pytest

from knowledge.base import Base, decisions
from knowledge.extraction.parsing.parses import beside
from tests.knowledge.cli.conftest import Run

FAR = "2999-01-01T06:00:00Z"
AFTER = "2999-01-01T07:00:00Z"
STORY = "Li Keqiang (CN) met Joe Biden (US) on 2022-06-01. They spoke of quinoa.\n"


@pytest.fixture
def secret(articles: Path) -> Path:
    """A fourth article, under embargo."""
    file = articles / "secret.txt"
    file.write_text(f"---\ntitle: Hush\nembargo: 2999-01-01T06:00\n---\n{STORY}")
    return file


def words_of(db: Path) -> bytes:
    """Everything in the files beside the base that could hold what was parsed."""
    path = beside(db)
    return path.read_bytes() if path.exists() else b""


def test_it_comes_in_and_is_not_there(run: Run, articles: Path, secret: Path, db: Path) -> None:
    done = run("ingest", str(articles))
    assert done.status == 0
    assert "3 new, 1 embargoed; 3 facts from 3 articles (+3)" in done.err
    assert "secret.txt: It is under embargo" in done.err
    assert "secret" not in run("articles", "list").out
    assert run("articles", "list", "--embargoed").out == f"secret\t{FAR}\tHush\n"
    assert run("articles", "list", "--embargoed", "--json").json["until"] == FAR
    assert run("resolve", "--kind", "person", "--batch", stdin="Li Keqiang\n").out == "-\n"
    assert "Keqiang" not in run("export", "--format", "json").out
    assert "quinoa" not in run("facts", "quinoa", "--json").out.replace('"quinoa"', "")
    assert "under embargo: 1, the next until 2999" in run("doctor").out
    assert b"secret" not in words_of(db)
    assert "1 embargoed" in run("ingest", str(secret)).err
    checked = run("check")
    assert (checked.status, "embargoes: 1 checked, sound" in checked.out) == (0, True)


@pytest.mark.parametrize("way", [("ingest",), ("rebuild",), ("articles", "release")])
def test_its_hour_comes(
    run: Run, articles: Path, secret: Path, monkeypatch: pytest.MonkeyPatch, way: tuple[str, ...]
) -> None:
    run("ingest", str(articles))
    assert run("articles", "release").err.startswith("0 articles let in, 1 still under embargo")
    monkeypatch.setattr(decisions, "now", lambda: AFTER)
    done = run(*way, *([str(articles / "may.md")] if way == ("ingest",) else []))
    assert done.status == 0
    assert "secret: its embargo has ended" in done.err
    assert "Keqiang" in run("export", "--format", "json").out
    assert run("articles", "list", "--embargoed").out == ""


def test_rebuild_reads_it_again(run: Run, articles: Path, secret: Path, db: Path) -> None:
    run("ingest", str(articles))
    assert run("rebuild", "--without", "verb meet").status == 0
    with Base.open(db) as base:
        assert base.release(FAR) and base.names.person("Keqiang").best is None


def test_release_says_what_became_of_it(
    run: Run, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", str(secret))
    assert run("articles", "release", "--json").json == {"released": [], "waiting": ["secret"]}
    monkeypatch.setattr(decisions, "now", lambda: AFTER)
    assert run("articles", "release", "--json").json == {"released": ["secret"], "waiting": []}


def test_the_public_one_goes_with_its_parses(
    run: Run, articles: Path, secret: Path, db: Path
) -> None:
    held = secret.read_text()
    secret.write_text(STORY)
    run("ingest", str(articles))
    assert b"secret" in words_of(db)
    secret.write_text(held)
    assert "1 embargoed" in run("ingest", str(secret)).err
    assert b"secret" not in words_of(db)
    assert run("articles", "show", "secret").status == 1
    secret.write_text(STORY)
    assert "1 new" in run("ingest", str(secret)).err


def test_a_bad_embargo_is_named_and_the_article_stays_out(run: Run, secret: Path) -> None:
    secret.write_text(f"---\nembargo: tomorrow\n---\n{STORY}")
    done = run("ingest", str(secret))
    assert done.status == 1
    assert "secret.txt: Its embargo can't be read as a time" in done.err
    assert "embargo: 2022-11-15T06:00+07:00" in done.err


def test_takedown(run: Run, secret: Path) -> None:
    run("ingest", str(secret))
    assert run("articles", "remove", "secret").status == 0
    assert "1 removed" in run("ingest", str(secret)).err
