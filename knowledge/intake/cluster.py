"""Articles read on a dask cluster: for archives that one machine would read for days.

The workers only read. Whoever gives them articles saves what comes back, one after the other, so
the facts are those of a single process. Workers run the same Dateline with the same language model,
a thread each (`dask worker ADDRESS --nthreads 1`), and see the whole text of every article: a
cluster is as trusted as the machine that holds the archive.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from knowledge.model import Article

if TYPE_CHECKING:
    from knowledge.extraction import Extraction, Extractor

PATIENCE = 15
"""Seconds that finding the cluster may take."""

_READING = threading.Lock()


class ClusterProblem(Exception):
    """The cluster can't be used; the text says why and what to do."""


class Cluster:
    """Reads articles on the workers of a dask cluster, without the rules that are named.

    `threads` is how many articles the cluster reads at a time, as it was found.
    """

    def __init__(self, address: str, without: Sequence[str]) -> None:
        """Find the cluster: `address` is its scheduler's, such as "tcp://10.0.0.5:8786".

        Raises:
            ClusterProblem: dask is not installed, nobody answers, or there are no workers.
        """
        try:
            import distributed
        except ImportError:
            raise ClusterProblem(
                "Reading on a cluster takes dask, which is not installed: "
                "python -m pip install --require-hashes -r requirements-dask.txt"
            ) from None
        untyped: Any = distributed
        try:
            self._client = untyped.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError, TypeError):
            raise ClusterProblem(
                "No dask scheduler answers at this address. Start one with “dask scheduler”; it "
                "says its address, such as tcp://10.0.0.5:8786."
            ) from None
        self.threads = sum(self._client.nthreads().values())
        if not self.threads:
            self.close()
            raise ClusterProblem(
                "The cluster has no workers. Start one on each machine, from Dateline's folder: "
                "dask worker ADDRESS --nthreads 1 --nworkers auto"
            )
        self._executor = self._client.get_executor(pure=False)
        self._read = partial(read, tuple(without), _signature())

    def read(self, article: Article, parses: bytes | None) -> "Future[Extraction]":
        """Read an article as soon as a worker is free.

        The future fails with ClusterProblem where a worker's Dateline is another.
        """
        submitted: Future[Extraction] = self._executor.submit(self._read, article, parses)
        return submitted

    def close(self) -> None:
        """Leave the cluster; what it still reads is given up."""
        self._client.close()


def read(
    without: tuple[str, ...], signature: str, article: Article, parses: bytes | None
) -> "Extraction":
    """Read an article on a worker, whose Dateline and language model must be those of `signature`.

    Raises:
        ClusterProblem: they are others.
    """
    if _signature() != signature:
        raise ClusterProblem(
            "A worker of the cluster runs another version of Dateline or another language model. "
            "Install the same on all machines, and start the workers again."
        )
    extractor = _extractor(without)
    # A model is not made for several threads at once.
    with _READING:
        return extractor.extract(article, parses)


@cache
def _extractor(without: tuple[str, ...]) -> "Extractor":
    from knowledge.extraction import Extractor

    return Extractor(without=without)


@cache
def _signature() -> str:
    """What reading depends on: the language model and the rules."""
    from knowledge.extraction import describe, rule_names

    return f"{describe().key}; {' '.join(sorted(rule_names()))}"
