"""Who reads articles: this process, or several others."""

import os
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Protocol

import click

from knowledge.model import Article

if TYPE_CHECKING:
    from knowledge.extraction import Extraction, Extractor

# From so many characters on a second process has read more than its start costs.
_MANY = 2_000_000
_MOST = 4

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="In how many processes articles are read, at some 250 MB each. [default: 1; for more "
    f"than {_MANY // 1_000_000} MB of text as many as there are processors, up to {_MOST}]",
)


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
    if length < _MANY:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, _MOST)


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
