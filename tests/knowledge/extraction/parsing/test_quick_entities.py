"""The quick recogniser finds what spaCy’s own finds, and leaves alone what it does not know."""

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from knowledge.extraction import Extractor
from knowledge.extraction.parsing import quick_entities
from knowledge.extraction.parsing.model import chosen
from knowledge.extraction.parsing.packing import pack
from knowledge.extraction.parsing.quick_entities import QUICK, RECOGNISER, quicken_entities
from tests.effort import examples

TEXTS = [
    "Anna Berg of the Ocean Contact Group arrived in Port Moresby on Monday, 3 May 2021.",
    "",
    "She met Prime Minister\nJoão Silva, who had paid $4.5 million for the Treaty of Lagos.",
    "   ",
    "Oslo",
    "THE UNITED NATIONS GENERAL ASSEMBLY OF THE REPUBLIC OF SOUTH AFRICA AND THE KINGDOM OF SPAIN.",
]
WORDS = st.lists(
    st.sampled_from(
        ["Anna", "Berg", "the", "of", "Bank", "Japan", "New", "York", "Times", "on", "May", "3",
         "2021", "$", "million", "first", ".", ",", "\n", "  ", "%", "’s", "and", "MET", "UN"]
    ), max_size=40,
).map(" ".join)  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(chosen(), exclude=["senter"])


def test_it_takes_the_place_of_spacys_own(extractor: Extractor) -> None:
    assert extractor.nlp.pipe_names[-1] == QUICK
    assert RECOGNISER not in extractor.nlp.pipe_names


def test_many_texts_at_once(extractor: Extractor, plain: Language) -> None:
    quick, slow = list(extractor.nlp.pipe(TEXTS)), list(plain.pipe(TEXTS))
    assert [pack(doc) for doc in quick] == [pack(doc) for doc in slow]
    assert "Port Moresby" in [span.text for span in quick[0].ents]


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(WORDS, max_size=4))
def test_any_words(extractor: Extractor, plain: Language, texts: list[str]) -> None:
    both = zip(extractor.nlp.pipe(texts), plain.pipe(texts), strict=True)
    assert [(pack(quick), pack(slow)) for quick, slow in both if pack(quick) != pack(slow)] == []


def test_overlong_entities_are_left_to_spacy(
    extractor: Extractor, plain: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_entities, "_LONGEST", 1)
    both = zip(extractor.nlp.pipe(TEXTS), plain.pipe(TEXTS), strict=True)
    assert [text for text, (a, b) in zip(TEXTS, both, strict=True) if pack(a) != pack(b)] == []


def test_entities_that_are_there_already_stay(extractor: Extractor, plain: Language) -> None:
    def marked(nlp: Language) -> Doc:
        doc = nlp.make_doc("Anna Berg met them in Oslo.")
        doc.set_ents([Span(doc, 2, 3, "EVENT")], default="missing")
        return nlp(doc)

    assert pack(marked(extractor.nlp)) == pack(marked(plain))


def test_other_pipelines_are_left_alone() -> None:
    nlp = spacy.blank("en")
    quicken_entities(nlp)
    nlp.add_pipe(RECOGNISER)
    nlp.add_pipe("sentencizer")
    quicken_entities(nlp)
    assert nlp.pipe_names == [RECOGNISER, "sentencizer"]
