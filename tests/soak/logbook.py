"""What the bot writes into its log, as it writes it, and what the workspace refused meanwhile."""

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot import logs

_OF_THE_WORKSPACE = "bot.workspace"


@dataclass(slots=True)
class Logbook:
    """The lines since they were last taken."""

    _stream: io.StringIO = field(default_factory=io.StringIO)
    refusals: list[str] = field(default_factory=list)

    def taken(self) -> list[str]:
        """The log's lines since the last look."""
        lines = self._stream.getvalue().splitlines()
        self._stream.seek(0)
        self._stream.truncate()
        return lines

    def refused(self) -> list[str]:
        """What the workspace refused since the last look, with its reason, a line each."""
        refused, self.refusals = self.refusals, []
        return refused


@contextmanager
def logbook() -> Iterator[Logbook]:
    """Log as the bot's process does, into a book; all is as before afterwards."""
    book = Logbook()
    root, workspace = logging.getLogger(), logging.getLogger(_OF_THE_WORKSPACE)
    named = [logging.getLogger(name) for name in list(logging.Logger.manager.loggerDict)]
    before = [(one, one.level, one.propagate) for one in (root, workspace, *named)]
    hooks = sys.excepthook, threading.excepthook
    handlers = list(root.handlers)
    refusals = _Refusals(book)
    for handler in handlers:
        # `set_up` closes what it finds there.
        root.removeHandler(handler)
    logs.set_up()
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(book._stream)
    workspace.addHandler(refusals)
    workspace.propagate = False
    try:
        yield book
    finally:
        workspace.removeHandler(refusals)
        for handler in list(root.handlers):
            root.removeHandler(handler)
        for handler in handlers:
            root.addHandler(handler)
        sys.excepthook, threading.excepthook = hooks
        logging.captureWarnings(False)
        for one, level, propagate in before:
            one.setLevel(level)
            one.propagate = propagate


class _Refusals(logging.Handler):
    """Keeps what the workspace says of calls that it refused."""

    def __init__(self, book: Logbook) -> None:
        super().__init__(logging.INFO)
        self._book = book

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, if it tells of a refusal."""
        said = record.getMessage()
        if "refused" in said:
            self._book.refusals.append(said)
