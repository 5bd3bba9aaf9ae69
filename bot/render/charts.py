"""Counts over time and sums as a chart (`data_visualization`), where there is enough to see.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.render import limits
from bot.render.blocks import Block
from bot.render.text import literal
from knowledge.dates.edtf import words as date_words
from knowledge.model import Answer, Count, Grouping, Kind, Total, Totals
from knowledge.wording.totals import label

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
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"), (Decimal(1), ""))


def chart_of(answer: Answer) -> list[Block]:
    """The one chart that an answer is worth, or none."""
    if answer.totals is not None and (chart := _sums(answer.totals)) is not None:
        return [chart]
    chart = _over_time(answer.counts)
    return [] if chart is None else [chart]


def _over_time(counts: Sequence[Count]) -> Block | None:
    """How many facts of each kind fall into each month or year."""
    times = sorted({count.when for count in counts})[-limits.CHART_CATEGORIES :]
    if len(times) < _LEAST_TIMES:
        return None
    kinds = [kind for kind in SERIES if any(count.kind is kind for count in counts)]
    known = {(count.when, count.kind): count.number for count in counts}
    names = [literal(_short(when), limits.CHART_LABEL) for when in times]
    series = [
        _one_series(SERIES[kind], names, [known.get((when, kind), 0) for when in times])
        for kind in kinds[: limits.CHART_SERIES]
    ]
    return _bars("Over time", names, series, "Number")


def _short(when: str) -> str:
    return date_words(when)


def _sums(totals: Totals) -> Block | None:
    """The sums of the currency that is printed most often, by the group that tells most apart."""
    if not totals.totals:
        return None
    currency = totals.totals[0].sum.currency
    own = [total for total in totals.totals if total.sum.currency == currency]
    for by in (Grouping.GIVER, Grouping.RECEIVER, Grouping.YEAR, Grouping.KIND):
        group = [total for total in own if total.by is by][: limits.CHART_CATEGORIES]
        if len(group) >= _LEAST:
            return _sum_bars(currency, group)
    return None


def _sum_bars(currency: str, group: Sequence[Total]) -> Block:
    most = max(total.sum.amount for total in group)
    scale, word = next((s, w) for s, w in _SCALES if most >= s or s == 1)
    names = _distinct(literal(label(total), limits.CHART_LABEL) for total in group)
    values = [float(round(total.sum.amount / scale, 3)) for total in group]
    unit = f"{currency} {word}".strip()
    return _bars("Sums", names, [_one_series(unit, names, values)], unit)


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
