"""Articles read on a dask cluster: for archives that one machine would read for days.

The workers only read. Whoever gives them articles saves what comes back, one after the other, so
the facts are those of a single process. Workers run the same Dateline with the same language model,
a thread each, and see the whole text of every article: a cluster is as trusted as the machine that
holds the archive. The scheduler unpacks what passes through it, so it has to find Dateline as well.
"""

import asyncio
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import cache, partial
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from knowledge.model import Article

if TYPE_CHECKING:
    from knowledge.extraction import Extraction, Extractor

log = logging.getLogger("dateline.intake")

PATIENCE = 15
"""Seconds that finding the cluster may take."""

_READING = threading.Lock()
_SOMETHING = f"{__name__}:PATIENCE"
_SCHEDULER = "Scheduler"
_NOBODY = (
    "No dask scheduler answers at this address. Start one from Dateline's folder, with “python -m "
    "dask scheduler”; it says its address, such as tcp://10.0.0.5:8786."
)
_LOST = (
    "The dask scheduler is gone. What was read until then is saved; start the cluster again and "
    "give the same command once more."
)
_WITHOUT_DATELINE = (
    "The cluster can't find Dateline. Start its scheduler and its workers from Dateline's folder, "
    "with “python -m dask …”, and see that requirements.txt is installed on every machine."
)


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
        _quieten()
        try:
            # Asked before there is a client: one that can't connect waits half a minute for itself
            # to close when it is collected, and fails there, where nobody can catch it.
            kind = asyncio.run(_kind(address))
            if kind != _SCHEDULER:
                raise ClusterProblem(_NOBODY)
            self._client = untyped.Client(address, timeout=PATIENCE, set_as_default=False)
        except OSError:
            raise ClusterProblem(_NOBODY) from None
        except (ValueError, TypeError, ImportError):
            raise ClusterProblem(
                "This is no address of a dask scheduler that can be reached from here. It says "
                "its address itself when it starts, such as tcp://10.0.0.5:8786."
            ) from None
        self.threads = sum(self._client.nthreads().values())
        if not self.threads:
            self.close()
            raise ClusterProblem(
                "The cluster has no workers. Start one on each machine, from Dateline's folder: "
                "python -m dask worker ADDRESS --nthreads 1 --nworkers auto"
            )
        self._executor = self._client.get_executor(pure=False)
        self._read = partial(read, tuple(without), _signature())
        self._check()

    def read(self, article: Article, parses: bytes | None) -> "Future[Extraction]":
        """Read an article as soon as a worker is free.

        The future fails with ClusterProblem where a worker's Dateline is another, or the scheduler
        is gone.

        Raises:
            ClusterProblem: the scheduler is gone.
        """
        from distributed.client import ClosedClientError

        try:
            submitted = self._executor.submit(self._read, article, parses)
        except ClosedClientError:
            raise ClusterProblem(_LOST) from None
        extraction: Future[Extraction] = Future()
        submitted.add_done_callback(partial(_pass_on, extraction))
        return extraction

    def close(self) -> None:
        """Leave the cluster; what it still reads is given up."""
        with suppress(TimeoutError):
            self._client.close()

    def _check(self) -> None:
        """See that all find Dateline: what a worker can't unpack, dask gives it again for ever."""
        try:
            self._client.run_on_scheduler(resolve_name, _SOMETHING)
            self._client.run(resolve_name, _SOMETHING)
        except OSError:
            problem = _LOST
        except Exception:
            problem = _WITHOUT_DATELINE
        else:
            return
        self.close()
        raise ClusterProblem(problem)


def _pass_on(to: "Future[Extraction]", done: "Future[Extraction]") -> None:
    """Pass on what came of an article; dask cancels what it lost with its scheduler."""
    if done.cancelled():
        to.set_exception(ClusterProblem(_LOST))
    elif error := done.exception():
        to.set_exception(error)
    else:
        to.set_result(done.result())


def _quieten() -> None:
    """Keep dask's log of lost connections from the terminal; what it means for the user is said."""
    if not log.isEnabledFor(logging.DEBUG):
        for name in ("distributed", "distributed.client", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


async def _kind(address: str) -> str:
    """What says of itself to be at an address; dask's own exceptions where nothing answers."""
    from distributed.core import rpc
    from distributed.security import Security

    untyped: Any = rpc
    secured: Any = Security
    arguments = secured().get_connection_args("client")
    async with untyped(address, timeout=PATIENCE, connection_args=arguments) as remote:
        identity = await asyncio.wait_for(remote.identity(), PATIENCE)
    return str(identity["type"])


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
