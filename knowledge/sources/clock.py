"""Time, as polling needs it; a test brings its own."""

import time

from knowledge.base.decisions import now


class Clock:
    """The clock of this machine."""

    def now(self) -> str:
        """The instant (UTC, ISO 8601 to the second with a Z)."""
        return now()

    def monotonic(self) -> float:
        """Seconds since some time; never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
