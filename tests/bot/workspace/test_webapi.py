import copy
import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, Person, Workspace
from bot.workspace.api import METHODS
from tests.bot.workspace.conftest import MANIFEST, section
from tests.bot.workspace_fixtures import client_for


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


def test_the_methods_of_the_subset_are_there() -> None:
    wanted = """
        apps.connections.open auth.test api.test team.info bots.info blocks.validate
        chat.postMessage chat.postEphemeral chat.update chat.delete chat.getPermalink
        views.open views.push views.update views.publish
        conversations.info conversations.list conversations.members conversations.open
        conversations.join conversations.history conversations.replies
        users.info users.list usergroups.list usergroups.users.list
        files.getUploadURLExternal files.completeUploadExternal files.info
        reactions.add reactions.remove
        assistant.threads.setStatus assistant.threads.setTitle
        assistant.threads.setSuggestedPrompts agents.sessions.setStatus
    """
    assert set(wanted.split()) <= set(METHODS)


async def test_tokens_and_scopes(workspace: Workspace, client: AsyncWebClient) -> None:
    who = await client.auth_test()
    assert who["user_id"] == workspace.bot_user.id and who["bot_id"] == workspace.store.bot_id
    assert who["team"] == "The Newsroom"
    wrong = AsyncWebClient(token="xoxb-wrong", base_url=workspace.api_url)
    assert await refused(wrong.auth_test()) == "invalid_auth"
    none = AsyncWebClient(base_url=workspace.api_url)
    assert await refused(none.auth_test()) == "not_authed"
    assert await refused(client.apps_connections_open(app_token="xapp-x")) == "invalid_auth"
    assert await refused(client.api_call("apps.connections.open")) == "not_allowed_token_type"
    assert await refused(client.api_call("chat.fly")) == "unknown_method"
    assert (await client.api_test())["ok"]
    assert await refused(client.api_test(error="my_error")) == "my_error"


async def test_a_method_needs_its_scope() -> None:
    bare = MANIFEST | {
        "oauth_config": {"scopes": {"bot": ["commands"]}},
        "settings": {},
    }
    async with Workspace(bare) as workspace:
        client = client_for(workspace)
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel="desk", text="x")
        assert caught.value.response["error"] == "missing_scope"
        assert caught.value.response["needed"] == "chat:write"
        assert caught.value.response["provided"] == "commands"


async def test_forms_and_json_and_blocks_as_strings(workspace: Workspace, anna: Person) -> None:
    blocks = [section("*x*")]
    url = f"{workspace.api_url}chat.postMessage"
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    ways: list[dict[str, Any]] = [
        {"json": {"channel": "desk", "blocks": blocks}, "headers": headers},
        {"json": {"channel": "desk", "blocks": json.dumps(blocks)}, "headers": headers},
        {"data": {"channel": "desk", "blocks": json.dumps(blocks)}, "headers": headers},
        {"data": {"token": workspace.bot_token, "channel": "desk", "blocks": json.dumps(blocks)}},
    ]
    async with aiohttp.ClientSession() as session:
        for way in ways:
            async with session.post(url, **way) as answer:
                assert (await answer.json())["ok"], way
        for body, error in (
            (
                {"data": "{", "headers": headers | {"Content-Type": "application/json"}},
                "invalid_json",
            ),
            (
                {
                    "data": '{"a":' * 5_000,
                    "headers": headers | {"Content-Type": "application/json"},
                },
                "invalid_json",
            ),
            ({"data": b"[" * 5_000, "headers": headers}, "invalid_post_type"),
            (
                {"json": {"channel": "desk", "blocks": "[" * 5_000}, "headers": headers},
                "invalid_blocks_format",
            ),
            (
                {"data": "[]", "headers": headers | {"Content-Type": "application/json"}},
                "json_not_object",
            ),
            (
                {"json": {"channel": "desk", "blocks": "[{"}, "headers": headers},
                "invalid_blocks_format",
            ),
            (
                {"json": {"channel": "desk", "blocks": {}}, "headers": headers},
                "invalid_blocks_format",
            ),
            ({"json": {"text": "x"}, "headers": headers}, "invalid_arguments"),
        ):
            async with session.post(url, **body) as answer:
                assert (await answer.json())["error"] == error
    assert len(anna.history("desk")) == len(ways)


async def test_what_the_app_asked_for_is_kept(workspace: Workspace, client: AsyncWebClient) -> None:
    await client.auth_test()
    await client.chat_postMessage(channel="desk", text="x")
    assert [name for name, _ in workspace.api.calls] == ["auth.test", "chat.postMessage"]
    assert workspace.api.calls[-1][1]["text"] == "x"


async def test_posting_and_where_it_is_refused(
    workspace: Workspace, client: AsyncWebClient, anna: Person, ben: Person
) -> None:
    workspace.add_channel("elsewhere", ["anna"], app=False)
    workspace.add_channel("secret", ["anna"], app=False, private=True)
    posted = await client.chat_postMessage(channel="#desk", text="hello")
    assert posted["message"]["bot_id"] and posted["channel"] == workspace.channel("desk").id
    assert await refused(client.chat_postMessage(channel="elsewhere", text="x")) == "not_in_channel"
    assert await refused(client.chat_postMessage(channel="secret", text="x")) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel="C0", text="x")) == "channel_not_found"
    empty = client.api_call("chat.postMessage", json={"channel": "desk", "text": ""})
    assert await refused(empty) == "no_text"
    await client.chat_postMessage(channel=ben.id, text="to you")
    assert [m.text for m in ben.history("dm")] == ["to you"] and anna.history("dm") == []
    await client.chat_postMessage(channel="desk", text="x" * 40_001)
    assert len(anna.history("desk")[-1].text) == 40_000


async def test_public_channels_are_open_with_their_scope() -> None:
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "chat:write.public"]
    manifest = MANIFEST | {"oauth_config": {"scopes": {"bot": scopes}}}
    async with Workspace(manifest, without_app=["desk"]) as workspace:
        await client_for(workspace).chat_postMessage(channel="desk", text="x")
        assert len(workspace.posted()) == 1


async def test_invalid_blocks_come_with_pointers(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(
            channel="desk", text="x", blocks=[section("x"), {"type": "section"}]
        )
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must define either `text` or `fields` [json-pointer:/blocks/1/type]"
    ]
    big = [section("x" * 2900) for _ in range(5)]
    assert await refused(client.chat_postMessage(channel="desk", text="x", blocks=big)) == (
        "msg_blocks_too_long"
    )


async def test_markdown_text(client: AsyncWebClient, anna: Person) -> None:
    await client.chat_postMessage(channel="desk", markdown_text="**bold**")
    assert anna.history("desk")[0].blocks[0]["type"] == "markdown"
    both = client.chat_postMessage(channel="desk", text="x", markdown_text="y")
    assert await refused(both) == "markdown_text_conflict"
    long = client.chat_postMessage(channel="desk", markdown_text="x" * 12_001)
    assert await refused(long) == "msg_too_long"


async def test_threads(client: AsyncWebClient, anna: Person) -> None:
    root = await anna.say("root", channel="desk")
    first = await client.chat_postMessage(channel="desk", text="1", thread_ts=root.ts)
    second = await client.chat_postMessage(channel="desk", text="2", thread_ts=first["ts"])
    assert second["message"]["thread_ts"] == root.ts
    unknown = client.chat_postMessage(channel="desk", text="x", thread_ts="1.0")
    assert await refused(unknown) == "thread_not_found"
    secret = await client.chat_postEphemeral(channel="desk", user=anna.id, text="psst")
    under = client.chat_postMessage(channel="desk", text="x", thread_ts=secret["message_ts"])
    assert await refused(under) == "cannot_reply_to_message"
    channel = first["channel"]
    thread = await client.conversations_replies(channel=channel, ts=root.ts)
    assert [m["text"] for m in thread["messages"]] == ["root", "1", "2"]
    history = await client.conversations_history(channel=channel)
    assert [m["text"] for m in history["messages"]] == ["root"]
    assert (
        await refused(client.conversations_replies(channel=channel, ts="1")) == "thread_not_found"
    )


async def test_ephemerals_are_for_one_and_can_not_be_touched(
    workspace: Workspace, client: AsyncWebClient, anna: Person, ben: Person
) -> None:
    posted = await client.chat_postEphemeral(channel="desk", user=anna.id, text="for Anna")
    assert [m.text for m in anna.history("desk")] == ["for Anna"] and ben.history("desk") == []
    channel, ts = workspace.channel("desk").id, posted["message_ts"]
    assert (
        await refused(client.chat_update(channel=channel, ts=ts, text="x")) == "message_not_found"
    )
    assert await refused(client.chat_delete(channel=channel, ts=ts)) == "message_not_found"
    history = await client.conversations_history(channel=channel)
    assert history["messages"] == []
    workspace.add_channel("few", ["anna"])
    outsider = client.chat_postEphemeral(channel="few", user=ben.id, text="x")
    assert await refused(outsider) == "user_not_in_channel"


async def test_updates_and_deletions(client: AsyncWebClient, anna: Person) -> None:
    posted = await client.chat_postMessage(channel="desk", text="one", blocks=[section("one")])
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await client.chat_update(**where, text="two")
    (message,) = anna.history("desk")
    assert message.text == "two" and message.edited and message.blocks, "blocks are kept"
    await client.chat_update(**where, text="three", blocks=[])
    assert message.blocks == []
    assert await refused(client.chat_update(**where, text="x" * 4001)) == "msg_too_long"
    await client.chat_update(**where, text="x" * 4000)
    bad = client.chat_update(**where, text="x", blocks=[section("")])
    assert await refused(bad) == "invalid_blocks"
    typed = await anna.say("mine", channel="desk")
    theirs = {"channel": posted["channel"], "ts": typed.ts}
    assert await refused(client.chat_update(**theirs, text="x")) == "cant_update_message"
    assert await refused(client.chat_delete(**theirs)) == "cant_delete_message"
    await client.chat_delete(**where)
    assert [m.text for m in anna.history("desk")] == ["mine"]
    assert await refused(client.chat_delete(**where)) == "message_not_found"


async def test_a_permalink_opens_the_page(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    message = await anna.say("look", channel="desk")
    channel = workspace.channel("desk").id
    link = (await client.chat_getPermalink(channel=channel, message_ts=message.ts))["permalink"]
    assert link == f"{workspace.url}/archives/{channel}/p{message.ts.replace('.', '')}"
    nothing = client.chat_getPermalink(channel=channel, message_ts="1.0")
    assert await refused(nothing) == "message_not_found"


async def test_conversations(workspace: Workspace, client: AsyncWebClient, anna: Person) -> None:
    workspace.add_channel("hidden", ["anna"], private=True, app=False)
    workspace.add_channel("ours", ["anna"], private=True)
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [c["name"] for c in listed["channels"]] == ["general", "desk", "asia", "ours"]
    page = await client.conversations_list(limit=2)
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_list(limit=2, cursor=cursor)
    assert [c["name"] for c in rest["channels"]] == ["asia"]
    assert rest["response_metadata"]["next_cursor"] == ""
    assert await refused(client.conversations_list(cursor="?")) == "invalid_cursor"
    assert await refused(client.conversations_list(limit=1001)) == "invalid_limit"
    assert await refused(client.conversations_list(types="mail")) == "invalid_types"
    desk = workspace.channel("desk").id
    info = (await client.conversations_info(channel=desk))["channel"]
    assert info["is_member"] and info["name"] == "desk" and info["num_members"] == 4
    members = (await client.conversations_members(channel=desk))["members"]
    assert anna.id in members and workspace.bot_user.id in members
    direct = (await client.conversations_open(users=anna.id))["channel"]["id"]
    assert (await client.conversations_info(channel=direct))["channel"]["user"] == anna.id
    assert await refused(client.conversations_open(users="U0")) == "user_not_found"
    workspace.add_channel("new", ["anna"], app=False)
    new = workspace.channel("new").id
    assert await refused(client.conversations_history(channel=new)) == "not_in_channel"
    assert (await client.conversations_join(channel=new))["channel"]["is_member"]
    assert (await client.conversations_join(channel=new))["warning"] == "already_in_channel"


async def test_history_is_cut_and_paged(client: AsyncWebClient, anna: Person) -> None:
    said = [await anna.say(str(i), channel="desk") for i in range(5)]
    channel = said[0].channel
    page = await client.conversations_history(channel=channel, limit=2)
    assert [m["text"] for m in page["messages"]] == ["4", "3"] and page["has_more"]
    cursor = page["response_metadata"]["next_cursor"]
    page = await client.conversations_history(channel=channel, limit=3, cursor=cursor)
    assert [m["text"] for m in page["messages"]] == ["2", "1", "0"] and not page["has_more"]
    between: dict[str, Any] = {"channel": channel, "oldest": said[1].ts, "latest": said[3].ts}
    inside = await client.conversations_history(**between)
    assert [m["text"] for m in inside["messages"]] == ["2"]
    inclusive = await client.conversations_history(**between, inclusive=True)
    assert [m["text"] for m in inclusive["messages"]] == ["3", "2", "1"]


async def test_people_and_groups(
    workspace: Workspace, client: AsyncWebClient, anna: Person, ben: Person
) -> None:
    user = (await client.users_info(user=anna.id))["user"]
    assert user["real_name"] == "Anna Lind" and "email" not in user["profile"]
    assert await refused(client.users_info(user="U0")) == "user_not_found"
    names = [u["name"] for u in (await client.users_list())["members"]]
    assert names == ["dateline", "slackbot", "anna", "ben", "chau"]
    group = workspace.add_group("editors", ["anna", "ben"])
    listed = (await client.usergroups_list(include_users=True))["usergroups"]
    assert listed[0]["handle"] == "editors" and listed[0]["users"] == [anna.id, ben.id]
    members = await client.usergroups_users_list(usergroup=group.id)
    assert members["users"] == [anna.id, ben.id]
    assert await refused(client.usergroups_users_list(usergroup="S0")) == "no_such_subteam"
    assert (await client.team_info())["team"]["name"] == "The Newsroom"
    assert (await client.bots_info(bot=workspace.store.bot_id))["bot"]["name"] == "Dateline"
    assert await refused(client.bots_info(bot="B0")) == "bot_not_found"


async def test_files_are_announced_sent_and_shared(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    channel = workspace.channel("desk").id
    shared = await client.files_upload_v2(
        channel=channel, filename="meetings.csv", content="a,b\n", initial_comment="Here"
    )
    file = shared["files"][0]["id"]
    (message,) = anna.history("desk")
    assert message.text == "Here" and message.files[0]["name"] == "meetings.csv"
    info = (await client.files_info(file=file))["file"]
    async with aiohttp.ClientSession() as session, session.get(info["url_private"]) as answer:
        assert await answer.text() == "a,b\n"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert await refused(client.files_info(file="F0")) == "file_not_found"
    announced = await client.files_getUploadURLExternal(filename="x.csv", length=3)
    async with aiohttp.ClientSession() as session:
        async with session.post(announced["upload_url"], data=b"longer") as answer:
            assert answer.status == 400
        unfinished = client.files_completeUploadExternal(files=[{"id": announced["file_id"]}])
        assert await refused(unfinished) == "file_not_found"
        async with session.post(announced["upload_url"], data=b"abc") as answer:
            assert answer.status == 200
        async with session.post(announced["upload_url"], data=b"abc") as answer:
            assert answer.status == 404, "an upload address works once"


async def test_files_are_shared_only_where_the_app_is(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    async def uploaded(name: str) -> str:
        announced = await client.files_getUploadURLExternal(filename=name, length=2)
        async with aiohttp.ClientSession() as session:
            await session.post(announced["upload_url"], data=b"ab")
        return str(announced["file_id"])

    closed = workspace.add_channel("closed", ["anna"], app=False).id
    secret = workspace.add_channel("secret", ["anna"], private=True, app=False).id
    for channel, error in ((closed, "not_in_channel"), (secret, "channel_not_found")):
        file = await uploaded("x.csv")
        call = client.files_completeUploadExternal(files=[{"id": file}], channel_id=channel)
        assert await refused(call) == error
        assert workspace.store.files[file].channels == []
    desk, asia = workspace.channel("desk").id, workspace.channel("asia").id
    root = await anna.say("Send it here", channel="desk")
    file = await uploaded("x.png")
    wrong = client.files_completeUploadExternal(
        files=[{"id": file}], channel_id=desk, thread_ts="1.0"
    )
    assert await refused(wrong) == "thread_not_found"
    await client.files_completeUploadExternal(
        files=[{"id": file}], channel_id=desk, thread_ts=root.ts
    )
    assert anna.history("desk")[-1].thread_ts == root.ts
    shared = {"files": [{"id": await uploaded("y.csv")}], "channels": f"{desk},{asia}"}
    await client.api_call("files.completeUploadExternal", json=shared)
    assert anna.history("desk")[-1].files == anna.history("asia")[-1].files
    info = (await client.files_info(file=file))["file"]
    assert info["mimetype"] == "image/png" and info["url_private_download"]
    picture = {"type": "image", "alt_text": "A plot", "slack_file": {"id": file}}
    await client.chat_postMessage(channel=desk, text="t", blocks=[picture])
    call = client.chat_postMessage(
        channel=desk, text="t", blocks=[picture | {"slack_file": {"id": "F0"}}]
    )
    assert await refused(call) == "invalid_blocks"


async def test_reactions(client: AsyncWebClient, anna: Person) -> None:
    message = await anna.say("look", channel="desk")
    where = {"channel": message.channel, "timestamp": message.ts}
    await client.reactions_add(**where, name="eyes")
    assert await refused(client.reactions_add(**where, name="eyes")) == "already_reacted"
    assert message.payload()["reactions"][0]["count"] == 1
    await client.reactions_remove(**where, name="eyes")
    assert await refused(client.reactions_remove(**where, name="eyes")) == "no_reaction"
    where["timestamp"] = "1.0"
    assert await refused(client.reactions_add(**where, name="eyes")) == "message_not_found"


async def test_assistant_threads(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    direct = (await client.conversations_open(users=anna.id))["channel"]["id"]
    where = {"channel_id": direct, "thread_ts": "1.0"}
    await client.assistant_threads_setStatus(**where, status="is looking…")
    await client.assistant_threads_setTitle(**where, title="Japan")
    prompts = [{"title": "Japan", "message": "meetings Japan"}]
    await client.assistant_threads_setSuggestedPrompts(**where, prompts=prompts)
    kinds = [entry.kind for entry in workspace.entries()]
    assert kinds[-3:] == ["status", "title", "prompts"]
    too_many = client.assistant_threads_setSuggestedPrompts(**where, prompts=prompts * 5)
    assert await refused(too_many) == "invalid_arguments"


async def test_an_agent_s_session_keeps_its_first_title(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    asked = await anna.say("meetings Japan", channel="dm")
    where = {"channel_id": asked.channel, "thread_ts": asked.ts}
    await client.agents_sessions_setStatus(**where, status="active", title="Japan")
    again = await client.agents_sessions_setStatus(**where, status="active", title="Peru")
    assert again["title"] == "Japan"
    assert [entry.data["title"] for entry in workspace.entries() if entry.kind == "title"] == [
        "Japan"
    ]
    for wrong in ({"status": "busy"}, {"status": "active", "title": "t" * 201}):
        assert await refused(client.agents_sessions_setStatus(**where, **wrong)) == (
            "invalid_arguments"
        )
    elsewhere = {**where, "thread_ts": "1.0"}
    assert await refused(client.agents_sessions_setStatus(**elsewhere, status="active")) == (
        "thread_not_found"
    )


async def test_an_agent_s_prompts_stand_in_no_thread() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["agent_view"] = {"agent_description": "Answers"}
    prompts = [{"title": "Japan", "message": "meetings Japan"}]
    async with Workspace(manifest) as workspace:
        client = client_for(workspace)
        direct = workspace.hub.store.direct(workspace.user("anna").id).id
        suggest = client.assistant_threads_setSuggestedPrompts
        await suggest(channel_id=direct, prompts=prompts, thread_ts="1.0")
        assert direct not in workspace.hub.store.prompts
        await suggest(channel_id=direct, prompts=prompts)
        assert workspace.hub.store.prompts[direct]["prompts"] == prompts


async def test_blocks_can_be_validated_without_being_sent(client: AsyncWebClient) -> None:
    fine = {"blocks": [section("x")]}
    assert (await client.api_call("blocks.validate", json={"message": fine}))["ok"]
    assert (await client.api_call("blocks.validate", json=fine))["ok"]
    with pytest.raises(SlackApiError) as caught:
        await client.api_call("blocks.validate", json={"blocks": [{"type": "section"}]})
    answer = caught.value.response
    assert (
        answer["error"] == "invalid_blocks" and answer["errors"][0]["pointer"] == "/blocks/0/type"
    )
    with pytest.raises(SlackApiError) as caught:
        await client.api_call("blocks.validate", json={"view": {"type": "modal"}})
    assert caught.value.response["error"] == "invalid_view"
    both = fine | {"message": fine}
    assert await refused(client.api_call("blocks.validate", json=both)) == "invalid_arguments"


async def test_one_message_a_second_and_channel(clock: Clock) -> None:
    async with Workspace(MANIFEST, clock=clock, posts_per_second=1) as workspace:
        client = client_for(workspace)
        await client.chat_postMessage(channel="desk", text="1")
        await client.chat_postMessage(channel="asia", text="elsewhere")
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel="desk", text="2")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "1"
        clock.advance(1)
        await client.chat_postMessage(channel="desk", text="2")
        assert [m.text for m in workspace.posted()] == ["1", "2", "elsewhere"]
