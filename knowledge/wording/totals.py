"""What sums come to, in plain words."""

from itertools import groupby

from knowledge.model import Grouping, PaymentKind, Sum, Total, Totals
from knowledge.wording.payments import amount
from knowledge.wording.phrases import enumerate_words, party

_KINDS = {
    PaymentKind.GRANT: "grants",
    PaymentKind.LOAN: "loans",
    PaymentKind.INVESTMENT: "investments",
    PaymentKind.TRADE: "trade",
    PaymentKind.AID: "aid",
    PaymentKind.OTHER: "other sums",
}
CANNOT_BE_ADDED = (
    "sums that are only planned, parts of other sums, trade figures, or sums on which sources"
    " differ"
)
"""What sums must not be added to others."""

_SHOWN = 6
_CURRENCIES = 8

Line = tuple[str, str]
"""What sums have in common, and what they come to: "Grants", "USD 52.3 million in 3 sums"."""


def lines(totals: Totals) -> list[tuple[str, list[Line]]]:
    """For each currency its heading and lines: by kind, giver, receiver and year."""
    told = []
    for currency, group in groupby(totals.totals, key=lambda total: total.sum.currency):
        told.append((currency, [_line(total) for total in _chosen(list(group))]))
    return told[:_CURRENCIES]


def _chosen(group: list[Total]) -> list[Total]:
    chosen: list[Total] = []
    for _, some in groupby(group, key=lambda total: total.by):
        chosen += list(some)[:_SHOWN]
    return chosen


def _line(total: Total) -> Line:
    return label(total), _worth(total.sum, total.number)


def label(total: Total) -> str:
    """What the sums of a total have in common: "Grants", "From Japan", "To Cambodia", "2022"."""
    if total.by is Grouping.KIND:
        said = _KINDS[PaymentKind(total.of)]
        return said[:1].upper() + said[1:]
    if total.by is Grouping.GIVER:
        return f"From {party(total.of)}"
    return f"To {party(total.of)}" if total.by is Grouping.RECEIVER else f"In {total.of}"


def _worth(one: Sum, number: int) -> str:
    return f"{amount(one)} in {number:,} {'sum' if number == 1 else 'sums'}"


def caution(totals: Totals) -> str:
    """What the totals are and what they leave out."""
    said = (
        "Sums as printed, whether given or promised, added by currency; a sum told by"
        " several articles counts once."
    )
    if totals.left_out:
        number = totals.left_out
        are = "is" if number == 1 else "are"
        said += f" {number:,} {are} left out: {CANNOT_BE_ADDED}."
    if gone := totals.withdrawn:
        stand = "stands only in a story" if gone == 1 else "stand only in stories"
        not_added = "is not added" if gone == 1 else "are not added"
        said += f" {gone:,} {stand} that the outlet withdrew, and {not_added}."
    return said if totals.complete else f"{said} Only the newest 2,000 are added."


def plain(totals: Totals) -> list[str]:
    """The totals as lines for a terminal."""
    told = ["Totals:"]
    for _, group in lines(totals):
        told += [f"  {name}: {worth}" for name, worth in group]
    return [*told, f"  {caution(totals)}"]


def gist(totals: Totals) -> str:
    """The totals in one line: "In all, given or promised: USD 52.3 million, JPY 7 billion."."""
    by_currency: dict[str, Sum] = {}
    for total in totals.totals:
        if total.by is Grouping.KIND:
            known = by_currency.get(total.sum.currency)
            added = total.sum.amount + (known.amount if known is not None else 0)
            by_currency[total.sum.currency] = Sum(added, total.sum.currency)
    sums = enumerate_words([amount(one) for one in by_currency.values()])
    return f"In all, given or promised: {sums}."
