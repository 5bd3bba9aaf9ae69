from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with Base.open(tmp_path / "facts.db") as opened:
        yield opened
