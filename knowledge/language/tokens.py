"""Cuts the words of a query into tokens with their places, keeping quotations and ids whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.text import fold

# A quotation, or a run without white space, commas and the like. Question marks, brackets and full
# stops at the edges are stripped afterwards, so that "U.S." and "2022-11-14" stay whole.
_PIECE = re.compile(r'"[^"]+"|[^\s,;"]+')
_EDGES = "?!.:()[]{}'`´…¿¡،؟。、「」"
_NO_WORDS = re.compile(r"[0-9:\"]")
_ID = re.compile(r"#[pc]:")
_EMOJI_NAME = re.compile(r":[a-z0-9_+-]+:", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?i)(?<=\w)'s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the query: `text` as typed, `start`:`end` its place in the cleaned text.

    `key` is the folded form under which lexicons know it, without a possessive "'s"; `quoted`
    marks words that stood in double quotation marks, which belong together.
    """

    text: str
    start: int
    end: int
    key: str
    quoted: bool = False


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut cleaned text (`knowledge.text.clean_query`) into tokens; text of signs alone gives ()."""
    return tuple(
        token
        for found in _PIECE.finditer(text)
        for start, piece in _pieces(found.start(), found.group())
        if (token := _token(start, piece)) is not None
    )


def _pieces(start: int, piece: str) -> Iterator[tuple[int, str]]:
    """Cut "Japan/Korea" at the slash; dates and addresses stay whole."""
    if "/" not in piece or _NO_WORDS.search(piece):
        yield start, piece
        return
    for part in re.finditer(r"[^/]+", piece):
        yield start + part.start(), part.group()


def halves(token: Token, sign: str) -> list[Token]:
    """The tokens on either side of a sign within a token ("US-China")."""
    found, start = [], token.start
    for part in token.text.split(sign):
        piece = _token(start, part)
        found += [piece] if piece is not None else []
        start += len(part) + len(sign)
    return found


def _token(start: int, text: str) -> Token | None:
    end = start + len(text)
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        inner = text[1:-1].strip()
        return Token(inner, start, end, fold(inner), quoted=True) if inner else None
    if _EMOJI_NAME.fullmatch(text):
        return Token(text, start, end, text.casefold())
    # "@Japan" and "#Japan" are habits; "#p:" and "#c:" are ids.
    stripped = text.lstrip(_EDGES + ("@" if _ID.match(text) else "@#"))
    start += len(text) - len(stripped)
    # The dots of an abbreviation end it as well as a sentence: folding treats both alike.
    stripped = stripped.rstrip(_EDGES)
    if not stripped:
        return None
    bare = _POSSESSIVE.sub("", stripped)
    return Token(stripped, start, start + len(stripped), fold(bare) or bare)
