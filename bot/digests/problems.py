"""What can go wrong while a digest is set up, each with the sentence that people read."""

from collections.abc import Sequence

from bot.digests import messages
from bot.errors import BotError
from knowledge.model import Choice


class DigestProblem(BotError):
    """Something to say plainly instead of setting a digest up."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Which(DigestProblem):
    """Words that may mean several things; each choice has complete words."""

    def __init__(self, said: str, choices: Sequence[Choice]) -> None:
        super().__init__(said)
        self.choices = tuple(choices)


class Unwanted(Exception):
    """What a subscription wants can no longer be read, as where somebody is no longer known."""


class Gone(DigestProblem):
    """A digest that somebody has removed."""

    def __init__(self) -> None:
        super().__init__(messages.GONE)
