"""The bot's errors, each with the sentence that people read."""

from bot import messages


class BotError(Exception):
    """Something to say plainly instead of an answer; `said` is the sentence."""

    said = messages.SLACK_REFUSED


class NoBase(BotError):
    """The fact base is missing, locked or damaged."""

    said = messages.NO_BASE


class StaleButton(BotError):
    """A button whose meaning can't be read any more, or never was one of ours."""

    said = messages.STALE_BUTTON


class StaleSource(BotError):
    """A passage that the archive no longer holds in these words."""

    said = messages.STALE_SOURCE


class TriggerExpired(BotError):
    """Slack's three seconds for opening a modal ran out."""

    said = messages.TRIGGER_EXPIRED


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
