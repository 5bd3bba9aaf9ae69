"""The quick ruler gives every word what spaCy's own gives it."""

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from knowledge.extraction import Extractor
from knowledge.extraction.parsing.document import pieces
from knowledge.extraction.parsing.model import chosen
from knowledge.extraction.parsing.packing import pack
from knowledge.extraction.parsing.quick_ruler import RULER, quicken
from knowledge.reading import read
from tests.effort import examples

SAMPLE = Path(__file__).parents[4] / "knowledge" / "sample"
WORDS = st.lists(
    st.sampled_from(
        ["there", "is", "let", "'s", "gonna", "ain't", "c'm", "on", "y'all", "gotta", "who",
         "which", "that", "to", "his", "hers", "'ll", "n't", "cannot", "as", "such", "much", " ",
         "\n", "U.S.", "it", "there's", "are", "been", "do", "You", "ca", "$", "(", ".", "no"]
    ), max_size=30,
).map(" ".join)  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(chosen(), exclude=["senter"])


def test_the_sample_archive(extractor: Extractor, plain: Language) -> None:
    texts = [piece.text for path in sorted(SAMPLE.glob("sample-*")) for piece in pieces(read(path))]
    both = zip(texts, extractor.nlp.pipe(texts), plain.pipe(texts), strict=True)
    assert [text for text, quick, slow in both if pack(quick) != pack(slow)] == []


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text(extractor: Extractor, plain: Language, text: str) -> None:
    assert pack(extractor.nlp(text)) == pack(plain(text))


def test_a_ruler_with_other_patterns_is_left_alone(plain: Language) -> None:
    nlp = spacy.blank("en")
    quicken(nlp)
    ruler = nlp.add_pipe(RULER)
    ruler.add(patterns=[[{"TEXT": "met", "OP": "+"}]], attrs={"POS": "VERB"})  # type: ignore[attr-defined]
    quicken(nlp)
    assert "match" not in vars(ruler)
    assert [token.pos_ for token in nlp("she met him")] == ["", "VERB", ""]
