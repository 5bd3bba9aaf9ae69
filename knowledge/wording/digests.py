"""Digests in plain words: what is wanted, what is told, and why it stands where it stands."""

from knowledge.model import Kind, Query, Wanted
from knowledge.wording import queries
from knowledge.wording.phrases import enumerate_words
from knowledge.wording.queries import PersonName

KINDS = {
    Kind.MEETING: "meetings",
    Kind.AGREEMENT: "agreements",
    Kind.PAYMENT: "sums",
    Kind.STATEMENT: "statements",
    Kind.MILESTONE: "dates ahead",
    Kind.ROLE: "titles",
}


def wanted(asked: Wanted, person_name: PersonName) -> str:
    """What a digest is about: "Japan; sums on South Korea; about “rice”", or "everything"."""
    return "; ".join(_interest(one, person_name) for one in asked.interests) or "everything"


def _interest(query: Query, person_name: PersonName) -> str:
    whom = queries.subject(query, person_name) + queries.conditions(query)
    kinds = enumerate_words([KINDS[kind] for kind in query.kinds])
    if not kinds:
        return whom.strip()
    return f"{kinds}{whom}" if whom.startswith(" ") else f"{kinds} on {whom}" if whom else kinds
