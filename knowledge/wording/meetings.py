"""Meetings in plain words."""

from knowledge.model import Form, MeetingFact, Status
from knowledge.text import fold
from knowledge.wording import visits
from knowledge.wording.phrases import (
    dated,
    either,
    enumerate_words,
    newest,
    party,
    person,
    standing,
)

_PEOPLE_SHOWN = 8


def when(fact: MeetingFact) -> str:
    """The date of a meeting in words, or what bounds it; begins a line.

    "14 November 2022", "Reported as 12 or 13 November 2022", "Undated; by 15 November 2022
    (published)", "Undated; planned as of 15 November 2022 (published)", "Undated".
    """
    planned = fact.status is Status.PLANNED
    turned = bool(fact.history)
    return dated(fact.date, fact.variants, fact.sources, ahead=planned, turned=turned)


def meeting(fact: MeetingFact) -> str:
    """A meeting in one line: when, who, where and on what occasion."""
    return f"{when(fact)} — {happening(fact)}"


def happening(fact: MeetingFact) -> str:
    """A meeting in words without its date, as `meeting` has it after the dash."""
    line = _CORE[fact.form](fact)
    place = either(fact.place, fact.variants, "place")
    if place and not _is_destination(fact):
        line += f" in {place}"
    occasion = either(fact.occasion, fact.variants, "occasion")
    if occasion:
        line += _occasion(fact, occasion)
    return line + _standing(fact)


def _occasion(fact: MeetingFact, occasion: str) -> str:
    if fact.form is Form.SUMMIT:
        return f": {occasion}"
    article = "" if fold(occasion).startswith("the ") else "the "
    # One meets beside a gathering, and travels for its sake.
    beside = "on the occasion of" if fact.form is Form.VISIT else "on the sidelines of"
    return f", {beside} {article}{occasion}"


def _standing(fact: MeetingFact) -> str:
    """What is still to say of the status: as of when it was planned, what else was reported."""
    ahead = fact.status is Status.PLANNED and fact.date is not None
    latest = newest(fact.sources) if ahead else None
    return standing(fact.status, fact.history, fact.variants, latest)


def _sides(fact: MeetingFact) -> list[str]:
    """Everyone in the meeting: people first, then parties for whom nobody is named."""
    people = [person(ref) for ref in fact.people]
    named = {ref.party for ref in fact.people}
    sides = people + [party(code) for code in fact.parties if code not in named]
    if len(sides) > _PEOPLE_SHOWN:
        more = len(sides) - _PEOPLE_SHOWN
        sides = [*sides[:_PEOPLE_SHOWN], f"{more} more"]
    return sides


def _noun(fact: MeetingFact, noun: str) -> str:
    """ "planned visit" with a capital; a held one is only a "Visit"."""
    words = noun if fact.status is Status.HELD else f"{fact.status} {noun}"
    return words[:1].upper() + words[1:]


def _between(fact: MeetingFact, noun: str) -> str:
    sides = _sides(fact)
    if not sides:
        return _noun(fact, noun)
    link = "between" if len(sides) > 1 else "involving"
    return f"{_noun(fact, noun)} {link} {enumerate_words(sides)}"


def _meeting(fact: MeetingFact) -> str:
    sides = _sides(fact)
    if fact.status is not Status.HELD or len(sides) < 2:
        return _between(fact, "meeting")
    if len(sides) == 2:
        return f"{sides[0]} met {sides[1]}"
    return f"{enumerate_words(sides)} met"


def _call(fact: MeetingFact) -> str:
    sides = _sides(fact)
    if fact.status is not Status.HELD or len(sides) < 2:
        return _between(fact, "call")
    return f"{enumerate_words(sides)} spoke by phone or video"


def _summit(fact: MeetingFact) -> str:
    sides = _sides(fact)
    return _noun(fact, "summit") + (f" with {enumerate_words(sides)}" if sides else "")


def _visit(fact: MeetingFact) -> str:
    """A visit; who went where is said only when visitor and host can be told apart."""
    host = visits.host(fact)
    visitors = [person(ref) for ref in visits.visitors(fact)]
    if host is None or not visitors:
        sides = _sides(fact)
        return _noun(fact, "visit") + (f" involving {enumerate_words(sides)}" if sides else "")
    hosts = enumerate_words([person(ref) for ref in visits.hosts(fact)])
    others = enumerate_words([person(ref) for ref in fact.people if ref.party is None])
    where = visits.destination(fact, party(host))
    visit, meet = visits.verb(fact, len(visitors))
    if fact.status is Status.CANCELLED:
        line = f"{_noun(fact, 'visit')} of {enumerate_words(visitors)} to {where}"
        line += f", to meet {hosts}" if hosts else ""
    else:
        line = f"{enumerate_words(visitors)} {visit} {where}"
        line += f" and {meet} {hosts}" if hosts else ""
    return line + (f"; also {others}" if others else "")


def _is_destination(fact: MeetingFact) -> bool:
    return bool(visits.visitors(fact))


_CORE = {
    Form.MEETING: _meeting,
    Form.CALL: _call,
    Form.VISIT: _visit,
    Form.SUMMIT: _summit,
}
