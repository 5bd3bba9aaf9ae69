"""Adding payments up: by currency, and within it by kind, giver, receiver and year.

Only what may be added is: no part of another sum, no trade, which goes both ways, no sum on which
sources differ, unless people decided it, and none that is only planned, unless those are asked for.
Equivalents in other currencies are the same money and are not looked at.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from knowledge.base import find, rulings
from knowledge.base.codec import variants_of, variants_text
from knowledge.base.listings import Search
from knowledge.model import Grouping, Kind, PaymentKind, Query, Sum, Total, Totals

ADDED = 2_000
"""Of more payments than these the newest are added up."""

_NONE = variants_text(())
_ORDER = {by: place for place, by in enumerate(Grouping)}

_Key = tuple[str, str]
"""A currency, and a kind, party or year."""


def totals(db: sqlite3.Connection, query: Query, withdrawn: Container[int] = ()) -> Totals:
    """What the payments of a query come to; `as_of` is not looked at.

    Those that only `withdrawn` stories tell are not added, and counted apart.
    """
    listed, found, _ = find.facts(db, [Search(Kind.PAYMENT, query)], ADDED, 0)
    numbers = [n for n in listed if n not in withdrawn]
    groups: dict[Grouping, dict[_Key, list[Decimal]]] = {by: defaultdict(list) for by in Grouping}
    often: Counter[str] = Counter()
    added = 0
    for row in _rows(db, numbers):
        if not _may_be_added(db, row, planned=bool(query.stages)):
            continue
        added += 1
        currency, amount = row.currency, Decimal(row.amount)
        often[currency] += 1
        for by, of in _groups(row):
            groups[by][currency, of].append(amount)
    totals = [
        Total(by, of, Sum(sum(values, Decimal()), currency), len(values))
        for by, sums in groups.items()
        for (currency, of), values in sums.items()
    ]
    totals.sort(key=lambda total: (-often[total.sum.currency], *_rank(total)))
    gone = len(listed) - len(numbers)
    return Totals(tuple(totals), len(numbers) - added, complete=found <= ADDED, withdrawn=gone)


def amounts(db: sqlite3.Connection, currency: str, *, trade: bool) -> list[Decimal]:
    """The newest sums of a currency, the largest first: of trade, or of everything else.

    Parts of other sums are left out.
    """
    asked = Search(Kind.PAYMENT, Query("money", currencies=(currency,)))
    numbers = find.facts(db, [asked], ADDED, 0).numbers
    found = [
        Decimal(row.amount)
        for row in _rows(db, numbers)
        if not row.part and row.currency == currency and (row.payment == PaymentKind.TRADE) is trade
    ]
    return sorted(found, reverse=True)


class _Row(NamedTuple):
    """What a sum is added up by, as it stands in the base."""

    amount: str
    currency: str
    payment: str
    giver: str | None
    receiver: str | None
    date_start: str | None
    date_end: str | None
    part: int
    stage: str | None
    variants: str
    desk: str | None


def _rows(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[_Row]:
    # Together, as between rows a thread has to wait for its turn to run Python.
    row = db.execute(
        "SELECT json_group_array(json_array(p.amount, p.currency, p.payment, p.giver, p.receiver,"
        " p.date_start, p.date_end, p.part, p.stage, p.variants, f.desk))"
        " FROM json_each(?) j CROSS JOIN payment_facts p ON p.n = j.value"
        # Few facts show decisions, and only the rows of those are looked up.
        " LEFT JOIN facts f INDEXED BY facts_desk ON f.n = p.n AND f.desk IS NOT NULL",
        (json.dumps(numbers),),
    ).fetchone()
    return map(_Row._make, json.loads(row[0]))


def _may_be_added(db: sqlite3.Connection, row: _Row, *, planned: bool) -> bool:
    if row.stage is not None and not planned:
        return False
    if row.part or row.payment == PaymentKind.TRADE:
        return False
    differing = () if row.variants == _NONE else variants_of(row.variants)
    disputed = any(variant.field == "sum" for variant in differing)
    return not disputed or rulings.settles_sum(db, row.desk)


def _groups(row: _Row) -> Iterable[tuple[Grouping, str]]:
    yield Grouping.KIND, row.payment
    if row.giver:
        yield Grouping.GIVER, row.giver
    if row.receiver:
        yield Grouping.RECEIVER, row.receiver
    year = (row.date_start or "")[:4]
    if year and (row.date_end or year)[:4] == year:
        yield Grouping.YEAR, year


def _rank(total: Total) -> tuple[object, ...]:
    """Within a currency by kind, giver, receiver and year: the largest first, the latest year."""
    by = _ORDER[total.by]
    if total.by is Grouping.YEAR:
        return total.sum.currency, by, -int(total.of)
    return total.sum.currency, by, -total.sum.amount, total.of
