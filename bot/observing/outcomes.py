"""What became of a request, told from the error that ended it."""

import asyncio
from enum import StrEnum

from bot.digests.problems import DigestProblem
from bot.errors import (
    BotError,
    NothingChosen,
    NothingToExport,
    Repeated,
    StaleButton,
    StaleSource,
    TooFast,
    TooManyDrafts,
    TurnedAway,
    Unheard,
    Unknown,
)
from bot.providers.problems import NoSuchSource

REFUSALS = (
    DigestProblem,
    NoSuchSource,
    NothingChosen,
    NothingToExport,
    StaleButton,
    StaleSource,
    TurnedAway,
)
"""Errors that are no failure of Dateline's: whoever asks may not, or asks for what can't be."""


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
        case BotError() if isinstance(error, REFUSALS) and not isinstance(error, Unknown):
            return Outcome.REFUSED, name
    return Outcome.FAILED, name
