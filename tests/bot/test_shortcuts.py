"""Shortcuts: a search from anywhere, and what the archive has on a message."""

from typing import Any

import pytest

from bot import messages
from bot.declared import DECLARED, FIND, SEARCH
from bot.ids import Callback, Input
from bot.manifest import manifest
from bot.render.inputs import filter_id
from bot.surfaces.shortcuts import words_of
from bot.workspace.manifest import parse
from knowledge.answers.mentioned import NO_WORDS
from knowledge.language.forms import SEARCHES, Field, form_of
from tests.bot.running import House

PARTIES = filter_id(Field.PARTIES)


def test_the_manifest_declares_the_registry() -> None:
    declared = parse(manifest()).shortcuts
    kinds = {True: "message", False: "global"}
    assert [(one.callback_id, one.kind, one.name) for one in declared] == [
        (str(one.id), kinds[one.at_message], one.name) for one in DECLARED
    ]


async def test_a_search_from_anywhere_is_answered_directly(house: House) -> None:
    form = await house.anna.shortcut(SEARCH.name, channel="desk")
    assert form.view is not None and form.view.content["callback_id"].startswith(Callback.SEARCH)
    changed = await house.anna.choose(form, Input.COMMAND, "meetings")
    assert changed.view is form.view
    await house.anna.choose(form, PARTIES, query="canada")
    sent = await house.anna.submit(form)
    assert "direct message" in sent.words
    told = await house.anna.sees("Justin Trudeau", channel="dm")
    assert "Meetings with Canada: 1" in told.words and "Share in channel" not in told.buttons
    assert house.anna.history("desk") == []


@pytest.mark.parametrize("command", [one.name for one in SEARCHES])
async def test_every_search_can_be_chosen_and_keeps_what_was_filled_in(
    served: House, command: str
) -> None:
    form = await served.anna.shortcut(SEARCH.name)
    await served.anna.choose(form, PARTIES, query="japan")
    await served.anna.choose(form, Input.COMMAND, command)
    view = form.view
    assert view is not None
    asked = [block["block_id"] for block in view.blocks if block["type"] == "input"]
    assert asked[0] == Input.COMMAND
    form_asks = form_of(command)
    ticks = 1 if form_asks.more else 0
    assert len(asked) == 1 + len(form_asks.fields) + len(form_asks.choices) + ticks
    await served.anna.submit(form)
    await served.anna.sees("Japan", channel="dm")


async def test_a_shortcut_that_came_too_late_is_explained_directly(served: House) -> None:
    served.workspace.faults.api("views.open", error="expired_trigger_id", times=2)
    await served.anna.shortcut(SEARCH.name, wait=False)
    assert (await served.anna.sees("ran out", channel="dm")).words == messages.TRIGGER_EXPIRED


async def test_a_message_is_looked_up(house: House) -> None:
    said = await house.ben.say(
        "Is it true that *Hun Sen* met Justin Trudeau, <@U0|ben>?", channel="desk"
    )
    found = await house.anna.message_shortcut(said, FIND.name)
    assert found.view is not None
    assert "Facts on Hun Sen and Justin Trudeau" in found.words
    assert "<https://post.example/asean" in found.words, "each fact links to its article"
    source = await house.anna.click(found, "Source", nth=0)
    assert source.view is not None and source.view is not found.view
    assert "The press was told little else." in source.words
    await house.anna.close_view()
    kinds = [block["type"] for block in found.view.blocks]
    assert kinds.index("actions") < kinds.index("divider"), "what it names stands on top"
    other = await house.anna.click(found, "Justin Trudeau")
    assert other.view is found.view and "Facts on Justin Trudeau" in other.words
    assert len(house.anna.history("desk")) == 1


async def test_pages_turn_in_a_window(paged: House) -> None:
    said = await paged.ben.say("Kishida?", channel="desk")
    found = await paged.anna.message_shortcut(said, FIND.name)
    assert "page 1 of" in found.words
    turned = await paged.anna.click(found, "Next")
    assert turned.view is found.view and "page 2 of" in turned.words
    assert "Share in channel" not in turned.buttons and "As a table" not in turned.buttons


async def test_a_message_that_names_nobody_says_so(house: House) -> None:
    said = await house.ben.say("lunch?", channel="desk")
    found = await house.anna.message_shortcut(said, FIND.name)
    assert NO_WORDS in found.words


async def test_a_slow_archive_is_waited_for_in_the_window(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.views.LOOK_UP", 0)
    said = await served.ben.say("Trudeau", channel="desk")
    await served.anna.message_shortcut(said, FIND.name)
    await served.service.desk.drain(5)
    view = served.anna.top_view()
    assert view is not None and view.content["callback_id"] == Callback.ANSWER


async def test_an_unreadable_base_is_said_at_the_message(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = await served.ben.say("Trudeau", channel="desk")
    database = served.service.settings.database
    database.unlink()
    found = await served.anna.message_shortcut(said, FIND.name)
    assert found.message.text.startswith(messages.NO_BASE) and found.ephemeral


def test_a_payload_without_words_has_none() -> None:
    odd: tuple[dict[str, Any], ...] = ({}, {"message": []}, {"message": {"text": 7}})
    for body in odd:
        assert words_of(body) == ""
