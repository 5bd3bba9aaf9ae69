"""What editions say: from the fact base to the messages of a post and its thread."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digests import messages
from bot.digests.claims import Part, part_of
from bot.digests.problems import Unwanted
from bot.digests.subscription import Sort, Subscription, written
from bot.readers import Readers
from bot.render import limits
from bot.render.blocks import Message, context
from bot.render.digests import edition_messages
from bot.render.subscriptions import posted_buttons
from bot.render.text import Mrkdwn, join
from knowledge.answers.digests import edition, looking_back, read
from knowledge.base import Base
from knowledge.model import Edition, Wanted

BEFORE = timedelta(days=7)
"""How far a preview goes back that no edition came before."""

BEYOND = timedelta(days=7)
"""How much further than to the edition before, as planned, one goes back after a pause."""

MARGIN = timedelta(minutes=10)
"""By how much the note of an ingest may be earlier than what it has saved."""


class Editions:
    """Makes editions, in a reader's thread."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    async def make(
        self, one: Subscription, told: datetime, until: datetime, at: datetime
    ) -> Sequence[Part]:
        """The messages of an edition; none where nothing is to be posted.

        It tells what came in since somebody was `told`; after a long pause of the last time only,
        and that there was more before.

        Raises:
            NoBase: the fact base can't be read.
            Unwanted: it can't be told what is wanted.
        """
        today = at.astimezone(one.hours.zone).date()
        return await self._readers.run(lambda base: _parts(base, one, told, until, today))

    async def preview(self, one: Subscription, now: datetime) -> list[Message]:
        """What an edition would say now.

        Raises:
            NoBase, Unwanted: as `make`.
        """
        today = now.astimezone(one.hours.zone).date()
        return await self._readers.run(
            lambda base: _messages(base, _wanted(base, one, today), one, one.told, now, today)
        )

    async def of_words(self, wanted: Wanted, now: datetime, zone: ZoneInfo) -> list[Message]:
        """What an edition would say that nobody has set up.

        Raises:
            NoBase: the fact base can't be read.
        """
        today = now.astimezone(zone).date()
        return await self._readers.run(
            lambda base: _messages(base, wanted, None, now - BEFORE, now, today)
        )


def _wanted(base: Base, one: Subscription, today: date) -> Wanted:
    told = read(one.words, base, today=today)
    if told.wanted is None:
        raise Unwanted
    return told.wanted


def _parts(
    base: Base, one: Subscription, told: datetime, until: datetime, today: date
) -> list[Part]:
    wanted = _wanted(base, one, today)
    last = base.status().last_ingest
    nothing = last is None or last < written(told - MARGIN)
    # Alerts are looked for every minute, and mostly nothing at all has come in.
    if not one.one_line and nothing and not base.notices_since(written(told), 1):
        return []
    # An alert says what is new, and what goes with it is for the day's digest.
    alert = one.sort is Sort.FOLLOW
    made = _edition(base, wanted, one, told, until, today, news_only=alert)
    if made.empty and not one.one_line:
        return []
    return [part_of(message) for message in edition_messages(made, posted_buttons(one))]


def _edition(
    base: Base,
    wanted: Wanted,
    one: Subscription,
    told: datetime,
    until: datetime,
    today: date,
    *,
    news_only: bool = False,
) -> Edition:
    since = max(told, until - one.rhythm - BEYOND)
    span = written(since), written(until)
    return edition(base, wanted, *span, today, news_only=news_only, after=written(told))


def _messages(
    base: Base,
    wanted: Wanted,
    one: Subscription | None,
    told: datetime,
    until: datetime,
    today: date,
) -> list[Message]:
    """A look at an edition; where nothing came in lately, at one of the archive's last days."""
    note = messages.PREVIEW
    if one is None:
        made = edition(base, wanted, written(told), written(until), today)
    else:
        made = _edition(base, wanted, one, told, until, today)
    back = looking_back(base, wanted) if made.empty else None
    if back is not None and not back.empty:
        made, note = back, messages.PREVIEW_BACK
    first, *thread = edition_messages(made, posted_buttons(one) if one is not None else ())
    said = Mrkdwn(note)
    blocks = limits.fit([context(said), *first.blocks])
    return [Message(join("\n", said, first.text), tuple(blocks)), *thread]
