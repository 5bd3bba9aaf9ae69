"""The words by which payments are told (`lexicon/payments.toml`)."""

from dataclasses import dataclass, fields
from functools import cache

from knowledge.extraction.lexicon import table
from knowledge.model import PaymentKind
from knowledge.names import gazetteer

# What one side gives and the other gets.
GIFTS = frozenset(
    {PaymentKind.GRANT, PaymentKind.LOAN, PaymentKind.AID, PaymentKind.INVESTMENT}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaymentWords:
    """Verbs by their dictionary form, nouns as printed, all in lower case.

    `nouns` gives the kind that a noun like "loan" makes of a sum; earlier kinds of the file count
    before later ones (`rank`).
    """

    give: frozenset[str]
    move: frozenset[str]
    get: frozenset[str]
    buy: frozenset[str]
    sell: frozenset[str]
    exchange: frozenset[str]
    reach: frozenset[str]
    thanks: frozenset[str]
    not_given_verbs: frozenset[str]
    not_given: frozenset[str]
    not_traded: frozenset[str]
    two_way: frozenset[str]
    outward: frozenset[str]
    inward: frozenset[str]
    lenders: frozenset[str]
    dealing: frozenset[str]
    bargains: frozenset[str]
    armaments: frozenset[str]
    donors: frozenset[str]
    linking: frozenset[str]
    between: frozenset[str]
    not_sides: frozenset[str]
    abroad: frozenset[str]
    occasions: frozenset[str]
    funds: frozenset[str]
    signed: frozenset[str]
    regions: frozenset[str]
    loose: frozenset[str]
    resolves: frozenset[str]
    held_back: frozenset[str]
    taken_away: frozenset[str]
    bound: frozenset[str]
    says: frozenset[str]
    backers: frozenset[str]
    brings: frozenset[str]
    forgiving: frozenset[str]
    general: frozenset[str]
    private: frozenset[str]
    corporate: frozenset[str]
    ventures: frozenset[str]
    running: frozenset[str]
    institutions: frozenset[str]
    nouns: dict[str, PaymentKind]
    agencies: dict[str, str]

    def rank(self, noun: str) -> int:
        """How much a noun says about the kind: 0 says most."""
        return list(PaymentKind).index(self.nouns[noun])


@cache
def states() -> frozenset[str]:
    """The codes of countries, as against those of organisations ("UN", "WB")."""
    return frozenset(country.code for country in gazetteer.countries())


@cache
def payment_words() -> PaymentWords:
    """The lexicon of payments."""
    raw = table("payments")
    made = ("nouns", "agencies")
    lists = raw["frames"] | raw["people"]
    plain = {field.name for field in fields(PaymentWords)} - set(made)
    nouns: dict[str, PaymentKind] = {}
    for kind, words in raw["nouns"].items():
        for word in words:
            nouns.setdefault(word, PaymentKind(kind))
    return PaymentWords(
        nouns=nouns,
        agencies=dict(raw["agencies"]),
        **{name: frozenset(lists[name]) for name in plain},
    )
