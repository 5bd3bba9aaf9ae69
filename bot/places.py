"""Where somebody is answered who asks in a window: it has no channel of its own."""

import json
from dataclasses import dataclass
from typing import Any

from bot.errors import StaleButton
from bot.render import limits
from bot.render.text import size
from bot.values import table_of

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where `user` is answered: at a command's response URL, else in their direct message.

    `direct` tells that the response URL is that of a direct message, where nothing can be shared.
    """

    user: str
    url: str | None = None
    direct: bool = False

    @property
    def shareable(self) -> bool:
        """Whether there is a channel to share an answer with."""
        return self.url is not None and not self.direct

    def encode(self) -> str:
        """What the window remembers of it, for `decode`."""
        if self.url is None:
            return ""
        kept = json.dumps({"u": self.url, "d": self.direct}, separators=(",", ":"))
        return kept if size(kept) <= limits.PRIVATE_METADATA else ""


def decode(kept: object, user: str) -> Place:
    """Read what a window remembers; whatever can't be read means the direct message."""
    try:
        told = table_of(kept, limits.PRIVATE_METADATA)
    except StaleButton:
        return Place(user)
    url = told.get("u")
    if not isinstance(url, str) or not 0 < len(url) <= _LONGEST:
        return Place(user)
    return Place(user, url, direct=bool(told.get("d")))


def user_of(body: dict[str, Any]) -> str:
    """The id of whoever clicked, chose or sent off something; "" where a payload names nobody."""
    user = body.get("user")
    return str(user.get("id", "")) if isinstance(user, dict) else ""
