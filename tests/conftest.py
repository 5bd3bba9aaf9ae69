"""Archives that several test packages read."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import surroundings
from tests.effort import profiles

surroundings.in_memory()
surroundings.compiled()
profiles()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays until the end: to look it through for garbage finds none."""
    gc.disable()
    result = yield
    gc.freeze()
    gc.enable()
    return result


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
    """The sample archive in a fact base; made once in a run, as it takes seconds; read only."""
    from benchmarks import exam

    return surroundings.shared(tmp_path_factory, "sample.db", exam.build)
