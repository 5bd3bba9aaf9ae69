"""What happened with somebody, or between two: everything the archive tells of them."""

from dataclasses import replace

from knowledge.answers.common import person_name
from knowledge.answers.questions import fitting
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.language import typed
from knowledge.model import Choice, Kind
from knowledge.questions.model import Asked, Wanted
from knowledge.questions.words import wordset
from knowledge.wording import queries, texts

_SHOWN = 5
_KINDS = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.MILESTONE)


def events(asked: Asked, archive: Archive) -> Told | None:
    """Answer an open question about one or two names; None for any other."""
    words = {word.strip("?,.!").lower() for word in asked.text.split()}
    if (
        asked.wanted is not Wanted.WHAT
        or asked.frames
        or not (words & wordset("open"))
        or not asked.named
    ):
        return None
    terms = [
        term for term in asked.terms if term.heavy and term.said.lower() not in wordset("open")
    ]
    query = replace(asked.query, command="timeline", words=(), kinds=_KINDS)
    found = fitting.facts(query, terms, archive)
    if not found:
        return None
    line = queries.understood(replace(query, kinds=()), person_name(archive.base))
    more = (Choice(f"All {len(found):,}", typed(replace(query, kinds=()))),)
    return Told(
        f"{texts.count(len(found), 'fact')}:",
        tuple(found[: _SHOWN * 2]),
        query=query,
        total=len(found),
        nearest=more if len(found) > _SHOWN * 2 else (),
        understood=line,
    )
