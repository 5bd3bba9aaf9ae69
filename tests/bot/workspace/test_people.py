from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Message, Person, Workspace, pings, words_of
from bot.workspace.typed import encode
from bot.workspace.workspace import _reachable
from tests.bot.workspace.conftest import MANIFEST, button, section
from tests.bot.workspace_fixtures import over_sockets


def message(text: str = "", *blocks: dict[str, Any]) -> Message:
    return Message("1.0", "C1", "U1", text, list(blocks))


@pytest.mark.parametrize(
    ("posted", "called"),
    [
        (message("hello <!channel>"), ["channel"]),
        (message("<!here|here> <!subteam^S1|@desk>"), ["here", "subteam^S1"]),
        (message("&lt;!channel&gt; and <!date^1^{date}|x>"), []),
        (message("x", section("<!everyone>")), ["everyone"]),
        (message("x", {"type": "markdown", "text": "<!here>"}), ["here"]),
        (message("x", {"type": "header", "text": {"type": "plain_text", "text": "<!here>"}}), []),
        (
            message(
                "x", {"type": "rich_text", "elements": [{"type": "broadcast", "range": "here"}]}
            ),
            ["here"],
        ),
        (message("x", {"elements": [{"type": "usergroup", "usergroup_id": "S1"}]}), ["subteam^S1"]),
    ],
)
def test_what_would_call_people_is_found(posted: Message, called: list[str]) -> None:
    assert pings(posted) == called


def test_words_are_what_can_be_read() -> None:
    blocks = [section("*one*", accessory=button("secret_id", "Two", value="hidden"))]
    assert list(words_of(blocks)) == ["*one*", "Two"]


async def test_what_was_typed_is_escaped_and_names_become_ids(
    workspace: Workspace, anna: Person, ben: Person
) -> None:
    said = await anna.say("@Ben Okafor, ask @dateline in #desk <!channel> a@ben.example & co")
    bot, desk = workspace.bot_user.id, workspace.channel("desk").id
    assert said.text == (
        f"<@{ben.id}>, ask <@{bot}> in <#{desk}|desk> &lt;!channel&gt; a@ben.example &amp; co"
    )


async def test_names_are_taken_literally_and_may_be_none_at_all() -> None:
    workspace = Workspace(MANIFEST, people={"a.b": "A (B"}, channels={})
    assert encode(workspace.store, "@A (B #x @a.b @axb") == "<@U00000002> #x <@U00000002> @axb"


async def test_seeing_waits_for_what_is_still_to_come(
    workspace: Workspace, app: AsyncApp, anna: Person, ben: Person, client: AsyncWebClient
) -> None:
    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        await ack()
        await respond("first")
        posted = await client.chat_postMessage(channel="desk", text="loading")
        await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="second")

    async with over_sockets(workspace, app):
        for _ in range(2):
            reply = await anna.command("/meetings", channel="desk")
            assert reply.text == "first"
            seen = await ben.sees("second", channel="desk", after=reply)
            assert seen.message.edited and not seen.ephemeral
            assert (await ben.sees(lambda m: m.text == "second", after=reply)).ts == seen.ts
    assert [m.text for m in workspace.posted()].count("second") == 2


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("", "127.0.0.1"),
        ("::", "[::1]"),
        ("::1", "[::1]"),
        ("localhost", "localhost"),
    ],
)
def test_the_address_shown_is_one_that_can_be_opened(host: str, shown: str) -> None:
    assert _reachable(host) == shown


async def test_listening_beyond_this_machine_is_said(caplog: pytest.LogCaptureFixture) -> None:
    workspace = Workspace(MANIFEST)
    await workspace.start("0.0.0.0")
    await workspace.stop()
    assert "others may use it too" in caplog.text
    assert workspace.url.startswith("http://127.0.0.1:")
