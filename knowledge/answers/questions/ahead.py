"""What lies, or lay, ahead: plans, anniversaries, deadlines, entries into force."""

from dataclasses import replace

from knowledge.answers.common import person_name
from knowledge.answers.questions import fitting, lines
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.model import MeetingFact, MilestoneFact, MilestoneType
from knowledge.questions.model import Asked, Frame, Term, Wanted
from knowledge.questions.words import stemset
from knowledge.wording import queries

_SHOWN = 8


def ahead(asked: Asked, archive: Archive) -> Told | None:
    """Answer what is, or was, to come; None for any other question, or where no fact fits."""
    jubilee = any(term.is_among(stemset("jubilees")) for term in asked.terms)
    if not (jubilee or (Frame.MILESTONE in asked.frames and asked.future)):
        return None
    if asked.wanted in (Wanted.HOW_MUCH, Wanted.WHY) or Frame.PAYMENT in asked.frames[:1]:
        return None
    openly = asked.wanted in (Wanted.WHAT, Wanted.WHEN)
    if not openly and not jubilee and not asked.named and not _told_apart(asked):
        return None
    query = replace(asked.query, command="upcoming", words=(), foreseen=True)
    terms = [term for term in asked.terms if not _is_plan(term)]
    if jubilee:
        query = replace(query, foreseen=False, command="timeline")
    found = [
        fact
        for fact in fitting.facts(query, terms, archive)
        if isinstance(fact, MilestoneFact | MeetingFact) or not jubilee
    ]
    if jubilee:
        found = [
            f for f in found if isinstance(f, MilestoneFact) and f.type is MilestoneType.ANNIVERSARY
        ]
    if not found:
        return None
    return Told(
        lines.some(found),
        tuple(found[:_SHOWN]),
        query=replace(query, command="upcoming", foreseen=True),
        understood=queries.understood(
            replace(query, command="upcoming", foreseen=True), person_name(archive.base)
        ),
    )


def _told_apart(asked: Asked) -> bool:
    return any(not _is_plan(term) for term in asked.terms)


def _is_plan(term: Term) -> bool:
    return not term.heavy or term.is_among(stemset("of plans"))
