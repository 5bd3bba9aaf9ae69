"""Whether nothing new comes although sources are followed: all may work, and bring nothing."""

from collections.abc import Sequence

from bot.providers.fetching import STALLED
from knowledge.model import Provider, ProviderKind
from knowledge.model.providers import later

HOUR = 3600


def is_stale(sources: Sequence[Provider], newest: str | None, now: str, hours: int) -> bool | None:
    """Whether nothing has come for so many hours (0 for never); None where that can't be said yet.

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
