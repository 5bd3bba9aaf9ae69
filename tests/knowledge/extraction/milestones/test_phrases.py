"""A table of sentences as newspapers, agencies and governments print them, and what they tell."""

from pathlib import Path

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import meetings, story

TABLE = Path(__file__).with_name("meetings.txt")


def rows() -> list[tuple[str, list[str]]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split(" || ") for line in lines if line and not line.startswith("#")]
    return [(sentence, told) for sentence, *told in cells]


@pytest.mark.parametrize(("sentence", "told"), rows(), ids=lambda value: str(value)[:60])
def test_what_a_sentence_tells(extractor: Extractor, sentence: str, told: list[str]) -> None:
    found = [" ".join(meeting.split()) for meeting in meetings(extractor, story(sentence))]
    assert sorted(found) == sorted(told)


def test_the_table_is_large() -> None:
    assert len(rows()) >= 100
