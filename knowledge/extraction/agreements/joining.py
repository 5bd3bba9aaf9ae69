"""Joining what several sentences of one article tell of the same agreement."""

from knowledge.dates.edtf import compatible, finer
from knowledge.extraction.agreements.deal import BODY, LOAN, RAISED, RELATIONS, Deal
from knowledge.extraction.agreements.matter import names_party
from knowledge.extraction.payments.words import payment_words
from knowledge.model import AgreementStatus, AgreementType
from knowledge.text import fold

_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "and",
        "on",
        "in",
        "for",
        "to",
        "with",
        "agreement",
        "between",
        "treaty",
    }
)
# What many agreements of two are about tells them apart only where they say nothing else.
_COMMON = frozenset(
    {"cooperation", "co", "operation", "bilateral", "memorandum", "understanding", "field", "area",
     "areas", "sphere"}
)  # fmt: skip
# What is told of the same agreement: the later state of it.
_RANK = {
    AgreementStatus.PROPOSED: 0,
    AgreementStatus.PLANNED: 1,
    AgreementStatus.ANNOUNCED: 2,
    AgreementStatus.SIGNED: 3,
    AgreementStatus.IN_FORCE: 4,
}
# What these tell is no document that another sentence could mean.
_FOUNDINGS = frozenset({BODY, RELATIONS})
_FUND = frozenset({"IMF"})
_NEAR = 10
_CLOSE = 3


def joined(deals: list[Deal]) -> list[Deal]:
    """One deal for each agreement, in the order of the text.

    What only refers back ("the deal") or only mentions an agreement adds to one told before; a
    headline supports what the body tells.
    """
    result: list[Deal] = []
    for deal in sorted(deals, key=lambda d: (d.headline, not d.strong, d.bare, d.sentence)):
        match = next((other for other in result if _same(other, deal)), None) or _meant(
            result, deal
        )
        if match is not None:
            _absorb(match, deal)
        elif not deal.bare:
            result.append(deal)
    result = [deal for deal in result if not deal.itemised]
    return sorted(result, key=lambda d: (d.headline, d.sentence))


def _meant(told: list[Deal], deal: Deal) -> Deal | None:
    """What "the air services agreement" means right after "an agreement": the only one there is.

    None where the two differ in parties, type, status or date.
    """
    if not deal.definite or deal.headline or not deal.strong:
        return None
    near = [
        other
        for other in told
        if 0 < deal.sentence - other.sentence <= _CLOSE and set(other.parties) == set(deal.parties)
    ]
    if len(near) != 1 or near[0].definite or near[0].type is not deal.type:
        return None
    same = near[0].status is deal.status and compatible(near[0].date, deal.date)
    return near[0] if same and near[0].family == deal.family else None


def _same(a: Deal, b: Deal) -> bool:
    if (a.itemised and b.item) or (a.item and b.itemised):
        return False
    told_apart = a.sentence == b.sentence or (a.about and b.about)
    if a.item and b.item and told_apart and a.about != b.about:
        return False
    if b.again and not b.definite and 0 < b.sentence - a.sentence <= _CLOSE:
        return False
    if a.rule != b.rule and not _FOUNDINGS.isdisjoint((a.rule, b.rule)):
        return False
    if not _types_fit(a, b):
        return False
    if _is_again(a, b) and not b.headline and 0 < b.sentence - a.sentence <= _CLOSE:
        return True
    if not compatible(a.date, b.date):
        return False
    if b.bare:
        if not _refers(b.family, a.family):
            return False
        near = 0 < b.sentence - a.sentence <= _NEAR
        return near and (not b.parties or set(b.parties) <= set(a.parties))
    mine, theirs = set(a.parties), set(b.parties)
    if not (mine <= theirs or theirs <= mine):
        return b.headline and len(mine & theirs) > 1
    if b.headline:
        return True
    if a.status is not b.status and a.strong and b.strong and not _one_became(a, b):
        return False
    return _same_matter(a, b)


def _refers(back: str, to: str) -> bool:
    """ "The agreement" may mean a treaty or memorandum, "the truce" only a truce."""
    return back == to or (back == "agreement" and to in ("treaty", "memorandum", "loan"))


def _one_became(a: Deal, b: Deal) -> bool:
    """Signed and then in force is one agreement; so is a plan that was carried out."""
    return a.type is b.type


def _types_fit(a: Deal, b: Deal) -> bool:
    if a.type is b.type:
        return True
    loose = AgreementType.OTHER in (a.type, b.type)
    if loose and _is_again(a, b) and b.sentence > a.sentence:
        return True
    if b.headline and b.family == "statement" != a.family:
        return False
    if loose and _is_one_loan(a, b):
        return True
    return loose and (a.bare or b.bare or a.headline or b.headline or not (a.strong and b.strong))


def _is_again(a: Deal, b: Deal) -> bool:
    """ "The agreements were signed by …": by the same parties, and no word on which ones."""
    said = b.about or b.name or b.item
    again = b.definite and not said and set(a.parties) == set(b.parties)
    return again and _refers(b.family, a.family)


def _is_one_loan(a: Deal, b: Deal) -> bool:
    """What a bank agrees on with a state, told twice in a few sentences, is one loan.

    Also "the deal" of a state, and later what sort of deal it was.
    """
    same = set(a.parties) == set(b.parties) and a.status is b.status and not (a.item or b.item)
    if not same:
        return False
    vague = a.definite and not a.about and not a.name and a.family == b.family
    banks = set(payment_words().lenders) & set(a.parties)
    other = "grant" in f"{a.about} {b.about}".split()
    lent = AgreementType.LOAN in (a.type, b.type) and banks and not other
    return vague or (bool(lent) and abs(a.sentence - b.sentence) <= _CLOSE)


def _is_one_programme(a: Deal, b: Deal) -> bool:
    """The Fund has one programme with a state at a time, whatever it is called."""
    same = set(a.parties) == set(b.parties) and a.status is b.status
    return same and not _FUND.isdisjoint(a.parties) and not (a.item or b.item)


def _same_matter(a: Deal, b: Deal) -> bool:
    """The same name or topic, or one says none and refers to something known."""
    if a.type is b.type is AgreementType.LOAN and a.sentence == b.sentence:
        return True  # "A loan agreement under which A will lend B …"
    if a.type is b.type is AgreementType.LOAN and (a.rule == LOAN) != (b.rule == LOAN):
        return set(a.parties) == set(b.parties)  # "Under the agreement, A will lend B …"
    if a.type is b.type is AgreementType.LOAN and _is_one_programme(a, b):
        return True
    if a.type is not b.type and _is_one_loan(a, b):
        return True
    mine, theirs = _matter(a), _matter(b)
    both = a.sentence == b.sentence and a.strong and b.strong and not (a.definite or b.definite)
    if both and mine - theirs and theirs - mine:
        return False  # "A transit trade agreement and a preferential trade agreement"
    if not mine or not theirs:
        known = _refers(b.family, a.family) or _refers(a.family, b.family)
        return known and (a.sentence != b.sentence or not b.strong)
    if a.type is b.type is AgreementType.PARTNERSHIP and a.rule == b.rule == RAISED:
        return mine == theirs  # From one level to the next they are raised again and again.
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _matter(deal: Deal) -> set[str]:
    """What tells an agreement from others of its parties, whose names do not."""
    words = f"{deal.name or ''} {deal.about or ''}".split()
    plain = " ".join(word for word in words if not names_party(word))
    told = {word for word in fold(plain).split() if word not in _SMALL}
    return told - _COMMON or told


def _absorb(deal: Deal, other: Deal) -> None:
    """Take over what `other` knows and `deal` does not, with its sentences."""
    links = {"parties", "people"} if not deal.parties else set()
    if other.strong and not other.headline:
        better = _RANK[other.status] > _RANK[deal.status]
        if not deal.strong or (better and not other.background):
            deal.status, deal.rule, deal.strong = other.status, other.rule, True
            if other.date is not None:
                deal.date = None
        elif not compatible(deal.date, other.date):
            _add_sentences(deal, other)  # "The pact signed in March" of what is in force since May
            return
    if other.date is not None and not (deal.strong and not other.strong and deal.date is None):
        date = finer(deal.date, other.date)
        if date != deal.date:
            deal.date = date
            links.add("date")
    if len(other.parties) > len(deal.parties) and not other.headline:
        deal.parties = list(other.parties)
        links.add("parties")
    if deal.type is AgreementType.OTHER and not other.headline:
        deal.type = other.type
    deal.about = deal.about or other.about
    deal.name = deal.name or other.name
    deal.people.extend(p for p in other.people if p not in deal.people and p.party in deal.parties)
    _add_sentences(deal, other)
    deal.links.extend(x for x in other.links if x.field in links and x not in deal.links)
    deal.background = deal.background and other.background


def _add_sentences(deal: Deal, other: Deal) -> None:
    deal.sentences.extend(i for i in other.sentences if i not in deal.sentences)
    deal.itemised = deal.itemised or other.itemised
