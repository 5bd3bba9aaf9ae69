"""Articles as sentences and words that know where they stand."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import LONGEST, parse, pieces
from knowledge.model import ParagraphRole
from tests.knowledge.extraction.helpers import document, story


def test_sentences_are_slices_of_the_article(extractor: Extractor) -> None:
    article = story("One met two.\nThree slept.", "# Heading", "> A caption.", title="A title")
    parsed = parse(article, extractor.parse, Deadline())
    assert [article.text[s.start : s.end] for s in parsed.sentences] == [
        "A title", "One met two.", "Three slept.", "Heading", "A caption.",
    ]  # fmt: skip
    assert all(article.text[s.start : s.end] == s.text for s in parsed.sentences)
    assert [s.index for s in parsed.sentences] == list(range(5))
    assert {s.section for s in parsed.sentences if s.role is ParagraphRole.HEADING} == {1}


def test_hyphenated_compounds_are_one_word(extractor: Extractor) -> None:
    (sentence,) = document(extractor, "The co-host met the president-elect - again.").sentences
    words = [word.text for word in sentence.words]
    assert "co-host" in words
    assert "president-elect" in words
    assert "-" in words


def test_words_know_their_place_in_the_article(extractor: Extractor) -> None:
    parsed = document(extractor, "Trade grew.", "The vice-president slept well.")
    for sentence in parsed.sentences:
        for i, word in enumerate(sentence.words):
            start, end = sentence.word_start(i), sentence.word_end(i)
            assert parsed.article.text[start:end] == word.text
            assert sentence.word_span(start, end) == (i, i + 1)


def test_printed_words_have_no_line_breaks(extractor: Extractor) -> None:
    (sentence,) = document(extractor, "The prime\nminister slept.").sentences
    assert sentence.printed(0, 3) == "The prime minister"
    assert sentence.printed(2, 2) == ""


def test_very_long_paragraphs_are_cut_at_a_sentence(extractor: Extractor) -> None:
    paragraph = "The minister met the president in Oslo. " * (LONGEST // 40 + 20)
    parsed = document(extractor, paragraph.strip())
    assert {sentence.text for sentence in parsed.sentences} == {
        "The minister met the president in Oslo."
    }


def test_no_sentence_begins_behind_a_form_of_address(extractor: Extractor) -> None:
    text = "The loan was signed with the Minister of Tourism, Hon. Ada Mensah, to fund a road."
    sentences = document(extractor, text).sentences
    assert [s.text for s in sentences if "Hon." in s.text] == [text]


@pytest.mark.parametrize("before", range(17))
def test_so_many_signs_are_found_wherever_they_begin(before: int) -> None:
    (piece,) = pieces(story(f"{'a' * before}{'!' * 64}b"))
    assert piece.text == f"{'a' * before}{' ' * 64}b"


def test_signs_alone_cost_nothing_and_move_nothing(extractor: Extractor) -> None:
    words = "Kaja Tamm met Lars Solberg in Oslo on Monday."
    article = story(f"{words} {'!' * 9_000} {words} {'“' * 70}{words}")
    parsed = parse(article, extractor.parse, Deadline())
    seen = [sentence for sentence in parsed.sentences if "met" in sentence.text]
    assert len(seen) == 3
    for sentence in seen:
        assert article.text[sentence.start : sentence.end] == sentence.text
    assert sum(len(sentence.tokens) for sentence in seen) < 50
