"""Whose president is President Obama? Officers whom the table of leaders knows.

Used where a person's own words name no party. A full name decides with its title, or without one
while its holder is in office; a surname only with a title, where one officer of that year can be
meant and the article speaks of that officer's country.
"""

from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.named.register import Person, Register
from knowledge.extraction.parsing.document import Document
from knowledge.names.leaders import leader_party, surname_parties

VIA = "table of leaders"


def place_well_known(
    document: Document, register: Register, parties: list[list[PartyMention]]
) -> None:
    """Give their party to the officers whom everybody knows."""
    year = _year(document)
    spoken_of = {mention.code for row in parties for mention in row}
    for person in register.people:
        if person.party is not None:
            continue
        party = _party(person, year, spoken_of)
        mention = next(iter(register.mentions_of(person)), None)
        if party is None or mention is None:
            continue
        sentence = document.sentences[mention.sentence]
        person.party = party
        person.party_link = sentence.word_link("parties", mention.left, mention.right, party, VIA)


def _party(person: Person, year: int | None, spoken_of: set[str]) -> str | None:
    if len(person.keys) > 1 or person.title is None or year is None or person.former:
        return leader_party(person.name, person.title, year)
    known = leader_party(person.name, person.title, year)
    if known is not None:
        return known
    meant = surname_parties(person.name, person.title, year) & spoken_of
    return next(iter(meant)) if len(meant) == 1 else None


def _year(document: Document) -> int | None:
    published = document.article.published or ""
    return int(published[:4]) if published[:4].isdigit() else None
