"""Who reads articles: this process, or several others."""

import os
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Protocol

from knowledge.model import Article

if TYPE_CHECKING:
    from knowledge.extraction import Extraction, Extractor

MANY = 2_000_000
"""From so many characters on a second process has read more than its start costs."""

MOST = 4
"""In how many processes articles are read at most, unless somebody asks for more."""


class Readers(Protocol):
    """Reads articles, now or soon."""

    def read(self, article: Article, parses: bytes | None) -> "Future[Extraction]":
        """Read an article; `parses` is what is remembered of it."""

    def close(self) -> None:
        """Let go of what reading took."""


def readers(jobs: int, without: Iterable[str] = ()) -> Readers:
    """Whoever reads in so many processes, `without` some rules; with one job, this process."""
    from knowledge.extraction import Extractor

    extractor = partial(Extractor, without=tuple(without))
    if jobs == 1:
        return _Here(extractor())
    from knowledge.extraction.workers import Workers

    return Workers(jobs, extractor)


def fitting_jobs(length: int) -> int:
    """In how many processes texts of so many characters are best read."""
    if length < MANY:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, MOST)


class _Here:
    """Reads each article at once."""

    def __init__(self, extractor: "Extractor") -> None:
        self._extractor = extractor

    def read(self, article: Article, parses: bytes | None) -> "Future[Extraction]":
        done: Future[Extraction] = Future()
        try:
            done.set_result(self._extractor.extract(article, parses))
        except Exception as error:
            done.set_exception(error)
        return done

    def close(self) -> None:
        """Nothing is held."""
