"""What strangers send to the port: a word for each in the log, where aiohttp has a page.

Scanners and broken clients speak TLS to it, or bytes that are no HTTP, or bodies that are not what
their headers say; each is refused, and none of them is worth somebody's look.
"""

import logging

from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web import RequestPayloadError


def briefly(record: logging.LogRecord) -> bool:
    """A filter for the log of aiohttp's server; shortens what was no request, and lets all pass."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError | RequestPayloadError):
        record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
        record.msg, record.args = "Refused what is no request (%s)", (type(error).__name__,)
        record.exc_info = record.exc_text = None
    return True
