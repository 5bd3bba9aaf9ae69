"""Article files on disk: finding and reading them."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.model import Article
from knowledge.reading.article import HTML, MARKDOWN, parse_text
from knowledge.reading.decode import LARGEST, declared_charset, decode
from knowledge.reading.problems import Unreadable

SUFFIXES = frozenset({".txt"}) | MARKDOWN | HTML
"""What a folder's article files end with; a file named on its own may end with anything."""

SUFFIXES_SAID = ".txt, .md or .html"
"""The usual ones of them, for messages."""

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
            if not _below(path).articles:
                raise Unreadable(f"It is a folder with no articles in it: no {SUFFIXES_SAID} file.")
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


@dataclass(frozen=True, slots=True)
class Found:
    """What inputs name: article files and addresses to read, and files of folders passed over."""

    articles: tuple[Path | str, ...]
    passed_over: tuple[Path, ...]


def search(paths: Iterable[Path | str]) -> Found:
    """Find the article files and web addresses that `paths` name; folders are searched through.

    Files in a folder come in the order of their paths. README and licence files and other suffixes
    than `SUFFIXES` are passed over; hidden files are not looked at, links to folders not followed.
    What is named twice comes once. Missing files, closed folders and folders without articles come
    too, so that `read` can say so; addresses (`http://`, `https://`) come as text.
    """
    articles: dict[Path | str, Path | str] = {}
    passed_over: dict[Path, Path] = {}
    for path in paths:
        found = _named(path)
        for one in found.articles:
            articles.setdefault(one.absolute() if isinstance(one, Path) else one, one)
        for file in found.passed_over:
            passed_over.setdefault(file.absolute(), file)
    named_anyway = articles.keys()
    left = (file for key, file in passed_over.items() if key not in named_anyway)
    return Found(tuple(articles.values()), tuple(left))


def _named(path: Path | str) -> Found:
    if isinstance(path, str) and path.lower().startswith(("http://", "https://")):
        return Found((path,), ())
    file = Path(path)
    try:
        found = _below(file) if file.is_dir() else Found((file,), ())
        return found if found.articles else replace(found, articles=(file,))
    except OSError:
        return Found((file,), ())


def _below(folder: Path) -> Found:
    found: list[Path] = []
    passed_over: list[Path] = []

    def closed(problem: OSError) -> None:
        found.append(Path(problem.filename))

    for directory, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                (found if _is_article(name) else passed_over).append(Path(directory, name))
    return Found(tuple(sorted(found)), tuple(sorted(passed_over)))


def _is_article(name: str) -> bool:
    stem, suffix = os.path.splitext(name)
    return suffix.lower() in SUFFIXES and not stem.lower().startswith(_NO_ARTICLES)
