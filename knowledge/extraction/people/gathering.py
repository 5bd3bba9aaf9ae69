"""Gathering the people named in the sentences of an article into its register.

A person comes from a title with a name after or before it, or from a full name that the language
model takes for a person; later surnames, initials and slips of one letter join the full name.
Bare names of one word never make a person on their own.
"""

from rapidfuzz.distance import Levenshtein

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.named.mentions import Named, find_named
from knowledge.extraction.named.naming import NAME
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.register import NameMention, Person, Register, mention_of
from knowledge.extraction.named.surroundings import look_around
from knowledge.extraction.named.titles import TitlePhrase
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.extraction.parsing.words import Noted
from knowledge.extraction.people import affiliation, describing
from knowledge.extraction.people.bearing import contradicts
from knowledge.extraction.people.namesakes import Namesakes
from knowledge.model import ParagraphRole
from knowledge.names.given import interchangeable
from knowledge.text import fold

_NUMBERS = frozenset(
    {"ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiv", "xvi"}
)
_SON_OF = frozenset({"bin", "bint", "ibn"})
# What of the time may be gone when the people are gathered; the rest is for the rules.
_SHARE = 0.85


def find_people(
    document: Document, parties: list[list[PartyMention]], deadline: Deadline
) -> list[Named]:
    """Who is named in each sentence; a shorter list when the time was up before the end."""
    named: list[Named] = []
    for sentence, row in zip(document.sentences, parties, strict=True):
        if deadline.passed(_SHARE):
            break
        named.append(find_named(sentence, row))
    return named


def build_register(
    document: Document,
    parties: list[list[PartyMention]],
    named: list[Named],
    home: str | None,
    deadline: Deadline,
) -> Register | None:
    """Gather the people of an article.

    `home` is the country of the outlet: the party of state offices that the text leaves without
    one and that nobody else claims. None when the time was up before all names were joined, since
    half a register would tell of half the people who met.
    """
    register = Register()
    register.mentions = [each.mentions for each in named]
    register.titles = [each.titles for each in named]
    if not _join_names(document, register, deadline):
        return None
    _find_surnames(document, register, named)
    register.index()
    describing.describe(document, register)
    describing.claim_unnamed_titles(document, register, home)
    affiliation.settle(document, register, acting(parties, register), home)
    return register


def acting(parties: list[list[PartyMention]], register: Register) -> list[list[PartyMention]]:
    """The parties of a text that can act: no words of people's names ("Lisa Monaco"), and no parts
    of states, which only tell whose officer somebody is."""
    found: list[list[PartyMention]] = []
    for row, mentions in zip(parties, register.mentions, strict=True):
        names = {i for m in mentions for i in range(m.first, m.last)}
        found.append([p for p in row if p.first not in names and p.form is not PartyForm.REGION])
    return found


def fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True when `short` can stand for `full`: fewer of its words, initials, or a slip of a letter.

    Every word of the shorter name must find its own word in the longer one.
    """
    if len(short) > len(full):
        short, full = full, short
    if not short:
        return False
    left = list(full)
    for word in short:
        match = word if word in left else None
        if match is None:
            match = next((w for w in left if _nearly(word, w, len(short))), None)
        if match is None:
            return False  # As most, so that whose father it may be is asked of few.
        left.remove(match)
    return (len(short) > 1 or len(short[0]) > 1) and not _is_father(short, full)


def _is_father(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Salman bin Abdulaziz" is no short form of "Fahd bin Salman bin Abdulaziz"."""
    of_fathers = not _SON_OF.isdisjoint(short) and not _SON_OF.isdisjoint(full)
    return of_fathers and short[0] not in _SON_OF and short[0] != full[0] and short[0] in full


def _nearly(a: str, b: str, words: int) -> bool:
    """True for an initial, another form of a given name, or a slip of the keyboard."""
    if (len(a) == 1 or len(b) == 1) and words > 1:
        return a[0] == b[0]
    if words > 1 and interchangeable(a, b):
        return True
    shortest = min(len(a), len(b))
    allowed = 2 if shortest >= 8 and words > 1 else 1
    if shortest < 5 or abs(len(a) - len(b)) > allowed:
        return False
    return Levenshtein.distance(a, b, score_cutoff=allowed) <= allowed


def _join_names(document: Document, register: Register, deadline: Deadline) -> bool:
    """Make people of full names first, of single titled names after them; False out of time."""
    order = sorted(
        (m for row in register.mentions for m in row if m.keys),
        key=lambda m: (-min(len(m.keys), 2), m.sentence, m.first),
    )
    repeated = [m.keys for m in order]
    fitting: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}
    for mention in order:
        if deadline.passed(_SHARE):
            return False
        candidates = [
            person
            for person in register.people
            if _is_called(mention, person, fitting)
            and not contradicts(document, register, mention, person)
        ]
        if len(candidates) == 1:
            mention.person = candidates[0]
            _take_fuller_name(candidates[0], mention)
            _take_nickname(candidates[0], mention)
        elif candidates:
            mention.person = _only_holder(register, mention, candidates)
        elif _makes_person(document, mention, repeated):
            mention.person = Person(len(register.people), mention.name, mention.keys)
            register.people.append(mention.person)
            _take_nickname(mention.person, mention)
    return True


def _is_called(
    mention: NameMention,
    person: Person,
    fitting: dict[tuple[tuple[str, ...], tuple[str, ...]], bool],
) -> bool:
    """True when a mention's name or nickname can be somebody's; `fitting` is what was found of
    names before, as the same are printed again and again."""
    if len(mention.keys) == 1 and mention.keys[0] in person.nicknames:
        return True
    names = mention.keys, person.keys
    if names not in fitting:
        fitting[names] = fits(*names)
    return fitting[names] and not _is_namesake_king(mention, person)


def _is_namesake_king(mention: NameMention, person: Person) -> bool:
    """ "Mohammed VI" is not "Ibrahim Mohammed Solih": who has a number goes by the first name."""
    numbered = _is_numbered(mention.name) or _is_numbered(person.name)
    return numbered and mention.keys[0] != person.keys[0]


def _is_numbered(name: str) -> bool:
    """ "Hamdan II"."""
    return name.split()[-1].lower() in _NUMBERS


def _take_nickname(person: Person, mention: NameMention) -> None:
    if mention.nickname is not None:
        person.nicknames.update(fold(mention.nickname).split())


def _take_fuller_name(person: Person, mention: NameMention) -> None:
    numbered = mention.keys == person.keys and _is_numbered(mention.name)
    if len(mention.keys) > len(person.keys) or (numbered and not _is_numbered(person.name)):
        person.name, person.keys = mention.name, mention.keys


def _makes_person(
    document: Document, mention: NameMention, repeated: list[tuple[str, ...]]
) -> bool:
    """A title, a form of address, or a full name: one word without them makes nobody."""
    if mention.title is not None or mention.counterpart or mention.honorific:
        return True
    if len(mention.keys) < 2:
        return False
    in_body = document.sentences[mention.sentence].role is ParagraphRole.BODY
    return in_body or repeated.count(mention.keys) > 1


def _only_holder(
    register: Register, mention: NameMention, candidates: list[Person]
) -> Person | None:
    """Of several people of that name the one who holds the title; else nobody."""
    if mention.title is None:
        return None
    office = mention.title.office
    holders = {
        m.person.number
        for row in register.mentions
        for m in row
        if m.person is not None and m.title is not None and m.title.office == office
    }
    fitting = [person for person in candidates if person.number in holders]
    return fitting[0] if len(fitting) == 1 else None


def _find_surnames(document: Document, register: Register, named: list[Named]) -> None:
    """Find later mentions by one word of a known name, which the model often misses.

    Mentions that name nobody are dropped.
    """
    people_by_key: dict[str, list[Person]] = {}
    for person in register.people:
        for key in (*person.keys, *sorted(person.nicknames - set(person.keys))):
            if len(key) > 1:
                people_by_key.setdefault(key, []).append(person)
    bearers = Noted(lambda text: people_by_key.get(fold(text), []))
    namesakes = Namesakes(named)
    for sentence, each in zip(document.sentences, named, strict=True):
        row = each.mentions
        row[:] = [m for m in row if m.person is not None]
        taken = {i for m in row for i in range(m.first, m.last)}
        taken |= {i for title in each.titles for i in range(title.first, title.last)}
        capital = [
            (i, word.text) for i, word in enumerate(sentence.words) if word.text[:1].isupper()
        ]
        for i, text in capital:
            people = bearers[text]
            if len(people) != 1 or i in taken:
                continue
            may_be = _may_be_surname(each, i) or namesakes.is_person(each, i, people[0])
            if may_be and _stands_alone(sentence, i, people[0], taken):
                mention = mention_of(each.marks.sentence, i, i + 1)
                mention.person = people[0]
                mention.title = _apposed_title(each, i)
                look_around(each.marks, mention)
                row.append(mention)
                taken.add(i)
        row.sort(key=lambda m: m.first)


def _apposed_title(named: Named, i: int) -> TitlePhrase | None:
    """ "Meyer, a former commissioner of the port police, was …": the title behind a surname."""
    marks = named.marks
    start = i + 2
    while marks.lower(start) in ("the", "a", "an", "formerly", "now"):
        start += 1
    title = next((title for title in named.titles if title.first == start), None)
    if title is None or marks.lower(i + 1) != "," or marks.lower(title.last) != ",":
        return None
    used = title.plural or any(m.title is title for m in named.mentions)
    words = marks.sentence.words[title.last + 1 : title.last + 2]
    told = bool(words) and words[0].pos in ("VERB", "AUX")
    return title if told and not used else None


def _may_be_surname(named: Named, i: int) -> bool:
    marks = named.marks
    if marks.lower(i) in name_words().not_names:
        return False
    return i not in marks.party_at or marks.party_at[i].form is PartyForm.CITY


def _stands_alone(sentence: Sentence, i: int, person: Person, taken: set[int]) -> bool:
    """A surname by itself, not a word of some other name ("Putin Street", "Peter Putin")."""
    is_thing = sentence.lower(i + 1) in name_words().not_people and i + 1 not in taken
    if is_thing and sentence.words[i + 1].capital:
        return False
    return not any(_is_other_name(sentence, k, person) for k in (i - 1, i + 1) if k not in taken)


def _is_other_name(sentence: Sentence, i: int, person: Person) -> bool:
    """True when word `i` is a name, as the model has it, and none of the person's own."""
    if not 0 <= i < len(sentence.words):
        return False
    word = sentence.words[i]
    if not word.capital or word.pos != "PROPN" or NAME.match(word.text) is None:
        return False
    lexicon = name_words()
    if fold(word.text) in person.keys or word.lower in lexicon.honorifics:
        return False
    if word.lower in lexicon.not_names:
        return False
    return sentence.tokens[word.first].ent_type_ in ("PERSON", "ORG", "FAC")
