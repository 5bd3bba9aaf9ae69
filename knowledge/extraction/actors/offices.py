"""Offices that stand for their holders: "the Russian leader", "the Prime Ministers of A and B"."""

from knowledge.extraction.actors.context import Context
from knowledge.extraction.lexicon import titles
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.named.titles import TitlePhrase
from knowledge.extraction.parsing.document import Sentence

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"})
# Words for whoever holds a top office.
_ANY_TOP_OFFICE = frozenset({"leader", "leaders", "head of state", "head of government"})

# Words for whoever is at the head of something, and what they may be in full.
_ANY_HEAD = frozenset({"leader", "chief", "head", "boss"})
_HEADS = (
    "president", "chairman", "chairwoman", "chairperson", "chair", "commander", "speaker",
    "director", "governor", "commissioner", "secretary", "leader", "chief", "head",
)  # fmt: skip


def office_actor(sentence: Sentence, title: TitlePhrase, context: Context) -> Actor | None:
    """Whom a title without a name means; None when it can be anybody's."""
    determiner = sentence.lower(title.first - 1)
    left = title.first - 1 if determiner in _DETERMINERS else title.first
    if title.plural:
        return _several(title, left, context)
    if determiner in ("a", "an"):
        return None
    holders = _holders(title, title.party, context)
    person = holders[0] if len(holders) == 1 else None
    if person is None and title.party is None:
        person = context.last_mentioned(holders)
    if person is not None:
        parties = (person.party,) if person.party else ()
        link = sentence.word_link("people", left, title.last, person.name, "title")
        return Actor(left, title.last, (person,), parties, ActorForm.OFFICE, (link,))
    if title.party is not None:
        return Actor(left, title.last, (), (title.party,), ActorForm.OFFICE)
    return None


def _several(title: TitlePhrase, left: int, context: Context) -> Actor | None:
    """ "the Prime Ministers of Fiji and Vanuatu": one holder for each country."""
    if not title.named:
        return None
    people = tuple(p for code in title.named for p in _holders(title, code, context)[:1])
    return Actor(left, title.last, people, title.named, ActorForm.OFFICE)


def _holders(title: TitlePhrase, party: str | None, context: Context) -> list[Person]:
    """Who holds an office at present, in `party` if it is known."""
    return [
        person
        for person in context.register.people
        if not person.former
        and (party is None or person.party == party)
        and (_holds(person, title.office) or _is_short_for(title, person))
    ]


def _holds(person: Person, office: str) -> bool:
    held = {part for known in person.offices for part in (known, *known.split(" and "))}
    if {office, office.removesuffix("s")} & held:
        return True
    of, _, head = office.rpartition(" ")
    if of and head in _ANY_HEAD and any(known in {f"{of} {h}" for h in _HEADS} for known in held):
        return True  # "The Senate leader" for the Senate President
    return office in _ANY_TOP_OFFICE and not person.offices.isdisjoint(titles().top_offices)


def _is_short_for(title: TitlePhrase, person: Person) -> bool:
    """ "The minister", "the German minister" for a foreign minister."""
    if " " in title.text:
        return False
    return any(office.split()[-1] == title.office for office in person.offices if office)
