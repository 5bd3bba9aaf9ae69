"""Members, guests and strangers; what a free plan lacks; what an older client refuses."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Person, Refused, Workspace
from tests.bot.workspace.conftest import MANIFEST, button, section
from tests.bot.workspace_fixtures import client_for, over_sockets


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.mark.parametrize(
    ("guest", "restricted", "ultra"),
    [(None, False, False), ("multi", True, False), ("single", True, True)],
)
async def test_guests_are_told_by_their_user_object(
    workspace: Workspace, client: AsyncWebClient, guest: Any, restricted: bool, ultra: bool
) -> None:
    user = workspace.add_person("gil", "Gil Moreau", channels=["desk"], guest=guest)
    shown = (await client.users_info(user=user.id))["user"]
    assert (shown["is_restricted"], shown["is_ultra_restricted"]) == (restricted, ultra)
    assert "is_stranger" not in shown and shown["team_id"] == workspace.store.team_id


async def test_zone_and_locale_are_everybody_s_own(
    workspace: Workspace, client: AsyncWebClient, anna: Person
) -> None:
    user = workspace.add_person("sok", tz="Asia/Phnom_Penh", locale="km-KH", is_admin=True)
    plain = (await client.users_info(user=user.id))["user"]
    assert (plain["tz"], plain["tz_offset"]) == ("Asia/Phnom_Penh", 7 * 3600)
    assert plain["is_admin"] is True and "locale" not in plain
    asked = (await client.users_info(user=user.id, include_locale=True))["user"]
    assert asked["locale"] == "km-KH"
    assert (await client.users_info(user=anna.id))["user"]["tz_offset"] == 0
    summer = workspace.add_person("lea", tz="Europe/Paris")
    shown = (await client.users_info(user=summer.id))["user"]
    assert shown["tz_offset"] == 2 * 3600, "in May it is summer time there"


async def test_a_stranger_shares_a_channel(
    workspace: Workspace, app: AsyncApp, client: AsyncWebClient
) -> None:
    bodies: list[dict[str, Any]] = []

    @app.event("app_mention")
    async def mentioned(body: Any, say: Any) -> None:
        bodies.append(body)
        await say(
            text="asked",
            blocks=[{"type": "actions", "elements": [button("go", "Go")]}],
        )

    @app.action("go")
    async def go(ack: Any, body: Any, respond: Any) -> None:
        await ack()
        bodies.append(body)
        await respond(text="gone", replace_original=False)

    user = workspace.add_person("kim", "Kim Osei", channels=["desk"], of_team="The Other Paper")
    again = workspace.add_person("lou", channels=["desk"], of_team="The Other Paper")
    kim = workspace.user("kim")
    async with over_sockets(workspace, app):
        reply = await kim.mention("desk", "hello")
        await kim.click(reply, "Go")
    event, click = bodies
    assert user.team == again.team != workspace.store.team_id
    assert event["event"]["user_team"] == event["event"]["team"] == user.team
    assert event["team_id"] == workspace.store.team_id and event["is_ext_shared_channel"] is True
    assert click["user"]["team_id"] == user.team
    assert click["team"]["id"] == workspace.store.team_id
    shown = (await client.users_info(user=user.id))["user"]
    assert shown["is_stranger"] is True and shown["team_id"] == user.team
    assert "is_restricted" not in shown and "email" not in shown["profile"]
    info = (await client.conversations_info(channel=workspace.channel("desk").id))["channel"]
    assert info["is_ext_shared"] is True
    general = workspace.channel("general").id
    info = (await client.conversations_info(channel=general, include_locale=True))["channel"]
    assert info["is_ext_shared"] is False and info["locale"] == "en-US"
    listed = await client.conversations_members(channel=workspace.channel("desk").id)
    assert user.id in listed["members"]


@pytest.mark.parametrize("more", [{"guest": "multi"}, {"of_team": "The Other Paper"}])
async def test_only_members_add_the_app(workspace: Workspace, more: Any) -> None:
    workspace.add_channel("closed", ["anna"], app=False)
    workspace.add_person("kim", channels=["closed"], **more)
    with pytest.raises(Refused, match="can't add apps"):
        await workspace.user("kim").invite("closed")


async def test_a_free_plan_has_no_user_groups() -> None:
    async with Workspace(MANIFEST, plan="free") as workspace:
        client = client_for(workspace)
        group = workspace.add_group("editors", ["anna"])
        assert await error_of(client.usergroups_list()) == "plan_upgrade_required"
        members = client.usergroups_users_list(usergroup=group.id)
        assert await error_of(members) == "plan_upgrade_required"


async def test_chosen_types_are_refused_until_told_otherwise(
    workspace: Workspace, app: AsyncApp, client: AsyncWebClient, anna: Person
) -> None:
    answers: list[int] = []

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any) -> None:
        await ack()
        rows = [[{"type": "raw_text", "text": "x"}]] * 2
        table = {"type": "data_table", "caption": "c", "rows": rows}
        answers.append((await respond(text="t", blocks=[section("y"), table])).status_code)
        await respond(text="plain after all")

    workspace.faults.refuse_blocks("data_table", "overflow")
    async with over_sockets(workspace, app):
        reply = await anna.command("/meetings")
        assert answers == [400] and reply.text == "plain after all"
    menu = {"type": "overflow", "action_id": "o", "options": [option_of("A"), option_of("B")]}
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(
            channel="desk", text="t", blocks=[section("x", accessory=menu)]
        )
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: overflow [json-pointer:/blocks/0/accessory/type]"
    ]
    home = {"type": "home", "blocks": [section("x", accessory=menu)]}
    with pytest.raises(SlackApiError) as caught:
        await client.views_publish(user_id=anna.id, view=home)
    assert "/view/blocks/0/accessory/type" in str(caught.value.response)
    workspace.faults.clear()
    await client.views_publish(user_id=anna.id, view=home)


def option_of(text: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": text}, "value": text}
