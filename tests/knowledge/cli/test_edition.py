"""`edition`: a digest in the terminal."""

from pathlib import Path

import pytest

from tests.knowledge.cli.conftest import Run


@pytest.fixture
def told(run: Run, articles: Path) -> Run:
    run("ingest", str(articles))
    return run


def test_an_edition_of_what_came_in(told: Run) -> None:
    done = told("edition")
    assert done.status == 0
    assert done.out.startswith("News of ")
    assert "Nothing new came in." in done.out


def test_an_edition_of_what_was_published(told: Run) -> None:
    done = told("edition", "--published", "--why")
    assert done.status == 0
    assert "points: +" in done.out
    assert "— “" in done.out
    shorter = told("edition", "3 stories", "--published", "--json").json
    assert len(shorter["stories"]) <= 3
    first = shorter["stories"][0]
    assert first["weight"] == sum(reason["weight"] for reason in first["reasons"])
    assert first["facts"][0]["sources"]


def test_what_is_not_understood_is_said_with_what_to_do(told: Run) -> None:
    wrong = told("edition", "Japan", "since", "2022")
    assert (wrong.status, wrong.out) == (1, "")
    assert "takes no date" in wrong.err
    turned = told("edition", "--since", "2022-03-02", "--until", "2022-03-01")
    assert turned.status == 1
    assert "--since before --until" in turned.err


def test_without_any_date_there_is_nothing_to_look_back_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A title\n\nIt rained.\n", "utf-8")
    run("ingest", str(tmp_path / "one.txt"))
    done = run("edition", "--published")
    assert done.status == 1
    assert "publication date" in done.err
