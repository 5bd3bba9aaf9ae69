"""How news compare with what the archive knows: sums of a currency, meetings of two parties."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from knowledge.answers.common import days
from knowledge.answers.digests import rules
from knowledge.base import Base
from knowledge.base.groups import is_country
from knowledge.model import (
    Fact,
    MeetingFact,
    PaymentFact,
    PaymentKind,
    Period,
    Query,
    Reason,
    Status,
)
from knowledge.wording import reasons as say

_FEW = 5
"""Of fewer sums of a currency none is called one of the largest."""

_LOOKED_AT = 10
"""Meetings of two parties that are looked at for the one before."""

FOLLOWED = 5
"""Of so many other meetings the archive must tell before "first" says something."""

_YEAR = 365
_LARGE = ((rules.TOP_TENTH, 10), (rules.TOP_QUARTER, 4))
_YEARS = ((rules.TEN_YEARS, 10), (rules.FIVE_YEARS, 5), (rules.TWO_YEARS, 2))


@dataclass(slots=True)
class Sums:
    """The sums of each currency, looked up once."""

    base: Base
    _amounts: dict[tuple[str, bool], list[Decimal]] = field(default_factory=dict)

    def reason(self, fact: PaymentFact) -> Reason | None:
        """How large a sum is among those of its currency; trade figures among themselves."""
        if fact.part:
            return None
        key = fact.sum.currency, fact.payment is PaymentKind.TRADE
        if key not in self._amounts:
            self._amounts[key] = self.base.amounts(key[0], trade=key[1])
        known = self._amounts[key]
        larger = sum(amount > fact.sum.amount for amount in known)
        if len(known) < _FEW:
            return None
        words = say.among_sums(fact, larger, len(known))
        if not larger:
            return rules.LARGEST.reason(words)
        rule = next((rule for rule, share in _LARGE if larger * share < len(known)), None)
        return None if rule is None else rule.reason(words)


@dataclass(slots=True)
class Meetings:
    """The meetings of parties, looked up once."""

    base: Base
    _begin: date | None = None
    _followed: dict[tuple[str, date, date], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        span = days(self.base.scope().first)
        self._begin = None if span is None else span[0]

    def first(self, fact: Fact, own: set[str]) -> Reason | None:
        """How long two countries had not met, as far as the archive knows.

        `own` are the ids of the facts that are told with it. Where a meeting may have been before
        or after, nothing is claimed.
        """
        if not isinstance(fact, MeetingFact) or fact.status is not Status.HELD:
            return None
        parties, span = tuple(sorted(fact.parties)), days(fact.date)
        if len(parties) != 2 or span is None or not all(map(is_country, parties)):
            return None
        query = Query("meetings", parties=parties, statuses=(Status.HELD,))
        others, total = self.base.meetings(query, limit=_LOOKED_AT, offset=0)
        earlier: list[date] = []
        for other in others:
            when = days(other.date) or days(other.sources[0].published)
            if other.id in own or (when is not None and when[0] >= span[0]):
                continue
            if when is None or when[1] >= span[0]:
                return None
            earlier.append(when[1])
        last = max(earlier, default=self._begin)
        if last is None or (not earlier and total > len(others)):
            return None
        years = (span[0] - last).days // _YEAR
        if not earlier:
            rule = rules.FIRST if years >= 1 else None
            words = say.first_meeting(parties, last)
        else:
            rule = next((rule for rule, least in _YEARS if years >= least), None)
            words = say.first_since(parties, last)
        if rule is None or not all(self._is_followed(code, last, span[0]) for code in parties):
            return None
        return rule.reason(words)

    def _is_followed(self, code: str, first: date, last: date) -> bool:
        """Whether the archive told of a party's meetings in a time in which it told of none."""
        key = code, first, last
        if key not in self._followed:
            period = Period(first, last, "")
            query = Query("meetings", parties=(code,), statuses=(Status.HELD,), period=period)
            self._followed[key] = self.base.meetings(query, limit=0, offset=0)[1] > FOLLOWED
        return self._followed[key]
