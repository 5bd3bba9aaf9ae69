"""Questions to begin with: those that this very fact base answers."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from knowledge import commands
from knowledge.answers import ask, examples
from knowledge.base import Base
from knowledge.commands import Command
from knowledge.text import neutral

_WORDINGS: tuple[tuple[Command, tuple[str, ...]], ...] = (
    (commands.WHOIS, ("Who is {}?",)),
    (commands.MEETINGS, ("Who met {}?", "What meetings did {} have?")),
    (commands.QUOTES, ("What did {} say?",)),
    (commands.DEALS, ("What was agreed with {}?",)),
    (commands.MONEY, ("How much money came {}?",)),
    (commands.UPCOMING, ("What lies ahead in {}?",)),
)
"""How people ask for what a command tells, with an example of its words."""


def prompts(base: Base, today: date, number: int) -> list[str]:
    """At most so many texts to say to the bot, each about something else, that are answered.

    A command in its own words ("quotes Hun Sen") stands in where no question of ours is answered.
    """
    found = (
        next((text for text in _texts(command, wordings, base) if _answered(text, base, today)), "")
        for command, wordings in _WORDINGS
    )
    return list(islice(filter(None, found), number))


def _texts(command: Command, wordings: tuple[str, ...], base: Base) -> Iterator[str]:
    for example in examples(base, 1, command.name):
        words = example.removeprefix(f"/{command.name} ")
        yield from (neutral(wording.format(words)) for wording in wordings)
        yield neutral(f"{command.name} {words}")


def _answered(text: str, base: Base, today: date) -> bool:
    return ask(text, base, today=today, per_page=1).answered
