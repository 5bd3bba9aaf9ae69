"""The app hears when it is taken out of a channel, and when one ends."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from bot.workspace.deeds import Refused
from tests.bot.workspace.conftest import with_events
from tests.bot.workspace.test_webapi import refused

LEAVING = ("channel_archive", "channel_left", "group_archive", "group_left", "member_left_channel")


@pytest.mark.parametrize(
    ("private", "kinds"),
    [(False, ["channel_left", "channel_archive"]), (True, ["group_left", "group_archive"])],
)
async def test_it_is_told_that_it_was_removed_and_of_the_end(
    private: bool, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Workspace(with_events(*LEAVING)) as workspace:
        told: list[dict[str, Any]] = []
        monkeypatch.setattr(workspace.events, "emit", told.append)
        anna = workspace.user("anna")
        for name in ("one", "other"):
            workspace.add_channel(name, ["anna"], private=private)
        await anna.remove("one")
        await anna.archive("other")
        with pytest.raises(Refused):
            await anna.remove("one")
        assert [event["type"] for event in told] == kinds
        assert [event["channel"] for event in told] == [
            workspace.channel(name).id for name in ("one", "other")
        ]


async def test_nothing_is_posted_where_a_channel_is_archived(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    await workspace.user("anna").archive("desk")
    channel = workspace.channel("desk").id
    assert await refused(client.chat_postMessage(channel=channel, text="hi")) == "is_archived"
    info = await client.conversations_info(channel=channel)
    assert info["channel"]["is_archived"]


async def test_metadata_is_read_when_it_is_asked_for(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    channel = workspace.channel("desk").id
    mark = {"event_type": "seen", "event_payload": {"key": "a"}}
    await client.chat_postMessage(channel=channel, text="hi", metadata=mark)
    seen = await client.conversations_history(channel=channel)
    assert seen["messages"][0]["metadata"] == {"event_type": "seen"}
    seen = await client.conversations_history(channel=channel, include_all_metadata=True)
    assert seen["messages"][0]["metadata"] == mark
    wrongs: list[Any] = [{"event_type": "x"}, {"event_payload": {}}, {"event_type": 1}, ["x"]]
    for wrong in wrongs:
        post = client.chat_postMessage(channel=channel, text="hi", metadata=wrong)
        assert await refused(post) == "invalid_metadata_format"


async def test_each_kind_of_conversation_has_a_scope_of_its_own() -> None:
    manifest = with_events()
    scopes = {"bot": ["channels:history", "commands", "channels:read", "chat:write"]}
    async with Workspace(manifest | {"oauth_config": {"scopes": scopes}}) as workspace:
        workspace.add_channel("secret", ["anna"], private=True)
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        await client.conversations_history(channel=workspace.channel("desk").id)
        reading = client.conversations_history(channel=workspace.channel("secret").id)
        assert await refused(reading) == "missing_scope"
