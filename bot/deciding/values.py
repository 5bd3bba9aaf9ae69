"""What menus, buttons and forms about a fact stand for, as the text that travels in them."""

import json
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import StaleButton
from bot.render.limits import BUTTON_VALUE, OPTION_VALUE, PRIVATE_METADATA
from bot.render.text import clip, size
from bot.values import compact, ids_of, is_id, table_of
from knowledge.model import Kind

_LAST = 2**62


class Deed(StrEnum):
    """What can be done with a fact from its menu; the letter under which an option has its id."""

    CORRECT = "c"
    """Say which part of it is wrong, and what is right."""
    RULE = "v"
    """See what was decided on it, and verify or retract it."""
    REPORT = "w"
    """Say that something is wrong with it."""


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact, the reading that it was shown with, and what is to be done with it."""

    fact: str
    reading: str | None = None
    deed: Deed = Deed.CORRECT

    def encode(self) -> str | None:
        """The value of a menu's option, or None when no option can carry the ids."""
        content = {str(self.deed): self.fact}
        if self.reading is not None and self.reading != self.fact:
            content["r"] = self.reading
        value = compact(content)
        usable = all(is_id(one) for one in content.values())
        return value if usable and size(value) <= OPTION_VALUE else None


def decode_fact(value: object) -> FactRef | None:
    """Read an option that is about a fact; None for any other option.

    Raises:
        StaleButton: it is one, but of no fact.
    """
    found = table_of(value)
    deed = next((one for one in Deed if str(one) in found), None)
    if deed is None:
        return None
    fact = found[str(deed)]
    # A fact is often called like the reading that it was shown with; the id stands there once.
    return FactRef(*ids_of(fact, found.get("r", fact)), deed)


@dataclass(frozen=True, slots=True)
class Held:
    """What a window about a fact carries.

    `shown` is how the fact was shown in it, in words, and `seen` the place in the log up to which
    its reader has seen what was decided on it. Where it `decides`, sending it off is meant to
    decide; else it proposes. `settles` is what waits no more once it is decided (`Item.settles`).
    `told` marks what the fact said (`By.told`).
    """

    fact: str
    kind: Kind
    shown: str
    reading: str | None = None
    seen: int = 0
    decides: bool = False
    settles: tuple[str, ...] = ()
    told: str = ""

    def encode(self) -> str:
        """The window's private metadata; what was shown is cut where it does not fit."""
        content: dict[str, object] = {"f": self.fact, "k": str(self.kind)}
        content |= {"r": self.reading, "n": self.seen}
        content |= {"d": 1} if self.decides else {}
        content |= {"w": list(self.settles)} if self.settles else {}
        content |= {"t": self.told} if self.told else {}
        room = PRIVATE_METADATA - size(json.dumps({**content, "s": ""}))
        # As JSON a character may take six: "\\u202e".
        for cut in (self.shown, clip(self.shown, room // 2), clip(self.shown, room // 6)):
            value = json.dumps({**content, "s": cut}, ensure_ascii=False)
            if size(value) <= PRIVATE_METADATA:
                break
        return value


def decode_held(value: object) -> Held:
    """Read the private metadata of a window about a fact.

    Raises:
        StaleButton: it is none.
    """
    found = table_of(value, PRIVATE_METADATA)
    fact, reading = ids_of(found.get("f"), found.get("r"))
    kind, shown, seen = found.get("k"), found.get("s"), found.get("n", 0)
    settles = found.get("w", [])
    if kind not in list(Kind) or not isinstance(shown, str):
        raise StaleButton
    if not isinstance(seen, int) or not 0 <= seen < _LAST:
        raise StaleButton
    told = found.get("t", "")
    if not isinstance(settles, list) or not all(map(is_id, settles)) or not isinstance(told, str):
        raise StaleButton
    return Held(fact, Kind(kind), shown, reading, seen, found.get("d") == 1, tuple(settles), told)


@dataclass(frozen=True, slots=True)
class UndoRef:
    """A decision to undo, and the page of the log that its button stands on; 0 for a window."""

    decision: str
    page: int = 0

    def encode(self) -> str | None:
        """The value of a button, or None when none can carry the id."""
        if not is_id(self.decision):
            return None
        value = json.dumps({"u": self.decision, "p": self.page}, ensure_ascii=False)
        return value if size(value) <= BUTTON_VALUE else None


def decode_undo(value: object) -> UndoRef:
    """Read the value of a button that undoes a decision.

    Raises:
        StaleButton: it is none.
    """
    found = table_of(value)
    decision, _ = ids_of(found.get("u"), None)
    page = found.get("p")
    if not isinstance(page, int) or not 0 <= page < _LAST:
        raise StaleButton
    return UndoRef(decision, page)
