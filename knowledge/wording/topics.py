"""What a fact is about, in the few topics that tell a reader more than its line does."""

from knowledge.model import AgreementFact, AgreementType, Fact, PaymentFact, PaymentKind, RoleFact
from knowledge.text import fold
from knowledge.topics import SCHEME, above, is_general, label

MOST = 3
"""Topics that are shown; the weightiest come first."""

_BY_TYPE = {
    AgreementType.FTA: "20000374",
    AgreementType.TAX: "20000620",
    AgreementType.LOAN: "20000643",
    PaymentKind.GRANT: "20000643",
    PaymentKind.AID: "20000643",
    PaymentKind.LOAN: "20000643",
    PaymentKind.INVESTMENT: "20000378",
    PaymentKind.TRADE: "20000373",
}
"""What goes without saying of a fact of such a type."""


def telling(fact: Fact, said: str) -> list[str]:
    """The names of a fact's topics that are worth a line beside what is `said` of it.

    Left out are those that fit half of all facts ("international relations"), those that another
    one is part of, and those that its type or its words say already.
    """
    if isinstance(fact, RoleFact):
        return []
    wide = {code for topic in fact.topics for code in above(topic)}
    words = fold(said)
    names = [
        label(code)
        for code in fact.topics
        if not is_general(code) and code not in wide and code != _by_type(fact)
    ]
    return [name for name in names if fold(name) not in words][:MOST]


def _by_type(fact: Fact) -> str | None:
    match fact:
        case AgreementFact():
            code = _BY_TYPE.get(fact.type)
        case PaymentFact():
            code = _BY_TYPE.get(fact.payment)
        case _:
            code = None
    return None if code is None else SCHEME + code
