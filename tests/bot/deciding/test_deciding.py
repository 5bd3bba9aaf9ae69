"""Verifying, retracting, reporting, undoing, and the log: who sees and does what."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deciding import said
from bot.deciding.history import PER_PAGE, Entry, Page
from bot.deciding.values import UndoRef, decode_undo
from bot.errors import StaleButton
from bot.ids import Action, Input
from bot.render.deciding import (
    RETRACT,
    VERIFY,
    by_whom,
    decided_window,
    gone_window,
    log_message,
    meanwhile,
)
from bot.render.limits import TOTAL, weight
from bot.routing import Log, Question, route
from bot.workspace import Reply, View, words_of
from bot.workspace.blockkit import check_message, check_view
from knowledge.base import Base
from knowledge.base.decisions import Action as Decided
from knowledge.base.decisions import Decision
from knowledge.model import Fact, Meeting, Reading
from tests.bot import strategies as any_
from tests.bot.deciding.houses import decided, editing, fact_of, kept, opened
from tests.bot.render.test_any_answer import CALL, bounded, texts_in
from tests.bot.running import House

RULE = "Verify, retract, history…"


def shown(view: View | None) -> str:
    assert view is not None
    return "\n".join(words_of(view.blocks))


async def log_of(house: House, who: str, text: str = "log") -> Reply:
    return await house.workspace.user(who).command("/dateline", text, channel="desk")


# Verify and retract


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_fact_is_verified_with_two_clicks(database: Path, mode: str) -> None:
    async with editing(database, mode) as house:
        window = await opened(house.anna, RULE)
        assert said.NOTHING_YET in shown(window.view) and said.DECIDES in shown(window.view)
        done = await house.anna.submit(window, {})
        assert "verified" in shown(done.view) and done.buttons == ["Undo"]
        [one] = decided(house)
        assert (one.action, one.who) == (Decided.VERIFY, house.anna.id)
        assert fact_of(house).rulings
        again = await opened(house.ben, RULE)
        assert said.VERIFIED in shown(again.view)
        assert f"<@{house.anna.id}>" in shown(again.view)
        with pytest.raises(LookupError):
            await house.ben.choose(again, Action.RULING, VERIFY)


async def test_a_fact_is_retracted_and_comes_back(database: Path) -> None:
    async with editing(database) as house:
        reply = await house.anna.mention("desk", "meetings Canada")
        menu = next(b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {}))
        window = await house.anna.click(reply, menu["action_id"], option=RULE)
        values: dict[str, Any] = {Input.RULING: RETRACT, Input.WHY: "It was the other Trudeau."}
        done = await house.anna.submit(window, values)
        assert "retracted" in shown(done.view)
        assert decided(house)[0].why == "It was the other Trudeau."
        # The message of before still stands in the channel.
        for label in ("Correct…", RULE):
            gone = await house.ben.click(reply, menu["action_id"], option=label)
            assert said.RETRACTED in shown(gone.view)
            assert "retracted" in shown(gone.view) and "Undo" in gone.buttons
        reader = await house.chau.click(reply, menu["action_id"], option=RULE)
        assert said.RETRACTED in shown(reader.view) and reader.buttons == []
        assert house.anna.id not in shown(reader.view)
        back = await house.ben.click(gone, "Undo")
        assert "12 November 2022" in shown(back.view)
        assert "Trudeau" in (await house.anna.command("/meetings", "Canada")).words


async def test_who_is_no_editor_sees_what_was_decided_and_by_nobody(database: Path) -> None:
    async with editing(database) as house:
        await house.anna.submit(await opened(house.anna, RULE), {Input.WHY: "I was there."})
        window = await opened(house.chau, RULE)
        assert "verified" in shown(window.view) and "I was there." in shown(window.view)
        assert house.anna.id not in str(window.blocks)
        assert said.ONLY_EDITORS in shown(window.view) and window.buttons == []


async def test_the_second_of_two_editors_sees_what_the_first_decided(database: Path) -> None:
    async with editing(database) as house:
        annas, bens = await opened(house.anna, RULE), await opened(house.ben, RULE)
        await house.anna.submit(annas, {Input.RULING: RETRACT})
        second = await house.ben.submit(bens, {})
        assert said.RETRACTED in shown(second.view) and len(decided(house)) == 1
        await house.ben.click(second, "Undo")
        annas, bens = await opened(house.anna, RULE), await opened(house.ben, RULE)
        await house.anna.submit(annas, {})
        second = await house.ben.submit(bens, {Input.RULING: RETRACT})
        assert f"<@{house.anna.id}> decided on this fact at" in shown(second.view)
        assert decided(house)[-1].action is Decided.VERIFY

        done = await house.ben.submit(second, {Input.RULING: RETRACT})
        assert "retracted" in shown(done.view)


def _later(base: Base, fact: Fact) -> list[Reading]:
    """The readings of a fact, those of meetings with another day."""
    return [
        replace(one, fields=replace(one.fields, date="2022-11-13"))
        if isinstance(one.fields, Meeting)
        else one
        for _, one in base.readings(fact.id)
    ]


async def test_what_was_read_otherwise_meanwhile_is_not_verified_unseen(database: Path) -> None:
    async with editing(database) as house:
        window = await opened(house.anna, RULE)
        shown_before = fact_of(house)
        with Base.open(house.service.settings.database) as base:
            article = shown_before.sources[0].article
            facts, _ = base.facts_in(article, 50)
            several = [one for fact in facts for one in _later(base, fact)]
            base.reread(article, [one for one in several if one.article == article])
        refused = await house.anna.submit(window, {})
        assert "13 November 2022" in str(refused.errors) and decided(house) == []
        again = await house.anna.submit(await opened(house.anna, RULE), {})
        assert "verified" in shown(again.view) and len(decided(house)) == 1


async def test_who_is_no_editor_any_more_decides_nothing(database: Path) -> None:
    async with editing(database, group=["ben"]) as house:
        windows = {}
        for what in (VERIFY, RETRACT):
            windows[what] = await opened(house.ben, RULE)
        house.workspace.set_group("editors", ["anna"])
        house.service.desk.editors._known.clear()  # a minute passes
        nothing = await house.ben.submit(windows[VERIFY], {Input.RULING: VERIFY})
        assert shown(nothing.view) == said.NOT_ANY_MORE_NOTHING and kept(house) == []
        await house.ben.submit(windows[RETRACT], {Input.RULING: RETRACT, Input.WHY: "No."})
        assert [(one.field, one.why) for one in kept(house)] == [("whole", "No.")]
        assert decided(house) == []


async def test_undo_is_for_editors_at_the_moment_it_is_pressed(database: Path) -> None:
    async with editing(database, group=["ben"]) as house:
        done = await house.ben.submit(await opened(house.ben, RULE), {})
        house.workspace.set_group("editors", [])
        house.service.desk.editors._known.clear()
        refused = await house.ben.click(done, "Undo")
        assert shown(refused.view) == said.NO_EDITOR and len(decided(house)) == 1


async def test_undoing_what_was_undone_is_said(database: Path) -> None:
    async with editing(database) as house:
        done = await house.anna.submit(await opened(house.anna, RULE), {})
        log = await log_of(house, "ben")
        await house.ben.click(log, "Undo")
        told = await house.anna.click(done, "Undo")
        assert "undone already" in shown(told.view)


# Reports


async def test_anybody_reports_with_a_click(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.chau, "Report…")
        thanked = await house.chau.submit(form, {})
        assert said.REPORTED in shown(thanked.view)
        form = await opened(house.anna, "Report…")
        await house.anna.submit(form, {Input.WHY: "It was in Bali <!here>."})
        told = [(one.person, one.field, one.value, one.why) for one in kept(house)]
        assert told == [
            (house.anna.id, "report", "", "It was in Bali <!here>."),
            (house.chau.id, "report", "", ""),
        ]
        assert all("Trudeau" in one.shown for one in kept(house)) and decided(house) == []


# The log


async def test_the_log_has_names_for_editors_alone(database: Path) -> None:
    async with editing(database) as house:
        assert said.NO_LOG in (await log_of(house, "anna")).words
        await house.anna.submit(await opened(house.anna, RULE), {Input.WHY: "The palace."})
        editors = await log_of(house, "ben")
        assert editors.ephemeral and f"<@{house.anna.id}>" in editors.words
        assert "verified" in editors.words and "“The palace.”" in editors.words
        assert editors.buttons == ["Undo"]
        others = await log_of(house, "chau")
        assert "verified" in others.words and house.anna.id not in str(others.blocks)
        assert others.buttons == []
        aloud = await house.ben.mention("desk", "log")
        assert not aloud.ephemeral and house.anna.id not in str(aloud.message.blocks)
        assert house.anna.id not in aloud.text and aloud.buttons == []
        direct = await house.ben.dm("log")
        assert f"<@{house.anna.id}>" in direct.words


async def test_what_is_undone_in_the_log_is_shown_there(database: Path) -> None:
    async with editing(database) as house:
        await house.anna.submit(await opened(house.anna, RULE), {})
        log = await log_of(house, "ben")
        log = await house.ben.click(log, "Undo")
        assert "2 decisions" in log.words and "(undone)" in log.words
        assert log.buttons == ["Decide again"]
        log = await house.ben.click(log, "Decide again")
        assert "3 decisions" in log.words and len(decided(house)) == 3
        assert any(one.action == "verify" for one in fact_of(house).rulings)


async def test_the_log_has_pages_and_that_of_a_fact(database: Path) -> None:
    with Base.open(database) as base:
        fact = base.facts_in("asean-summit", 5)[0][0]
        for n in range(PER_PAGE + 1):
            one = base.verify(fact.id, who="U0CLEO", why=f"reason {n}", shown="It.")
            if n < PER_PAGE:
                base.undo(one.id, who="U0CLEO")
    async with editing(database) as house:
        first = await log_of(house, "anna")
        assert "21 decisions" in first.words and "Page 1 of 3" in first.words
        second = await house.anna.click(first, "Older")
        third = await house.anna.click(second, "Older")
        assert "Page 3 of 3" in third.words and "reason 0" in third.words
        assert said.NO_SUCH_PAGE in (await log_of(house, "anna", "log page 4")).words
        own = await log_of(house, "anna", f"log {fact.id}")
        assert "reason 10" in own.words and "Older" not in own.buttons
        undone = await house.anna.click(own, "Undo", nth=0)
        assert undone.words
        assert said.NOTHING_ON_IT in (await log_of(house, "anna", "log nothing-like-it")).words


async def test_what_is_the_matter_with_the_group_stands_below_the_log(database: Path) -> None:
    async with editing(database) as house:
        editors = house.service.desk.editors
        await house.anna.submit(await opened(house.anna, RULE), {})
        editors._groups = ["S0NONE"]
        assert said.NO_GROUP in (await log_of(house, "anna")).words


def test_what_is_typed_about_the_log() -> None:
    assert route("/dateline log") == Log() == route("log")
    assert route("/dateline log page 3") == Log(3) == route("log page 3")
    assert route("/dateline log 69b9a7c994a122e3") == Log(fact="69b9a7c994a122e3")
    assert isinstance(route("log of the ship"), Question)


# What travels, and what is shown

entries = st.builds(
    Entry,
    st.builds(
        Decision,
        st.sampled_from(Decided),
        st.sampled_from(["fact:f", "decision:d", "article:a", "proposal:1"]),
        st.sampled_from(["", "U0ANNA", "cli: <!channel>"]),
        any_.words,
        st.builds(
            lambda shown, value: {"shown": shown, "words": value, "was": value, "field": "date"},
            any_.words,
            any_.words,
        ),
        at=st.just("2026-12-03T14:02:00Z"),
        id=st.just("0123456789abcdef"),
        n=st.integers(1, 99),
    ),
    holds=st.booleans(),
)


def calls(blocks: list[Any]) -> list[str]:
    """What would call somebody; editors are named to editors, in windows and messages of theirs."""
    told = [text.replace("<@U0ANNA>", "") for text in texts_in(blocks)]
    return [text for text in told if CALL.search(text)]


@given(st.lists(entries, max_size=PER_PAGE), st.booleans())
@bounded
def test_any_log_can_be_shown(found: list[Entry], names: bool) -> None:
    message = log_message(Page(tuple(found), 2, 3, 25), names=names, problems=[said.NO_PLAN])
    blocks = list(message.blocks)
    assert check_message({"text": message.text, "blocks": blocks}) == []
    assert weight(blocks) <= TOTAL and not calls(blocks)
    assert check_view(gone_window(found, names=names)) == []


@given(entries, st.none() | any_.facts, st.booleans())
@bounded
def test_any_decision_is_confirmed(entry: Entry, fact: Any, yes: bool) -> None:
    for undone, again in ((False, False), (True, False), (False, True)):
        view = decided_window(entry.decision, fact, undone=undone, again=again)
        assert check_view(view) == []
        assert not calls(view["blocks"])
    assert not calls([{"text": meanwhile(entry.decision, own=yes)}])


def test_who_decided_is_a_member_a_name_or_nobody_any_more() -> None:
    assert by_whom("U0ANNA") == "<@U0ANNA>"
    assert by_whom("root <!here>") == "root &lt;!here&gt;"
    assert by_whom("") == "somebody who was forgotten"


@pytest.mark.parametrize("value", [None, 5, "", "{}", '{"u":""}', '{"u":"a"}', '{"u":"a","p":-1}'])
def test_an_undo_of_somebody_else_is_stale(value: object) -> None:
    with pytest.raises(StaleButton):
        decode_undo(value)


def test_an_undo_comes_back() -> None:
    assert decode_undo(UndoRef("d1", 3).encode()) == UndoRef("d1", 3)
    assert UndoRef("a\nb").encode() is None
