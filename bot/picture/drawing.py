"""A plan → a PNG: events along a line of time with a numbered list, or bars with their numbers.

Light, with large letters, colours that are told apart without seeing colours (Okabe and Ito's), and
the same bytes for the same plan.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from textwrap import wrap
from typing import Any, cast

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.picture.fonts import drawable, installed

WIDTH = 11.0
"""Inches; with `DPI` some 1,300 points, which is as wide as Slack shows."""

DPI = 120
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_INK, _FAINT = "#1d1c1d", "#8a8a8a"
_ROW, _LINE = 0.3, 0.2
_LEVEL = 0.29
"""Inches from one level of a lane to the next: a mark and a little air."""

_WRAPPED = 118
"""Characters of a line of the list."""

_LINES = 3
"""Lines of an event in the list."""

_LETTERS = 150
"""Characters of a line under a picture."""

_NEAR = 0.035
"""Events closer than this share of the line are drawn one above the other."""

Plan = Mapping[str, Any]


def draw(plan: Plan) -> bytes:
    """The picture of a plan; see `bot.render.pictures` for what one holds."""
    plan, families = drawable(plan, installed())
    written = io.BytesIO()
    # Labels of axes get their font only when they are drawn.
    with rc_context({"font.family": families}):
        figure = _bars(plan) if "bars" in plan else _timeline(plan)
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(written, metadata={"Software": None})
    return written.getvalue()


def _figure(height: float, plan: Plan) -> Figure:
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    figure.text(0.03, 1 - 0.32 / height, plan["title"], size=15, weight="bold", color=_INK,
                va="center", parse_math=False)  # fmt: skip
    figure.text(0.03, 1 - 0.62 / height, plan["note"], size=10, color=_FAINT, va="center",
                parse_math=False)  # fmt: skip
    for number, line in enumerate(reversed(_below(plan))):
        at = (0.18 + _LINE * number) / height
        figure.text(0.03, at, line, size=9, color=_FAINT, va="center", parse_math=False)
    return figure


def _below(plan: Plan) -> list[str]:
    """The lines that stand under a picture."""
    return wrap(plan.get("below", ""), _LETTERS)


def _room_below(plan: Plan) -> float:
    """Inches for what stands under a picture."""
    return _LINE * len(_below(plan))


def _timeline(plan: Plan) -> Figure:
    """Numbered marks on lanes, one for each kind, above the list of what the numbers stand for."""
    events: Sequence[Mapping[str, Any]] = plan["events"]
    lanes: Sequence[str] = plan["lanes"]
    spots = _spots(events)
    above = 0.5 + _LEVEL * sum(_levels(spots, events, lane) for lane in range(len(lanes)))
    texts = [_told(event["text"]) for event in events]
    rows = sum(_ROW + _LINE * (len(text) - 1) for text in texts)
    height = 0.9 + above + 0.55 + rows + 0.2 + _room_below(plan)
    figure = _figure(height, plan)
    axes = figure.add_axes((0.16, 1 - (0.9 + above) / height, 0.8, above / height))
    _line_of_time(axes, events, lanes, spots)
    down = 0.9 + above + 0.7
    for number, (event, text) in enumerate(zip(events, texts, strict=True), 1):
        at = 1 - down / height
        colour = _COLOURS[event["lane"] % len(_COLOURS)]
        figure.text(0.05, at, str(number), size=10, weight="bold", color=colour, ha="right",
                    va="center")  # fmt: skip
        for line in text:
            figure.text(0.06, 1 - down / height, line, size=10, color=_INK, va="center",
                        parse_math=False)  # fmt: skip
            down += _LINE
        down += _ROW - _LINE
    return figure


def _told(text: str) -> list[str]:
    return wrap(text, _WRAPPED, max_lines=_LINES, placeholder=" …") or [""]


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where the line of time begins and ends, and the level of each event in its lane."""

    start: float
    end: float
    levels: tuple[int, ...]


def _spots(events: Sequence[Mapping[str, Any]]) -> _Spots:
    """Events of a lane that would cover each other, spans included, are put on levels."""
    first = min(event["first"] for event in events)
    last = max(event["last"] for event in events)
    room = max(1.0, (last - first) * 0.04)
    start, end = max(1.0, first - room), min(date.max.toordinal(), last + room)
    near = (end - start) * _NEAR
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    levels = []
    for event in events:
        middle = (event["first"] + event["last"]) / 2
        own = min(event["first"], middle - near / 2), max(event["last"], middle + near / 2)
        level = 0
        while any(own[0] < b and a < own[1] for a, b in taken.get((event["lane"], level), ())):
            level += 1
        taken.setdefault((event["lane"], level), []).append(own)
        levels.append(level)
    return _Spots(start, end, tuple(levels))


def _levels(spots: _Spots, events: Sequence[Mapping[str, Any]], lane: int) -> int:
    """How many levels a lane has; an empty one takes as much room as two."""
    own = [n for n, event in zip(spots.levels, events, strict=True) if event["lane"] == lane]
    return max([2, *(level + 1 for level in own)])


def _line_of_time(
    axes: Axes, events: Sequence[Mapping[str, Any]], lanes: Sequence[str], spots: _Spots
) -> None:
    begins = [0]
    for lane in range(len(lanes)):
        begins.append(begins[-1] + _levels(spots, events, lane))
    for number, (event, level) in enumerate(zip(events, spots.levels, strict=True), 1):
        lane, middle = event["lane"], (event["first"] + event["last"]) / 2
        # What is alone in its lane stands in the middle of it.
        alone = not any(spots.levels[n] for n, one in enumerate(events) if one["lane"] == lane)
        height = begins[lane] + level + (1.0 if alone else 0.5)
        colour = _COLOURS[lane % len(_COLOURS)]
        # Days as matplotlib counts them: from 1970 on.
        ends = [event["first"] - _EPOCH, event["last"] - _EPOCH]
        axes.plot(ends, [height, height], color=colour, linewidth=5, alpha=0.35,
                  solid_capstyle="round")  # fmt: skip
        axes.plot([middle - _EPOCH], [height], "o", color=colour, markersize=13)
        axes.annotate(str(number), (middle - _EPOCH, height), color="white", size=8,
                      weight="bold", ha="center", va="center_baseline")  # fmt: skip
    axes.set_xlim(spots.start - _EPOCH, spots.end - _EPOCH)
    axes.set_ylim(begins[-1] + 0.3, -0.3)
    axes.set_yticks([(a + b) / 2 for a, b in pairwise(begins)], lanes)
    # matplotlib's own annotations leave these out.
    locator: Any = cast(Any, AutoDateLocator)(minticks=3, maxticks=8)
    formats = ["%Y", "%b %Y", "%d %b %Y", "%d %b %Y", "%d %b %Y", "%d %b %Y"]
    concise: Any = cast(Any, ConciseDateFormatter)(
        locator, formats=formats, zero_formats=formats, show_offset=False
    )
    axes.xaxis.axis_date("UTC")
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(concise)
    _plain(axes)
    axes.grid(axis="x", color="#e5e5e5")


_EPOCH = date(1970, 1, 1).toordinal()


def _bars(plan: Plan) -> Figure:
    """Stacked bars with the number of each on top."""
    bars = plan["bars"]
    names, series = bars["names"], bars["series"]
    below = _room_below(plan)
    height = 5.6 + below
    figure = _figure(height, plan)
    axes = figure.add_axes((0.08, (0.95 + below) / height, 0.89, 3.42 / height))
    base = [0.0] * len(names)
    for index, one in enumerate(series):
        axes.bar(range(len(names)), one["values"], bottom=base, label=one["name"], width=0.7,
                 color=_COLOURS[index % len(_COLOURS)])  # fmt: skip
        base = [below + value for below, value in zip(base, one["values"], strict=True)]
    for at, value in enumerate(base):
        if not value:
            continue
        axes.annotate(f"{value:,.12g}", (at, value), xytext=(0, 3), textcoords="offset points",
                      ha="center", size=10, color=_INK)  # fmt: skip
    axes.set_xticks(range(len(names)), names)
    for label in axes.get_xticklabels():
        label.set_parse_math(False)
        if len(names) > 7:
            label.set(rotation=35, horizontalalignment="right")
    axes.set_ylabel(bars["unit"], color=_INK, parse_math=False)
    axes.set_ylim(0, max([*base, 1e-9]) * 1.15)
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=bars["whole"]))
    if len(series) > 1:
        legend = axes.legend(loc="upper left", ncols=len(series), frameon=False,
                             bbox_to_anchor=(0, 1.13))  # fmt: skip
        for text in legend.get_texts():
            text.set_parse_math(False)
    _plain(axes)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color="#e5e5e5")
    return figure


def _plain(axes: Axes) -> None:
    axes.tick_params(colors=_INK, labelsize=10, length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_FAINT)
