"""The quick lemmatizer gives every word what spaCy's own gives it.

That it does so in whole texts is tested with the ruler.
"""

import spacy
from spacy.language import Language

from knowledge.extraction import Extractor
from knowledge.extraction.parsing.quick_lemmas import LEMMATIZER, QUICK, quicken_lemmas


def test_it_takes_the_place_of_spacys_own(extractor: Extractor) -> None:
    names = extractor.nlp.pipe_names
    assert QUICK in names
    assert LEMMATIZER not in names


def test_words_alike_in_spelling_differ_by_part_of_speech(extractor: Extractor) -> None:
    for _ in range(2):
        doc = extractor.nlp("They are meeting today. The meeting was short.")
        lemmas = [token.lemma_ for token in doc if token.text == "meeting"]
        assert lemmas == ["meet", "meeting"]


def test_lemmas_given_before_stay(extractor: Extractor) -> None:
    doc = extractor.nlp.make_doc("They met.")
    doc[1].lemma_ = "greet"
    assert [token.lemma_ for token in extractor.nlp(doc)] == ["they", "greet", "."]


def test_other_pipelines_are_left_alone() -> None:
    nlp: Language = spacy.blank("en")
    quicken_lemmas(nlp)
    nlp.add_pipe(LEMMATIZER, config={"mode": "lookup"})
    quicken_lemmas(nlp)
    assert nlp.pipe_names == [LEMMATIZER]
