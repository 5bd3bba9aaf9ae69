"""What the archive has on a message: its names and words, searched as by /facts."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers import ask, mentioned
from knowledge.answers.mentioned import NO_WORDS
from knowledge.base import Base
from knowledge.model import Answer
from tests.bases import opened
from tests.effort import examples

TODAY = date(2026, 11, 21)


@pytest.fixture
def base(small_archive: Path) -> Base:
    return Base.open(small_archive, readonly=True)


def on(text: str, base: Base) -> Answer:
    return mentioned(text, base, per_page=5)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (
            "Did Hun Sen really meet Justin Trudeau? Somebody told me so.",
            "Hun Sen and Justin Trudeau",
        ),
        ("<@U12|bo> wrote a long piece on Canada & what its *Trudeau* said", "Canada and Justin"),
        ("Trudeau", "Facts on Justin Trudeau"),
        ("roads", "Facts about “roads”"),
        ("The roads that everybody had been talking about for so many years", "about “roads"),
        # All four together are in no fact: people count more than parties.
        ("Peru wants to know whether Trudeau spoke to anybody at that summit", "Justin Trudeau"),
        ("First line on lunch\nsecond line on Fumio Kishida and his visit to us", "Fumio Kishida"),
    ],
)
def test_a_message_is_searched_for_what_it_names(base: Base, text: str, understood: str) -> None:
    answer = on(text, base)
    assert answer.answered and understood in answer.understood


def test_other_names_are_offered(base: Base) -> None:
    answer = on("Tell me what Hun Sen, Trudeau and the government of Japan have in common", base)
    assert answer.answered
    for choice in answer.nearest:
        assert ask(f"/{choice.text}", base, today=TODAY).answered
    assert {choice.label for choice in answer.nearest} >= {"Hun Sen", "Justin Trudeau", "Japan"}


def test_nothing_is_put_in_the_place_of_what_is_not_there(base: Base) -> None:
    answer = on("Peru and Bolivia will have to talk about this sooner or later", base)
    assert not answer.answered and answer.message is not None
    assert "The archive tells nothing of Peru or Bolivia (searched 2 articles" in answer.message


@pytest.mark.parametrize(
    "text", ["", "?", "🙈", "so it is what it is", "<@U1> <!channel>", "zzyzx"]
)
def test_a_message_without_names_says_so(base: Base, text: str) -> None:
    assert on(text, base).message == NO_WORDS


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Somebody flew to Phnom Penh in November and came back the same day", "“Phnom Penh”"),
        ("phnom penh", "“phnom penh”"),
        ("They met in Phnom Penh, then Trudeau left", "Justin Trudeau about “Phnom Penh”"),
    ],
)
def test_a_capital_is_a_town_and_not_its_country(base: Base, text: str, understood: str) -> None:
    answer = on(text, base)
    assert answer.answered and understood in answer.understood
    assert answer.query is not None and answer.query.parties == ()


def test_a_town_that_the_archive_does_not_know_is_named(base: Base) -> None:
    alone = on("What did we write about Tokyo last year?", base)
    assert "The archive tells nothing of Tokyo (searched" in (alone.message or "")
    beside = on("Trudeau was to fly on to Tokyo", base)
    assert "Facts on Justin Trudeau" in beside.understood
    assert "The archive tells nothing of Tokyo." in beside.notes


@pytest.mark.parametrize(
    "text",
    ["The Prime Minister called the President and the King", "Minister, PM, Secretary-General?"],
)
def test_a_title_alone_names_nobody(base: Base, text: str) -> None:
    answer = on(text, base)
    assert answer.query is None or not (answer.query.people or answer.query.parties)
    assert "minister" not in answer.understood.casefold() and not answer.nearest


def test_what_is_written_like_a_name_is_searched_as_it_stands(base: Base) -> None:
    answer = on("Hun Sen spoke at the ASEAN Summits of that year, on a Saturday", base)
    assert "Hun Sen" in answer.understood and "Saturday" not in str(answer)
    assert "Thanks" not in str(on("Thanks everyone", base))


@pytest.mark.parametrize("said", ['"We will win"', "“We will win”", "WE SHALL WIN"])
def test_what_somebody_says_or_shouts_is_no_name(base: Base, said: str) -> None:
    answer = on(f"Hun Sen met Trudeau. {said}, said Mirabelle.", base)
    assert answer.answered
    told = " ".join(answer.notes)
    assert "nothing of Mirabelle." in told


def test_an_empty_archive_says_that_it_is(tmp_path: Path) -> None:
    with opened(tmp_path / "new.db") as base:
        assert "archive is empty" in (on("Japan", base).message or "")


@given(st.text(max_size=400).map(lambda text: text * 20) | st.text(max_size=200))
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_message_is_answered(base: Base, text: str) -> None:
    answer = on(text, base)
    assert answer.answered or answer.message
