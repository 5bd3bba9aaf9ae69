"""What a text is for: help, which needs no fact base, or a question to the archive."""

import re
from dataclasses import dataclass

from knowledge import commands
from knowledge.commands import Command
from knowledge.text import clean_query

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_GREETING = re.compile(
    r"(?:good\s+(?:morning|afternoon|evening|day)|hi|hello|hey|dear|thanks|thank\s+you|ok|okay)\b"
    r"(?:\s+(?:there|all|everyone|folks|team))?[\s,.;:!–—-]*",
    re.IGNORECASE,
)
"""How people begin before they name whom they speak to; no word of what they ask."""
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


def spoken(text: str, bot: str | None = None) -> str:
    """The words of a message around the mention that it addresses the bot with.

    Args:
        text: the message as Slack tells it, with mentions as `<@U…>`.
        bot: the user id of the bot; without one the first mention counts as its own.
    """
    text = text[:_READ]
    mentions = list(_MENTION.finditer(text))
    own = next((one for one in mentions if one[1] == bot), mentions[0] if mentions else None)
    if own is None:
        return text
    before, after = text[: own.start()].strip(), text[own.end() :].lstrip(" \t\n,.:;!–—-")
    if greeting := _GREETING.match(before):
        before = before[greeting.end() :]
    return f"{before} {after}".strip()


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


def for_search(text: str) -> str:
    """What is typed into a search box: a command with its words, help, or words for `/facts`."""
    first, _ = _first_word(text)
    known = commands.find(first) is not None or first in _HELP or first in ("", "help", "status")
    return text if known else f"{commands.FACTS.name} {text}"


def alone_in(text: str) -> Command | None:
    """The command that a text names without saying anything else, `/dateline` in front or not."""
    first, rest = _first_word(clean_query(text[:_READ]))
    command = commands.find(first)
    if command is commands.DATELINE and rest:
        return alone_in(rest)
    return command if not rest else None


def _first_word(text: str) -> tuple[str, str]:
    """The first word, in lower case and without markup around it, and what follows."""
    words = text[:_READ].split(maxsplit=1)
    first, rest = words[0] if words else "", words[1] if len(words) > 1 else ""
    return first.strip("*_~`\"'“”.,!:").casefold(), rest.strip()
