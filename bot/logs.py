"""Logging that keeps what people write, and every secret, out of the log.

Exceptions are logged as their type and the places they passed through. Their own message is kept
only where it can't repeat what somebody typed. Members of Slack stand in it under a name that is
made from their id (`python -m bot.logs ID` tells it), so that the log does not say who they are.
"""

import argparse
import errno
import hashlib
import json
import logging
import os
import re
import sqlite3
import ssl
import sys
import threading
import traceback
from copy import copy
from datetime import UTC, datetime
from types import TracebackType

from slack_sdk.errors import SlackApiError

from bot.observing import requests
from bot.observing.meter import Meter
from bot.settingvalues import LogLevel, LogStyle
from bot.strangers import briefly
from knowledge.wording.addresses import without_keys

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|xwfp-[\w-]+"
    r"|(?i:(?:ticket|token|secret|access_key)=)[^&\s\"']+"
    r"|(?i:bearer\s+)\S+"
    r"|(?i:https?://[^\s\"'/]+/"
    r"(?:commands|actions|app|services|triggers|workflows|upload)/)[^\s\"']+"
)
_MEMBER = re.compile(r"\b[UW][A-Z0-9]{8,30}\b")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redact(text: str) -> str:
    """The text without tokens, tickets, response URLs, keys in addresses and ids of members."""
    bare = without_keys(_SECRETS.sub("[redacted]", text))
    return _MEMBER.sub(lambda found: pseudonym(found[0]), bare)


def pseudonym(member: str) -> str:
    """What a member of Slack is called in the log: the same in every line and after a restart."""
    return f"member-{hashlib.sha256(member.encode()).hexdigest()[:8]}"


class Formatter(logging.Formatter):
    """Formats records without secrets, and exceptions without their messages."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The line (or lines) of a record, with the id of the request behind the logger's name."""
        # Another handler may have left its own, outspoken rendering of the exception.
        own = copy(record)
        own.exc_text = None
        # What comes from elsewhere, such as an error code, must not begin a line of its own.
        own.msg, own.args = _CONTROL.sub(" ", record.getMessage()), None
        request = _request(record)
        if request is not None:
            own.name = f"{record.name} [{request}]"
        return redact(super().format(own))

    def formatException(self, ei: _Caught) -> str:
        """Type and places of an exception and of its causes, innermost last."""
        error = ei[1]
        return "" if error is None else "\n".join(describe(error))


class JsonFormatter(logging.Formatter):
    """Formats a record as one object of JSON on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: `time level logger message`, with `request surface what` and `error` if any."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        request = requests.CURRENT.get()
        if request is not None:
            told |= {"request": request.id, "surface": request.surface, "what": request.what}
        told |= _fields(record)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told["error"] = [redact(line) for line in describe(error)]
        return json.dumps(told, default=str)


def _request(record: logging.LogRecord) -> str | None:
    request = _fields(record).get("request")
    return str(request) if request is not None else requests.reference()


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """What a line says beside its message; nothing but what its caller has named so."""
    fields = getattr(record, "fields", None)
    return fields if isinstance(fields, dict) else {}


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
    if isinstance(error, ssl.SSLError):
        return f" ({error.reason})" if error.reason else ""
    if isinstance(error, OSError) and error.errno is not None and error.errno in errno.errorcode:
        # The system's own words: who raised it may have put others in their place.
        return f" ({os.strerror(error.errno)})"
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


class Counting(logging.Handler):
    """Has the lines of the log counted."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self._meter = meter

    def emit(self, record: logging.LogRecord) -> None:
        """Count one line."""
        self._meter.logged(record.levelname.lower())


def set_up(style: LogStyle = LogStyle.TEXT, level: LogLevel = LogLevel.INFO) -> None:
    """Send the process's log to standard error: each record a line, or one with its error below.

    `level` is that of Dateline's own lines; what others write is never more than INFO.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if style is LogStyle.JSON else Formatter())
    wanted = logging.getLevelName(level.upper())
    logging.basicConfig(level=max(wanted, logging.INFO), handlers=[handler], force=True)
    logging.getLogger("dateline").setLevel(wanted)
    logging.captureWarnings(True)
    sys.excepthook = _unforeseen
    threading.excepthook = _in_thread
    # Bolt logs whole request bodies at INFO and WARNING (bad signature, unhandled request).
    logging.getLogger("dateline.bolt").setLevel(logging.ERROR)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    logging.getLogger("slack_sdk").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(briefly)


def _unforeseen(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logging.getLogger("dateline").critical("Ending, after an error", exc_info=error)


def _in_thread(caught: threading.ExceptHookArgs) -> None:
    name = "" if caught.thread is None else caught.thread.name
    logging.getLogger("dateline").error("Thread %s ended", name, exc_info=caught.exc_value)


def main() -> int:
    """Tell what a member is called in the log."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.logs", description="What a member of Slack is called in the log."
    )
    parser.add_argument("member", help="their id: in Slack, their profile, “Copy member ID”")
    print(pseudonym(parser.parse_args().member.strip()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
