"""Why somebody may not decide."""

from bot.deciding import said
from bot.errors import TurnedAway


class MembersOnly(TurnedAway):
    """A guest, or somebody of another company."""

    said = said.MEMBERS_ONLY


class NoEditor(TurnedAway):
    """Somebody who is not among the editors, or of whom that can't be told."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said
