"""Officers of states: which offices are a state's, which it can have, and who holds them."""

from knowledge.extraction.lexicon import titles
from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.named.register import Person, Register
from knowledge.extraction.named.titles import may_have
from knowledge.model import Link


def is_open(register: Register, person: Person) -> bool:
    """True when a person holds a state's office that nobody has placed."""
    return person.party is None and bool(person.title) and not is_private(register, person)


def is_state_office(title: str) -> bool:
    """True for offices that belong to a state rather than to a company or a body."""
    printed = title.lower().replace("-", " ").replace("’", "'").replace("'s ", " ")
    words = {*printed.split(), title.lower()}
    if "chief" in words and words & titles().chiefs:
        return False
    return bool(words & titles().state_heads)


def is_private(register: Register, person: Person) -> bool:
    """True for the officers of companies and associations."""
    return any(m.title is not None and m.title.private for m in register.mentions_of(person))


def is_able(person: Person, code: str) -> bool:
    """True when a state has every office that a person holds."""
    return all(may_have(code, title) for title in {person.title or "", *person.offices} if title)


def is_impossible(register: Register, person: Person, code: str) -> bool:
    """True when a state has no such office, or somebody else holds it."""
    if not is_able(person, code) or is_sent_to(register, person, code):
        return True
    held = {o for p in register.people if p.party == code and not p.former for o in p.offices}
    return any(o in held for o in person.offices if is_unique(o))


def is_sent_to(register: Register, person: Person, code: str) -> bool:
    """True for an envoy to a state: "the ambassador to Ghana" is not Ghana's."""
    sent = titles().sent
    return any(
        m.title is not None
        and not sent.isdisjoint(m.title.office.split())
        and code in m.title.named
        for m in register.mentions_of(person)
    )


def is_unique(office: str) -> bool:
    """True for offices of which a state has one: its head, its government's, each ministry's."""
    return office in titles().top_offices or office.endswith(" minister")


def is_envoy(person: Person) -> bool:
    """True for an ambassador of whom nothing more is said: in a country's paper a foreign one."""
    title = (person.title or "").lower().removeprefix("the ")
    return title in ("ambassador", "high commissioner", "charge d'affaires", "chargé d'affaires")


def is_top(person: Person) -> bool:
    """True for those who speak for a whole state."""
    return any(office in titles().top_offices for office in person.offices)


def is_limited(person: Person) -> bool:
    """True for offices of which the lexicon says who has them and who does not."""
    printed = (person.title or "").lower().replace("-", " ")
    # Kings and queens are called so without being anybody's.
    some = titles().some.keys() - titles().top_offices
    limited = not titles().alone.keys().isdisjoint({printed, *person.offices}) or any(
        name in printed for name in some
    )
    return limited or any(office in titles().absent for office in person.offices)


def link_to(mention: PartyMention, via: str) -> Link:
    """The country's name in the text, as where a person's party was read."""
    return Link("parties", mention.text, mention.start, mention.end, mention.code, via)
