"""What editions say: from the fact base to the messages of a post and its thread."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.amending.shows import upto
from bot.digests import messages
from bot.digests.claims import Part, part_of
from bot.digests.problems import Unwanted
from bot.digests.said import LONGEST, Line, Said
from bot.digests.subscription import Sort, Subscription, written
from bot.readers import Readers
from bot.render import limits
from bot.render.blocks import Element, Message, context
from bot.render.digests import edition_messages
from bot.render.digeststories import ALSO
from bot.render.subscriptions import posted_buttons
from bot.render.text import Mrkdwn, join
from knowledge.answers.digests import edition, looking_back, read
from knowledge.base import Base
from knowledge.model import Edition, ToldBefore, Wanted
from knowledge.wording.digests import short
from knowledge.wording.facts import fact_line

BEFORE = timedelta(days=7)
"""How far a preview goes back that no edition came before."""

BEYOND = timedelta(days=7)
"""How much further than to the edition before, as planned, one goes back after a pause."""
SOURCES = 4
"""Articles of a fact by which it is kept that they told it."""

SECOND = timedelta(seconds=1)

MARGIN = timedelta(minutes=10)
"""By how much the note of an ingest may be earlier than what it has saved."""


Decided = Callable[[str, datetime, datetime], Awaitable[Sequence[Mrkdwn]]]
"""What the desk decided between two instants on what a subscription, by its id, was told."""


@dataclass(frozen=True, slots=True)
class Before:
    """What becomes of what earlier editions told: of articles, and what the desk `decided`."""

    told: Sequence[ToldBefore] = ()
    decided: Sequence[Mrkdwn] = ()


class Editions:
    """Makes editions, in a reader's thread."""

    def __init__(self, readers: Readers, said: Said, decided: Decided | None = None) -> None:
        """`said` has what earlier editions told, `decided` what the desk changed of it since."""
        self._readers = readers
        self._said = said
        self._decided = decided

    async def make(
        self, one: Subscription, told: datetime, until: datetime, at: datetime
    ) -> Sequence[Part]:
        """The messages of an edition; none where nothing is to be posted.

        It tells what came in since somebody was `told`; after a long pause of the last time only,
        and that there was more before.

        Raises:
            NoBase: the fact base can't be read.
            Unwanted: it can't be told what is wanted.
            sqlite3.Error, OSError: the file of digests fails.
        """
        today = at.astimezone(one.hours.zone).date()
        before = await self._before(one, told, until)
        return await self._readers.run(lambda base: _parts(base, one, told, until, today, before))

    async def _before(self, one: Subscription, told: datetime, until: datetime) -> Before:
        """What a subscription was told and was changed since, by outlets or by the desk."""
        articles = await self._readers.run(
            lambda base: {notice.article for notice in base.notices_since(written(told - SECOND))}
        )
        lines = [
            ToldBefore(line.article, line.said, at.astimezone(one.hours.zone).date())
            for line, at in await self._said.of(one.id, articles)
        ]
        decided = self._decided
        return Before(lines, () if decided is None else await decided(one.id, told, until))

    async def preview(self, one: Subscription, now: datetime) -> list[Message]:
        """What an edition would say now.

        Raises:
            NoBase, Unwanted, sqlite3.Error, OSError: as `make`.
        """
        today = now.astimezone(one.hours.zone).date()
        before = await self._before(one, one.told, now)
        told = before.told

        def made(base: Base) -> Edition:
            return _edition(base, _wanted(base, one, today), one, one.told, now, today, told)

        return await self._readers.run(
            lambda base: _messages(base, made(base), posted_buttons(one), before.decided)
        )

    async def of_words(self, wanted: Wanted, now: datetime, zone: ZoneInfo) -> list[Message]:
        """What an edition would say that nobody has set up.

        Raises:
            NoBase: the fact base can't be read.
        """
        today, span = now.astimezone(zone).date(), (written(now - BEFORE), written(now))
        return await self._readers.run(
            lambda base: _messages(base, edition(base, wanted, *span, today))
        )


def _wanted(base: Base, one: Subscription, today: date) -> Wanted:
    told = read(one.words, base, today=today)
    if told.wanted is None:
        raise Unwanted
    return told.wanted


def _parts(
    base: Base,
    one: Subscription,
    told: datetime,
    until: datetime,
    today: date,
    before: Before,
) -> list[Part]:
    wanted = _wanted(base, one, today)
    last = base.status().last_ingest
    nothing = last is None or last < written(told - MARGIN)
    # Alerts are looked for every minute, and mostly nothing at all has come in.
    quiet = nothing and not before.decided
    if not one.one_line and quiet and not base.notices_since(written(told), 1):
        return []
    made = _edition(base, wanted, one, told, until, today, before.told)
    if made.empty and not one.one_line and not before.decided:
        return []
    told_in = edition_messages(made, posted_buttons(one), before.decided)
    first, *others = (_part(message, one, base) for message in told_in)
    return [replace(first, said=_said(made)), *others]


def _part(message: Message, one: Subscription, base: Base) -> Part:
    """What is posted of a message, and of which subscription it is."""
    told = message.shows
    if told is None:
        return part_of(message)
    shows = replace(told, upto=upto(base), again={**told.again, "digest": one.id})
    return replace(part_of(message), shows=shows)


def _edition(
    base: Base,
    wanted: Wanted,
    one: Subscription,
    told: datetime,
    until: datetime,
    today: date,
    before: Sequence[ToldBefore],
) -> Edition:
    since = max(told, until - one.rhythm - BEYOND)
    return edition(
        base,
        wanted,
        written(since),
        written(until),
        today,
        # An alert says what is new, and what goes with it is for the day's digest.
        news_only=one.sort is Sort.FOLLOW,
        after=written(told),
        told=before,
    )


def _said(made: Edition) -> tuple[Line, ...]:
    """What an edition tells by each article: of a story what that article tells first."""
    lines: dict[Line, None] = {}
    for story in made.stories:
        known: set[str] = set()
        for fact in story.facts[: ALSO + 1]:
            told = {
                id for source in fact.sources[:SOURCES] for id in (source.article, source.story)
            }
            said = " ".join(short(fact_line(fact)).split())
            clipped = said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"
            lines |= {Line(id, clipped): None for id in sorted(told - known)}
            known |= told
    return tuple(lines)


def _messages(
    base: Base,
    made: Edition,
    buttons: Sequence[Element] = (),
    decided: Sequence[Mrkdwn] = (),
) -> list[Message]:
    """A look at an edition; where nothing came in lately, at one of the archive's last days."""
    note = messages.PREVIEW
    back = looking_back(base, made.wanted) if made.empty and not decided else None
    if back is not None and not back.empty:
        made, note = back, messages.PREVIEW_BACK
    first, *thread = edition_messages(made, buttons, decided)
    said = Mrkdwn(note)
    blocks = limits.fit([context(said), *first.blocks])
    return [Message(join("\n", said, first.text), tuple(blocks)), *thread]
