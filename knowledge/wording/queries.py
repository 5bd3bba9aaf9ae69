"""A query in plain words: the one line that says what was understood, or what was not found."""

from collections.abc import Callable

from knowledge.dates.edtf import words as date_words
from knowledge.model import Form, Office, Query
from knowledge.text import neutral
from knowledge.wording.facts import enumerate_words, party

_FORMS = {
    Form.MEETING: ("meeting in person", "meetings in person"),
    Form.CALL: ("call", "calls"),
    Form.VISIT: ("visit", "visits"),
    Form.SUMMIT: ("summit", "summits"),
}

PersonName = Callable[[str], str]
"""Gives the name of a person of the fact base by id."""


def office(asked: Office) -> str:
    """An office as asked for: "Prime Minister of Spain", "Chancellor"."""
    title = neutral(asked.title)
    return f"{title} of {party(asked.party)}" if asked.party else title


def subject(query: Query, person_name: PersonName) -> str:
    """Whom a query is about: "Japan, Hun Sen and the Prime Minister of Spain"; "" for anybody."""
    names = [party(code) for code in query.parties]
    names += [neutral(person_name(person)) for person in query.people]
    names += [f"the {office(asked)}" for asked in query.offices]
    return enumerate_words(names)


def things(query: Query, *, plural: bool = True) -> str:
    """What is asked for: "meetings", "planned visits", "held or cancelled calls"."""
    nouns = [_FORMS[form][plural] for form in query.forms]
    noun = enumerate_words(nouns, "and" if plural else "or") or (
        "meetings" if plural else "meeting"
    )
    states = enumerate_words([str(status) for status in query.statuses], "or")
    return f"{states} {noun}".strip()


def conditions(query: Query, *, echo: bool = True) -> str:
    """Everything but whom and what, ready to follow: " in Tokyo about “trade”, March 2022".

    With `echo` off, the user's own words that the archive does not hold are left out.
    """
    said = ""
    if query.place is not None:
        said += f" in {neutral(query.place)}" if echo else " in that place"
    if query.occasion is not None:
        said += f" at {neutral(query.occasion)}" if echo else " on that occasion"
    if query.words:
        said += f" about “{neutral(' '.join(query.words))}”" if echo else " mentioning those words"
    if query.period is not None:
        said += f", {neutral(query.period.words)}"
    if query.as_of is not None:
        said += f", as of {date_words(query.as_of.isoformat())}"
    return said


def understood(query: Query, person_name: PersonName, *, echo: bool = True) -> str:
    """The whole query in one line: "Planned visits with Japan in Tokyo, March 2022"."""
    whom = subject(query, person_name)
    if query.command == "whois":
        asks_for_many = bool(query.parties) and not query.people and not query.offices
        line = f"{'People of' if asks_for_many else 'Who is'} {whom}" if whom else "People"
    else:
        line = things(query) + (f" with {whom}" if whom else "")
    line += conditions(query, echo=echo)
    return line[:1].upper() + line[1:]


def nothing(query: Query, person_name: PersonName, searched: str, *, echo: bool = True) -> str:
    """What was not found, and where it was looked for.

    "No planned visit with Japan in 14 articles, to 20 December 2022."
    """
    whom = subject(query, person_name)
    line = f"No {things(query, plural=False)}" + (f" with {whom}" if whom else "")
    return _searched(line, conditions(query, echo=echo), searched)


def nobody(query: Query, person_name: PersonName, searched: str) -> str:
    """Whom no article names: "No Chancellor of Japan in 14 articles, to 20 December 2022."."""
    if query.offices:
        line = f"No {enumerate_words([office(asked) for asked in query.offices], 'or')}"
    elif query.parties:
        line = f"Nobody of {subject(query, person_name)}"
    else:
        line = f"No title of {subject(query, person_name)}"
    return _searched(line, conditions(query), searched)


def _searched(line: str, said: str, searched: str) -> str:
    return f"{line}{said}{',' if said else ''} {searched}."
