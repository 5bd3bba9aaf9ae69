"""Whether somebody should look after what is followed: one source, or all of them together."""

from collections.abc import Sequence

from bot.providers.fetching import STALLED
from knowledge.model import Provider, ProviderKind, ProviderState
from knowledge.model.providers import later

FAILING = 6 * 3600
"""Seconds for which a source has not worked, and failed more than once, when it is told."""

SETTLED = 600
"""Seconds after which a poll that was begun has surely failed, if its site does not answer."""

HOUR = 3600


def is_troubled(state: ProviderState, now: str) -> bool | None:
    """Whether somebody should look after a source; `now` is an instant.

    None where that can't be said before it was fetched: it is due, as after the bot was down for
    long, it is being fetched, it failed for the first time, or stories of it still wait. Of a
    source that was just added, one round of polling shows how it does.
    """
    provider = state.provider
    if provider.paused:
        return False
    tried, worked = provider.tried_at or "", provider.succeeded_at or provider.added_at
    if provider.due_at <= now or not tried:
        return None
    if provider.is_failing:
        # The poll that was begun last may not be over yet.
        failing = provider.failures > 1 and later(tried, SETTLED) < now
        return True if failing and later(worked, FAILING) < now else None
    if tried > worked:
        return None
    if state.late_since(now) is None:
        return False
    first_round = later(provider.added_at, provider.every)
    return True if worked >= first_round and not state.waiting else None


def is_stale(sources: Sequence[Provider], newest: str | None, now: str, hours: int) -> bool | None:
    """Whether nothing has come for so many hours (0 for never); None where that can't be said yet.

    All sources may work, and bring nothing: they read a list that is not written any more.
    `newest` is when an article, or a new version of one, was last saved; `now` is an instant. The
    hours count from when the first source was followed, at the earliest. A single page brings
    nothing new, so it does not count; and what is not fetched in time, as after the bot was down,
    may bring something yet.
    """
    followed = [one for one in sources if not one.paused and one.kind is not ProviderKind.PAGE]
    if not followed or not hours:
        return False
    since = max(newest or "", min(one.added_at for one in followed))
    if later(since, hours * HOUR) >= now:
        return False
    if any(later(one.due_at, STALLED) < now for one in followed):
        return None
    return True
