"""Who writes into a base that is replicated is known, and so is one who was killed meanwhile."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.base.files import replicating
from knowledge.base.presence import Presence, forget_all, somebody_died
from tests import bases
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told

MARCH = told("march", met(HUN_SEN, KISHIDA, on="2022-03-21"))


def known(database: Path) -> list[str]:
    return [path.name for path in replicating(database).iterdir()]


def test_who_writes_is_known_until_they_are_done(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    with bases.opened(path) as base:
        fill(base, [MARCH])
        # Nobody replicates it yet; whoever begins to is told with the next write.
        assert not replicating(path).exists()
        replicating(path).mkdir()
        with Base.open(path, readonly=True) as reader:
            assert reader.article_ids() and known(path) == []
        fill(base, [MARCH])
        (name,) = known(path)
        fill(base, [MARCH])
        assert known(path) == [name] and not somebody_died(path)
    assert known(path) == [] and not somebody_died(path)


def test_who_was_killed_is_noticed_once(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    replicating(path).mkdir()
    killed, alive = Presence(path), Presence(path)
    killed.tell()
    alive.tell()
    assert killed._lock is not None
    os.close(killed._lock)  # as the kernel does
    assert somebody_died(path) and not somebody_died(path)
    assert len(known(path)) == 1
    alive.end()
    assert known(path) == []


def test_what_was_left_before_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    assert not somebody_died(path)
    replicating(path).mkdir()
    alive = Presence(path)
    alive.tell()
    for name in ("writes-1", "comes-2"):
        (replicating(path) / name).touch()
    forget_all(path)
    assert len(known(path)) == 1 and not somebody_died(path)


def test_on_a_disk_without_locks_writing_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    path = tmp_path / "dateline.db"
    with bases.opened(path) as base:
        replicating(path).mkdir()
        monkeypatch.setattr(fcntl, "flock", refused)
        fill(base, [MARCH])
        assert list(base.article_ids()) == ["march"] and known(path) == []
        (replicating(path) / "writes-1").touch()
        assert not somebody_died(path)
