"""Sums asked for, and what they come to."""

from collections import Counter
from dataclasses import replace

from knowledge.answers.listing import listed
from knowledge.base import Base
from knowledge.model import Answer, Grouping, Query, Totals

_MANY = 2
"""From so many sums on it is worth saying what they come to."""


def money(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/money`: a page of sums, with totals by currency where there are several."""
    answer = listed(query, base, per_page)
    if not answer.answered or answer.total < _MANY or query.as_of is not None:
        return answer
    told = _telling(base.totals(query), query)
    return replace(answer, totals=told) if told.totals else answer


def _telling(totals: Totals, query: Query) -> Totals:
    """The totals that say more than the query: no giver where one was asked for.

    A group says something where a currency has several of it, or the group is the kind of sum.
    """
    asked = {
        Grouping.GIVER: query.giver is not None,
        Grouping.RECEIVER: query.receiver is not None,
    }
    groups = Counter((total.sum.currency, total.by) for total in totals.totals)
    kept = tuple(
        total
        for total in totals.totals
        if not asked.get(total.by, False)
        and (total.by is Grouping.KIND or groups[total.sum.currency, total.by] > 1)
    )
    return replace(totals, totals=kept)
