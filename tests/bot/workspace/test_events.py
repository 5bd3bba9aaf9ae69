import asyncio
from collections import Counter
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, NothingHappened, Person, Refused, Workspace
from tests.bot.workspace.conftest import NOON, with_events
from tests.bot.workspace_fixtures import client_for, over_http, over_sockets

EVENTS = ("app_mention", "message", "app_home_opened", "member_joined_channel", "reaction_added")


def listen(app: AsyncApp) -> list[dict[str, Any]]:
    """Record every event with its wrapper and retry headers, before it is acknowledged."""
    seen: list[dict[str, Any]] = []

    async def record(body: Any, request: Any, next: Any) -> None:
        headers = {k: v[0] for k, v in request.headers.items() if k.startswith("x-slack-retry")}
        seen.append(body | {"headers": headers})
        await next()

    async def nothing() -> None:
        pass

    app.use(record)
    for event in EVENTS:
        app.event(event)(nothing)
    return seen


def kinds(seen: list[dict[str, Any]]) -> Counter[str]:
    return Counter(body["event"]["type"] for body in seen)


async def test_a_mention_is_answered_in_its_thread(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    @app.event("app_mention")
    async def mentioned(event: Any, say: Any) -> None:
        await say(text=f"You said {event['text']}", thread_ts=event["ts"])

    async with over_sockets(workspace, app):
        reply = await anna.mention("desk", "meetings Peru")
        assert reply.text == f"You said <@{workspace.bot_user.id}> meetings Peru"
        assert reply.thread_ts == anna.history("desk")[0].ts
        again = await anna.mention("desk", "and in June?", thread=reply.thread_ts)
        assert "June" in again.text


async def test_a_message_event_is_complete(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    seen = listen(app)
    async with over_sockets(workspace, app):
        await anna.say("<b> & co", channel="dm")
    (body,) = seen
    event = body["event"]
    assert body["type"] == "event_callback" and body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == workspace.bot_user.id
    assert event["channel_type"] == "im" and event["user"] == anna.id
    assert event["text"] == "&lt;b&gt; &amp; co"
    leaf = event["blocks"][0]["elements"][0]["elements"][0]
    assert leaf == {"type": "text", "text": "<b> & co"}
    assert event["client_msg_id"] and event["ts"] == event["event_ts"]


async def test_one_mention_doubles_where_channel_messages_are_subscribed_to(clock: Clock) -> None:
    manifest = with_events("app_mention", "message.channels", "message.im")
    async with Workspace(manifest, clock=clock) as workspace:
        app = AsyncApp(client=client_for(workspace), signing_secret=workspace.signing_secret)
        seen = listen(app)
        anna = workspace.user("anna")
        async with over_sockets(workspace, app):
            await anna.say("@Dateline hello", channel="desk")
            assert kinds(seen) == {"app_mention": 1, "message": 1}
            assert len({body["event_id"] for body in seen}) == 2
            assert len({body["event"]["ts"] for body in seen}) == 1
            await anna.say("@Dateline hello", channel="dm")
            assert kinds(seen) == {"app_mention": 1, "message": 2}, "no app_mention in a DM"


async def test_what_the_manifest_does_not_subscribe_to_is_not_sent(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    seen = listen(app)
    async with over_sockets(workspace, app):
        await anna.say("nobody is meant", channel="desk")
        await anna.say("hello", channel="dm")
    assert [body["event"]["channel_type"] for body in seen] == ["im"]


async def test_the_app_s_own_messages_edits_and_deletions_come_back_as_events(
    workspace: Workspace, anna: Person, client: AsyncWebClient
) -> None:
    app = AsyncApp(
        client=client, signing_secret="not used here", ignoring_self_events_enabled=False
    )
    seen = listen(app)
    async with over_sockets(workspace, app):
        where = (await client.conversations_open(users=anna.id))["channel"]["id"]
        posted = await client.chat_postMessage(channel=where, text="one")
        await client.chat_update(channel=where, ts=posted["ts"], text="two")
        await client.chat_delete(channel=where, ts=posted["ts"])
        await workspace.quiet()
    echoes = [body["event"] for body in seen]
    subtypes = [e.get("subtype") for e in echoes]
    assert subtypes == [None, "message_changed", "message_deleted"]
    assert echoes[0]["bot_id"] == workspace.store.bot_id
    assert echoes[1]["previous_message"]["text"] == "one"
    assert echoes[1]["message"]["text"] == "two"
    assert echoes[2]["deleted_ts"] == posted["ts"]


async def test_the_app_hears_nothing_from_channels_it_is_not_in(clock: Clock) -> None:
    async with Workspace(
        with_events("app_mention", "member_joined_channel"), clock=clock, without_app=["asia"]
    ) as workspace:
        app = AsyncApp(client=client_for(workspace), signing_secret=workspace.signing_secret)
        seen = listen(app)
        anna = workspace.user("anna")
        async with over_sockets(workspace, app):
            await anna.say("@Dateline hello?", channel="asia")
            assert seen == []
            hint = await anna.sees("they’re not in this channel")
            assert hint.ephemeral
            await anna.invite("asia")
            await anna.say("@Dateline hello!", channel="asia")
        assert [body["event"]["type"] for body in seen] == ["member_joined_channel", "app_mention"]
        with pytest.raises(Refused, match="already in this channel"):
            await anna.invite("asia")


async def test_a_reaction_is_an_event(workspace: Workspace, app: AsyncApp, anna: Person) -> None:
    seen = listen(app)
    async with over_sockets(workspace, app):
        message = await anna.say("look", channel="desk")
        await anna.react(message, "eyes")
        with pytest.raises(Refused, match="already_reacted"):
            await anna.react(message, "eyes")
        await anna.react(message, "eyes", add=False)
    assert [body["event"]["reaction"] for body in seen] == ["eyes"]
    assert message.reactions == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [(over_sockets, "timeout"), (over_http, "http_timeout")],
    ids=["sockets", "http"],
)
async def test_an_event_without_an_ack_comes_again_with_retry_fields(
    line: Any, reason: str, workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    seen = listen(app)
    times: list[float] = []
    enough = asyncio.Event()

    async def note(body: Any, next: Any) -> None:
        times.append(clock.now() - NOON)
        workspace.faults.drop_acks()
        if len(times) == 4:
            enough.set()
        await next()

    app.use(note)
    async with line(workspace, app):
        workspace.actions.say(anna.user, workspace.store.direct(anna.id), "hello")
        while not enough.is_set():
            await asyncio.sleep(0.001)
            clock.advance(1)
        await asyncio.sleep(0.001)
    assert len({body["event_id"] for body in seen}) == 1
    attempts = [body["headers"].get("x-slack-retry-num", "0") for body in seen]
    assert attempts == ["0", "1", "2", "3"]
    assert all(body["headers"]["x-slack-retry-reason"] == reason for body in seen[1:])
    _, second, third, fourth = times
    assert third - second >= 60 and fourth - third >= 300


async def test_an_acknowledged_event_is_not_sent_again(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    seen = listen(app)
    async with over_sockets(workspace, app):
        await anna.say("hello", channel="dm")
        clock.advance(1000)
        await anna.say("second", channel="dm")
    assert [body["event"]["text"] for body in seen] == ["hello", "second"]


async def test_an_event_can_be_delivered_twice_under_one_id(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    seen = listen(app)
    async with over_sockets(workspace, app):
        workspace.faults.duplicate_events()
        await anna.say("hello", channel="dm")
        await anna.say("once", channel="dm")
    assert Counter(body["event"]["text"] for body in seen) == {"hello": 2, "once": 1}
    assert len({body["event_id"] for body in seen}) == 2


async def test_waiting_for_an_answer_that_does_not_come_says_what_came(
    workspace: Workspace, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.workspace.people.WAIT_SECONDS", 0.01)
    with pytest.raises(NothingHappened, match="an answer to a DM; meanwhile: person message in D"):
        await anna.dm("anybody there?")
