"""What a backup says of itself: a small JSON file in it, written last."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.base.files import BASE, BESIDE
from knowledge.base.problems import BaseProblem

NAME = "manifest.json"

FORMAT = 1
"""Raised when a backup is laid out otherwise than before."""

_CHUNK = 1 << 20
_LONGEST = 1_000_000


class CopyProblem(BaseProblem):
    """A backup can't be made or put back; the text says why and what to do next."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of a backup: `name` is what `all_files` calls it, `bytes` and `sha256` its content."""

    name: str
    bytes: int
    sha256: str

    @property
    def file(self) -> str:
        """Its name in the backup's folder."""
        return f"{self.name}.db"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`created` is ISO 8601 in UTC; `schema` are the migrations that the base had seen.

    `source` is where the base stood, by `source_of`; empty where that is not known.
    """

    created: str
    schema: tuple[str, ...]
    files: tuple[Copied, ...]
    source: str = ""

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(one.bytes for one in self.files)


def source_of(database: Path) -> str:
    """What tells bases of one name apart that are backed up into one folder: where they stand."""
    return hashlib.sha256(os.fsencode(database.resolve())).hexdigest()[:16]


def write(path: Path, manifest: Manifest) -> None:
    """Write it into a backup's folder."""
    told = {"dateline_backup": FORMAT, **asdict(manifest)}
    path.touch(0o600)
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def read(folder: Path) -> Manifest:
    """What a backup says of itself.

    Raises:
        CopyProblem: the folder is no backup, a half-made one, or one of a newer Dateline.
    """
    path = folder / NAME
    try:
        with path.open(encoding="utf-8") as file:
            told = json.loads(file.read(_LONGEST))
        if told["dateline_backup"] > FORMAT:
            raise CopyProblem(
                f"The backup “{folder.name}” was made by a newer version of Dateline. Update "
                "Dateline, then restore it."
            )
        return _read(told)
    except OSError as error:
        raise CopyProblem(
            f"“{folder.name}” is no whole backup: it has no {NAME} that can be read. Name a folder "
            "that was made by: python -m knowledge backup FOLDER"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CopyProblem(
            f"The {NAME} of the backup “{folder.name}” is damaged. Restore another backup."
        ) from error


def _read(told: Any) -> Manifest:
    files = tuple(
        Copied(str(one["name"]), int(one["bytes"]), str(one["sha256"])) for one in told["files"]
    )
    names = [one.name for one in files]
    # Names become paths: only those that are known may.
    if BASE not in names or len({*names}) < len(names):
        raise ValueError("files")
    if not {*names} <= {BASE, *(one.name for one in BESIDE)}:
        raise ValueError("names")
    schema = tuple(map(str, told["schema"]))
    return Manifest(str(told["created"]), schema, files, str(told.get("source", "")))


def digest(path: Path, done: Callable[[int], None]) -> str:
    """The SHA-256 of a file in hexadecimal; `done` is told of each stretch of bytes read."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            done(len(chunk))
    return found.hexdigest()
