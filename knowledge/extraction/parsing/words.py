"""The printed words of a sentence: its tokens, with hyphenated compounds joined."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

from knowledge.extraction.parsing.tokens import Token

_T = TypeVar("_T")

_HYPHENS = ("-", "‑")
_FULL = 1 << 14


class Word(NamedTuple):
    """A printed word, `tokens[first:last]` of its sentence; hyphenated compounds are one word.

    `pos` is the coarse part of speech of its last token.
    """

    first: int
    last: int
    text: str
    lower: str
    pos: str

    @property
    def capital(self) -> bool:
        """True when it begins with a capital letter."""
        return self.text[:1].isupper()


class Lowers(dict[int, str]):
    """Number of a word → the word in lower case; empty beyond either end."""

    def __missing__(self, i: int) -> str:
        return ""


class Noted(dict[str, _T]):
    """Word → what a function makes of it, noted for the next time; begun anew once it is full.

    For what is asked of every word: looking one up is the dictionary's own and no call.
    """

    def __init__(self, find: Callable[[str], _T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> _T:
        if len(self) >= _FULL:
            self.clear()
        found = self[word] = self._find(word)
        return found


def words_of(tokens: list[Token], text: str) -> list[Word]:
    """The words of a sentence whose printed `text` begins with its first token."""
    if not any(map(text.__contains__, _HYPHENS)):
        lowers = [token.lower_ for token in tokens]
        if "’" in text:
            lowers = [lower.replace("’", "'") for lower in lowers]
        texts, kinds = [token.text for token in tokens], [token.pos_ for token in tokens]
        places = range(len(tokens))
        columns = zip(places, range(1, len(tokens) + 1), texts, lowers, kinds, strict=True)
        # Far the most sentences, and every word of theirs: without a call in between.
        return list(map(partial(tuple.__new__, Word), columns))
    start = tokens[0].idx if tokens else 0
    words: list[Word] = []
    i = 0
    while i < len(tokens):
        last = i + 1
        while _is_joining(tokens, last):
            last += 2
        token = tokens[last - 1]
        if last > i + 1:
            whole = text[tokens[i].idx - start : token.idx + len(token.text) - start]
            words.append(_word(i, token, whole, whole.lower(), last - i))
        else:
            words.append(_word(i, token, token.text, token.lower_))
        i = last
    return words


def _word(first: int, token: Token, text: str, lower: str, width: int = 1) -> Word:
    return Word(first, first + width, text, lower.replace("’", "'"), token.pos_)


def _is_joining(tokens: list[Token], i: int) -> bool:
    """True when token `i` is a hyphen that joins its neighbours."""
    if i + 1 >= len(tokens):
        return False
    before, hyphen, after = tokens[i - 1], tokens[i], tokens[i + 1]
    if hyphen.text not in _HYPHENS or before.whitespace_ or hyphen.whitespace_:
        return False
    return before.text[-1:].isalnum() and after.text[:1].isalnum()
