"""What `/metrics` tells, and that nothing of it can disturb an answer or hold anybody's words."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from slack_sdk.errors import SlackApiError

from bot.client import open_session, web_client
from bot.health import Health
from bot.manifest import manifest
from bot.observing import names
from bot.observing.figures import MOST, Figures
from bot.observing.gathering import Gathering
from bot.readers import Readers
from bot.settings import Mode, load
from bot.workspace import Workspace
from tests.bot.doubles import Pauses
from tests.bot.observing.test_requests import ended
from tests.bot.running import NOWHERE, House, running

DOCS = Path(__file__).parents[3] / "docs" / "operating.md"


async def scraped(house: House) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    """Every sample by its name and labels."""
    async with aiohttp.ClientSession() as session, session.get(f"{house.url}/metrics") as said:
        assert said.status == 200 and said.content_type == "text/plain"
        return samples(await said.text())


def samples(text: str) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            found.setdefault(one.name, {})[tuple(sorted(one.labels.items()))] = one.value
    return found


async def test_what_hangs_elsewhere_keeps_no_figures_back(small_archive: Path) -> None:
    health = Health(Mode.HTTP, Readers(small_archive), now=lambda: 0.0)
    await health.count()
    health.within = 0.05
    gathering = Gathering(Figures(), health)
    shared, let_go = ThreadPoolExecutor(1), threading.Event()
    asyncio.get_running_loop().set_default_executor(shared)
    hanging = shared.submit(let_go.wait)
    try:
        async with asyncio.timeout(5):
            found = samples((await gathering.tell()).decode())
        assert found["dateline_articles"][()] == 2 and not hanging.done()
    finally:
        let_go.set()
    await gathering.close()
    await health.readers.close()


async def test_what_was_asked_is_counted_and_nothing_of_its_words(
    reading: House, logged: list[str]
) -> None:
    await reading.anna.command("/meetings", "Zarnovia", channel="desk")
    await ended(logged)
    found = await scraped(reading)
    key = (("outcome", "answered"), ("surface", "command"), ("what", "meetings"))
    assert found["dateline_requests_total"][key] == 1
    assert found["dateline_ack_seconds_count"][(("surface", "command"),)] == 1
    assert found["dateline_answer_seconds_count"][key[1:]] == 1
    assert found["dateline_thread_work_seconds_count"][(("thread", "reader"),)] >= 1
    assert found["dateline_slack_calls_total"][(("method", "auth.test"), ("result", "ok"))] == 1
    assert found["dateline_slack_calls_total"][(("method", "response_url"), ("result", "ok"))] == 1
    assert found["dateline_socket_connections_total"][()] == 1
    assert "dateline_replica_alive" not in found
    assert found["dateline_articles"][()] == 2 and found["dateline_ready"][()] == 1
    assert found["dateline_queue_length"][(("queue", "posts"),)] == 0
    assert found["process_cpu_seconds_total"][()] > 0
    values = {value for rows in found.values() for labels in rows for _, value in labels}
    assert not values & {"Zarnovia", reading.anna.id, "desk"}


async def test_what_is_none_of_slacks_is_counted(served: House) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{served.url}/slack/events", data=b"{}") as said,
    ):
        assert said.status == 401
    assert (await scraped(served))["dateline_refusals_total"][(("reason", "HTTP401"),)] == 1


async def test_switched_off_there_are_none(database: Path) -> None:
    async with (
        running(database, "http", {"DATELINE_METRICS": "off"}) as house,
        aiohttp.ClientSession() as session,
    ):
        async with session.get(f"{house.url}/metrics") as said:
            assert said.status == 404
        reply = await house.anna.command("/meetings", "Japan", channel="desk")
        assert "Kishida" in reply.words


def told(figures: Figures) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    return samples(figures.tell({}).decode())


def test_what_an_alert_waits_for_is_there_from_the_start() -> None:
    found = told(Figures())["dateline_digests_total"]
    assert found[(("outcome", "given_up"),)] == 0 and len(found) == 4


def test_two_bots_in_one_process_keep_their_figures_apart() -> None:
    one, other = Figures(), Figures()
    one.retried("503")
    assert told(one)["dateline_slack_retries_total"] and "503" not in str(told(other))


def test_what_slack_brings_is_bounded_in_number_and_form() -> None:
    figures = Figures()
    for status in ("504", "status 503"):
        figures.called("chat.update", status, 0.1)
    assert all(f'result="http_{one}"'.encode() in figures.tell({}) for one in (503, 504))
    figures = Figures()
    for number in range(3 * MOST):
        figures.called("chat.postMessage", f"error_{number}", 0.1)
    figures.called("chat.postMessage", "whatever “somebody” typed", 0.1)
    calls = told(figures)["dateline_slack_calls_total"]
    assert len(calls) == MOST + 1
    assert calls[(("method", "chat.postMessage"), ("result", "other"))] == 2 * MOST + 1


def test_a_figure_that_can_not_be_kept_is_nobodys_business(
    monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    figures = Figures()
    monkeypatch.setattr(figures, "_counters", {})
    for _ in range(2):
        figures.retried("503")
        figures.served("command", "meetings", "answered", "", ack=0.1, took=0.1)
        figures.logged("error")


@given(st.lists(st.tuples(st.text(max_size=50), st.floats(0, 1e6)), max_size=5))
def test_any_result_can_be_told(results: list[tuple[str, float]]) -> None:
    figures = Figures()
    for result, seconds in results:
        figures.called("api.test", result, seconds)
        figures.published(result, seconds)
    assert told(figures)


def test_the_page_lists_every_metric() -> None:
    rows = re.findall(r"^\| `(dateline_\w+)` \| (\w+) \| ([^|]*) \|", DOCS.read_text("utf-8"), re.M)
    listed = {name: (kind, tuple(re.findall(r"`(\w+)`", labels))) for name, kind, labels in rows}
    assert listed == {one.name: (one.kind, one.labels) for one in names.METRICS}


def test_alerts_and_words_name_metrics_that_there_are() -> None:
    known = {one.name for one in names.METRICS}
    for name in re.findall(r"\bdateline_\w+", DOCS.read_text("utf-8")):
        assert re.sub(r"_(bucket|sum|count)$", "", name) in known, name


async def test_calls_of_slack_are_counted_by_what_came_of_them() -> None:
    figures, pauses = Figures(), Pauses()
    async with Workspace(manifest()) as workspace, open_session() as session:
        settings = load({"SLACK_API_URL": workspace.api_url}, NOWHERE)
        client = web_client(
            settings, session, token=workspace.bot_token, sleep=pauses.sleep, meter=figures
        )
        workspace.faults.api("auth.test", times=2, status=503)
        await client.auth_test()
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel="C0NOWHERE", text="hello")
        gone = load({"SLACK_API_URL": "http://127.0.0.1:1/"}, NOWHERE)
        away = web_client(gone, session, token="xoxb-1", patient=False, meter=figures)
        with pytest.raises(aiohttp.ClientError):
            await away.auth_test()
    found = told(figures)
    calls = {
        (dict(labels)["method"], dict(labels)["result"]): number
        for labels, number in found["dateline_slack_calls_total"].items()
    }
    assert calls == {
        ("auth.test", "ok"): 1,
        ("chat.postMessage", "channel_not_found"): 1,
        ("auth.test", "unreachable"): 1,
    }
    assert found["dateline_slack_retries_total"] == {(("why", "503"),): 2}
