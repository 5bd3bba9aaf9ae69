"""What the buttons of the review queue stand for, as the text that travels in their values."""

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.errors import StaleButton
from bot.render.limits import BUTTON_VALUE
from bot.render.text import size
from bot.values import table_of
from knowledge.base.waiting import Order

_LAST = 2**62
_PLACES = 2_000
_ID = 400


class Deed(StrEnum):
    """What a button does."""

    APPROVE = "approve"
    REJECT = "reject"
    RETRACT = "retract"
    CHOOSE = "choose"
    EDIT = "edit"
    SKIP = "skip"
    BULK = "bulk"
    """Shows the facts, to be verified from there."""
    UNDO = "undo"
    UNDO_BULK = "unbulk"
    PAGE = "page"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Press:
    """A button: what it does, and on which page of which list it stands.

    `key` names the item, `seen` is the place in the log up to which its reader has seen what was
    decided on the fact. `about` is the part and `reading` the reading of a value that is chosen;
    for several facts `about` is their article, and `reading` what they were verified together as;
    to undo something `about` is the decision. `told` marks what the fact said as its reader saw it
    (`By.told`). `posted` stands in a channel, where all read it.
    """

    deed: Deed
    key: str = ""
    seen: int = 0
    about: str = ""
    reading: str = ""
    order: Order = Order.NEWEST
    offset: int = 0
    posted: bool = False
    told: str = ""

    def to(self, deed: Deed, **changes: Any) -> "Press":
        """Another button beside it."""
        return replace(self, deed=deed, **changes)

    def encode(self) -> str | None:
        """The button's value; None where none can carry it."""
        told = {
            "d": str(self.deed), "k": self.key, "n": self.seen, "a": self.about,
            "r": self.reading, "o": str(self.order), "p": self.offset, "c": int(self.posted),
            "t": self.told,
        }  # fmt: skip
        value = json.dumps(
            {name: one for name, one in told.items() if one or name == "d"},
            ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip
        usable = all(len(one) <= _ID for one in (self.key, self.about, self.reading, self.told))
        return value if usable and size(value) <= BUTTON_VALUE else None


def decode_press(value: object) -> Press:
    """Read a button's value.

    Raises:
        StaleButton: it is none.
    """
    told = table_of(value)
    if told.get("d") not in list(Deed):
        raise StaleButton
    order = told.get("o", str(Order.NEWEST))
    if order not in list(Order):
        raise StaleButton
    texts = [told.get(name, "") for name in ("k", "a", "r", "t")]
    numbers = [told.get("n", 0), told.get("p", 0)]
    if not all(isinstance(one, str) and len(one) <= _ID for one in texts):
        raise StaleButton
    if not all(type(one) is int for one in numbers) or not 0 <= numbers[0] < _LAST:
        raise StaleButton
    if not 0 <= numbers[1] <= _PLACES:
        raise StaleButton
    return Press(
        Deed(told["d"]), texts[0], numbers[0], texts[1], texts[2], Order(order), numbers[1],
        told.get("c") == 1, texts[3],
    )  # fmt: skip
