from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base
from tests.bases import opened


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with opened(tmp_path / "facts.db") as made:
        yield made
