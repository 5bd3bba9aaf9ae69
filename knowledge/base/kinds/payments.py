"""Sums in the fold: one sum from one giver to one receiver.

Two readings are alike when they give the same sum (within half a per cent, or as the equivalent
that one of them prints), giver and receiver are not others, and date and purpose let it be. Where
giver, receiver, kind, purpose and month are the same and only the sums differ, articles contradict
each other about one payment, which then has both sums.
"""

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from math import floor, log

from knowledge.base.codec import dump, listed, variants_of, variants_text
from knowledge.base.gathering import Note, ranked
from knowledge.base.kinds.common import Folded, Head, Row, Texts
from knowledge.base.kinds.gathered import Gathered
from knowledge.base.timing import (
    agree,
    day_apart,
    differ,
    monthly,
    published_within,
    same_coverage,
    valid,
)
from knowledge.base.values import (
    dates,
    distinct,
    favourite,
    iso_ends,
    position,
    variant,
    with_variants,
    worded,
)
from knowledge.base.wordsets import Words, apart, content, nested, overlap
from knowledge.model import Kind, Payment, PaymentFact, PaymentKind, PaymentStage, Sum, Variant
from knowledge.quick import quick
from knowledge.topics import search_words

_TOPICS = 12
_CLOSE = Decimal("0.005")
_STEP = 0.005
_NEAR, _YEAR = 31, 370
_PRECISE = 3
_LOOSE = {PaymentKind.AID: frozenset({PaymentKind.GRANT, PaymentKind.LOAN})}


def _sums(fields: Payment) -> tuple[Sum, ...]:
    return (fields.sum, *fields.equivalents)


def _equal(a: Sum, b: Sum) -> bool:
    if a.currency != b.currency:
        return False
    return abs(a.amount - b.amount) <= _CLOSE * max(abs(a.amount), abs(b.amount))


def same_sum(a: Payment, b: Payment) -> bool:
    """True when one of the sums that each gives is the same."""
    return any(_equal(x, y) for x in _sums(a) for y in _sums(b))


def _kinds_fit(a: PaymentKind, b: PaymentKind) -> bool:
    if a is b or PaymentKind.OTHER in (a, b):
        return True
    return b in _LOOSE.get(a, ()) or a in _LOOSE.get(b, ())


def _purpose(fields: Payment) -> Words:
    return content(fields.purpose)


def _sides_fit(a: Payment, b: Payment) -> bool:
    givers = a.giver is None or b.giver is None or a.giver == b.giver
    receivers = a.receiver is None or b.receiver is None or a.receiver == b.receiver
    return givers and receivers


def _is_precise(one: Sum) -> bool:
    """True for a sum of three figures or more, which is hardly given twice."""
    return len(f"{one.amount:f}".rstrip("0").replace(".", "").strip("0")) >= _PRECISE


def _contradict(a: Note[Payment], b: Note[Payment]) -> bool:
    """True for two articles that give the same payment different sums."""
    left, right = a.fields, b.fields
    return (
        left.giver is not None
        and left.receiver is not None
        and (left.giver, left.receiver, left.kind) == (right.giver, right.receiver, right.kind)
        and not left.part
        and not right.part
        and overlap(_purpose(left), _purpose(right))
        and monthly(left.date) is not None
        and monthly(right.date) is not None
        and agree(left.date, right.date)
    )


_MAKE_FACT = quick(PaymentFact)


class _Matter:
    """Which readings are of one payment."""

    kind = Kind.PAYMENT
    window = _YEAR

    def block(self, note: Note[Payment], sentence: str) -> str:
        """The same sides and sum; without any side the same article."""
        one = note.fields
        if one.giver is None and one.receiver is None:
            return f"||a:{note.article}"
        return f"{one.giver or ''}|{one.receiver or ''}|{_text(one.sum)}"

    def same(self, note: Note[Payment]) -> Hashable:
        """Sums, kind, date and purpose."""
        one = note.fields
        sums = tuple(sorted(map(_text, _sums(one))))
        return sums, one.kind, one.date, _purpose(one), one.giver, one.receiver

    def alike(self, a: Note[Payment], b: Note[Payment], *, together: bool) -> int:
        """The same sum at the same time; purpose and date count most."""
        left, right = a.fields, b.fields
        if not same_sum(left, right):
            return int(not together and _contradict(a, b))
        same_purpose = overlap(_purpose(left), _purpose(right))
        if together:
            return 4 * same_purpose
        dated = agree(left.date, right.date)
        told = bool(_purpose(left)) and bool(_purpose(right))
        if told and not same_purpose and not _is_precise(left.sum):
            return 0
        near = published_within(a, b, _YEAR if same_purpose else _NEAR)
        reported = day_apart(left.date, right.date) and same_coverage(a, b)
        return 1 + 2 * same_purpose + dated if dated or near or reported else 0

    def clash(self, a: Note[Payment], b: Note[Payment], *, together: bool) -> bool:
        """Other sides, kinds, days, purposes or sums; two sums of one article."""
        left, right = a.fields, b.fields
        if not _sides_fit(left, right) or not _kinds_fit(left.kind, right.kind):
            return True
        if differ(left.date, right.date):
            close = day_apart(left.date, right.date) and same_coverage(a, b)
            if together or not close:
                return True
        if not same_sum(left, right):
            return together or not _contradict(a, b)
        apart_ = apart(_purpose(left), _purpose(right))
        return apart_ and (together or not _is_precise(left.sum))

    def rank(self, note: Note[Payment]) -> int:
        """By how many sides are named, then by how many other sums and words of purpose."""
        one = note.fields
        text = f"{one.giver}|{one.receiver}|{_text(one.sum)}"
        return ranked(text, (one.giver is not None) + (one.receiver is not None))

    def keys(self, note: Note[Payment]) -> Iterable[str]:
        """Each side with each sum, roughly; both sides with kind and month."""
        one = note.fields
        sides = [f"g:{one.giver}"] if one.giver else []
        sides += [f"r:{one.receiver}"] if one.receiver else []
        found = [
            f"{side}|{said.currency}|{step}"
            for side in sides
            for said in _sums(one)
            for step in _steps(said.amount)
        ]
        month = monthly(one.date)
        if one.giver and one.receiver and month is not None:
            found.append(f"{one.giver}|{one.receiver}|{one.kind}|{month}")
        return found

    def folded(self, notes: Sequence[Note[Payment]]) -> Folded:
        """What the readings say of the payment."""
        return _folded(notes)


def _steps(amount: Decimal) -> tuple[int, ...]:
    """Two numbers of which amounts within half a per cent of each other share one."""
    if amount <= 0:
        return (0,)
    step = floor(log(amount) / _STEP)
    return step, step + 1


def _text(one: Sum) -> str:
    """A sum as a variant's value holds it: "51300000 USD"."""
    number = f"{one.amount:f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{number} {one.currency}"


def _folded(notes: Sequence[Note[Payment]]) -> Folded:
    main = [note for note in notes if not note.background] or list(notes)
    chosen, sums = _sum(main)
    kind, kinds = _kind(main)
    dated = [(str(n.fields.date), n.id) for n in main if valid(n.fields.date)]
    when, differing = dates("date", dated)
    purpose, purposes = _worded_purpose(main)
    qualifiers = [n.fields.qualifier or "" for n in main if _equal(n.fields.sum, chosen)]
    giver = favourite([note.fields.giver for note in main if note.fields.giver])
    receiver = favourite([note.fields.receiver for note in main if note.fields.receiver])
    start, end = iso_ends(when)
    span, day, last_day = position(when, [note.published for note in main])
    # Nothing is planned any more that somebody tells as given; to name it tells nothing.
    done = any(note.fields.done for note in notes)
    stage = None if done else next((n.fields.stage for n in main if n.fields.stage), None)
    topics = distinct(topic for note in main for topic in note.fields.topics)[:_TOPICS]
    parties = sorted({party for party in (giver, receiver) if party})
    all_purposes = distinct(note.fields.purpose for note in notes if note.fields.purpose)
    return Folded(
        id=notes[0].id,
        people=(),
        parties=tuple(parties),
        span=span,
        day=day,
        last_day=last_day,
        row={
            "amount": _text(chosen).split()[0],
            "currency": chosen.currency,
            "payment": kind,
            "giver": giver,
            "receiver": receiver,
            "date": when,
            "date_start": start,
            "date_end": end,
            "purpose": purpose,
            "qualifier": favourite(qualifiers) or None,
            "equivalents": dump(_equivalents(main, chosen, sums)),
            "part": int(all(note.fields.part for note in main)),
            "stage": stage,
            "topics": dump(list(topics)),
            "variants": variants_text([*sums, *kinds, *differing, *purposes]),
        },
        texts=Texts(
            topics="\n".join(
                (with_variants("purpose", purpose, purposes), *all_purposes, *search_words(topics))
            ),
            sentences="\n".join(distinct(said for note in notes for said in note.sentences)),
        ),
        traits=_traits(kind, chosen, giver, receiver, stage),
    )


def _traits(
    kind: PaymentKind,
    chosen: Sum,
    giver: str | None,
    receiver: str | None,
    stage: PaymentStage | None,
) -> tuple[str, ...]:
    """Kind, currency and stage; who gave and who got it, except in trade, which goes both ways."""
    found = [str(kind), chosen.currency]
    found += [] if stage is None else [str(stage)]
    if kind is not PaymentKind.TRADE:
        found += [] if giver is None else [f"giver:{giver}"]
        found += [] if receiver is None else [f"receiver:{receiver}"]
    return tuple(found)


def _sum(main: Sequence[Note[Payment]]) -> tuple[Sum, list[Variant]]:
    """The sum that most give, and those that contradict it."""
    counts = Counter(note.fields.sum for note in main)
    votes = {one: sum(same_sum_as(one, note.fields) for note in main) for one in counts}
    chosen = min(counts, key=lambda one: (-votes[one], -counts[one], _text(one)))
    others = sorted({_text(n.fields.sum) for n in main if not same_sum_as(chosen, n.fields)})
    if not others:
        return chosen, []
    agreeing = [note.id for note in main if same_sum_as(chosen, note.fields)]
    return chosen, [
        variant("sum", _text(chosen), agreeing),
        *(
            variant("sum", value, [n.id for n in main if _text(n.fields.sum) == value])
            for value in others
        ),
    ]


def same_sum_as(one: Sum, fields: Payment) -> bool:
    """True when a reading gives this sum, be it as an equivalent."""
    return any(_equal(one, other) for other in _sums(fields))


def _equivalents(
    main: Sequence[Note[Payment]], chosen: Sum, variants: Sequence[Variant]
) -> list[list[str]]:
    """The chosen sum in other currencies, as those give it who give it at all."""
    contradicting = {variant.value for variant in variants}
    found: dict[str, str] = {}
    for note in main:
        if same_sum_as(chosen, note.fields):
            for one in _sums(note.fields):
                text = _text(one)
                if one.currency != chosen.currency and text not in contradicting:
                    found.setdefault(one.currency, text)
    return [found[currency].split() for currency in sorted(found)]


def _kind(main: Sequence[Note[Payment]]) -> tuple[PaymentKind, list[Variant]]:
    counts = Counter(note.fields.kind for note in main)

    def closer(one: PaymentKind) -> int:
        return 0 if one is PaymentKind.OTHER else 1 if one in _LOOSE else 2

    kind = min(counts, key=lambda one: (-closer(one), -counts[one], one))
    others = sorted(one for one in counts if not _kinds_fit(one, kind))
    if not others:
        return kind, []
    return kind, [
        variant("payment", one, [note.id for note in main if note.fields.kind is one])
        for one in (kind, *others)
    ]


def _worded_purpose(main: Sequence[Note[Payment]]) -> tuple[str | None, list[Variant]]:
    given = [(note.fields.purpose, note.id) for note in main if note.fields.purpose]

    def same(a: str, b: str) -> bool:
        return nested(content(a), content(b)) or overlap(content(a), content(b))

    return worded("purpose", given, content, same, lambda text: len(content(text)))


class Payments(Gathered[Payment]):
    """Readings of one payment are one fact."""

    def __init__(self) -> None:
        super().__init__(_Matter())

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> PaymentFact:
        """The payment of a row."""
        return _MAKE_FACT(
            id=head.id,
            sum=Sum(Decimal(row["amount"]), row["currency"]),
            payment=PaymentKind(row["payment"]),
            giver=row["giver"],
            receiver=row["receiver"],
            date=row["date"],
            purpose=row["purpose"],
            qualifier=row["qualifier"],
            equivalents=tuple(
                Sum(Decimal(amount), currency) for amount, currency in listed(row["equivalents"])
            ),
            part=bool(row["part"]),
            topics=tuple(listed(row["topics"])),
            sources=head.sources,
            variants=variants_of(row["variants"]),
            stage=None if row["stage"] is None else PaymentStage(row["stage"]),
        )
