"""Names printed twice, as pop-ups leave them in a text: "Anna Berg Berg AnnaMayor of Oslo".

Official sites link each name to a card; copied as text, the card's heading stands behind the name.
"""

import re
from operator import eq

# Given names, surname; then both the other way round, with the card's title glued to them.
_ECHO = re.compile(
    r"\b(?P<given>[A-Z][\w’'.-]{0,40}+(?:\s[A-Z][\w’'.-]{0,40}+){0,3})"
    r"\s(?P<last>(?:(?:al|de|el|van|von)[\s-])?[A-Z][\w’'-]+)"
    r"(?P<echo>\s(?P=last)\s(?P=given)"
    r"(?:(?<=\w)[A-Z][\w’'-]*(?:\s(?:(?:of|for|on|to)\s(?:the\s)?)?[A-Z][\w’'-]*){0,12})?)"
    r"(?!\w)"
)


def without_echoes(text: str) -> str:
    """The text with every such echo blanked out: of the same length, so that offsets stay."""

    def blank(match: re.Match[str]) -> str:
        start, end = match.span("echo")
        return match.group()[: start - match.start()] + " " * (end - start)

    words = text.split()
    if not (any(map(eq, words, words[1:])) or any(map(eq, words, words[2:]))):
        return text  # No surname, of one word or of two, stands there twice running.
    return _ECHO.sub(blank, text)
