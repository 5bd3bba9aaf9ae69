"""Lengths of time on the command line."""

import re
from typing import Any

import click

_SPAN = re.compile(r"(\d{1,5})\s*(s|m|min|h|d)?", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400}
_LEAST, _MOST = 60, 30 * 86_400


class Span(click.ParamType[int]):
    """A length of time such as 15m, 2h or 1d; in seconds."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read it."""
        if isinstance(value, int):
            return value
        match = _SPAN.fullmatch(str(value).strip())
        seconds = int(match[1]) * _SECONDS[(match[2] or "s").lower()] if match is not None else 0
        if not _LEAST <= seconds <= _MOST:
            self.fail("Write a time from 1m to 30d, such as 15m, 2h or 1d.", param, ctx)
        return seconds
