"""Who may decide: by name, by user group, while Slack is silent, and where nobody is named."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.deciding import said
from bot.deciding.editors import FRESH, Editors
from bot.manifest import manifest
from bot.workspace import Workspace
from knowledge.base import Base
from knowledge.model import NewProvider, ProviderKind
from tests.bot.running import House, connected


def follow(database: Path) -> None:
    with Base.open(database) as base:
        new = NewProvider(ProviderKind.FEED, "https://news.example/feed", "News")
        one = base.add_provider(new, now="2022-11-20T12:00:00Z")
        base.poll_succeeded(one.id, at="2022-11-20T12:00:00Z", due_at="2999-01-01T00:00:00Z")


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = time.monotonic() + 3_600

    def now(self) -> float:
        return self.at


@asynccontextmanager
async def desk_of(
    workspace: Workspace, database: Path, named: str, mode: str = "socket"
) -> AsyncIterator[tuple[House, Time]]:
    """The bot with these editors and a clock of the test's for what is remembered of groups."""
    clock = Time()
    async with connected(workspace, database, mode, {"DATELINE_EDITORS": named}) as house:
        house.service.desk.editors._now = clock.now
        yield house, clock


async def paused(house: House, who: str = "ben") -> str:
    """What somebody reads who pauses the source, which only editors may."""
    reply = await house.workspace.user(who).command("/dateline", "sources pause News")
    return reply.words


def asked(workspace: Workspace) -> int:
    return len([name for name, _ in workspace.api.calls if name == "usergroups.users.list"])


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_members_of_a_group_decide_as_long_as_they_are_in_it(
    database: Path, mode: str
) -> None:
    follow(database)
    async with Workspace(manifest()) as workspace:
        group = workspace.add_group("editors", ["ben"])
        async with desk_of(workspace, database, group.id, mode) as (house, clock):
            assert "is paused" in await paused(house)
            before = asked(workspace)
            assert await paused(house, "anna") == said.NO_EDITOR
            assert asked(workspace) == before, "what Slack said holds for a minute"
            workspace.set_group("editors", ["anna"])
            assert "is paused" in await paused(house)
            clock.at += FRESH
            assert await paused(house) == said.NO_EDITOR
            assert "is paused" in await paused(house, "anna")
            assert asked(workspace) == before + 1


async def test_nobody_decides_by_what_slack_said_long_ago(
    database: Path, logged: list[str]
) -> None:
    follow(database)
    async with Workspace(manifest()) as workspace:
        group = workspace.add_group("editors", ["ben"])
        named = f"{group.id},{workspace.user('anna').id}"
        async with desk_of(workspace, database, named) as (house, clock):
            assert "is paused" in await paused(house)
            workspace.faults.api("usergroups.users.list", error="fatal_error", times=2)
            clock.at += FRESH
            assert await paused(house) == said.UNANSWERED
            assert "is paused" in await paused(house, "anna"), "who is named needs no group"
            assert await paused(house) == said.UNANSWERED
            assert "is paused" in await paused(house), "it is asked again at once"
    assert len([line for line in logged if "fatal_error" in line]) == 1


@pytest.mark.parametrize(
    ("trouble", "words"),
    [("scope", said.NO_SCOPE), ("plan", said.NO_PLAN), ("group", said.NO_GROUP)],
)
async def test_a_group_of_no_use_is_said_to_whoever_is_refused_and_once_in_the_log(
    database: Path, logged: list[str], trouble: str, words: str
) -> None:
    follow(database)
    declared = manifest()
    if trouble == "scope":
        scopes = declared["oauth_config"]["scopes"]
        scopes["bot"] = [one for one in scopes["bot"] if one != "usergroups:read"]
    async with Workspace(declared, plan="free" if trouble == "plan" else "pro") as workspace:
        group = "S0NONE" if trouble == "group" else workspace.add_group("editors", ["ben"]).id
        named = f"{group} {workspace.user('anna').id}"
        async with desk_of(workspace, database, named) as (house, clock):
            assert await paused(house) == f"{said.NO_EDITOR} {words}"
            assert "is paused" in await paused(house, "anna")
            clock.at += FRESH
            assert words in await paused(house)
            assert await house.service.desk.editors.problems() == [words]
    assert len([line for line in logged if f"The user group {group}" in line]) == 1


async def test_many_at_once_ask_slack_once(database: Path) -> None:
    follow(database)
    async with Workspace(manifest()) as workspace:
        group = workspace.add_group("editors", ["ben", "anna"])
        async with desk_of(workspace, database, group.id) as (house, clock):
            await paused(house)
            before = asked(workspace)
            clock.at += FRESH
            await asyncio.gather(paused(house), paused(house, "anna"), paused(house, "chau"))
            assert asked(workspace) == before + 1


async def test_all_who_are_named_can_be_told(database: Path) -> None:
    async with Workspace(manifest()) as workspace:
        group = workspace.add_group("editors", ["ben"])
        anna, ben = workspace.user("anna").id, workspace.user("ben").id
        async with desk_of(workspace, database, f"{group.id},{anna}") as (house, _):
            assert await house.service.desk.editors.everybody() == sorted([anna, ben])


async def test_where_nobody_is_named_slack_is_not_asked(reading: House, database: Path) -> None:
    follow(reading.service.settings.database)
    assert "is paused" in await paused(reading)
    assert asked(reading.workspace) == 0
    assert not reading.service.desk.editors.are_named
    assert await reading.service.desk.editors.problems() == []


async def test_outside_of_requests_nobody_may(served: House) -> None:
    editors: Editors = served.service.desk.editors
    rank = await editors.rank()
    assert not rank.may_decide and rank.passing
