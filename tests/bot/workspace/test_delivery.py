import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, Person, Workspace, signature
from tests.bot.workspace_fixtures import client_for, over_http, over_sockets


def answer_commands(app: AsyncApp) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any, command: Any) -> None:
        await ack(f"echo {command['text']}")


async def open_socket(workspace: Workspace, session: aiohttp.ClientSession) -> Any:
    client = client_for(workspace)
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    return await session.ws_connect(url)


# Socket Mode, seen from a bare socket


async def test_hello_then_envelopes(workspace: Workspace, anna: Person) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await open_socket(workspace, session)
        hello = await socket.receive_json()
        assert hello["type"] == "hello" and hello["num_connections"] == 1
        assert hello["connection_info"]["app_id"] == workspace.store.app_id
        asked = asyncio.ensure_future(anna.command("/meetings", "Japan"))
        envelope = await socket.receive_json()
        assert envelope["type"] == "slash_commands" and envelope["accepts_response_payload"]
        assert envelope["payload"]["text"] == "Japan"
        await socket.send_str("not an acknowledgement")
        await socket.send_json({"envelope_id": "unknown"})
        await socket.send_json(
            {"envelope_id": envelope["envelope_id"], "payload": {"text": "by hand"}}
        )
        assert (await asked).text == "by hand"
        workspace.actions.say(anna.user, workspace.store.direct(anna.id), "hi")
        envelope = await socket.receive_json()
        assert envelope["type"] == "events_api" and not envelope["accepts_response_payload"]
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
        await socket.close()


async def test_a_ticket_works_once(workspace: Workspace) -> None:
    url = workspace.hub.socket_url
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(url)
        await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        await socket.close()


async def test_ten_sockets_and_no_more(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = []
        for number in range(10):
            sockets.append(await session.ws_connect(workspace.hub.socket_url))
            hello = await sockets[-1].receive_json()
            assert hello["num_connections"] == number + 1
        extra = await session.ws_connect(workspace.hub.socket_url)
        assert (await extra.receive_json())["reason"] == "too_many_websockets"
        for socket in sockets:
            await socket.close()


async def test_each_envelope_goes_to_one_connection(workspace: Workspace, anna: Person) -> None:
    got: list[int] = []

    async def serve(number: int, socket: Any) -> None:
        async for message in socket:
            envelope = json.loads(message.data)
            if "envelope_id" in envelope:
                got.append(number)
                await socket.send_json(
                    {"envelope_id": envelope["envelope_id"], "payload": {"text": "ok"}}
                )

    async with aiohttp.ClientSession() as session:
        sockets = [await open_socket(workspace, session) for _ in range(2)]
        tasks = [asyncio.ensure_future(serve(i, s)) for i, s in enumerate(sockets)]
        await workspace.connected(open_now=2)
        for _ in range(12):
            await anna.command("/meetings")
        for socket in sockets:
            await socket.close()
        await asyncio.gather(*tasks)
    assert len(got) == 12 and set(got) == {0, 1}, "at random, and each once"


# Socket Mode, seen from Bolt


async def test_a_refresh_is_followed_by_a_new_connection(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    answer_commands(app)
    async with over_sockets(workspace, app):
        await workspace.sockets.refresh()
        await workspace.connected(made=2)
        assert (await anna.command("/meetings", "still there")).text == "echo still there"


async def test_a_cut_socket_is_reconnected(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    answer_commands(app)
    async with over_sockets(workspace, app, ping_interval=0.05):
        await workspace.sockets.cut()
        await workspace.connected(made=2)
        assert (await anna.command("/meetings", "again")).text == "echo again"


async def test_a_dropped_ack_is_operation_timeout(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    done = asyncio.Event()

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        await ack()
        await respond("answered all the same")
        done.set()

    workspace.faults.drop_acks()
    async with over_sockets(workspace, app):
        asked = asyncio.ensure_future(anna.command("/meetings"))
        await done.wait()
        clock.advance(3)
        reply = await asked
        assert {m.text for m in reply.messages} == {
            "answered all the same",
            "/meetings failed with the error “operation_timeout”",
        }


# Signed HTTP


async def test_a_wrong_signature_is_the_app_s_to_refuse(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    answer_commands(app)
    body = urlencode({"command": "/meetings", "text": "x", "team_id": "T1", "user_id": "U1"})
    form = "application/x-www-form-urlencoded"
    async with over_http(workspace, app):
        assert (await workspace.post(body, form)).status == 200
        assert (await workspace.post(body, form, secret="another")).status == 401
        assert (await workspace.post(body, form, age=301)).status == 401
        unsigned = {"X-Slack-Signature": ""}
        assert (await workspace.post(body, form, headers=unsigned)).status == 401
        tampered = {"X-Slack-Signature": signature(workspace.signing_secret, 1, body)}
        assert (await workspace.post(body, form, headers=tampered)).status == 401
        assert (await anna.command("/meetings", "fine")).text == "echo fine"


async def test_posting_needs_an_address(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError, match="deliver_to"):
        await workspace.post("{}")


async def test_no_retry_is_respected(workspace: Workspace, anna: Person, clock: Clock) -> None:
    from aiohttp import web

    posts: list[str] = []

    async def refuse(request: web.Request) -> web.Response:
        posts.append(await request.text())
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    server = web.Application()
    server.router.add_post("/slack/events", refuse)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    await anna.say("hello", channel="dm")
    clock.advance(1000)
    assert "http_service_error" in (await anna.command("/meetings")).text
    assert len(posts) == 2
    await runner.cleanup()


# Faults of the Web API


async def test_a_rate_limited_call_is_repeated_by_the_sdk(workspace: Workspace) -> None:
    client = client_for(workspace)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    workspace.faults.api("chat.postMessage", status=429, retry_after=0, times=2)
    await client.chat_postMessage(channel="desk", text="at last")
    assert [m.text for m in workspace.posted()] == ["at last"]


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 503, "body": "<html>down</html>"},
        {"body": ""},
        {"body": "<html>"},
        {"error": "internal_error"},
    ],
)
async def test_bad_days_of_the_web_api(
    fault: dict[str, Any], workspace: Workspace, client: AsyncWebClient
) -> None:
    workspace.faults.api("chat.postMessage", **fault)
    with pytest.raises(Exception):  # noqa: B017 (the SDK has a class of its own for each)
        await client.chat_postMessage(channel="desk", text="x")
    assert workspace.posted() == []
    await client.chat_postMessage(channel="desk", text="y")
    assert len(workspace.posted()) == 1, "the fault was for one call"


async def test_a_call_can_fail_after_it_was_carried_out(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    workspace.faults.api("*", status=504, after=True)
    with pytest.raises(Exception):  # noqa: B017
        await client.chat_postMessage(channel="desk", text="x")
    assert len(workspace.posted()) == 1


async def test_slow_and_hanging_calls(
    workspace: Workspace, client: AsyncWebClient, clock: Clock
) -> None:
    workspace.faults.api("chat.postMessage", delay=10)
    slow = asyncio.ensure_future(client.chat_postMessage(channel="desk", text="slow"))
    release = workspace.faults.hold("api.test")
    hanging = asyncio.ensure_future(client.api_test())
    await client.auth_test()
    assert not slow.done() and not hanging.done()
    release.set()
    await hanging
    while not slow.done():
        clock.advance(10)
        await asyncio.sleep(0.001)
    assert [m.text for m in workspace.posted()] == ["slow"]


async def test_a_response_url_can_fail(workspace: Workspace, app: AsyncApp, anna: Person) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        await ack()
        first = await respond("lost")
        await respond(f"the first got {first.status_code}")

    workspace.faults.api("response_url", status=500)
    async with over_sockets(workspace, app):
        assert (await anna.command("/meetings")).text == "the first got 500"


async def test_faults_are_cleared(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.faults.api("*", status=500, times=100)
    workspace.faults.drop_acks(3)
    workspace.faults.clear()
    assert (await client.api_test())["ok"] and workspace.faults.dropped_acks == 0


# The server


async def test_other_sites_and_rebound_names_are_kept_out(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:

        async def status(**headers: str) -> int:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            async with session.post(f"{workspace.api_url}api.test", headers=named) as answer:
                return answer.status

        host = workspace.url.removeprefix("http://")
        assert await status() == 200
        assert await status(Origin=workspace.url) == 200
        assert await status(Origin="https://evil.example") == 403
        assert await status(Origin="null") == 403
        assert await status(Host="evil.example:3000") == 403
        assert await status(Host=host.replace("127.0.0.1", "localhost")) == 200
        assert await status(Sec_Fetch_Site="cross-site") == 403
        assert await status(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate") == 403
        followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        async with session.get(f"{workspace.url}/archives/C1/p1", headers=followed) as answer:
            assert answer.status == 200, "a permalink may be followed from anywhere"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(workspace.hub.socket_url, origin="https://evil.example")


async def test_extra_routes_and_hosts_and_a_taken_port() -> None:
    from aiohttp import web

    from tests.bot.workspace.conftest import MANIFEST

    async def health(request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    workspace = Workspace(
        MANIFEST, extra_routes=[web.get("/healthz", health)], allowed_hosts=["news.test"]
    )
    async with workspace, aiohttp.ClientSession() as session:
        headers = {"Host": "News.test"}
        async with session.get(f"{workspace.url}/healthz", headers=headers) as answer:
            assert answer.status == 200 and await answer.json() == {"ok": True}
        headers = {"Origin": "https://news.test"}
        async with session.get(f"{workspace.url}/healthz", headers=headers) as answer:
            assert answer.status == 200, "an allowed name may stand before this machine"
        port = int(workspace.url.rpartition(":")[2])
        other = Workspace(MANIFEST)
        with pytest.raises(OSError, match="in use"):
            await other.start(port=port)
        await other.stop()
