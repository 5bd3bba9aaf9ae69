"""The sample archive in a fact base, as several rooms ask it; made once, as it takes seconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import exam
from knowledge.base import Base


@pytest.fixture(scope="session")
def sample_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a fact base with the sample archive; read only."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    exam.build(path)
    return path


@pytest.fixture(scope="session")
def sample(sample_base: Path) -> Iterator[Base]:
    """The same, open for reading."""
    with Base.open(sample_base, readonly=True) as base:
        yield base
