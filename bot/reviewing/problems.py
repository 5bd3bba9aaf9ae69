"""Why something can't be done with the review queue."""

from bot.errors import BotError
from bot.reviewing import said


class NotKept(BotError):
    """What somebody chose can't be written."""

    said = said.NOT_KEPT
