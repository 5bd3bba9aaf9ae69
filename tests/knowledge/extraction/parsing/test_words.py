"""The words of a sentence: compounds are one, and a glance tells which there are."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.parsing import words
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import Sentence, parse
from knowledge.model import Article, Paragraph


def _sentence(extractor: Extractor, text: str) -> Sentence:
    article = Article("one", text, (Paragraph(0, len(text)),))
    return parse(article, extractor.parse, Deadline()).sentences[0]


def test_what_is_noted_of_words_is_found_once_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_FULL", 2)
    asked: list[str] = []
    noted = words.Noted(lambda word: asked.append(word) or len(word))  # type: ignore[func-returns-value]
    assert [noted[word] for word in ("a", "bc", "a", "bc")] == [1, 2, 1, 2]
    assert asked == ["a", "bc"]
    assert (noted["def"], len(noted)) == (3, 1)


def test_a_compound_is_one_word_of_several_tokens(extractor: Extractor) -> None:
    sentence = _sentence(extractor, "The vice-president opened a 12-mile road - at last.")
    compound = sentence.words[1]
    assert compound.text == "vice-president"
    assert compound.last - compound.first == 3
    assert [sentence.word_of[i] for i in range(5)] == [0, 1, 1, 1, 2]
    assert "-" in sentence.vocabulary


def test_without_hyphens_every_token_is_a_word(extractor: Extractor) -> None:
    sentence = _sentence(extractor, "Kenya’s minister left.")
    assert [word.text for word in sentence.words] == [token.text for token in sentence.tokens]
    assert sentence.word_of == list(range(len(sentence.tokens)))


def test_lower_is_empty_beyond_the_ends(extractor: Extractor) -> None:
    sentence = _sentence(extractor, "Kenya’s minister left.")
    assert [sentence.lower(i) for i in (-1, 0, 1, len(sentence.words))] == ["", "kenya", "'s", ""]
    assert sentence.vocabulary == {"kenya", "'s", "minister", "left", "."}
