"""One checker for all drafts held against the sample archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.drafts import Checker
from knowledge.reading import read, search

SAMPLE = Path(__file__).parents[3] / "knowledge" / "sample"


@pytest.fixture(scope="session")
def checker(sample_base: Path) -> Iterator[Checker]:
    with Base.open(sample_base, readonly=True) as base, Checker(base) as found:
        yield found


@pytest.fixture(scope="session")
def sample_articles() -> dict[str, str]:
    """Article id → text."""
    files = [file for file in search([SAMPLE]).articles if isinstance(file, Path)]
    return {file.stem: read(file).text for file in files}
