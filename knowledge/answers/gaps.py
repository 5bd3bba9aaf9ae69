"""Questions without an answer: which they are, and the list of them."""

from knowledge.base import Base
from knowledge.language.routing import OWN
from knowledge.model import Answer, Query
from knowledge.questions import parts, smalltalk
from knowledge.text import clean_query
from knowledge.wording import guide

SHOWN = 20
"""Questions on a page, in Slack and on the command line."""


def is_gap(text: str, answer: Answer) -> bool:
    """Whether the answer to a text says that the archive has none: what editors want to know of.

    Asking back is none, and neither are a greeting, Dateline's word about itself, and an archive
    that is empty.
    """
    if is_talk(text):
        return False
    own = answer.query is not None and answer.query.command in OWN
    asks_back = bool(answer.choices or answer.question)
    return bool(answer.scope.articles) and not (answer.answered or own or asks_back)


def is_talk(text: str) -> bool:
    """Whether a text asks nothing of the archive: a greeting, thanks, a joke."""
    plain, _ = parts.without_instructions(clean_query(text))
    return not plain or smalltalk.talk(plain) is not None


def gaps(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/dateline gaps`: a page of them, to whoever may ask; nobody is named."""
    text = guide.gaps_text(base.gaps(SHOWN, query.page))
    return Answer(query, guide.GAPS, answered=False, scope=base.scope(), message=text)
