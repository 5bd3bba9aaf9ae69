"""How long one article may take: asked between sentences, so that nothing is cut in two."""

import math
from time import monotonic


class Deadline:
    """A span of time that begins when it is made.

    Nothing is interrupted: whoever works asks `passed` between one sentence and the next and stops.
    """

    def __init__(self, seconds: float = math.inf) -> None:
        self.seconds = seconds
        self._start = monotonic()

    def passed(self, share: float = 1.0) -> bool:
        """True when that share of the time has gone; earlier steps leave some for later ones."""
        return monotonic() - self._start >= share * self.seconds
