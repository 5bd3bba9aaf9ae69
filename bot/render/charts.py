"""Counts over time and sums as a chart (`data_visualization`), where there is enough to see.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.render import limits
from bot.render.blocks import Block, context
from bot.render.text import escape, literal
from knowledge.dates.edtf import words as date_words
from knowledge.model import Answer, Grouping, Kind, PaymentFact, PaymentKind, Total, Totals
from knowledge.names import party_name
from knowledge.wording.totals import CANNOT_BE_ADDED, label

NUMBER = "Number"
"""What bars of facts count."""

_GAPS = "Only years with facts stand beside each other; those between them are left out."

_LEFT = 600
_LEAST, _LEAST_TIMES = 2, 3
"""A chart of one bar shows nothing, and two moments in time are sooner read than drawn."""

SERIES = {
    Kind.MEETING: "Meetings",
    Kind.AGREEMENT: "Agreements",
    Kind.PAYMENT: "Sums",
    Kind.STATEMENT: "Statements",
    Kind.MILESTONE: "Dates ahead",
    Kind.ROLE: "Titles",
}
_LEAST_SUMS, _SEEN = 3, 200
"""Fewer sums are sooner read than drawn; of less than a two-hundredth no bar is seen."""

_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"), (Decimal(1), ""))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as Slack draws it, and what it does not show, in words; "" where it shows all."""

    block: Block
    left: str


def chart_of(answer: Answer) -> list[Block]:
    """The one chart that an answer is worth, with what it leaves out below it; or nothing."""
    drawn = chart(answer)
    if drawn is None:
        return []
    return [drawn.block, *([context(escape(drawn.left, _LEFT))] if drawn.left else [])]


def chart(answer: Answer) -> Chart | None:
    """The one chart that an answer is worth."""
    if answer.totals is not None and (drawn := _sums(answer.totals)) is not None:
        return drawn
    return _over_time(answer)


def _over_time(answer: Answer) -> Chart | None:
    """How many facts of each kind fall into each month or year."""
    counts = answer.counts
    every = sorted({count.when for count in counts})
    told = every[-limits.CHART_CATEGORIES :]
    if len(told) < _LEAST_TIMES:
        return None
    between = _all_between(told[0], told[-1])
    times = between or told
    kinds = [kind for kind in SERIES if any(count.kind is kind for count in counts)]
    kinds = kinds[: limits.CHART_SERIES]
    known = {(count.when, count.kind): count.number for count in counts}
    names = [literal(date_words(when), limits.CHART_LABEL) for when in times]
    series = [
        _one_series(SERIES[kind], names, [known.get((when, kind), 0) for when in times])
        for kind in kinds
    ]
    drawn = sum(known.get((when, kind), 0) for when in times for kind in kinds)
    earlier = sum(count.number for count in counts if count.when not in times)
    counted = answer.total if answer.counted is None else answer.counted
    beyond = max(0, answer.total - counted)
    vague = answer.total - drawn - earlier - beyond
    left = _not_drawn(
        (vague, "undated or known too vaguely"),
        (earlier, f"from before {names[0]}"),
        (beyond, f"{'' if answer.complete else 'or more '}beyond the {counted:,} that are counted"),
    )
    bars = _bars("Over time", names, series, NUMBER)
    notes = ("" if between else _GAPS, left, _planned(answer, kinds))
    return Chart(bars, " ".join(note for note in notes if note))


def _all_between(first: str, last: str) -> list[str]:
    """All months or years from one to another, so that gaps are seen; none where they are many."""
    by_month = len(first) == len("2022-11") == len(last)
    if not by_month and not len(first) == len("2022") == len(last):
        return []
    start, end = (int(when[:4]) * 12 + int(when[5:] or 1) - 1 for when in (first, last))
    if by_month:
        found = [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
    else:
        found = [f"{year:04}" for year in range(start // 12, end // 12 + 1)]
    return found if len(found) <= limits.CHART_CATEGORIES else []


def _planned(answer: Answer, kinds: Sequence[Kind]) -> str:
    """That what is only planned is counted too, unless the query says how far facts have come."""
    query = answer.query
    if query is not None and (query.statuses or query.stages):
        return ""
    if list(kinds) == [Kind.MEETING]:
        return "Planned and called-off meetings are counted too."
    open_ended = {Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT} & set(kinds)
    return "What was planned or promised is counted too." if open_ended else ""


def _not_drawn(*parts: tuple[int, str]) -> str:
    """What is left out, with its numbers: "Not drawn: 3 undated, 2 in other currencies."."""
    told = [f"{number:,} {why}" for number, why in parts if number > 0]
    return f"Not drawn: {', '.join(told)}." if told else ""


def _sums(totals: Totals) -> Chart | None:
    """The sums of the currency that is printed most often, by the group that tells most apart."""
    if not totals.totals:
        return None
    currency = totals.totals[0].sum.currency
    own = [total for total in totals.totals if total.sum.currency == currency]
    for by in (Grouping.GIVER, Grouping.RECEIVER, Grouping.YEAR, Grouping.KIND):
        group = [total for total in own if total.by is by]
        drawn = group[: limits.CHART_CATEGORIES]
        if len(drawn) >= _LEAST:
            return Chart(_sum_bars(currency, drawn), _sums_left(totals, group, drawn))
    return None


_UNNAMED = {
    Grouping.GIVER: "without a named giver",
    Grouping.RECEIVER: "without a named receiver",
    Grouping.YEAR: "of no known year",
    Grouping.KIND: "of no known kind",
}


def _sums_left(totals: Totals, group: Sequence[Total], drawn: Sequence[Total]) -> str:
    """What bars of one currency by one group do not show, and what they are made of."""
    by, currency = drawn[0].by, drawn[0].sum.currency
    of_kinds = [total for total in totals.totals if total.by is Grouping.KIND]
    own = sum(total.number for total in of_kinds if total.sum.currency == currency)
    others = sum(total.number for total in of_kinds) - own
    grouped = sum(total.number for total in group)
    left = _not_drawn(
        (others, "in other currencies"),
        (own - grouped, _UNNAMED[by]),
        (grouped - sum(total.number for total in drawn), "in smaller groups"),
        (totals.left_out, CANNOT_BE_ADDED),
    )
    kinds = {total.of for total in of_kinds if total.sum.currency == currency}
    mixed = " of all kinds" if by is not Grouping.KIND and len(kinds) > 1 else ""
    return f"Sums{mixed}, given or promised. {left}".strip()


def _sum_bars(currency: str, group: Sequence[Total]) -> Block:
    most = max(total.sum.amount for total in group)
    scale, word = next((s, w) for s, w in _SCALES if most >= s or s == 1)
    names = _distinct(literal(_who_or_what(total), limits.CHART_LABEL) for total in group)
    values = [float(round(total.sum.amount / scale, 3)) for total in group]
    unit = f"{currency} {word}".strip()
    return _bars(_TITLES[group[0].by], names, [_one_series(unit, names, values)], unit)


def chart_of_sums(facts: Sequence[PaymentFact]) -> list[Block]:
    """Sums of one currency side by side, where there are some to compare; else nothing.

    Parts of other sums and trade figures are no sums of their own, and what is too small to be
    seen beside the largest is left to the words.
    """
    own = [f for f in facts if not f.part and not f.stage and f.payment is not PaymentKind.TRADE]
    often = Counter(fact.sum.currency for fact in own).most_common(1)
    if not often or often[0][1] < _LEAST_SUMS:
        return []
    currency = often[0][0]
    drawn = sorted((f for f in own if f.sum.currency == currency), key=lambda f: -f.sum.amount)
    most = drawn[0].sum.amount
    drawn = [f for f in drawn if f.sum.amount * _SEEN >= most][: limits.CHART_CATEGORIES]
    if len(drawn) < _LEAST_SUMS:
        return []
    scale, word = next((s, w) for s, w in _SCALES if most >= s or s == 1)
    names = _distinct(literal(_course(fact), limits.CHART_LABEL) for fact in drawn)
    values = [float(round(fact.sum.amount / scale, 3)) for fact in drawn]
    unit = f"{currency} {word}".strip()
    return [_bars("Sums", names, [_one_series(unit, names, values)], unit)]


def _course(fact: PaymentFact) -> str:
    """From whom to whom, by code where names would not fit."""
    sides = [code for code in (fact.giver, fact.receiver) if code is not None]
    named = " → ".join(party_name(code) for code in sides)
    if not sides:
        return fact.purpose or str(fact.payment)
    return named if len(named) <= limits.CHART_LABEL else " → ".join(sides)


_TITLES = {
    Grouping.GIVER: "Sums by giver",
    Grouping.RECEIVER: "Sums by receiver",
    Grouping.YEAR: "Sums by year",
    Grouping.KIND: "Sums by kind",
}


def _who_or_what(total: Total) -> str:
    """What a bar stands for, as short as it can be below a title that says the rest."""
    if total.by in (Grouping.GIVER, Grouping.RECEIVER):
        return party_name(total.of)
    return total.of if total.by is Grouping.YEAR else label(total)


def _distinct(names: Iterable[str]) -> list[str]:
    """Names that clipping made alike, told apart."""
    seen: list[str] = []
    for name in names:
        number = 2
        told = name
        while told in seen:
            told = f"{name[: limits.CHART_LABEL - 3]} {number}"
            number += 1
        seen.append(told)
    return seen


def _one_series(name: str, labels: Sequence[str], values: Sequence[float]) -> Block:
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    return {"name": literal(name, limits.CHART_LABEL), "data": data}


def _bars(title: str, names: Sequence[str], series: list[Block], unit: str) -> Block:
    return {
        "type": "data_visualization",
        "title": literal(title, limits.CHART_TITLE),
        "chart": {
            "type": "bar",
            "series": series,
            "axis_config": {
                "categories": list(names),
                "y_label": literal(unit, limits.CHART_AXIS_LABEL),
            },
        },
    }
