"""What one event takes over from another that tells of the same encounter."""

from collections.abc import Iterator

from knowledge.dates.edtf import finer
from knowledge.extraction.events import Event
from knowledge.extraction.meetings.lasting import stretch
from knowledge.model import Form, Status
from knowledge.names.gazetteer import party_name

_MONTH = len("2022-11")
_SPEAKING = frozenset({"verb speak", "verb talk", "verb converse"})


def absorb(event: Event, other: Event) -> None:
    """Take over what `other` knows and `event` does not, with the sentences that say so."""
    taken = {*_take_participants(event, other), *_take_details(event, other)}
    where = event.sentences if event.headline or taken else event.about
    where.extend(i for i in other.sentences if i not in event.sentences)
    event.about.extend(i for i in other.about if i not in event.about)
    event.links.extend(
        link for link in other.links if link.field in taken and link not in event.links
    )
    event.background = event.background and other.background


def _take_participants(event: Event, other: Event) -> Iterator[str]:
    """Add the people and parties of `other`; give the names of the fields that grew."""
    for person in other.people:
        if person not in event.people:
            event.people.append(person)
            yield "people"
    for code in other.parties:
        if code not in event.parties:
            event.parties.append(code)
            yield "parties"


def _take_details(event: Event, other: Event) -> Iterator[str]:
    """Fill in date, place, occasion and form; give the names of the fields that changed."""
    if other.date is not None and not other.background:
        # A visit lasts longer than the talks in it.
        finer_visit = other.form is Form.VISIT and _is_finer(other.date, event.date)
        fixed = event.form is Form.VISIT and event.date is not None and not finer_visit
        date = event.date if fixed else finer(event.date, other.date)
        if date != event.date:
            event.date = date
            yield "date"
    event.length = event.length or other.length
    if event.form is Form.VISIT:
        stretch(event)
    if other.place is not None and (event.place is None or _is_closer(event, other)):
        event.place = other.place
        yield "place"
    if event.occasion is None and other.occasion is not None:
        event.occasion = other.occasion
        yield "occasion"
    form = _settled_form(event, other)
    if form is not event.form:
        event.form = form
        yield "form"
    if other.status is Status.CANCELLED and event.status is not Status.CANCELLED:
        event.status = Status.CANCELLED
        yield "status"


def _is_finer(told: str, known: str | None) -> bool:
    """A day or days within the month that was known before."""
    return known is not None and len(known) <= _MONTH < len(told) and told.startswith(known)


def _settled_form(event: Event, other: Event) -> Form:
    """A summit or a call by phone is more than "met"; "spoke with" is less."""
    if event.form is Form.MEETING and other.form in (Form.CALL, Form.SUMMIT):
        return event.form if _only_spoke(other) else other.form
    if other.form is Form.MEETING and _only_spoke(event):
        return Form.MEETING
    return event.form


def _only_spoke(event: Event) -> bool:
    """True for "A spoke with B", which is a call unless they are also said to have met."""
    return event.form is Form.CALL and event.rule in _SPEAKING and not event.by_phone


def _is_closer(event: Event, other: Event) -> bool:
    """True for the city or venue of a visit that was only known to lead to a country."""
    visited = event.destination is not None and event.place == party_name(event.destination)
    return visited and other.place != event.place
