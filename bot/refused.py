"""What Slack refuses for good: said in the log, with what to do about it."""

import logging
import re
import time
from collections.abc import Callable

TOKEN = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
"""Slack no longer takes the token of a call."""

SCOPE = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
"""The app was installed without the right to a call."""

TRANSIENT = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Errors that pass by themselves, and after which a part of what was asked may have been done."""

AGAIN = 600.0
"""Seconds after which the same advice is given again."""

log = logging.getLogger("dateline.slack")


def token_advice(code: str) -> str:
    """What to do once Slack does not accept the bot's own token any more."""
    return (
        f"Slack does not accept the bot token ({code}). Install the app again, copy the bot token "
        "from “OAuth & Permissions” of its settings into SLACK_BOT_TOKEN, and start Dateline again"
    )


class Refusals:
    """Hears what becomes of each call of Slack's Web API."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is in seconds, on a clock that nobody sets."""
        self.token_refused = False
        """Whether Slack refused the bot's token when it was last used."""
        self._now = now
        self._said: dict[tuple[str, str], float] = {}

    def heard(self, method: str, result: str, needed: object = None, *, own: bool = True) -> None:
        """Hear of a call: `ok` or Slack's error code, and the scopes that it lacks, if it does.

        `own` tells the bot's only token from those of workspaces.
        """
        if result == "ok":
            self.token_refused = self.token_refused and not own
        elif result in TOKEN:
            self.token_refused = self.token_refused or own
            self._advise(("token", result), token_advice(result) if own else _of_workspace(result))
        elif result in SCOPE:
            self._advise(
                (method, result),
                f"Slack does not let the bot use {method} ({result}{_scopes(needed)}). Put "
                "manifest.json into the app's settings again and reinstall the app",
            )

    def _advise(self, sort: tuple[str, str], words: str) -> None:
        now = self._now()
        said = self._said.get(sort)
        if said is None or now - said >= AGAIN:
            self._said[sort] = now
            log.error("%s", words)


def _of_workspace(code: str) -> str:
    return (
        f"Slack does not accept the token of a workspace ({code}). Somebody there has to install "
        "the app again"
    )


def _scopes(needed: object) -> str:
    """The scopes that are missing, as Slack tells them."""
    listed = isinstance(needed, str) and re.fullmatch(r"[a-z:._,]{1,200}", needed)
    return f": it needs {needed}" if listed else ""
