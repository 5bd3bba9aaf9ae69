"""The HTTP edge against those who are not Slack: copies of requests, slow ones, floods of them."""

import asyncio
import json
from urllib.parse import urlencode

import aiohttp
import pytest

from bot import replays, web
from bot.replays import Replays
from bot.settings import EVENTS_PATH
from tests.bot.running import House

FORM = "application/x-www-form-urlencoded"


def command(house: House, trigger: str = "1.2.a") -> str:
    return urlencode(
        {
            "command": "/meetings",
            "text": "Japan",
            "user_id": house.anna.id,
            "team_id": house.workspace.store.team_id,
            "channel_id": house.workspace.channel("desk").id,
            "response_url": f"{house.workspace.url}/commands/T/none",
            "trigger_id": trigger,
        }
    )


async def test_a_copy_of_a_request_is_not_served_again(served: House, logged: list[str]) -> None:
    house = served
    for _ in range(3):
        answer = await house.workspace.post(command(house), FORM)
        assert answer.status == 200
    await house.service.desk.drain(5)
    assert sum("same signature" in line for line in logged) == 2
    assert (await house.workspace.post(command(house, "1.2.b"), FORM)).status == 200
    assert sum("same signature" in line for line in logged) == 2


def test_what_slack_may_send_again_is_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replays, "MOST", 5)
    now = 0.0
    seen = Replays(now=lambda: now)
    click = {"type": "block_actions", "trigger_id": "1.2.a"}
    for kind in ("event_callback", "url_verification", "block_suggestion"):
        assert [seen.is_copy({"type": kind}, "v0=a") for _ in range(2)] == [False, False]
    assert [seen.is_copy(click, "v0=a") for _ in range(2)] == [False, True]
    command = {"command": "/meetings", "trigger_id": "1.2.b"}
    assert [seen.is_copy(command, "v0=b") for _ in range(2)] == [False, True]
    command["trigger_id"] = ""
    assert [seen.is_copy(command, "v0=c") for _ in range(2)] == [False, False]
    for n in range(20):
        seen.is_copy(click, f"v0={n}")
    assert len(seen._seen) == 5
    now = replays.KEPT + 1
    assert not seen.is_copy(click, "v0=19")


async def half(house: House, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.service.port)
    writer.write(sent)
    await writer.drain()
    return reader, writer


async def test_slow_bodies_end_and_silent_connections_keep_nobody_waiting(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "BODY_WITHIN", 0.1)
    head = f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n".encode()
    slow = await half(served, head + b"payload=")
    silent = [await half(served, b"POST /slack/ev") for _ in range(100)]
    reply = await served.anna.command("/meetings", "Japan", channel="desk")
    assert "Kishida" in reply.words
    async with asyncio.timeout(5):
        told = await slow[0].read(200)
    assert b" 408 " in told.split(b"\r\n", 1)[0]
    for _, writer in (slow, *silent):
        writer.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Odd": "x" * 20_000},
        {f"X-{n}": "x" for n in range(200)},
        {"Content-Type": "application/json; charset=utf-7"},
        {"Content-Encoding": "gzip"},
    ],
    ids=["long", "many", "charset", "no gzip"],
)
async def test_odd_headers_are_refused(served: House, headers: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(served.url + EVENTS_PATH, data=b"{}", headers=headers) as page:
                assert page.status in {400, 401}
                assert "Traceback" not in await page.text()
        except aiohttp.ClientConnectionError:
            pass  # It hangs up on what is no HTTP that it takes.
    assert (await served.anna.command("/meetings", "Japan")).acknowledged


async def test_nothing_else_is_served(served: House) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/slack", "/.env", "/dateline.db", "/..%2f..%2fetc/passwd", "/static/x"):
            async with session.get(served.url + path) as page:
                assert page.status == 404
        for method in ("GET", "PUT", "DELETE"):
            async with session.request(method, served.url + EVENTS_PATH) as page:
                assert page.status == 405
        async with session.get(served.url + "/healthz") as page:
            assert "token" not in json.dumps(await page.json())


@pytest.mark.parametrize("age", [0, 1_000])
async def test_what_is_no_text_is_refused_whenever_it_was_signed(served: House, age: int) -> None:
    stamp = str(int(served.workspace.clock.now()) - age)
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=a"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(served.url + EVENTS_PATH, data=b"\xff\xfe", headers=headers) as page,
    ):
        assert page.status in {400, 401}
