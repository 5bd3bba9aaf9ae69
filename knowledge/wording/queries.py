"""A query in plain words: the one line that says what was understood."""

from collections.abc import Callable

from knowledge.dates.edtf import words as date_words
from knowledge.model import Form, Office, Query, Status
from knowledge.names import party_name
from knowledge.text import neutral
from knowledge.wording.facts import enumerate_words

_FORMS = {
    Form.MEETING: "meetings in person",
    Form.CALL: "calls",
    Form.VISIT: "visits",
    Form.SUMMIT: "summits",
}

PersonName = Callable[[str], str]
"""Gives the name of a person of the fact base by id."""


def office(asked: Office) -> str:
    """An office as asked for: "Prime Minister of Spain", "Chancellor"."""
    title = neutral(asked.title)
    return f"{title} of {party_name(asked.party)}" if asked.party else title


def subject(query: Query, person_name: PersonName) -> str:
    """Whom a query is about: "Japan, Hun Sen and the Prime Minister of Spain"; "" for anybody."""
    names = [party_name(code) for code in query.parties]
    names += [neutral(person_name(person)) for person in query.people]
    names += [f"the {office(asked)}" for asked in query.offices]
    return enumerate_words(names)


def things(query: Query) -> str:
    """What is asked for: "meetings", "planned visits", "held or cancelled calls and summits"."""
    noun = enumerate_words([_FORMS[form] for form in query.forms]) or "meetings"
    states = enumerate_words([str(status) for status in query.statuses], "or")
    return f"{states} {noun}".strip()


def conditions(query: Query) -> list[str]:
    """Everything but whom and what: place, occasion, topic, period, each as a phrase."""
    said = []
    if query.place is not None:
        said.append(f"in {neutral(query.place)}")
    if query.occasion is not None:
        said.append(f"at {neutral(query.occasion)}")
    if query.words:
        said.append("about " + " ".join(f"“{neutral(word)}”" for word in query.words))
    if query.period is not None:
        said.append(neutral(query.period.words))
    if query.as_of is not None:
        said.append(f"as of {date_words(query.as_of.isoformat())}")
    return said


def understood(query: Query, person_name: PersonName) -> str:
    """The whole query in one line: "Planned visits with Japan, in Tokyo, March 2022"."""
    if query.command == "whois":
        return _whois(query, person_name)
    whom = subject(query, person_name)
    line = things(query) + (f" with {whom}" if whom else "")
    line = ", ".join([line, *conditions(query)])
    return line[:1].upper() + line[1:]


def _whois(query: Query, person_name: PersonName) -> str:
    if query.people:
        line = f"Who is {subject(query, person_name)}"
    elif query.offices:
        line = f"Who is {subject(query, person_name)}"
    elif query.parties:
        line = f"People of {subject(query, person_name)}"
    else:
        line = "People"
    return ", ".join([line, *conditions(query)])


def nothing(query: Query, person_name: PersonName) -> str:
    """What was not found: "No planned visit with Japan, March 2022"."""
    noun = enumerate_words([_singular(form) for form in query.forms], "or") or "meeting"
    states = enumerate_words([str(status) for status in query.statuses], "or")
    whom = subject(query, person_name)
    line = f"No {states} {noun}".replace("  ", " ") + (f" with {whom}" if whom else "")
    return ", ".join([line, *conditions(query)])


def _singular(form: Form) -> str:
    return "meeting in person" if form is Form.MEETING else _FORMS[form].removesuffix("s")


def status_word(status: Status) -> str:
    """The state of a meeting as a label: "planned"."""
    return str(status)
