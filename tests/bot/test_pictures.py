"""Pictures of timelines and charts: planned, drawn in a child process, uploaded with words."""

import ast
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.font_manager import fontManager

from bot import messages
from bot.errors import NoPicture
from bot.ids import Input
from bot.picture import fonts
from bot.picture.fonts import MEANING, OWN, chosen, drawable, installed, marked
from bot.render.answers import Frame, answer_message
from bot.render.pictures import ALT, planned
from bot.surfaces.pictures import ROOT, draw
from bot.workspace import Message
from knowledge.model import Answer
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import bounded
from tests.bot.running import House, running
from tests.effort import examples

PNG = b"\x89PNG\r\n\x1a\n"
EVENT = {"first": 738_000, "last": 738_010, "lane": 0, "text": "Somebody met $x_1$ \\frac"}
TIMELINE: dict[str, Any] = {
    "title": "Events of $a^b$", "note": "2 events.", "lanes": ["Meetings"],
    "events": [EVENT, {**EVENT, "first": 738_400, "last": 738_400}],
}  # fmt: skip
BARS: dict[str, Any] = {
    "title": "Sums", "note": "3 facts.",
    "bars": {"names": ["From $Japan$", "B"], "unit": "USD $ million", "whole": False,
             "series": [{"name": "$", "values": [1.5, 0.0]}, {"name": "b", "values": [0.0, 2.0]}]},
}  # fmt: skip


@pytest.fixture(params=["socket", "http"])
async def drawn(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[House]:
    """The bot over either line, no member of #general."""
    async with running(database, request.param, without_app=["general"]) as house:
        yield house


def has_file(message: Message) -> bool:
    return bool(message.files)


@pytest.mark.parametrize("channel", ["desk", "general"])
async def test_a_timeline_is_drawn_with_words_for_it(drawn: House, channel: str) -> None:
    reply = await drawn.anna.command("/timeline", "Cambodia", channel=channel)
    done = await drawn.anna.click(reply, "Picture", wait=False)
    await drawn.service.desk.drain(30)
    where = channel if channel == "desk" else "dm"
    posted = await drawn.anna.sees(has_file, channel=where, after=done)
    file = drawn.workspace.store.files[posted.message.files[0]["id"]]
    assert file.content is not None and file.content.startswith(PNG)
    assert file.alt_text is not None
    assert "2 events. 1 more without a known date." in file.alt_text
    assert "From 20–21 March 2022 to 12 November 2022. Meetings: 2. 2022: 2." in file.alt_text


async def test_a_picture_asked_for_in_a_window_comes_directly(drawn: House) -> None:
    home = await drawn.anna.open_home()
    window = await drawn.anna.choose(home, Input.WORDS, "/timeline Cambodia")
    assert window.view is not None and "Picture" in window.buttons
    await drawn.anna.click(window, "Picture", wait=False)
    await drawn.service.desk.drain(30)
    posted = await drawn.anna.sees(has_file, channel="dm")
    assert posted.message.files


async def test_a_picture_stands_in_where_slack_shows_no_chart(paged: House) -> None:
    paged.workspace.faults.refuse_blocks("data_visualization")
    reply = await paged.anna.command("/meetings", "Japan", channel="desk")
    assert "Picture" in reply.buttons
    asked = json.dumps([block for block in reply.message.blocks if block["type"] == "actions"])
    assert '"Draw and post"' in asked and "everybody in this channel will see it" in asked
    done = await paged.anna.click(reply, "Picture", wait=False)
    await paged.service.desk.drain(30)
    posted = await paged.anna.sees(has_file, channel="desk", after=done)
    alt = paged.workspace.store.files[posted.message.files[0]["id"]].alt_text
    assert alt is not None and alt.startswith("A bar chart: Meetings with Japan. 12 facts")
    assert "January 2021 1" in alt and "December 2021 1" in alt


async def test_where_slack_shows_the_chart_there_is_no_picture(paged: House) -> None:
    reply = await paged.anna.command("/meetings", "Japan", channel="desk")
    assert "Picture" not in reply.buttons


@pytest.mark.parametrize("program", ["/bin/false", "/nonexistent/python"])
async def test_a_child_that_fails_is_explained(
    paged: House, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    reply = await paged.anna.command("/timeline", "Japan", channel="desk")
    monkeypatch.setattr("bot.surfaces.pictures.sys.executable", program)
    await paged.anna.click(reply, "Picture")
    await paged.anna.sees(messages.NO_PICTURE, channel="desk")
    assert not [message for message in paged.anna.history("desk") if message.files]


async def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.surfaces.pictures.WITHIN", 0)
    with pytest.raises(NoPicture):
        await draw(TIMELINE)


@pytest.mark.parametrize("plan", [TIMELINE, BARS], ids=["timeline", "bars"])
async def test_the_same_plan_gives_the_same_picture(plan: dict[str, Any]) -> None:
    first = await draw(plan)
    assert first.startswith(PNG) and len(first) < 400_000
    assert await draw(plan) == first


def test_matplotlib_stays_out_of_the_bots_process() -> None:
    code = "import sys, bot.starting, bot.application; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
    importing = [
        path.name
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("matplotlib")
    ]
    assert set(importing) == {"drawing.py", "fonts.py"}


@given(any_.answers())
@bounded
def test_any_answer_has_a_plan_or_none(answer: Answer) -> None:
    answer_message(answer, Frame(private=True))
    plan = planned(answer)
    if plan is None:
        return
    assert 0 < len(plan.alt) <= ALT
    texts = [plan.plan["title"], plan.plan["note"]]
    texts += [event["text"] for event in plan.plan.get("events", ())]
    assert all("\n" not in text and len(text) <= 240 for text in texts)
    for event in plan.plan.get("events", ()):
        assert 0 < event["first"] <= event["last"]
        assert 0 <= event["lane"] < len(plan.plan["lanes"])


def test_a_font_is_taken_for_what_the_own_one_lacks() -> None:
    known = {
        "Own": "abc ▯".__contains__,
        "Khmer": "ខ្មែរ".__contains__,
        "Other": "ខ日本".__contains__,
    }
    assert chosen(["abc"], known) == (["Own"], set())
    assert chosen(["a ខ"], known) == (["Own", "Khmer"], set())
    assert chosen(["日本 ខ 한"], known) == (["Own", "Khmer", "Other"], {"한"})


def test_a_font_installed_later_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = fontManager.findfont("DejaVu Sans")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    system = [own, str(tmp_path / "broken.ttf")]
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: system)
    monkeypatch.setattr(fontManager, "ttflist", [])
    assert list(installed()) == [OWN]
    assert [entry.fname for entry in fontManager.ttflist] == [own]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hun Sen met 習近平.", "Hun Sen met ▯."),
        ("“習近平 (습), ab習ab", "“▯ (▯), ab▯ab"),
        ("well 🇰🇭 done🇰🇭", "well done"),
        ("a  b", "a  b"),
    ],
)
def test_what_no_font_has_is_a_mark(text: str, shown: str) -> None:
    assert marked(text, set("習近平습🇰🇭")) == shown


@pytest.mark.filterwarnings("error")
def test_letters_without_a_font_are_explained_below() -> None:
    event = {**EVENT, "text": "14 May 2022 — 習近平 met ហ៊ុន សែន in 󠁁 Ägypten"}
    plan, families = drawable({**TIMELINE, "events": [event]}, {OWN: installed()[OWN]})
    assert families == [OWN] and plan["below"] == MEANING
    assert plan["events"][0]["text"] == "14 May 2022 — ▯ met ▯ ▯ in Ägypten"
    assert drawable(TIMELINE, installed())[0] is TIMELINE
    from bot.picture.drawing import draw as drawing

    assert drawing({**TIMELINE, "events": [event, event]}).startswith(PNG)


@pytest.mark.filterwarnings("error")
@given(any_.answers())
@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_can_be_drawn(answer: Answer) -> None:
    plan = planned(answer)
    if plan is not None:
        from bot.picture.drawing import draw as drawing

        assert drawing(plan.plan).startswith(PNG)
