"""The finer points of single surfaces."""

import asyncio
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot import messages
from bot.application import SURFACES
from bot.errors import BotError, StaleButton, TriggerExpired
from bot.health import Health
from bot.manifest import manifest
from bot.readers import Readers
from bot.settings import Mode
from bot.surfaces.clicks import read_click
from bot.surfaces.mentions import delivery_keys, is_question, thread_of
from bot.views import _plain
from bot.workspace import Workspace, words_of
from knowledge.answers import ask
from knowledge.base import Base
from tests.bot.doubles import Pauses, refusal
from tests.bot.running import House, connected
from tests.written import article

ASKED = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.1", "text": "x"}
DIRECT = {**ASKED, "type": "message", "channel_type": "im"}


@pytest.mark.parametrize(
    ("event", "question"),
    [
        (ASKED, True),
        (DIRECT, True),
        ({**DIRECT, "subtype": "file_share"}, True),
        ({**DIRECT, "channel_type": "channel"}, False),
        ({**DIRECT, "subtype": "message_changed"}, False),
        ({**DIRECT, "subtype": "bot_message"}, False),
        ({**DIRECT, "subtype": []}, False),
        ({**DIRECT, "bot_id": "B1"}, False),
        ({**DIRECT, "bot_profile": {"id": "B1"}}, False),
        ({**DIRECT, "edited": {"user": "U1"}}, False),
        ({**ASKED, "edited": {"user": "U1"}}, False),
        ({**ASKED, "user": None}, False),
        ({**ASKED, "channel": None}, False),
        ({**ASKED, "ts": 7}, False),
    ],
)
def test_only_people_who_speak_to_the_bot_are_answered(
    event: dict[str, Any], question: bool
) -> None:
    assert is_question(event) is question


def test_a_delivery_is_known_by_its_event_and_its_message() -> None:
    body = {"event_id": "Ev1", "api_app_id": "A1", "team_id": "T1"}
    assert delivery_keys(body, ASKED) == ["message:A1:T1:C1:1.1", "event:A1:T1:Ev1"]
    assert delivery_keys({}, ASKED) == ["message:::C1:1.1"]


@pytest.mark.parametrize("other", [{"api_app_id": "A2"}, {"team_id": "T2"}])
def test_bots_of_two_workspaces_or_apps_share_no_delivery(other: dict[str, str]) -> None:
    body = {"event_id": "Ev1", "api_app_id": "A1", "team_id": "T1"}
    assert not set(delivery_keys(body, ASKED)) & set(delivery_keys(body | other, ASKED))


def test_answers_go_into_a_thread_but_for_direct_messages() -> None:
    assert thread_of(ASKED) == "1.1" and thread_of({**ASKED, "thread_ts": "0.9"}) == "0.9"
    direct = {**ASKED, "channel_type": "im"}
    assert thread_of(direct) is None and thread_of({**direct, "thread_ts": "0.9"}) == "0.9"


@pytest.mark.parametrize(
    ("body", "action"),
    [
        ({}, {"value": "{}"}),
        ({"response_url": "https://x"}, {}),
        ({"response_url": 5}, {"value": "{}"}),
        ({"response_url": "https://x", "channel": "C1", "container": []}, {"value": None}),
    ],
)
def test_a_click_from_nowhere_is_stale(body: dict[str, Any], action: dict[str, Any]) -> None:
    with pytest.raises(StaleButton):
        read_click(body, action)


async def test_a_slow_source_opens_a_loading_view_first(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.views.LOOK_UP", 0)
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    opened = await house.anna.click(reply, "Source")
    assert opened.view is not None
    await house.service.desk.drain(5)
    view = house.anna.top_view()
    assert view is not None and view.id == opened.view.id
    assert "Justin Trudeau" in "".join(words_of(view.blocks))


async def test_an_error_behind_a_loading_view_is_shown_in_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    monkeypatch.setattr("bot.views.LOOK_UP", 0)
    for block in reply.message.blocks:
        if "accessory" in block:
            block["accessory"]["value"] = '{"f":"no-such-fact"}'
    await house.anna.click(reply.message, "Source")
    await house.service.desk.drain(5)
    view = house.anna.top_view()
    assert view is not None and messages.STALE_SOURCE in "".join(words_of(view.blocks))
    assert len(house.anna.history("desk")) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"error": "expired_trigger_id"}, TriggerExpired),
        ({"error": "exchanged_trigger_id"}, TriggerExpired),
        (
            {
                "error": "invalid_arguments",
                "response_metadata": {"messages": ["trigger_id expired"]},
            },
            TriggerExpired,
        ),
        ({"error": "invalid_arguments"}, BotError),
        ({"error": "view_too_large"}, BotError),
    ],
)
def test_a_refused_view_is_explained(answer: dict[str, Any], kind: type[BotError]) -> None:
    assert type(_plain(refusal(**answer))) is kind


def test_what_takes_everything_comes_last() -> None:
    assert [surface.__name__ for surface in SURFACES][-1] == "bot.surfaces.quiet"


# Health


class Line:
    def __init__(self, up: bool) -> None:
        self.up = up

    async def connected(self) -> bool:
        return self.up


async def test_health_tells_what_is_wrong(small_archive: Path, tmp_path: Path) -> None:
    readers, missing = Readers(small_archive), Readers(tmp_path / "none.db")
    states = [
        (Health(Mode.HTTP, readers), "starting"),
        (Health(Mode.SOCKET, readers, Line(False)), "disconnected"),
        (Health(Mode.HTTP, readers, Line(False)), "ok"),
        (Health(Mode.HTTP, missing, Line(True)), "no fact base"),
        (Health(Mode.HTTP, readers, Line(True), stopping=True), "stopping"),
        (Health(Mode.HTTP, readers, Line(True)), "ok"),
    ]
    for health, status in states:
        report = await health.report()
        assert (report.content["status"], report.ready) == (status, status == "ok")
    assert report.content["articles"] == 2
    await readers.close()
    await missing.close()


async def test_health_counts_what_has_just_been_added(database: Path) -> None:
    clock = Pauses()
    health = Health(Mode.HTTP, Readers(database), Line(True), now=clock.now)
    assert (await health.report()).content["articles"] == 2
    with Base.open(database) as base:
        base.save(article("third", "A third\n\nNobody met.", "2022-03-20"), [])
    await clock.sleep(2.0)
    assert (await health.report()).content["articles"] == 3
    await health.readers.close()


async def test_everything_is_acknowledged_while_the_archive_is_slow(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = threading.Event()

    def slow(*given: Any, **more: Any) -> Any:
        assert reading.wait(20)
        return ask(*given, **more)

    monkeypatch.setattr("bot.answering.ask", slow)
    began = time.monotonic()
    waiting = [
        await house.anna.command("/meetings", "Canada", channel="desk", wait=False)
        for _ in range(6)
    ]
    assert all(reply.acknowledged for reply in waiting)
    assert time.monotonic() - began < 3  # Slack's patience for one, and here are six
    reading.set()
    await house.service.desk.drain(10)
    assert len(house.anna.history("desk")) == 6


async def test_stopping_waits_for_answers_under_way(database: Path) -> None:
    reading = threading.Event()

    def slow(*given: Any, **more: Any) -> Any:
        assert reading.wait(20)
        return ask(*given, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.answering.ask", slow)
        async with Workspace(manifest()) as workspace:
            async with connected(workspace, database, "socket") as house:
                await house.anna.command("/meetings", "Canada", channel="desk", wait=False)
                asyncio.get_running_loop().call_later(0.1, reading.set)
            assert "Trudeau" in (await workspace.user("anna").sees("Canada")).words


async def test_a_place_that_takes_no_answer_is_logged_not_shouted_at(
    house: House, logged: list[str]
) -> None:
    house.workspace.faults.api("chat.postMessage", times=5, error="is_archived")
    await house.anna.mention("desk", "meetings Canada", wait=False)
    await house.workspace.quiet()
    await house.service.desk.drain(5)
    assert house.workspace.posted() == []
    assert [line for line in logged if "is_archived" in line and "WARNING" in line]
    assert not [line for line in logged if "Unexpected" in line]


async def test_a_command_of_an_older_manifest_is_explained(served: House) -> None:
    hub, desk = served.workspace.hub, served.workspace.channel("desk").id
    handed = hub.store.hand_out_response_url(served.anna.id, desk, "command-1")
    fields = {
        "command": "/retired",
        "text": "Japan",
        "user_id": served.anna.id,
        "channel_id": desk,
        "response_url": hub.response_url("commands", handed.token),
    }
    answer = await served.workspace.post(urlencode(fields), "application/x-www-form-urlencoded")
    assert answer.status == 200
    reply = await served.anna.sees("/dateline help", channel="desk")
    assert reply.text == messages.UNKNOWN_COMMAND and reply.ephemeral


async def test_when_the_archive_was_last_read_is_shown_in_the_readers_zone(reading: House) -> None:
    said = await reading.anna.command("/dateline", "status")
    last = await reading.service.desk.readers.run(lambda base: base.status().last_ingest)
    assert last is not None
    epoch = int(datetime.fromisoformat(last).timestamp())
    assert f"Last ingest: <!date^{epoch}^" in said.text
    assert f"|{last[:16].replace('T', ' ')} UTC>" in said.text
