"""Cuts a text into the tokens that the date grammar reads, and the words that it knows.

One pass with one flat regular expression, so the time is linear in the text's length.
"""

import re
from operator import itemgetter
from typing import Final, NamedTuple

from knowledge.dates.edtf import MONTHS as MONTH_NAMES


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for the word lists of the grammar."""
    return frozenset(text.split())


MONTHS: Final = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTH_ABBREVIATIONS: Final = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
WEEKDAY_ABBREVIATIONS: Final = {
    **{name[:3]: number for name, number in WEEKDAYS.items()},
    **{"tues": 1, "thur": 3, "thurs": 3},
}
NUMBER_WORDS: Final = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
ORDINAL_WORDS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
DASHES: Final = frozenset("-–—‒‑−")
PARTS_OF_DAY: Final = frozenset({"morning", "afternoon", "evening", "night", "noon", "midday"})

_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*"  # far the most of all, and known by its first letter
    r"|\n[ \t\r\f\v]*\n"  # a blank line: no expression runs across it
    r"|(?<![\w/.-])\d{4}-\d{2}-\d{2}(?!\d)"  # ISO 8601
    r"|(?<![\w/.-])\d{1,4}([/.])\d{1,2}\1\d{1,4}(?![\w/])"  # 12/11/2022, 12.11.2022
    r"|\d{1,3}(?:,\d{3})+(?![\d])"  # 1,500
    r"|\d+\.\d+"  # 51.3
    r"|['’]s\b"
    r"|[^\W_]+"
    r"|\S"
)
_NUMBER = re.compile(r"([0-9]{1,4})(st|nd|rd|th)?\Z")


class Token(NamedTuple):
    """A word, number or sign; `number` is set for whole numbers of up to four digits."""

    text: str
    lower: str
    start: int
    end: int
    number: int | None = None
    ordinal: bool = False

    @property
    def capital(self) -> bool:
        """True for "November" and "NOVEMBER", not for "november"."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """True when it consists of letters."""
        return self.text.isalpha()


class Tokens:
    """The tokens of a text; beyond either end there is an empty one.

    `lowers` are all of them in lower case.
    """

    _NOTHING: Final = Token("", "", -1, -1)

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches = list(_TOKEN.finditer(text))
        self.lowers = list(map(str.lower, map(itemgetter(0), self._matches)))
        # Few words stand near a date: the others are never made into tokens.
        self._tokens: dict[int, Token] = {}

    def __len__(self) -> int:
        return len(self._matches)

    def __getitem__(self, index: int) -> Token:
        token = self._tokens.get(index)
        if token is None:
            if not 0 <= index < len(self._matches):
                return self._NOTHING
            token = self._tokens[index] = _token(self._matches[index])
        return token

    def lower(self, index: int) -> str:
        """The token in lower case, "" beyond the ends."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def phrase(self, index: int, *words: str) -> bool:
        """True when these words stand there in a row."""
        return all(self.lower(index + n) == word for n, word in enumerate(words))

    def glued(self, index: int) -> bool:
        """True when nothing stands between this token and the one before it."""
        return index > 0 and self[index].start == self[index - 1].end

    def dash(self, index: int) -> bool:
        """True for a hyphen or dash of any width."""
        return self[index].text in DASHES and self[index].text != ""


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    found = _NUMBER.match(text) if text[0].isdigit() else None
    return Token(
        text,
        text.lower(),
        match.start(),
        match.end(),
        None if found is None else int(found[1]),
        found is not None and found[2] is not None,
    )
