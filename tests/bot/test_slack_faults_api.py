"""The Web API and response URLs on bad days: nobody is told twice, nothing is asked in a rush."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot import messages, service
from bot.client import ATTEMPTS, LONGEST_WAIT, TOKEN, web_client
from bot.logs import api_error_code
from bot.manifest import manifest
from bot.places import Place
from bot.posts import WAITING, Posts
from bot.refused import AGAIN, Refusals
from bot.render.guide import notice
from bot.responses import UNSURE, ResponseProblem
from bot.settings import load
from bot.workspace import Workspace
from tests.bot.benches import Bench
from tests.bot.doubles import Pauses, until
from tests.bot.running import House, connected

HELLO = notice("hello")
POST = "chat.postMessage"


@dataclass
class Faulty(Bench):
    """A bench whose client knows what Slack has refused."""

    refusals: Refusals


@pytest.fixture
async def bench() -> AsyncIterator[Faulty]:
    pauses = Pauses()
    refusals = Refusals(now=pauses.now)
    # Nobody here waits half a minute for an answer that does not come.
    timeout = aiohttp.ClientTimeout(total=0.3)
    async with (
        Workspace(manifest()) as workspace,
        aiohttp.ClientSession(timeout=timeout) as session,
    ):
        token = workspace.bot_token
        environment = {
            "SLACK_API_URL": workspace.api_url,
            "SLACK_BOT_TOKEN": token,
            "SLACK_SIGNING_SECRET": "s",
        }
        client = web_client(
            load(environment, Path("/nonexistent")),
            session,
            token=token,
            sleep=pauses.sleep,
            refusals=refusals,
        )
        yield Faulty(workspace, session, client, pauses, refusals)
        workspace.clock.advance(100)


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace(manifest()) as started:
        yield started


# Answers that say nothing


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"", "text/plain"),
        (b"[1, 2]", "application/json"),
        (b'"text"', "application/json"),
        (b"null", "application/json"),
        (b"17", "application/json"),
        (b'{"ok": tr', "application/json"),
        (b'{"ok": "\xff"}', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"<html>maintenance</html>", "text/html"),
        (b"upstream connect error", "text/plain"),
    ],
)
async def test_an_answer_that_is_no_object_is_asked_for_again_and_then_an_error(
    bench: Faulty, body: bytes, kind: str
) -> None:
    asked = []

    async def serve(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(body=body, content_type=kind)

    app = web.Application()
    app.router.add_post("/api/{method}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bench.client.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    with pytest.raises(SlackApiError) as refused:
        await bench.client.api_call("chat.update", json={})
    await runner.cleanup()
    assert api_error_code(refused.value) in {"status 200", "unreadable_answer"}
    assert len(asked) == len(bench.pauses.taken) + 1 == ATTEMPTS + 1
    assert bench.pauses.taken == sorted(bench.pauses.taken) and sum(bench.pauses.taken) > 20


@pytest.mark.parametrize("error", [{"ok": False}, {"ok": False, "error": {"x": 1}}, {"x": 1}, {}])
async def test_an_answer_that_names_no_error_is_one_all_the_same(
    bench: Faulty, error: dict[str, Any]
) -> None:
    bench.workspace.faults.api("conversations.info", body=json.dumps(error))
    with pytest.raises(SlackApiError):
        await bench.client.conversations_info(channel="C1")
    assert bench.asked("conversations.info") == 1


@pytest.mark.parametrize("after", ["0", "-1", "nan", "soon", "", "Sun, 22 Nov 2026 12:00:00 GMT"])
async def test_a_storm_of_429_is_answered_with_growing_pauses(bench: Faulty, after: str) -> None:
    bench.workspace.faults.api(POST, times=99, status=429, retry_after=after)
    with pytest.raises(SlackApiError):
        await bench.posts.send(bench.desk, HELLO)
    pauses = bench.pauses.taken
    assert bench.asked(POST) == ATTEMPTS + 1
    assert pauses == sorted(pauses) and pauses[0] > 0.3 and sum(pauses) > 20


@pytest.mark.parametrize("after", ["1e9", "inf", str(LONGEST_WAIT + 1), "9" * 400])
async def test_nobody_waits_for_ever(bench: Faulty, after: str) -> None:
    bench.workspace.faults.api(POST, status=429, retry_after=after)
    with pytest.raises(SlackApiError):
        await bench.posts.send(bench.desk, HELLO)
    assert bench.pauses.taken == [] and bench.asked(POST) == 1


# Posts


UNCLEAR: list[dict[str, Any]] = [
    {"status": 500},
    {"status": 502, "body": "<html>"},
    {"status": 503, "retry_after": 1},
    {"status": 504},
    {"body": ""},
    {"body": "<html>"},
    {"body": "[1]"},
    {"body": '{"ok": tr'},
    {"error": "fatal_error"},
    {"error": "internal_error"},
    {"reset": True},
    {"delay": 60, "status": 500},
]


@pytest.mark.parametrize("after", [True, False], ids=["done", "not done"])
@pytest.mark.parametrize("fault", UNCLEAR, ids=str)
async def test_a_message_stands_once_whatever_slack_answers(
    bench: Faulty, fault: dict[str, Any], after: bool
) -> None:
    bench.workspace.faults.api(POST, **fault, after=after)
    noted: list[str] = []
    posts = bench.posts
    posts._noted = lambda channel, ts, thread, message: noted.append(f"{channel} {ts}")
    ts = await posts.send(bench.desk, HELLO)
    assert bench.said() == ["hello"]
    assert noted == [f"{bench.desk} {ts}"]
    (message,) = bench.workspace.posted()
    assert message.ts == ts
    assert bench.asked(POST) <= 2


async def test_it_is_found_though_the_clock_of_this_machine_is_hours_ahead(bench: Faulty) -> None:
    bench.workspace.clock.jump(-3 * 3600.0)
    bench.workspace.faults.api(POST, status=504, after=True)
    await bench.posts.send(bench.desk, HELLO)
    assert bench.said() == ["hello"] and bench.asked(POST) == 1


@pytest.mark.parametrize("after", [True, False])
async def test_so_it_does_in_threads_and_direct_messages(bench: Faulty, after: bool) -> None:
    first = await bench.posts.send(bench.desk, HELLO)
    bench.workspace.faults.api(POST, status=504, after=after, times=2)
    await bench.posts.send(bench.desk, notice("below"), thread=first)
    bench.workspace.faults.clear()
    bench.workspace.faults.api(POST, reset=True, after=after)
    await bench.posts.send(bench.workspace.user("anna").id, notice("for you"))
    assert bench.said() == ["hello", "below", "for you"]


@pytest.mark.parametrize(
    "blind", [{"error": "missing_scope"}, {"error": "not_in_channel"}, {"status": 503}]
)
async def test_what_can_not_be_looked_for_is_not_posted_again(
    bench: Faulty, blind: dict[str, Any], logged: list[str]
) -> None:
    bench.workspace.faults.api(POST, status=504, after=True)
    bench.workspace.faults.api("conversations.history", times=99, **blind)
    with pytest.raises(SlackApiError) as refused:
        await bench.posts.send(bench.desk, HELLO)
    assert api_error_code(refused.value) == "status 504"
    assert bench.said() == ["hello"] and bench.asked(POST) == 1
    assert [line for line in logged if "can't be looked whether" in line]


async def test_what_never_works_is_given_up(bench: Faulty) -> None:
    bench.workspace.faults.api(POST, times=99, status=503)
    with pytest.raises(SlackApiError):
        await bench.posts.send(bench.desk, HELLO)
    assert bench.asked(POST) == ATTEMPTS + 1 and bench.said() == []


async def test_without_a_connection_a_request_is_made_again(bench: Faulty) -> None:
    async with aiohttp.ClientSession() as session:
        settings = load({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, Path("/nonexistent"))
        client = web_client(settings, session, token="xoxb-1", sleep=bench.pauses.sleep)
        with pytest.raises(aiohttp.ClientConnectorError):
            await Posts(client, sleep=bench.pauses.sleep).send("C1", HELLO)
    assert len(bench.pauses.taken) == ATTEMPTS


@pytest.mark.parametrize("method", ["chat.postEphemeral", "files.completeUploadExternal"])
async def test_what_can_be_seen_twice_is_asked_for_once(bench: Faulty, method: str) -> None:
    bench.workspace.faults.api(method, times=99, status=504)
    with pytest.raises(SlackApiError):
        await bench.client.api_call(method, json={})
    assert bench.asked(method) == 1 and bench.pauses.taken == []


async def test_a_channel_holds_so_many_that_wait_and_others_are_free(bench: Faulty) -> None:
    released = bench.workspace.faults.hold(POST)
    posts = bench.posts
    waiting = [asyncio.create_task(posts.send(bench.desk, HELLO)) for _ in range(WAITING + 1)]
    await until(lambda: posts.waiting == WAITING)
    with pytest.raises(SlackApiError) as refused:
        await posts.send(bench.desk, HELLO)
    assert api_error_code(refused.value) == "ratelimited"
    await posts.send(bench.workspace.channel("asia").id, HELLO)
    for task in waiting[1:]:
        task.cancel()
    released.set()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert posts.waiting == 0


# Response URLs


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 504}, {"reset": True}], ids=str)
@pytest.mark.parametrize("after", [True, False])
async def test_what_all_may_have_seen_is_not_sent_again(
    bench: Faulty, fault: dict[str, Any], after: bool
) -> None:
    bench.workspace.faults.api("response_url", **fault, after=after)
    with pytest.raises(ResponseProblem) as problem:
        await bench.responses.send(bench.response_url(), HELLO, in_channel=True)
    assert problem.value.code == UNSURE
    assert bench.said() == ["hello"] * after and bench.asked("response_url") == 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 504}, {"reset": True}], ids=str)
async def test_to_one_person_it_is(bench: Faulty, fault: dict[str, Any]) -> None:
    bench.workspace.faults.api("response_url", **fault)
    await bench.responses.send(bench.response_url(), HELLO)
    assert bench.said() == ["hello"] and bench.asked("response_url") == 2


async def test_to_one_person_it_is_sent_once_more_and_no_oftener(bench: Faulty) -> None:
    bench.workspace.faults.api("response_url", times=9, status=504, after=True)
    with pytest.raises(ResponseProblem, match=UNSURE):
        await bench.responses.send(bench.response_url(), HELLO)
    assert bench.said() == ["hello"] * 2


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 503, "body": "<html>"}], ids=str)
async def test_one_that_was_not_is(bench: Faulty, fault: dict[str, Any]) -> None:
    bench.workspace.faults.api("response_url", times=3, **fault)
    await bench.responses.send(bench.response_url(), HELLO)
    assert bench.said() == ["hello"] and len(bench.pauses.taken) == 3


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"reset": True}, {"delay": 9, "status": 500}], ids=str
)
async def test_what_takes_the_place_of_a_message_may_be_sent_twice(
    bench: Faulty, fault: dict[str, Any]
) -> None:
    bench.workspace.faults.api("response_url", **fault)
    await bench.responses.send(bench.response_url(), HELLO, replace=True)
    assert bench.asked("response_url") == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 404, "body": '{"ok": false, "error": "used_url"}'}, "used_url"),
        ({"status": 404, "body": "<html>Not Found</html>"}, "404"),
        ({"status": 410, "body": "expired_url"}, "expired_url"),
        ({"body": '{"ok": false}'}, "200"),
        ({"body": '{"ok": false, "error": ["x y"]}'}, "200"),
        ({"status": 429, "retry_after": "1e9", "error": "x"}, "rate_limited"),
    ],
    ids=str,
)
async def test_a_refusal_of_a_response_url_is_final(
    bench: Faulty, fault: dict[str, Any], code: str
) -> None:
    bench.workspace.faults.api("response_url", **fault)
    with pytest.raises(ResponseProblem) as problem:
        await bench.responses.send(bench.response_url(), HELLO)
    assert problem.value.code == code and bench.asked("response_url") == 1


# Files


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("files.getUploadURLExternal", {"status": 503}),
        ("files.getUploadURLExternal", {"body": ""}),
        ("upload", {"status": 500}),
        ("upload", {"reset": True}),
    ],
)
async def test_the_steps_before_a_file_is_shared_are_made_again(
    bench: Faulty, step: str, fault: dict[str, Any], logged: list[str]
) -> None:
    bench.workspace.faults.api(step, **fault)
    await bench.client.files_upload_v2(channel=bench.desk, filename="a.csv", content="a,b")
    assert len(bench.workspace.posted()) == 1
    # The SDK's own lines, which tell whole addresses, are below what the bot lets it log.
    ours = [line for line in logged if "slack_sdk" not in line]
    assert not [one for one in bench.workspace.store.files.values() if one.token in str(ours)]


async def test_a_file_is_shared_once(bench: Faulty) -> None:
    bench.workspace.faults.api("files.completeUploadExternal", status=504, after=True)
    with pytest.raises(SlackApiError):
        await bench.client.files_upload_v2(channel=bench.desk, filename="a.csv", content="a,b")
    assert len(bench.workspace.posted()) == 1


# Refusals


async def test_a_refused_token_is_said_now_and_then_and_noticed_when_it_is_good_again(
    bench: Faulty, logged: list[str]
) -> None:
    bench.workspace.faults.api(POST, times=3, error="token_revoked")
    for _ in range(2):
        with pytest.raises(SlackApiError):
            await bench.posts.send(bench.desk, HELLO)
    assert bench.refusals.token_refused and bench.asked(POST) == 2
    await bench.pauses.sleep(AGAIN)
    with pytest.raises(SlackApiError):
        await bench.posts.send(bench.desk, HELLO)
    said = [line for line in logged if "ERROR" in line]
    assert len(said) == 2 and all("SLACK_BOT_TOKEN" in line for line in said)
    assert bench.workspace.bot_token not in "".join(logged)
    await bench.posts.send(bench.desk, HELLO)
    assert not bench.refusals.token_refused


async def test_the_token_of_a_workspace_is_not_the_bots(bench: Faulty, logged: list[str]) -> None:
    TOKEN.set("xoxb-other")
    with pytest.raises(SlackApiError):
        await bench.client.auth_test()
    assert not bench.refusals.token_refused
    assert [line for line in logged if "token of a workspace (invalid_auth)" in line]


async def test_a_missing_scope_is_named(bench: Faulty, logged: list[str]) -> None:
    body = '{"ok": false, "error": "missing_scope", "needed": "chat:write,im:write"}'
    bench.workspace.faults.api("reactions.add", times=2, body=body)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            await bench.client.reactions_add(channel="C1", name="x", timestamp="1.1")
    (line,) = [line for line in logged if "ERROR" in line]
    assert "reactions.add (missing_scope: it needs chat:write,im:write)" in line
    assert "manifest.json" in line


def test_what_others_send_is_no_part_of_the_log(logged: list[str]) -> None:
    Refusals().heard("views.open", "missing_scope", "<!channel>\nERROR")
    Refusals().heard("views.open", "missing_scope", ["chat:write"])
    assert len(logged) == 2
    assert not [line for line in logged if "<!" in line or "\n" in line or "[" in line]


# What people read


async def test_who_asks_in_a_channel_that_took_the_bot_out_is_told_directly(
    served: House, logged: list[str]
) -> None:
    served.workspace.faults.api(POST, error="not_in_channel")
    await served.anna.mention("desk", "meetings Canada", wait=False)
    await served.anna.sees(messages.NOT_THERE, channel="dm")
    served.workspace.faults.api(POST, error="is_archived")
    await served.anna.dm("meetings Canada", wait=False)
    await served.workspace.quiet()
    await served.service.desk.drain(5)
    assert not [line for line in logged if "Unexpected" in line or "Traceback" in line]


async def test_whose_answers_fill_a_channel_is_told_directly_and_once(served: House) -> None:
    posts = served.service.desk.posts
    posts._lane(served.workspace.channel("desk").id).turns._line = 0
    for _ in range(2):
        await served.anna.mention("desk", "meetings Canada", wait=False)
    await served.anna.sees(messages.CROWDED, channel="dm")
    await served.service.desk.drain(5)
    told = [one for one in served.workspace.posted() if messages.CROWDED in one.text]
    assert len(told) == 1


async def test_whose_command_has_no_url_any_more_is_told_directly(served: House) -> None:
    served.workspace.faults.api("response_url", status=404, error="expired_url")
    await served.anna.command("/meetings", "Canada", channel="desk", wait=False)
    await served.anna.sees(messages.NOT_TAKEN, channel="dm")


@pytest.mark.parametrize("after", [True, False])
async def test_what_may_have_been_shared_is_told(served: House, after: bool) -> None:
    reply = await served.anna.command("/meetings", "Canada", channel="desk")
    served.workspace.faults.api(POST, error="not_in_channel")
    served.workspace.faults.api("response_url", status=500, after=after)
    await served.anna.click(reply, "Share in channel", wait=False)
    await served.anna.sees(messages.NOT_SURE, channel="desk")
    assert sum(not one.ephemeral for one in served.workspace.posted()) == after


async def test_a_refused_token_is_said_plainly(served: House, logged: list[str]) -> None:
    faults = served.workspace.faults
    faults.api("views.open", error="token_revoked")
    reply = await served.anna.command("/meetings", "Canada", channel="desk")
    await served.anna.click(reply, "Source", nth=0, wait=False)
    await served.anna.sees(messages.TOKEN_REFUSED, channel="desk")
    assert [line for line in logged if "SLACK_BOT_TOKEN" in line]
    assert not [line for line in logged if "Traceback" in line]
    assert (await served.service.health.report()).content["status"] == "token refused"


async def test_a_token_that_is_good_again_is_noticed_though_nobody_asks(
    workspace: Workspace, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "ASK_AGAIN", 0.01)
    async with connected(workspace, database, "http") as house:
        await until(lambda: house.service.identity.bot_id)
        asked = workspace.faults.calls["auth.test"]
        workspace.faults.api("auth.test", times=3, error="account_inactive")
        with pytest.raises(SlackApiError):
            await house.service.desk.client.auth_test()
        assert house.service.refusals.token_refused
        await until(lambda: not house.service.refusals.token_refused)
        assert (await house.service.health.report()).ready
        assert workspace.faults.calls["auth.test"] == asked + 4
        assert house.service.problem is None


async def test_who_it_is_is_asked_until_slack_says_so_beside_the_connection(
    workspace: Workspace, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.backoff", lambda attempt, longest=0.0: 0.0)
    workspace.faults.api("auth.test", error="internal_error")
    answering = workspace.faults.hold("auth.test")
    async with connected(workspace, database, "socket") as house:
        await until(lambda: workspace.faults.calls["auth.test"] == 2)
        reply = await house.anna.command("/meetings", "Canada", channel="desk")
        assert "Trudeau" in reply.words
        report = await house.service.health.report()
        assert (report.ready, report.content["identified"]) == (True, False)
        answering.set()
        await until(lambda: house.service.identity.bot_id)
        assert (await house.service.health.report()).content["identified"]


async def test_what_may_be_shared_already_is_not_shared_another_way(
    served: House, logged: list[str]
) -> None:
    faults = served.workspace.faults
    reply = await served.anna.command("/meetings", "Canada", channel="desk")
    faults.api(POST, status=504, after=True)
    faults.api("conversations.history", error="missing_scope")
    before = faults.calls["response_url"]
    await served.anna.click(reply, "Share in channel", wait=False)
    await served.anna.sees(messages.SLACK_IN_TROUBLE, channel="desk")
    await served.service.desk.drain(5)
    public = [message for message in served.workspace.posted() if not message.ephemeral]
    assert len(public) == 1 and faults.calls["response_url"] == before + 1
    assert not [line for line in logged if "Traceback" in line]


async def test_what_no_url_takes_is_said_directly(served: House) -> None:
    store, anna = served.workspace.store, served.anna
    handed = store.hand_out_response_url(anna.id, served.workspace.channel("desk").id, "command-1")
    place = Place(anna.id, served.workspace.hub.response_url("commands", handed.token))
    served.workspace.faults.api("response_url", status=404, error="expired_url")
    await served.service.desk.say_at(place, HELLO, notice("directly"))
    assert [message.text for message in served.workspace.posted()] == ["directly"]


@pytest.mark.parametrize(("age", "said"), [(400, 1), (-400, 1), (100, 0)])
async def test_a_wrong_clock_of_this_machine_is_named(
    served: House, logged: list[str], age: int, said: int
) -> None:
    answer = await served.workspace.post('{"type": "url_verification", "challenge": "x"}', age=age)
    assert answer.status == (401 if said else 200)
    await served.workspace.post("{}", secret="another", age=age)
    assert len([line for line in logged if "NTP" in line]) == said
