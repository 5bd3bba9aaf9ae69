"""Whether what is followed is fetched at all, in words for whoever wonders where news stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base import Base
from knowledge.base.decisions import now
from knowledge.base.leases import POLLING
from knowledge.model import ProviderState
from knowledge.model.providers import later
from knowledge.wording.sources import age_text, span_text
from knowledge.wording.texts import count

STALLED = 1200
"""Seconds for which a source may be due before it is said; usually it takes a minute or two."""

_TELL = "If it stays like this for an hour, tell whoever runs Dateline: the log says why."


@dataclass(frozen=True, slots=True)
class Broken:
    """What became of the processes that fetch: how many in a row ended before they were done.

    `stuck` and `killed` tell of the last one, `again` is in how many seconds the next begins.
    """

    times: int
    stuck: bool
    killed: bool
    again: int


def broken_text(broken: Broken) -> str:
    """That the process that fetches breaks down, and what to do."""
    how = "ended before it was done"
    if broken.stuck:
        how = "got stuck, and was ended"
    elif broken.killed:
        how = "was killed, perhaps because the machine lacks memory"
    times = f" ({count(broken.times, 'time')} in a row)" if broken.times > 1 else ""
    again = f"in {span_text(broken.again)}" if broken.again >= 60 else "in a moment"
    return (
        f"The process that fetches what is followed {how}{times}. Another begins {again}. {_TELL}"
    )


def fetching_text(base: Base) -> str:
    """That what is due is not fetched, and what to do; "" while all is in time."""
    return stalled_text(
        base.provider_states(), now(), is_held=base.lease_holder(POLLING) is not None
    )


def stalled_text(states: Sequence[ProviderState], now: str, *, is_held: bool) -> str:
    """The same of these states; `is_held` says whether a process works, or did a moment ago."""
    due = [state.provider.due_at for state in states if not state.provider.paused]
    late = [at for at in due if later(at, STALLED) < now]
    if not late:
        return ""
    waiting = f"{count(len(late), 'source')}, the first due {age_text(min(late), now)}"
    why = "The process that fetches is busy, or stuck."
    if not is_held:
        why = "No process fetches; the bot begins one again and again."
    return f"Not fetched in time: {waiting}. {why} {_TELL}"
