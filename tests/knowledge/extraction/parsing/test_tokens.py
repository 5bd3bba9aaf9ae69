"""Our tokens say what spaCy's say, over the sample archive and over any text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.extraction.parsing import packing
from knowledge.extraction.parsing.document import pieces
from knowledge.extraction.parsing.packing import COLUMN, MENDED, VALUE, Unpackable, pack, unpack
from knowledge.extraction.parsing.tokens import Doc, Token
from knowledge.reading import read
from tests.effort import examples

SAMPLE = Path(__file__).parents[4] / "knowledge" / "sample"
PLAIN = (
    "i", "idx", "text", "whitespace_", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_iob_",
    "ent_type_", "is_title", "is_space", "is_punct",
)  # fmt: skip
TREE = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")
FEATURES = ("Number", "Tense", "PronType", "Person")

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.lists(
    st.sampled_from(
        ["It", "it's", "won't", "$", "5m", "3rd", "+1,200.5", "1/2", "U.S.", "’", "``", " ", "\n",
         "\x1d", "\x1f", "(", "Mr.", "İstanbul", "ſ", "😀", "and", "met", "the", "Oslo", "-", "%"]
    ), max_size=20,
).map(" ".join)  # fmt: skip


def same(theirs: Any, ours: Doc) -> None:
    assert len(ours) == len(theirs)
    for one, other in zip(theirs, ours, strict=True):
        same_token(one, other)
    spans = [list(map(span_values, doc.sents)) for doc in (theirs, ours)]
    assert spans[0] == spans[1]


def same_token(theirs: Any, ours: Token) -> None:
    for name in PLAIN:
        mended = name == "lemma_" and ours.lower_ in MENDED
        assert mended or getattr(ours, name) == getattr(theirs, name), (theirs, name)
    for name in TREE:
        values = [[token.i for token in getattr(one, name)] for one in (theirs, ours)]
        assert values[0] == values[1], (theirs, name)
    assert ours.is_sent_start == bool(theirs.is_sent_start)
    assert (ours.head.i, ours.left_edge.i, ours.right_edge.i) == (
        theirs.head.i, theirs.left_edge.i, theirs.right_edge.i,
    )  # fmt: skip
    assert span_values(ours.sent) == span_values(theirs.sent)
    assert (str(ours.morph), list(ours.morph), len(ours.morph)) == (
        str(theirs.morph), list(theirs.morph), len(theirs.morph),
    )  # fmt: skip
    assert all(ours.morph.get(name) == theirs.morph.get(name) for name in FEATURES)


def span_values(span: Any) -> tuple[object, ...]:
    return (
        span.start, span.end, span.start_char, span.end_char, span.text, span.label_, span.root.i,
        len(span), [token.i for token in span],
    )  # fmt: skip


def sample_paragraphs() -> Iterator[str]:
    for path in sorted(SAMPLE.glob("sample-*")):
        yield from (piece.text for piece in pieces(read(path)))


def test_the_sample_archive_token_by_token(extractor: Extractor) -> None:
    for text in sample_paragraphs():
        theirs = extractor.nlp(text)
        same(theirs, unpack(text, pack(theirs)))


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=ANY_TEXT)
def test_any_text_token_by_token(extractor: Extractor, text: str) -> None:
    theirs = extractor.nlp(text)
    same(theirs, unpack(text, pack(theirs)))


def test_order(extractor: Extractor) -> None:
    (doc,) = extractor.parse(["Grace met Lars. They spoke."])
    first = doc[0]
    assert first < doc[1] <= doc[1] and doc[2] > first >= first
    assert max(doc) is doc[len(doc) - 1]
    assert doc[1:3].text == "met Lars"
    assert [sentence.text for sentence in doc.sents] == ["Grace met Lars.", "They spoke."]


def test_what_was_not_packed_from_this_text_is_refused(extractor: Extractor) -> None:
    text = "Grace met Lars."
    packed = pack(extractor.nlp(text))
    assert [token.text for token in unpack(text, packed)] == ["Grace", "met", "Lars", "."]
    other = chr(ord(packed[0]) + 4) + packed[1:]
    for wrong, line in ((text + " ", packed), ("", packed), (text, "x"), (text, other)):
        with pytest.raises(Unpackable):
            unpack(wrong, line)


def test_what_is_rare_is_worked_out_anew_and_not_kept(extractor: Extractor) -> None:
    text = f"Grace said that {'the very ' * 90}{'long' * 30} word was it."
    theirs = extractor.nlp(text)
    same(theirs, unpack(text, pack(theirs)))
    assert max(map(ord, [*packing._cuts, *packing._ways])) < packing._FREQUENT + packing._ZERO


def test_nothing_is_a_document_without_tokens(extractor: Extractor) -> None:
    (doc,) = extractor.parse([""])
    assert (len(doc), list(doc.sents)) == (0, [])


def test_what_the_lemmatizer_gets_wrong_is_mended(extractor: Extractor) -> None:
    text = "The talks are slated for Monday, he hoped."
    (doc,) = extractor.parse([text])
    assert [token.lemma_ for token in doc if token.lower_ in MENDED] == ["slate", "hope"]
    assert [token.lemma_ for token in extractor.nlp(text) if token.lower_ in MENDED] == [
        "slat",
        "hop",
    ]


def test_what_words_have_in_common_is_written_once(extractor: Extractor) -> None:
    packed = pack(extractor.nlp("One man sat in Oslo. One man sat in Rome."))
    labels = packed.split(COLUMN)[-1].split(VALUE)
    assert len(labels) == len(set(labels)) == 6
