"""What is asked of big bases: of all sorts, the same in every run, and there if it should be."""

import pytest

from benchmarks.bases import SEED, lookups
from benchmarks.bases.plots import plot
from benchmarks.bases.stories import story
from knowledge import commands
from knowledge.model import Meeting

ARTICLES = 1_000


@pytest.fixture(scope="module")
def mentioned() -> set[str]:
    """The names of everybody in the stories of the base."""
    return {one.name for number in range(ARTICLES) for one in plot(SEED, number).cast}


def test_common_and_rare_people_are_mentioned_and_unknown_ones_are_not(mentioned: set[str]) -> None:
    asked = lookups.people(ARTICLES)
    assert mentioned.issuperset(asked.known)
    assert mentioned.isdisjoint((*asked.unknown, *asked.misspelt))
    assert not set(asked.common) & set(asked.rare)
    assert len(set(asked.known)) == 2 * len(asked.common) == 16


def test_rare_matters_stand_in_a_story() -> None:
    about = {plot(SEED, number).about.words for number in range(ARTICLES)}
    assert about.issuperset(lookups.topics(ARTICLES).rare)


def test_pairs_met() -> None:
    met = {
        tuple(one.name for one in event.people)
        for number in range(ARTICLES)
        for event in plot(SEED, number).events
        if isinstance(event.fields, Meeting)
    }
    assert met.issuperset(lookups.pairs(ARTICLES))


def test_every_command_is_asked_and_each_row_once() -> None:
    rows = lookups.commands(ARTICLES)
    asked = {text.split()[0].removeprefix("/") for _, texts in rows for text in texts}
    assert asked == {one.name for one in commands.COMMANDS}
    names = [name for name, _ in rows]
    assert len(names) == len(set(names))
    assert all(texts for _, texts in rows)


def test_lookups_are_the_same_every_time() -> None:
    assert lookups.commands(ARTICLES) == lookups.commands(ARTICLES)
    assert lookups.questions(ARTICLES) == lookups.questions(ARTICLES)
    assert lookups.people(ARTICLES) != lookups.people(ARTICLES + 1)


def test_the_day_of_asking_is_after_the_last_story() -> None:
    last = story(SEED, 999).versions[-1].article.published
    assert last is not None and last < lookups.TODAY.isoformat()
