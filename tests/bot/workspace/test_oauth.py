"""Installing the app into workspaces with OAuth, renewing its tokens and losing them again."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, Workspace
from bot.workspace.tokens import EXPIRES_SECONDS
from tests.bot.workspace.conftest import MANIFEST
from tests.bot.workspace_fixtures import over_sockets

# The SDK sends client id and secret in a way that its HTTP library is about to change.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

BACK = "http://127.0.0.1:1/slack/oauth_redirect"
ROTATING = MANIFEST | {"settings": MANIFEST["settings"] | {"token_rotation_enabled": True}}


def authorize(workspace: Workspace, **more: str) -> str:
    query = {
        "client_id": workspace.client_id,
        "scope": "chat:write,commands",
        "state": "s1",
        "redirect_uri": BACK,
    }
    return f"{workspace.url}/oauth/v2/authorize?{urlencode(query | more)}"


async def get(url: str) -> tuple[int, str, str]:
    """Status, text and location of a page."""
    async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as page:
        return page.status, await page.text(), page.headers.get("Location", "")


async def answer(workspace: Workspace, url: str, button: str) -> dict[str, str]:
    """What the page's button gives back to the app."""
    status, text, _ = await get(url)
    assert status == 200, text
    (link,) = re.findall(rf'href="([^"]+)">{button}</a>', text)
    link = unescape(link)
    if link.startswith("/"):
        status, text, link = await get(workspace.url + link)
        assert status == 302, text
    assert link.startswith(BACK)
    return {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()}


async def token_for(workspace: Workspace, **more: str) -> Any:
    told = await answer(workspace, authorize(workspace, **more), "Allow")
    assert told["state"] == "s1"
    return await AsyncWebClient(base_url=workspace.api_url).oauth_v2_access(
        client_id=workspace.client_id,
        client_secret=workspace.client_secret,
        code=told["code"],
        redirect_uri=BACK,
    )


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_a_code_becomes_a_token_of_its_workspace() -> None:
    async with Workspace(MANIFEST, installed=False) as workspace:
        other = workspace.add_team("The Other Paper", people={"zoe": "Zoe Ng"}, installed=False)
        given = await token_for(workspace, team=other.store.team_id)
        assert given["team"] == {"id": other.store.team_id, "name": "The Other Paper"}
        assert given["authed_user"]["id"] == other.user("zoe").id and given["token_type"] == "bot"
        assert "refresh_token" not in given.data
        client = AsyncWebClient(token=given["access_token"], base_url=workspace.api_url)
        assert (await client.auth_test())["team_id"] == other.store.team_id
        posted = await client.chat_postMessage(channel="desk", text="only there")
        assert [m.text for m in other.posted()] == ["only there"] and workspace.posted() == []
        assert posted["message"]["bot_id"] == other.store.bot_id != workspace.store.bot_id
        assert workspace.bot_token == "", "the app is in the other workspace only"


async def test_saying_no_and_asking_wrongly() -> None:
    async with Workspace(MANIFEST | {}, installed=False) as workspace:
        told = await answer(workspace, authorize(workspace), "Cancel")
        assert told == {"error": "access_denied", "state": "s1"}
        for wrong, word in (
            ({"client_id": "1.2"}, "invalid_client_id"),
            ({"scope": ""}, "invalid_scope"),
            ({"scope": "chat:write,admin"}, "admin"),
            ({"redirect_uri": "javascript:alert(1)"}, "bad_redirect_uri"),
            ({"team": "T0"}, "invalid_team"),
        ):
            status, text, _ = await get(authorize(workspace, **wrong))
            assert status == 400 and word in text
        workspace.add_person("gil", guest="multi")
        status, text, _ = await get(authorize(workspace, user="gil"))
        assert status == 400 and "Guests" in text
        link = authorize(workspace, state="<b>").replace("/authorize?", "/authorize/allow?")
        assert (await get(link))[0] == 400, "nobody is sent past the question"


async def test_addresses_of_the_manifest_are_the_only_ones() -> None:
    oauth = MANIFEST["oauth_config"] | {"redirect_urls": ["http://127.0.0.1:1/slack"]}
    async with Workspace(MANIFEST | {"oauth_config": oauth}) as workspace:
        assert (await get(authorize(workspace)))[0] == 200
        elsewhere = authorize(workspace, redirect_uri="http://evil.example/")
        assert (await get(elsewhere))[0] == 400


async def test_codes_work_once_and_for_ten_minutes(clock: Clock) -> None:
    async with Workspace(MANIFEST, clock=clock) as workspace:
        client = AsyncWebClient(base_url=workspace.api_url)
        code = (await answer(workspace, authorize(workspace), "Allow"))["code"]
        good = {"client_id": workspace.client_id, "client_secret": workspace.client_secret}
        cases = (
            ({"client_id": "1"}, "invalid_client_id"),
            ({"client_secret": "x"}, "bad_client_secret"),
            ({"code": "x"}, "invalid_code"),
            ({"redirect_uri": "http://a.example"}, "bad_redirect_uri"),
            ({"grant_type": "password"}, "invalid_grant_type"),
            (
                {"grant_type": "refresh_token", "refresh_token": "x"},
                "token_rotation_not_enabled",
            ),
        )
        for wrong, error in cases:
            call = client.api_call("oauth.v2.access", params=good | {"code": code} | wrong)
            assert await error_of(call) == error
        assert (await client.oauth_v2_access(**good, code=code))["ok"]
        assert await error_of(client.oauth_v2_access(**good, code=code)) == "code_already_used"
        late = (await answer(workspace, authorize(workspace), "Allow"))["code"]
        clock.advance(601)
        assert await error_of(client.oauth_v2_access(**good, code=late)) == "invalid_code"


async def test_rotating_tokens_end_and_are_renewed_once(clock: Clock) -> None:
    async with Workspace(ROTATING, clock=clock, installed=False) as workspace:
        given = await token_for(workspace)
        assert given["expires_in"] == EXPIRES_SECONDS
        client = AsyncWebClient(token=given["access_token"], base_url=workspace.api_url)
        assert (await client.auth_test())["ok"]
        renewing = {
            "client_id": workspace.client_id,
            "client_secret": workspace.client_secret,
            "grant_type": "refresh_token",
            "refresh_token": given["refresh_token"],
        }
        renewed = await client.oauth_v2_access(**renewing)
        assert renewed["access_token"] != given["access_token"]
        assert await error_of(client.oauth_v2_access(**renewing)) == "invalid_refresh_token"
        clock.advance(EXPIRES_SECONDS)
        assert await error_of(client.auth_test()) == "token_expired"


async def test_what_is_lost_is_told(workspace: Workspace, app: AsyncApp) -> None:
    events: list[dict[str, Any]] = []

    @app.middleware
    async def note(body: Any, next: Any) -> None:
        events.append(body["event"])
        await next()

    @app.event("tokens_revoked")
    @app.event("app_uninstalled")
    async def lost() -> None:
        pass

    other = workspace.add_team("The Other Paper")
    client = AsyncWebClient(token=other.bot_token, base_url=workspace.api_url)
    async with over_sockets(workspace, app):
        assert (await client.auth_revoke(test=True))["revoked"] is False
        assert (await client.auth_test())["ok"]
        assert (await client.auth_revoke())["revoked"] is True
        await other.quiet()
        assert await error_of(client.auth_test()) == "token_revoked"
        await other.uninstall()
        assert await error_of(client.auth_test()) == "account_inactive"
        await other.user("anna").say("nobody hears it", channel="dm")
        notice = await other.user("anna").command("/meetings")
        assert "not a valid command" in notice.text
        await workspace.revoke_tokens()
    assert [e["type"] for e in events] == [
        "tokens_revoked",
        "tokens_revoked",
        "app_uninstalled",
        "tokens_revoked",
    ]
    assert events[0]["tokens"]["bot"] == [other.bot_user.id]


async def test_a_bolt_app_is_installed_and_answers_in_both_workspaces(tmp_path: Path) -> None:
    async with Workspace(ROTATING, installed=False) as workspace:
        other = workspace.add_team("The Other Paper", installed=False)
        store = FileInstallationStore(base_dir=str(tmp_path / "i"), client_id=workspace.client_id)
        app = AsyncApp(
            client=AsyncWebClient(base_url=workspace.api_url),
            signing_secret=workspace.signing_secret,
            oauth_settings=AsyncOAuthSettings(
                client_id=workspace.client_id,
                client_secret=workspace.client_secret,
                scopes=["chat:write", "commands"],
                authorization_url=f"{workspace.url}/oauth/v2/authorize",
                redirect_uri=BACK,
                installation_store=store,
                state_store=FileOAuthStateStore(
                    expiration_seconds=600, base_dir=str(tmp_path / "s")
                ),
            ),
        )

        @app.command("/meetings")
        async def meetings(ack: Any, respond: Any, context: Any) -> None:
            await ack()
            await respond(text=f"In {context.team_id}")

        assert app.oauth_flow is not None
        flow = app.oauth_flow
        flow.client.base_url = workspace.api_url

        async def install(team: str) -> None:
            request = AsyncBoltRequest(body="")
            state = await flow.issue_new_state(request)
            url = await flow.build_authorize_url(state, request)
            told = await answer(workspace, f"{url}&team={team}", "Allow")
            assert told["state"] == state
            installed = await flow.run_installation(told["code"])
            assert installed is not None and installed.team_id == team
            await flow.store_installation(request, installed)

        for team in (workspace, other):
            await install(team.store.team_id)
        async with over_sockets(workspace, app):
            for team in (workspace, other):
                reply = await team.user("anna").command("/meetings")
                assert reply.text == f"In {team.store.team_id}"
        kept = await store.async_find_installation(enterprise_id=None, team_id=other.store.team_id)
        assert kept is not None
        rotator = AsyncTokenRotator(
            client_id=workspace.client_id,
            client_secret=workspace.client_secret,
            client=AsyncWebClient(base_url=workspace.api_url),
        )
        renewed = await rotator.perform_token_rotation(
            installation=kept, minutes_before_expiration=100_000
        )
        assert renewed is not None and renewed.bot_token != kept.bot_token
