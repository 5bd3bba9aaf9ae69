"""One payment of what several sentences tell: the same sum twice is one, a part knows its whole."""

from dataclasses import dataclass, field

from knowledge.model import Link, Payment


@dataclass(slots=True)
class Told:
    """A payment as it is told so far: its fields, rule, the sentences it stands on, and links.

    `domestic` is true where nothing but the giver's own country is spoken of.
    """

    fields: Payment
    rule: str
    sentences: list[int]
    links: list[Link] = field(default_factory=list)
    background: bool = False
    headline: bool = False
    domestic: bool = False


def joined(told: list[Told]) -> list[Told]:
    """Each payment once, in the order of the text, the fullest telling first."""
    kept: list[Told] = []
    for one in told:
        same = next((other for other in kept if _same(other.fields, one.fields)), None)
        if same is None:
            kept.append(one)
        else:
            kept[kept.index(same)] = _one_of(same, one)
    return kept


def _same(one: Payment, other: Payment) -> bool:
    """The same sum between parties that do not contradict each other."""
    sums = {one.sum, *one.equivalents} & {other.sum, *other.equivalents}
    if not sums:
        return False
    for a, b in ((one.giver, other.giver), (one.receiver, other.receiver)):
        if a is not None and b is not None and a != b:
            return False
    return True


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
    )
    return Told(
        fields=fields,
        rule=first.rule,
        sentences=list(dict.fromkeys([*first.sentences, *second.sentences])),
        links=list(dict.fromkeys([*first.links, *second.links])),
        background=first.background and second.background,
        headline=first.headline and second.headline,
        domestic=first.domestic and second.domestic,
    )


def _weight(told: Told) -> tuple[bool, int, bool]:
    fields = told.fields
    known = sum(part is not None for part in (fields.giver, fields.receiver, fields.date))
    return (not told.headline, known, not told.background)
