"""Logging that keeps what people write, and every secret, out of the log.

Exceptions are logged as their type and the places they passed through. Their own message is kept
only where it can't repeat what somebody typed.
"""

import logging
import re
import sqlite3
import traceback
from copy import copy
from types import TracebackType

from slack_sdk.errors import SlackApiError

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+"
    r"|(?i:(?:ticket|token|secret|access_key)=)[^&\s\"']+"
    r"|(?i:bearer\s+)\S+"
    r"|(?i:https?://[^\s\"'/]+/(?:commands|actions|services|workflows)/)[^\s\"']+"
)

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redact(text: str) -> str:
    """The text without tokens, tickets and response URLs."""
    return _SECRETS.sub("[redacted]", text)


class Formatter(logging.Formatter):
    """Formats records without secrets, and exceptions without their messages."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The line (or lines) of a record."""
        # Another handler may have left its own, outspoken rendering of the exception.
        own = copy(record)
        own.exc_text = None
        return redact(super().format(own))

    def formatException(self, ei: _Caught) -> str:
        """Type and places of an exception and of its causes, innermost last."""
        error = ei[1]
        return "" if error is None else "\n".join(describe(error))


def describe(error: BaseException) -> list[str]:
    """An exception in lines for the log: where it passed, its type, and what is safe to say."""
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*describe(cause), "which led to:"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
    lines.append(f"{type(error).__qualname__}{_safe_detail(error)}")
    return lines


def _safe_detail(error: BaseException) -> str:
    if isinstance(error, SlackApiError):
        return f" ({api_error_code(error)})"
    if isinstance(error, OSError) and error.strerror:
        return f" ({error.strerror})"
    if isinstance(error, sqlite3.Error):
        return f" ({getattr(error, 'sqlite_errorname', 'sqlite')})"
    return ""


def api_error_code(error: SlackApiError) -> str:
    """Slack's error code ("channel_not_found"), or the HTTP status of an unreadable answer."""
    response = error.response
    # The SDK's response has `get` also where its data is the text of an error page.
    told = getattr(response, "data", response)
    code = told.get("error") if isinstance(told, dict) else None
    if isinstance(code, str):
        return code
    return f"status {getattr(response, 'status_code', getattr(response, 'status', 'unknown'))}"


def set_up(level: int = logging.INFO) -> None:
    """Send the process's log to standard error, one line a record."""
    handler = logging.StreamHandler()
    handler.setFormatter(Formatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Bolt logs whole request bodies at INFO and WARNING (bad signature, unhandled request).
    logging.getLogger("dateline.bolt").setLevel(logging.ERROR)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    logging.getLogger("slack_sdk").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
