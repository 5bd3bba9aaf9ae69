"""Whether a title or form of address in front of a bare name can be somebody's whom the article
names in full: "King Hamdan" is not Queen Lubna Al Hamdan, nor Crown Prince Omar bin Hamdan."""

from knowledge.extraction.lexicon import titles
from knowledge.extraction.named.register import NameMention, Person, Register
from knowledge.extraction.named.titles import is_former
from knowledge.extraction.parsing.document import Document

_MEN = frozenset({"mr", "mr.", "king", "prince", "emperor", "sultan"})
_WOMEN = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "madam", "queen", "princess", "empress"})
# Who reigns goes by the given name, not by the name of a house or of a father.
_REIGNING = frozenset({"king", "queen", "emperor", "empress", "emir", "sultan"})
_OF_FATHERS = frozenset({"bin", "bint", "ibn", "al", "el"})
# One of these says little about which office somebody holds.
_LOOSE = frozenset({"leader"})
# In front of a title: an office that was held once.
_ONCE = frozenset({"then", "former", "ex", "late"})


def contradicts(
    document: Document, register: Register, mention: NameMention, person: Person
) -> bool:
    """True when a bare name with what stands before it can't be short for a known person.

    One word in common is not enough where the mention brings a title of another party, another
    gender or another of the highest offices. A name of two words is always enough.
    """
    if len(mention.keys) >= 2:
        return False
    known = [m for row in register.mentions for m in row if m.person is person]
    if _is_other_gender(document, mention, known):
        return True
    if mention.title is None:
        return False
    other = mention.party is not None and person.party not in (None, mention.party)
    return other or _is_other_office(document, mention, person, known)


def _is_other_gender(document: Document, mention: NameMention, known: list[NameMention]) -> bool:
    own = _gender(document, mention)
    told = {_gender(document, m) for m in known} - {None}
    return own is not None and told == {not own}


def _gender(document: Document, mention: NameMention) -> bool | None:
    """True for a woman's title or form of address, False for a man's, None where neither says."""
    before = document.sentences[mention.sentence].lower(mention.first - 1)
    office = "" if mention.title is None else mention.title.office.split()[-1]
    if {before, office} & _WOMEN:
        return True
    return False if {before, office} & _MEN else None


def _is_other_office(
    document: Document, mention: NameMention, person: Person, known: list[NameMention]
) -> bool:
    """True for the title of a consort, of who reigns, or of who governs, that somebody else has."""
    own = "" if mention.title is None else mention.title.office
    held = {m.title.office for m in known if m.title is not None}
    consorts = titles().consorts
    if held and any((office in consorts) != (own in consorts) for office in held):
        return True
    if mention.keys == person.keys or own in held:
        return False
    if own in _REIGNING:
        return _is_of_house(mention, person) or (bool(held) and mention.keys[0] != person.keys[0])
    top = titles().peer_offices - _LOOSE
    current = all(not _is_past(document, m) for m in (mention, *known) if m.title is not None)
    # Who governs may keep a ministry as well; who presides does not.
    others = {office for office in held if own == "president" and office.endswith(" minister")}
    return current and own in top and bool(held) and held - others <= top


def _is_of_house(mention: NameMention, person: Person) -> bool:
    """ "Lubna Al Hamdan", "Omar bin Hamdan": the name is that of a house or a father."""
    at = person.keys.index(mention.keys[0]) if mention.keys[0] in person.keys else 0
    return at > 0 and person.keys[at - 1] in _OF_FATHERS


def _is_past(document: Document, mention: NameMention) -> bool:
    """ "Then Prime Minister Holm", "former president": an office that was left."""
    title = mention.title
    if title is None or not title.text:
        return False
    sentence = document.sentences[mention.sentence]
    words = {sentence.lower(i) for i in range(max(title.first - 1, 0), title.head)}
    return is_former(title.text) or not words.isdisjoint(_ONCE)
