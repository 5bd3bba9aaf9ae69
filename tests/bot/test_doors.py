"""Who may ask, and where: members everywhere, guests and strangers nowhere unless allowed."""

import json
from collections.abc import Callable
from datetime import date, datetime
from inspect import unwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from slack_bolt.async_app import AsyncAck

from bot import messages
from bot.asking import CURRENT, Sort, read
from bot.manifest import manifest
from bot.people import FRESH, STALE, People, Person, Standing
from bot.people import read as read_person
from bot.surfaces import quiet
from bot.workspace import Workspace
from tests.bot.deciding.houses import decided, opened
from tests.bot.running import House, connected, running

CHANNEL = "desk"


def ack() -> AsyncAck:
    """An acknowledgement that nobody waits for."""
    return AsyncAck()  # type: ignore[no-untyped-call]


def asked(house: House, method: str) -> int:
    """How often the bot has called a method of the Web API."""
    return sum(name == method for name, _ in house.workspace.api.calls)


async def test_members_ask_as_before(house: House) -> None:
    reply = await house.anna.command("/meetings", "Japan", channel=CHANNEL)
    assert "Kishida" in reply.words


@pytest.mark.parametrize("guest", ["single", "multi"])
async def test_guests_are_told_so_and_nothing_else(house: House, guest: Any) -> None:
    house.workspace.add_person("gil", channels=[CHANNEL], guest=guest)
    gil = house.workspace.user("gil")
    reply = await gil.command("/meetings", "Japan", channel=CHANNEL)
    assert reply.acknowledged and reply.ephemeral and reply.text == messages.NO_GUESTS
    mentioned = await gil.mention(CHANNEL, "meetings Japan")
    assert mentioned.ephemeral and mentioned.text == messages.NO_GUESTS
    direct = await gil.dm("meetings Japan")
    assert direct.text == messages.NO_GUESTS
    assert all("Kishida" not in message.text for message in house.workspace.posted())


async def test_a_stranger_in_a_shared_channel_gets_nothing(house: House) -> None:
    house.workspace.add_person("sue", channels=[CHANNEL], of_team="The Other Paper")
    sue = house.workspace.user("sue")
    reply = await sue.mention(CHANNEL, "meetings Japan")
    assert reply.ephemeral and reply.text == messages.NO_STRANGERS
    assert not [m for m in house.anna.history(CHANNEL) if m.user == house.workspace.bot_user.id]
    answered = await house.anna.mention(CHANNEL, "meetings Japan")
    shown = await sue.click(answered.message, "Source", nth=0)
    assert shown.text == messages.NO_STRANGERS and sue.top_view() is None


async def test_guests_may_be_let_in(database: Path) -> None:
    async with running(database, "socket", settings={"DATELINE_GUESTS": "yes"}) as house:
        house.workspace.add_person("gil", channels=[CHANNEL], guest="single")
        house.workspace.add_person("sue", channels=[CHANNEL], of_team="The Other Paper")
        for who in ("gil", "sue"):
            reply = await house.workspace.user(who).mention(CHANNEL, "meetings Japan")
            assert "Kishida" in reply.words
        house.workspace.faults.api("users.info", error="fatal_error", times=9)
        assert "Kishida" in (await house.ben.command("/meetings", "Japan")).words


async def test_only_the_channels_of_the_list_are_answered_in(database: Path) -> None:
    async with Workspace(manifest()) as workspace:
        allowed = workspace.channel("general").id
        settings = {"DATELINE_CHANNELS": f"{allowed}, C0NOTHERE"}
        async with connected(workspace, database, "socket", settings) as house:
            reply = await house.anna.command("/meetings", "Japan", channel=CHANNEL)
            assert reply.ephemeral and reply.text == messages.NOT_HERE
            assert (await house.anna.mention(CHANNEL, "meetings Japan")).text == messages.NOT_HERE
            answer = await house.anna.command("/meetings", "Japan", channel="general")
            shared = await house.anna.click(answer, "Share in channel")
            assert "Kishida" in shared.words
            assert "Kishida" in (await house.anna.dm("meetings Japan")).words


async def test_sharing_ends_where_the_list_does(database: Path) -> None:
    async with Workspace(manifest()) as workspace:
        async with connected(workspace, database, "socket") as house:
            answer = await house.anna.command("/meetings", "Japan", channel=CHANNEL)
        settings = {"DATELINE_CHANNELS": workspace.channel("general").id}
        async with connected(workspace, database, "socket", settings) as house:
            refused = await house.anna.click(answer, "Share in channel")
            assert refused.ephemeral and refused.text == messages.NOT_HERE


async def test_the_acknowledgement_waits_for_nobody(house: House) -> None:
    release = house.workspace.faults.hold("users.info")
    reply = await house.anna.command("/meetings", "Japan", channel=CHANNEL, wait=False)
    assert reply.acknowledged and reply.messages == []
    release.set()
    assert "Kishida" in (await house.anna.sees("Kishida", after=reply)).words


async def test_a_person_is_asked_after_once(house: House) -> None:
    for _ in range(3):
        await house.anna.command("/meetings", "Japan", channel=CHANNEL)
    assert asked(house, "users.info") == 1


async def test_while_slack_does_not_say_who_it_is_nothing_is_told(
    house: House, logged: list[str]
) -> None:
    house.workspace.faults.api("users.info", error="missing_scope")
    reply = await house.anna.command("/meetings", "Japan", channel=CHANNEL)
    assert reply.ephemeral and reply.text.startswith(messages.NOT_KNOWN)
    assert any("users:read" in line for line in logged)
    assert "Kishida" in (await house.anna.command("/meetings", "Japan", channel=CHANNEL)).words


async def test_where_slack_s_api_knows_no_users_all_are_members(house: House) -> None:
    house.workspace.faults.api("users.info", error="unknown_method")
    assert "Kishida" in (await house.anna.command("/meetings", "Japan", channel=CHANNEL)).words
    house.workspace.faults.api("users.info", status=404, body="<html>not here</html>")
    assert "Kishida" in (await house.ben.command("/meetings", "Japan", channel=CHANNEL)).words


@pytest.mark.parametrize("told", [{}, {"user": {"id": "U1"}}])
async def test_a_server_that_tells_nothing_of_users_has_members_only(told: dict[str, Any]) -> None:
    class Client:
        async def auth_test(self) -> dict[str, Any]:
            return {"ok": True}

        async def api_call(self, method: str, data: dict[str, str]) -> dict[str, Any]:
            return {"ok": True, **told}

    people = People(Client())  # type: ignore[arg-type]
    found = await people.find("U1", None, None, 1.0)
    assert found is not None and found.standing is Standing.MEMBER


async def test_a_form_is_looked_at_before_anything_is_kept(reading: House) -> None:
    answer = await reading.anna.command("/meetings", "Canada", channel=CHANNEL)
    menu = next(
        block["accessory"]
        for block in answer.blocks
        if block.get("accessory", {}).get("type") == "overflow"
    )
    form = await reading.anna.click(answer, menu["action_id"], option="Correct…")
    reading.workspace.store.users[reading.anna.id].guest = "single"
    reading.service.desk.doors._people._known.clear()
    typed = {"What is wrong?": "Where it was", "What is right?": "Kep"}
    done = await reading.anna.submit(form, typed)
    assert done.view is not None and messages.NO_GUESTS in json.dumps(done.view.content)
    assert await reading.service.desk.readers.run(lambda base: base.proposals()) == []


async def test_suggestions_hold_no_names_for_guests(served: House) -> None:
    app = served.service.app

    async def names(ack: AsyncAck) -> None:
        await ack(options=[{"text": {"type": "plain_text", "text": "Kishida"}, "value": "k"}])

    app.options("own.names")(names)
    app._async_listeners.insert(0, app._async_listeners.pop())
    served.workspace.add_person("gil", guest="single")
    for who, offered in (("anna", True), ("gil", False)):
        payload = {
            "type": "block_suggestion",
            "user": {"id": served.workspace.user(who).id},
            "team": {"id": served.workspace.store.team_id},
            "action_id": "own.names",
            "block_id": "b",
            "value": "k",
        }
        body = urlencode({"payload": json.dumps(payload)})
        answer = await served.workspace.post(body, "application/x-www-form-urlencoded")
        assert ("Kishida" in answer.body) is offered


async def test_a_refused_home_shows_nothing(house: House) -> None:
    house.workspace.add_person("gil", guest="single")
    home = await house.workspace.user("gil").open_home()
    assert home.view is not None and messages.NO_GUESTS in json.dumps(home.view.content)
    assert "Kishida" not in json.dumps(home.view.content)


async def test_a_shortcut_is_answered_in_a_window(house: House) -> None:
    house.workspace.add_person("gil", guest="single")
    gil = house.workspace.user("gil")
    opened = await gil.shortcut("Search the archive")
    assert opened.view is not None and messages.NO_GUESTS in json.dumps(opened.view.content)
    told = await house.anna.mention(CHANNEL, "meetings Japan")
    house.workspace.channel(CHANNEL).members.add(gil.id)
    found = await gil.message_shortcut(told, "Find in the archive")
    assert messages.NO_GUESTS in found.text + json.dumps(found.view.content if found.view else "")


def test_no_listener_can_be_reached_past_the_door(served_listeners: list[Any]) -> None:
    assert len(served_listeners) > 9
    for listener in served_listeners:
        assert listener.ack_function is not unwrap(listener.ack_function), listener.ack_function


@pytest.fixture
async def served_listeners(served: House) -> list[Any]:
    """The listeners of the surfaces, but for forms and suggestions, and those that do nothing."""
    return [
        one
        for one in served.service.app._async_listeners
        if one.ack_function.__module__ != quiet.__name__
        and "options" not in type(one.matchers[0]).__name__
    ]


# What Slack says of people


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ({"team_id": "T1"}, Standing.MEMBER),
        ({"team_id": "T1", "is_restricted": True}, Standing.GUEST),
        ({"team_id": "T1", "is_ultra_restricted": True}, Standing.GUEST),
        ({"team_id": "T1", "is_stranger": True}, Standing.STRANGER),
        ({"team_id": "T1", "deleted": True}, Standing.STRANGER),
        ({"team_id": "T2"}, Standing.STRANGER),
        ({}, Standing.MEMBER),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, Standing.MEMBER),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E1"}}, Standing.MEMBER),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E2"}}, Standing.STRANGER),
        ({"team_id": "T2", "enterprise_user": "E1"}, Standing.STRANGER),
    ],
)
def test_standings(told: dict[str, Any], standing: Standing) -> None:
    assert read_person(told, "T1", "E1").standing is standing


def test_without_an_organisation_other_organisations_are_strange() -> None:
    assert read_person({"team_id": "T2", "enterprise_user": {}}, "T1", None).standing == "stranger"


@pytest.mark.parametrize(("name", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), ("Mars/X", None)])
def test_zones(name: str, zone: str | None) -> None:
    found = read_person({"team_id": "T1", "tz": name}, "T1", None).zone
    assert (found.key if found else None) == zone


async def test_what_was_said_holds_for_a_while(house: House) -> None:
    at = 0.0
    workspace = house.workspace
    people = People(house.service.desk.client, now=lambda: at)
    user, team = house.anna.id, workspace.store.team_id

    async def standing() -> Standing | None:
        found = await people.find(user, team, None, 5)
        return found.standing if found else None

    assert await standing() is Standing.MEMBER
    workspace.store.users[user].guest = "multi"
    at = FRESH - 1
    assert await standing() is Standing.MEMBER
    at = FRESH
    workspace.faults.api("users.info", error="fatal_error", times=2)
    assert await standing() is Standing.MEMBER, "what it said before, while it does not answer"
    at = STALE
    assert await standing() is None
    assert await standing() is Standing.GUEST


async def test_without_a_word_on_its_own_workspace_the_bot_asks(house: House) -> None:
    house.workspace.add_person("sue", of_team="The Other Paper")
    people = People(house.service.desk.client)
    sue = house.workspace.user("sue").id
    for user, standing in ((house.anna.id, Standing.MEMBER), (sue, Standing.STRANGER)):
        found = await people.find(user, None, None, 5)
        assert found is not None and found.standing is standing


async def test_of_whom_slack_knows_nothing_is_a_stranger(house: House) -> None:
    people, team = People(house.service.desk.client), house.workspace.store.team_id
    for user, code in (("U0GONE", "user_not_found"), ("U0HIDDEN", "user_not_visible")):
        house.workspace.faults.api("users.info", error=code)
        assert await people.find(user, team, None, 5) == Person(Standing.STRANGER, None)


async def test_too_late_is_in_time_for_the_next(house: House) -> None:
    people = People(house.service.desk.client)
    release = house.workspace.faults.hold("users.info")
    team = house.workspace.store.team_id
    assert await people.find(house.anna.id, team, None, 0) is None
    release.set()
    assert await people.find(house.anna.id, team, None, 5) is not None
    assert asked(house, "users.info") == 1


# The asker's day


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
async def test_today_is_the_day_of_whoever_asks(house: House, zone: str) -> None:
    # Of these two zones one always has another day than the other.
    house.workspace.add_person("zoe", channels=[CHANNEL], tz=zone)
    there: Callable[[], date] = lambda: datetime.now(ZoneInfo(zone)).date()  # noqa: E731
    before = there()
    reply = await house.workspace.user("zoe").command("/meetings", "today", channel=CHANNEL)
    days = {f"{day.day} {day:%B %Y}" for day in (before, there())}
    assert any(day in reply.words for day in days), reply.words


async def test_without_a_zone_it_is_that_of_the_newsroom(house: House) -> None:
    desk = house.service.desk
    one = read({"type": "event_callback"}, "U1", ack())
    CURRENT.set(one)
    one.person = Person(Standing.MEMBER, None)
    assert desk.today() == datetime.now(desk.timezone).date()
    CURRENT.set(None)


async def test_a_form_of_somebody_whom_slack_does_not_know_just_then_stays(reading: House) -> None:
    window = await opened(reading.anna, "Correct…")
    reading.service.desk.doors._people._known.clear()
    reading.workspace.faults.api("users.info", error="internal_error")
    typed = {"What is right?": "13 Nov 2022"}
    told = await reading.anna.submit(window, typed)
    assert told.view is not None and messages.NOT_KNOWN in json.dumps(told.view.content)
    await reading.anna.close_view()
    assert reading.anna.top_view() is window.view, "it stands below, as it was filled in"
    await reading.anna.submit(window, typed)
    assert len(decided(reading)) == 1


# What Slack sends again


async def test_the_same_command_twice_is_answered_twice(house: House) -> None:
    for _ in range(2):
        reply = await house.anna.command("/meetings", "Japan", channel=CHANNEL)
        assert "Kishida" in reply.words


def form(**more: Any) -> dict[str, Any]:
    """A form as Slack sends it."""
    return {"type": "view_submission", "team": {"id": "T1"}, "view": {"id": "V1", **more}}


@pytest.mark.parametrize(
    "body",
    [
        {"command": "/x", "team_id": "T1", "trigger_id": "1.2"},
        {"type": "block_actions", "team": {"id": "T1"}, "trigger_id": "3"},
        {"type": "block_suggestion", "trigger_id": "3"},
        {"type": "event_callback", "event_id": "Ev1"},
        {"type": "block_actions", "view": {"id": "V1"}},
    ],
)
def test_only_forms_have_a_name(body: dict[str, Any]) -> None:
    assert read(body, "U1", ack()).key is None


def test_a_form_is_the_same_with_the_same_words_in_it() -> None:
    said = {"state": {"values": {"a": {"b": {"value": "rice"}}}}}
    other = {"state": {"values": {"a": {"b": {"value": "roads"}}}}}
    first = read(form(**said), "U1", ack()).key
    assert first is not None and first == read(form(**said), "U1", ack()).key
    others = [form(**other), form(**said, hash="h"), form(**said) | {"team": {"id": "T2"}}]
    assert first not in {read(body, "U1", ack()).key for body in others}


def test_each_press_is_one_though_the_words_are_the_same() -> None:
    pressed = form() | {"trigger_id": "1.2"}
    first = read(pressed, "U1", ack()).key
    assert first == read(dict(pressed), "U1", ack()).key
    assert first != read(form() | {"trigger_id": "3.4"}, "U1", ack()).key


def test_all_places_of_a_request_count() -> None:
    body = {
        "type": "view_submission",
        "channel": {"id": "C1"},
        "container": {"channel_id": "C1"},
        "response_urls": [{"channel_id": "C2"}, "odd"],
    }
    one = read(body, "U1", ack())
    assert (one.sort, one.places) == (Sort.FORM, ("C1", "C2"))
    assert read({"event": {"channel": {"id": "C9"}}}, None, ack()).places == ()
