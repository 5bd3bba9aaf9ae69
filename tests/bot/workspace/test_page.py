import json
import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.workspace import Person, Workspace
from bot.workspace.page.routes import STATIC
from tests.bot.workspace.conftest import MANIFEST, button, modal, section, text_input
from tests.bot.workspace_fixtures import over_sockets


async def human(workspace: Workspace, doing: str, **body: Any) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{workspace.url}/human/{doing}", json=body) as answer,
    ):
        told: dict[str, Any] = await answer.json()
        return told


async def test_the_page_and_its_files_are_served_with_a_policy(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/archives/C00000001", "/archives/C00000001/p1715688000000000"):
            async with session.get(workspace.url + path) as answer:
                assert answer.status == 200 and answer.content_type == "text/html"
                policy = answer.headers["Content-Security-Policy"]
                page = await answer.text()
        assert "default-src 'none'" in policy and "unsafe" not in policy
        for name in re.findall(r"/assets/([\w.]+)", page):
            async with session.get(f"{workspace.url}/assets/{name}") as answer:
                assert (
                    answer.status == 200 and answer.headers["X-Content-Type-Options"] == "nosniff"
                )
        for name in ("nothing.js", "index.html", "..%2froutes.py", "%2e%2e/routes.py"):
            async with session.get(f"{workspace.url}/assets/{name}") as answer:
                assert answer.status == 404


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda p: p.name)
def test_the_files_fetch_nothing_elsewhere_and_build_no_markup_from_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for address in re.findall(r"""(?:src|href)=["']([^"']+)""", text):
        assert address.startswith(("/", "#")), address
    assert "@import" not in text and not re.search(r"url\(\s*['\"]?http", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    for module in re.findall(r'from "([^"]+)"', text):
        assert (STATIC / module).is_file(), module


async def test_the_live_line_begins_with_everything_and_goes_on(
    workspace: Workspace, anna: Person, ben: Person
) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{workspace.url}/human/live?as={anna.id}")
        state = await socket.receive_json()
        assert state["kind"] == "state" and state["me"] == anna.id
        assert state["team"] == "The Newsroom" and state["app"]["online"] is False
        assert [c["name"] for c in state["commands"]] == ["/meetings", "/escaped"]
        kinds = [(c["name"], c["kind"]) for c in state["channels"]]
        assert kinds[:3] == [("general", "channel"), ("desk", "channel"), ("asia", "channel")]
        assert [kind for _, kind in kinds].count("im") == 1, "only one's own direct message"
        await ben.say("hello", channel="desk")
        told = await socket.receive_json()
        assert told["kind"] == "message" and told["message"]["text"] == "hello"
        await ben.say("private", channel="dm")
        await ben.command("/nothing")
        await anna.say("after it", channel="desk")
        told = await socket.receive_json()
        assert told["message"]["text"] == "after it", "what is Ben's is not told to Anna"
        await socket.close()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{workspace.url}/human/live?as=U0")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{workspace.url}/human/live", origin="http://evil.example")
        socket = await session.ws_connect(f"{workspace.url}/human/live")
        assert (await socket.receive_json())["me"] == anna.id, "the first person by default"
        await socket.close()


async def test_people_act_through_the_page(
    workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    desk = workspace.channel("desk").id

    @app.command("/meetings")
    async def meetings(ack: Any, command: Any) -> None:
        row = {"type": "actions", "block_id": "row", "elements": [button("open", "Open")]}
        await ack(text=f"echo {command['text']}", blocks=[row])

    @app.action("open")
    async def open_form(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"], view=modal(text_input("name", "Name"))
        )

    @app.view("form")
    async def submitted(ack: Any, client: Any, view: Any, body: Any) -> None:
        await ack()
        name = view["state"]["values"]["name"]["name_text"]["value"]
        await client.chat_postMessage(channel=desk, text=f"Hello {name}")

    who = {"as": anna.id}
    async with over_sockets(workspace, app):
        told = await human(workspace, "command", **who, channel=desk, text="/meetings  Japan ")
        assert told == {"ok": True, "acknowledged": True}
        shown = (await anna.sees("echo Japan")).message
        place = {"channel": desk, "ts": shown.ts, "block_id": "row", "action_id": "open"}
        theirs = await human(workspace, "act", **{"as": ben.id}, **place)
        assert theirs == {"ok": False, "error": "That message is not for you."}
        assert (await human(workspace, "act", **who, **place))["ok"]
        await workspace.journal.wait(
            lambda entry: entry.kind == "view", since=0, within=5, what="the form"
        )
        view = anna.top_view()
        assert view is not None
        missing = await human(workspace, "submit", **who, view=view.id)
        assert missing["errors"] == {"name": "Please complete this required field."}
        filled = [{"block_id": "name", "action_id": "name_text", "value": "Ada"}]
        sent = await human(workspace, "submit", **who, view=view.id, values=filled)
        assert sent == {"ok": True, "acknowledged": True, "errors": {}}
        message = (await ben.sees("Hello Ada", channel="desk")).message
        reacting = {"channel": desk, "ts": message.ts, "name": "eyes"}
        await human(workspace, "react", **who, **reacting)
        assert message.reactions == {"eyes": [anna.id]}
        await human(workspace, "react", **who, **reacting)
        assert message.reactions == {}
        said = await human(workspace, "say", **who, channel=desk, text="and", thread_ts=message.ts)
        assert said["ok"] and anna.history("desk")[-1].thread_ts == message.ts


@pytest.mark.parametrize(
    ("doing", "body", "status", "error"),
    [
        ("fly", {}, 404, "no such action"),
        ("say", {"as": "U0", "channel": "C00000001", "text": "x"}, 200, "no such person"),
        ("say", {"as": "USLACKBOT", "channel": "C00000001", "text": "x"}, 200, "no such person"),
        ("say", {"as": "U00000002", "channel": "C0", "text": "x"}, 200, "no such channel"),
        ("say", {"as": "U00000002", "channel": "C00000001", "text": "  "}, 200, "nothing to send"),
        (
            "say",
            {"as": "U00000002", "channel": "D00000002", "text": "x"},
            200,
            "not in that channel",
        ),
        ("say", {"as": "U00000002"}, 400, "not understood"),
        ("act", {"as": "U00000002", "view": "V1"}, 200, "no longer open"),
        ("act", {"as": "U00000002", "channel": "C00000001", "ts": "1"}, 200, "no message"),
    ],
)
async def test_what_can_not_be_done_is_said(
    doing: str, body: dict[str, Any], status: int, error: str, workspace: Workspace
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{workspace.url}/human/{doing}", json=body) as answer,
    ):
        assert answer.status == status
        assert error in (await answer.json())["error"]


async def test_only_this_page_may_act(workspace: Workspace, anna: Person) -> None:
    body = json.dumps({"as": anna.id, "channel": workspace.channel("desk").id, "text": "forged"})
    url = f"{workspace.url}/human/say"
    plain = {"Content-Type": "text/plain"}
    typed = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for headers in (
            plain,
            typed | {"Origin": "https://evil.example"},
            typed | {"Origin": "null"},
            typed | {"Host": "rebound.example"},
            typed | {"Sec-Fetch-Site": "cross-site"},
        ):
            async with session.post(url, data=body, headers=headers) as answer:
                assert answer.status in (403, 415), headers
        for broken in ("{", '{"as":' * 5_000):
            async with session.post(url, data=broken, headers=typed) as answer:
                assert answer.status == 400
    assert anna.history("desk") == []


async def test_the_page_knows_whether_the_app_is_there(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{workspace.url}/human/live?as={anna.id}")
        assert (await socket.receive_json())["app"]["online"] is False
        async with over_sockets(workspace, app):
            assert await socket.receive_json() == {"kind": "presence", "online": True}
        assert await socket.receive_json() == {"kind": "presence", "online": False}
        await socket.close()


async def test_suggestions_are_offered(workspace: Workspace) -> None:
    assert workspace.page.suggestions == ["/meetings Japan", "@Dateline meetings Japan"]
    other = Workspace(MANIFEST, suggestions=["/meetings Japan"])
    async with other, aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{other.url}/human/live")
        assert (await socket.receive_json())["suggestions"] == ["/meetings Japan"]
        await socket.close()


async def test_a_home_is_shown_and_an_app_invited(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    @app.event("app_home_opened")
    async def opened(event: Any, client: Any) -> None:
        view = {"type": "home", "blocks": [section(f"Tab {event['tab']}")]}
        await client.views_publish(user_id=event["user"], view=view)

    workspace.add_channel("new", ["anna"], app=False)
    async with over_sockets(workspace, app), aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{workspace.url}/human/live?as={anna.id}")
        await socket.receive_json()
        assert (await human(workspace, "home", **{"as": anna.id}, tab="home"))["ok"]
        told = await socket.receive_json()
        assert told["kind"] == "home"
        assert told["home"]["blocks"][0]["text"]["text"] == "Tab home"
        channel = workspace.channel("new").id
        assert (await human(workspace, "invite", **{"as": anna.id}, channel=channel))["ok"]
        told = await socket.receive_json()
        assert told["kind"] == "membership" and told["channel"]["has_app"]
        await socket.close()
