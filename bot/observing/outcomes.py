"""What became of a request, told from the error that ended it."""

import asyncio
from enum import StrEnum

from bot.errors import (
    BotError,
    CheckFailed,
    CheckTooSlow,
    MayNotUpload,
    NoBase,
    NoModel,
    NoPicture,
    NotUploaded,
    Repeated,
    TooFast,
    TooManyDrafts,
    Unheard,
    Unknown,
)

FAILURES = (
    CheckFailed,
    CheckTooSlow,
    MayNotUpload,
    NoBase,
    NoModel,
    NoPicture,
    NotUploaded,
    Unknown,
)
"""Errors that are said plainly, and are no fault of whoever asks."""


class Outcome(StrEnum):
    """What became of a request."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """Whoever asks may not, or asks for what can't be: they were told."""
    LIMITED = "limited"
    """They, or all together, ask for too much at once."""
    REPEATED = "repeated"
    """It was served before, and Slack has sent it again."""
    FAILED = "failed"


def judged(error: BaseException) -> tuple[Outcome, str]:
    """The outcome of a request that ended with an error, and the name of the error."""
    name = type(error).__name__
    match error:
        case Repeated():
            return Outcome.REPEATED, name
        case TooManyDrafts() | TooFast() | Unheard():
            return Outcome.LIMITED, name
        case asyncio.CancelledError():
            return Outcome.FAILED, "Stopped"
        case BotError() if not isinstance(error, FAILURES):
            return Outcome.REFUSED, name
    return Outcome.FAILED, name
