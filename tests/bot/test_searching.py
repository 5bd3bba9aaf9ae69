"""The search window: opened by a command alone, filled in with names while they are typed."""

import asyncio
import json
import time
from typing import Any

import pytest

from bot import messages
from bot.ids import Callback
from bot.places import Place, decode
from bot.render.inputs import filter_id
from bot.render.search import search_modal
from bot.workspace import Reply, View
from knowledge.commands import Command
from knowledge.language.forms import ENDS_BEFORE, NAME_ONE, NAME_WHOM, SEARCHES, Field, form_of
from tests.bot.running import House

PARTIES, PEOPLE = filter_id(Field.PARTIES), filter_id(Field.PEOPLE)


def window(reply: Reply) -> View:
    assert reply.view is not None
    return reply.view


@pytest.mark.parametrize("command", [one.name for one in SEARCHES])
async def test_every_search_command_alone_opens_its_form(served: House, command: str) -> None:
    for typed in (f"/{command}", "/dateline"):
        text = command if typed == "/dateline" else ""
        view = window(await served.anna.command(typed, text, channel="desk"))
        form = form_of(command)
        fields = [*form.fields, *(choice.lexicon for choice in form.choices)]
        asked = [block["block_id"] for block in view.blocks if block["type"] == "input"]
        fields += [Field.MORE] if form.more else []
        assert asked == [filter_id(field) for field in fields]
        assert view.content["callback_id"] == Callback.SEARCH.of(command)
        await served.anna.close_view()
    assert served.anna.history("desk") == []


async def test_a_form_is_answered_where_it_was_opened(house: House) -> None:
    form = await house.anna.command("/meetings", channel="desk")
    await house.anna.choose(form, PARTIES, query="cana")
    await house.anna.choose(form, filter_id("statuses"), ["held"])
    sent = await house.anna.submit(form, {filter_id(Field.SINCE): "2022-11-01"})
    assert sent.closed and not sent.errors
    told = await house.anna.sees("Justin Trudeau", channel="desk")
    assert told.ephemeral and "Held meetings with Canada since 1 November 2022: 1" in told.words
    assert "Share in channel" in told.buttons
    assert house.ben.history("desk") == []


async def test_an_empty_form_shows_all(house: House) -> None:
    form = await house.anna.command("/meetings", channel="desk")
    await house.anna.submit(form)
    told = await house.anna.sees("Kishida", channel="desk")
    assert "Meetings: 3" in told.words and told.ephemeral
    assert messages.NO_CONDITION in told.words


async def test_everything_that_can_be_filled_in_counts(served: House) -> None:
    form = await served.anna.command("/meetings", channel="desk")
    await served.anna.choose(form, PARTIES, query="japan")
    await served.anna.choose(form, PEOPLE, query="kish")
    await served.anna.submit(
        form,
        {
            filter_id(Field.PLACE): "Phnom Penh",
            filter_id("forms"): ["visit"],
            filter_id(Field.SINCE): "2022-03-01",
            filter_id(Field.UNTIL): "2022-03-31",
        },
    )
    told = await served.anna.sees("two-day visit", channel="desk")
    line = "Visits with Japan and Fumio Kishida to Phnom Penh in March 2022: 1"
    assert line in told.words


async def test_a_title_and_what_is_ticked_count(served: House) -> None:
    form = await served.anna.command("/meetings", channel="desk")
    await served.anna.choose(form, PARTIES, query="canad")
    await served.anna.choose(form, filter_id(Field.OFFICES), ["Prime Minister"])
    await served.anna.submit(form, {filter_id(Field.MORE): ["undated"]})
    told = await served.anna.sees("Trudeau", channel="desk")
    assert "Meetings with the Prime Minister of Canada: 1" in told.words
    form = await served.anna.command("/meetings", channel="desk")
    await served.anna.submit(form, {filter_id(Field.MORE): ["sidelines"]})
    told = await served.anna.sees("on the sidelines", channel="desk")
    assert "Kishida" not in told.words


async def test_several_names_are_chosen_one_after_the_other(served: House) -> None:
    form = await served.anna.command("/timeline", channel="desk")
    await served.anna.choose(form, PARTIES, query="cambo")
    await served.anna.choose(form, PARTIES, query="japa")
    await served.anna.submit(form)
    told = await served.anna.sees("Events of", channel="desk")
    assert "Cambodia and Japan" in told.words and messages.NO_CONDITION not in told.words


async def test_in_the_direct_message_nothing_can_be_shared(house: House) -> None:
    form = await house.anna.command("/meetings", channel="dm")
    await house.anna.submit(form)
    told = await house.anna.sees("Meetings: 3", channel="dm")
    assert told.ephemeral and "Share in channel" not in told.buttons


@pytest.mark.parametrize(
    ("command", "values", "errors"),
    [
        (
            "/meetings",
            {filter_id(Field.SINCE): "2022-03-02", filter_id(Field.UNTIL): "2022-03-01"},
            {filter_id(Field.UNTIL): ENDS_BEFORE},
        ),
        ("/whois", {}, {PARTIES: NAME_WHOM}),
        ("/facts", {}, {PARTIES: NAME_ONE}),
    ],
)
async def test_what_cannot_be_asked_is_said_in_the_form(
    house: House, command: str, values: dict[str, Any], errors: dict[str, str]
) -> None:
    form = await house.anna.command(command, channel="desk")
    sent = await house.anna.submit(form, values)
    assert sent.errors == errors and not sent.closed
    assert house.anna.history("desk") == []
    await house.anna.choose(form, PARTIES, query="japan")
    if command == "/meetings":
        await house.anna.choose(form, filter_id(Field.UNTIL), "2022-03-31")
    again = await house.anna.submit(form)
    assert again.closed
    assert "Japan" in (await house.anna.sees("Japan", channel="desk")).words


@pytest.mark.parametrize("error", ["expired_trigger_id", "internal_error", "not_allowed"])
async def test_without_a_window_a_command_is_answered_as_it_stands(
    served: House, error: str
) -> None:
    served.workspace.faults.api("views.open", error=error)
    reply = await served.anna.command("/meetings", channel="desk")
    assert reply.view is None and reply.ephemeral and "Meetings: 3" in reply.words


async def test_a_form_that_stayed_open_too_long_is_answered_directly(served: House) -> None:
    form = await served.anna.command("/meetings", channel="desk")
    view = window(form)
    kept = json.loads(view.content["private_metadata"])
    view.content["private_metadata"] = json.dumps(kept | {"u": kept["u"] + "gone"})
    await served.anna.submit(form)
    told = await served.anna.sees("Meetings: 3", channel="dm")
    assert not told.ephemeral and "Share in channel" not in told.buttons


async def test_an_unreadable_base_is_explained_where_it_was_asked(served: House) -> None:
    form = await served.anna.command("/meetings", channel="desk")
    served.service.settings.database.unlink()
    assert await served.anna.suggest(form, PARTIES, "jap") == []
    await served.anna.submit(form)
    told = await served.anna.sees("fact base", channel="desk")
    assert told.words.startswith(messages.NO_BASE)


# Names while they are being typed


async def test_names_are_offered_with_every_key(house: House) -> None:
    form = await house.anna.command("/meetings", channel="desk")
    assert (await house.anna.suggest(form, PARTIES, "j"))[0] == "Japan"
    assert (await house.anna.suggest(form, PARTIES, "កម្ពុ"))[0] == "Cambodia"
    assert await house.anna.suggest(form, PARTIES, "Zzyzx") == []
    people = await house.anna.suggest(form, PEOPLE, "kis")
    assert people == ["Fumio Kishida (Prime Minister, Japan)"]
    assert await house.anna.suggest(form, PEOPLE, "<!channel>") == []


async def test_slow_names_are_no_names(served: House, monkeypatch: pytest.MonkeyPatch) -> None:
    form = await served.anna.command("/meetings", channel="desk")
    never = asyncio.Event()

    async def slow(work: object) -> None:
        await never.wait()

    monkeypatch.setattr(served.service.desk.readers, "run", slow)
    monkeypatch.setattr("bot.surfaces.searching.SUGGESTING", 0.01)
    assert await served.anna.suggest(form, PARTIES, "j") == []


async def test_names_come_in_time(house: House) -> None:
    form = await house.anna.command("/meetings", channel="desk")
    await house.anna.suggest(form, PARTIES, "j")  # the first reads the names
    for block, text in ((PARTIES, "unit"), (PEOPLE, "k"), (PARTIES, "Kambodsha"), (PEOPLE, "Hum")):
        began = time.monotonic()
        await house.anna.suggest(form, block, text)
        assert time.monotonic() - began < 0.3, text


# Where to answer


@pytest.mark.parametrize("kept", [None, "", "{", "[]", "7", '{"u":7}', '{"u":""}', "x" * 4_000])
def test_what_a_window_does_not_remember_is_the_direct_message(kept: object) -> None:
    assert decode(kept, "U1") == Place("U1")


def test_a_place_survives_in_a_window() -> None:
    for place in (Place("U1"), Place("U1", "https://x"), Place("U1", "https://x", direct=True)):
        assert decode(place.encode(), "U1") == place
    assert Place("U1", "https://" + "x" * 4_000).encode() == ""


@pytest.mark.parametrize("command", SEARCHES, ids=lambda command: command.name)
def test_no_form_has_a_title_that_slack_cuts(command: Command) -> None:
    for choosing in (True, False):
        title = search_modal(command, "{}", choosing=choosing)["title"]["text"]
        assert "…" not in title and len(title) <= 24
