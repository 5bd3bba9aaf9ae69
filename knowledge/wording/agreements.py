"""Agreements in plain words."""

from knowledge.model import AgreementFact, AgreementStatus, AgreementType
from knowledge.text import fold
from knowledge.wording.phrases import (
    dated,
    either,
    enumerate_words,
    newest,
    party,
    person,
    standing,
    values,
)

_NOUNS = {
    AgreementType.MOU: "memorandum of understanding",
    AgreementType.TREATY: "treaty",
    AgreementType.FTA: "free trade agreement",
    AgreementType.TAX: "tax agreement",
    AgreementType.LOAN: "loan agreement",
    AgreementType.PARTNERSHIP: "partnership",
    AgreementType.JOINT_STATEMENT: "joint statement",
    AgreementType.OTHER: "agreement",
}
_STANDS = {
    AgreementStatus.SIGNED: "Signed",
    AgreementStatus.ANNOUNCED: "Announced",
    AgreementStatus.IN_FORCE: "In force",
    AgreementStatus.PLANNED: "Planned",
    AgreementStatus.PROPOSED: "Proposed",
}
_AHEAD = (AgreementStatus.PLANNED, AgreementStatus.PROPOSED)


def when(fact: AgreementFact) -> str:
    """When an agreement reached its status, or what bounds it; begins a line."""
    planned, turned = fact.status in _AHEAD, bool(fact.history)
    return dated(fact.date, fact.variants, fact.sources, ahead=planned, turned=turned)


def deal(fact: AgreementFact) -> str:
    """An agreement in words without its date."""
    line = f"{_STANDS[fact.status]}: {_what(fact)}"
    if fact.parties:
        link = "between" if len(fact.parties) > 1 else "involving"
        line += f" {link} {enumerate_words([party(code) for code in fact.parties])}"
    about = either(fact.about, fact.variants, "about")
    if about and about != fact.name:
        line += f": {about}"
    if fact.people:
        line += f"; with {enumerate_words([person(ref) for ref in fact.people])}"
    ahead = fact.status in _AHEAD and fact.date is not None
    latest = newest(fact.sources) if ahead else None
    return line + standing(fact.status, fact.history, fact.variants, latest)


def _what(fact: AgreementFact) -> str:
    nouns = [noun(AgreementType(value)) for value in values(fact.type, fact.variants, "type")]
    said = enumerate_words(list(dict.fromkeys(nouns)), "or")
    # A memorandum that is called "Memorandum of Understanding" has no name of its own.
    names = values(fact.name, fact.variants, "name")
    named = [f"“{name}”" for name in names if fold(name) not in nouns]
    return f"{said} {enumerate_words(named, 'or')}" if named else said


def noun(type: AgreementType) -> str:
    """What a type of agreement is called: "memorandum of understanding"."""
    return _NOUNS[type]
