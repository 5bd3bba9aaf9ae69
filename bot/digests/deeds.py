"""What buttons and menus do to a subscription, as the text that travels in their values."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import StaleButton


class Deed(StrEnum):
    """What is done."""

    PREVIEW = "preview"
    SETTINGS = "settings"
    OFF = "off"
    DAY = "day"
    """Nothing is posted for a day."""
    WEEK = "week"
    RESUME = "resume"
    """Ends a pause, or a time without posts."""


DAYS = {Deed.DAY: 1, Deed.WEEK: 7, Deed.RESUME: 0}
"""For how many days nothing is posted."""

_VALUE = re.compile(r"([a-z]+):([0-9a-f]{1,32})")


@dataclass(frozen=True, slots=True)
class Done:
    """A deed to a subscription, by its id."""

    deed: Deed
    id: str

    def encode(self) -> str:
        """The value of the button or the option."""
        return f"{self.deed}:{self.id}"


def decode(value: object) -> Done:
    """Read the value of a button or an option.

    Raises:
        StaleButton: it is none of these.
    """
    found = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[1] not in list(Deed):
        raise StaleButton
    return Done(Deed(found[1]), found[2])
