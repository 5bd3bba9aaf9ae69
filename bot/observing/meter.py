"""What is measured: the one seam between the bot's work and whatever keeps figures of it.

A `Meter` by itself keeps none, which is how Dateline runs with metrics switched off.
"""


class Meter:
    """Takes figures and forgets them. No method ever raises, blocks or waits."""

    def served(
        self, surface: str, what: str, outcome: str, reason: str, *, ack: float, took: float
    ) -> None:
        """A request of Slack's has ended; `ack` and `took` are seconds since it came."""

    def refused(self, reason: str) -> None:
        """A request that came to us by HTTP was refused before anybody looked at who asks."""

    def worked(self, thread: str, seconds: float, *, waited: float) -> None:
        """A thread has done a piece of work that had waited for it."""

    def called(self, method: str, result: str, seconds: float) -> None:
        """A method of Slack's Web API has answered, all attempts together."""

    def retried(self, why: str) -> None:
        """A request to Slack is made again, because of an HTTP status or `unreachable`."""

    def lagged(self, seconds: float) -> None:
        """The event loop was late by so many seconds."""

    def published(self, outcome: str, late: float | None) -> None:
        """An edition of a digest was posted or not; `late`: seconds after its hour, if it was."""

    def logged(self, level: str) -> None:
        """A line was written to the log."""


NONE = Meter()
"""Keeps no figures."""
