"""Cuts the words of a query into tokens with their places, keeping quotations and ids whole."""

import re
from dataclasses import dataclass

from knowledge.text import fold

# A quotation, or a run without white space, commas and the like. Question marks, brackets and full
# stops at the edges are stripped afterwards, so that "U.S." and "2022-11-14" stay whole.
_PIECE = re.compile(r'"[^"]+"|[^\s,;"]+')
_EDGES = "?!.:()[]{}'`´…¿¡،؟。、「」"
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
    return tuple(token for found in _PIECE.finditer(text) if (token := _token(found)) is not None)


def _token(found: re.Match[str]) -> Token | None:
    text, start = found.group(), found.start()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        inner = text[1:-1].strip()
        return Token(inner, start, found.end(), fold(inner), quoted=True) if inner else None
    if _EMOJI_NAME.fullmatch(text):
        return Token(text, start, found.end(), text.casefold())
    stripped = text.lstrip(_EDGES)
    start += len(text) - len(stripped)
    # The dots of an abbreviation end it as well as a sentence: folding treats both alike.
    stripped = stripped.rstrip(_EDGES)
    if not stripped:
        return None
    bare = _POSSESSIVE.sub("", stripped)
    return Token(stripped, start, start + len(stripped), fold(bare) or bare)
