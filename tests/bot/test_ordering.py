"""“Why this order?” below a digest: the reasons, in a window."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import messages
from bot.errors import StaleButton
from bot.render.blocks import Message
from bot.render.digestorder import ORDER
from bot.render.digests import edition_messages
from bot.values import EditionRef, decode_edition
from bot.workspace import Reply, words_of
from bot.workspace.blockkit import check_view
from knowledge.answers.digests import looking_back
from knowledge.base import Base
from knowledge.model import Edition, Wanted
from tests.bot.running import House

REF = EditionRef("JP money", "2022-11-14T08:00:00Z", "2022-11-15T08:00:00Z", date(2022, 11, 15))


def the(database: Path, wanted: Wanted) -> Edition:
    with Base.open(database, readonly=True) as base:
        found = looking_back(base, wanted)
    assert found is not None
    return found


async def posted(house: House, message: Message) -> Reply:
    """A message of the bot's in #desk, as Anna sees it."""
    await house.service.desk.posts.send(house.workspace.channel("desk").id, message)
    return await house.anna.sees("Why this order?", channel="desk")


async def test_the_window_tells_the_reasons_of_each_story(house: House, database: Path) -> None:
    edition = the(database, Wanted())
    assert edition.stories
    below = await posted(house, edition_messages(edition)[0])
    window = await house.anna.click(below, "Why this order?")
    assert window.view is not None
    assert check_view(window.view.content) == []
    said = "\n".join(words_of(window.view.blocks))
    assert ORDER in said
    for story in edition.stories:
        assert f"· {story.weight} points" in said
        for reason in story.reasons:
            assert f"{reason.weight:+d}  {reason.words}" in said


async def test_words_that_are_none_any_more_make_a_stale_button(
    house: House, database: Path
) -> None:
    edition = the(database, Wanted())
    odd = replace(edition, wanted=replace(edition.wanted, text="Japan since 2022"))
    below = await posted(house, edition_messages(odd)[0])
    answer = await house.anna.click(below, "Why this order?")
    assert messages.STALE_BUTTON in answer.text


def test_what_an_edition_covers_survives_the_round_trip() -> None:
    for ref in (REF, replace(REF, by_publication=True, wanted="")):
        value = ref.encode()
        assert value is not None
        assert decode_edition(value) == ref
    assert replace(REF, wanted="ü" * 3_000).encode() is None


@pytest.mark.parametrize(
    "changes",
    [
        {"w": 3},
        {"w": None},
        {"s": "2022-11-16T08:00:00Z"},
        {"s": "yesterday"},
        {"s": "2022-13-40T99:00:00Z"},
        {"u": None},
        {"d": "2022-02-30"},
        {"d": 7},
    ],
)
def test_a_value_of_no_edition_is_a_stale_button(changes: dict[str, Any]) -> None:
    value = REF.encode()
    assert value is not None
    with pytest.raises(StaleButton):
        decode_edition(json.dumps({**json.loads(value), **changes}))
