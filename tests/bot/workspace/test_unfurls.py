"""Links of the app's domains: the event, and what the app shows below them."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Person, Workspace
from bot.workspace.links import covered
from bot.workspace.typed import encode, links_in
from tests.bot.workspace.conftest import button, section
from tests.bot.workspace_fixtures import over_sockets

STORY = "https://www.news.example/2022/visit?page=1&part=2"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.example/a", "news.example"),
        ("https://www.News.example:8080/a", "news.example"),
        ("https://me@news.example?a", "news.example"),
        ("https://fakenews.example/a", None),
        ("https://news.example.evil.org/a", None),
        ("https://evil.org/news.example", None),
    ],
)
def test_a_domain_covers_itself_and_those_below(url: str, domain: str | None) -> None:
    assert covered(url, ("other.example", "news.example")) == domain


def test_typed_addresses_become_links_and_nothing_more(workspace: Workspace) -> None:
    text = f"See {STORY}, (https://a.example/x) and http://b.example/@ben. <https://c.example>"
    stored = encode(workspace.store, text)
    assert f"See <{STORY.replace('&', '&amp;')}>, (<https://a.example/x>)" in stored
    assert "<http://b.example/@ben>." in stored and "&lt;<https://c.example>&gt;" in stored
    assert links_in(stored)[0] == STORY
    assert links_in("<@U1> <#C1|desk> https://bare.example") == []


async def test_a_shared_link_is_unfurled_and_can_be_clicked(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    events: list[dict[str, Any]] = []
    clicks: list[dict[str, Any]] = []

    @app.event("link_shared")
    async def shared(event: Any, client: AsyncWebClient) -> None:
        events.append(event)
        facts = [section("Two meetings"), {"type": "actions", "elements": [button("more", "More")]}]
        await client.chat_unfurl(
            unfurl_id=event["unfurl_id"],
            source=event["source"],
            unfurls={link["url"]: {"blocks": facts} for link in event["links"]},
        )

    @app.action("more")
    async def more(ack: Any, body: Any, respond: Any) -> None:
        await ack()
        clicks.append(body)
        await respond(text="All of them", replace_original=False)

    async with over_sockets(workspace, app):
        said = await anna.say(f"Read {STORY} and https://other.example/x", channel="desk")
        seen = await anna.sees("Two meetings", channel="desk")
        assert seen.message is said and seen.buttons == ["More"]
        assert "Two meetings" in seen.words and "Read" in seen.words
        answer = await anna.click(seen, "More")
        assert answer.text == "All of them"
        await anna.say("no link of ours: https://other.example/", channel="desk")
        await anna.say(f"in a thread: {STORY}", channel="desk", thread=said.ts)
    assert [link["url"] for link in events[0]["links"]] == [STORY]
    assert events[0]["links"][0]["domain"] == "news.example"
    assert events[0]["message_ts"] == said.ts and events[0]["is_bot_user_member"] is True
    assert [e.get("thread_ts") for e in events] == [None, said.ts]
    (body,) = clicks
    assert body["container"]["type"] == "message_attachment" and body["container"]["is_app_unfurl"]
    assert body["app_unfurl"]["app_unfurl_url"] == STORY


async def test_a_link_is_told_of_where_the_app_is_no_member(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    events: list[dict[str, Any]] = []

    @app.event("link_shared")
    async def shared(event: Any) -> None:
        events.append(event)

    workspace.add_channel("closed", ["anna"], app=False)
    async with over_sockets(workspace, app):
        await anna.say(STORY, channel="closed")
    assert [e["is_bot_user_member"] for e in events] == [False]


async def test_a_link_in_the_composer_is_told_of_before_it_is_sent(
    workspace: Workspace, app: AsyncApp, client: AsyncWebClient, anna: Person
) -> None:
    events: list[dict[str, Any]] = []

    @app.event("link_shared")
    async def shared(event: Any) -> None:
        events.append(event)
        url = event["links"][0]["url"]
        await client.chat_unfurl(
            unfurl_id=event["unfurl_id"],
            source=event["source"],
            unfurls={url: {"blocks": [section("A preview")]}},
        )

    async with over_sockets(workspace, app):
        draft = await anna.compose(f"Have you seen {STORY}")
        await anna.compose("nothing of ours", wait=False)
    (event,) = events
    assert (event["channel"], event["source"]) == ("COMPOSER", "composer")
    assert event["message_ts"] == event["unfurl_id"] == draft.ts
    assert draft.attachments[0]["blocks"][0]["text"]["text"] == "A preview"
    assert anna.history("general") == [], "nothing was sent"
    for wrong in (
        {"unfurl_id": draft.ts, "source": "conversations_history"},
        {"channel": "COMPOSER", "ts": draft.ts},
    ):
        with pytest.raises(SlackApiError):
            await client.api_call(
                "chat.unfurl", json=wrong | {"unfurls": {STORY: {"blocks": [section("x")]}}}
            )


async def test_what_can_not_be_unfurled(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    said = await anna.say(f"{STORY} https://other.example/x", channel="desk")
    where: dict[str, Any] = {"channel": said.channel, "ts": said.ts}
    fine = {"blocks": [section("x")]}

    async def refused(**call: Any) -> str:
        with pytest.raises(SlackApiError) as caught:
            await client.api_call("chat.unfurl", json=call)
        return str(caught.value.response["error"])

    assert await refused(**where, unfurls={"https://news.example/": fine}) == (
        "cannot_unfurl_message"
    )
    assert await refused(**where, unfurls={"https://other.example/x": fine}) == "cannot_unfurl_url"
    assert await refused(**where) == "missing_unfurls"
    assert await refused(**where, unfurls=[fine]) == "invalid_unfurls_format"
    assert await refused(**where, unfurls={STORY: {}}) == "invalid_unfurls_format"
    assert await refused(**where, unfurls={STORY: {"blocks": [section("")]}}) == "invalid_blocks"
    assert await refused(channel=said.channel, unfurls={STORY: fine}) == "missing_ts"
    assert await refused(ts=said.ts, unfurls={STORY: fine}) == "missing_channel"
    assert await refused(channel="C0", ts=said.ts, unfurls={STORY: fine}) == "cannot_find_channel"
    assert await refused(**where | {"ts": "1.0"}, unfurls={STORY: fine}) == "cannot_find_message"
    assert await refused(unfurl_id="x", unfurls={STORY: fine}) == "missing_source"
    await client.chat_unfurl(**where, unfurls={STORY: {"blocks": [section("first")]}})
    await client.chat_unfurl(**where, unfurls={STORY: {"blocks": [section("second")]}})
    (attachment,) = said.attachments
    assert attachment["blocks"][0]["text"]["text"] == "second", "a later call changes the first"
    assert said.edited is None, "nobody changed what was written"
