"""Who may ask, and where: the one place where a request is let in or turned away.

Every request passes here, whatever its surface. The middleware, which runs before Slack has its
acknowledgement, only notes who asks. Forms and suggestions carry their answer in that very
acknowledgement, so they are looked at there, within a second; all others right after it, before
their listener does anything (`Desk.during`).

Who can't be told from a guest or a stranger, because Slack does not answer, is asked to try again:
a payload tells the workspace of a person, but not that they are a guest in it.
"""

from dataclasses import dataclass, field

from bot.asking import Asking, Sort
from bot.errors import (
    GuestRefused,
    NotHere,
    Repeated,
    Starting,
    StrangerRefused,
    TooFast,
    Unheard,
    Unknown,
)
from bot.people import People, Person, Standing
from bot.rates import Rates
from bot.rates import Sort as Cost
from bot.seen import Seen
from bot.upgrading.preparing import Preparing

COMPOSER = "COMPOSER"
"""Where Slack says that a link stands which somebody types: in no channel as yet, and seen by them
alone. The message that they post is told of again, with its channel, and looked at then."""

WITHIN = 5.0
"""Seconds that the look at a person may take once Slack has its acknowledgement."""

WITHIN_ACK = 1.0
"""Seconds that it may take where Slack waits for the answer: three in all."""


@dataclass(frozen=True, slots=True)
class House:
    """The rules. `channels` are ids, none for all; `guests` lets in guests and strangers too."""

    channels: frozenset[str] = field(default_factory=frozenset)
    guests: bool = False


class Doors:
    """Lets requests in by the rules of the house, each once."""

    def __init__(
        self,
        house: House,
        people: People,
        seen: Seen,
        preparing: Preparing | None = None,
        rates: Rates | None = None,
    ) -> None:
        """Without `rates`, everybody may ask as much as they like."""
        self.rates = Rates(0) if rates is None else rates
        self._house = house
        self._people = people
        self._seen = seen
        self._preparing = preparing

    async def enter(self, asking: Asking) -> None:
        """Let a request in; `asking.person` is who it is, as far as is known.

        Raises:
            TurnedAway: this person, or this channel, gets no answers.
            Unheard: nor does this person, who asks too much, and was told so.
            Repeated: it was let in before, and Slack has sent it again.
        """
        if self._preparing is not None and self._preparing.stage is not None:
            # Before anything is remembered of it: the same may be sent again and be let in then.
            raise Starting
        # As here: a form that is refused for this may be sent again as it is.
        self.count(asking)
        if asking.key is not None and not await self._seen.claim([asking.key]):
            raise Repeated
        if any(not self.is_open(place) for place in asking.places):
            raise NotHere
        if asking.abroad and not self._house.guests:
            # Nobody has asked, and everybody in the channel would see it.
            raise StrangerRefused
        if asking.sort is Sort.EVENT and asking.user is None:
            if COMPOSER in asking.places:
                # No channel stands for those who may see it, so the person must.
                raise Unknown
            # Of a bot, or of Slack itself; no listener answers those.
            return
        asking.person = await self._who(asking)
        if not self._house.guests:
            _check(asking.person)

    async def lets_in(self, user: str, team: str) -> bool:
        """Whether somebody whom the bot writes to by itself would be let in.

        Raises:
            Unknown: Slack does not say for the moment.
        """
        person = await self._people.find(user, team or None, None, WITHIN)
        try:
            _check(person)
        except (GuestRefused, StrangerRefused):
            return self._house.guests
        return True

    def is_open(self, place: str) -> bool:
        """Whether a channel may be answered in; a direct message is nobody else's business."""
        anywhere = not self._house.channels or place.startswith("D") or place == COMPOSER
        return anywhere or place in self._house.channels

    def count(self, asking: Asking) -> None:
        """Count a request, once, against what one person may ask.

        Raises:
            TooFast, Unheard: as in `enter`.
        """
        if asking.user is None or asking.counted:
            return
        asking.counted = True
        cost = Cost.TYPING if asking.sort is Sort.OPTIONS else Cost.ASKING
        cost = Cost.DECIDING if asking.decides else cost
        tells = asking.awaited and asking.sort is not Sort.OPTIONS
        refused = self.rates.take(asking.team or "", asking.user, cost, tells=tells)
        if refused is None:
            return
        # A form says it in its own window and a command with its acknowledgement, which costs
        # nothing; and a decision must not be lost without a word.
        always = asking.sort in (Sort.FORM, Sort.OPTIONS) or asking.command or asking.decides
        raise TooFast(refused.seconds) if always or refused.first else Unheard

    async def _who(self, asking: Asking) -> Person | None:
        if asking.user is None:
            return None
        waits = asking.sort in (Sort.FORM, Sort.OPTIONS)
        within = WITHIN_ACK if waits or self._house.guests else WITHIN
        return await self._people.find(asking.user, asking.team, asking.enterprise, within)


def _check(person: Person | None) -> None:
    match person and person.standing:
        case Standing.MEMBER:
            return
        case Standing.GUEST:
            raise GuestRefused
        case Standing.STRANGER:
            raise StrangerRefused
    raise Unknown
