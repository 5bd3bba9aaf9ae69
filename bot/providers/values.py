"""What the buttons of sources stand for, as the text that travels in their values."""

import json
from dataclasses import dataclass

from bot.errors import StaleButton
from bot.providers.words import LONGEST, Deed, Follow
from bot.render.limits import BUTTON_VALUE
from bot.render.text import size
from bot.values import table_of

_LONGEST_ID = 400
_LAST = 2**62


@dataclass(frozen=True, slots=True)
class Tend:
    """Something to do to a source, and the page of the list that it was pressed on."""

    deed: Deed
    id: int
    page: int = 1

    def encode(self) -> str:
        """The button's value."""
        return json.dumps({"d": self.deed, "p": self.id, "g": self.page})


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to follow that was chosen among several; the fields are those of `Follow`."""

    address: str
    name: str | None
    every: int | None
    expect: int | None
    kind: str | None

    def encode(self) -> str | None:
        """The button's value; None where it does not fit."""
        fields = {"a": self.address, "n": self.name, "e": self.every, "x": self.expect}
        value = json.dumps({**fields, "k": self.kind}, ensure_ascii=False)
        return value if size(value) <= BUTTON_VALUE else None


@dataclass(frozen=True, slots=True)
class StoryRef:
    """An article, by its id."""

    article: str

    def encode(self) -> str | None:
        """The button's value; None for an id that none can carry."""
        return json.dumps({"a": self.article}) if 0 < len(self.article) <= _LONGEST_ID else None


def decode_tend(value: object) -> Tend:
    """Read what to do to a source.

    Raises:
        StaleButton: it is no such value.
    """
    told = table_of(value)
    deed, id, page = told.get("d"), told.get("p"), told.get("g")
    if deed not in list(Deed) or type(id) is not int or type(page) is not int:
        raise StaleButton
    if not (0 < id < _LAST and 0 < page < _LAST):
        raise StaleButton
    return Tend(Deed(str(deed)), id, page)


def decode_wanted(value: object) -> Follow:
    """Read an address to follow.

    Raises:
        StaleButton: it is no such value.
    """
    told = table_of(value)
    address, name, kind = told.get("a"), told.get("n"), told.get("k")
    every, expect = told.get("e"), told.get("x")
    if not isinstance(address, str) or not address.lower().startswith(("https://", "http://")):
        raise StaleButton
    texts = all(one is None or isinstance(one, str) for one in (name, kind))
    spans = all(one is None or (type(one) is int and 0 < one < _LAST) for one in (every, expect))
    if len(address) > LONGEST or not texts or not spans:
        raise StaleButton
    return Follow(address, name, every, expect, kind)


def decode_story(value: object) -> StoryRef:
    """Read which article is meant.

    Raises:
        StaleButton: it is no such value.
    """
    article = table_of(value).get("a")
    if not isinstance(article, str) or not 0 < len(article) <= _LONGEST_ID:
        raise StaleButton
    return StoryRef(article)
