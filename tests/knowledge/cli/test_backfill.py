"""An archive that takes long to read: killed and resumed, in several processes, on a cluster."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.exam import SAMPLE
from knowledge.base import Base, snapshot
from knowledge.base.checks import check
from knowledge.cli import meters
from knowledge.intake import cluster as clusters
from knowledge.intake.cluster import ClusterProblem, read
from knowledge.reading import read as read_file
from tests.knowledge.cli.conftest import Run
from tests.knowledge.cli.test_ingest import many

ROOT = Path(__file__).parents[3]


def content(db: Path) -> list[str]:
    """All that a base says, whatever happened on the way to it."""
    with Base.open(db, readonly=True) as base, base.reader() as connection:
        return list(snapshot.lines(connection))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="attempts are forked, which Windows can't do")
def test_killed_at_fifty_moments_an_ingest_ends_with_the_same_facts(
    run: Run, db: Path, tmp_path: Path
) -> None:
    many(tmp_path / "in", 24)
    harness = [sys.executable, "-m", "tests.knowledge.cli.killed"]
    done = subprocess.run(
        [*harness, str(db), str(tmp_path / "in"), "7"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    assert int(done.stdout) >= 50
    assert run("ingest", "in", base=tmp_path / "whole.db").status == 0
    assert content(db) == content(tmp_path / "whole.db")
    assert [finding for finding in check(db) if finding.problems] == []
    again = run("ingest", "in")
    assert "24 unchanged" in again.err


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two processes on this machine."""
    from distributed import LocalCluster

    made: Any = LocalCluster
    with made(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as local:
        yield local.scheduler_address


def test_a_cluster_reads_the_same_facts(
    cluster: str, sample_base: Path, tmp_path: Path, db: Path
) -> None:
    from knowledge import cli

    assert cli.run(["--db", str(db), "ingest", str(SAMPLE), "--dask", cluster]) == 0
    assert content(db) == content(sample_base)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "No dask scheduler answers"),
        ("nonsense", "no address of a dask scheduler"),
        ("", "no address of a dask scheduler"),
        ("http://127.0.0.1:1", "no address of a dask scheduler"),
        ("tls://127.0.0.1:1", "no address of a dask scheduler"),
    ],
)
def test_without_a_scheduler_nothing_is_lost(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    def made(*given: object, **named: object) -> None:
        raise AssertionError("a client that can't connect fails when it is collected")

    monkeypatch.setattr("distributed.Client", made)
    monkeypatch.setattr(clusters, "PATIENCE", 0.2)
    done = run("ingest", "--dask", address, str(articles))
    assert done.status == 1
    assert said in done.err
    assert "Traceback" not in done.err
    assert run("articles", "list").out == ""


def test_what_answers_may_be_no_scheduler(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        done = run("ingest", "--dask", address, str(articles))
    assert (done.status, "No dask scheduler answers" in done.err) == (1, True)


def test_a_scheduler_that_goes_stops_the_work(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    made: Any = LocalCluster
    monkeypatch.setattr(clusters, "PATIENCE", 2)
    article = read_file(articles / "march.txt")
    local = made(
        n_workers=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    )
    with local:
        reader = clusters.Cluster(local.scheduler_address, ())
        busy = threading.Event()
        monkeypatch.setattr(clusters, "_extractor", lambda without: busy.wait(5))
        begun = reader.read(article, None)
    busy.set()
    with pytest.raises(ClusterProblem, match="is gone"):
        begun.result(20)
    with pytest.raises(ClusterProblem, match="is gone"):
        reader.read(article, None).result(20)
    reader.close()


def test_a_cluster_that_lacks_dateline_is_refused(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("SOMETHING = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(clusters, "_SOMETHING", "only_here:SOMETHING")
    with pytest.raises(ClusterProblem, match="can't find Dateline"):
        clusters.Cluster(cluster, ())


def test_processes_and_a_cluster_are_one_too_many(run: Run, articles: Path) -> None:
    done = run("ingest", "--dask", "tcp://127.0.0.1:1", "--jobs", "2", str(articles))
    assert (done.status, "leave --jobs out" in done.err) == (2, True)


def test_a_worker_with_other_rules_is_not_trusted(articles: Path) -> None:
    article = read_file(articles / "march.txt")
    with pytest.raises(ClusterProblem, match="another version"):
        read((), "another signature", article, None)


def test_long_work_says_in_a_log_how_far_it_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meters, "LINE_EVERY", 0.0)
    many(tmp_path / "in", 4)
    lines = [line for line in run("ingest", "in").err.splitlines() if line.startswith("Reading: ")]
    assert len(lines) == 4
    assert "100%" in lines[-1] and "4 articles" in lines[-1]
