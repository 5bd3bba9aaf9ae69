"""Bots with editors, and what was decided and proposed in them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.manifest import manifest
from bot.workspace import Person, Reply, Workspace
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.model import Fact, Kind, Query
from tests.bot.running import House, connected


@asynccontextmanager
async def editing(
    database: Path,
    mode: str = "socket",
    *,
    named: Sequence[str] = ("anna", "ben"),
    group: Sequence[str] | None = None,
    guests: bool = False,
) -> AsyncIterator[House]:
    """The bot with these editors: by name, or as members of a `group`.

    Where neither names anybody, an editor who is not here is named.
    """
    async with Workspace(manifest()) as workspace:
        ids = [workspace.user(who).id for who in named] or ["U0NOBODY"]
        if group is not None:
            ids = [workspace.add_group("editors", group).id]
        settings = {"DATELINE_EDITORS": ",".join(ids)}
        settings |= {"DATELINE_GUESTS": "yes"} if guests else {}
        async with connected(workspace, database, mode, settings) as house:
            yield house


async def opened(
    person: Person, label: str, command: str = "/meetings", text: str = "Canada"
) -> Reply:
    """What an option of the menu of the first fact of an answer opens."""
    reply = await person.command(command, text, channel="desk")
    menu = next(
        block["accessory"]["action_id"]
        for block in reply.blocks
        if block.get("accessory", {}).get("type") == "overflow"
    )
    return await person.click(reply, menu, option=label)


def decided(house: House) -> list[Decision]:
    """The log."""
    with Base.open(house.service.settings.database, readonly=True, create=False) as base:
        return base.decisions()


def kept(house: House) -> list[Proposal]:
    """What was proposed."""
    with Base.open(house.service.settings.database, readonly=True, create=False) as base:
        return base.proposals()


def fact_of(house: House, party: str = "CA") -> Fact:
    """The only meeting with a party."""
    with Base.open(house.service.settings.database, readonly=True, create=False) as base:
        query = Query(command="meetings", parties=(party,))
        [fact], _ = base.find(Kind.MEETING, query, limit=2, offset=0)
        return fact
