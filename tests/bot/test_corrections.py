"""Correcting a fact: from the menu beside it to a proposal that is kept."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import messages
from bot.errors import NoBase, StaleButton
from bot.ids import Input
from bot.render.corrections import correction_form, mended_form, thanks_modal
from bot.render.facts import DETAILS, more_menu
from bot.render.limits import PRIVATE_METADATA
from bot.render.text import size
from bot.values import CorrectRef, Wrong, decode_correct, decode_wrong
from bot.workspace import Reply, View, words_of
from bot.workspace.blockkit import check_view
from knowledge.base import Base
from knowledge.base.opinions import Proposal
from knowledge.language.corrections import PARTS, WHOLE
from knowledge.model import Fact, Kind, Source
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded, texts_in
from tests.bot.running import House


async def form_of(house: House, command: str = "/meetings", text: str = "Canada") -> Reply:
    """The form about the first fact of an answer."""
    reply = await house.anna.command(command, text, channel="desk")
    menu = next(
        block["accessory"]["action_id"]
        for block in reply.blocks
        if block.get("accessory", {}).get("type") == "overflow"
    )
    return await house.anna.click(reply, menu, option="Correct…")


def kept(house: House) -> list[Proposal]:
    with Base.open(house.service.settings.database, readonly=True, create=False) as base:
        return base.proposals()


def shown(view: View | None) -> str:
    assert view is not None
    return "\n".join(words_of(view.blocks))


def filled(field: str, right: str = "", why: str = "") -> dict[str, Any]:
    return {Input.FIELD: field, Input.RIGHT: right or None, Input.WHY: why or None}


async def test_a_proposal_is_kept_with_the_fact_as_it_was_shown(house: House) -> None:
    form = await form_of(house)
    assert "Hun Sen (Prime Minister, Cambodia) met Justin Trudeau" in shown(form.view)
    assert "Hun Sen met Canadian Prime Minister Justin Trudeau on November 12" in shown(form.view)
    values = filled("When it was", "13 Nov 2022", "The caption says so.")
    thanked = await house.anna.submit(form, values)
    assert "Thank you" in shown(thanked.view) and "13 November 2022" in shown(thanked.view)
    (one,) = kept(house)
    assert (one.person, one.field, one.value) == (house.anna.id, "date", "13 November 2022")
    assert one.why == "The caption says so."
    assert one.shown.startswith("12 November 2022 — Hun Sen")
    with Base.open(house.service.settings.database, readonly=True, create=False) as base:
        fact = base.fact(one.fact)
    assert fact is not None and one.reading in {source.reading for source in fact.sources}
    assert one.at and len(house.anna.history("desk")) == 1


async def test_what_can_not_be_used_is_said_beside_what_was_typed(house: House) -> None:
    form = await form_of(house)
    for field, right, said in (
        ("When it was", "12 November", "Please give the year too"),
        ("When it was", "soonish", "This is no date that I know"),
        ("Who took part", "Nobody Known", "The archive knows no person called “Nobody Known”"),
        ("Which countries or organisations", "Korea", "South Korea or North Korea"),
        ("Whether it took place", "perhaps", "“held”, “planned” or “cancelled”"),
        ("Where it was", "", "Please say what is right"),
    ):
        refused = await house.anna.submit(form, filled(field, right))
        assert said in refused.errors[Input.RIGHT]
    assert kept(house) == []
    await house.anna.submit(form, filled("Who took part", "trudeau, hun sen"))
    assert [one.value for one in kept(house)] == [
        "Justin Trudeau (Prime Minister, Canada); Hun Sen (Prime Minister, Cambodia)"
    ]


async def test_a_fact_can_be_wrong_as_a_whole(house: House) -> None:
    form = await form_of(house)
    thanked = await house.anna.submit(form, filled(WHOLE.label))
    assert "this is no such fact" in shown(thanked.view)
    assert [(one.field, one.value) for one in kept(house)] == [("whole", "")]


async def test_a_title_can_be_corrected_in_a_profile(reading: House) -> None:
    form = await form_of(reading, "/whois", "Trudeau")
    assert "Whose title it is" in str(form.blocks)
    await reading.anna.submit(form, filled("The title", "Premier <!channel>"))
    (one,) = kept(reading)
    assert (one.field, one.value) == ("title", "Premier <!channel>")
    top = reading.anna.top_view()
    assert top is not None and not [t for t in texts_in(top.blocks) if CALL.search(t)]


async def test_what_takes_long_is_shown_to_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.surfaces.lateforms.LOOK_UP", 0)
    form = await form_of(house)
    await house.service.desk.drain(5)
    view = house.anna.top_view()
    assert view is not None and "As it stands" in shown(view)
    await house.anna.submit(view, filled("When it was", "soonish"))
    await house.service.desk.drain(5)
    view = house.anna.top_view()
    assert form.view is not None and view is not None
    assert "This is no date that I know" in shown(view), "the form is open again"
    await house.anna.submit(view, filled("When it was", "13 November 2022"))
    await house.service.desk.drain(5)
    assert "Thank you" in shown(house.anna.top_view())
    assert len(kept(house)) == 1


async def test_what_can_not_be_kept_leaves_the_form_open(
    reading: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await form_of(reading)

    async def full(work: Callable[[Base], None]) -> None:
        raise NoBase

    monkeypatch.setattr(reading.service.desk.writer, "run", full)
    refused = await reading.anna.submit(form, filled(WHOLE.label))
    assert refused.errors == {Input.RIGHT: messages.NO_BASE}


async def test_a_fact_that_is_gone_is_said_so(reading: House) -> None:
    reply = await reading.anna.command("/meetings", "Canada", channel="desk")
    with Base.open(reading.service.settings.database) as base:
        base.remove("asean-summit")
    menu = next(b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {}))
    await reading.anna.click(reply, menu["action_id"], option="Correct…")
    await reading.anna.sees(messages.STALE_SOURCE, channel="desk")


async def test_two_people_may_propose_at_once(reading: House) -> None:
    forms = [await form_of(reading)]
    reply = await reading.ben.command("/meetings", "Canada", channel="desk")
    menu = next(b["accessory"] for b in reply.blocks if "options" in b.get("accessory", {}))
    forms.append(await reading.ben.click(reply, menu["action_id"], option="Correct…"))
    await asyncio.gather(
        reading.anna.submit(forms[0], filled(WHOLE.label)),
        reading.ben.submit(forms[1], filled("Where it was", "Bali")),
    )
    assert {one.person for one in kept(reading)} == {reading.anna.id, reading.ben.id}


# What travels, and what is shown


@given(any_.facts, st.none() | any_.sources)
@bounded
def test_any_fact_has_a_form_that_slack_takes(fact: Fact, source: Source | None) -> None:
    # Ids come from the base; what else a fact holds may be anything.
    fact = replace(fact, id="f:1")
    source = None if source is None else replace(source, reading="r:1")
    view = correction_form(fact, source)
    assert check_view(view) == []
    assert size(view["private_metadata"]) <= PRIVATE_METADATA
    wrong = decode_wrong(view["private_metadata"])
    assert (wrong.fact, wrong.kind) == (fact.id, fact.kind)
    assert not [text for text in texts_in(view["blocks"]) if CALL.search(text)]
    assert check_view(mended_form(view, "x" * 3_000)) == []
    menu = more_menu(fact, source)
    for option in menu["options"] if menu is not None else []:
        assert size(option["value"]) <= 150


@given(st.sampled_from(Kind), any_.words, any_.words)
@bounded
def test_any_proposal_is_thanked_for(kind: Kind, told: str, value: str) -> None:
    for part in PARTS[kind]:
        view = thanks_modal(Wrong("f", kind, told), part, value)
        assert check_view(view) == []
        assert not [text for text in texts_in(view["blocks"]) if CALL.search(text)]


@pytest.mark.parametrize(
    "value",
    [None, 5, "", "{}", "[]", '{"f":""}', '{"f":"a","k":"x","s":""}', '{"f":"a","k":"role"}'],
)
def test_a_form_of_somebody_else_is_stale(value: object) -> None:
    with pytest.raises(StaleButton):
        decode_wrong(value)


def test_an_option_names_the_fact_and_the_reading() -> None:
    ref = CorrectRef("fact", "reading")
    assert decode_correct(ref.encode()) == ref
    assert decode_correct('{"q":"meetings"}') is None
    assert CorrectRef("x" * 150).encode() is None and CorrectRef("a\nb").encode() is None
    with pytest.raises(StaleButton):
        decode_correct('{"c":5}')


def test_the_least_detail_has_no_menu(small_archive: Path) -> None:
    assert DETAILS[0].menu and not DETAILS[-1].menu
