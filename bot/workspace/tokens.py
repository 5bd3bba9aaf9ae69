"""The bot tokens that were handed out, to which workspace, and how long they are good for.

https://docs.slack.dev/authentication/using-token-rotation
"""

import secrets
from dataclasses import dataclass, field

EXPIRES_SECONDS = 12 * 60 * 60


@dataclass(slots=True)
class Token:
    """A bot token of one workspace; with rotation it ends at `expires` and `refresh` renews it."""

    value: str
    team: str
    expires: float | None = None
    refresh: str | None = None
    revoked: bool = False


@dataclass(slots=True)
class Tokens:
    """Every bot token of every workspace, of which nothing is ever forgotten."""

    _all: dict[str, Token] = field(default_factory=dict)

    def issue(self, team: str, *, now: float = 0.0, rotates: bool = False) -> Token:
        """A new token for a workspace; `rotates` gives it an end and a refresh token."""
        if rotates:
            token = Token(
                f"xoxe.xoxb-1-{secrets.token_hex(24)}",
                team,
                now + EXPIRES_SECONDS,
                f"xoxe-1-{secrets.token_hex(24)}",
            )
        else:
            token = Token(f"xoxb-{secrets.token_hex(16)}", team)
        self._all[token.value] = token
        return token

    def find(self, value: str) -> Token | None:
        """The token that reads so, revoked or not."""
        return self._all.get(value)

    def take_refresh(self, value: str) -> Token | None:
        """The token that a refresh token renews; a refresh token works once."""
        for token in self._all.values():
            if value and token.refresh == value and not token.revoked:
                token.refresh = None
                return token
        return None

    def latest(self, team: str) -> Token | None:
        """The newest token of a workspace that was not revoked."""
        good = [t for t in self._all.values() if t.team == team and not t.revoked]
        return good[-1] if good else None

    def revoke_all(self, team: str) -> None:
        """End every token of a workspace."""
        for token in self._all.values():
            if token.team == team:
                token.revoked = True
