"""Common words are no names, however near to one they are; names with a slip in them still are."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from knowledge.base import Base
from knowledge.language.lexicon import load
from knowledge.names.words import common_words
from knowledge.questions.model import Asked
from knowledge.questions.reading import read_question
from tests.knowledge.answers.questions.archive import build

TODAY = date(2026, 11, 22)
Reading = Callable[[str], Asked]

_PARTICLES = ("out", "up", "down", "off", "back")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("doubts") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reading(base: Base) -> Reading:
    return lambda text: read_question(text, base, today=TODAY)


def _named(asked: Asked) -> list[str]:
    return [one.of for one in asked.named if one.kind != "office"]


def test_no_common_word_is_a_name(reading: Reading) -> None:
    words = [w for w in sorted(common_words()) if len(w) > 2 and load("offices").get(w) is None]
    assert len(words) > 2_000
    # Twenty at once, each behind an article, so that none is a neighbour's surname.
    for start in range(0, len(words), 20):
        asked = reading("who did " + " and the ".join(words[start : start + 20]))
        assert _named(asked) == [], asked.text
        assert asked.question is None, asked.question


def test_no_common_word_is_a_name_with_a_particle_behind_it(base: Base) -> None:
    taken = [
        f"{word} {particle}"
        for word in sorted(common_words())
        if len(word) > 2
        for particle in _PARTICLES
        if base.names.party(f"{word} {particle}").candidates
    ]
    assert taken  # "came out" is near Cameroon for the resolver of names.
    for phrase in taken:
        asked = read_question(f"who {phrase} there", base, today=TODAY)
        assert _named(asked) == [], phrase


@pytest.mark.parametrize(
    "text",
    [
        "what came out of the summit",
        "which rockets came down by the base",
        "who was burning the tents",
        "how many grenades were found",
        "who compares the prices",
        "when did the pirates get away",
        "which latin american head of state came",
        "what did the central american leaders want",
        "which West African states joined",
        "who starts the talks",
        "what was in the formula",
        "who ran the bonfire",
        "which families had a reunion",
    ],
)
def test_words_near_a_name_are_no_name(text: str, reading: Reading) -> None:
    asked = reading(text)
    assert (_named(asked), asked.notes, asked.question) == ([], (), None)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("what did kennya sign", "KE"),
        ("what did norwey give", "NO"),
        ("when did wanjirru travel", "grace-wanjiru"),
        ("when did Solbreg travel", "lars-solberg"),
        ("what did south afrika want", "ZA"),
        ("what did the ivory cost want", "CI"),
        ("what does the American want", "US"),
        ("what does Reunion want", "RE"),
        ("what does turkey want", "TR"),
    ],
)
def test_a_name_with_a_slip_is_a_name(text: str, of: str, reading: Reading) -> None:
    assert _named(reading(text)) == [of]


def test_a_verb_behind_a_name_is_no_initial_of_it(reading: Reading) -> None:
    assert [(one.of, one.said) for one in reading("what did wanjiru sign").named] == [
        ("grace-wanjiru", "wanjiru")
    ]
