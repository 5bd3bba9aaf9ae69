"""A retracted fact is not told again from the sentence in which it was read."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask
from knowledge.answers.questions.sayings import RETRACTED
from knowledge.base import Base
from knowledge.model import Evidence, Fact, Fields, Kind, Query
from knowledge.wording.texts import plain
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, role, said, told

TODAY = date(2024, 5, 14)
QUESTION = "When did Hun Sen meet Hassanal Bolkiah?"
SENTENCE = "Hun Sen met Sultan Hassanal Bolkiah of Brunei on 14 November"


@pytest.fixture
def base(sample_base: Path, tmp_path: Path) -> Iterator[Base]:
    with Base.open(shutil.copy(sample_base, tmp_path / "facts.db")) as opened:
        yield opened


def meeting(base: Base) -> Fact:
    found, _ = base.find(Kind.MEETING, Query(command="facts"), limit=60, offset=0)
    [one] = [
        one for one in found if any(SENTENCE in e.text for s in one.sources for e in s.evidence)
    ]
    return one


def test_no_answer_stands_on_a_retracted_sentence(base: Base) -> None:
    before = ask(QUESTION, base, today=TODAY)
    assert before.answered and SENTENCE in plain(before)
    made = base.retract(meeting(base).id, who="U1")
    after = ask(QUESTION, base, today=TODAY)
    assert not after.answered and after.message == RETRACTED
    assert SENTENCE not in plain(after)
    base.undo(made.id, who="U1")
    assert plain(ask(QUESTION, base, today=TODAY)) == plain(before)


def test_sentence_search_leaves_it_out(base: Base) -> None:
    base.retract(meeting(base).id, who="U1")
    found = ask("/facts Bolkiah Brunei November", base, today=TODAY)
    assert SENTENCE not in plain(found)


VISIT = met(HUN_SEN, KISHIDA, on="2022-03-20")


def of(base: Base, kind: Kind) -> Fact:
    [found], _ = base.find(kind, Query(command="facts"), limit=5, offset=0)
    return found


@pytest.mark.parametrize(
    ("beside", "gone"),
    [((role(KISHIDA),), True), ((said("ports matter", KISHIDA),), False), ((), True)],
)
def test_another_event_keeps_a_sentence_and_a_title_does_not(
    tmp_path: Path, beside: tuple[Fields, ...], gone: bool
) -> None:
    """Two sentences; all is read in the first, whose meeting is retracted."""
    article, readings = told("a", VISIT, *beside, extra="Nobody else was there.")
    [stood] = readings[0].evidence
    with Base.open(tmp_path / "test.db") as base:
        fill(base, [(article, [replace(one, evidence=(stood,)) for one in readings])])
        assert not base.is_retracted(stood)
        made = base.retract(of(base, Kind.MEETING).id, who="U1")
        assert base.is_retracted(stood) is gone
        rest = article.paragraphs[-1]
        assert not base.is_retracted(Evidence("a", rest.start, rest.end, "Nobody else was there."))
        base.undo(made.id, who="U1")
        assert not base.is_retracted(stood)
