"""Which command a text without a slash asks for: its first word says so, or it is a question."""

from dataclasses import dataclass

from knowledge import commands
from knowledge.language.lexicon import load
from knowledge.language.tokens import Token, tokenise
from knowledge.text import clean_query

HELP, STATUS, GAPS, SOURCES = "help", "status", "gaps", "sources"
OWN = (HELP, STATUS, GAPS, SOURCES)
"""What Dateline tells of itself."""

_BEGINNING = 60
"""Characters in which a command and its first word stand."""

_HELP_WORDS = frozenset({"help", "?", "commands", "usage", "hi", "hello", "hey"})


@dataclass(frozen=True, slots=True)
class Route:
    """The command a text is for and the tokens left for it; `page` is that of `GAPS`."""

    command: str
    tokens: tuple[Token, ...]
    page: int = 1


def route(tokens: tuple[Token, ...]) -> Route | None:
    """Find the command of a mention, a direct message or `/dateline …`; None when there is none."""
    keys = [token.key for token in tokens]
    if not tokens or (keys[0] in _HELP_WORDS and len(keys) <= 2):
        return Route(HELP, ())
    lead = _lead(keys)
    if lead == len(keys):
        return None
    rest = tokens[lead + 1 :]
    if keys[lead] in (STATUS, GAPS, SOURCES) and not rest:
        return Route(keys[lead], ())
    if keys[lead] == GAPS and (page := _page(rest)):
        return Route(GAPS, (), page)
    if load("verified").get(keys[lead]) and rest:
        # "verified meetings with Japan"
        found = route(rest)
        known = found is not None and commands.find(found.command) is not None
        return Route(found.command, (tokens[lead], *found.tokens)) if found and known else None
    command = commands.find(tokens[lead].text)
    if command is commands.DATELINE:
        return route(rest)
    if command is not None:
        return Route(command.name, rest)
    return None


def _page(tokens: tuple[Token, ...]) -> int | None:
    """The number of "page 2"; None for any other words."""
    if len(tokens) != 2 or tokens[0].key != "page":
        return None
    number = tokens[1].text
    # Python refuses to read numbers of thousands of digits.
    return max(int(number[:7]), 1) if number.isascii() and number.isdecimal() else None


def is_check(text: str, command: str | None) -> bool:
    """True for "/dateline check TEXT", however long the text is; `command` as for `understand`."""
    words = text[:_BEGINNING].casefold().split()
    name = commands.DATELINE.name
    if command is None:
        command = words.pop(0).removeprefix("/") if words else None
    return command == name and bool(words) and words[0].rstrip(":") == "check"


def _lead(keys: list[str]) -> int:
    """How many words of politeness come before what may be the command's name."""
    fillers = load("fillers")
    lead = 0
    while lead < len(keys) and fillers.get(keys[lead]) in ("plain", "order"):
        lead += 1
    return lead


def question_in(text: str) -> str | None:
    """The question that a text asks in free words; None for a command.

    What follows /dateline is one only where it is put like one ("/dateline who met Modi?").
    """
    cleaned = clean_query(text)
    if cleaned.startswith("/"):
        first, _, rest = cleaned[1:].partition(" ")
        asked = commands.find(first) is commands.DATELINE and _is_put_as_question(rest)
        return rest if asked and route(tokenise(rest)) is None else None
    return cleaned if cleaned and route(tokenise(cleaned)) is None else None


def _is_put_as_question(text: str) -> bool:
    first = text.lower().split(" ", 1)[0]
    return text.endswith("?") or load("fillers").get(first) == "asking"
