"""Who may is looked at anew with every action: nothing of what was opened before is a right."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import messages
from bot.manifest import manifest
from bot.workspace import Reply, Workspace
from tests.bot.deciding.houses import decided, editing, kept, opened
from tests.bot.running import House, connected

CORRECT, RULE = "Correct…", "Verify, retract, history…"
TYPED = {"What is right?": "13 Nov 2022"}


def guest(house: House) -> str:
    house.workspace.store.users[house.ben.id].guest = "single"
    return messages.NO_GUESTS


def stranger(house: House) -> str:
    house.workspace.store.users[house.ben.id].team = "T0ELSEWHERE"
    return messages.NO_STRANGERS


def unknown(house: House) -> str:
    house.workspace.faults.api("users.info", error="internal_error", times=50)
    return messages.NOT_KNOWN


def said(reply: Reply) -> str:
    return json.dumps([reply.view.content if reply.view else "", *(m.text for m in reply.messages)])


@pytest.mark.parametrize("change", [guest, stranger, unknown])
async def test_who_is_no_member_any_more_finishes_nothing(
    database: Path, change: Callable[[House], str]
) -> None:
    async with editing(database) as house:
        form = await opened(house.ben, CORRECT)
        ruling = await opened(house.ben, RULE)
        done = await house.ben.submit(await opened(house.ben, RULE), {})
        answer = await house.ben.command("/meetings", "Japan", channel="desk")
        before = decided(house)
        assert len(before) == 1
        refusal = change(house)
        house.service.desk.doors._people._known.clear()  # five minutes pass
        deeds: list[Reply] = [
            await house.ben.submit(form, TYPED),
            await house.ben.submit(ruling, {}),
            await house.ben.click(done, "Undo"),
            await house.ben.click(answer, "Source", nth=0),
            await house.ben.click(answer, "Share in channel"),
        ]
        for deed in deeds:
            assert refusal[:40] in said(deed)
        assert decided(house) == before and kept(house) == []


async def test_a_button_is_worth_nothing_in_a_channel_that_is_not_answered_in(
    database: Path,
) -> None:
    async with Workspace(manifest()) as workspace:
        async with connected(workspace, database, "socket") as house:
            answer = await house.anna.mention("desk", "meetings Canada")
        settings = {"DATELINE_CHANNELS": workspace.channel("general").id}
        async with connected(workspace, database, "socket", settings) as house:
            for label in ("Source", "Related in time"):
                told = await pressed(house, answer, label)
                assert messages.NOT_HERE[:40] in said(told)


async def pressed(house: House, answer: Reply, label: str) -> Reply:
    """A button of an answer, or an option of the first menu in it."""
    menu = next(
        block["accessory"]["action_id"]
        for block in answer.blocks
        if block.get("accessory", {}).get("type") == "overflow"
    )
    if label in answer.buttons:
        return await house.anna.click(answer, label, nth=0)
    return await house.anna.click(answer, menu, option=label)
