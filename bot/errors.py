"""The bot's errors, each with the sentence that people read."""

from bot import messages
from knowledge.base.problems import Trouble


class BotError(Exception):
    """Something to say plainly instead of an answer; `said` is the sentence."""

    said = messages.SLACK_REFUSED


class NoBase(BotError):
    """The fact base is missing, locked or damaged."""

    said = messages.NO_BASE

    def __init__(self, trouble: Trouble | None = None) -> None:
        super().__init__(trouble)
        if trouble is Trouble.NEWER:
            self.said = messages.NEWER_BASE


class NotWritten(NoBase):
    """What somebody did could not be kept; answers may come all the same."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.said = _NOT_WRITTEN.get(trouble, messages.NOT_WRITTEN)


_NOT_WRITTEN = {
    Trouble.MISSING: messages.NO_BASE,
    Trouble.NEWER: messages.NEWER_BASE,
    Trouble.READ_ONLY: messages.READ_ONLY,
    Trouble.FULL: messages.DISK_FULL,
    Trouble.BUSY: messages.BASE_BUSY,
    Trouble.MOVED: messages.BASE_MOVED,
}


class StaleButton(BotError):
    """A button whose meaning can't be read any more, or never was one of ours."""

    said = messages.STALE_BUTTON


class StaleSource(BotError):
    """A passage that the archive no longer holds in these words."""

    said = messages.STALE_SOURCE


class TriggerExpired(BotError):
    """Slack's three seconds for opening a modal ran out."""

    said = messages.TRIGGER_EXPIRED


class TokenRefused(BotError):
    """Slack no longer accepts the bot's token; the log says what to do (`bot.refused`)."""

    said = messages.TOKEN_REFUSED


class NothingChosen(BotError):
    """A form that was sent off without saying what it is about."""

    said = messages.NOTHING_CHOSEN


class NothingToExport(BotError):
    """An answer of which nothing is left, or that has no days for a calendar."""

    said = messages.NOTHING_TO_EXPORT


class MayNotUpload(BotError):
    """The app was installed without the right to upload files or to write to people."""

    said = messages.MAY_NOT_UPLOAD


class NotUploaded(BotError):
    """Slack did not take a file."""

    said = messages.NOT_UPLOADED


class MaybeUploaded(BotError):
    """Slack did not say whether it took a file."""

    said = messages.MAYBE_UPLOADED


class TurnedAway(BotError):
    """Somebody who gets no answer, or not in this place."""


class NotHere(TurnedAway):
    """A channel in which Dateline does not answer."""

    said = messages.NOT_HERE


class GuestRefused(TurnedAway):
    """A guest of the workspace."""

    said = messages.NO_GUESTS


class StrangerRefused(TurnedAway):
    """Somebody of another company, in a channel that is shared with it."""

    said = messages.NO_STRANGERS


class Unknown(TurnedAway):
    """Somebody of whom Slack does not say whether they are a member."""

    said = messages.NOT_KNOWN


class TooFast(TurnedAway):
    """Somebody who asks more than one person is answered in a minute; in `seconds` they may."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.said = messages.too_fast(seconds)


class Unheard(Exception):
    """A request of somebody who was told already that they ask too much."""


class Starting(TurnedAway):
    """Somebody who asks while the fact base is still brought up to date."""

    said = messages.STARTING


class Repeated(Exception):
    """A request that was served already, and that Slack has sent again: nobody waits for it."""


class NoPicture(BotError):
    """A picture that could not be drawn."""

    said = messages.NO_PICTURE


class NoModel(BotError):
    """There is no usable language model to read a draft with."""

    said = messages.NO_MODEL


class TooManyDrafts(BotError):
    """More drafts wait to be checked than are taken on."""

    said = messages.TOO_MANY_DRAFTS


class CheckTooSlow(BotError):
    """A draft took too long."""

    said = messages.CHECK_TOO_SLOW


class CheckFailed(BotError):
    """A draft could not be checked, for no fault of its author's."""

    said = messages.CHECK_FAILED


class Restarting(BotError):
    """The bot is about to end."""

    said = messages.RESTARTING


class StartProblem(Exception):
    """Dateline can't start; the message says what to change."""
