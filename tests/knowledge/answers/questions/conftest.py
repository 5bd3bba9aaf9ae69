"""One small archive for all tests of answers to questions; nothing in it changes."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import Answer
from tests.knowledge.answers.questions.archive import build

TODAY = date(2026, 11, 22)
Asking = Callable[..., Answer]


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("questions") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def asking(base: Base) -> Asking:
    """Asks a question, after the earlier ones of its thread."""

    def asked(text: str, *context: str) -> Answer:
        return ask(text, base, today=TODAY, context=context)

    return asked
