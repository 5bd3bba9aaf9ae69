"""Who gives and who gets: "from Japan", "to Cambodia", "by the EU", in what is asked of money."""

from dataclasses import replace

from knowledge.language.claims import Claim, Option, Part, setting
from knowledge.language.clauses import about
from knowledge.language.countries import capital_named, capitals
from knowledge.language.scan import Scan
from knowledge.text import neutral

_WAYS = {
    "from": "giver",
    "by": "giver",
    "to": "receiver",
    "for": "receiver",
    "towards": "receiver",
}
"""Words before a party, and what they make of it."""

_PLACED = frozenset({"in", "inside", "at", "during"})


def sided(claim: Claim, scan: Scan) -> Claim:
    """A party after "from" or "to" as giver or receiver; any other claim as it is."""
    if claim.part is not Part.PARTY:
        return claim
    before = claim.start - 1 - scan.is_article(claim.start - 1)
    way = _WAYS.get(scan.tokens[before].key) if before >= 0 and before in scan.free else None
    if way is None:
        return claim
    options = tuple(replace(option, put=setting(**{way: option.value})) for option in claim.options)
    return replace(claim, start=before, part=Part.DIRECTION, options=options)


def placed(claim: Claim, scan: Scan) -> Claim:
    """A party that stands for a town or an occasion as a topic: "in Tokyo", "at ASEAN".

    Facts without a place of their own tell of it in their sentences, where the words are searched.
    """
    if claim.part is not Part.PARTY or len(claim.options) != 1:
        return claim
    before = claim.start - 1 - scan.is_article(claim.start - 1)
    if before < 0 or before not in scan.free or scan.tokens[before].key not in _PLACED:
        return claim
    code = claim.options[0].value
    if code in capitals() and capital_named(claim.said, code) is None:
        return claim
    words = tuple(neutral(claim.said).split())
    topic = Option(" ".join(words), about(words))
    return replace(claim, start=before, part=Part.TOPIC, options=(topic,))
