"""What the language model takes for people, cleaned of titles, address and other things."""

from collections.abc import Iterator

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import (
    is_given_name,
    is_head,
    is_name_word,
    is_plain_name,
    without_tail,
)
from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.parsing.document import Sentence

_POSSESSIVE = frozenset({"his", "her", "their", "its"})
_OPENING = frozenset({"“", '"', "‘", "'"})
_CLOSING = frozenset({"”", '"', "’", "'"})
# Behind these and a title a country is a country.
_TOWARDS = frozenset({"to", "of", "in", "for", "from"})
# What a span may begin with that is no name.
_NO_START = frozenset({"the", "'s", "’s", '"', "“", "-"})


def mark(sentence: Sentence, parties: list[PartyMention]) -> Marks:
    """Mark the parties and the model's people of a sentence."""
    marks = Marks(
        sentence=sentence,
        party_at={i: party for party in parties for i in range(party.first, party.last)},
        party_start={party.first: party for party in parties},
    )
    people = dict(_people(marks))
    if not people:
        return marks
    marks.person_end = people
    marks.person_words = frozenset(i for span in people.items() for i in range(*span))
    return marks


def _people(marks: Marks) -> Iterator[tuple[int, int]]:
    sentence = marks.sentence
    tokens = sentence.tokens
    end = 0
    for i in [i for i, token in enumerate(tokens) if token.ent_type_ == "PERSON"]:
        if i < end:
            continue
        end = i + 1
        while end < len(tokens) and (
            tokens[end].ent_type_ == "PERSON" and tokens[end].ent_iob_ == "I"
        ):
            end += 1
        name = _cleaned(marks, sentence.word_of[i], sentence.word_of[end - 1] + 1)
        if name is not None:
            yield name


def _cleaned(marks: Marks, first: int, last: int) -> tuple[int, int] | None:
    """The name in a model span: its longest run of name words after titles and honorifics."""
    first = _after_titles(marks, first, last)
    if any(marks.lower(i) in _POSSESSIVE for i in range(first, last)):
        return None
    end = first
    while end < last and (
        is_name_word(marks, end, inside=True)
        or (end == first and end in marks.party_at and _is_named_for(marks, end))
    ):
        end += 1
    if _is_nickname(marks, end):
        end += 3
        while is_name_word(marks, end, inside=True):
            end += 1
    end = without_tail(marks, first, end)
    if end <= first or _is_no_person(marks, first, end):
        return None
    return first, end


def _is_nickname(marks: Marks, i: int) -> bool:
    """ "Rodrigo | “Rod” Alvarez": a name between marks inside a name."""
    marked = marks.lower(i) in _OPENING and marks.lower(i + 2) in _CLOSING
    return marked and marks.capital(i + 1) and is_name_word(marks, i + 3, inside=True)


def _after_titles(marks: Marks, first: int, last: int) -> int:
    """Where the name begins in a span that may start with titles, parties and small words."""
    lexicon = name_words()
    for i in range(last - 1, first - 1, -1):
        if is_given_name(marks, i):
            continue
        if _is_title_inside(marks.lower(i), at_end=i > first and i == last - 1):
            first = i + 1
            break
    while last - first > 1 and first in marks.party_at and not _is_named_for(marks, first):
        first = marks.party_at[first].last
    while first < last and _is_no_start(marks, first):
        first += 1
    while (
        last - first > 2
        and marks.lower(first) in lexicon.not_people
        and marks.lower(first - 1) in ("for", "of", "and")
    ):
        first += 1
    while first < last and _is_no_name(marks.lower(first)):
        first += 1
    return first


def _is_named_for(marks: Marks, i: int) -> bool:
    """ "President Salvador Reyes": a country's name that people are called by too."""
    party = marks.party_at[i]
    one_word = party.first == i and party.last == i + 1
    if marks.lower(i - 1) in _TOWARDS and any(is_head(marks.lower(k)) for k in range(i - 6, i)):
        return False  # "Ambassador to Jordan Ada Mensah"
    return one_word and marks.lower(i) in name_words().also_given and is_plain_name(marks, i + 1)


def _is_title_inside(word: str, *, at_end: bool) -> bool:
    """True for the head of a title, unless it is the family name at the end ("Boris Bishop")."""
    lexicon = name_words()
    surname = at_end and word in lexicon.also_surnames
    return is_head(word) and word not in lexicon.shy_honorifics and not surname


def _is_no_start(marks: Marks, i: int) -> bool:
    lexicon = name_words()
    word = marks.lower(i)
    address = word in lexicon.honorifics and word not in lexicon.shy_honorifics
    return address or word in _NO_START or not marks.capital(i)


def _is_no_name(word: str) -> bool:
    lexicon = name_words()
    return word in lexicon.not_names and word not in lexicon.also_surnames


def _is_no_person(marks: Marks, first: int, end: int) -> bool:
    """True when the words are those of a body, a party, or a word that begins a sentence."""
    lexicon = name_words()
    for i in range(first, end):
        if marks.lower(i) in lexicon.not_people and marks.lower(i) not in lexicon.also_surnames:
            return True
    if all(i in marks.party_at for i in range(first, end)):
        return True
    if end - first == 1 and marks.lower(first) in lexicon.not_names:
        return True
    return marks.lower(end) in lexicon.not_people
