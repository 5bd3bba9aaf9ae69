"""Describing the people of a register: fullest title, gender, and the party said with them."""

from collections.abc import Iterator

from knowledge.extraction.grammar.clauses import clause_depth
from knowledge.extraction.lexicon import titles
from knowledge.extraction.named.parties import is_state
from knowledge.extraction.named.register import NameMention, Person, Register
from knowledge.extraction.named.titles import (
    TitlePhrase,
    is_former,
    may_have,
    office_of,
    to_singular,
)
from knowledge.extraction.parsing.document import Document, Sentence, is_subject

# How many sentences back a counterpart's opposite number may have been named.
_REACH = 2


def describe(document: Document, register: Register) -> None:
    """Give every person their fullest title, gender and the party said with it."""
    for row in register.mentions:
        for mention in row:
            if mention.person is not None:
                _take_over(document, mention.person, mention)
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        for position, mention in enumerate(row):
            if mention.counterpart and mention.person is not None and not mention.person.title:
                before = _people_before(document, register, sentence, position)
                _take_office(mention.person, before, sentence)


def _take_over(document: Document, person: Person, mention: NameMention) -> None:
    """What one mention says of its person."""
    sentence = document.sentences[mention.sentence]
    if person.female is None:
        person.female = mention.female
    if mention.title is not None and mention.title.text:
        _add_title(person, mention.title, sentence)
    elif person.title is None and (short := _short_title(sentence, mention)):
        person.title = short
        person.offices.add(office_of(short))
    for title in mention.further:
        _add_further(person, title, sentence)
    if person.party is None:
        person.party = mention.party


def _short_title(sentence: Sentence, mention: NameMention) -> str | None:
    """The title that a form of address stands for: "Sen. Jane Whitfield"."""
    before = " ".join(sentence.lower(i) for i in range(mention.left, mention.first))
    return titles().abbreviations.get(before)


def _add_title(person: Person, title: TitlePhrase, sentence: Sentence) -> None:
    text = to_singular(title.text) if title.plural else title.text
    # "Late" and "then" are no part of the title as shown.
    before = {sentence.lower(i) for i in range(max(title.first - 4, 0), title.first)}
    former = is_former(text) or sentence.lower(title.first) in titles().former
    former = former or not before.isdisjoint(("formerly", "previously"))
    person.offices.add(office_of(text))
    better = person.title is None or (person.former and not former)
    longer = person.title is not None and len(text.split()) > len(person.title.split())
    if better or (longer and former == person.former):
        person.title, person.former = text, former
        person.title_evidence = (sentence.start, sentence.end)
    if title.private and title.named and person.origin is None:
        person.origin = title.named[0]


def _add_further(person: Person, title: TitlePhrase, sentence: Sentence) -> None:
    """A title behind one that stands before the name: it takes the place of a former one only,
    or of a bare rank ("Representative Ada Mensah, chairwoman of the Budget Committee")."""
    if person.title is not None and not is_former(title.text) and _is_bare(person.title):
        _add_title(person, title, sentence)
    elif person.former and not is_former(title.text):
        _add_title(person, title, sentence)
        person.party = title.party or person.party
    else:
        person.offices.add(office_of(title.text))
        person.party = person.party or title.party


def _is_bare(title: str) -> bool:
    """True for ranks that say little by themselves."""
    return title.lower() in titles().ranks or title.lower() in titles().capital_ranks


def _people_before(
    document: Document, register: Register, sentence: Sentence, position: int
) -> Iterator[Person]:
    """Whose counterpart it may be: subjects before it, nearest sentence first, then anybody."""
    rows = [(sentence, register.mentions[sentence.index][:position])]
    for i in range(sentence.index - 1, max(sentence.index - _REACH - 1, -1), -1):
        rows.append((document.sentences[i], register.mentions[i]))
    for row_sentence, row in rows:
        subjects = [m for m in row if is_subject(row_sentence, m.first, m.last)]
        subjects.sort(key=lambda m: -clause_depth(row_sentence, m.first, m.last))
        for mention in (*reversed(subjects), *reversed(row)):
            if mention.person is not None:
                yield mention.person


def _take_office(counterpart: Person, before: Iterator[Person], sentence: Sentence) -> None:
    """A counterpart holds the office of the last person named before with an office."""
    for person in before:
        if person is not counterpart and person.title:
            counterpart.title = person.title
            counterpart.offices |= person.offices
            counterpart.title_evidence = (sentence.start, sentence.end)
            return


def claim_unnamed_titles(document: Document, register: Register, home: str | None) -> None:
    """ "the Russian President" tells whose president an unclaimed President is."""
    open_offices: dict[str, list[Person]] = {}
    for person in register.people:
        if person.party is None and not person.former:
            for office in person.offices:
                open_offices.setdefault(office, []).append(person)
    if home is not None:
        _claim_top_office(document, register, home)
    claimed = {(office, p.party) for p in register.people for office in p.offices}
    for sentence, row, found in zip(
        document.sentences, register.mentions, register.titles, strict=True
    ):
        titled = {m.title for m in row if m.title is not None}
        for title in found:
            if title in titled or title.plural or not is_state(title.party):
                continue
            # An ambassador in a paper at home is a foreign one.
            sent = title.office.rpartition(" ")[2] in titles().sent
            own = home is not None and title.party != home and may_have(home, title.office)
            if own and not sent:
                continue  # "President Han" of a paper at home is its own, whoever else is named.
            people = open_offices.get(title.office, [])
            free = len(people) == 1 and people[0].party is None
            if free and (title.office, title.party) not in claimed:
                person = people[0]
                person.party = title.party
                person.party_link = sentence.word_link(
                    "people", title.first, title.last, person.name, "title"
                )


def _claim_top_office(document: Document, register: Register, home: str) -> None:
    """ "President of Russia" without a name, and one untitled person who acts all through.

    In the outlet's own country only: elsewhere the two need not be the same.
    """
    top = titles().top_offices
    people = [p for p in register.people if not p.title and p.party is None and p.mentions >= 2]
    held = {office for p in register.people if p.party == home for office in p.offices}
    unnamed = [
        (sentence, title)
        for sentence, found in zip(document.sentences, register.titles, strict=True)
        for title in found
        if title.party == home and title.office in top
    ]
    if len(people) != 1 or not unnamed or held & top:
        return
    person = people[0]
    person.party = home
    for sentence, title in unnamed:
        if title.office != "leader":
            person.title = title.text
            person.offices.add(title.office)
            person.title_evidence = (sentence.start, sentence.end)
            person.party_link = sentence.word_link(
                "people", title.first, title.last, person.name, "title"
            )
            return
