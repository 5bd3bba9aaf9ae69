"""What a text is for: help, which needs no fact base, or a question to the archive."""

import re
from dataclasses import dataclass

from knowledge import commands
from knowledge.commands import Command

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
_HELP = frozenset({"help", "?", "hi", "hello", "hey"})
_READ = 8_000
"""Characters of a text that are looked at; `knowledge.text` bounds what is understood of it."""


@dataclass(frozen=True, slots=True)
class Help:
    """How to use Dateline, or one command of it."""

    command: Command | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Words for the archive."""

    text: str


Route = Help | Question


def spoken(text: str) -> str:
    """The words of a message without the mention that it addresses the bot with."""
    before, mention, after = _split(text[:_READ])
    return after if after.strip() or not mention else before


def _split(text: str) -> tuple[str, bool, str]:
    found = _MENTION.search(text)
    if found is None:
        return text, False, text
    return text[: found.start()], True, text[found.end() :]


def route(text: str) -> Route:
    """Tell what a text is for.

    `text` is what was typed: after a slash command with the command in front ("/meetings Japan"),
    after a mention or in a direct message as it stands.
    """
    first, rest = _first_word(text)
    command = commands.find(first)
    if command is not None and command is commands.DATELINE:
        # The words as typed go on: "US" and "us" are not the same.
        text = rest
        first, rest = _first_word(text)
        command = commands.find(first)
    if not first or (first in _HELP and not rest):
        return Help()
    if command is not None and rest.casefold() in {"help", "?"}:
        return Help(command)
    if first == "help":
        return Help(commands.find(_first_word(rest)[0]))
    return Question(text)


def _first_word(text: str) -> tuple[str, str]:
    """The first word, in lower case and without markup around it, and what follows."""
    words = text[:_READ].split(maxsplit=1)
    first, rest = words[0] if words else "", words[1] if len(words) > 1 else ""
    return first.strip("*_~`\"'“”.,!:").casefold(), rest.strip()
