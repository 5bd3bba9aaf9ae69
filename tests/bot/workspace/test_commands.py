import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.workspace import Clock, Person, Refused, Unknown, Workspace
from tests.bot.workspace.conftest import button, section
from tests.bot.workspace_fixtures import over_http, over_sockets

LINES = pytest.mark.parametrize("line", [over_sockets, over_http], ids=["sockets", "http"])


@LINES
async def test_a_command_reaches_the_app_and_its_answer_the_person(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    got: dict[str, Any] = {}

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any, command: Any) -> None:
        await ack()
        got.update(command)
        await respond(text="Two meetings", blocks=[section("*Kishida*")])

    async with line(workspace, app):
        reply = await anna.command("/meetings", "Japan <b> & Peru", channel="desk")
    assert reply.ephemeral and reply.text == "Two meetings" and reply.words == "*Kishida*"
    assert got["command"] == "/meetings"
    assert got["text"] == "Japan &lt;b&gt; &amp; Peru"
    assert got["user_id"] == anna.id and got["user_name"] == "anna"
    assert got["channel_name"] == "desk"
    assert got["response_url"].startswith(f"{workspace.url}/commands/T")
    assert set(got) >= {
        "api_app_id",
        "channel_id",
        "is_enterprise_install",
        "team_domain",
        "team_id",
        "token",
        "trigger_id",
    }
    assert reply.message in anna.history("desk")
    assert ben.history("desk") == [], "an ephemeral answer is for one person's eyes"


@LINES
async def test_an_acknowledgement_with_content_is_an_answer(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any, command: Any) -> None:
        if command["text"] == "plain":
            await ack("just text")
        else:
            await ack(text="for all", response_type="in_channel", blocks=[section("for *all*")])

    async with line(workspace, app):
        assert (await anna.command("/meetings", "plain")).text == "just text"
        assert ben.history() == []
        reply = await anna.command("/meetings", "loud")
    assert not reply.ephemeral
    assert [m.text for m in ben.history()] == ["for all"]


async def test_an_undeclared_command_is_refused_by_slack_itself(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    called = []

    @app.command("/undeclared")
    async def undeclared(ack: Any) -> None:
        called.append(1)
        await ack()

    async with over_sockets(workspace, app):
        reply = await anna.command("/undeclared", "x")
    assert "/undeclared is not a valid command" in reply.text
    assert reply.ephemeral and reply.message.user == "USLACKBOT"
    assert called == []


async def test_commands_are_refused_in_threads(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    async with over_sockets(workspace, app):
        root = await anna.say("A thread begins")
        reply = await anna.command("/meetings", "Japan", thread=root.ts)
    assert "not supported in threads" in reply.text and reply.thread_ts == root.ts


async def test_without_a_connection_dispatch_fails(anna: Person) -> None:
    reply = await anna.command("/meetings", "Japan")
    assert "/meetings failed with the error “dispatch_failed”" in reply.text
    assert not reply.acknowledged


@LINES
async def test_three_seconds_without_an_ack_is_operation_timeout(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    arrived, go_on = asyncio.Event(), asyncio.Event()

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        arrived.set()
        await go_on.wait()
        await ack()
        await respond("at last")

    async with line(workspace, app):
        asked = asyncio.ensure_future(anna.command("/meetings"))
        await arrived.wait()
        clock.advance(2.9)
        assert not asked.done()
        clock.advance(0.2)
        reply = await asked
        assert "failed with the error “operation_timeout”" in reply.text
        go_on.set()
        assert (await anna.sees("at last")).ephemeral, "the response URL works all the same"


async def test_http_errors_have_their_own_words(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    async with over_http(workspace, app) as url:
        workspace.deliver_to(url.replace("/slack/events", "/nowhere"))
        assert "http_client_error" in (await anna.command("/meetings")).text
    workspace.deliver_to("http://127.0.0.1:1/slack/events")
    assert "dispatch_failed" in (await anna.command("/meetings")).text


async def test_a_command_with_escaping_gets_ids_for_names(
    workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    texts = []

    @app.command("/escaped")
    async def escaped(ack: Any, command: Any) -> None:
        texts.append(command["text"])
        await ack("ok")

    async with over_sockets(workspace, app):
        await anna.command("/escaped", "ask @ben in #desk")
    assert texts == [f"ask <@{ben.id}> in <#{workspace.channel('desk').id}|desk>"]


async def test_commands_work_in_the_direct_message(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    names = []

    @app.command("/meetings")
    async def meetings(ack: Any, command: Any) -> None:
        names.append(command["channel_name"])
        await ack("here")

    async with over_sockets(workspace, app):
        assert (await anna.command("/meetings", channel="dm")).text == "here"
    assert names == ["directmessage"]


async def test_people_only_act_where_they_are(workspace: Workspace, anna: Person) -> None:
    workspace.add_channel("closed", ["ben"], private=True)
    with pytest.raises(Refused, match="not in that channel"):
        await anna.command("/meetings", channel="closed")
    with pytest.raises(Refused, match="not in that channel"):
        await anna.say("hello", channel="closed")
    with pytest.raises(Unknown, match="there are: general, desk"):
        await anna.command("/meetings", channel="nowhere")
    with pytest.raises(Unknown, match="no user “zoe”"):
        workspace.user("zoe")


async def test_blocks_in_an_ack_are_checked(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any) -> None:
        await ack(text="x", blocks=[{"type": "actions", "elements": [button("b", "x" * 76)]}])

    async with over_sockets(workspace, app):
        reply = await anna.command("/meetings")
    assert "failed with the error “invalid_blocks”" in reply.text
