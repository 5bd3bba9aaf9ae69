"""Whose minister is it? The party of people whose title comes without one.

In this order, each step recorded as a link: the country just named ("In Vanuatu, Prime Minister
Kalsakau"), the section's heading ("Cambodia-Brunei"), the outlet's home country, and the one
country that an article is set in. An office that only one person can hold is never given to two.
"""

from collections import Counter

from knowledge.extraction.datelines import find_dateline
from knowledge.extraction.document import Document
from knowledge.extraction.lexicon import titles
from knowledge.extraction.parties import PartyForm, PartyMention, is_agency
from knowledge.extraction.register import Person, Register
from knowledge.model import Link, ParagraphRole

_STATES = (PartyForm.NAME, PartyForm.DEMONYM, PartyForm.CITY)
_SETTING_SHARE = 0.6


def heading_pair(mentions: list[PartyMention]) -> tuple[str, str] | None:
    """The two parties of a heading such as "Cambodia-Japan", None for any other heading."""
    codes = list(dict.fromkeys(m.code for m in mentions))
    return (codes[0], codes[1]) if len(codes) == 2 else None


def section_pairs(
    document: Document, parties: list[list[PartyMention]]
) -> dict[int, tuple[str, str, int]]:
    """Section number → its pair of parties and the index of the heading's sentence."""
    pairs: dict[int, tuple[str, str, int]] = {}
    for sentence, mentions in zip(document.sentences, parties, strict=True):
        if sentence.role is not ParagraphRole.HEADING:
            continue
        pair = heading_pair(mentions)
        covered = sum(m.last - m.first for m in mentions)
        if pair is not None and len(sentence.words) - covered <= 2:
            pairs[sentence.section] = (*pair, sentence.index)
    return pairs


def settle(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    """Give a party to the people whose own words name none, where the text allows only one."""
    _by_heading(document, register, parties, home)
    dateline = find_dateline(document)
    told_from = dateline is not None and dateline.party is not None
    if dateline is not None and told_from and is_agency(document.article):
        assert dateline.party is not None
        text = document.article.text[dateline.start : dateline.end].strip()
        link = Link("parties", text, dateline.start, dateline.end, dateline.party, "dateline")
        _by_default(register, dateline.party, link)
    _just_named(document, register, parties, home)
    if home is not None:
        _by_default(
            register, home, Link("parties", document.article.outlet or "", 0, 0, home, "outlet")
        )
        _other_country(document, register, parties, home)
        return
    setting = _setting(document, parties)
    if setting is not None:
        code, mention = setting
        link = Link("parties", mention.text, mention.start, mention.end, code, "setting")
        _by_default(register, code, link)


def _open(register: Register, person: Person) -> bool:
    """True when a person holds a state's office that nobody has placed."""
    return person.party is None and bool(person.title) and not _private(register, person)


def is_state_office(title: str) -> bool:
    """True for offices that belong to a state rather than to a company or a body."""
    words = set(title.lower().replace("-", " ").split()) | {title.lower()}
    return bool(words & titles().state_heads)


def _private(register: Register, person: Person) -> bool:
    return any(m.title is not None and m.title.private for m in register.mentions_of(person))


def _just_named(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    """ "In Vanuatu, Prime Minister Kalsakau": where the outlet's own country can't be meant."""
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        for mention in row:
            person = mention.person
            if person is None or mention.title is None or not _open(register, person):
                continue
            if home is not None and not _impossible(register, person, home):
                continue
            before = [
                p
                for p in named
                if p.last <= mention.left and p.form in (PartyForm.NAME, PartyForm.CITY)
            ]
            if not before:
                continue
            last = before[-1]
            between = [sentence.lower(i) for i in range(last.last, mention.left)]
            opening = sentence.lower(last.first - 1) in ("in", "to", "at")
            if (between == [","] and opening and last.first <= 3) or between[:2] == [",", "where"]:
                person.party = last.code
                person.party_link = Link(
                    "parties", last.text, last.start, last.end, last.code, "just named"
                )


def _impossible(register: Register, person: Person, code: str) -> bool:
    """True when a state has no such office, or somebody else holds it."""
    if any(code in titles().absent.get(office, ()) for office in person.offices):
        return True
    held = {o for p in register.people if p.party == code and not p.former for o in p.offices}
    return any(o in held for o in person.offices if o in titles().top_offices)


def _by_heading(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    """A top office met only under "Cambodia-Brunei" belongs to the party that is not spoken for."""
    pairs = section_pairs(document, parties)
    for person in register.people:
        if not _open(register, person) or not _is_top(person):
            continue
        sections = {document.sentences[m.sentence].section for m in register.mentions_of(person)}
        if len(sections) != 1 or (section := sections.pop()) not in pairs:
            continue
        first, second, index = pairs[section]
        taken = {
            m.person.party
            for sentence, row in zip(document.sentences, register.mentions, strict=True)
            for m in row
            if sentence.section == section and m.person is not None
        }
        if home is not None:
            taken.add(home)
        free = [code for code in (first, second) if code not in taken]
        if len(free) == 1:
            heading = document.sentences[index]
            person.party = free[0]
            person.party_link = Link(
                "parties", heading.text, heading.start, heading.end, free[0], "heading"
            )


def _is_top(person: Person) -> bool:
    return any(office in titles().top_offices for office in person.offices)


def _by_default(register: Register, code: str, link: Link) -> None:
    """Give `code` to open state offices; a top office only where nobody else holds or claims it."""
    people = [p for p in register.people if _open(register, p) and is_state_office(p.title or "")]
    held = {o for p in register.people if p.party == code and not p.former for o in p.offices}
    claims = Counter(o for p in people if not p.former for o in p.offices)
    for person in people:
        if any(code in titles().absent.get(office, ()) for office in person.offices):
            continue
        top = {office for office in person.offices if office in titles().top_offices}
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
    foreign: dict[str, PartyMention] = {}
    body = 0
    for sentence, row in zip(document.sentences, parties, strict=True):
        body += sentence.role is ParagraphRole.BODY
        if body > 2:
            break
        for mention in row:
            if mention.form in (PartyForm.NAME, PartyForm.DEMONYM) and mention.code != home:
                foreign.setdefault(mention.code, mention)
    if len(foreign) != 1:
        return
    ((code, mention),) = foreign.items()
    for person in register.people:
        if _open(register, person) and _is_top(person) and _impossible(register, person, home):
            if not _impossible(register, person, code):
                person.party = code
                person.party_link = Link(
                    "parties", mention.text, mention.start, mention.end, code, "lead"
                )


def _setting(
    document: Document, parties: list[list[PartyMention]]
) -> tuple[str, PartyMention] | None:
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
    return code, lead[0]
