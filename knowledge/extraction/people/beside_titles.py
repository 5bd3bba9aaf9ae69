"""What stands beside a title and says whose officer it is: a colleague, an owner, "your"."""

from itertools import pairwise

from knowledge.extraction.lexicon import meetings, titles
from knowledge.extraction.named.parties import PartyForm, PartyMention, is_state
from knowledge.extraction.named.register import Person, Register
from knowledge.extraction.named.titles import TitlePhrase, only_state_of
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.extraction.people.officers import is_impossible, is_open, is_top, link_to
from knowledge.text import fold

_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "island", "state"})

# Between two people these part the sides of a meeting.
_ACROSS = frozenset(
    {"met", "meet", "meets", "with", "by", "received", "hosted", "welcomed", "called", "from"}
)
_TELLING = frozenset({"said", "says", "announced", "confirmed", "told", "added", "stated"})
_BESIDE = 10


def by_office(document: Document, register: Register) -> None:
    """ "Pope Leo": an office that only one state has."""
    for person in register.people:
        code = None if person.party or person.title is None else only_state_of(person.title)
        titled = (m for m in register.mentions_of(person) if m.title is not None)
        mention = next(titled, None)
        if code is not None and mention is not None and mention.title is not None:
            sentence, title = document.sentences[mention.sentence], mention.title
            person.party = code
            person.party_link = sentence.word_link(
                "parties", title.first, title.last, code, "office"
            )


def by_bare_office(document: Document, register: Register) -> None:
    """ "Secretary of State Anna Whitfield": the state that is meant where nothing says another."""
    for person in register.people:
        code = titles().bare.get((person.title or "").lower())
        mention = next(iter(register.mentions_of(person)), None)
        if code is None or mention is None or not is_open(register, person):
            continue
        sentence = document.sentences[mention.sentence]
        link = sentence.word_link("parties", mention.left, mention.right, code, "office")
        person.party, person.party_link = code, link


def by_speaking_body(
    document: Document, register: Register, parties: list[list[PartyMention]]
) -> None:
    """ "The White House said President James Hill would come": its own president."""
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        body = next((p for p in named if p.form is PartyForm.STATE_BODY and p.first <= 1), None)
        if body is None or sentence.lower(body.last) not in _TELLING:
            continue
        for person in (m.person for m in row if m.title is not None and m.left > body.last):
            if person is None or not is_open(register, person) or not is_top(person):
                continue
            if not is_impossible(register, person, body.code):
                person.party, person.party_link = body.code, link_to(body, "body")
                break


def by_colleague(document: Document, register: Register) -> None:
    """ "Australian Foreign Minister A and Trade Minister B": one government, where nobody met.

    Heads of state and government stand for themselves, and who meets is not of one side.
    """
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        pairs = [
            (one, other)
            for one, other in pairwise(row)
            if one.party is not None
            and other.title is not None
            and [sentence.lower(i) for i in range(one.right, other.left)] == ["and"]
        ]
        # "A's premier B and energy minister C, D's premier E and energy minister F": one by one.
        paired = len({one.party for one, _ in pairs}) > 1
        if not pairs:
            continue
        met = not paired and _tells_of_meeting(sentence)
        for one, other in pairs:
            if met and not _is_partner(sentence, one.left):
                continue
            first, second = one.person, other.person
            if first is None or second is None or one.party is None:
                continue
            lesser = not (is_top(second) or (is_top(first) and not (paired or met)))
            if lesser and is_open(register, second):
                second.party = one.party
                link = sentence.word_link("parties", one.left, one.right, one.party, "colleague")
                second.party_link = link


def by_side(document: Document, register: Register, parties: list[list[PartyMention]]) -> None:
    """ "Premier Karim Usmon was to lead it on the Uzbek side": that side's officer."""
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        for side in named if "side" in sentence.vocabulary else ():
            before = [sentence.lower(i) for i in (side.first - 2, side.first - 1, side.last)]
            if before[0] not in ("on", "from", "for") or before[1:] != ["the", "side"]:
                continue
            ahead = [m for m in row if side.first - _BESIDE <= m.right <= side.first]
            person = ahead[-1].person if ahead else None
            if person is not None and is_open(register, person):
                person.party, person.party_link = side.code, link_to(side, "side")


def _is_partner(sentence: Sentence, i: int) -> bool:
    """True where those met are listed from word `i` on: "she met | Ghanaian President A and B"."""
    i -= 1 + (sentence.lower(i - 1) == "the")
    talks = {sentence.lower(k) for k in range(i - 4, i)} & {"met", "meet", "meeting", "talks"}
    return sentence.lower(i) in ("met", "meet", "meets") or (
        sentence.lower(i) == "with" and bool(talks)
    )


def opposite(document: Document, register: Register, code: str) -> frozenset[int]:
    """The numbers of those who met an officer of a state: "Minister A met Ghanaian Premier B"."""
    found: set[int] = set()
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        of_state = [m for m in row if m.person is not None and m.person.party == code]
        if not of_state or len(row) < 2 or not _tells_of_meeting(sentence):
            continue
        for mention in row:
            for other in of_state:
                one, two = sorted((mention, other), key=lambda m: m.left)
                between = {sentence.lower(i) for i in range(one.right, two.left)}
                if mention.person is not None and not between.isdisjoint(_ACROSS):
                    found.add(mention.person.number)
    return frozenset(found)


def _tells_of_meeting(sentence: Sentence) -> bool:
    if not meetings().nouns.keys().isdisjoint(sentence.vocabulary):
        return True
    triggers = (meetings().trigger(token.lemma_.lower()) for token in sentence.tokens)
    return any(t is not None and t.form != "visit" for t in triggers)


def just_named(
    document: Document,
    register: Register,
    parties: list[list[PartyMention]],
    home: str | None,
) -> None:
    """ "In Vanuatu, Prime Minister Kalsakau": where the outlet's own country can't be meant."""
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        for mention in row:
            person = mention.person
            if person is None or mention.title is None or not is_open(register, person):
                continue
            if home is not None and not is_impossible(register, person, home):
                continue
            last = _opening_country(sentence, named, mention.left)
            if last is not None:
                person.party, person.party_link = last.code, link_to(last, "just named")


def _opening_country(
    sentence: Sentence, named: list[PartyMention], end: int
) -> PartyMention | None:
    """The last country before word `end`, where "In A, …" or "A, where …" leads up to that word."""
    before = [p for p in named if p.last <= end and p.form in (PartyForm.NAME, PartyForm.CITY)]
    if not before:
        return None
    last = before[-1]
    between = [sentence.lower(i) for i in range(last.last, end)]
    opening = sentence.lower(last.first - 1) in ("in", "to", "at") and last.first <= 3
    leads_up = (between == [","] and opening) or between[:2] == [",", "where"]
    return last if leads_up else None


def by_address(document: Document, register: Register, other: PartyMention | None) -> None:
    """ "When I met your Minister of Justice": no officer of the speaker's own country.

    `other` is the one other country that the article is about.
    """
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        for mention in row:
            person = mention.person
            yours = mention.title is not None and sentence.lower(mention.left - 1) == "your"
            if other is not None and yours and person is not None and is_open(register, person):
                person.party, person.party_link = other.code, link_to(other, "lead")


def by_owner(document: Document, register: Register) -> None:
    """ "President Grace Wanjiru's envoy, Peter Otieno": of the same state as who sent them."""
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        for mention in row:
            person, title = mention.person, mention.title
            if person is None or title is None or not is_open(register, person):
                continue
            owned = sentence.lower(title.first - 1) in ("'s", "'")
            owner = next((m for m in row if owned and m.last == title.first - 1), None)
            if owner is not None and owner.person is not None and owner.person.party is not None:
                code = owner.person.party
                link = sentence.word_link("parties", owner.left, owner.right, code, "owner")
                person.party, person.party_link = code, link
            elif (sender := _named_in_title(register, sentence, title)) is not None:
                code = sender.party or ""
                first = title.first
                link = sentence.word_link("parties", first, first + 1, code, "owner")
                person.party, person.party_link = code, link


def _named_in_title(register: Register, sentence: Sentence, title: TitlePhrase) -> Person | None:
    """ "Wanjiru envoy Peter Otieno": the one officer of that name, whom the envoy serves."""
    if title.last - title.first < 2 or not sentence.words[title.first].capital:
        return None
    key = fold(sentence.words[title.first].text)
    known = [p for p in register.people if p.keys[-1:] == (key,)]
    return known[0] if len(known) == 1 and known[0].party is not None else None


def by_its_country(
    document: Document, register: Register, parties: list[list[PartyMention]]
) -> None:
    """ "Ghana … the country's president, Ada Mensah": of the country named last before."""
    last: PartyMention | None = None
    section = -1
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        if sentence.section != section:
            last, section = None, sentence.section
        for mention in row:
            person, title = mention.person, mention.title
            if person is None or title is None or not is_open(register, person):
                continue
            words = [sentence.lower(i) for i in range(title.first - 3, title.first)]
            if words[0] != "the" or words[1] not in _COUNTRY_NOUNS or words[2] not in ("'s", "'"):
                continue
            before = [p for p in named if p.last <= title.first and _is_country(p)]
            meant = before[-1] if before else last
            if meant is not None and not is_impossible(register, person, meant.code):
                person.party, person.party_link = meant.code, link_to(meant, "country")
        last = next((p for p in reversed(named) if _is_country(p)), last)


def _is_country(party: PartyMention) -> bool:
    return party.form in (PartyForm.NAME, PartyForm.DEMONYM) and is_state(party.code)
