"""Empty fact bases, made once in a test process and copied from then on.

All migrations on a new file cost ten times as much as a copy, and hundreds of tests begin with an
empty base. What is tested about making one is made anew (`tests/knowledge/base/test_opening.py`).
"""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.base import Base


def opened(path: Path) -> Base:
    """An empty base of the current version under a name that is free."""
    assert not path.exists()
    shutil.copyfile(Path(_folder().name) / "empty.db", path)
    return Base.open(path)


@cache
def _folder() -> "TemporaryDirectory[str]":
    """The folder with the empty base, deleted with the process."""
    folder = TemporaryDirectory()
    Base.open(Path(folder.name) / "empty.db").close()
    return folder
