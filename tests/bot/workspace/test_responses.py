import json
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.workspace import Clock, Person, Workspace
from tests.bot.workspace.conftest import button, section
from tests.bot.workspace_fixtures import over_sockets

BUTTON = {"type": "actions", "elements": [button("go", "Go")]}


def remember_urls(app: AsyncApp) -> list[str]:
    """`/meetings TYPE` posts a button with that response type; response URLs are collected."""
    urls: list[str] = []

    @app.command("/meetings")
    async def meetings(ack: Any, command: Any) -> None:
        urls.append(command["response_url"])
        await ack(text="original", blocks=[BUTTON], response_type=command["text"] or "ephemeral")

    @app.action("go")
    async def go(ack: Any, body: Any) -> None:
        urls.append(body["response_url"])
        await ack()

    return urls


async def send(url: str, **body: Any) -> tuple[int, str]:
    answer = await AsyncWebhookClient(url).send_dict(body)
    return answer.status_code, answer.body


async def test_five_answers_and_no_more(workspace: Workspace, app: AsyncApp, anna: Person) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
    for count in range(5):
        assert await send(urls[0], text=f"answer {count}") == (200, "ok")
    status, body = await send(urls[0], text="one too many")
    assert status == 404 and json.loads(body) == {"ok": False, "error": "used_url"}
    assert [m.text for m in anna.history()][1:] == [f"answer {i}" for i in range(5)]


async def test_thirty_minutes_and_no_longer(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
    clock.advance(30 * 60)
    assert (await send(urls[0], text="just in time"))[0] == 200
    clock.advance(1)
    status, body = await send(urls[0], text="too late")
    assert status == 404 and json.loads(body)["error"] == "expired_url"
    assert (await send(f"{workspace.url}/commands/T1/invented", text="x"))[0] == 404


async def test_a_refused_answer_costs_no_use(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
    for _ in range(6):
        status, body = await send(urls[0], blocks=[section("x" * 3001)])
        assert status == 400 and json.loads(body)["error"] == "invalid_blocks"
    message = json.loads(body)["response_metadata"]["messages"][0]
    assert message == (
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    )
    assert (await send(urls[0], text="fine"))[0] == 200


@pytest.mark.parametrize("response_type", ["ephemeral", "in_channel"])
async def test_the_original_is_replaced_and_deleted_in_place(
    response_type: str, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings", response_type)
        await anna.click(shown, "go", wait=False)
        assert await send(urls[1], text="new", blocks=[], replace_original=True) == (200, "ok")
        (message,) = anna.history()
        assert (message.ts, message.text, message.blocks) == (shown.ts, "new", [])
        assert message.ephemeral == (response_type == "ephemeral")
        assert await send(urls[1], delete_original=True) == (200, "ok")
        assert anna.history() == []
        assert (await send(urls[1], text="again"))[0] == 200
        assert [m.text for m in anna.history()] == ["again"], "nothing to replace: a new message"


async def test_a_click_s_answer_overwrites_unless_it_says_otherwise(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        shown = await anna.command("/meetings")
        await anna.click(shown, "go", wait=False)
    await send(urls[1], text="beside it", replace_original=False)
    assert [m.text for m in anna.history()] == ["original", "beside it"]
    await send(urls[1], text="over it")
    assert [m.text for m in anna.history()] == ["over it", "beside it"]


async def test_a_click_in_a_thread_is_answered_in_the_channel_unless_named(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        root = await anna.say("root")
        asked = await anna.command("/meetings", "in_channel")
        asked.message.thread_ts = root.ts
        await anna.click(asked, "go", wait=False)
    await send(urls[1], text="outside", replace_original=False)
    await send(urls[1], text="inside", replace_original=False, thread_ts=root.ts)
    assert [m.thread_ts for m in anna.history()[-2:]] == [None, root.ts]


async def test_a_command_has_no_original_to_replace(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
    await send(urls[0], text="another", replace_original=True)
    assert [m.text for m in anna.history()] == ["original", "another"]


async def test_in_channel_is_for_all_even_where_the_app_is_no_member() -> None:
    from tests.bot.workspace.conftest import MANIFEST
    from tests.bot.workspace_fixtures import client_for

    async with Workspace(MANIFEST, without_app=["asia"]) as workspace:
        app = AsyncApp(client=client_for(workspace), signing_secret="unused")
        urls = remember_urls(app)
        anna, ben = workspace.user("anna"), workspace.user("ben")
        async with over_sockets(workspace, app):
            await anna.command("/meetings", channel="asia")
        assert ben.history("asia") == []
        await send(urls[0], text="for all", response_type="in_channel")
        assert [m.text for m in ben.history("asia")] == ["for all"]


async def test_an_answer_in_a_thread(workspace: Workspace, app: AsyncApp, anna: Person) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
        root = await anna.say("root")
    assert (await send(urls[0], text="in it", thread_ts=root.ts))[0] == 200
    assert anna.history()[-1].thread_ts == root.ts
    assert (await send(urls[0], text="in it", thread_ts="1.1"))[0] == 400


@pytest.mark.parametrize("body", ["", "not json", "[]", "{}", '{"blocks": "[{"}'])
async def test_malformed_answers_are_refused(
    body: str, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    urls = remember_urls(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
    async with aiohttp.ClientSession() as session, session.post(urls[0], data=body) as answer:
        assert answer.status == 400
