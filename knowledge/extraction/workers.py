"""Articles read in several processes at once, for big archives.

Each process loads a language model of its own (some 250 MB). They only read: whoever gives them
articles saves what comes back, in whatever order it likes.
"""

import logging
import multiprocessing
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

from knowledge.extraction import Extraction, ModelProblem
from knowledge.model import Article

log = logging.getLogger("dateline.workers")

_TRIES = 2


class Reads(Protocol):
    """What reads articles: an `Extractor`."""

    def extract(self, article: Article, parses: bytes | None = None) -> Extraction:
        """As an `Extractor` does."""


class ReadingProblem(Exception):
    """An article that could not be read in a process of its own; the text says why."""


class Workers:
    """Reads articles in up to `jobs` processes, each begun when there is work for it.

    `make` makes what reads them; it must be picklable, and is called in each process. A process
    that dies (for want of memory, say) is replaced, and its article is given to another one once.
    """

    def __init__(self, jobs: int, make: Callable[[], Reads]) -> None:
        self._make = make
        self._local = threading.local()
        self._begun: list[_Worker] = []
        self._closed = False
        # Begun by the first process it would let that one, and it alone, see Ctrl-C.
        resource_tracker.ensure_running()
        # A thread for each process, that waits for it.
        self._threads = ThreadPoolExecutor(jobs, initializer=_spare_children_from_interrupts)

    def read(self, article: Article, parses: bytes | None) -> Future[Extraction]:
        """Read an article as soon as a process is free.

        The future fails with ModelProblem where there is no usable model, and with ReadingProblem
        where reading broke down or the process died.
        """
        return self._threads.submit(self._read, article, parses)

    def close(self) -> None:
        """End the processes at once; what is being read is given up."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._begun:
            worker.end()
        self._threads.shutdown(wait=True)

    def _read(self, article: Article, parses: bytes | None) -> Extraction:
        for _ in range(_TRIES):
            worker = self._worker()
            try:
                return worker.ask(article, parses)
            except (EOFError, OSError):
                worker.end()
                if self._closed:
                    break
                log.warning("A process died (%s) over %s", worker.exit_code, article.id)
        raise ReadingProblem("the process that read it died, perhaps for want of memory")

    def _worker(self) -> "_Worker":
        """This thread's process."""
        worker: _Worker | None = getattr(self._local, "worker", None)
        if worker is None or worker.ended:
            worker = self._local.worker = _Worker(self._make)
            self._begun = [other for other in self._begun if not other.ended] + [worker]
        return worker


class _Worker:
    """One process and the pipe to it; it has one article at a time."""

    def __init__(self, make: Callable[[], Reads]) -> None:
        # Not forked: threads and open databases don't survive that.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, make))
        self._process.daemon = True
        self._process.start()
        theirs.close()
        self.ended = False

    @property
    def exit_code(self) -> int | None:
        return self._process.exitcode

    def ask(self, article: Article, parses: bytes | None) -> Extraction:
        """Have an article read; EOFError or OSError when the process dies over it."""
        self._pipe.send((article, parses))
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Extraction)
        return answer

    def end(self) -> None:
        self.ended = True
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, make: Callable[[], Reads]) -> None:
    """What a process does: read what comes through the pipe, until nothing will come."""
    reader = make()
    while True:
        try:
            article, parses = pipe.recv()
        except (EOFError, ConnectionError):  # Whoever asked is gone.
            return
        try:
            answer: Extraction | Exception = reader.extract(article, parses)
        except ModelProblem as problem:
            answer = problem
        except Exception:
            answer = ReadingProblem(traceback.format_exc())
        try:
            pipe.send(answer)
        except ConnectionError:
            return


def _spare_children_from_interrupts() -> None:
    """Ctrl-C goes to all processes of a terminal; here only the main thread deals with it.

    A process inherits from the thread that begins it which signals it does not see.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
