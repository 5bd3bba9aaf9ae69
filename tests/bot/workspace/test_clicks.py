import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.workspace import Clock, NotThere, Person, Refused, Workspace
from tests.bot.workspace.conftest import button, option, section
from tests.bot.workspace_fixtures import over_http, over_sockets

LINES = pytest.mark.parametrize("line", [over_sockets, over_http], ids=["sockets", "http"])

MENU = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        button("share", "Share in channel", value="42"),
        button("source", "Source", value="a"),
        {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Correct this", "fix"), option("Hide", "hide")],
        },
        {
            "type": "static_select",
            "action_id": "year",
            "placeholder": {"type": "plain_text", "text": "Year"},
            "options": [option("2022", "y22"), option("2023", "y23")],
        },
    ],
}
SECOND = section("Another", block_id="other", accessory=button("source", "Source", value="b"))


def show_menu(app: AsyncApp, response_type: str = "ephemeral") -> list[dict[str, Any]]:
    """`/meetings` shows the menu; every click's body is recorded and answered by name."""
    bodies: list[dict[str, Any]] = []

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="menu", blocks=[MENU, SECOND], response_type=response_type)

    async def clicked(ack: Any, respond: Any, body: Any, action: Any) -> None:
        bodies.append(body)
        await ack()
        await respond(text=f"{action['action_id']}!", replace_original=False)

    for action_id in ("share", "source", "more", "year"):
        app.action(action_id)(clicked)
    return bodies


@LINES
async def test_a_click_in_an_ephemeral_message(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    bodies = show_menu(app)
    async with line(workspace, app):
        shown = await anna.command("/meetings", channel="desk")
        answer = await anna.click(shown, "Share in channel")
    assert answer.text == "share!" and answer.ephemeral
    (body,) = bodies
    assert body["type"] == "block_actions" and body["trigger_id"]
    assert body["response_url"].startswith(f"{workspace.url}/actions/")
    assert body["container"] == {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": workspace.channel("desk").id,
        "is_ephemeral": True,
    }
    assert body["channel"] == {"id": workspace.channel("desk").id, "name": "desk"}
    assert body["user"]["id"] == anna.id and body["user"]["team_id"]
    assert "message" not in body, "Slack stores no ephemeral message, so it sends none"
    (action,) = body["actions"]
    assert (action["block_id"], action["value"], action["type"]) == ("row", "42", "button")
    assert action["text"]["text"] == "Share in channel" and action["action_ts"]


async def test_a_click_in_a_channel_message_carries_the_message(
    workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    bodies = show_menu(app, "in_channel")
    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings", channel="desk")
        await ben.click(shown, "share")
    (body,) = bodies
    assert body["message"]["ts"] == shown.ts and body["message"]["blocks"] == shown.blocks
    assert body["user"]["id"] == ben.id and not body["container"]["is_ephemeral"]


async def test_choices_are_sent_and_kept_in_the_state(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    bodies = show_menu(app)
    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings")
        await anna.choose(shown, "year", "2023")
        await anna.choose(shown, "more", "Hide")
    year, more = bodies
    assert year["actions"][0]["selected_option"] == option("2023", "y23")
    assert more["actions"][0]["selected_option"]["value"] == "hide"
    kept = {"type": "static_select", "selected_option": option("2023", "y23")}
    assert more["state"]["values"] == {"row": {"year": kept}}


async def test_what_is_not_there_can_not_be_clicked(
    workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    bodies = show_menu(app)
    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings")
        assert shown.buttons == ["Share in channel", "Source", "", "Year", "Source"]
        with pytest.raises(NotThere, match="no “Delete” to click; there is: share “Share"):
            await anna.click(shown, "Delete")
        with pytest.raises(NotThere, match="2 times: say which with nth"):
            await anna.click(shown, "Source")
        await anna.click(shown, "Source", nth=1)
        assert bodies[-1]["actions"][0]["value"] == "b"
        with pytest.raises(NotThere, match="no option “2024”; there are: 2022, 2023"):
            await anna.choose(shown, "year", "2024")
        with pytest.raises(Refused, match="no longer there"):
            await ben.click(shown, "share")


async def test_a_late_app_is_shown_to_be_late(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    arrived, go_on = asyncio.Event(), asyncio.Event()
    show_menu(app)

    @app.middleware
    async def dawdle(body: dict[str, Any], next: Any) -> None:
        if body.get("type") == "block_actions":
            arrived.set()
            await go_on.wait()
        await next()

    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings")
        clicking = asyncio.ensure_future(anna.click(shown, "share"))
        await arrived.wait()
        clock.advance(3)
        reply = await clicking
        assert "not responding (“operation_timeout”)" in reply.text and not reply.acknowledged
        go_on.set()
        await anna.sees("share!")
    lost = await anna.click(shown, "share")
    assert "dispatch_failed" in lost.text


async def test_buttons_for_some_people_only(
    workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        only = button("verify", "Verify", visible_to_user_ids=[ben.id])
        await ack(blocks=[{"type": "actions", "elements": [only]}], response_type="in_channel")

    @app.action("verify")
    async def verify(ack: Any, respond: Any) -> None:
        await ack()
        await respond("verified", replace_original=False)

    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings")
        with pytest.raises(Refused, match="not shown to you"):
            await anna.click(shown, "Verify")
        assert (await ben.click(shown, "Verify")).text == "verified"


async def test_feedback_buttons_send_the_chosen_side(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    values = []

    def side(label: str, value: str) -> dict[str, Any]:
        return {"text": {"type": "plain_text", "text": label}, "value": value}

    @app.command("/meetings")
    async def meetings(ack: Any) -> None:
        feedback = {
            "type": "feedback_buttons",
            "action_id": "rate",
            "positive_button": side("Good", "up"),
            "negative_button": side("Bad", "down"),
        }
        await ack(text="x", blocks=[{"type": "context_actions", "elements": [feedback]}])

    @app.action("rate")
    async def rate(ack: Any, action: Any) -> None:
        values.append(action["value"])
        await ack()

    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings")
        await anna.click(shown, "Bad", wait=False)
        await anna.click(shown, "Good", wait=False)
    assert values == ["down", "up"]


async def test_without_interactivity_nothing_can_be_clicked(app: AsyncApp) -> None:
    from tests.bot.workspace.conftest import MANIFEST
    from tests.bot.workspace_fixtures import client_for

    settings = MANIFEST["settings"] | {"interactivity": {"is_enabled": False}}
    async with Workspace(MANIFEST | {"settings": settings}) as deaf:
        own = AsyncApp(client=client_for(deaf), signing_secret="unused")
        show_menu(own)
        anna = deaf.user("anna")
        async with over_sockets(deaf, own):
            shown = await anna.command("/meetings")
            with pytest.raises(Refused, match="not configured"):
                await anna.click(shown, "share")
