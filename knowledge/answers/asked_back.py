"""What is said to a command that needs a word or a name and got none."""

from knowledge.answers.common import NEAREST
from knowledge.answers.examples import examples
from knowledge.base import Base
from knowledge.model import Answer, Choice, Query
from knowledge.wording import guide


def asked_back(query: Query, base: Base, question: str) -> Answer:
    """Ask what is meant, with examples of the command that this archive answers."""
    scope = base.scope()
    offered = examples(base, NEAREST, query.command) if scope.facts else []
    return Answer(
        query=query,
        understood="",
        answered=False,
        scope=scope,
        message=question if scope.articles else guide.EMPTY_ARCHIVE,
        nearest=tuple(Choice(text, text.removeprefix("/")) for text in offered),
    )
