"""Who may decide: the one place where that is looked at, for facts and sources alike.

The settings name members, and user groups whose members Slack tells; where they name nobody, every
member of the workspace may, and no guest. It is looked at anew with each action. Who is in a group
is asked at most once a minute; what Slack said longer ago does not count, so that nobody decides
who was taken out since.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import client as slack
from bot.asking import CURRENT, Asking
from bot.deciding import said
from bot.deciding.problems import MembersOnly, NoEditor
from bot.errors import Unknown
from bot.logs import api_error_code
from bot.people import Standing

FRESH = 60.0
"""Seconds for which what Slack said of a user group is not asked again."""

WITHIN = 5.0
"""Seconds that a look at the groups may take where nobody waits for an acknowledgement."""

WITHIN_ACK = 1.0
"""Seconds where Slack waits for one: three in all."""

_LASTING = {
    "missing_scope": said.NO_SCOPE,
    "no_permission": said.NO_SCOPE,
    "plan_upgrade_required": said.NO_PLAN,
    "paid_teams_only": said.NO_PLAN,
    "unknown_method": said.NO_PLAN,
    "method_not_found": said.NO_PLAN,
    "status 404": said.NO_PLAN,
    "status 405": said.NO_PLAN,
    "status 501": said.NO_PLAN,
    "no_such_subteam": said.NO_GROUP,
    "subteam_not_found": said.NO_GROUP,
}
"""What is the matter with a group until somebody mends it, by Slack's error code."""

log = logging.getLogger("dateline.deciding")


@dataclass(frozen=True, slots=True)
class Rank:
    """Whether somebody may decide; `why_not` is the sentence for those who may not, else "".

    `passing` says that it may be otherwise in a minute, as Slack does not answer.
    """

    why_not: str = ""
    passing: bool = False

    @property
    def may_decide(self) -> bool:
        """Whether they may."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class _Group:
    """What Slack said of a group: its members, or what is the matter (a sentence)."""

    members: frozenset[str] = frozenset()
    problem: str = ""

    @property
    def is_known(self) -> bool:
        return self.problem != said.UNANSWERED


class Editors:
    """Knows who may decide. `named` are ids of members (U…, W…) and of user groups (S…)."""

    def __init__(
        self,
        client: AsyncWebClient,
        named: Iterable[str] = (),
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        ids = frozenset(named)
        self._client = client
        self._now = now
        self._groups = sorted(id for id in ids if id.startswith("S"))
        self._people = ids.difference(self._groups)
        self._known: dict[tuple[str, str], tuple[_Group, float]] = {}
        self._asked: dict[tuple[str, str], asyncio.Task[_Group]] = {}
        self._logged: set[tuple[str, str]] = set()

    @property
    def are_named(self) -> bool:
        """Whether the settings name anybody; else every member may decide."""
        return bool(self._people or self._groups)

    async def check(self, within: float = WITHIN) -> Asking:
        """The request that is being served, of somebody who may decide.

        `within` is for how many seconds Slack may be waited for.

        Raises:
            TurnedAway: they may not; its sentence says why, with the next step.
        """
        asking = CURRENT.get()
        if asking is None or asking.user is None or asking.person is None:
            raise Unknown
        if asking.person.standing is not Standing.MEMBER:
            raise MembersOnly
        rank = await self._rank(asking.user, within)
        if not rank.may_decide:
            raise NoEditor(rank.why_not)
        return asking

    async def rank(self, within: float = WITHIN) -> Rank:
        """Whether whoever asks in the request that is being served may decide."""
        asking = CURRENT.get()
        if asking is None or asking.user is None or asking.person is None:
            return Rank(Unknown.said, passing=True)
        if asking.person.standing is not Standing.MEMBER:
            return Rank(MembersOnly.said)
        return await self._rank(asking.user, within)

    async def everybody(self) -> list[str]:
        """The ids of all who are named, also through groups as far as Slack tells."""
        found = set(self._people)
        for group in self._groups:
            found |= (await self._group(group, WITHIN)).members
        return sorted(found)

    async def problems(self, within: float = WITHIN) -> list[str]:
        """What is the matter with the groups that are named, in sentences."""
        found = [(await self._group(group, within)).problem for group in self._groups]
        return sorted(set(filter(None, found)))

    async def _rank(self, user: str, within: float) -> Rank:
        if not self.are_named or user in self._people:
            return Rank()
        groups = [await self._group(group, within) for group in self._groups]
        if any(user in group.members for group in groups):
            return Rank()
        if not all(group.is_known for group in groups):
            return Rank(said.UNANSWERED, passing=True)
        problems = sorted({group.problem for group in groups if group.problem})
        return Rank(" ".join((said.NO_EDITOR, *problems)))

    async def _group(self, group: str, within: float) -> _Group:
        # Each workspace that has installed the app has its token, and its groups.
        key = (self._client.token or "", group)
        known, at = self._known.get(key, (None, 0.0))
        if known is not None and self._now() - at < FRESH:
            return known
        asked = self._asked.get(key)
        if asked is None:
            asked = self._asked[key] = asyncio.create_task(self._ask(key))
            asked.add_done_callback(lambda _: self._asked.pop(key, None))
        # Whoever asks next has the answer, also when it comes too late for this request.
        done, _ = await asyncio.wait([asked], timeout=within)
        return asked.result() if done else _Group(problem=said.UNANSWERED)

    async def _ask(self, key: tuple[str, str]) -> _Group:
        _, group = key
        # What is told now may have been true no longer than since the question was put.
        at = self._now()
        try:
            told = await self._client.api_call("usergroups.users.list", data={"usergroup": group})
        except SlackApiError as error:
            code = api_error_code(error)
            problem = _LASTING.get(code, said.UNANSWERED)
            self._log(group, code, problem)
        except Exception as error:
            problem = said.UNANSWERED
            log.warning("Slack did not say who is in a user group (%s)", slack.reason(error))
        else:
            users = told.get("users")
            found = _Group(frozenset(map(str, users)) if isinstance(users, list) else frozenset())
            self._logged = {one for one in self._logged if one[0] != group}
            return self._keep(key, found, at)
        found = _Group(problem=problem)
        return self._keep(key, found, at) if found.is_known else found

    def _keep(self, key: tuple[str, str], found: _Group, at: float) -> _Group:
        fresh = {one: kept for one, kept in self._known.items() if at - kept[1] < FRESH}
        self._known = {**fresh, key: (found, at)}
        return found

    def _log(self, group: str, code: str, problem: str) -> None:
        """Say what is the matter with a group, once until it is otherwise."""
        if (group, code) in self._logged:
            return
        self._logged.add((group, code))
        if problem == said.UNANSWERED:
            log.warning("Slack did not say who is in a user group (%s)", code)
        else:
            log.error("The user group %s is of no use (%s): %s", group, code, problem)

    def cancel(self) -> None:
        """Stop asking."""
        for task in self._asked.values():
            task.cancel()
