"""Words as people type them, against words as articles print them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.base.search import either_way, match
from knowledge.model import Kind, Query
from tests import bases
from tests.knowledge.base.world import HUN_SEN, fill, said, told

PRINTED = {
    "de-mining": "de-mining came first, then the socio-economic plan",
    "don’t": "we don’t run from the rain",
    "U.S.": "the U.S. envoy brought seeds",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    path: Path = tmp_path_factory.mktemp("search") / "archive.db"
    with bases.opened(path) as opened:
        lines = [f"“{words}”, Hun Sen said." for words in PRINTED.values()]
        spoken = [said(words, HUN_SEN) for words in PRINTED.values()]
        fill(opened, [told("printed", *spoken, sentences=lines)])
        yield opened


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("demining", "de-mining"),
        ("de-mining", "de-mining"),
        ("socioeconomic", "de-mining"),
        ("socio-economic", "de-mining"),
        ("don't run", "don’t"),
        ("don’t", "don’t"),
        ("U.S.", "U.S."),
        ("rain", "don’t"),
    ],
)
def test_signs_are_found_however_they_are_typed(typed: str, printed: str, base: Base) -> None:
    found, total = base.find(Kind.STATEMENT, Query("quotes", words=(typed,)), limit=5, offset=0)
    assert total == 1
    assert [getattr(fact, "words", None) for fact in found] == [PRINTED[printed]]
    assert base.sentences((typed,), limit=5)


@pytest.mark.parametrize("typed", ["run we", "mining de", "reseeding"])
def test_words_keep_their_order_and_others_are_not_found(typed: str, base: Base) -> None:
    assert base.find(Kind.STATEMENT, Query("quotes", words=(typed,)), limit=5, offset=0)[1] == 0


def test_a_plain_word_is_searched_one_way() -> None:
    assert either_way("rice") == '"rice"'
    assert either_way("* !") is None


def test_a_phrase_that_holds_another_name_of_the_party_is_not_looked_for() -> None:
    asked = match(parties=("PH",)) or ""
    assert '"philippines"' in asked and '"pilipinas"' in asked
    assert '"republic of the philippines"' not in asked and '"the philippines"' not in asked
    # A word that only begins alike is no part of it.
    assert '"philippine"' in asked


def test_of_several_wordings_those_that_hold_another_are_not_looked_for(base: Base) -> None:
    wordings = ("envoy", "the U.S. envoy", "an envoy of the republic")
    with base.reader() as db:
        asked: list[str] = []
        db.set_trace_callback(asked.append)
        found = base.sentences([wordings], limit=5)
        db.set_trace_callback(None)
    assert found == base.sentences([("envoy",)], limit=5) != []
    matched = [statement for statement in asked if "sentence_fts MATCH" in statement]
    assert matched and all("republic" not in one and '"envoy"' in one for one in matched)


WORDS = ("run", "rain", "brought", "seeds", "came first", "socio-economic", "envoy", "we", "the")


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=4))
def test_sentences_hold_one_wording_of_each_thing(base: Base, groups: list[list[str]]) -> None:
    found = [one.evidence for one in base.sentences(groups, limit=9)]
    each = [[one.evidence for one in base.sentences([group], limit=9)] for group in groups]
    assert found == [one for one in each[0] if all(one in others for others in each[1:])]


def test_sentences_are_found_by_any_number_of_words(base: Base) -> None:
    found = base.sentences(["envoy", "the"], limit=9)
    assert base.sentences(["envoy", "the"] * 200, limit=9) == found != []
    assert base.sentences([*["envoy", "the"] * 200, "nowhere"], limit=9) == []
