"""Who somebody is in Slack: whether a member, guest or stranger, and in which time zone.

`users.info` is asked at most once in five minutes for each person. While Slack does not answer,
what it said before holds for a day; of a person of whom it never said anything, nothing is assumed.
One whom it does not know, or does not show the bot, is a stranger.
A server that speaks Slack's API without this method, or without telling of users, has no guests and
no strangers: whoever asks there is a member.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import client as slack
from bot.logs import api_error_code

FRESH = 300.0
"""Seconds for which what Slack said of a person is not asked again."""

STALE = 24 * 3600.0
"""Seconds for which it holds while Slack does not answer."""

_NO_SUCH_METHOD = frozenset(
    {"unknown_method", "method_not_found", "status 404", "status 405", "status 501"}
)

_NO_SUCH_PERSON = frozenset({"user_not_found", "user_not_visible"})

KEPT = 5_000
"""People who are remembered."""

log = logging.getLogger("dateline.people")


class Standing(StrEnum):
    """What somebody is to the workspace that the bot is in."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    """Of another company, as in channels shared through Slack Connect, or not here (any more)."""


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack says of a person; `zone` is None where it names none that this machine knows."""

    standing: Standing
    zone: ZoneInfo | None


def read(user: dict[str, Any], team: str, enterprise: str | None) -> Person:
    """Read a user object, as seen from a workspace (and the organisation that it belongs to).

    Where Slack does not say whose workspace it is, on either side, it is the same.
    """
    organisation = user.get("enterprise_user")
    organisation = organisation if isinstance(organisation, dict) else {}
    teams = organisation.get("teams")
    home = not team or user.get("team_id") in (team, None)
    home = home or (isinstance(teams, list) and team in teams)
    same_house = enterprise is not None and organisation.get("enterprise_id") == enterprise
    # Slack sets `is_stranger` only for those who share no channel with the bot.
    if user.get("is_stranger") or user.get("deleted") or not (home or same_house):
        standing = Standing.STRANGER
    elif user.get("is_restricted") or user.get("is_ultra_restricted"):
        standing = Standing.GUEST
    else:
        standing = Standing.MEMBER
    return Person(standing, _zone(user.get("tz")))


def _zone(name: object) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class People:
    """Remembers who people are. Tasks that ask about the same person at once ask Slack once."""

    def __init__(
        self, client: AsyncWebClient, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._now = now
        self._known: OrderedDict[tuple[str, str], tuple[Person, float]] = OrderedDict()
        self._asked: dict[tuple[str, str], asyncio.Task[Person | None]] = {}

    async def find(
        self, user: str, team: str | None, enterprise: str | None, within: float
    ) -> Person | None:
        """Who a user is to the bot's workspace; None when Slack does not say so in time.

        Without a `team`, Slack is asked which workspace that is. `within` is in seconds.
        """
        key = (team or "", user)
        known, at = self._known.get(key, (None, 0.0))
        age = self._now() - at
        if known is not None and age < FRESH:
            return known
        asked = self._asked.get(key)
        if asked is None:
            asked = self._asked[key] = asyncio.create_task(self._ask(key, enterprise))
            asked.add_done_callback(lambda _: self._asked.pop(key, None))
        # Whoever asks next has the answer, also when it comes too late for this request.
        done, _ = await asyncio.wait([asked], timeout=within)
        found = asked.result() if done else None
        return found if found is not None else known if age < STALE else None

    async def _ask(self, key: tuple[str, str], enterprise: str | None) -> Person | None:
        team, user = key
        try:
            own = team or str((await self._client.auth_test()).get("team_id") or "")
            # The SDK's own method asks by GET, which servers that speak Slack's API may not take.
            told = await self._client.api_call("users.info", data={"user": user})
        except SlackApiError as error:
            code = api_error_code(error)
            if code in _NO_SUCH_METHOD:
                return self._keep(key, Person(Standing.MEMBER, None))
            if code in _NO_SUCH_PERSON:
                return self._keep(key, Person(Standing.STRANGER, None))
            if code == "missing_scope":
                log.error(
                    "Slack does not say who people are: the bot lacks the scope users:read. Put "
                    "manifest.json into the app's settings again and reinstall the app."
                )
            else:
                log.warning("Slack did not say who somebody is (%s)", code)
            return None
        except Exception as error:
            log.warning("Slack did not say who somebody is (%s)", slack.reason(error))
            return None
        found = told.get("user")
        if not isinstance(found, dict):
            return self._keep(key, Person(Standing.MEMBER, None))
        person = read(found, own, enterprise)
        self._keep((own, user), person)
        return self._keep(key, person)

    def _keep(self, key: tuple[str, str], person: Person) -> Person:
        self._known[key] = (person, self._now())
        self._known.move_to_end(key)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return person

    def cancel(self) -> None:
        """Stop asking."""
        for task in self._asked.values():
            task.cancel()
