"""What the first to ask would wait for, done before anybody asks."""

import gc
from datetime import date

from knowledge.answers.questions import answered
from knowledge.base import Base
from knowledge.questions.words import load_lists

_QUESTION = "who said what about the first meeting on trade"
"""Has no answer that anybody needs, but looks names, words and sentences up to find that out."""


def warm(base: Base) -> None:
    """Load word lists and names, and take what stays from now on out of garbage collection.

    A full collection goes through everything that was loaded, some 80 ms in the middle of a
    question.
    """
    load_lists()
    base.parties_like("a")
    base.people_like("a")
    answered(_QUESTION, base, today=date.today(), per_page=1)
    gc.collect()
    gc.freeze()
