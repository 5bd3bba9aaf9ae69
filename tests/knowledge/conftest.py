"""The sample archive in a fact base, as several rooms ask it; made once, as it takes seconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base


@pytest.fixture(scope="session")
def sample(sample_base: Path) -> Iterator[Base]:
    """The same, open for reading."""
    with Base.open(sample_base, readonly=True) as base:
        yield base
