"""A query in plain words: the one line that says what was understood, or what was not found."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace

from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    Office,
    PaymentKind,
    Period,
    Query,
    Type,
)
from knowledge.text import neutral
from knowledge.wording.facts import enumerate_words, party

_FORMS = {
    Form.MEETING: ("meeting in person", "meetings in person"),
    Form.CALL: ("call", "calls"),
    Form.VISIT: ("visit", "visits"),
    Form.SUMMIT: ("summit", "summits"),
}

_THINGS = {
    "quotes": ("statement", "statements"),
    "deals": ("agreement", "agreements"),
    "money": ("sum", "sums"),
    "upcoming": ("coming event", "coming events"),
    "timeline": ("event", "events"),
    "facts": ("fact", "facts"),
    "digest": ("new fact", "new facts"),
}
_FORESEEN = ("foreseen event", "foreseen events")
_JOINED = {"quotes": "by", "money": "involving", "timeline": "of", "facts": "on", "digest": "on"}
_MANNERS = {
    True: ("direct quotation", "direct quotations"),
    False: ("reported statement", "reported statements"),
}
_TYPES: dict[type[Type], dict[str, tuple[str, str]]] = {
    AgreementType: {
        AgreementType.MOU: ("memorandum of understanding", "memoranda of understanding"),
        AgreementType.TREATY: ("treaty", "treaties"),
        AgreementType.FTA: ("free trade agreement", "free trade agreements"),
        AgreementType.TAX: ("tax agreement", "tax agreements"),
        AgreementType.LOAN: ("loan agreement", "loan agreements"),
        AgreementType.PARTNERSHIP: ("partnership", "partnerships"),
        AgreementType.JOINT_STATEMENT: ("joint statement", "joint statements"),
        AgreementType.OTHER: ("other agreement", "other agreements"),
    },
    PaymentKind: {
        PaymentKind.GRANT: ("grant", "grants"),
        PaymentKind.LOAN: ("loan", "loans"),
        PaymentKind.INVESTMENT: ("investment", "investments"),
        PaymentKind.TRADE: ("trade figure", "trade figures"),
        PaymentKind.AID: ("sum of aid", "sums of aid"),
        PaymentKind.OTHER: ("other sum", "other sums"),
    },
    MilestoneType: {
        MilestoneType.ANNIVERSARY: ("anniversary", "anniversaries"),
        MilestoneType.DEADLINE: ("deadline", "deadlines"),
        MilestoneType.ENTRY_INTO_FORCE: ("entry into force", "entries into force"),
        MilestoneType.TARGET: ("target", "targets"),
        MilestoneType.DESIGNATED: ("designated year", "designated years"),
        MilestoneType.EVENT: ("event", "events"),
    },
}
"""One and several of each, by enum: a loan may be an agreement and a payment."""

_KINDS = {
    Kind.MEETING: ("meeting", "meetings"),
    Kind.AGREEMENT: ("agreement", "agreements"),
    Kind.PAYMENT: ("sum", "sums"),
    Kind.STATEMENT: ("statement", "statements"),
    Kind.MILESTONE: ("milestone", "milestones"),
    Kind.ROLE: ("title", "titles"),
}


def _joined(query: Query) -> str:
    """The word between what is asked for and whom it is about."""
    return _JOINED.get(query.command, "with")


PersonName = Callable[[str], str]
"""Gives the name of a person of the fact base by id."""


def office(asked: Office) -> str:
    """An office as asked for: "Prime Minister of Spain", "Chancellor"."""
    title = neutral(asked.title)
    if not asked.party:
        return title
    # "Commander of the Armed Forces, Cambodia"
    return f"{title}{',' if ' of ' in title else ' of'} {party(asked.party)}"


def offices(asked: Office) -> str:
    """The holders of an office wherever it is: "Prime ministers"; other titles as printed."""
    title = neutral(asked.title)
    words = title.split(" ")
    if not all(word.isalpha() and word[1:].islower() for word in words) or "of" in words:
        return title
    first, *others = words
    plain = " ".join([first, *(word.lower() for word in others)])
    return f"{plain[:-1]}ies" if plain.endswith("y") else f"{plain}s"


def subject(query: Query, person_name: PersonName) -> str:
    """Whom a query is about: "Japan, Hun Sen and the Prime Minister of Spain"; "" for anybody."""
    names = [party(code) for code in query.parties]
    names += [neutral(person_name(person)) for person in query.people]
    names += [f"the {office(asked)}" for asked in query.offices]
    either = enumerate_words([party(code) for code in query.either], "or")
    return enumerate_words([*names, either] if either else names)


def things(query: Query, *, plural: bool = True) -> str:
    """What is asked for: "planned visits to Japan", "verified signed agreements"."""
    if query.verified:
        return f"verified {things(replace(query, verified=False), plural=plural)}"
    if query.command in _THINGS:
        return _things(query, plural)
    directed = query.visited is not None or query.visiting is not None
    forms = (Form.VISIT,) if directed else query.forms
    nouns = [_FORMS[form][plural] for form in forms]
    noun = enumerate_words(nouns, "and" if plural else "or") or (
        "meetings" if plural else "meeting"
    )
    states = enumerate_words([str(status) for status in query.statuses], "or")
    said = f"{states} {noun}".strip()
    said += f" to {party(query.visited)}" if query.visited is not None else ""
    return said + (f" by {party(query.visiting)}" if query.visiting is not None else "")


def _things(query: Query, plural: bool) -> str:
    """What is asked for by the commands that tell other facts than meetings alone."""
    named = [_TYPES[type(one)][one][plural] for one in query.types]
    named += [_FORMS[form][plural] for form in query.forms]
    named += [_KINDS[kind][plural] for kind in query.kinds] if not named else []
    # A period may lie in the past, and what lay ahead in it then is no longer coming.
    usual = _FORESEEN if query.command == "upcoming" and query.period else _THINGS[query.command]
    noun = enumerate_words(named, "and" if plural else "or") or usual[plural]
    noun = f"new {noun}" if query.command == "digest" and named else noun
    if query.direct is not None:
        noun = _MANNERS[query.direct][plural]
    stages = [str(stage) for stage in query.stages if stage is not AgreementStatus.IN_FORCE]
    said = f"{enumerate_words(stages, 'or')} {noun}".strip()
    if AgreementStatus.IN_FORCE in query.stages:
        said += " or in force" if stages else " in force"
    said += f" in {enumerate_words(query.currencies, 'or')}" if query.currencies else ""
    said += f" from {party(query.giver)}" if query.giver is not None else ""
    return said + (f" to {party(query.receiver)}" if query.receiver is not None else "")


def conditions(query: Query, *, echo: bool = True) -> str:
    """Everything but whom and what, ready to follow: " in Tokyo about “trade” in March 2022".

    With `echo` off, the user's own words that the archive does not hold are left out.
    """
    said = ""
    if query.sidelines and query.occasion is None:
        said += " on the sidelines of summits and other occasions"
    if query.place is not None:
        to = "to" if query.forms == (Form.VISIT,) else "in"
        said += f" {to} {neutral(query.place)}" if echo else f" {to} that place"
    if query.occasion is not None:
        said += _on(query.occasion, query.sidelines) if echo else " on that occasion"
    if query.mentioned:
        said += f" about {enumerate_words([party(code) for code in query.mentioned])}"
    if query.words:
        also = "and" if query.mentioned else "about"
        words = f" {also} “{neutral(' '.join(query.words))}”"
        said += words if echo else " mentioning those words"
    if query.period is not None:
        said += period(query.period)
    if query.as_of is not None:
        said += f", as of {date_words(query.as_of.isoformat())}"
    elif query.ahead is not None:
        said += f" from {date_words(query.ahead.isoformat())} on"
    return said


_TAKES_THE = re.compile(r"(?i)\b(?:summits?|conference|forum|assembly|congress|session)$")


def _on(name: str, sidelines: bool) -> str:
    """An occasion, ready to follow: " at the ASEAN Summit", " on the occasion of G20"."""
    said = neutral(name)
    event = bool(_TAKES_THE.search(said))
    said = f"the {said}" if event and not said.startswith("the ") else said
    if sidelines:
        return f" on the sidelines of {said}"
    return f" at {said}" if event else f" on the occasion of {said}"


_DAYS = re.compile(r"\d{1,2}–\d{1,2} ")
_LINKED = re.compile(r"(?i)(?:since|until|before|after|by|from|between|in|on|during|up to)\b")


def period(asked: Period) -> str:
    """A period, ready to follow: " in March 2022", " on 14 November 2022", " since June 2022"."""
    said = neutral(asked.words)
    if asked.start is None or asked.end is None or _LINKED.match(said):
        return f" {said}"
    if not said[:1].isalnum() or "(" in said or " – " in said:
        return f", {said}"
    if said[:1].isdigit() and (asked.start == asked.end or _DAYS.match(said)):
        return f" on {said}"
    return (
        f" in {said}" if _is_whole(asked) and not said.lower().startswith("last") else f", {said}"
    )


def _is_whole(asked: Period) -> bool:
    """True for a calendar month or year."""
    start, end = asked.start, asked.end
    if start is None or end is None or start.day != 1 or start.year != end.year:
        return False
    if (start.month, end.month, end.day) == (1, 12, 31):
        return True
    return start.month == end.month and end.day == monthrange(end.year, end.month)[1]


def understood(query: Query, person_name: PersonName, *, echo: bool = True) -> str:
    """The whole query in one line: "Planned visits with Japan in Tokyo in March 2022"."""
    whom = subject(query, person_name)
    if query.command == "whois":
        line = _people(query, whom) + (", by verified facts" if query.verified else "")
    else:
        line = things(query) + (f" {_joined(query)} {whom}" if whom else "")
    line += conditions(query, echo=echo)
    return line[:1].upper() + line[1:]


def _people(query: Query, whom: str) -> str:
    """Whom `/whois` asks about: "Who is Hun Sen", "Prime ministers", "People of Japan"."""
    if query.people or not whom:
        return f"Who is {whom}" if whom else "People"
    if query.offices:
        named = [office(o) if o.party else offices(o) for o in query.offices]
        return enumerate_words(named)
    return f"People of {whom}"


def nothing(query: Query, person_name: PersonName, searched: str, *, echo: bool = True) -> str:
    """What was not found, and where it was looked for.

    "No planned visit with Japan in 1981 (searched 14 articles, to 20 December 2022)."
    """
    whom = subject(query, person_name)
    line = f"No {things(query, plural=False)}" + (f" {_joined(query)} {whom}" if whom else "")
    return f"{line}{conditions(query, echo=echo)} ({searched})."


def unknown(query: Query, person_name: PersonName, searched: str) -> str:
    """What to say to words that stand in no sentence, be they a name or not.

    The words themselves are not repeated; `query` may hold more that was understood.
    """
    whom = subject(query, person_name)
    if whom:
        line = f"I know {whom}, but nobody and no country of the other name, and no sentence has"
        return f"{line} those words ({searched})."
    line = "I know nobody and no country of that name, and no sentence has these words"
    return f"{line} ({searched})."


def nobody(query: Query, person_name: PersonName, searched: str) -> str:
    """Whom no article names: "No article names the Chancellor of Japan (searched 14 articles)."."""
    if query.offices:
        whom = enumerate_words([_any(asked) for asked in query.offices], "or")
    elif query.parties:
        whom = f"anybody of {subject(query, person_name)}"
    else:
        whom = f"a title of {subject(query, person_name)}"
    return f"No article names {whom}{conditions(query)} ({searched})."


def _any(asked: Office) -> str:
    """ "the Chancellor of Japan"; "a Chancellor", when no party tells which."""
    if asked.party:
        return f"the {office(asked)}"
    return f"{'an' if asked.title[:1].lower() in 'aeiou' else 'a'} {office(asked)}"
