"""One small archive for all tests of the grammar; nothing in it changes."""

from collections.abc import Iterator

import pytest

from knowledge.base import Base
from tests.knowledge.language.archive import build


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("language") / "archive.db")
    yield opened
    opened.close()
