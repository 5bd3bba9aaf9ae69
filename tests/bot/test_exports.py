"""Exporting an answer as a file, to the channel or to the person."""

import asyncio
import csv
import io
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import messages
from bot.errors import StaleButton
from bot.ids import Form
from bot.render.exports import export_file
from bot.values import decode_export, encode_export
from bot.workspace import Message, Reply
from knowledge import model
from knowledge.base import Base
from knowledge.model import (
    Answer,
    Evidence,
    Fact,
    MeetingFact,
    Query,
    Scope,
    Source,
    StatementFact,
    Status,
)
from knowledge.wording.spreadsheet import table
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded
from tests.bot.running import House, running
from tests.knowledge.wording.test_icalendar import lines

TODAY = date(2026, 11, 22)
STATEMENT = StatementFact("s:1", "", True, (), None, (), None, None, (), ())


def content(house: House, message: Message) -> str:
    """What is in the file of a message."""
    (shared,) = message.files
    kept = house.workspace.store.files[shared["id"]].content
    assert kept is not None
    return kept.decode()


def has_file(message: Message) -> bool:
    return bool(message.files)


@pytest.fixture(params=["socket", "http"])
async def many(
    request: pytest.FixtureRequest, long_archive: Path, tmp_path: Path
) -> AsyncIterator[House]:
    """The bot on the long archive, over either line, and no member of #general."""
    path = Path(shutil.copy(long_archive, tmp_path / "dateline.db"))
    async with running(path, request.param, without_app=["general"]) as house:
        yield house


async def asked(house: House, channel: str = "desk") -> Reply:
    return await house.anna.command("/meetings", "Japan", channel=channel)


async def test_all_pages_become_one_spreadsheet(many: House) -> None:
    reply = await asked(many)
    done = await many.anna.click(reply, "Export as CSV")
    posted = await many.ben.sees(has_file, channel="desk", after=done)
    assert not posted.ephemeral and f"<@{many.anna.id}>" in posted.text
    assert "*Meetings with Japan* 12 facts." in posted.text
    text = content(many, posted.message)
    assert text.startswith("\ufeffid,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["date"] for row in rows] == [f"2021-{month:02d}-10" for month in range(12, 0, -1)]
    assert rows[0]["sentence"] == "Hun Sen met Fumio Kishida of Japan, round 12."
    name = many.workspace.store.files[posted.message.files[0]["id"]].name
    assert name.startswith("dateline-meetings-") and name.endswith(".csv")


async def test_days_become_a_calendar(many: House) -> None:
    reply = await asked(many)
    done = await many.anna.click(reply, "Export as calendar")
    posted = await many.anna.sees(has_file, channel="desk", after=done)
    shown = lines(content(many, posted.message))
    assert shown.count("BEGIN:VEVENT") == 12 and "DTSTART;VALUE=DATE:20210110" in shown


def test_a_row_says_where_its_sentence_stands() -> None:
    sentence = Evidence("a1", 0, 9, "They met.")
    said = Source(
        "a1", "=By the sea", "Post", "2022-03", "inferred", "https://p.example/1", (sentence,),
        "r1", "test",
    )  # fmt: skip
    later = replace(said, article="a2", title="Later", reading="r2")
    fact = replace(STATEMENT, words="Yes", sources=(said, later))
    (row,) = csv.DictReader(io.StringIO(table([fact])))
    assert row["articles"] == "a1; a2" and row["sentence"] == "They met."
    assert (row["headline"], row["outlet"], row["url"]) == (
        "'=By the sea", "Post", "https://p.example/1",
    )  # fmt: skip
    assert (row["published"], row["published_basis"]) == ("2022-03", "inferred")
    (bare,) = csv.DictReader(io.StringIO(table([STATEMENT])))
    assert bare["url"] == bare["sentence"] == ""


def test_a_calendar_says_what_it_leaves_out() -> None:
    meeting = MeetingFact(
        "m:1", model.Form.MEETING, Status.HELD, (), ("JP", "KH"), "2022-03-21", None, None, (), ()
    )
    facts = (meeting, replace(meeting, id="m:2", date=None), STATEMENT)
    answer = Answer(Query("facts"), "Facts", True, Scope(1, 3, None, None), facts, total=3)
    file = export_file(answer, Form.CALENDAR, TODAY, "U1")
    assert file is not None
    left = "3 facts. 1 event. Left out: 1 undated, 1 neither meetings nor dates ahead."
    assert left in file.said
    none = replace(answer, facts=facts[1:])
    assert export_file(none, Form.CALENDAR, TODAY, "U1") is None


async def test_where_the_app_is_no_member_the_file_comes_directly(many: House) -> None:
    reply = await asked(many, "general")
    done = await many.anna.click(reply, "Export as CSV")
    posted = await many.anna.sees(has_file, channel="dm", after=done)
    assert "round 12" in content(many, posted.message)
    told = await many.anna.sees(messages.FILE_IS_IN_DM, channel="general", after=done)
    assert told.ephemeral
    assert not [message for message in many.ben.history("general") if message.files]


async def test_in_the_direct_message_everything_can_be_exported(many: House) -> None:
    reply = await many.anna.dm("meetings South Korea")
    assert {"Export as CSV", "Export as calendar"} <= set(reply.buttons)
    done = await many.anna.click(reply, "Export as CSV")
    posted = await many.anna.sees(has_file, channel="dm", after=done)
    assert posted.message.thread_ts == reply.thread_ts
    assert "talk-KR,A talk with South Korea," in content(many, posted.message)


async def test_who_presses_twice_gets_one_file(many: House) -> None:
    reply = await asked(many)
    await asyncio.gather(*(many.anna.click(reply, "Export as CSV", wait=False) for _ in range(3)))
    await many.service.desk.drain(5)
    assert len([m for m in many.anna.history("desk") if m.files]) == 1
    again = await many.anna.click(reply, "Export as CSV")
    await many.anna.sees(has_file, channel="desk", after=again)


async def test_an_answer_on_one_page_has_no_export_in_a_channel(paged: House) -> None:
    reply = await paged.anna.command("/meetings", "South Korea", channel="desk")
    assert not [label for label in reply.buttons if label.startswith("Export")]
    several = await asked(paged)
    button = next(
        element
        for block in several.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == "Export as CSV"
    )
    assert "Everybody here will see it" in button["confirm"]["text"]["text"]


async def test_what_is_beyond_the_bound_is_said(
    paged: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.surfaces.exports.FACTS", 7)
    reply = await asked(paged)
    done = await paged.anna.click(reply, "Export as CSV")
    posted = await paged.anna.sees(has_file, channel="desk", after=done)
    assert "The first 7 of 12 facts." in posted.text
    assert len(content(paged, posted.message).splitlines()) == 8


async def test_nothing_left_to_export(paged: House) -> None:
    reply = await asked(paged)
    with Base.open(paged.service.settings.database) as base:
        for id in base.article_ids():
            base.remove(id)
    await paged.anna.click(reply, "Export as CSV")
    await paged.anna.sees(messages.NOTHING_TO_EXPORT, channel="desk")


async def test_a_missing_scope_is_explained(paged: House, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = await asked(paged)
    paged.workspace.faults.api("files.getUploadURLExternal", error="missing_scope")
    await paged.anna.click(reply, "Export as CSV")
    await paged.anna.sees(messages.MAY_NOT_UPLOAD, channel="desk")
    for error, said in (
        ("posting_to_channel_denied", messages.NOT_UPLOADED),
        ("fatal_error", messages.MAYBE_UPLOADED),
    ):
        paged.workspace.faults.api("files.completeUploadExternal", error=error)
        await paged.anna.click(reply, "Export as CSV")
        await paged.anna.sees(said, channel="desk")


# Hostile texts


HOSTILE = (
    "=1+1",
    "+cmd",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    '"x',
    "a,b",
    "x\ny",
    "\0=1",
)
cells = st.sampled_from(HOSTILE) | any_.words


@given(st.lists(any_.facts, max_size=4), cells)
@bounded
def test_no_cell_is_a_formula_and_every_row_is_whole(facts: list[Fact], cell: str) -> None:
    facts = [*facts, replace(STATEMENT, words=cell, about=cell)]
    rows = list(csv.reader(io.StringIO(table(facts))))
    assert len(rows) == len(facts) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows[1:]:
        for value in row:
            assert value.strip()[:1] not in tuple("=+-@＝＋－＠")
            assert value.isprintable()


@given(any_.answers())
@bounded
def test_any_answer_is_exported_or_has_nothing_to_export(answer: Answer) -> None:
    for form in Form:
        file = export_file(answer, form, TODAY, "U1")
        if file is None:
            continue
        assert file.content and file.content.decode() and 0 < len(file.title) <= 300
        assert not CALL.search(file.said.replace("<@U1>", ""))
        assert "/" not in file.name and file.name.isascii()


def test_a_button_carries_all_that_an_export_needs() -> None:
    value = encode_export("meetings JP", Form.CALENDAR)
    assert decode_export(value) == ("meetings JP", Form.CALENDAR)
    assert encode_export("x" * 400, Form.CSV) is None and encode_export(" ", Form.CSV) is None
    for wrong in (None, "{}", '{"q":"x"}', '{"q":"x","as":"exe"}', '{"q":5,"as":"csv"}'):
        with pytest.raises(StaleButton):
            decode_export(wrong)
