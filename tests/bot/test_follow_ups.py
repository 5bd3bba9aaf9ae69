"""What is offered below an answer to ask next: where its answer comes, and what it goes on from."""

from dataclasses import replace
from typing import Any

import pytest

from bot.ids import Action
from knowledge import answers
from knowledge.base import Base
from knowledge.model import Answer, Choice
from tests.bot.running import House

CANADA = (Choice("And Canada?", "meetings CA"),)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """Everything that is asked, with its context; each answer is a sentence with a follow-up."""
    told: list[tuple[str, tuple[str, ...]]] = []

    def ask(text: str, base: Base, **options: Any) -> Answer:
        told.append((text, tuple(options["context"])))
        answer = answers.ask(text, base, **options)
        return replace(answer, message=f"Told {len(told)}.", nearest=CANADA)

    monkeypatch.setattr("bot.answering.ask", ask)
    return told


async def test_in_a_thread_the_one_who_clicks_gets_the_next_answer(house: House) -> None:
    first = await house.anna.mention("desk", "meetings Japan")
    assert "Told 1." in first.words
    second = await house.ben.click(first, "And Canada?")
    assert second.ephemeral and second.thread_ts == first.thread_ts
    assert "Told 2." in second.words and "Trudeau" in second.words
    assert "Share in channel" in second.buttons
    shown = next(m for m in house.anna.history("desk") if m.ts == first.ts)
    assert shown.text.startswith("Told 1.")


async def test_what_only_the_one_who_clicked_has_seen_is_theirs_to_go_on_from(
    house: House, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    first = await house.anna.mention("desk", "meetings Japan")
    seen = await house.ben.click(first, "And Canada?")
    await house.ben.click(seen, "And Canada?")
    await house.anna.mention("desk", "meetings 2020", thread=first.thread_ts)
    await house.ben.mention("desk", "meetings 2022", thread=first.thread_ts)
    assert asked[-2:] == [
        ("meetings 2020", ("meetings Japan",)),
        ("meetings 2022", ("meetings Japan", "meetings CA", "meetings CA", "meetings 2020")),
    ]


async def test_in_a_direct_message_the_next_answer_comes_below(
    house: House, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    first = await house.anna.dm("meetings Japan")
    second = await house.anna.click(first, "And Canada?")
    assert not second.ephemeral and second.ts > first.ts and second.thread_ts is None
    third = await house.anna.click(second, "And Canada?")
    await house.anna.dm("meetings 2022", thread=third.ts)
    await house.anna.dm("meetings Japan")
    assert asked[-2:] == [
        ("meetings 2022", ("meetings CA",)),
        ("meetings Japan", ("meetings Japan", "meetings CA", "meetings CA")),
    ]


def test_it_is_a_deed_of_its_own() -> None:
    assert Action.FOLLOW.pattern.match("dateline.follow:nearest0")
    assert not Action.CHOOSE.pattern.match("dateline.follow:nearest0")
