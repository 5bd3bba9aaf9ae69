"""Shortcuts of the workspace and at a message, as people start them."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, Person, Refused, Workspace
from tests.bot.workspace.conftest import MANIFEST, modal, section
from tests.bot.workspace_fixtures import over_http, over_sockets

LINES = pytest.mark.parametrize("line", [over_sockets, over_http], ids=["sockets", "http"])


@LINES
async def test_a_global_shortcut_opens_a_form(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    bodies: list[dict[str, Any]] = []

    @app.shortcut({"type": "shortcut", "callback_id": "search"})
    async def search(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        bodies.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("Search")))

    async with line(workspace, app):
        opened = await anna.shortcut("Search the archive", channel="desk")
        assert opened.view is not None and opened.words == "Search"
    (body,) = bodies
    assert body["user"]["id"] == anna.id and body["team"]["id"] == workspace.store.team_id
    assert "channel" not in body and "response_url" not in body, "it knows no channel"


@LINES
async def test_a_message_shortcut_brings_the_message(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    bodies: list[dict[str, Any]] = []

    @app.shortcut({"type": "message_action", "callback_id": "check"})
    async def check(ack: Any, body: Any, client: AsyncWebClient, respond: Any) -> None:
        await ack()
        bodies.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("Result")))
        await respond(text=f"Checked: {body['message']['text']}")

    desk = workspace.add_channel("quiet", ["anna", "ben"], private=True, app=False)
    async with line(workspace, app):
        draft = await ben.say("He arrived on 3 May", channel=desk.name)
        await anna.message_shortcut(draft, "check")
        told = await anna.sees("Checked: He arrived", channel=desk.name)
        assert told.ephemeral, "an answer to the response URL is hers alone"
        assert draft.text == "He arrived on 3 May", "what somebody else wrote is not replaced"
        assert anna.top_view() is not None and ben.top_view() is None
    (body,) = bodies
    assert body["channel"] == {"id": desk.id, "name": "privategroup"}
    assert body["message_ts"] == draft.ts and body["message"]["user"] == ben.id


async def test_what_is_no_shortcut_is_refused(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any) -> None:
        await ack("private")

    draft = await anna.say("a draft")
    async with over_sockets(workspace, app):
        with pytest.raises(Refused, match="no global shortcut “Check this”; there is: Search"):
            await anna.shortcut("Check this")
        with pytest.raises(Refused, match="no message shortcut “search”"):
            await anna.message_shortcut(draft, "search")
        private = await anna.command("/meetings")
        with pytest.raises(Refused, match="only you can see"):
            await anna.message_shortcut(private, "check")


async def test_a_late_app_is_shown_at_the_message(
    workspace: Workspace, clock: Clock, anna: Person
) -> None:
    draft = await anna.say("a draft", channel="desk")
    reply = await anna.message_shortcut(draft, "check")
    assert not reply.acknowledged and "dispatch_failed" in reply.text and reply.ephemeral


async def test_without_interactivity_there_are_no_shortcuts() -> None:
    settings = MANIFEST["settings"] | {"interactivity": {"is_enabled": False}}
    async with Workspace(MANIFEST | {"settings": settings}) as workspace:
        with pytest.raises(Refused, match="not configured"):
            await workspace.user("anna").shortcut("search")
