"""The lexicon of agreements (`lexicon/agreements.toml`), loaded once."""

from dataclasses import dataclass, fields
from functools import cache

from knowledge.extraction.lexicon import table
from knowledge.model import AgreementType
from knowledge.names import gazetteer


@dataclass(frozen=True, slots=True)
class DealWords:
    """What agreements are called and what is done with them; all words in lower case.

    `documents` are the nouns of agreements with their type, `weak_documents` those that count only
    once somebody signs, adopts or reaches them; `families` says which of them a bare "the treaty"
    can refer back to.
    """

    documents: dict[str, AgreementType]
    weak_documents: dict[str, AgreementType]
    families: dict[str, str]
    vague: frozenset[str]
    sizes: frozenset[str]
    empty: frozenset[str]
    joint: frozenset[str]
    trade: frozenset[str]
    not_trade: frozenset[str]
    tax: frozenset[str]
    loan: frozenset[str]
    not_before: frozenset[str]
    not_behind: frozenset[str]
    proposed_before: frozenset[str]
    planned_before: frozenset[str]
    signed_before: frozenset[str]
    force_before: frozenset[str]
    containers: frozenset[str]
    additions: frozenset[str]
    sign: frozenset[str]
    reach: frozenset[str]
    adopt: frozenset[str]
    reach_to: frozenset[str]
    lead_to: frozenset[str]
    sign_to: frozenset[str]
    propose: frozenset[str]
    end: frozenset[str]
    unmade: frozenset[str]
    tell: frozenset[str]
    signing: frozenset[str]
    reaching: frozenset[str]
    negotiating: frozenset[str]
    concluding: frozenset[str]
    starting: frozenset[str]
    keeping: frozenset[str]
    ties: frozenset[str]
    raising: frozenset[str]
    raising_nouns: frozenset[str]
    founding: frozenset[str]
    founding_nouns: frozenset[str]
    bodies: frozenset[str]
    both: frozenset[str]
    measures: frozenset[str]
    soft: frozenset[str]
    steps: frozenset[str]
    companies: frozenset[str]
    organs: frozenset[str]
    agencies: frozenset[str]
    governments: frozenset[str]
    ordinals: frozenset[str]
    mediating: frozenset[str]
    armed: frozenset[str]


def _by_noun(listed: dict[str, list[str]]) -> dict[str, AgreementType]:
    return {noun: AgreementType(kind) for kind, nouns in listed.items() for noun in nouns}


@cache
def deal_words() -> DealWords:
    """The lexicon of agreements."""
    raw = table("agreements")
    nouns = ("documents", "weak_documents")
    families = {noun: name for name, listed in raw["families"].items() for noun in listed}
    lists = {
        field.name: frozenset(raw["words"][field.name])
        for field in fields(DealWords)
        if field.name not in (*nouns, "families")
    }
    documents, weak = (_by_noun(raw[name]) for name in nouns)
    return DealWords(documents=documents, weak_documents=weak, families=families, **lists)


@cache
def treaty_bodies() -> dict[str, str]:
    """The names of treaties that are a body's, as printed, with the code of the body."""
    return dict(table("agreements")["treaty_bodies"])


@cache
def _bodies() -> frozenset[str]:
    return frozenset(body.code for body in gazetteer.organisations()) - {"EU"}


def is_body(code: str) -> bool:
    """True for an organisation of states; the European Union signs as a state does."""
    return code in _bodies()
