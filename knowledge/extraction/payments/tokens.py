"""Figures, words and signs of a text, for reading sums."""

import re
from bisect import bisect_left
from functools import partial
from typing import NamedTuple

# Every alternative takes its characters in one way only: the time is linear in the text.
_TOKEN = re.compile(
    r"(?P<figure>\d+(?:[.,'’]\d+)*(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<sign>\S)"
)
_SPACE = re.compile(r"[ \u00a0\u2009\u202f]")
_LONGEST_GROUP = 3


class Token(NamedTuple):
    """A figure, word or sign at `start`..`end` of its text."""

    start: int
    end: int
    text: str
    lower: str
    figure: bool


# Without the call that a named tuple takes to be made: there is one for each word.
_token = partial(tuple.__new__, Token)


class Tokens:
    """The tokens of a text; beyond either end there are empty ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.row: list[Token] = []
        for match in _TOKEN.finditer(text):
            if match.lastgroup == "figure":
                self.row += _figures(match)
            else:
                word = match[0]
                lower = word.lower().replace("’", "'")
                self.row.append(_token((*match.span(), word, lower, False)))
        self._starts = [token.start for token in self.row]
        self._figures = [i for i, token in enumerate(self.row) if token.figure]
        self._none = Token(len(text), len(text), "", "", figure=False)

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, i: int) -> Token:
        return self.row[i] if 0 <= i < len(self.row) else self._none

    def lower(self, i: int) -> str:
        """Token `i` in lower case; empty beyond either end."""
        return self[i].lower

    def glued(self, i: int) -> bool:
        """True when nothing stands between token `i` and the one before it."""
        return 0 < i < len(self.row) and self.row[i - 1].end == self.row[i].start

    def has_figure(self, first: int, last: int) -> bool:
        """True when one of the tokens `first`..`last`-1 is a figure."""
        at = bisect_left(self._figures, first)
        return at < len(self._figures) and self._figures[at] < last

    def at(self, offset: int) -> int:
        """The first token that begins at or behind an offset."""
        return bisect_left(self._starts, offset)


def _figures(match: re.Match[str]) -> list[Token]:
    """One token, or several where spaces between figures were no separators ("in 2020 300")."""
    text, start = match.group(), match.start()
    parts = _SPACE.split(text)
    if len(parts) > 1 and (len(parts[0]) > _LONGEST_GROUP or not parts[0].isdigit()):
        found = []
        for part in parts:
            found.append(Token(start, start + len(part), part, part, figure=True))
            start += len(part) + 1
        return found
    return [Token(start, match.end(), text, text, figure=True)]
