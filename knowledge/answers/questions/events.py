"""What happened with somebody, or between two: everything the archive tells of them."""

from dataclasses import replace

from knowledge.answers.common import person_name
from knowledge.answers.digest import digest
from knowledge.answers.questions import fitting
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.model import Kind, Query
from knowledge.questions.model import Asked, Wanted
from knowledge.questions.words import wordset
from knowledge.text import fold
from knowledge.wording import queries, texts

_SHOWN = 5
_KINDS = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.MILESTONE)


def events(asked: Asked, archive: Archive) -> Told | None:
    """Answer an open question about one or two names, or about what is new; None for any other."""
    if asked.wanted is not Wanted.WHAT or asked.frames:
        return None
    terms = [term for term in asked.heavy if fold(term.said) not in wordset("open")]
    if not asked.named:
        return _news(archive) if asked.words & wordset("news") and not terms else None
    if not asked.words & wordset("open"):
        return None
    query = replace(asked.query, command="timeline", words=(), kinds=_KINDS)
    found = fitting.facts(query, terms, archive)
    if not found:
        return None
    line = queries.understood(replace(query, kinds=()), person_name(archive.base))
    return Told(
        f"The archive tells of {texts.count(len(found), 'fact')}.",
        tuple(found[: _SHOWN * 2]),
        query=query,
        nearest=(fitting.every(replace(query, kinds=()), archive),)
        if len(found) > _SHOWN * 2
        else (),
        understood=line,
    )


def _news(archive: Archive) -> Told | None:
    """What the latest articles are the first to tell."""
    told = digest(Query("digest"), archive.base, _SHOWN)
    if not told.answered:
        return None
    return Told(
        f"The latest articles tell of {texts.count(told.total, 'new fact')}.",
        told.facts,
        query=told.query,
        understood=told.understood,
        notes=told.notes,
        nearest=told.nearest,
    )
