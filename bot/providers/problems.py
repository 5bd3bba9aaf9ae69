"""What goes wrong when sources are looked after."""

from bot.errors import BotError, TurnedAway
from bot.providers import said


class NoEditor(TurnedAway):
    """Somebody who is not among those who may change what is followed."""

    said = said.NO_EDITOR


class MembersOnly(TurnedAway):
    """A guest, or somebody of another company."""

    said = said.MEMBERS_ONLY


class NoSuchSource(BotError):
    """A source that is not there, or not any more."""

    said = said.NO_SUCH


class NotKept(BotError):
    """The side file can't be used."""

    said = said.NOT_KEPT
