"""Socket Mode on its bad days: cut, deaf or refused, it comes back, and never in a rush."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.client_reqrep import ConnectionKey
from aiohttp.typedefs import Handler
from slack_bolt.async_app import AsyncApp

from bot import socketmode
from bot.client import LONGEST_WAIT
from bot.connection import PING, QUIET, UNANSWERED
from bot.hosts import proxy_for
from bot.socketmode import GIVE_UP_AFTER, LINGER, LONGEST_PAUSE, STEADY, Refused, Socket
from bot.workspace import Person, Workspace
from bot.workspace.delivery import NotDelivered
from tests.bot.doubles import refusal, until
from tests.bot.workspace.conftest import MANIFEST
from tests.bot.workspace_fixtures import client_for

OPEN = "apps.connections.open"


class Waits:
    """Time that passes when a test says so: pauses at once, pings and lingering by `tick`."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.time = 1_000.0
        self._held: list[asyncio.Future[None]] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        if seconds in (PING, LINGER):
            self._held.append(asyncio.get_running_loop().create_future())
            return await self._held[-1]
        self.pauses.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)

    def tick(self, seconds: float = PING) -> None:
        self.time += seconds
        held, self._held = self._held, []
        for one in held:
            with suppress(asyncio.InvalidStateError):
                one.set_result(None)

    async def ticked(self) -> None:
        """Let time pass once somebody waits for it."""
        await until(lambda: self._held)
        self.tick()


@dataclass
class Bench:
    """A workspace, and a bot that is connected with it."""

    workspace: Workspace
    socket: Socket
    waits: Waits
    running: "asyncio.Task[None]"
    held: asyncio.Event
    begun: asyncio.Event

    @property
    def anna(self) -> Person:
        return self.workspace.user("anna")

    @property
    def asked(self) -> int:
        """How often Slack was asked for an address."""
        return self.workspace.faults.calls[OPEN]

    async def answers(self, text: str = "Japan") -> None:
        assert (await self.anna.command("/meetings", text)).text == f"echo {text}"

    async def again(self, made: int = 2) -> None:
        """Return once the bot is connected for the so manieth time and answers, for good."""
        await self.workspace.connected(made=made)
        await self.answers()
        await until(lambda: self.socket.alive)
        self.waits.tick(STEADY)


def answering(workspace: Workspace, held: asyncio.Event, begun: asyncio.Event) -> AsyncApp:
    app = AsyncApp(client=client_for(workspace), signing_secret="not used here")

    @app.command("/meetings")
    async def meetings(ack: Any, command: Any) -> None:
        begun.set()
        await held.wait()
        await ack(f"echo {command['text']}")

    @app.event("message")
    async def message(event: Any) -> None:
        pass

    return app


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    waits, held, begun = Waits(), asyncio.Event(), asyncio.Event()
    held.set()
    async with Workspace(MANIFEST) as workspace, aiohttp.ClientSession() as session:
        client = client_for(workspace)
        client.retry_handlers = []
        app = answering(workspace, held, begun)
        socket = Socket(app, client, session, workspace.app_token, sleep=waits.sleep, now=waits.now)
        running = asyncio.create_task(socket.run())
        await until(lambda: socket.alive)
        waits.tick(STEADY)
        yield Bench(workspace, socket, waits, running, held, begun)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await socket.close(1)


# Lost


async def test_a_connection_that_is_closed_or_reset_is_opened_again(bench: Bench) -> None:
    await bench.answers()
    await bench.workspace.sockets.cut()
    await bench.again(2)
    bench.waits.tick(STEADY)
    bench.workspace.sockets.reset()
    await bench.again(3)
    assert bench.waits.pauses == [] and bench.asked == bench.socket.attempts == 3


async def test_one_that_answers_no_ping_is_replaced(bench: Bench) -> None:
    bench.workspace.sockets.stall()
    for _ in range(UNANSWERED + 1):
        assert await bench.socket.connected()
        await bench.waits.ticked()
    await bench.again(2)
    assert bench.asked == 2


async def test_pings_that_are_answered_keep_it(bench: Bench) -> None:
    connection = bench.socket._current
    assert connection is not None
    for _ in range(3 * UNANSWERED):
        bench.waits.tick()
        await until(lambda: connection.heard == bench.waits.time)
    assert await bench.socket.connected() and bench.socket.silent_for == 0
    assert bench.asked == 1


async def test_one_that_brings_no_word_for_an_hour_is_replaced_while_it_stands(
    bench: Bench,
) -> None:
    old = bench.socket._current
    bench.waits.tick(QUIET + 1)
    await bench.workspace.connected(made=2, open_now=2)
    await until(lambda: bench.socket._current is not old)
    assert old is not None and old.alive
    await bench.answers()
    bench.waits.tick(LINGER)
    await old.ended()
    assert bench.asked == 2


async def test_a_connection_that_never_holds_is_tried_in_growing_pauses(bench: Bench) -> None:
    for made in range(1, 9):
        await bench.workspace.connected(made=made)
        await bench.workspace.sockets.cut()
    await bench.workspace.connected(made=9)
    pauses = bench.waits.pauses
    assert len(pauses) == 7, "the first, after a good one, needs no pause"
    for attempt, pause in enumerate(pauses):
        full = min(0.5 * 2**attempt, LONGEST_PAUSE)
        assert 0.75 * full <= pause <= 1.25 * full
    assert bench.asked == 9
    await bench.answers()


# Told to go


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "something_new"])
async def test_a_renewal_loses_nothing_that_is_under_way(bench: Bench, reason: str) -> None:
    bench.held.clear()
    asked = asyncio.create_task(bench.anna.command("/meetings", "before"))
    await bench.begun.wait()
    await bench.workspace.sockets.refresh(reason)
    await bench.workspace.connected(made=2)
    bench.held.set()
    assert (await asked).text == "echo before", "acknowledged over the old connection"
    await bench.answers("after")
    assert bench.asked == 2 and bench.waits.pauses == []


@pytest.mark.parametrize(
    ("reason", "says"),
    [("too_many_websockets", "end those that should not run"), ("link_disabled", "switch it on")],
)
async def test_a_refused_connection_is_asked_for_in_growing_pauses(
    bench: Bench, reason: str, says: str, logged: list[str]
) -> None:
    bench.workspace.faults.refuse_sockets(reason, times=6)
    await bench.workspace.sockets.cut()
    await bench.again(2)
    assert bench.asked == 8 and len(bench.waits.pauses) == 6
    assert sum(bench.waits.pauses) > 20
    assert [line for line in logged if says in line and "trying again" in line]


async def test_told_so_while_connected_it_is_closed_at_once(bench: Bench) -> None:
    await bench.workspace.sockets.refresh("link_disabled")
    await bench.again(2)
    assert bench.asked == 2


# Slack can't be reached


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 503, "body": "<html>down</html>"},
        {"body": ""},
        {"body": "[1, 2]"},
        {"body": "{}"},
        {"body": '{"ok": true}'},
        {"body": '{"ok": true, "url": "not an address"}'},
        {"error": "fatal_error"},
        {"error": "ratelimited", "status": 429},
    ],
)
async def test_any_answer_but_an_address_is_tried_again(
    bench: Bench, fault: dict[str, Any], logged: list[str]
) -> None:
    bench.workspace.faults.api(OPEN, times=3, **fault)
    await bench.workspace.sockets.cut()
    await bench.again(2)
    assert bench.asked == 5 and len(bench.waits.pauses) == 3
    assert len([line for line in logged if "can't be reached" in line]) == 3
    assert not [line for line in logged if "Traceback" in line]


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [("7", 7.0, 7.0), ("0", 0.3, 1.0), ("-1", 0.3, 1.0), ("soon", 0.3, 1.0), ("nan", 0.3, 1.0)]
    + [(absurd, LONGEST_WAIT, LONGEST_WAIT) for absurd in ("1e9", "inf", "99999999999999999999")],
)
async def test_slack_is_given_the_time_it_asks_for_within_reason(
    bench: Bench, asked: str, least: float, most: float
) -> None:
    bench.workspace.faults.api(OPEN, status=429, retry_after=asked)
    await bench.workspace.sockets.cut()
    await bench.again(2)
    assert least <= bench.waits.pauses[0] <= most


AT = ConnectionKey("slack.com", 443, True, True, None, None, None, None)
DOWN: list[tuple[Exception, str]] = [
    (
        aiohttp.ClientConnectorDNSError(AT, OSError(-3, "Temporary failure in name resolution")),
        "its name can't be resolved; is this machine online?",
    ),
    (
        aiohttp.ClientConnectorError(AT, ConnectionRefusedError(111, "Connect call failed")),
        "the connection was refused",
    ),
    (
        aiohttp.ClientConnectorSSLError(AT, OSError(1, "certificate verify failed")),
        "no secure connection could be made; check its certificate",
    ),
    (TimeoutError(), "no answer in time"),
    (refusal(error="internal_error"), "it answered “internal_error”"),
]


async def test_the_log_says_in_plain_words_why_slack_is_not_reached(
    bench: Bench, logged: list[str]
) -> None:
    errors = [error for error, _ in DOWN]
    client: Any = bench.socket._client
    really = client.apps_connections_open

    async def opening(**given: Any) -> Any:
        if errors:
            raise errors.pop(0)
        return await really(**given)

    client.apps_connections_open = opening
    await bench.workspace.sockets.cut()
    await bench.again(2)
    said = [line.partition("dateline.socket: ")[2] for line in logged if "can't be" in line]
    assert said == [f"Slack can't be reached ({reason}); trying again" for _, reason in DOWN]


async def test_without_slack_for_long_it_ends_after_few_requests(
    bench: Bench, logged: list[str]
) -> None:
    bench.workspace.faults.api(OPEN, times=10_000, status=503)
    began = bench.waits.time
    await bench.workspace.sockets.cut()
    await bench.running
    assert GIVE_UP_AFTER < bench.waits.time - began < GIVE_UP_AFTER + 2 * LONGEST_PAUSE
    assert bench.asked < 50 and bench.socket.failures == bench.asked - 1
    (said,) = [line for line in logged if "CRITICAL" in line]
    assert re.search(r"No connection to Slack for 1[56] minutes", said)


@asynccontextmanager
async def led_to(server: Handler, bench: Bench) -> AsyncIterator[None]:
    """Cut the connection, and have the next one lead to another server."""
    app = web.Application()
    app.router.add_get("/", server)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"ws://127.0.0.1:{runner.addresses[0][1]}/"
    bench.workspace.faults.api(OPEN, body=f'{{"ok": true, "url": "{address}"}}')
    await bench.workspace.sockets.cut()
    yield
    await runner.cleanup()


async def test_a_server_that_never_says_hello_is_not_waited_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socketmode, "OPENING", 0.05)
    opened: list[str] = []

    async def mute(request: web.Request) -> web.StreamResponse:
        opened.append("")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.receive()
        return socket

    async with led_to(mute, bench):
        await bench.again(2)
        assert len(opened) == 1 and len(bench.waits.pauses) == 1


async def test_a_server_without_a_hello_is_served_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socketmode, "HELLO", 0.05)
    acknowledged: asyncio.Future[object] = asyncio.get_running_loop().create_future()

    async def terse(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "events_api", "envelope_id": "e-1", "payload": {}})
        acknowledged.set_result(await socket.receive_json())
        await socket.receive()
        return socket

    async with led_to(terse, bench), asyncio.timeout(5):
        assert await acknowledged == {"envelope_id": "e-1"}
        await until(lambda: bench.socket.alive)


# The token


async def test_a_token_that_slack_never_took_is_final(bench: Bench) -> None:
    socket = Socket(
        AsyncApp(client=client_for(bench.workspace), signing_secret="s"),
        bench.socket._client,
        bench.socket._session,
        "xapp-wrong",
        sleep=bench.waits.sleep,
    )
    with pytest.raises(Refused, match="SLACK_APP_TOKEN"):
        await socket.run()
    assert socket.attempts == 1 and bench.waits.pauses == []


async def test_one_that_slack_takes_back_may_be_good_again(bench: Bench, logged: list[str]) -> None:
    bench.workspace.faults.api(OPEN, times=4, error="invalid_auth")
    await bench.workspace.sockets.cut()
    await bench.again(2)
    assert bench.asked == 6
    assert [line for line in logged if "ERROR" in line and "connections:write" in line]


async def test_but_not_for_ever(bench: Bench) -> None:
    bench.workspace.faults.api(OPEN, times=10_000, error="token_revoked")
    await bench.workspace.sockets.cut()
    with pytest.raises(Refused, match="token_revoked"):
        await bench.running
    assert bench.asked < 50


# Envelopes


async def test_what_nobody_waits_for_is_acknowledged(bench: Bench, logged: list[str]) -> None:
    send = bench.workspace.sockets.send
    for payload in (
        {"type": "workflow_step_edit", "callback_id": "x"},
        {"type": "block_actions", "actions": []},
        {"type": "brand_new"},
        {"type": 7},
        {"view": "none"},
        {},
    ):
        assert await send("interactive", payload) is None
    assert await send("events_api", {"type": "event_callback", "event": {"type": "new"}}) is None
    await bench.answers()


async def test_an_event_that_breaks_the_app_comes_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    async def broken(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(AsyncApp, "async_dispatch", broken)
    monkeypatch.setattr("bot.workspace.delivery.ACK_SECONDS", 0.05)
    send = bench.workspace.sockets.send
    with pytest.raises(NotDelivered):
        await send("events_api", {"type": "event_callback", "event": {"type": "message"}})
    command = {"command": "/meetings", "response_url": "https://hooks.slack.com/commands/1"}
    assert await send("slash_commands", command) is None, "that comes but once"
    assert len([line for line in logged if "could not be served" in line]) == 2


async def test_each_envelope_is_acknowledged_once_whatever_is_sent(bench: Bench) -> None:
    acks: list[Any] = []
    sockets = bench.workspace.sockets
    really = type(sockets)._acknowledged

    def counted(self: Any, data: str) -> None:
        acks.append(data)
        really(self, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(sockets), "_acknowledged", counted)
        connection = sockets.connections[0]
        for text in ("", "null", "[", "[]", '"x"', '{"type": 5}', '{"envelope_id": 5}', "[" * 9999):
            await connection.socket.send_str(text)
        await connection.socket.send_bytes(b"\xff\x00")
        await connection.socket.send_json({"envelope_id": "E1"})
        await connection.socket.send_json({"type": "hello", "num_connections": "many"})
        await bench.answers()
    assert len([ack for ack in acks if "E1" in ack]) <= 1 and len(acks) <= 2


@pytest.mark.parametrize("early", [True, False])
async def test_an_acknowledgement_of_a_lost_connection_goes_over_the_next(
    bench: Bench, early: bool
) -> None:
    bench.held.clear()
    asked = asyncio.create_task(bench.anna.command("/meetings", "kept"))
    await bench.begun.wait()
    if early:
        bench.held.set()
        bench.workspace.faults.api(OPEN, status=503)
    await bench.workspace.sockets.cut()
    await bench.workspace.connected(made=2)
    bench.held.set()
    assert (await asked).text == "echo kept"


async def test_while_it_ends_events_are_left_to_the_next_process(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.workspace.delivery.ACK_SECONDS", 0.05)
    bench.socket.envelopes.stopping = True
    with pytest.raises(NotDelivered):
        await bench.workspace.sockets.send("events_api", {"type": "event_callback"})
    await bench.answers()


async def test_closing_does_not_hang(bench: Bench) -> None:
    bench.workspace.sockets.stall()
    bench.held.clear()
    loop = asyncio.get_running_loop()
    began = loop.time()
    await bench.socket.close(0.05)
    assert loop.time() - began < 1


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("wss://wss-primary.slack.com/link/?ticket=1", "http://proxy.example:3128"),
        ("wss://inside.example/link", None),
        ("ws://127.0.0.1:3000/link/", None),
    ],
)
def test_the_proxy_for_pages_serves_sockets_too(
    url: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    assert proxy_for(url) == proxy
