"""Countries, cities and bodies where a text names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.extraction.named.parties import (
    _WORD,
    _beginning,
    _entries,
    city_party,
    find_parties,
)
from tests.knowledge.extraction.helpers import document


def found(extractor: Extractor, *paragraphs: str) -> list[tuple[str, str, str]]:
    rows = find_parties(document(extractor, *paragraphs).sentences)
    return [(party.text, party.code, party.form.value) for row in rows for party in row]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway won.", [("Norway", "NO", "name")]),
        ("The Norwegian team won.", [("Norwegian", "NO", "demonym")]),
        ("He flew to New Delhi.", [("New Delhi", "IN", "city")]),
        ("He flew to Kyoto.", [("Kyoto", "JP", "city")]),
        ("The White House agreed.", [("White House", "US", "state body")]),
        ("The ASEAN ministers agreed.", [("ASEAN", "ASEAN", "body")]),
        ("The Norwegians' friends won.", [("Norwegians", "NO", "demonym")]),
        ("Nothing happened.", []),
    ],
)
def test_parties(extractor: Extractor, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(extractor, sentence) == expected


def test_a_shared_name_is_the_one_that_the_article_names_elsewhere(extractor: Extractor) -> None:
    codes = {code for _, code, _ in found(extractor, "South Korea won.", "Korea was happy.")}
    assert codes == {"KR"}


def test_a_shared_name_alone_is_nobody_s(extractor: Extractor) -> None:
    assert found(extractor, "Korea was happy.") == []


def test_the_country_of_a_city() -> None:
    assert city_party("Durban") == "ZA"
    assert city_party("Nowhere on Earth") is None
    assert city_party("") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Ships crossed the South China Sea.",
        "Ships crossed the Indian Ocean and the Sea of Japan.",
        "The Gulf of Mexico was calm.",
        "Latin American leaders met.",
        "Four South American states and North America voted.",
    ],
)
def test_seas_and_continents_are_no_countries(extractor: Extractor, sentence: str) -> None:
    assert not found(extractor, sentence)


@given(
    text=st.text() | st.lists(st.sampled_from(["U.S.", "the", "Oslo", ".", "_", " "])).map("".join)
)
def test_no_word_that_a_name_may_begin_with_is_passed_over(text: str) -> None:
    letters = {word[0] for word in _entries()}
    wanted = [word.span() for word in _WORD.finditer(text) if word[0][0] in letters]
    assert [word.span() for word in _beginning().finditer(text)] == wanted
