"""Whose minister is it? The party of people whose title comes without one.

In this order, each step recorded as a link: the office itself ("Pope"), the delegation that they
are of, the table of well-known officers, where a visitor met them, whom they accompany, the
section's heading ("Cambodia-Brunei"), an agency's
dateline, the country just named ("In Vanuatu, Prime Minister Kalsakau"), the outlet's home country,
the other country of the lead, or else the one country that an article is set in; at last the one
state named that can have such an office at all. An office that only one person can hold is never
given to two.
"""

from collections import Counter
from dataclasses import replace

from knowledge.extraction.lexicon import table
from knowledge.extraction.named.headings import PairHeading, pair_headings
from knowledge.extraction.named.outlets import is_agency, is_paper
from knowledge.extraction.named.parties import PartyForm, PartyMention, city_party, is_state
from knowledge.extraction.named.register import Person, Register
from knowledge.extraction.parsing.document import Document
from knowledge.extraction.people.beside_titles import (
    by_address,
    by_bare_office,
    by_colleague,
    by_its_country,
    by_office,
    by_owner,
    by_side,
    by_speaking_body,
    just_named,
    opposite,
)
from knowledge.extraction.people.company import by_companion, by_delegation
from knowledge.extraction.people.destinations import by_destination
from knowledge.extraction.people.officers import (
    is_able,
    is_envoy,
    is_impossible,
    is_limited,
    is_open,
    is_sent_to,
    is_state_office,
    is_top,
    is_unique,
    link_to,
)
from knowledge.extraction.people.well_known import place_well_known
from knowledge.model import Link, ParagraphRole

_STATES = (PartyForm.NAME, PartyForm.DEMONYM, PartyForm.CITY)
_SETTING_SHARE = 0.6
_LONGEST_CITY = 24


def settle(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    """Give a party to the people whose own words name none, where the text allows only one."""
    _settle(document, register, parties, home)
    _of_territories(register, parties)


def _of_territories(register: Register, parties: list[list[PartyMention]]) -> None:
    """Officers below the state are the state's: a governor of Puerto Rico is American."""
    states: dict[str, str] = table("outlets")["territories"]
    for person in register.people:
        state = states.get(person.party or "")
        mention = next((m for row in parties for m in row if m.code == person.party), None)
        if state is None or mention is None:
            continue
        person.party = state
        person.party_link = replace(link_to(mention, "territory"), target=state)


def _settle(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    by_office(document, register)
    by_delegation(document, register, parties)
    place_well_known(document, register, parties)
    by_owner(document, register)
    by_speaking_body(document, register, parties)
    by_its_country(document, register, parties)
    by_side(document, register, parties)
    by_destination(document, register, parties)
    by_companion(document, register)
    _by_heading(document, register, parties, home)
    if home is None:
        by_colleague(document, register)
    _by_dateline(document, register, home)
    just_named(document, register, parties, home)
    if home is not None:
        by_address(document, register, _only_foreign_country(document, parties, home))
        link = Link("parties", document.article.outlet or "", 0, 0, home, "outlet")
        _by_default(register, home, link, envoys=not is_paper(document.article))
        _other_country(document, register, parties, home)
        _by_elimination(document, register, parties)
        by_bare_office(document, register)
        return
    place = setting(document, parties)
    if place is not None:
        across = opposite(document, register, place.code)
        _by_default(register, place.code, link_to(place, "setting"), but=across)
    _by_elimination(document, register, parties)
    by_bare_office(document, register)


def _by_elimination(
    document: Document, register: Register, parties: list[list[PartyMention]]
) -> None:
    """An office that, of all the states named, only one can have.

    "Foreign Secretary Jane Ashdown" in a story that names Britain and Brazil.
    """
    everybody = (p for p in register.people if is_open(register, p))
    people = [person for person in everybody if is_limited(person) and not person.former]
    if not people:
        return
    named: dict[str, PartyMention] = {}
    times: Counter[str] = Counter()
    for row in parties:
        for mention in row:
            if mention.form in (PartyForm.NAME, PartyForm.DEMONYM) and is_state(mention.code):
                named.setdefault(mention.code, mention)
                times[mention.code] += 1
    for person in people:
        able = [m for code, m in named.items() if not is_impossible(register, person, code)]
        taken = {p.party for p in register.people if p is not person and is_top(p)}
        if is_top(person):
            able = [m for m in able if m.code not in taken]
        # A country named in passing is not what the story is about.
        sure = len(able) == 1 and times[able[0].code] >= min(2, max(times.values()))
        if sure and person.number not in opposite(document, register, able[0].code):
            person.party, person.party_link = able[0].code, link_to(able[0], "elimination")


def _by_dateline(document: Document, register: Register, home: str | None) -> None:
    """An agency's story, or one of an outlet from nobody knows where: offices without a country
    are those of the place it is told from."""
    if home is not None and not is_agency(document.article):
        return
    dateline = document.dateline
    if dateline is None:
        _by_opening(document, register)
        return
    party = city_party(dateline.city)
    if party is not None:
        text = document.article.text[dateline.start : dateline.end].strip()
        link = Link("parties", text, dateline.start, dateline.end, party, "dateline")
        _by_default(register, party, link)


def _by_opening(document: Document, register: Register) -> None:
    """ "ISLAMABAD: Prime Minister …": a city and a colon at the head of the story."""
    first = next((s for s in document.sentences if s.role is ParagraphRole.BODY), None)
    if first is None:
        return
    city, colon, _ = first.text[:_LONGEST_CITY].partition(":")
    party = city_party(city.title() if city.isupper() else city) if colon else None
    if party is not None:
        end = first.start + len(city)
        _by_default(register, party, Link("parties", city, first.start, end, party, "dateline"))


def _by_heading(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    """A top office met only under "Cambodia-Brunei" belongs to the party that is not spoken for."""
    pairs = pair_headings(document, parties)
    for person in register.people:
        if not is_open(register, person) or not is_top(person):
            continue
        sections = {document.sentences[m.sentence].section for m in register.mentions_of(person)}
        heading = pairs.get(sections.pop()) if len(sections) == 1 else None
        if heading is None:
            continue
        own = home is not None and home in heading.parties
        if own and not _is_foreign(document, register, person, heading, home):
            continue
        taken = _parties_in_section(document, register, heading.sentence.section) | {home}
        free = [code for code in heading.parties if code not in taken]
        if len(free) == 1:
            person.party = free[0]
            person.party_link = heading.sentence.link("parties", free[0], "heading")


def _is_foreign(
    document: Document, register: Register, person: Person, heading: PairHeading, home: str | None
) -> bool:
    """True when nobody else under a heading could be the other country's officer."""
    others = [
        other
        for other in register.people
        if other is not person and is_open(register, other) and is_top(other)
        if heading.sentence.section
        in {document.sentences[m.sentence].section for m in register.mentions_of(other)}
    ]
    return not others or (home is not None and is_impossible(register, person, home))


def _parties_in_section(document: Document, register: Register, section: int) -> set[str | None]:
    """The parties of the people who are named in a section."""
    return {
        mention.person.party
        for sentence, row in zip(document.sentences, register.mentions, strict=True)
        for mention in row
        if sentence.section == section and mention.person is not None
    }


def _by_default(
    register: Register,
    code: str,
    link: Link,
    *,
    envoys: bool = False,
    but: frozenset[int] = frozenset(),
) -> None:
    """Give `code` to open state offices; a top office only where nobody else holds or claims it.

    `but` are the numbers of people who can't be meant.
    """
    everybody = [p for p in register.people if p.number not in but and is_open(register, p)]
    people = [p for p in everybody if is_state_office(p.title or "")]
    held = {o for p in register.people if p.party == code and not p.former for o in p.offices}
    claims = Counter(o for p in people if not p.former for o in p.offices)
    for person in people:
        abroad = is_sent_to(register, person, code)
        if not is_able(person, code) or abroad or (is_envoy(person) and not envoys):
            continue
        top = {office for office in person.offices if is_unique(office)}
        if not person.former and any(office in held or claims[office] > 1 for office in top):
            continue
        person.party = code
        person.party_link = link


def _other_country(
    document: Document, register: Register, parties: list[list[PartyMention]], home: str
) -> None:
    """An office that the outlet's own country can't have belongs to the other country of the lead.

    "President Biden will meet Prime Minister Kishida" in a readout whose headline and lead speak
    of no foreign state but Japan.
    """
    mention = _only_foreign_country(document, parties, home)
    if mention is None:
        return
    for person in register.people:
        if not (is_open(register, person) and (is_top(person) or is_envoy(person))):
            continue
        not_home = is_envoy(person) or is_impossible(register, person, home)
        if not_home and not is_impossible(register, person, mention.code):
            person.party, person.party_link = mention.code, link_to(mention, "lead")


def _only_foreign_country(
    document: Document, parties: list[list[PartyMention]], home: str
) -> PartyMention | None:
    """The one country besides `home` in the headline and the first two sentences of the body."""
    foreign: dict[str, PartyMention] = {}
    body = 0
    for sentence, row in zip(document.sentences, parties, strict=True):
        body += sentence.role is ParagraphRole.BODY
        if body > 2:
            break
        for mention in row:
            if mention.form in (PartyForm.NAME, PartyForm.DEMONYM) and mention.code != home:
                foreign.setdefault(mention.code, mention)
    return next(iter(foreign.values())) if len(foreign) == 1 else None


def setting(document: Document, parties: list[list[PartyMention]]) -> PartyMention | None:
    """The country that headline and first paragraphs speak of and the article names most."""
    counts: Counter[str] = Counter()
    lead: list[PartyMention] = []
    for sentence, row in zip(document.sentences, parties, strict=True):
        states = [m for m in row if m.form in _STATES]
        counts.update(m.code for m in states)
        if len(lead) < 3 or sentence.role is ParagraphRole.TITLE:
            lead.extend(states)
    if not lead:
        return None
    code, count = counts.most_common(1)[0]
    if count < _SETTING_SHARE * counts.total() or lead[0].code != code:
        return None
    return lead[0]
