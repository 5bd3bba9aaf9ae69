"""What was signed, agreed or announced, between whom, about what."""

from dataclasses import replace

from knowledge.answers.common import person_name
from knowledge.answers.questions import fitting, lines
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.language.lexicon import load
from knowledge.model import AgreementFact, AgreementStatus, AgreementType, Query
from knowledge.questions.model import Asked, Frame, Term, Wanted
from knowledge.questions.words import stemset
from knowledge.wording import queries
from knowledge.wording.texts import count

_SHOWN = 5


def deals(asked: Asked, archive: Archive) -> Told | None:
    """Answer a question about agreements; None when it is about something else."""
    if Frame.AGREEMENT not in asked.frames[:2] or asked.wanted in (Wanted.HOW_MUCH, Wanted.WHY):
        return None
    if asked.frames[0] in (Frame.PAYMENT, Frame.STATEMENT):
        return None
    types: dict[AgreementType, None] = {}
    terms: list[Term] = []
    for term in asked.terms:
        known = load("agreement_types").get(term.said.lower())
        if known is not None:
            types[AgreementType(known)] = None
        elif not _is_silent(term):
            terms.append(term)
    query = replace(asked.query, command="deals", words=(), types=tuple(types))
    found = [f for f in fitting.facts(query, terms, archive) if isinstance(f, AgreementFact)]
    if not found and (query.people or query.offices):
        query = replace(query, parties=_parties(query, archive), people=(), offices=())
        found = [f for f in fitting.facts(query, terms, archive) if isinstance(f, AgreementFact)]
    if not found:
        return None
    said = lines.some(found)
    if asked.wanted is Wanted.WHEN and found[0].date is None:
        said = f"The archive gives no day for it. {said}"
    if asked.wanted is Wanted.WHETHER:
        said = f"{_whether(found)} {said}"
    if asked.wanted is Wanted.HOW_MANY:
        said = f"{count(len(found), 'agreement')} in the archive. {said}"
    return Told(
        said,
        tuple(found[:_SHOWN]),
        query=query,
        understood=queries.understood(query, person_name(archive.base)),
    )


def _parties(query: Query, archive: Archive) -> tuple[str, ...]:
    """The parties that the people and offices of a query stand for: states sign, not people."""
    people = [archive.base.person(one) for one in query.people]
    codes = [*query.parties, *(p.party for p in people if p is not None)]
    codes += [office.party for office in query.offices]
    return tuple(dict.fromkeys(code for code in codes if code is not None))


def _whether(found: list[AgreementFact]) -> str:
    done = {AgreementStatus.SIGNED, AgreementStatus.IN_FORCE, AgreementStatus.ANNOUNCED}
    return "Yes." if any(fact.status in done for fact in found) else "It is planned."


def _is_silent(term: Term) -> bool:
    return not term.heavy or term.is_among(stemset("of deals"))
