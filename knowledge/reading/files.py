"""Article files on disk: finding and reading them."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.model import Article
from knowledge.reading.article import HTML, MARKDOWN, parse_text
from knowledge.reading.decode import LARGEST, decode
from knowledge.reading.problems import Unreadable

SUFFIXES = frozenset({".txt"}) | MARKDOWN | HTML
"""What a folder's article files end with; a file named on its own may end with anything."""

_NO_ARTICLES = ("readme", "license", "licence", "copying", "changelog")


def read(path: Path, *, published: str | None = None, outlet: str | None = None) -> Article:
    """Read an article file; `published` and `outlet` stand in for what it doesn't say.

    Raises:
        Unreadable: missing, not a file, too large, not text, or with broken front matter.
    """
    return parse_text(
        decode(_bytes(path)), path.stem, path.suffix, published=published, outlet=outlet
    )


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("It is a folder. Name a file in it, or ingest the whole folder.")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("It is not a regular file.")
        # Read one byte more than allowed: the file may be growing.
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable("There is no such file. Check the name.") from None
    except PermissionError:
        raise Unreadable("There is no permission to read it. Change its access rights.") from None
    except (OSError, ValueError, RuntimeError):
        raise Unreadable("The file can't be opened. Check its name and the disk.") from None


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the article files that `paths` name: files as they are, folders searched through.

    Files in folders come in the order of their paths; hidden ones, README and licence files, and
    other suffixes than `SUFFIXES` are left out, and links to folders are not followed. A file that
    is named twice comes once. Missing files come too, so that `read` can say so.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            key = file.absolute()
            if key not in seen:
                seen.add(key)
                yield file


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for directory, folders, names in folder.walk() if hasattr(folder, "walk") else _walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(directory / name for name in names if _is_article(name))
    return sorted(found)


def _walk(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    import os

    for directory, folders, names in os.walk(folder, followlinks=False):
        yield Path(directory), folders, names


def _is_article(name: str) -> bool:
    path = Path(name)
    return (
        not name.startswith(".")
        and path.suffix.lower() in SUFFIXES
        and not path.stem.lower().startswith(_NO_ARTICLES)
    )
