"""How far long work is: a bar where somebody watches, a line now and then in a log."""

import sys
import time
from typing import Any

import click


def progress(total: int | None, what: str, unit: str = " articles") -> Any:
    """A progress bar on stderr with rate and time left; where that is no terminal, lines instead.

    With the unit "B" it counts bytes: long articles take longer than short ones.
    """
    from tqdm import tqdm

    if sys.stderr.isatty():
        return tqdm(total=total, desc=what, unit=unit, unit_scale=unit == "B", leave=False)
    return _Lines(total, what, unit)


LINE_EVERY = 60.0
"""Seconds between two lines on how far long work is, where nobody watches a bar."""


class _Lines:
    """Says in a log how far long work is; speaks tqdm's language as far as it is spoken here.

    `n` is how much is done.
    """

    def __init__(self, total: int | None, what: str, unit: str) -> None:
        self._total = total
        self._what = what
        self._unit = unit
        self.n = 0
        self._beside = ""
        self._began = self._said = time.monotonic()

    def __enter__(self) -> "_Lines":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def set_postfix_str(self, text: str, refresh: bool = True) -> None:
        """What is said beside the figures."""
        self._beside = text

    def update(self, number: int = 1) -> None:
        """So much more is done."""
        self.n += number
        now = time.monotonic()
        if now - self._said >= LINE_EVERY:
            self._said = now
            click.echo(self._line(now - self._began), err=True)

    def _line(self, seconds: float) -> str:
        from tqdm import tqdm

        figures = tqdm.format_meter(
            self.n,
            self._total or 0,
            seconds,
            ncols=0,
            unit=self._unit,
            unit_scale=self._unit == "B",
            postfix=self._beside,
        )
        return f"{self._what}: {figures}"
