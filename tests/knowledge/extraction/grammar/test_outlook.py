"""Whether a word tells of something to come."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.grammar import outlook
from knowledge.extraction.grammar.outlook import is_planned, outlook_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Status
from tests.knowledge.extraction.helpers import document


def test_the_outlook_of_a_word_is_found_once(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sentence,) = document(extractor, "The summit will open in Oslo on Friday.").sentences
    asked: list[Token] = []
    found = outlook._found

    def watched(sentence: Sentence, head: Token) -> Status | None:
        asked.append(head)
        return found(sentence, head)

    monkeypatch.setattr(outlook, "_found", watched)
    (verb,) = (token for token in sentence.tokens if token.lower_ == "open")
    assert outlook_of(sentence, verb) is Status.PLANNED
    assert is_planned(sentence, verb) and outlook_of(sentence, verb) is Status.PLANNED
    assert asked == [verb]
