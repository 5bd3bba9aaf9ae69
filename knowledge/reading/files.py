"""Article files on disk: finding and reading them."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.model import Article
from knowledge.reading.article import HTML, MARKDOWN, parse_text
from knowledge.reading.decode import LARGEST, declared_charset, decode
from knowledge.reading.problems import Unreadable

SUFFIXES = frozenset({".txt"}) | MARKDOWN | HTML
"""What a folder's article files end with; a file named on its own may end with anything."""

_NO_ARTICLES = ("readme", "license", "licence", "copying", "changelog")


def read(path: Path, *, published: str | None = None, outlet: str | None = None) -> Article:
    """Read an article file; `published` and `outlet` stand in for what it doesn't say.

    Raises:
        Unreadable: missing, not a file, too large, not text, or with broken front matter.
    """
    data = _bytes(path)
    page = path.suffix.lower() in HTML
    decoded = decode(data, declared_charset(data) if page else None)
    article = parse_text(decoded.text, path.stem, path.suffix, published=published, outlet=outlet)
    return replace(article, notes=decoded.notes)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            if not os.access(path, os.R_OK | os.X_OK):
                raise PermissionError
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


def discover(paths: Iterable[Path | str]) -> Iterator[Path | str]:
    """Yield the article files and web addresses that `paths` name; folders are searched through.

    Files in a folder come in the order of their paths. Hidden ones, README and licence files and
    other suffixes than `SUFFIXES` are left out, and links to folders are not followed. What is
    named twice comes once. Missing files and closed folders come too, so that `read` can say so;
    addresses (`http://`, `https://`) come as text.
    """
    seen: set[Path | str] = set()
    for path in paths:
        for found in _named(path):
            key = found.absolute() if isinstance(found, Path) else found
            if key not in seen:
                seen.add(key)
                yield found


def _named(path: Path | str) -> list[Path] | list[str]:
    if isinstance(path, str) and path.lower().startswith(("http://", "https://")):
        return [path]
    file = Path(path)
    try:
        return _below(file) if file.is_dir() else [file]
    except OSError:
        return [file]


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []

    def closed(problem: OSError) -> None:
        found.append(Path(problem.filename))

    for directory, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(directory, name) for name in names if _is_article(name))
    return sorted(found)


def _is_article(name: str) -> bool:
    stem, suffix = os.path.splitext(name)
    return (
        not name.startswith(".")
        and suffix.lower() in SUFFIXES
        and not stem.lower().startswith(_NO_ARTICLES)
    )
