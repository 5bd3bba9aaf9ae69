"""A command that runs beside another program: it gives way, and ends when that program does."""

import os
import signal
import sys
import threading
from contextlib import suppress

NICENESS = 10
"""How far the program that people wait for goes before."""


def attach() -> None:
    """Lower this process's priority, and end it as Ctrl-C does once its stdin is closed."""
    with suppress(AttributeError, OSError):
        os.nice(NICENESS)
    threading.Thread(target=_end_with_stdin, name="attached", daemon=True).start()


def _end_with_stdin() -> None:
    with suppress(OSError, ValueError):
        while os.read(sys.stdin.fileno(), 4096):
            pass
    os.kill(os.getpid(), signal.SIGTERM)
