"""The language model is loaded once for all tests of extraction."""

import pytest

from knowledge.extraction import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
