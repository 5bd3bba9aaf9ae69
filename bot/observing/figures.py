"""The meter that keeps figures for Prometheus, in a registry of its own."""

import logging
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client import Metric as Family
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from bot.observing import names
from bot.observing.meter import Meter
from bot.observing.naming import OTHER
from bot.observing.outcomes import Outcome

MOST = 100
"""Values of one label that are told apart; what Slack's side brings beyond them is `other`."""

_WORD = re.compile(r"\w{1,40}", re.ASCII)
_STATUS = re.compile(r"(?:status )?([1-5]\d\d)", re.ASCII)

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""Of what `Figures.tell` gives."""

# When each series began is told by none of the questions that are asked of them.
disable_created_metrics()  # type: ignore[no-untyped-call]

P = ParamSpec("P")

Sample = tuple[Sequence[str], float]
"""Values of a metric's labels, and its own."""

log = logging.getLogger("dateline.metrics")


def _harmless(method: Callable[P, None]) -> Callable[P, None]:
    """A method that never raises: what goes wrong with a figure is nobody's answer's business."""
    said = False

    @wraps(method)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        nonlocal said
        try:
            method(*args, **kwargs)
        except Exception as error:
            if not said:
                said = True
                log.warning("A figure can't be kept", exc_info=error)

    return guarded


class Figures(Meter):
    """Keeps figures, and tells them with what is looked up at the time.

    Everything may be called from any thread.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._states = _States()
        self._lock = threading.Lock()
        self._known: dict[str, set[str]] = {}
        self._registry.register(self._states)
        ProcessCollector(registry=self._registry)
        self._counters = {
            one: Counter(one.name, one.help, one.labels, registry=self._registry)
            for one in names.MEASURED
            if one.kind is names.Kind.COUNTER
        }
        for one, counter in self._counters.items():
            for value in one.values:
                counter.labels(value)
        self._timers = {
            one: Histogram(
                one.name, one.help, one.labels, registry=self._registry, buckets=one.buckets
            )
            for one in names.MEASURED
            if one.kind is names.Kind.HISTOGRAM
        }

    def tell(self, states: Mapping[names.Metric, Iterable[Sample]]) -> bytes:
        """All figures in Prometheus' text format, with what was looked up for it."""
        with self._lock:
            self._states.known = {metric: list(rows) for metric, rows in states.items()}
            return generate_latest(self._registry)

    @_harmless
    def served(
        self, surface: str, what: str, outcome: str, reason: str, *, ack: float, took: float
    ) -> None:
        """See `Meter`."""
        self._counters[names.REQUESTS].labels(surface, what, outcome).inc()
        self._timers[names.ACK].labels(surface).observe(ack)
        if outcome == Outcome.ANSWERED:
            self._timers[names.ANSWER].labels(surface, what).observe(took)
        elif reason:
            self.refused(reason)

    @_harmless
    def refused(self, reason: str) -> None:
        """See `Meter`."""
        self._counters[names.REFUSALS].labels(self._bounded("reason", reason)).inc()

    @_harmless
    def worked(self, thread: str, seconds: float, *, waited: float) -> None:
        """See `Meter`."""
        self._timers[names.WORK].labels(thread).observe(seconds)
        self._timers[names.WAIT].labels(thread).observe(waited)

    @_harmless
    def called(self, method: str, result: str, seconds: float) -> None:
        """See `Meter`."""
        # What answered without a code of Slack's has its HTTP status: "status 503", or "504".
        status = _STATUS.fullmatch(result)
        told = f"http_{status[1]}" if status else result
        self._counters[names.CALLS].labels(method, self._bounded("result", told)).inc()
        self._timers[names.CALL_TIME].observe(seconds)

    @_harmless
    def retried(self, why: str) -> None:
        """See `Meter`."""
        self._counters[names.RETRIES].labels(self._bounded("why", why)).inc()

    @_harmless
    def lagged(self, seconds: float) -> None:
        """See `Meter`."""
        self._timers[names.LAG].observe(seconds)

    @_harmless
    def published(self, outcome: str, late: float | None) -> None:
        """See `Meter`."""
        self._counters[names.DIGESTS].labels(outcome).inc()
        if late is not None:
            self._timers[names.LATENESS].observe(max(0.0, late))

    def logged(self, level: str) -> None:
        """See `Meter`."""
        # Without the guard, which would log what fails here.
        with suppress(Exception):
            self._counters[names.LINES].labels(level).inc()

    def _bounded(self, label: str, value: str) -> str:
        """The value of a label, unless there are many already or it is no plain word."""
        known = self._known.setdefault(label, set())
        if value not in known:
            if len(known) >= MOST or not _WORD.fullmatch(value):
                return OTHER
            known.add(value)
        return value


class _States(Collector):
    """What was looked up last."""

    def __init__(self) -> None:
        self.known: Mapping[names.Metric, Sequence[Sample]] = {}

    def collect(self) -> Iterable[Family]:
        """A family for each metric of which something is known."""
        for metric, samples in self.known.items():
            form = GaugeMetricFamily if metric.kind is names.Kind.GAUGE else CounterMetricFamily
            family = form(metric.name, metric.help, labels=metric.labels)
            for labels, value in samples:
                family.add_metric(labels, value)
            yield family
