"""Why a story stands where it stands: reasons with weights, from its facts and the archive.

The weights are those of `rules`; what they add up to orders a digest. Nothing else does, but for
stories of equal weight: the later day first, then the order of kinds, then the fact's id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.answers.common import days
from knowledge.answers.digests import rules
from knowledge.answers.digests.compared import Meetings, Sums
from knowledge.answers.digests.levels import Level, level
from knowledge.answers.digests.rules import Rule
from knowledge.base import Base
from knowledge.base.arrivals import Arrival
from knowledge.base.wordsets import Words, content
from knowledge.model import (
    AgreementFact,
    AgreementStatus,
    AgreementType,
    Fact,
    Form,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    PaymentKind,
    PersonRef,
    Query,
    Reason,
    RoleFact,
    StatementFact,
    Status,
    disputed,
    parties_of,
    people_of,
    stories,
)
from knowledge.text import fold
from knowledge.wording import reasons as say
from knowledge.wording.facts import plain_line

_YEAR, _MONTH = 365, 30


@dataclass(slots=True)
class Ranking:
    """Weighs the facts of one edition; looks things up in the base once.

    `since` is the first day that the edition covers, `interests` are those of the digest.
    """

    base: Base
    since: date
    interests: tuple[Query, ...] = ()
    _sums: Sums = field(init=False)
    _meetings: Meetings = field(init=False)
    _titles: dict[str, Level] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sums = Sums(self.base)
        self._meetings = Meetings(self.base)

    def alone(self, arrival: Arrival) -> int:
        """What a fact weighs by itself, by what needs no look into the base."""
        fact = arrival.fact
        found = [_kind(fact), _stage(arrival), self._rank([fact]), self._past(arrival)]
        return sum(reason.weight for reason in found if reason is not None)

    def reasons(self, arrivals: Sequence[Arrival]) -> tuple[Reason, ...]:
        """The reasons for the place of a story of these facts, the lead first; heaviest first.

        All but how long two parties had not met (`first`).
        """
        lead, facts = arrivals[0], [one.fact for one in arrivals]
        found = [
            _kind(lead.fact),
            _stage(lead),
            self._rank(facts),
            _best(self._sums.reason(fact) for fact in facts if isinstance(fact, PaymentFact)),
            _together(lead.fact, facts[1:]),
            _outlets(arrivals),
            _quoted(facts),
            _differs(arrivals),
            self._wanted(facts),
            self._past(lead),
        ]
        return ordered(reason for reason in found if reason is not None)

    def first(self, arrivals: Sequence[Arrival]) -> Reason | None:
        """How long the two parties of a story had not met: what takes the longest to look up."""
        return self._meetings.first(arrivals[0].fact, {one.fact.id for one in arrivals})

    def _rank(self, facts: Iterable[Fact]) -> Reason | None:
        """Who takes part, signs or speaks, by the highest office."""
        people: dict[str, PersonRef] = {}
        own = [fact for fact in facts if not isinstance(fact, MilestoneFact)]
        for ref in (ref for fact in own for ref in people_of(fact)):
            people.setdefault(ref.id, ref)
        held = [
            (self._level(ref.id, ref.title, ref.party), ref.party, say.named(ref))
            for ref in people.values()
        ]
        if not held:
            return None
        top = max(held, key=lambda one: (one[0], one[2]))
        heads = [one for one in held if one[0] is Level.HEAD]
        if len({party for _, party, _ in heads}) > 1:
            return rules.HEADS.reason(say.heads([name for _, _, name in heads]))
        rule = _RANKS.get(top[0])
        said = say.head(top[2]) if rule is rules.HEAD else top[2]
        return None if rule is None else rule.reason(said)

    def _level(self, id: str, title: str | None, party: str | None) -> Level:
        """The level of somebody's office: as the fact has it, else as the archive knows it."""
        if title is not None:
            return level(title, party)
        if id not in self._titles:
            known = self.base.person(id)
            self._titles[id] = Level.NONE if known is None else level(known.title, known.party)
        return self._titles[id]

    def _wanted(self, facts: Sequence[Fact]) -> Reason | None:
        told = _words(facts)
        parties = {code for fact in facts for code in parties_of(fact)}
        people = {ref.id for fact in facts for ref in people_of(fact)}
        met = sum(
            bool(one.parties or one.people or one.words)
            and parties.issuperset(one.parties)
            and people.issuperset(one.people)
            and all(content(text) <= told for text in one.words)
            for one in self.interests
        )
        return rules.WANTED.reason(say.interests(met)) if met > 1 else None

    def _past(self, arrival: Arrival) -> Reason | None:
        """What took place long before, or is only recalled."""
        fact = arrival.fact
        span = days(fact.until or fact.since) if isinstance(fact, RoleFact) else days(fact.date)
        if not arrival.new or isinstance(fact, MilestoneFact):
            return None
        if span is not None:
            ago = (self.since - span[1]).days
            for rule, most in ((rules.YEAR_OLD, _YEAR), (rules.MONTH_OLD, _MONTH)):
                if ago > most:
                    return rule.reason(say.long_past(fact))
        told = [source for source in fact.sources if source.reading in arrival.readings]
        if told and all(source.background for source in told):
            return rules.RECALLED.reason("Only recalled, not reported")
        return None


def ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons, the heaviest first."""
    return tuple(sorted(reasons, key=lambda reason: (-reason.weight, reason.ground)))


_RANKS = {
    Level.HEAD: rules.HEAD,
    Level.NEXT: rules.NEXT,
    Level.MINISTER: rules.MINISTER,
    Level.OFFICIAL: rules.OFFICIAL,
}
_FORMS = {
    Form.SUMMIT: rules.SUMMIT,
    Form.VISIT: rules.VISIT,
    Form.MEETING: rules.MEETING,
    Form.CALL: rules.CALL,
}
_BINDING = frozenset(
    {AgreementType.TREATY, AgreementType.FTA, AgreementType.TAX, AgreementType.LOAN}
)


def _best(reasons: Iterable[Reason | None]) -> Reason | None:
    found = [reason for reason in reasons if reason is not None]
    return max(found, key=lambda reason: reason.weight, default=None)


def _kind(fact: Fact) -> Reason:
    match fact:
        case MeetingFact():
            rule = _FORMS[fact.form]
        case AgreementFact():
            rule = rules.TREATY if fact.type in _BINDING else rules.AGREEMENT
        case PaymentFact():
            small = fact.part or fact.payment is PaymentKind.TRADE
            rule = rules.TRADE if small else rules.PAYMENT
        case RoleFact():
            rule = rules.OFFICE
        case MilestoneFact():
            rule = rules.MILESTONE
        case StatementFact():
            rule = rules.STATEMENT
    return rule.reason(say.sort(fact))


def _stage(arrival: Arrival) -> Reason | None:
    fact = arrival.fact
    if not isinstance(fact, MeetingFact | AgreementFact):
        return None
    turned = next((one for one in arrival.changes if one.field == "status"), None)
    if fact.status is Status.CANCELLED:
        return rules.OFF.reason("Cancelled")
    if turned is not None:
        return rules.TURNED.reason(say.turned(turned))
    return _STAGES[fact.status].reason(say.stage(fact.status))


_STAGES: dict[Status | AgreementStatus, Rule] = {
    Status.HELD: rules.DONE,
    Status.PLANNED: rules.PLANNED,
    AgreementStatus.SIGNED: rules.DONE,
    AgreementStatus.IN_FORCE: rules.DONE,
    AgreementStatus.ANNOUNCED: rules.ANNOUNCED,
    AgreementStatus.PLANNED: rules.PLANNED,
    AgreementStatus.PROPOSED: rules.PLANNED,
}


def _together(lead: Fact, others: Iterable[Fact]) -> Reason | None:
    """What else of weight is told with a story."""
    beside = [one for one in others if one.kind is not lead.kind]
    deals = [one for one in beside if isinstance(one, AgreementFact)]
    paid = [one for one in beside if isinstance(one, PaymentFact)]
    rule = rules.WITH_BOTH if deals and paid else rules.WITH_DEAL if deals else rules.WITH_SUM
    return rule.reason(say.together(len(deals), len(paid))) if deals or paid else None


def _outlets(arrivals: Iterable[Arrival]) -> Reason | None:
    """How many outlets tell it now: an article and its copies count once, and so does an outlet.

    Articles without an outlet count as of their own.
    """
    new = [
        source for one in arrivals for source in one.fact.sources if source.reading in one.readings
    ]
    firsts = [told[0] for told in stories(new)]
    told = {fold(one.outlet) if one.outlet else one.story for one in firsts}
    rule = {2: rules.TWO_TELL, 3: rules.THREE_TELL}.get(len(told), rules.FOUR_TELL)
    return rule.reason(f"Told by {len(told)} outlets") if len(told) > 1 else None


def _quoted(facts: Iterable[Fact]) -> Reason | None:
    direct = [fact for fact in facts if isinstance(fact, StatementFact) and fact.direct]
    return rules.QUOTED.reason("Direct quotation") if direct else None


def _differs(arrivals: Iterable[Arrival]) -> Reason | None:
    corrected = [change for one in arrivals for change in one.changes if change.field != "status"]
    if corrected:
        return rules.CORRECTED.reason(say.corrected(corrected))
    fields = [
        variant.field
        for one in arrivals
        for variant in disputed(one.fact)
        if one.readings.intersection(variant.readings)
    ]
    return rules.CONTRADICTED.reason(say.differing(fields)) if fields else None


def _words(facts: Iterable[Fact]) -> Words:
    told = [
        [plain_line(fact), *(item.text for source in fact.sources for item in source.evidence)]
        for fact in facts
    ]
    return frozenset().union(*(content(text) for texts in told for text in texts))
