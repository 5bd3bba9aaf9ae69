"""The log of the command line, on stderr: no keys of addresses, and no words of articles.

What breaks down is told by its kind and where it happened. Its message might repeat an address with
a password, or a sentence of an article: it stands there with `--debug` alone, and then without what
in addresses may be a key.
"""

import logging
import sys
import traceback
from types import TracebackType

from knowledge.wording.addresses import without_keys

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Formatter(logging.Formatter):
    """Formats records for whoever sits at the terminal, and for a bot that puts them in its log."""

    def __init__(self, *, debug: bool = False) -> None:
        super().__init__("%(levelname)s:%(name)s:%(message)s" if debug else "%(message)s")
        self._debug = debug

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record, and those of its error below it."""
        return without_keys(super().format(record))

    def formatException(self, ei: _Caught) -> str:
        """Where an exception passed, innermost last, and its kind."""
        if self._debug or ei[1] is None:
            return super().formatException(ei)
        places = traceback.extract_tb(ei[2])
        lines = [f"  {one.filename}:{one.lineno} in {one.name}" for one in places]
        return "\n".join([*lines, type(ei[1]).__qualname__])


def set_up(*, debug: bool) -> None:
    """Send the log to stderr: errors, or with `debug` everything."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Formatter(debug=debug))
    logging.basicConfig(level=logging.DEBUG if debug else logging.ERROR, handlers=[handler])
