"""One digest: what came in that somebody wants, as stories in order, and what goes with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from knowledge.answers.common import days, person_name, to_the_point
from knowledge.answers.digests import dates, editors, rules
from knowledge.answers.digests.grouping import grouped
from knowledge.answers.digests.ranking import Ranking, ordered
from knowledge.answers.digests.rules import ORDER
from knowledge.base import Base
from knowledge.base.arrivals import Arrival, Arrivals
from knowledge.commands import DIGEST
from knowledge.language import typed
from knowledge.model import (
    Change,
    Edition,
    MilestoneFact,
    Period,
    Query,
    RoleFact,
    Skipped,
    Story,
    ToldBefore,
    Wanted,
)
from knowledge.wording import digests as say

KINDS = ORDER
"""The kinds of fact that a digest tells where nobody narrows them down."""

BACK = 7
"""Days that `looking_back` covers, up to the last on which an article was published."""

LOOKED_UP = 100
"""Stories, the weightiest, that are held against earlier meetings of those who take part."""

GRACE = 2
"""Days that articles are given to tell what became of a plan before a digest asks, once."""


def edition(
    base: Base,
    wanted: Wanted,
    since: str,
    until: str,
    today: date,
    *,
    by_publication: bool = False,
    news_only: bool = False,
    after: str | None = None,
    told: Sequence[ToldBefore] = (),
) -> Edition:
    """A digest of what came in between two instants.

    Args:
        base: the fact base.
        wanted: what it is to tell.
        since, until: instants in UTC, ISO 8601; the next edition's `since` is this one's `until`.
            A version that another process saves at this moment may carry an earlier instant, so
            `until` should lie some seconds back.
        today: the reader's day.
        by_publication: articles count from their publication, whenever they were saved, and facts
            are as those days told them; notices on articles are left out.
        news_only: what goes with the news is left out: what was on this day, lies ahead, or is
            asked.
        after: an instant before `since` up to which was told: what came in between is counted.
        told: what earlier digests told by articles that were corrected or withdrawn since, which
            is said whatever is wanted.

    Raises ValueError for instants that are none, or in the wrong order.
    """
    first, end = _instant(since), _instant(until)
    if first > end:
        raise ValueError("the time of a digest ends before it begins")
    since, until = _written(first), _written(end)
    # What an outlet withdrew before the digest came is no news, but that it did so.
    whole, base = base, base.without_withdrawn()
    came = base.arrived(since, until, KINDS, wanted.interests, by_publication=by_publication)
    as_of = _last_day(end) if by_publication else None
    # In the reader's days: in UTC a morning in Tokyo belongs to the day before.
    since_day = today - timedelta(days=round((end - first) / timedelta(days=1)))
    ranking = Ranking(base, since_day, wanted.interests)
    stories = _stories(came.found, ranking, wanted.length)
    last = first if after is None else min(first, _instant(after))
    made = Edition(
        wanted=wanted,
        since=since,
        until=until,
        today=today,
        by_publication=by_publication,
        about=say.wanted(wanted, person_name(base)) if wanted.interests else "",
        stories=tuple(stories[: wanted.length]),
        flagged=()
        if by_publication
        else editors.flagged(whole, wanted.interests, first, until, last, told),
        contradictions=editors.contradictions(came.found),
        articles=came.articles,
        facts=came.facts,
        left_out=max(0, len(stories) - wanted.length),
        complete=came.complete,
        skipped=_skipped(base, wanted, last, first, came),
    )
    return made if news_only else _with_asides(made, base, since_day, as_of)


def _with_asides(told: Edition, base: Base, since_day: date, as_of: date | None) -> Edition:
    """An edition with what goes with the news."""
    interests, today = told.wanted.interests, told.today
    due = since_day - timedelta(days=GRACE), today - timedelta(days=GRACE)
    news = {fact.id for story in told.stories for fact in story.facts}
    recalled = dates.on_this_day(base, interests, today, as_of)
    return replace(
        told,
        on_this_day=tuple(one for one in recalled if one.fact.id not in news),
        coming_up=dates.coming_up(base, interests, today, as_of),
        open_questions=tuple(editors.open_plans(base, interests, *due, as_of)),
    )


def _skipped(
    base: Base, wanted: Wanted, since: datetime, until: datetime, told: Arrivals
) -> Skipped | None:
    """What came in between two instants and is not told, nor the begin of what is `told`.

    None for nothing.
    """
    facts, complete = 0, told.begin is None
    if since < until:
        came = base.arrived(_written(since), _written(until), KINDS, wanted.interests)
        facts, complete = came.facts, complete and came.begin is None
    if not facts and complete:
        return None
    if told.begin is not None:
        until = _instant(told.begin)
    begin, end = _written(since), _written(until)
    last = max(since, until - timedelta(seconds=1))
    period = Period(since.date(), last.date(), "")
    one = wanted.interests[0] if len(wanted.interests) == 1 else Query(DIGEST.name)
    asked = typed(replace(one, period=period))
    return Skipped(begin, end, facts, complete, asked)


def looking_back(base: Base, wanted: Wanted, *, back: int = BACK) -> Edition | None:
    """What a digest would have told of the last days on which articles were published.

    For a look at a digest where nothing came in lately. None where no article has a date.
    """
    span = days(base.scope().last)
    if span is None:
        return None
    end = span[1] + timedelta(days=1)
    since, until = (f"{day.isoformat()}T00:00:00Z" for day in (end - timedelta(days=back), end))
    return edition(base, wanted, since, until, end, by_publication=True)


def _stories(came: Sequence[Arrival], ranking: Ranking, length: int) -> list[Story]:
    """What came in as stories, the weightiest first; only the first `length` of them are whole.

    How long two parties had not met is looked up for those alone that it could bring among them,
    `LOOKED_UP` at most.
    """
    alone = {one.fact.id: ranking.alone(one) for one in came}
    cards = sorted(came, key=lambda one: (-alone[one.fact.id], *_order(one)))
    told = [(_story(one, ranking), one) for one in grouped(cards)]
    told.sort(key=lambda pair: (-pair[0].weight, *_order(pair[1][0])))
    if told:
        least = told[min(length, len(told)) - 1][0].weight - rules.MOST_FIRST
        near = sum(story.weight >= least for story, _ in told[:LOOKED_UP])
        told[:near] = [(_with_first(story, one, ranking), one) for story, one in told[:near]]
        told.sort(key=lambda pair: (-pair[0].weight, *_order(pair[1][0])))
    return [story for story, _ in told]


def _story(told: list[Arrival], ranking: Ranking) -> Story:
    changes: dict[Change, None] = {}
    for one in told:
        changes |= dict.fromkeys(one.changes)
    facts = tuple(to_the_point(one.fact) for one in told)
    return Story(facts, ranking.reasons(told), told[0].new, tuple(changes))


def _with_first(story: Story, told: list[Arrival], ranking: Ranking) -> Story:
    first = ranking.first(told)
    return story if first is None else replace(story, reasons=ordered((*story.reasons, first)))


def _order(arrival: Arrival) -> tuple[int, int, str]:
    """The order of what weighs the same: the later first, then by kind and id.

    What has no day counts for that of publication, as do dates ahead.
    """
    fact = arrival.fact
    own = None if isinstance(fact, RoleFact | MilestoneFact) else days(fact.date)
    told = [span for source in fact.sources if (span := days(source.published)) is not None]
    last = max([span[1] for span in told], default=date.min) if own is None else own[1]
    return -last.toordinal(), ORDER.index(fact.kind), fact.id


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _written(at: datetime) -> str:
    """An instant as the base writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _last_day(end: datetime) -> date:
    """The last day that begins before an instant."""
    return (end - timedelta(seconds=1)).date()
