"""The events that stories tell, drawn as often as measured articles tell of such."""

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.bases.chance import Luck
from benchmarks.bases.people import Person
from benchmarks.bases.prose import near, words_said
from benchmarks.bases.vocabulary import (
    Matter,
    adjective,
    any_party,
    coined,
    nations,
    places,
    texts,
)
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Form,
    Meeting,
    Milestone,
    MilestoneType,
    Payment,
    PaymentKind,
    PaymentStage,
    Statement,
    Status,
    Sum,
)

DIFFER = 0.05
"""The share of meetings and payments told again of which the other outlet says otherwise."""

# How many readings of each kind have no Media Topic, one, two ...
_MEETING_TOPICS = ((0, 47), (1, 30), (2, 21), (3, 14), (5, 18))
_AGREEMENT_TOPICS = ((0, 14), (1, 9), (2, 16), (3, 12), (4, 13))
_PAYMENT_TOPICS = ((0, 1), (1, 6), (2, 1), (3, 4))
_STATEMENT_TOPICS = ((0, 561), (1, 364), (2, 129), (3, 37), (4, 12))
_MILESTONE_TOPICS = ((0, 18), (1, 26), (2, 17), (3, 11))

_FORMS = ((Form.MEETING, 89), (Form.VISIT, 24), (Form.CALL, 10), (Form.SUMMIT, 7))
_STATUSES = ((Status.HELD, 108), (Status.PLANNED, 21), (Status.CANCELLED, 1))
_PEOPLE = ((2, 88), (1, 24), (3, 7), (4, 4), (5, 2), (6, 4))
_TYPES = (
    (AgreementType.OTHER, 31), (AgreementType.JOINT_STATEMENT, 15), (AgreementType.MOU, 7),
    (AgreementType.TREATY, 5), (AgreementType.FTA, 4), (AgreementType.PARTNERSHIP, 2),
    (AgreementType.LOAN, 1), (AgreementType.TAX, 1),
)  # fmt: skip
_STAGES = (
    (AgreementStatus.SIGNED, 33), (AgreementStatus.ANNOUNCED, 20), (AgreementStatus.IN_FORCE, 6),
    (AgreementStatus.PLANNED, 3), (AgreementStatus.PROPOSED, 2),
)  # fmt: skip
_AIMS = (
    (MilestoneType.EVENT, 55), (MilestoneType.DEADLINE, 14), (MilestoneType.ENTRY_INTO_FORCE, 2),
    (MilestoneType.TARGET, 1), (MilestoneType.ANNIVERSARY, 1),
)  # fmt: skip
_PAYMENTS = (
    (PaymentKind.AID, 6), (PaymentKind.TRADE, 3), (PaymentKind.INVESTMENT, 2),
    (PaymentKind.GRANT, 1), (PaymentKind.LOAN, 1), (PaymentKind.OTHER, 1),
)  # fmt: skip
_CURRENCIES = (("USD", 8.0), ("EUR", 2.0), ("JPY", 1.0), ("GBP", 1.0), ("CNY", 1.0))
_QUALIFIERS = ("up to", "nearly", "about", "more than")
# To the day, to the month, a span of days, to the year, none: of 130 meetings and 64 agreements.
_MET_ON = (("day", 40), ("", 74), ("month", 11), ("span", 4), ("year", 1))
_AGREED_ON = (("day", 13), ("", 41), ("year", 6), ("month", 3), ("span", 1))
_AHEAD = (("day", 38), ("year", 18), ("month", 15), ("span", 1))


@dataclass(frozen=True, slots=True)
class Event:
    """A fact before it is told: its fields without people, who they are, and what it is about."""

    fields: Meeting | Agreement | Payment | Milestone | Statement
    people: tuple[Person, ...]
    about: Matter
    background: bool = False


def _topics(luck: Luck, shares: tuple[tuple[int, int], ...], about: Matter) -> tuple[str, ...]:
    """As many Media Topics as such a reading has: that of the matter, and others."""
    found = dict.fromkeys([about.topic])
    number = luck.weighed(shares)
    for _ in range(number - 1):
        found[near(about, luck).topic] = None
    return tuple(f"medtop:{code}" for code in found)[:number]


def meeting(luck: Luck, published: date, cast: tuple[Person, ...], about: Matter) -> Event:
    """Two or more of the cast who met, or will."""
    who = _some(luck, cast, luck.weighed(_PEOPLE))
    status, form = luck.weighed(_STATUSES), luck.weighed(_FORMS)
    parties = {one.country for one in who}
    while len(parties) < 2:
        parties.add(any_party(luck))
    ahead = -luck.below(40) - 1 if status is Status.PLANNED else luck.rank(8)
    at = published - timedelta(days=ahead)
    occasion = place = None
    if form is Form.SUMMIT or luck.happens(0.05):
        occasion = f"{coined(luck.rank(400))} {luck.early(texts('occasions'))}"
    if form is not Form.CALL and luck.happens(0.58):
        place = luck.one(texts("rooms")) if luck.happens(0.15) else luck.early(places())
    about = near(about, luck)
    fields = Meeting(
        form, status, (), tuple(sorted(parties)), _dated(luck, at, _MET_ON), place, occasion,
        _topics(luck, _MEETING_TOPICS, about),
    )  # fmt: skip
    return Event(fields, who, about, background=luck.happens(0.008))


def agreement(luck: Luck, published: date, cast: tuple[Person, ...], about: Matter) -> Event:
    """A deal between parties, in the presence of two of the cast or of nobody."""
    parties = {any_party(luck) for _ in range(2)} | ({cast[0].country} if cast else set())
    while len(parties) < 2:
        parties.add(any_party(luck))
    two = tuple(sorted(parties)[: 3 if luck.happens(0.1) else 2])
    type, status = luck.weighed(_TYPES), luck.weighed(_STAGES)
    about = near(about, luck)
    name = None
    if luck.happens(0.41):
        name = f"{adjective(two[0])}–{adjective(two[1])} {about.words.title()} Agreement"
    later = status in (AgreementStatus.PLANNED, AgreementStatus.PROPOSED)
    at = published + timedelta(days=luck.below(300) if later else -luck.rank(500))
    fields = Agreement(
        type, status, two, _dated(luck, at, _AGREED_ON), about.words if not name else None, name,
        topics=_topics(luck, _AGREEMENT_TOPICS, about),
    )  # fmt: skip
    who = _some(luck, cast, 2) if luck.happens(0.11) else ()
    return Event(fields, who, about, background=luck.happens(0.016))


def payment(luck: Luck, published: date, about: Matter) -> Event:
    """A sum that goes from one party to another."""
    giver, receiver = any_party(luck), any_party(luck)
    while receiver == giver:
        receiver = nations().codes[luck.below(60)]
    kind = luck.weighed(_PAYMENTS)
    if kind is PaymentKind.TRADE:
        giver, receiver = sorted((giver, receiver))
    tenths = 10 ** (1 + 2 * luck.random())
    amount = Decimal(round(tenths)) * Decimal(10) ** (4 + luck.below(4))
    planned = luck.happens(1 / 6)
    about = near(about, luck)
    when = str(published.year - luck.below(2)) if luck.happens(0.25) else None
    fields = Payment(
        Sum(amount, luck.weighed(_CURRENCIES)), kind, giver, receiver, when, about.words,
        luck.one(_QUALIFIERS) if luck.happens(0.5) else None,
        topics=_topics(luck, _PAYMENT_TOPICS, about),
        stage=PaymentStage.PLANNED if planned else None, done=not planned and luck.happens(0.9),
    )  # fmt: skip
    return Event(fields, (), about, background=luck.happens(0.08))


def milestone(luck: Luck, published: date, cast: tuple[Person, ...], about: Matter) -> Event:
    """Something that lies ahead."""
    type, about = luck.weighed(_AIMS), near(about, luck)
    how = luck.weighed(_AHEAD)
    ahead = int((50 if how == "day" else 1_500) ** luck.random())
    at = published + timedelta(days=1 + ahead)
    what = f"{luck.early(texts('adjectives'))} {luck.early(texts('nouns'))} on {about.words}"
    who = _some(luck, cast, 1) if luck.happens(0.25) else ()
    parties = {who[0].country if who else any_party(luck)}
    parties |= {any_party(luck)} if luck.happens(0.15) else set()
    when = _dated(luck, at, ((how, 1),)) or at.isoformat()
    fields = Milestone(
        type, what, when, tuple(sorted(parties)), topics=_topics(luck, _MILESTONE_TOPICS, about)
    )
    return Event(fields, who, about)


def statement(luck: Luck, published: date, cast: tuple[Person, ...], about: Matter) -> Event:
    """What one or two of the cast said, or a body of a party."""
    about = near(about, luck)
    words = words_said(luck, about, 94 * math.exp(0.75 * luck.normal()))
    lot = luck.random()
    who = _some(luck, cast, 2 if lot < 0.05 else 1) if cast and lot < 0.77 else ()
    body, parties = None, tuple(sorted({one.country for one in who if one.company is None}))
    if not who:
        body, parties = luck.early(texts("bodies")), (any_party(luck),)
    when = (published - timedelta(days=luck.rank(10))).isoformat() if luck.happens(0.076) else None
    fields = Statement(
        words, luck.happens(0.55), (), body, parties, when,
        about.words if luck.happens(0.07) else None, _topics(luck, _STATEMENT_TOPICS, about),
    )  # fmt: skip
    return Event(fields, who, about)


def _some(luck: Luck, cast: tuple[Person, ...], number: int) -> tuple[Person, ...]:
    """So many of the cast, if there are, the first of it more often than the last."""
    drawn: dict[int, Person] = {}
    for _ in range(3 * number):
        if not cast or len(drawn) == min(number, len(cast)):
            break
        one = luck.early(cast)
        drawn[one.rank] = one
    return tuple(drawn.values())


def _dated(luck: Luck, at: date, shares: tuple[tuple[str, int], ...]) -> str | None:
    """A day as exactly as articles give it (EDTF)."""
    how = luck.weighed(shares)
    if how == "span":
        return f"{at.isoformat()}/{(at + timedelta(days=1 + luck.below(3))).isoformat()}"
    return {"day": at.isoformat(), "month": at.isoformat()[:7], "year": str(at.year)}.get(how)


def differing(luck: Luck, event: Event) -> Event:
    """An event as another outlet tells it: a few give another day or another sum."""
    fields = event.fields
    if isinstance(fields, Meeting) and len(fields.date or "") == 10 and luck.happens(DIFFER):
        other = date.fromisoformat(fields.date or "") + timedelta(days=1)
        return replace(event, fields=replace(fields, date=other.isoformat()))
    if isinstance(fields, Payment) and luck.happens(DIFFER):
        more = Sum(fields.sum.amount * 11 / 10, fields.sum.currency)
        return replace(event, fields=replace(fields, sum=more))
    return event
