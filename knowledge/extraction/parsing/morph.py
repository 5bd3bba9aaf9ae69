"""Grammatical features of words, as the parser writes them: `Number=Sing|Person=3`."""

from collections.abc import Iterator
from functools import cache


class Morph:
    """Grammatical features of a word, such as Number=Plur."""

    __slots__ = ("_features", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        pairs = (feature.partition("=") for feature in text.split("|") if feature)
        self._features = {name: tuple(values.split(",")) for name, _, values in pairs}

    def get(self, field: str, default: list[str] | None = None) -> list[str]:
        """The values of a feature, or `default` (nothing) where the word does not have it."""
        values = self._features.get(field)
        return list(values) if values is not None else (default or [])

    def __contains__(self, feature: str) -> bool:
        return feature in self._text.split("|")

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.split("|") if self._text else ())

    def __len__(self) -> int:
        return len(self._text.split("|")) if self._text else 0

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return self._text


@cache
def morph_of(text: str) -> Morph:
    """The features that are written in `text`; there are few of them, and each is read once."""
    return Morph(text)
