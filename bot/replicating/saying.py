"""What Litestream says, for the bot's log."""

import json
import logging
from collections.abc import Mapping

from bot.logs import redact
from knowledge.safekeeping import litestream

_SAID = 400
_LEVELS = {"ERROR": logging.ERROR, "WARN": logging.WARNING}


def read(line: str, environment: Mapping[str, str]) -> tuple[int, str]:
    """The level of a line and what it says, without anything secret of its environment."""
    try:
        told = json.loads(line)
        level = _LEVELS.get(str(told["level"]), logging.INFO)
        parts = [str(told["msg"]), *(str(told[key]) for key in ("db", "error") if key in told)]
        said = ": ".join(parts)
    except (ValueError, KeyError, TypeError, RecursionError):
        level, said = logging.INFO, line.strip()
    return level, redact(litestream.redacted(said, environment))[:_SAID]
