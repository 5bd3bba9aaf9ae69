"""One small archive for all tests of the grammar; nothing in it changes."""

from collections.abc import Iterator

import pytest

from knowledge.base import Base
from tests.knowledge.language.archive import build, build_council


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("language") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    """An archive with a title of many words, and with a topic that is also an organisation."""
    opened = build_council(tmp_path_factory.mktemp("council") / "archive.db")
    yield opened
    opened.close()
