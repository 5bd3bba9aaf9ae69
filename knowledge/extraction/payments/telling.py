"""One payment of what several sentences tell: the same sum twice is one, a part knows its whole."""

from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.model import Link, Payment, PaymentKind, Sum

# A headline may say "$1.5 billion" of 1.543.
_ROUNDED = Decimal("1.05")


@dataclass(slots=True)
class Told:
    """A payment as it is told so far: its fields, rule, the sentences it stands on, and links.

    `domestic` is true where nothing but the giver's own country is spoken of, `abroad` where a sum
    goes to a region, `pooled` where it goes into a fund, `several` where a side is of several
    parties, `open` where none is known yet.
    `between` are those who signed for it, `named` all states and bodies that its sentence names;
    `vague` is true where the sentence does not say what kind of payment it is, `earlier` where it
    was given before ("has so far received"), `taken` where its parties are those of another sum,
    `raised` where a conference of donors brought it together, `own` where the giver's own words
    name the currency.
    """

    fields: Payment
    rule: str
    sentences: list[int]
    links: list[Link] = field(default_factory=list)
    background: bool = False
    headline: bool = False
    domestic: bool = False
    abroad: bool = False
    pooled: bool = False
    several: bool = False
    open: bool = False
    between: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    vague: bool = False
    earlier: bool = False
    taken: bool = False
    raised: bool = False
    own: bool = False


def joined(told: list[Told]) -> list[Told]:
    """Each payment once, in the order of the text, the fullest telling first."""
    kept: list[Told] = []
    for one in sorted(told, key=lambda one: one.open):
        same = next((other for other in kept if _same(other, one)), None)
        if same is None:
            kept.append(one)
        else:
            kept[kept.index(same)] = _one_of(same, one)
    return kept


def is_own_share(told: Told, gets: set[str]) -> bool:
    """ "And Nepal will contribute $5 million": what one of those who get adds stays at home."""
    fields = told.fields
    alone = fields.receiver is None and not told.several and not told.abroad
    return alone and fields.kind is not PaymentKind.TRADE and fields.giver in gets


def _same(first: Told, second: Told) -> bool:
    """The same sum between parties that do not contradict each other; headlines print it round."""
    one, other = first.fields, second.fields
    sums = {one.sum, *one.equivalents} & {other.sum, *other.equivalents}
    if not sums and not (first.headline != second.headline and _is_round(one.sum, other.sum)):
        return False
    for a, b in ((one.giver, other.giver), (one.receiver, other.receiver)):
        if a is not None and b is not None and a != b:
            return False
    return True


def _is_round(one: Sum, other: Sum) -> bool:
    low, high = sorted((one.amount, other.amount))
    return one.currency == other.currency and low > 0 and high <= low * _ROUNDED


def _one_of(one: Told, other: Told) -> Told:
    """What two tellings say together; the fuller one is what the reading stands on."""
    first, second = (one, other) if _weight(one) >= _weight(other) else (other, one)
    a, b = first.fields, second.fields
    fields = Payment(
        sum=a.sum,
        kind=a.kind,
        giver=a.giver or b.giver,
        receiver=a.receiver or b.receiver,
        date=a.date or b.date,
        purpose=a.purpose or b.purpose,
        qualifier=a.qualifier,
        equivalents=a.equivalents or b.equivalents,
        part=a.part or b.part,
        # A noun alone ("the loan of $5 million") tells nothing of how far it has come.
        stage=None if a.done or b.done else a.stage or b.stage,
        done=a.done or b.done,
    )
    return Told(
        fields=fields,
        rule=first.rule,
        sentences=list(dict.fromkeys([*first.sentences, *second.sentences])),
        links=list(dict.fromkeys([*first.links, *second.links])),
        background=first.background and second.background,
        headline=first.headline and second.headline,
        domestic=first.domestic and second.domestic,
        several=first.several or second.several,
        open=first.open and second.open,
    )


def _weight(told: Told) -> tuple[bool, bool, int, bool]:
    fields = told.fields
    known = sum(part is not None for part in (fields.giver, fields.receiver, fields.date))
    return (not told.headline, not told.taken, known, not told.background)
