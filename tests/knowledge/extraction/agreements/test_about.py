"""What readers are told that an agreement is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.extraction.agreements.wording import told_about
from knowledge.model import Agreement
from tests.knowledge.extraction.helpers import story

PHRASES = [
    ("fisheries", "fisheries"),
    ("free trade", "free trade"),
    ("the avoidance of double taxation", "the avoidance of double taxation"),
    ("a bridge over the Tana", "bridge over the Tana"),
    ("its new port", "port"),
    ("a substantial $46 million grant for rural roads", "rural roads"),
    ("substantial 90 Euros million grant", None),
    ("a grant of USD 7 million", None),
    ("$600-million loan", None),
    ("rural roads worth €12 million", "rural roads"),
    ("development loan", "development"),
    ("strengthen the school meals programme", "strengthen the school meals programme"),
    ("line of credit (LOC)", None),
    ("the subject", None),
    ("press", None),
    ("Leaders’", None),
    ("Hotline’", "Hotline"),
    ("Defense", None),
    ("mutual defence", None),
    ("Defence Cooperation", "Defence Cooperation"),
    ("the heads of the member states", None),
    ("the presidents of Kenya and Norway", None),
    ("the two countries", None),
    ("Memorandum of Understanding", None),
    ("Nairobi Declaration", None),
    ("make it compliant", None),
    ("largest", None),
    ("ten", "ten"),
    (None, None),
]
SENTENCES = [
    ("Norway and Kenya signed an agreement on Mutual Help in Criminal Matters in Oslo.",
     "Mutual Help in Criminal Matters"),
    ("Norway and Kenya signed a treaty on fisheries and further strengthening their ties.",
     "fisheries"),
    ("Norway and Kenya signed a pact on protecting forests and cleaning up rivers.",
     "protecting forests and cleaning up rivers"),
    ("Norway and Kenya signed a reciprocal access agreement on Monday.", "reciprocal access"),
    ("Norway and Kenya signed an agreement on Fisheries in Nairobi on Monday.", "Fisheries"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "told"), PHRASES)
def test_what_is_told(phrase: str | None, told: str | None) -> None:
    assert told_about(phrase) == told


@given(st.text(alphabet="aA the of$€7 million()loan’,-\n", max_size=60))
def test_what_is_told_is_printed(phrase: str) -> None:
    told = told_about(phrase)
    assert told is None or (told and told in phrase)


@pytest.mark.parametrize(("text", "about"), SENTENCES)
def test_what_a_sentence_tells(extractor: Extractor, text: str, about: str) -> None:
    (reading,) = (
        r.fields for r in extractor.extract(story(text)).readings if isinstance(r.fields, Agreement)
    )
    assert reading.about == about
