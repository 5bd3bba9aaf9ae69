"""Joining what several sentences of one article tell of the same encounter."""

from datetime import timedelta

from knowledge.dates.edtf import bounds, compatible
from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.lexicon import titles
from knowledge.extraction.meetings.absorbing import absorb
from knowledge.extraction.meetings.rules.signings import OF_PARTIES, SIGNING, is_signing
from knowledge.extraction.meetings.rules.travelling import JOURNEY
from knowledge.extraction.named.parties import city_party
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Form, Status

# How many sentences apart a visit and the talks during it are told.
_NEAR = 8
_STAYS = frozenset({"visit", "trip", "stay", "tour"})
# How a visit begins, and how many days it usually goes on.
_SETTING_OUT = frozenset(
    f"verb {verb}" for verb in ("arrive", "land", "leave", "depart", "fly", "head", "travel")
)
_STAY = 3
_DAY = len("2022-11-14")


def joined(events: list[Event]) -> list[Event]:
    """Join what tells of the same encounter within one article.

    Same people, or the people of one among those of the other with the same parties, dates that
    do not contradict each other, and a status that one can turn into the other.
    """
    result: list[Event] = []
    strong_first = sorted(events, key=lambda e: (e.headline, e.weak, e.sentence))
    for event in strong_first:
        match = next((e for e in result if _same(e, event)), None)
        if event.rule == JOURNEY:
            _lend_dates(event, result)
        elif match is None:
            if not event.weak or event.definite:
                result.append(event)
        else:
            absorb(match, event)
    result = _without_headlines(_visits_with_talks(result))
    return sorted(result, key=lambda e: (e.headline, e.sentence))


def _lend_dates(journey: Event, events: list[Event]) -> None:
    """ "Will visit four countries from 19 to 26 April": the dates of the one visit told near it."""
    of_it = [
        e
        for e in events
        if e.form is Form.VISIT
        and set(journey.people) <= set(e.people)
        and e.status is journey.status
        and abs(e.sentence - journey.sentence) <= _NEAR
        and not e.background
    ]
    undated = len(of_it) == 1 and of_it[0].date is None
    if undated and len(of_it[0].parties) > len(("home", "country")):
        absorb(of_it[0], journey)


def _same(a: Event, b: Event) -> bool:
    if not compatible(a.date, b.date):
        return False
    if a.background != b.background and (a.date is None) != (b.date is None):
        return False
    if not _forms_fit(a, b):
        return False
    if a.status is not b.status and not (a.headline or b.headline or _one_became(a, b)):
        return False
    return _participants_fit(a, b)


def _one_became(a: Event, b: Event) -> bool:
    """A cancelled plan is one event with the plan."""
    return {a.status, b.status} == {Status.PLANNED, Status.CANCELLED}


def _forms_fit(a: Event, b: Event) -> bool:
    if a.form is b.form:
        return True
    if a.general or b.general:
        return False  # Two countries may meet twice, at a summit and otherwise.
    forms = {a.form, b.form}
    if forms == {Form.MEETING, Form.SUMMIT} or forms == {Form.MEETING, Form.CALL}:
        return True
    return forms == {Form.MEETING, Form.VISIT} and a.destination is None and b.destination is None


def _participants_fit(a: Event, b: Event) -> bool:
    mine, theirs = set(a.people), set(b.people)
    if OF_PARTIES in (a.rule, b.rule):
        return _is_their_signing(a, b)
    if a.form is Form.VISIT and b.form is Form.VISIT and a.destination and b.destination:
        together = bool(mine & theirs) and _parties_nested(a, b)
        return a.destination == b.destination and (mine == theirs or together)
    if not (mine and theirs):
        return set(a.parties) == set(b.parties) and len(a.parties) > 1
    if mine == theirs:
        return not _is_of_more(a, b)
    subset = mine <= theirs or theirs <= mine
    if subset and min(len(mine), len(theirs)) >= 2:
        # Whose party is unknown may be of one that only the other sentence names.
        unknown = any(person.party is None for person in mine & theirs)
        if set(a.parties) == set(b.parties) or (unknown and _parties_nested(a, b)):
            return True
    if a.form is Form.SUMMIT and b.form is Form.SUMMIT:
        return bool(mine & theirs) and _parties_nested(a, b)
    # One of two is known on one side: the other may be the party's unnamed officer.
    fewer, more = (a, b) if len(mine) <= len(theirs) else (b, a)
    fits = set(fewer.parties) <= set(more.parties) and len(fewer.parties) > 1
    return subset and len(fewer.people) == 1 and fits


def _is_of_more(a: Event, b: Event) -> bool:
    """ "Ministers of Peru, Chile and Japan agreed" is no news of the talks between two of them."""
    few, many = sorted((a, b), key=lambda event: len(set(event.parties)))
    known = all(person.party is not None for person in few.people)
    return many.weak and known and len(few.people) > 1 and set(few.parties) < set(many.parties)


def _is_their_signing(a: Event, b: Event) -> bool:
    """ "The two countries signed the pact on Monday": the day of what their officers signed."""
    if not (is_signing(a.token) and is_signing(b.token)):
        return False
    common = set(a.parties) & set(b.parties)
    return len(common) >= min(2, len(a.parties), len(b.parties))


def _parties_nested(a: Event, b: Event) -> bool:
    return set(a.parties) <= set(b.parties) or set(b.parties) <= set(a.parties)


def _without_headlines(events: list[Event]) -> list[Event]:
    """A headline supports what the body tells; it stands alone only where the body is silent."""
    body = [set(e.people) for e in events if not e.headline]
    kept: list[Event] = []
    for event in events:
        people = set(event.people)
        enough = min(len(people), 2)
        if not event.headline or not any(len(people & told) >= enough for told in body):
            kept.append(event)
    return kept


def _visits_with_talks(events: list[Event]) -> list[Event]:
    """A visit and the talks of visitor and host during it are one event: the visit.

    Of several talks those among peers; the only ones whatever their rank.
    """
    result = list(events)
    for visit in [e for e in events if e.form is Form.VISIT and e.destination]:
        for same in [e for e in result if _is_its_purpose(visit, e)]:
            absorb(visit, same)
            result.remove(same)
        hosts = {p for p in visit.people if p.party == visit.destination}
        if hosts:
            continue
        talks_only = (e for e in result if e.form is Form.MEETING and e.rule != SIGNING)
        during = [e for e in talks_only if _during(visit, e) and not _of_another(visit, e, result)]
        among_peers = [e for e in during if _is_among_peers(visit, e)]
        talks = next(iter(among_peers), during[0] if len(during) == 1 else None)
        on_it = [e for e in result if e is not talks and _is_on_programme(visit, e)]
        for each in ([] if talks is None else [talks]) + on_it:
            absorb(visit, each)
            result.remove(each)
    return result


def _is_its_purpose(visit: Event, talks: Event) -> bool:
    """ "Is in Oslo for talks with Norwegian officials": told in one breath, with nobody named."""
    if talks.form is not Form.MEETING or talks.sentence != visit.sentence:
        return False
    same = set(talks.people) <= set(visit.people) and set(talks.parties) <= set(visit.parties)
    return same and talks.status is visit.status and compatible(visit.date, talks.date)


def _is_on_programme(visit: Event, talks: Event) -> bool:
    """ "Will visit Peru … he will hold talks with A and meet B and C": announced with the visit."""
    if talks.form is not Form.MEETING or visit.status is not Status.PLANNED:
        return False
    gap = talks.sentence - visit.sentence
    near = 0 <= gap <= 1 or (0 <= gap <= _NEAR and _says_during(talks.token))
    if talks.status is not Status.PLANNED or not near:
        return False
    others = [p for p in talks.people if p not in visit.people]
    guests = set(visit.people) & set(talks.people)
    at_home = all(p.party == visit.destination for p in others)
    return bool(guests) and at_home and compatible(visit.date, talks.date) and talks.place is None


def _says_during(token: Token) -> bool:
    """ "During the visit, A will hold talks with B"."""
    return any(
        noun.lemma_.lower() in _STAYS
        for above in (token, *climb(token))
        for during in children(above, "prep")
        if during.lower_ == "during"
        for noun in children(during, "pobj")
    )


def _of_another(visit: Event, talks: Event, events: list[Event]) -> bool:
    """ "A, who is on a visit to Oslo, met B": of that visit, not of one that B once made."""
    return any(
        other.form is Form.VISIT
        and other.destination not in (None, visit.destination)
        and other.sentence == talks.sentence != visit.sentence
        and not set(other.people).isdisjoint(talks.people)
        for other in events
    )


def _during(visit: Event, talks: Event) -> bool:
    if talks.status is not visit.status:
        return False
    if not compatible(visit.date, talks.date) and not _falls_within(visit, talks.date):
        return False
    if visit.background != talks.background:
        return False
    coarse = visit.date is not None and len(visit.date) < _DAY
    if talks.sentence < visit.sentence and talks.date is None and coarse:
        return False  # What is told later, with a month or year of its own, is another visit.
    if not _at_destination(visit, talks) or abs(visit.sentence - talks.sentence) > _NEAR:
        return False
    guests = [p for p in talks.people if p in visit.people]
    hosts = [p for p in talks.people if p.party == visit.destination and p not in visit.people]
    return bool(guests) and len(hosts) == 1 and len(guests) + 1 == len(talks.people)


def _falls_within(visit: Event, day: str | None) -> bool:
    """ "Arrived on Sunday … met B on Monday": a visit goes on for some days."""
    if visit.date is None or day is None or min(len(day), len(visit.date)) < _DAY:
        return False
    stay, met = bounds(visit.date), bounds(day)
    if stay is None or met is None:
        return False
    begun = stay[0] == stay[1] and visit.rule in _SETTING_OUT
    last = stay[1] + timedelta(days=_STAY) if begun else stay[1]
    return stay[0] <= met[0] <= met[1] <= last


def _at_destination(visit: Event, talks: Event) -> bool:
    """False for talks elsewhere, or on the sidelines of what the visit was not for."""
    if talks.occasion is not None and talks.occasion != visit.occasion:
        return False
    country = None if talks.place is None else city_party(talks.place)
    return country is None or country == visit.destination


def _is_among_peers(visit: Event, talks: Event) -> bool:
    """Talks of a delegation, or of visitor and host of the same rank, are what a visit is for."""
    guests = [p for p in talks.people if p in visit.people]
    hosts = [p for p in talks.people if p not in visit.people]
    return len(guests) > 1 or _peers(guests[0], hosts[0])


def _peers(a: Person, b: Person) -> bool:
    """Two heads of state or government, or two holders of the same office."""
    heads = titles().peer_offices
    both_lead = bool(a.offices & heads and b.offices & heads)
    return both_lead or bool(a.offices & b.offices)
