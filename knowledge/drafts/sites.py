"""Places and countries of a draft against those of the archive."""

from collections.abc import Iterator, Sequence

from knowledge.dates import edtf
from knowledge.drafts.days import apart
from knowledge.drafts.model import About, Account, Finding, Line, PartyWord, PlaceWord, Verdict
from knowledge.drafts.pairing import Telling
from knowledge.drafts.weighing import STATES, Said, enough, lines_of, other_event, weighed
from knowledge.text import fold

_PLACE = 0.05
_PARTY, _KNOWN = 0.15, 0.05
_BARE = 0.85
_TWO = 2
_SEASON = 60
_SURE = 0.7


def places(
    line: Line, tellings: Sequence[Telling], readable: Sequence[Telling], draft: Account
) -> Iterator[Finding]:
    """What the archive says to the places of a line."""
    told = {place.keys for each in draft.lines for place in each.places}
    often = _meet_often(line, readable, draft)
    for place in line.places:
        if not place.placed:
            continue
        support: list[Said] = []
        against: list[Said] = []
        for telling, other in lines_of(readable):
            fit = telling.fit(line, place.start, place.end, other)
            if _names(other, place):
                support.append(Said(place.text, fit))
                continue
            if telling not in tellings:
                continue
            for theirs in other.places:
                if often and not fit.day:
                    continue  # Any of their meetings may be meant, and one that nobody told of.
                free = theirs.keys not in told or fit.share >= _SURE
                if theirs.placed and free and _comparable(place, theirs):
                    needed = enough(fit) + _PLACE + other_event(line, fit)
                    likely = 1.0 if other.words else _BARE
                    against.append(Said(theirs.text, fit, likely, needed))
        yield weighed(About.PLACE, place, support, against)


def _meet_often(line: Line, readable: Sequence[Telling], draft: Account) -> bool:
    """True where a draft has no day, and the archive tells of two of its people several times."""
    if line.dates or draft.dated:
        return False
    days: list[edtf.Value] = []
    for telling, other in lines_of(readable):
        if telling.times and telling.fit(line, -1, -1, other).people >= _TWO:
            days.append(telling.times[-1])
    return any(apart(a, b) > _SEASON for a in days for b in days)


def _names(line: Line, place: PlaceWord) -> bool:
    """True where a line has the words of a place in this order, or the desk says so of it."""
    decided = [one for one in line.places if one.was]
    if any(one.keys == place.keys for one in decided):
        return True
    if any(one.was == place.keys for one in decided):
        return False
    return f" {' '.join(place.keys)} " in f" {fold(line.text)} "


def _comparable(ours: PlaceWord, theirs: PlaceWord) -> bool:
    """Two cities, or two venues of one sort, of which neither is part of the other."""
    if set(ours.keys) <= set(theirs.keys) or set(theirs.keys) <= set(ours.keys):
        return False
    if ours.venue or theirs.venue:
        return ours.keys[-1] == theirs.keys[-1]
    return True


def parties(
    line: Line, tellings: Sequence[Telling], readable: Sequence[Telling], draft: Account
) -> Iterator[Finding]:
    """Countries and bodies that stand in the place of another one of the archive."""
    told = {party.code for each in draft.lines for party in each.parties}
    told |= {person.party for person in draft.people if person.party}
    for party in line.parties:
        if party.bound:
            continue
        support: list[Said] = []
        against: list[Said] = []
        for telling, other in lines_of(readable):
            fit = telling.fit(line, party.start, party.end, other)
            if party.code in _codes(telling.account, other):
                support.append(Said(party.text, fit))
            elif telling in tellings:
                known = _KNOWN if party.code in telling.parties else 0.0
                other_one = 0.0 if fit.parties >= _TWO else other_event(line, fit)
                needed = enough(fit) + _PARTY + known + other_one
                against += [
                    Said(theirs.text, fit, needed=needed)
                    for theirs in other.parties
                    if theirs.code not in told | telling.own and _one_sort(party, theirs)
                ]
        found = weighed(About.COUNTRY, party, support, against)
        if found.verdict is Verdict.DIFFERS:
            yield found


def _codes(account: Account, line: Line) -> set[str | None]:
    """The parties that a line names or whose people it names."""
    named = {account.people[naming.who].party for naming in line.people}
    return named | {party.code for party in line.parties}


def _one_sort(ours: PartyWord, theirs: PartyWord) -> bool:
    return (ours.form in STATES) == (theirs.form in STATES)
