"""Names that a page's pop-ups printed twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.extraction.parsing.echoes import without_echoes
from tests.knowledge.extraction.helpers import meetings, story


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("with Lars Solberg Solberg LarsPrime Minister of Norway , and", "with Lars Solberg , and"),
        ("with Kaja Tamm Tamm Kaja and others", "with Kaja Tamm and others"),
        ("Kaja Tamm Tamm KajaAide to the President met", "Kaja Tamm met"),
        ("Anna Maria Berg Berg Anna MariaMayor in Oslo", "Anna Maria Berg in Oslo"),
        ("Boutros Boutros Ghali met", "Boutros Boutros Ghali met"),
        ("Kaja Tamm and Tamm Kaja", "Kaja Tamm and Tamm Kaja"),
    ],
)
def test_echoes_are_blanked(text: str, left: str) -> None:
    assert " ".join(without_echoes(text).split()) == left


@given(st.text(alphabet="Ab -.,’\n", max_size=60))
def test_offsets_stay(text: str) -> None:
    blanked = without_echoes(text)
    assert len(blanked) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, blanked, strict=True))


def test_a_list_with_echoes(extractor: Extractor) -> None:
    article = story(
        "Kenyan President Grace Wanjiru met Prime Minister of Norway Lars Solberg Solberg "
        "LarsPrime Minister of Norway and Prime Minister of Estonia Kaja Tamm Tamm Kaja in Oslo."
    )
    assert meetings(extractor, article) == [
        "meeting held: Grace Wanjiru, Lars Solberg, Kaja Tamm (EE, KE, NO) in Oslo"
    ]
