"""What is followed, and what became of it, in plain words."""

from collections.abc import Sequence
from datetime import datetime

from knowledge.model import ProviderState
from knowledge.model.providers import INSTANT
from knowledge.sources.events import Event, Happened, Tally
from knowledge.wording.addresses import shown
from knowledge.wording.texts import count

NONE = "Nothing is followed. Begin with: python -m knowledge sources add ADDRESS"

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_SHOWN = 80


def span_text(seconds: int) -> str:
    """A length of time in its largest unit, rounded down: "15 minutes", "1 hour"."""
    size, unit = next((u for u in _UNITS if seconds >= u[0]), _UNITS[-1])
    return count(seconds // size, unit)


def age_text(at: str, now: str) -> str:
    """How long ago an instant was: "3 hours ago"; "just now" for less than a minute."""
    age = datetime.strptime(now, INSTANT) - datetime.strptime(at, INSTANT)
    seconds = int(age.total_seconds())
    return "just now" if seconds < 60 else f"{span_text(seconds)} ago"


def state_text(state: ProviderState, now: str) -> str:
    """How a provider does: "12 stories, the newest 3 hours ago; last fetched just now"."""
    provider = state.provider
    parts = [count(state.stories, "story", "stories")]
    if state.newest is not None:
        parts.append(f"the newest {age_text(state.newest, now)}")
    parts += [f"{state.waiting:,} waiting"] if state.waiting else []
    parts += [f"{state.failed:,} that can't be read"] if state.failed else []
    parts += [f"{state.gone:,} withdrawn"] if state.gone else []
    said = [", ".join(parts)]
    if provider.paused:
        said.append("paused")
    elif provider.succeeded_at is None and provider.problem is None:
        said.append("not fetched yet")
    elif provider.succeeded_at is not None:
        said.append(f"last fetched {age_text(provider.succeeded_at, now)}")
    if provider.fault is not None:
        said.append(f"not in full: {provider.fault}")
    elif provider.problem is not None:
        times = f" {count(provider.failures, 'time')} in a row" if provider.failures > 1 else ""
        said.append(f"failed{times}: {why_text(provider.problem)}")
    if state.late_since(now) is not None:
        said.append("its newest story is older than expected")
    return "; ".join(said)


def why_text(problem: str) -> str:
    """Why a poll failed, to stand in a sentence; that it is tried again needs no asking."""
    return problem.strip().removesuffix("Try again later.").rstrip(" .")


def sources_text(states: Sequence[ProviderState], now: str) -> str:
    """All that is followed: name, kind, address and how often, with how it does below."""
    if not states:
        return NONE
    lines = []
    for state in states:
        provider = state.provider
        every = f"every {span_text(provider.every)}"
        lines.append(f"{provider.name}\t{provider.kind}\t{every}\t{provider.address}")
        lines.append(f"    {state_text(state, now)}")
    return "\n".join(lines)


def status_lines(states: Sequence[ProviderState], now: str) -> list[str]:
    """How each provider does, in a line."""
    return [f"{state.provider.name}: {state_text(state, now)}" for state in states]


def event_text(event: Event) -> str:
    """What became of one story, in a line for a log."""
    name = event.provider.name if event.provider is not None else "asked for"
    said = f": {' '.join(event.said)}" if event.said else ""
    return f"{name}: {_short(shown(event.address))} {event.happened}{said}"


def tally_text(tally: Tally) -> str:
    """How the poll of a provider went, in a line."""
    done = ", ".join(f"{tally.counts[one]:,} {one}" for one in Happened if tally.counts[one])
    reason = tally.problem or tally.fault
    problem = f" {reason}" if reason else ""
    return f"{tally.provider.name}: {done or 'nothing new'}.{problem}"


def tally_json(tally: Tally) -> dict[str, object]:
    """The same for machines: counts by what happened."""
    counts = {str(one): tally.counts[one] for one in Happened}
    return {"name": tally.provider.name, "problem": tally.problem, "fault": tally.fault, **counts}


def _short(address: str) -> str:
    return address if len(address) <= _SHOWN else f"{address[: _SHOWN - 1]}…"
