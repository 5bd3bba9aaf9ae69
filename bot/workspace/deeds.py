"""What somebody did, and what Slack doesn't let them do."""

from dataclasses import dataclass, field

from bot.workspace.hub import Hub


class Refused(Exception):
    """Slack's client doesn't let a person do this; the message says why."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did: the interaction's id, and the journal's number just before it.

    `acknowledged` is False where the app was late or gone; `errors` are a modal's complaints.
    """

    interaction: str
    since: int
    acknowledged: bool = True
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, hub: Hub) -> "Deed":
        """A deed that is done now."""
        return cls(hub.store.new_id("I"), hub.journal.seq)

    def failed(self, errors: dict[str, str] | None = None) -> "Deed":
        """The same deed, not acknowledged."""
        return Deed(self.interaction, self.since, False, errors or {})
