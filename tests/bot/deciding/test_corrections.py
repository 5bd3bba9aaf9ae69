"""Correcting a fact: from the menu beside it to a decision of an editor's, or a proposal."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import messages
from bot.deciding import said
from bot.deciding.values import Deed, FactRef, Held, decode_fact, decode_held
from bot.errors import NotWritten, StaleButton
from bot.ids import Action, Input
from bot.render.corrections import (
    Filled,
    correction_form,
    mended_form,
    reported_form,
    right_id,
    understood,
)
from bot.render.deciding import ruling_form, thanks_modal
from bot.render.facts import DETAILS
from bot.render.limits import PRIVATE_METADATA
from bot.render.menus import more_menu
from bot.render.text import size
from bot.surfaces.filling import Typing
from bot.workspace import View, words_of
from bot.workspace.blockkit import check_view
from knowledge.base import Base
from knowledge.base.problems import Trouble
from knowledge.language.corrections import PARTS, WHOLE, part_named
from knowledge.model import Fact, Kind, Source
from tests.bot import strategies as any_
from tests.bot.deciding.houses import decided, editing, fact_of, kept, opened
from tests.bot.render.test_any_answer import CALL, bounded, texts_in
from tests.bot.running import House

DAY = right_id(PARTS[Kind.MEETING][0])


def right(kind: Kind, key: str) -> str:
    part = part_named(kind, key)
    assert part is not None
    return right_id(part)


def shown(view: View | None) -> str:
    assert view is not None
    return "\n".join(words_of(view.blocks))


def text_of(view: View | None, block: str) -> Any:
    """What stands in a field, as the person sees it."""
    assert view is not None
    [state] = view.values[block].values()
    return state.get("value")


# Editors decide


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_an_editor_corrects_a_fact_with_two_clicks(database: Path, mode: str) -> None:
    async with editing(database, mode) as house:
        form = await opened(house.anna, "Correct…")
        assert "Hun Sen (Prime Minister, Cambodia) met Justin Trudeau" in shown(form.view)
        assert "Hun Sen met Canadian Prime Minister Justin Trudeau on November" in shown(form.view)
        assert text_of(form.view, DAY) == "12 November 2022", "it is what the fact says now"
        assert said.DECIDES in shown(form.view)
        assert said.WHO_READS in shown(form.view)
        done = await house.anna.submit(form, {DAY: "13 Nov 2022", Input.WHY: "The caption."})
        assert "corrected from 12 to 13 November 2022" in shown(done.view)
        assert "As it stands now:" in shown(done.view) and done.buttons == ["Undo"]
        [one] = decided(house)
        assert (one.who, one.why) == (house.anna.id, "The caption.")
        again = await house.anna.command("/meetings", "Canada", channel="desk")
        assert "13 November 2022" in again.words and kept(house) == []
        undone = await house.anna.click(done, "Undo")
        assert said.UNDONE in undone.words and "12 November 2022" in undone.words
        redone = await house.anna.click(undone, "Let it hold again")
        assert said.AGAIN in redone.words and "13 November 2022" in redone.words


async def test_another_part_is_prefilled_with_what_it_is(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…")
        people = await house.anna.choose(form, Action.PART, "Who took part")
        block = right(Kind.MEETING, "people")
        assert text_of(people.view, block).startswith("Hun Sen (Prime Minister, Cambodia); Justin")
        status = await house.anna.choose(people, Action.PART, "Whether it took place")
        held = right(Kind.MEETING, "status")
        assert status.view is not None
        [state] = status.view.values[held].values()
        assert state["selected_option"]["value"] == "held"
        done = await house.anna.submit(status, {held: "planned"})
        assert "status of" in shown(done.view).lower()
        assert "from held to planned" in shown(done.view)


async def test_what_is_typed_is_understood_while_it_is_typed(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…")
        for typed, told in (
            ("12 November", "Please give the year too"),
            ("21.3.2022", "I take it as: 21 March 2022"),
        ):
            form = await house.anna.choose(form, DAY, typed)
            assert told in shown(form.view)
            assert text_of(form.view, DAY) == typed, "what was typed stays"
        form = await house.anna.choose(form, Action.PART, "Who took part")
        block = right(Kind.MEETING, "people")
        form = await house.anna.choose(form, block, "trudeau")
        assert "I take it as: Justin Trudeau (Prime Minister, Canada)" in shown(form.view)
        form = await house.anna.choose(form, block, "Nobody Known")
        assert "The archive knows no person called “Nobody Known”" in shown(form.view)


async def test_what_can_not_be_used_is_said_beside_what_was_typed(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…")
        for label, key, typed, told in (
            ("When it was", "date", "12 November", "Please give the year too"),
            ("When it was", "date", "soonish", "This is no date that I know"),
            ("When it was", "date", "12 November 2022", "It says so already"),
            ("Who took part", "people", "Nobody Known", "knows no person called “Nobody Known”"),
            ("Which countries or organisations", "parties", "Korea", "South Korea or North Korea"),
            ("Where it was", "place", "", "Please complete this required field"),
        ):
            block = right(Kind.MEETING, key)
            form = await house.anna.choose(form, Action.PART, label)
            refused = await house.anna.submit(form, {block: typed or None})
            assert told in refused.errors[block]
        assert decided(house) == [] and kept(house) == []


async def test_all_of_a_fact_can_be_taken_back(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…")
        form = await house.anna.choose(form, Action.PART, WHOLE.label)
        assert "no answer shows it any more" in shown(form.view)
        done = await house.anna.submit(form, {})
        assert "retracted" in shown(done.view) and done.buttons == ["Undo"]
        gone = await house.anna.command("/meetings", "Canada", channel="desk")
        assert "Trudeau" not in gone.words
        await house.anna.click(done, "Undo")
        back = await house.anna.command("/meetings", "Canada", channel="desk")
        assert "Trudeau" in back.words


async def test_a_title_is_corrected_in_a_profile(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.anna, "Correct…", "/whois", "Trudeau")
        form = await house.anna.choose(form, Action.PART, "The title")
        await house.anna.submit(form, {right(Kind.ROLE, "title"): "Premier <!channel>"})
        top = house.anna.top_view()
        assert top is not None and not [t for t in texts_in(top.blocks) if CALL.search(t)]
        [one] = decided(house)
        assert one.payload["words"] == "Premier <!channel>"


# Two at once, and those who are editors no longer


async def test_the_second_of_two_editors_sees_what_the_first_decided(database: Path) -> None:
    async with editing(database) as house:
        annas, bens = await opened(house.anna, "Correct…"), await opened(house.ben, "Correct…")
        await house.anna.submit(annas, {DAY: "21 March 2022"})
        second = await house.ben.submit(bens, {DAY: "22 March 2022", Input.WHY: "The palace."})
        assert len(decided(house)) == 1, "nothing is overwritten"
        told = shown(second.view)
        assert f"<@{house.anna.id}> decided on this fact at" in told
        assert "from 12 November 2022 to 21 March 2022" in told and "Decide again?" in told
        assert "As it stands" in told and "21 March 2022 — Hun Sen" in told
        assert text_of(second.view, DAY) == "22 March 2022", "what was typed is still there"
        done = await house.ben.submit(second, {})
        assert "from 21 to 22 March 2022" in shown(done.view)
        assert [one.who for one in decided(house)] == [house.anna.id, house.ben.id]


async def test_who_means_the_same_as_another_editor_is_told_of_that(database: Path) -> None:
    async with editing(database) as house:
        rule = "Verify, retract, history…"
        corrected = [await opened(one, "Correct…") for one in (house.anna, house.ben)]
        await house.anna.submit(corrected[0], {DAY: "21 March 2022"})
        second = await house.ben.submit(corrected[1], {DAY: "21 March 2022"})
        assert f"<@{house.anna.id}> decided on this fact at" in shown(second.view)
        refused = await house.ben.submit(second, {})
        assert "It says so already" in refused.errors[DAY]
        verified = [await opened(one, rule) for one in (house.anna, house.ben)]
        await house.anna.submit(verified[0], {})
        second = await house.ben.submit(verified[1], {})
        assert f"<@{house.anna.id}> decided on this fact at" in shown(second.view)
        assert said.VERIFIED in shown(second.view) and len(decided(house)) == 2


async def test_one_editor_with_two_windows_is_told_of_their_own(database: Path) -> None:
    async with editing(database) as house:
        forms = [await opened(house.anna, "Correct…")]
        await house.anna.close_view(everything=True)
        form = forms[0]
        first = await opened(house.anna, "Correct…")
        await house.anna.submit(first, {DAY: "21 March 2022"})
        second = await house.anna.submit(form, {DAY: "22 March 2022"})
        assert "You decided on this fact at" in shown(second.view)


async def test_who_is_no_editor_any_more_when_the_form_is_sent_off_proposes(
    database: Path,
) -> None:
    async with editing(database, group=["ben"]) as house:
        form = await opened(house.ben, "Correct…")
        house.workspace.set_group("editors", [])
        house.service.desk.editors._known.clear()  # a minute passes
        thanked = await house.ben.submit(form, {DAY: "13 Nov 2022", Input.WHY: "The caption."})
        assert said.NOT_ANY_MORE in shown(thanked.view)
        assert decided(house) == []
        [one] = kept(house)
        assert (one.person, one.field, one.value) == (house.ben.id, "date", "13 November 2022")
        assert one.why == "The caption."
        form = await opened(house.ben, "Correct…")
        assert said.PROPOSES in shown(form.view)


async def test_while_slack_says_nothing_of_the_group_the_form_stays_open(database: Path) -> None:
    async with editing(database, group=["ben"]) as house:
        form = await opened(house.ben, "Correct…")
        house.service.desk.editors._known.clear()
        house.workspace.faults.api("usergroups.users.list", error="fatal_error")
        refused = await house.ben.submit(form, {DAY: "13 Nov 2022"})
        assert refused.errors == {DAY: said.UNANSWERED}
        assert decided(house) == [] and kept(house) == []
        await house.ben.submit(form, {DAY: "14 Nov 2022"})
        assert len(decided(house)) == 1


async def test_where_nobody_is_named_all_members_decide_and_read_that(reading: House) -> None:
    form = await opened(reading.ben, "Correct…")
    assert said.ALL_DECIDE in shown(form.view)
    await reading.ben.submit(form, {DAY: "13 Nov 2022"})
    assert len(decided(reading)) == 1


# Everybody else proposes


async def test_a_proposal_is_kept_with_the_fact_as_it_was_shown(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.chau, "Correct…")
        assert said.PROPOSES in shown(form.view)
        values = {DAY: "13 Nov 2022", Input.WHY: "The caption says so."}
        thanked = await house.chau.submit(form, values)
        assert "Thank you" in shown(thanked.view) and "13 November 2022" in shown(thanked.view)
        [one] = kept(house)
        assert (one.person, one.field, one.value) == (house.chau.id, "date", "13 November 2022")
        assert one.why == "The caption says so."
        assert one.shown.startswith("12 November 2022 — Hun Sen") and one.at
        fact = fact_of(house)
        assert one.reading in {source.reading for source in fact.sources}
        assert decided(house) == []


async def test_a_forged_form_decides_nothing(database: Path) -> None:
    async with editing(database) as house:
        form = await opened(house.chau, "Correct…")
        assert form.view is not None
        held = decode_held(form.view.content["private_metadata"])
        form.view.content["private_metadata"] = replace(held, decides=True).encode()
        await house.chau.submit(form, {DAY: "13 Nov 2022"})
        assert decided(house) == [] and len(kept(house)) == 1


async def test_two_people_may_propose_at_once(database: Path) -> None:
    async with editing(database, named=()) as house:
        forms = [await opened(one, "Correct…") for one in (house.ben, house.chau)]
        await asyncio.gather(
            house.ben.submit(forms[0], {DAY: "13 Nov 2022"}),
            house.chau.submit(forms[1], {DAY: "14 Nov 2022"}),
        )
        assert {one.person for one in kept(house)} == {house.ben.id, house.chau.id}


async def test_a_guest_proposes_and_decides_nothing(database: Path) -> None:
    async with editing(database, guests=True) as house:
        house.workspace.add_person("gil", channels=["desk"], guest="single")
        form = await opened(house.workspace.user("gil"), "Correct…")
        await house.workspace.user("gil").submit(form, {DAY: "13 Nov 2022"})
        assert decided(house) == [] and len(kept(house)) == 1


# What goes wrong


async def test_what_takes_long_is_shown_to_go_on(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(database) as house:
        monkeypatch.setattr("bot.surfaces.lateforms.LOOK_UP", 0)
        await opened(house.chau, "Correct…")
        await house.service.desk.drain(5)
        view = house.chau.top_view()
        assert view is not None and "As it stands" in shown(view)
        await house.chau.submit(view, {DAY: "soonish"})
        await house.service.desk.drain(5)
        view = house.chau.top_view()
        assert view is not None
        assert "This is no date that I know" in shown(view), "the form is open again"
        await house.chau.submit(view, {DAY: "13 November 2022"})
        await house.service.desk.drain(5)
        assert "Thank you" in shown(house.chau.top_view())
        assert len(kept(house)) == 1


async def test_what_can_not_be_kept_leaves_the_form_open(
    reading: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dateline.requests")
    form = await opened(reading.anna, "Correct…")

    async def full(work: Callable[[Base], Any]) -> Any:
        raise NotWritten(Trouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(reading.service.desk.writer, "run", full)
        refused = await reading.anna.submit(form, {DAY: "13 Nov 2022"})
    assert refused.errors == {DAY: messages.DISK_FULL} and decided(reading) == []
    again = await reading.anna.submit(form, {DAY: "13 Nov 2022"})
    assert not again.errors and len(decided(reading)) == 1, "sent again as it stood, it is kept"
    assert "form correct_view: failed (NotWritten)" in caplog.text


@pytest.mark.parametrize("label", ["Correct…", "Verify, retract, history…", "Report…"])
async def test_a_fact_that_is_gone_is_said_so(reading: House, label: str) -> None:
    reply = await reading.anna.command("/meetings", "Canada", channel="desk")
    with Base.open(reading.service.settings.database) as base:
        base.remove("asean-summit")
    menu = next(b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {}))
    told = await reading.anna.click(reply, menu["action_id"], option=label)
    assert said.GONE in shown(told.view)


async def test_a_fact_that_goes_while_the_form_is_open_is_said_so(reading: House) -> None:
    form = await opened(reading.anna, "Correct…")
    with Base.open(reading.service.settings.database) as base:
        base.remove("asean-summit")
    told = await reading.anna.submit(form, {DAY: "13 Nov 2022"})
    assert said.GONE in shown(told.view)
    assert [one.target for one in decided(reading)] == ["article:asean-summit"]


async def test_facts_that_are_one_by_now_open_as_that_one(database: Path) -> None:
    async with editing(database) as house:
        reply = await house.anna.mention("desk", "meetings Japan")
        menus = [b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {})]
        refs = [decode_fact(menu["options"][0]["value"]) for menu in menus]
        with Base.open(database) as base:
            base.merge([ref.fact for ref in refs if ref is not None], who=house.ben.id)
        for menu in menus:
            form = await house.anna.click(reply, menu["action_id"], option="Correct…")
            assert text_of(form.view, DAY) == "20–21 March 2022"
        done = await house.anna.submit(form, {DAY: "22 March 2022"})
        assert "As it stands now:" in shown(done.view) and "22 March 2022" in shown(done.view)
        assert len(menus) == 2 and len(decided(house)) == 2


async def test_who_opens_the_form_while_slack_is_silent_is_told_that_it_proposes(
    database: Path,
) -> None:
    async with editing(database, group=["ben"]) as house:
        reply = await house.ben.command("/meetings", "Canada", channel="desk")
        menu = next(b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {}))
        house.service.desk.editors._known.clear()
        house.workspace.faults.api("usergroups.users.list", error="fatal_error")
        form = await house.ben.click(reply, menu["action_id"], option="Correct…")
        assert said.UNANSWERED in shown(form.view) and said.PROPOSES in shown(form.view)


# What travels, and what is shown


def held_for(fact: Fact, source: Source | None, *, decides: bool) -> Held:
    reading = None if source is None else source.reading
    return Held(fact.id, fact.kind, "x" * 5_000, reading, 7, decides)


@given(any_.facts, st.none() | any_.sources, st.booleans())
@bounded
def test_any_fact_has_windows_that_slack_takes(
    fact: Fact, source: Source | None, decides: bool
) -> None:
    # Ids come from the base; what else a fact holds may be anything.
    fact = replace(fact, id="f:1")
    source = None if source is None else replace(source, reading="r:1")
    held = held_for(fact, source, decides=decides)
    for part in PARTS[fact.kind]:
        for filled in (Filled(part), Filled(part, "x" * 3_000, "y" * 3_000)):
            filled = replace(filled, understood=understood("z" * 3_000))
            view = correction_form(fact, source, held, filled, all_decide=decides)
            assert check_view(view) == []
            assert size(view["private_metadata"]) <= PRIVATE_METADATA
            assert decode_held(view["private_metadata"]).fact == fact.id
            assert not [text for text in texts_in(view["blocks"]) if CALL.search(text)]
            assert check_view(mended_form(view, "x" * 3_000)) == []
    assert check_view(reported_form(fact, source, held)) == []
    assert check_view(ruling_form(fact, source, held, [], verified=decides)) == []
    menu = more_menu(fact, source)
    for option in menu["options"] if menu is not None else []:
        assert size(option["value"]) <= 150


@given(st.sampled_from(Kind), any_.words, any_.words)
@bounded
def test_any_proposal_is_thanked_for(kind: Kind, told: str, value: str) -> None:
    for part in PARTS[kind]:
        view = thanks_modal(Held("f", kind, told), part, value, said.PROPOSED)
        assert check_view(view) == []
        assert not [text for text in texts_in(view["blocks"]) if CALL.search(text)]


@given(any_.words, st.sampled_from(Kind), st.integers(0, 2**40), st.booleans())
@bounded
def test_what_a_window_carries_comes_back(told: str, kind: Kind, seen: int, yes: bool) -> None:
    held = Held("f:1", kind, told[:200], "r:1", seen, yes)
    assert decode_held(held.encode()) == held


@pytest.mark.parametrize(
    "value",
    [None, 5, "", "{}", "[]", '{"f":""}', '{"f":"a","k":"x","s":""}', '{"f":"a","k":"role"}',
     '{"f":"a","k":"role","s":"","n":-1}', '{"f":"a","k":"role","s":"","n":"x"}'],
)  # fmt: skip
def test_a_form_of_somebody_else_is_stale(value: object) -> None:
    with pytest.raises(StaleButton):
        decode_held(value)


def test_an_option_names_the_fact_the_reading_and_the_deed() -> None:
    for deed in Deed:
        ref = FactRef("fact", "reading", deed)
        assert decode_fact(ref.encode()) == ref
    same = FactRef("fact", "fact")
    assert decode_fact(same.encode()) == same and "r" not in str(same.encode())
    assert decode_fact('{"q":"meetings"}') is None
    assert FactRef("x" * 150).encode() is None and FactRef("a\nb").encode() is None
    with pytest.raises(StaleButton):
        decode_fact('{"c":5}')


def test_every_fact_can_be_corrected_unless_there_is_room_for_a_line_alone() -> None:
    assert [detail.menu for detail in DETAILS] == sorted((d.menu for d in DETAILS), reverse=True)
    assert DETAILS[0].menu == 5 and DETAILS[-1].menu == 0


def test_a_look_up_that_comes_late_shows_nothing() -> None:
    typing = Typing()
    typing.note("V1", "2.0")
    assert typing.is_last("V1", "2.0") and not typing.is_last("V1", "1.0")
    typing.note("V1", "1.0")
    assert not typing.is_last("V1", "1.0"), "which of them is the last is told by Slack's clock"
    assert typing.is_last("V2", "1.0")
