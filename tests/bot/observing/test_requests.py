"""Each request has an id, one line at its end, and every line on its behalf carries the id."""

import asyncio
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BotError, NoBase, NotHere, Repeated, StaleButton, TooFast, Unknown
from bot.ids import Action, Callback, Shortcut
from bot.logs import Formatter, JsonFormatter, pseudonym
from bot.observing.meter import NONE
from bot.observing.naming import EVENTS, OTHER, Surface, id_of, named
from bot.observing.outcomes import Outcome, judged
from bot.observing.requests import CURRENT, Tracker, listening, reference
from bot.observing.worker import Worker
from knowledge.commands import COMMANDS
from tests.bot.running import House, running

WORDS = "Quettelmann of Zarnovia"
NAMES = (
    {command.name for command in COMMANDS}
    | set(EVENTS)
    | {str(one).removeprefix("dateline.") for kind in (Action, Callback, Shortcut) for one in kind}
    | {OTHER}
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
BODIES = st.dictionaries(
    st.sampled_from(
        ["type", "command", "text", "event", "actions", "view", "action_id", "event_id"]
    ),
    JSON | st.sampled_from(["event_callback", "block_actions", "view_submission", "/dateline"]),
)


@given(BODIES)
def test_any_body_has_a_name_of_this_house(body: dict[str, Any]) -> None:
    surface, what = named(body)
    assert surface in set(Surface)
    assert what in NAMES or re.fullmatch(r"dateline [a-z]+", what)
    assert re.fullmatch(r"[0-9a-f]{8}", id_of(body))


@pytest.mark.parametrize(
    ("body", "surface", "what"),
    [
        ({"command": "/meetings", "text": WORDS}, "command", "meetings"),
        ({"command": "/dateline", "text": f"money {WORDS}"}, "command", "money"),
        ({"command": "/dateline", "text": "status"}, "command", "dateline status"),
        ({"command": "/dateline", "text": WORDS}, "command", "dateline"),
        ({"command": f"/{WORDS}"}, "command", OTHER),
        ({"type": "event_callback", "event": {"type": "app_mention"}}, "event", "app_mention"),
        ({"type": "event_callback", "event": {"type": "link_shared"}}, "unfurl", "link_shared"),
        ({"type": "event_callback", "event": {"type": WORDS}}, "event", OTHER),
        ({"type": "block_actions", "actions": [{"action_id": "dateline.page:2"}]}, "click", "page"),
        ({"type": "block_actions", "actions": [{"action_id": WORDS}]}, "click", OTHER),
        ({"type": "view_closed", "view": {"callback_id": Callback.RULE}}, "form", "rule_view"),
        ({"type": "block_suggestion", "action_id": "dateline.party"}, "suggestion", "party"),
        ({"type": "shortcut", "callback_id": "dateline.add_shortcut"}, "shortcut", "add_shortcut"),
    ],
)  # fmt: skip
def test_names(body: dict[str, Any], surface: str, what: str) -> None:
    assert named(body) == (surface, what)


def test_a_delivery_that_is_repeated_has_the_same_id() -> None:
    first = {"event_id": "Ev1", "event": {"text": "a"}}
    assert id_of(first) == id_of({**first, "event": {}}) != id_of({"event_id": "Ev2"})


async def ended(lines: list[str], what: str = "") -> str:
    """The line of the first request (of a sort), which ends a moment after its answer came."""
    async with asyncio.timeout(5):
        while True:
            found = [line for line in lines if "dateline.requests" in line and what in line]
            if found:
                return found[0]
            await asyncio.sleep(0)


async def test_a_command_leaves_one_line_without_its_words(
    reading: House, logged: list[str]
) -> None:
    await reading.anna.command("/meetings", WORDS, channel="desk")
    line = await ended(logged)
    told = r"dateline.requests \[[0-9a-f]{8}\]: command meetings: answered in \d+ ms, acknowledged"
    assert re.search(told, line)
    everything = "\n".join(logged)
    assert "Quettelmann" not in everything and reading.anna.id not in everything


async def test_an_event_ends_with_its_listener_and_a_click_with_its_own(
    reading: House, logged: list[str]
) -> None:
    reply = await reading.anna.mention("desk", "meetings Japan")
    line = await ended(logged, "event app_mention: answered")
    took, ack = map(int, re.findall(r"(\d+) ms", line))
    assert took >= ack, "Slack has its acknowledgement before anybody looks for an answer"
    await reading.anna.click(reply, "Source", nth=0)
    assert "dateline.requests" in await ended(logged, "click ")


async def test_who_gets_no_answer_is_refused_in_the_log(database: Path, logged: list[str]) -> None:
    async with running(database, "socket", {"DATELINE_CHANNELS": "C00000009"}) as house:
        await house.anna.command("/meetings", "Japan", channel="desk")
        assert "refused (NotHere)" in await ended(logged, "command meetings")


async def test_who_is_told_of_a_failure_can_name_its_line(
    reading: House, database: Path, logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.answered", lambda *given: 1 / 0)
    reply = await reading.anna.command("/meetings", "Japan", channel="desk")
    found = re.search(r"[0-9a-f]{8}", reply.words)
    assert found is not None
    assert "command meetings: failed (ZeroDivisionError)" in await ended(logged)
    lines = [line for line in logged if found[0] in line]
    assert any("ZeroDivisionError" in line for line in lines)
    assert any("dateline.requests" in line for line in lines)


async def test_threads_and_tasks_carry_the_id(logged: list[str]) -> None:
    worker, log = Worker("reader"), logging.getLogger("dateline.readers")

    async def dispatch() -> str | None:
        with listening():
            await worker.run(log.info, "in the thread")
        return reference()

    id = await Tracker(NONE).follow({"event_id": "Ev1"}, dispatch)
    assert id == id_of({"event_id": "Ev1"}) and reference() is None
    assert any(f"dateline.readers [{id}]: in the thread" in line for line in logged)
    await worker.run(log.info, "of the bot's own")
    assert any("dateline.readers: of the bot's own" in line for line in logged)
    await worker.end()


def test_a_line_of_json_says_all_of_it(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise KeyError("typed by somebody")
    except KeyError as error:
        caught = error
    record = logging.LogRecord(
        *("dateline.x", logging.WARNING, __file__, 1, "Source of %s, xoxb-1-2", ("U0123ABCDE",)),
        (KeyError, caught, caught.__traceback__),
    )
    record.fields = {"duration_ms": 1.5}
    line = JsonFormatter().format(record)
    told = json.loads(line)
    assert "\n" not in line and "typed" not in line and "xoxb" not in line
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told["time"])
    assert (told["level"], told["logger"], told["duration_ms"]) == ("warning", "dateline.x", 1.5)
    assert told["message"] == f"Source of {pseudonym('U0123ABCDE')}, [redacted]"
    assert told["error"][-1] == "KeyError"


@given(st.text(max_size=60), st.sampled_from(["DEBUG", "ERROR"]))
def test_any_message_is_one_object_on_one_line(message: str, level: str) -> None:
    record = logging.LogRecord("x", getattr(logging, level), "", 1, message, (), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line and json.loads(line)["level"] == level.lower()
    assert Formatter().format(record)


async def test_a_request_ends_with_its_last_listener() -> None:
    tracker = Tracker(NONE)

    async def dispatch() -> None:
        request = CURRENT.get()
        assert request is not None and not request.ended and tracker.open == 1

    await tracker.follow({}, dispatch)
    assert CURRENT.get() is None


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Repeated(), Outcome.REPEATED),
        (TooFast(3), Outcome.LIMITED),
        (NotHere(), Outcome.REFUSED),
        (StaleButton(), Outcome.REFUSED),
        (Unknown(), Outcome.FAILED),
        (NoBase(), Outcome.FAILED),
        (BotError(), Outcome.FAILED),
        (ZeroDivisionError(), Outcome.FAILED),
    ],
)
def test_what_ends_a_request_is_its_outcome(error: Exception, outcome: Outcome) -> None:
    assert judged(error) == (outcome, type(error).__name__)
