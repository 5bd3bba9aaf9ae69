"""Several workspaces: installing over OAuth, a token for each, renewed in time, and given up."""

import re
import stat
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot import messages
from bot.client import WebClient
from bot.installations import Installation, Installations, beside
from bot.installing import LOOK_EVERY, STATE_SECONDS, Installing, NotInstalled
from bot.installpages import COOKIE
from bot.manifest import LOST, SCOPES, manifest
from bot.settings import Install, load
from bot.settingvalues import SettingsProblem
from bot.workspace import Clock, Workspace
from bot.workspace.team import Team
from bot.workspace.tokens import EXPIRES_SECONDS
from tests.bot.running import NOWHERE, House, connected
from tests.bot.workspace.test_oauth import get

URL = "https://bot.example.org"
ZOE = {"zoe": "Zoe Ng"}
BACK = "/slack/oauth_redirect"


def several(**more: Any) -> Workspace:
    """A workspace of an app that several may install; what it sends to `URL` reaches nobody."""
    content = manifest(URL, install=True)
    content["oauth_config"]["redirect_urls"] = ["http://127.0.0.1:1/slack"]
    return Workspace(content, installed=False, **more)


def settings_of(workspace: Workspace, **more: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "",
        "SLACK_CLIENT_ID": workspace.client_id,
        "SLACK_CLIENT_SECRET": workspace.client_secret,
        **more,
    }


@pytest.fixture
async def house(database: Path) -> AsyncIterator[House]:
    """The bot over HTTP, in no workspace yet; a second one is there too."""
    async with several() as workspace:
        workspace.add_team("The Other Paper", people=ZOE, installed=False)
        async with connected(workspace, database, "http", settings_of(workspace)) as started:
            yield started


async def begin(house: House) -> tuple[str, str]:
    """Slack's page, and the state that the browser keeps."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{house.url}/slack/install", allow_redirects=False) as page,
    ):
        assert page.status == 302
        return page.headers["Location"], page.cookies[COOKIE].value


async def finish(house: House, query: dict[str, str], cookie: str) -> tuple[int, str]:
    headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(house.url + BACK, params=query) as page,
    ):
        return page.status, await page.text()


async def consent(house: House, team: Team, button: str = "Allow") -> tuple[dict[str, str], str]:
    """What Slack's page sends back for a workspace, and the state that the browser keeps."""
    page, state = await begin(house)
    status, text, _ = await get(f"{page}&team={team.store.team_id}")
    assert status == 200, text
    (link,) = re.findall(rf'href="([^"]+)">{button}</a>', text)
    link = unescape(link)
    if link.startswith("/"):
        _, _, link = await get(house.workspace.url + link)
    return {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()}, state


async def install(house: House, team: Team) -> tuple[int, str]:
    told, state = await consent(house, team)
    return await finish(house, told, state)


def other_of(house: House) -> Team:
    """The second workspace."""
    return list(house.workspace.teams.values())[1]


async def test_each_workspace_gets_its_own_answers_with_its_own_token(
    house: House, database: Path, logged: list[str]
) -> None:
    other = other_of(house)
    for team in (house.workspace, other):
        status, text = await install(house, team)
        assert status == 200 and "/dateline help" in text
    reply = await house.anna.command("/meetings", "Japan", channel="desk")
    assert "Kishida" in reply.words
    told = await other.user("zoe").mention("desk", "meetings Japan")
    assert "Kishida" in told.words
    assert [m.channel for m in other.posted()] == [other.channel("desk").id]
    tokens = [team.bot_token for team in (house.workspace, other)]
    secrets = [*tokens, house.workspace.client_secret]
    assert not [line for line in logged for secret in secrets if secret in line]
    async with connected(
        house.workspace, database, "http", settings_of(house.workspace)
    ) as restarted:
        assert "Kishida" in (await restarted.anna.mention("desk", "meetings Japan")).words
    path = beside(database)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_guests_are_told_from_members_in_each_workspace(house: House) -> None:
    other = other_of(house)
    await install(house, other)
    other.add_person("gil", channels=["desk"], guest="multi")
    reply = await other.user("gil").command("/meetings", "Japan", channel="desk")
    assert reply.text == messages.NO_GUESTS
    assert "Kishida" in (await other.user("zoe").command("/meetings", "Japan")).words


async def test_a_workspace_without_it_is_told_so(house: House) -> None:
    house.workspace.hub.installed = True
    reply = await house.anna.command("/meetings", "Japan", channel="desk")
    assert reply.text == messages.NOT_INSTALLED


async def test_health_is_ready_without_a_token(house: House) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{house.url}/healthz") as page:
        assert page.status == 200


async def test_only_the_browser_that_was_sent_comes_back(house: House) -> None:
    other = other_of(house)
    told, state = await consent(house, other)
    _, second = await begin(house)
    forged = f"{state.rpartition('.')[0]}.{'0' * 64}"
    for query, cookie in (
        (told, ""),
        (told, second),
        (told | {"state": ""}, ""),
        (told | {"state": forged}, forged),
        (told | {"state": "é"}, "e"),
        ({}, state),
    ):
        status, text = await finish(house, query, cookie)
        assert status == 400 and "Begin again" in text
    assert (await finish(house, told, state))[0] == 200
    assert (await finish(house, told, state))[0] == 400, "a state works once"


async def test_saying_no_and_wrong_codes(house: House) -> None:
    told, state = await consent(house, other_of(house), "Cancel")
    status, text = await finish(house, told, state)
    assert status == 400 and "You chose not to" in text
    _, state = await begin(house)
    status, text = await finish(house, {"code": "<b>", "state": state}, state)
    assert status == 400 and "invalid_code" in text and "<b>" not in text


async def test_only_named_workspaces_may_have_it(database: Path) -> None:
    async with several() as workspace:
        workspace.add_team("The Other Paper", people=ZOE, installed=False)
        settings = settings_of(workspace, DATELINE_TEAMS=workspace.store.team_id)
        async with connected(workspace, database, "http", settings) as house:
            other = other_of(house)
            status, text = await install(house, other)
            assert status == 400 and other.store.team_id in text and other.bot_token == ""
            assert (await install(house, workspace))[0] == 200


@pytest.mark.parametrize("way", ["uninstall", "revoke_tokens"])
async def test_a_workspace_that_takes_it_out_is_forgotten(
    house: House, database: Path, way: str
) -> None:
    other = other_of(house)
    await install(house, other)
    await getattr(other, way)()
    await house.service.desk.drain(5)
    kept = Installations(beside(database))
    await kept.load()
    assert kept.all() == []
    await kept.close()
    assert (await install(house, other))[0] == 200
    assert "Kishida" in (await other.user("zoe").command("/meetings", "Japan")).words


async def test_a_word_of_an_old_token_does_not_end_the_new_one(house: House) -> None:
    other = other_of(house)
    await install(house, other)
    other.events.tokens_revoked()
    await other.quiet()
    await house.service.desk.drain(5)
    assert "Kishida" in (await other.user("zoe").command("/meetings", "Japan")).words


async def test_tokens_are_renewed_before_they_end(tmp_path: Path) -> None:
    clock = Clock(1_700_000_000)
    async with several(clock=clock) as workspace:
        token = workspace.install(rotates=True)
        kept = Installations(tmp_path / "kept.db")
        await kept.put(
            Installation(
                workspace.store.team_id, "Us", token.value, "B1", "U1", token.refresh, token.expires
            )
        )
        await kept.put(Installation("T2", "Them", "xoxb-2", "B2", "U2"))
        own = Install(workspace.client_id, workspace.client_secret)
        client = WebClient(base_url=workspace.api_url)
        installing = Installing(own, kept, client, SCOPES, now=clock.now)

        def current() -> Installation:
            found = kept.get(workspace.store.team_id)
            assert found is not None
            return found

        await installing.renew()
        assert current().token == token.value, "it is good for hours yet"
        clock.advance(EXPIRES_SECONDS - 3_600)
        workspace.faults.api("oauth.v2.access", error="internal_error")
        await installing.renew()
        assert current().token == token.value, "tried again at the next look"
        await installing.renew()
        renewed = current()
        assert renewed.token != token.value and renewed.expires == clock.now() + EXPIRES_SECONDS
        clock.advance(3_600)
        assert (await client.auth_test(token=renewed.token))["ok"]
        again = Installations(tmp_path / "kept.db")
        await again.load()
        assert again.get(workspace.store.team_id) == renewed
        await kept.close()
        await again.close()


async def test_a_state_ends(tmp_path: Path) -> None:
    clock = Clock(1_700_000_000)
    kept = Installations(tmp_path / "kept.db")
    client = WebClient(base_url="http://127.0.0.1:1/api/")
    installing = Installing(Install("1.2", "hush"), kept, client, SCOPES, now=clock.now)
    page, state = installing.begin()
    assert page.startswith("http://127.0.0.1:1/oauth/v2/authorize?client_id=1.2&scope=")
    assert "hush" not in page and "chat%3Awrite" in page
    clock.advance(STATE_SECONDS + 1)
    with pytest.raises(NotInstalled, match="too long"):
        await installing.finish({"state": state, "code": "x"}, state)
    await kept.close()


async def test_it_looks_again_and_again(tmp_path: Path) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise StopAsyncIteration

    kept = Installations(tmp_path / "kept.db")
    client = WebClient(base_url="http://127.0.0.1:1/api/")
    with pytest.raises(StopAsyncIteration):
        await Installing(Install("1", "2"), kept, client, SCOPES, sleep=sleep).run()
    assert pauses == [LOOK_EVERY] * 3
    await kept.close()


async def test_with_a_token_of_its_own_it_is_in_that_workspace_too(database: Path) -> None:
    async with several() as workspace:
        workspace.add_team("The Other Paper", people=ZOE, installed=False)
        token = workspace.install()
        settings = settings_of(workspace, SLACK_BOT_TOKEN=token.value)
        async with connected(workspace, database, "http", settings) as house:
            await install(house, other_of(house))
            for team, who in ((workspace, "anna"), (other_of(house), "zoe")):
                reply = await team.user(who).mention("desk", "meetings Japan")
                assert "Kishida" in reply.words


async def test_what_bolt_reads_from_the_environment_changes_nothing(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with several() as workspace:
        for key, value in settings_of(workspace).items():
            monkeypatch.setenv(key, value)
        async with connected(workspace, database, "http", settings_of(workspace)) as house:
            assert (await install(house, workspace))[0] == 200
            assert "Kishida" in (await house.anna.command("/meetings", "Japan")).words


BASE = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hush", "SLACK_SIGNING_SECRET": "s"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"SLACK_CLIENT_SECRET": ""}, "SLACK_CLIENT_SECRET"),
        ({"SLACK_CLIENT_ID": ""}, "SLACK_CLIENT_ID"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_APP_TOKEN": "xapp-1", "SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
        ({"DATELINE_TEAMS": "The Post"}, "DATELINE_TEAMS"),
    ],
)
def test_half_set_environments(change: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsProblem, match=word):
        load(BASE | change, NOWHERE)


def test_settings_keep_the_secret() -> None:
    settings = load(BASE | {"DATELINE_TEAMS": "T01,T02"}, NOWHERE)
    assert settings.install is not None and settings.install.teams == {"T01", "T02"}
    assert "hush" not in repr(settings.install) + repr(settings)
    assert "xoxb-2" not in repr(Installation("T2", "Them", "xoxb-2", "B2", "U2", "xoxe-2"))


def test_the_manifest_of_several_workspaces() -> None:
    content = manifest(URL + "/", install=True)
    assert content["oauth_config"]["redirect_urls"] == [URL + BACK]
    assert content["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert set(LOST) < set(content["settings"]["event_subscriptions"]["bot_events"])
    assert content["settings"]["token_rotation_enabled"]
