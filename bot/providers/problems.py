"""What goes wrong when sources are looked after."""

from bot.errors import BotError
from bot.providers import said


class NoSuchSource(BotError):
    """A source that is not there, or not any more."""

    said = said.NO_SUCH


class NotKept(BotError):
    """The side file can't be used."""

    said = said.NOT_KEPT
