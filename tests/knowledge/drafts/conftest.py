"""The sample archive in a fact base, and one checker for all drafts held against it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.drafts import Checker
from knowledge.extraction import Extractor
from knowledge.reading import read, search

SAMPLE = Path(__file__).parents[3] / "knowledge" / "sample"


@pytest.fixture(scope="session")
def sample_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a fact base with the sample archive; read only."""
    path = tmp_path_factory.mktemp("drafts") / "sample.db"
    extractor = Extractor()
    with Base.open(path) as base:
        for file in search([SAMPLE]).articles:
            assert isinstance(file, Path)
            article = read(file)
            base.save(article, extractor.extract(article).readings)
    return path


@pytest.fixture(scope="session")
def checker(sample_base: Path) -> Iterator[Checker]:
    with Base.open(sample_base, readonly=True) as base, Checker(base) as found:
        yield found


@pytest.fixture(scope="session")
def sample_articles() -> dict[str, str]:
    """Article id → text."""
    files = [file for file in search([SAMPLE]).articles if isinstance(file, Path)]
    return {file.stem: read(file).text for file in files}
