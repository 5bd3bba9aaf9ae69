"""Names and titles side by side: "NAME, (52,) the TITLE", and what such a phrase ends with."""

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import (
    Address,
    is_head,
    is_plain_name,
    name_end,
    skip_honorifics,
)
from knowledge.extraction.named.titles import TitlePhrase

_LONGEST_OVERLOOKED = 5
_LONGEST_ADDRESSED = 8
_LONGEST_OWNER = 8
_ADVERBS = frozenset({"formerly", "currently", "now", "previously"})
# What may stand behind a name in apposition where a comma is forgotten.
_PLACING = frozenset({"at", "in", "on", "to", "during", "from", "with", "here", "after", "before"})


def before_age(marks: Marks, i: int) -> int:
    """The comma before an age: "Hwee Boon | , 52, chief executive"."""
    aged = marks.lower(i - 1).isdigit() and marks.lower(i - 2) == ","
    return i - 2 if aged and marks.lower(i) == "," else i


def addressed_up_to(marks: Marks, i: int, title_words: frozenset[int]) -> int | None:
    """Where the name behind a form of address begins that ends at word `i`."""
    lexicon = name_words()
    while marks.lower(i - 1) in lexicon.post_nominals:
        i -= 1
    for start in range(i - 2, max(i - _LONGEST_ADDRESSED, -1), -1):
        word = marks.lower(start)
        if word in lexicon.honorifics and word not in lexicon.shy_honorifics:
            address = skip_honorifics(marks, start)
            return address.end if name_end(marks, address.end, title_words) == i else None
    return None


def names_up_to(marks: Marks, i: int, title_words: frozenset[int]) -> int | None:
    """Where two to four name words begin that end before word `i` and the model overlooked."""
    first = i
    while i - first < _LONGEST_OVERLOOKED and _may_be_overlooked(marks, first - 1, title_words):
        first -= 1
    while first < i and not marks.capital(first):
        first += 1
    whole = not marks.capital(first - 1) or is_addressed(marks, first)
    return first if i - first >= 2 and whole else None


def _may_be_overlooked(marks: Marks, i: int, title_words: frozenset[int]) -> bool:
    """A plain name, or a particle between two of them."""
    if i in title_words:
        return False
    return is_plain_name(marks, i) or marks.lower(i) in name_words().particles


def is_addressed(marks: Marks, i: int) -> bool:
    """True for a name at word `i` behind a form of address."""
    return marks.lower(i - 1) in name_words().honorifics


def closes_apposition(marks: Marks, i: int) -> bool:
    """True when word `i` may stand behind a name in apposition: a sign or a verb."""
    words = marks.sentence.words
    if i >= len(words):
        return True
    return words[i].text in (",", ".", ";", ")", "and", "–", "—") or (
        words[i].pos in ("VERB", "AUX")
    )


def is_apposed(marks: Marks, first: int, end: int) -> bool:
    """ "The prime minister, Lars Solberg | at the summit": a full name, and no subject."""
    sentence = marks.sentence
    token = sentence.tokens[sentence.words[end - 1].last - 1]
    vouched = marks.person_end.get(first) == end and end - first > 1
    goes_on = marks.lower(end) in _PLACING
    return vouched and goes_on and token.dep_ not in ("nsubj", "nsubjpass")


def is_thing(marks: Marks, end: int) -> bool:
    """True when a name goes on as that of a place or body ("King Fahd | Airport")."""
    lexicon = name_words()
    while marks.capital(end) and marks.lower(end) != "administration":
        if marks.lower(end) in lexicon.not_people:
            return True
        if marks.lower(end) in lexicon.not_names or is_head(marks.lower(end)):
            return False
        end += 1
    return False


def after_bracket(marks: Marks, i: int) -> int:
    """The word after "(R-OH)" at `i`, or `i`."""
    if marks.lower(i) != "(":
        return i
    close = next((k for k in range(i, i + 6) if marks.lower(k) == ")"), None)
    return i if close is None else close + 1


def after_abbreviation(marks: Marks, i: int) -> int:
    """The word after "(EAM)" at `i`, a title in short before its holder's name, or `i`."""
    bracketed = marks.lower(i) == "(" and marks.lower(i + 2) == ")"
    return i + 3 if bracketed and marks.sentence.words[i + 1].text.isupper() else i


def before_apposed(marks: Marks, i: int) -> int:
    """Where an apposition begins whose title stands behind word `i`: ", | (formerly) the"."""
    if marks.lower(i) in ("the", "a", "an", "its", "their", "then"):
        i -= 1
    if marks.lower(i) in _ADVERBS:
        i -= 1
    return _before_owner(marks, _before_relative(marks, i))


def _before_relative(marks: Marks, i: int) -> int:
    """The comma before ", who is | the chairman", ", who serves as | chairman", or `i`."""
    serves = marks.lower(i) == "as" and marks.lower(i - 1) in ("serves", "acts")
    k = i - 2 if serves else i - 1
    known = serves or marks.lower(i) == "is"
    return k - 1 if known and marks.lower(k) == "who" and marks.lower(k - 1) == "," else i


def _before_owner(marks: Marks, i: int) -> int:
    """The comma before whose officer somebody is: ", one of President Mensah's | aides", or `i`."""
    if marks.lower(i) not in ("'s", "'"):
        return i
    k = i - 1
    while k > max(i - _LONGEST_OWNER, 0) and (
        marks.capital(k)
        or marks.lower(k) in ("the", "one", "of")
        or (marks.sentence.words[k].pos == "NOUN" and marks.lower(k - 1) == "the")
    ):
        k -= 1
    if marks.lower(k) in _ADVERBS:
        k -= 1
    return k if marks.lower(k) == "," and k < i - 1 else i


def begins_clause(marks: Marks, title: TitlePhrase) -> bool:
    """ "Led by the band, the President will speak": the subject of what follows."""
    token = marks.sentence.tokens[marks.sentence.words[title.head].last - 1]
    alone = title.last == title.head + 1 == title.first + 1
    subject = token.dep_ == "nsubj" and token.head.i > token.i
    return marks.lower(title.first - 1) == "the" and alone and subject


def may_hold(marks: Marks, title: TitlePhrase, address: Address, end: int) -> bool:
    """A name of its own, and no single word behind "the heads of X" that nobody vouches for."""
    if is_thing(marks, end):
        return False
    vouched = address.given or address.end in marks.person_end
    listed = marks.lower(end) in ("and", ",", "(")
    return not title.plural or vouched or listed or end - address.end > 1
