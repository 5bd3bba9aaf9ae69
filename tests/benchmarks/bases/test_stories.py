"""Stories of the big bases: functions of seed and number, with facts that stand in their texts."""

import math
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from benchmarks.bases import SEED
from benchmarks.bases.chance import Luck
from benchmarks.bases.events import Event
from benchmarks.bases.people import RANKS, person
from benchmarks.bases.plots import plot
from benchmarks.bases.rhythm import FIRST, LAST, batch, day
from benchmarks.bases.stories import Story, story
from benchmarks.bases.vocabulary import COINED, Matter, coined
from knowledge.base.shingles import is_copy, shingles, words
from knowledge.model import Kind, Participant

# Those of a batch that has thousands: so some are copies, and some tell others' facts again.
NUMBERS = range(4_000, 4_160)


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [story(SEED, number) for number in NUMBERS]


def test_a_story_is_the_same_in_another_process_and_in_another_order() -> None:
    ask = (
        "from benchmarks.bases.stories import story; import hashlib;"
        "print(*[hashlib.sha256(repr(story(7, n)).encode()).hexdigest() for n in (4100, 12, 4099)])"
    )
    run = [sys.executable, "-c", ask]
    one, other = (subprocess.check_output(run, text=True).split() for _ in range(2))
    assert one == other
    assert len(set(one)) == 3


def test_another_seed_tells_other_stories() -> None:
    assert story(1, 5).versions[0].article.text != story(2, 5).versions[0].article.text


def test_every_sentence_of_evidence_and_every_link_stands_in_the_text(
    stories: list[Story],
) -> None:
    read = 0
    for version in (version for one in stories for version in one.versions):
        article = version.article
        for reading in version.readings:
            read += 1
            assert reading.digest == article.digest and reading.evidence
            for sentence in reading.evidence:
                assert article.text[sentence.start : sentence.end] == sentence.text
            for link in reading.links:
                assert article.text[link.start : link.end] == link.mention
    assert read > 500


def test_whoever_is_in_a_fact_is_named_in_its_story(stories: list[Story]) -> None:
    for version in (version for one in stories for version in one.versions):
        for reading in version.readings:
            fields = reading.fields
            people: tuple[Participant, ...] = getattr(fields, "people", ())
            people = people or getattr(fields, "speakers", ())
            assert all(one.name in version.article.text for one in people)
            if reading.kind is Kind.STATEMENT:
                assert getattr(fields, "words") in reading.evidence[0].text  # noqa: B009


def test_paragraphs_are_runs_of_text_without_space_around(stories: list[Story]) -> None:
    for one in stories:
        article = one.versions[-1].article
        for part in article.paragraphs:
            found = article.text[part.start : part.end]
            assert found and found == found.strip() and "\n" not in found
        assert (
            sum(part.end - part.start + 2 for part in article.paragraphs) == len(article.text) + 2
        )


def test_copies_are_found_as_such_and_other_stories_are_none(stories: list[Story]) -> None:
    copied = [plot(SEED, one.number) for one in stories if plot(SEED, one.number).copied]
    assert copied
    for one in copied:
        assert one.source is not None and one.source < one.number
        mine = shingles(words(story(SEED, one.number).versions[-1].article))
        theirs = shingles(words(story(SEED, one.source).versions[-1].article))
        assert is_copy(mine, theirs)
    own = [shingles(words(one.versions[-1].article)) for one in stories[:60] if not
           plot(SEED, one.number).copied]  # fmt: skip
    assert not any(is_copy(a, b) for at, a in enumerate(own) for b in own[:at])


def test_stories_told_again_have_facts_of_their_source(stories: list[Story]) -> None:
    retold = [
        (one, one.source)
        for one in (plot(SEED, story.number) for story in stories)
        if one.source is not None and not one.copied and one.events
    ]
    assert retold
    shared = [
        one for one, source in retold if _matters(one.events) & _matters(plot(SEED, source).events)
    ]
    assert len(shared) > len(retold) / 2


def _matters(events: tuple[Event, ...]) -> set[Matter]:
    return {event.about for event in events}


def test_a_batch_goes_through_ten_years_in_order() -> None:
    assert [batch(number) for number in (0, 99, 100, 999, 1_000, 99_999)] == [
        range(100), range(100), range(100, 1_000), range(100, 1_000), range(1_000, 10_000),
        range(10_000, 100_000),
    ]  # fmt: skip
    days = [day(SEED, number) for number in range(100, 1_000)]
    assert days == sorted(days)
    assert days[0] < date(2017, 1, 1) and days[-1] > date(2026, 10, 1)
    assert min(days) >= FIRST and max(days) <= LAST


def test_sundays_bring_less_than_other_days() -> None:
    found = Counter(day(SEED, number).weekday() for number in range(1_000, 10_000))
    assert 0.55 < found[6] / found[1] < 0.8


def test_ranks_are_drawn_by_zipfs_law() -> None:
    luck = Luck("a test")
    found = Counter(luck.rank(RANKS) for _ in range(40_000))
    ranks = [0, 1, 3, 7, 15, 31, 63]
    points = [(math.log(rank + 1), math.log(found[rank])) for rank in ranks]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum(
        (x - mean_x) ** 2 for x, _ in points
    )
    assert -1.15 < slope < -0.8
    assert max(found) < RANKS and len(found) > 10_000


def test_people_of_all_ranks_have_names_of_their_own() -> None:
    ranks = [*range(1_500), *range(RANKS - 500, RANKS)]
    names = Counter(person(SEED, rank).name for rank in ranks)
    assert len(names) > 0.97 * len(ranks)
    assert all(len(name.split()) > 1 for name in names)


def test_villages_and_companies_have_names_of_their_own() -> None:
    assert len({coined(rank) for rank in range(0, COINED, 37)}) == len(range(0, COINED, 37))
