"""Damaged, shuffled and odd texts: no crash, no hang, no fact without its evidence.

`python -m benchmarks.robustness` tries ten thousand of them.
"""

import pytest

from benchmarks.robustness import ODDITIES, SAMPLE, Trial, made, texts
from knowledge.extraction import Extractor
from tests.effort import examples

NUMBER = examples(50)
# Too long for every run.
_HEAVY = 100_000


@pytest.fixture(scope="module")
def stories() -> list[str]:
    return texts([SAMPLE])


def test_odd_texts(extractor: Extractor, stories: list[str]) -> None:
    trial = Trial(extractor)
    for number in range(len(ODDITIES)):
        text = made(stories, number, seed=0)
        if len(text) < _HEAVY:
            # A sentence of thousands of words is no different from one of hundreds.
            assert trial.of(text[:1_000]) is None, number


def test_changed_texts(extractor: Extractor, stories: list[str]) -> None:
    trial = Trial(extractor)
    for number in range(len(ODDITIES), len(ODDITIES) + NUMBER):
        assert trial.of(made(stories, number, seed=1)) is None, number
    assert trial.readings > NUMBER / 4
