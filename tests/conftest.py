"""Archives that several test packages read."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.effort import profiles

# Tests start hundreds of processes. Where Python was told to keep no compiled modules, each
# would compile all of ours, which takes it as long as the rest of its start: they are kept for as
# long as the tests run, outside of the source tree.
_compiled = TemporaryDirectory() if sys.dont_write_bytecode else None
if _compiled is not None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", _compiled.name)

profiles()


@pytest.fixture(scope="session")
def small_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three meetings told by two articles; read only."""
    from tests.bot import archive

    path = tmp_path_factory.mktemp("archive") / "small.db"
    archive.build(path)
    return path


@pytest.fixture(scope="session")
def long_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve meetings of two people, and one with either Korea; read only."""
    from tests.bot import archive

    path = tmp_path_factory.mktemp("archive") / "long.db"
    archive.many(path)
    return path


@pytest.fixture(scope="session")
def sample_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive in a fact base; made once, as it takes seconds; read only."""
    from benchmarks import exam

    path = tmp_path_factory.mktemp("sample") / "sample.db"
    exam.build(path)
    return path
