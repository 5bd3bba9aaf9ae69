"""Sending to Slack on its bad days: paced, patient, and never twice without need."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.client import (
    ATTEMPTS,
    open_session,
    retry_after,
    web_client,
)
from bot.hosts import is_loopback, reachable_hosts
from bot.logs import api_error_code
from bot.manifest import manifest
from bot.posts import BURST, SPACING, Posts
from bot.render.blocks import Message, section
from bot.render.guide import notice
from bot.render.text import Mrkdwn
from bot.responses import ResponseProblem
from bot.settings import load
from bot.workspace import Workspace
from tests.bot.benches import Bench
from tests.bot.doubles import Pauses

HELLO = notice("hello")


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    pauses = Pauses()
    async with Workspace(manifest()) as workspace, open_session() as session:
        settings = load({"SLACK_API_URL": workspace.api_url}, Path("/nonexistent"))
        client = web_client(settings, session, token=workspace.bot_token, sleep=pauses.sleep)
        yield Bench(workspace, session, client, pauses)


# Channels


async def test_a_quiet_channel_takes_a_burst_then_about_one_a_second(bench: Bench) -> None:
    posts = bench.posts
    for number in range(BURST + 4):
        await posts.send(bench.desk, notice(f"message {number}"))
    assert bench.said() == [f"message {number}" for number in range(BURST + 4)]
    assert bench.pauses.taken == pytest.approx([SPACING] * 4)


async def test_messages_queued_at_once_keep_their_order(bench: Bench) -> None:
    posts = bench.posts
    await asyncio.gather(*(posts.send(bench.desk, notice(f"{n}")) for n in range(8)))
    assert bench.said() == [str(n) for n in range(8)]


async def test_one_channel_does_not_wait_for_another() -> None:
    released = asyncio.Event()
    sent: list[str] = []

    class Hanging(AsyncWebClient):
        """Hangs for one channel."""

        async def chat_postMessage(self, **message: Any) -> AsyncSlackResponse:
            if message["channel"] == "C1":
                await released.wait()
            sent.append(message["channel"])
            return {"ts": "1.0"}  # type: ignore[return-value]

    posts = Posts(Hanging())
    slow = asyncio.create_task(posts.send("C1", HELLO))
    await posts.send("C2", HELLO)
    assert sent == ["C2"]
    released.set()
    await slow
    assert sent == ["C2", "C1"]


async def test_retry_after_is_honoured_and_nothing_is_lost(bench: Bench) -> None:
    bench.workspace.faults.api("chat.postMessage", times=3, status=429, retry_after=7)
    posts = bench.posts
    await asyncio.gather(posts.send(bench.desk, HELLO), posts.send(bench.desk, notice("two")))
    assert bench.said() == ["hello", "two"]
    assert bench.pauses.taken == [7.0, 7.0, 7.0]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_error_is_tried_again(bench: Bench, status: int) -> None:
    bench.workspace.faults.api("chat.postMessage", times=2, status=status, body="<html>oops</html>")
    await bench.posts.send(bench.desk, HELLO)
    assert bench.said() == ["hello"]
    assert len(bench.pauses.taken) == 2


async def test_an_empty_answer_is_tried_again(bench: Bench) -> None:
    bench.workspace.faults.api("chat.postMessage", body="")
    await bench.posts.send(bench.desk, HELLO)
    assert bench.said() == ["hello"]


async def test_trying_has_an_end(bench: Bench) -> None:
    bench.workspace.faults.api("chat.postMessage", times=99, status=429, retry_after=1)
    with pytest.raises(SlackApiError):
        await bench.posts.send(bench.desk, HELLO)
    assert len(bench.pauses.taken) == ATTEMPTS


async def test_nobody_waits_for_an_hour(bench: Bench) -> None:
    bench.workspace.faults.api("chat.postMessage", status=429, retry_after=3_600)
    with pytest.raises(SlackApiError):
        await bench.posts.send(bench.desk, HELLO)
    assert bench.pauses.taken == []


async def test_a_refusal_is_final(bench: Bench) -> None:
    private = bench.workspace.add_channel("secret", ["anna"], private=True, app=False)
    with pytest.raises(SlackApiError) as refusal:
        await bench.posts.send(private.id, HELLO)
    assert api_error_code(refusal.value) in {"not_in_channel", "channel_not_found"}
    assert bench.pauses.taken == []


async def test_refused_blocks_fall_back_to_text(bench: Bench) -> None:
    odd = Message(Mrkdwn("the gist"), ({"type": "no_such_block"},))
    await bench.posts.send(bench.desk, odd)
    await bench.responses.send(bench.response_url(), odd)
    assert bench.said() == ["the gist", "the gist"]
    assert not any(message.blocks for message in bench.workspace.posted())


async def test_a_thread_is_answered_in_the_thread(bench: Bench) -> None:
    first = await bench.posts.send(bench.desk, HELLO)
    await bench.posts.send(bench.desk, notice("below"), thread=first)
    assert bench.workspace.posted()[-1].thread_ts == first


# Response URLs


async def test_an_answer_is_for_the_one_who_asked_unless_shared(bench: Bench) -> None:
    url = bench.response_url()
    await bench.responses.send(url, HELLO)
    await bench.responses.send(url, notice("all"), in_channel=True)
    first, second = bench.workspace.posted()
    assert first.ephemeral and not second.ephemeral
    assert first.blocks[0]["text"]["text"] == "hello"


async def test_a_response_url_is_patient_too(bench: Bench) -> None:
    bench.workspace.faults.api("response_url", times=2, status=429, retry_after=4)
    bench.workspace.faults.api("response_url", times=2, status=503, body="")
    await bench.responses.send(bench.response_url(), HELLO)
    assert bench.said() == ["hello"]
    assert bench.pauses.taken[:2] == [4.0, 4.0] and len(bench.pauses.taken) == 4


async def test_a_used_up_response_url_is_reported(bench: Bench) -> None:
    url = bench.response_url()
    for _ in range(5):
        await bench.responses.send(url, HELLO)
    with pytest.raises(ResponseProblem) as problem:
        await bench.responses.send(url, HELLO)
    assert problem.value.code == "used_url"
    assert bench.pauses.taken == []


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/commands/T1/1",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://hooks.slack.com.evil.example/x",
        "https://hooks.slack.com@evil.example/x",
        "",
        "http://[",
    ],
)
async def test_no_answer_goes_to_a_foreign_host(bench: Bench, url: str) -> None:
    with pytest.raises(ResponseProblem, match="foreign_response_url"):
        await bench.responses.send(url, HELLO)


async def test_no_answer_follows_a_redirect(bench: Bench) -> None:
    taken = []

    async def elsewhere(request: web.Request) -> web.Response:
        taken.append(await request.text())
        return web.Response(text="ok")

    async def redirect(request: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect("/elsewhere")

    app = web.Application()
    app.add_routes([web.post("/elsewhere", elsewhere), web.post("/commands/1", redirect)])
    async with TestServer(app) as server:
        with pytest.raises(ResponseProblem, match="307"):
            await bench.responses.send(str(server.make_url("/commands/1")), HELLO)
    assert taken == []


def test_hosts_follow_the_api_url() -> None:
    assert "hooks.slack.com" in reachable_hosts("https://slack.com/api/")
    assert "evil.example" not in reachable_hosts("https://slack.com/api/")
    assert {"localhost", "127.0.0.1"} <= reachable_hosts("http://127.0.0.1:3000/api/")
    assert "localhost" not in reachable_hosts("https://proxy.example/api/")
    assert "proxy.example" in reachable_hosts("https://proxy.example/api/")
    assert is_loopback("http://localhost:1/api/") and not is_loopback("https://slack.com/api/")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": ["30"]}, 30.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, 0.0),
        ({"Retry-After": []}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, object], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_a_section_is_what_a_notice_shows() -> None:
    assert HELLO.blocks == (section(Mrkdwn("hello")),)
