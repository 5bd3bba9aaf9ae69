"""Which words of a sentence can be a person's name, and where a name begins and ends."""

import re
from functools import lru_cache
from typing import NamedTuple

from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.parsing.words import Word
from knowledge.text import fold

NAME = re.compile(r"[^\W\d_][^\W\d_'’.\-‑]*(?:['’.\-‑][^\W\d_]+)*\.?\Z")
"""A word made like a name: letters, with hyphens, apostrophes or dots inside."""

_ARTICLE_NAME = re.compile(r"(?:al|el|as|ad|an|ar|ash|at|az)[-‑][A-Z]")
INITIAL = re.compile(r"(?:[A-Z]\.)+\Z|[A-Z]\Z")
"""One initial or several: "S.", "C.D."."""

_BEFORE_FATHER = frozenset({"bin", "bint", "ibn"})
PATRONYMIC = _BEFORE_FATHER | {"al"}
"""After these a word that looks like a title is a name ("Prince Sultan bin Fahd")."""

# Titles that are given names too, right behind a form of address.
_GIVEN = frozenset({"sultan", "amir", "emir", "imam", "prince", "dean", "major"})
_MONTHS_AS_NAMES = frozenset({"may", "march", "august", "april"})
# Behind these a capital word is a name, whatever else it may be.
_BEFORE_NAMES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."})
# Months in short that are names too: "Jan Novak", "Khin Mar Aye".
_CALENDAR_AS_NAMES = frozenset({"jan", "mar", "may", "april", "june", "august"})
# Of the particles those that are no word of English and go on with a name that was cut short.
_NOT_ENGLISH = frozenset(
    {"bin", "bint", "ibn", "van", "von", "der", "del", "della", "dela", "dos", "das", "el", "al"}
)
# A Korean given name behind a family name that is a word, too: "Park | Joon-ho".
_HYPHENED = re.compile(r"[A-Z][a-z]+[-‑][a-z]+\Z")
_OKINA = frozenset({"'", "‘", "’", "ʻ"})
_JUNIOR = frozenset({"jr.", "jr", "sr."})
_LONGEST = 8


class Address(NamedTuple):
    """Forms of address before a name: the word behind them, and the gender that they give."""

    end: int
    female: bool | None
    given: bool


@lru_cache(maxsize=1 << 12)
def name_keys(name: str) -> tuple[str, ...]:
    """The words of a name by which it is compared: folded, without suffixes ("Jr.", "II")."""
    suffixes = name_words().suffixes
    dropped = suffixes | {"the"}
    words = [w for w in name.replace(",", " ").split() if w.lower() not in dropped or len(w) == 1]
    keys: list[str] = []
    for word in words or name.split():
        keys.extend(fold(word).split())
    return tuple(keys)


def is_head(word: str) -> bool:
    """True for the head of a title, also in the plural."""
    heads = titles().heads
    return word in heads or word.rstrip("s") in heads


def is_plain_name(marks: Marks, i: int) -> bool:
    """True for a capitalised word that is nothing else in any lexicon."""
    if not marks.capital(i) or i in marks.party_at:
        return False
    word = marks.sentence.words[i]
    if word.pos != "PROPN" or NAME.match(word.text) is None or word.text.isupper():
        return False
    lexicon = name_words()
    other_lists = (lexicon.not_people, lexicon.not_names, titles().modifiers)
    return not is_head(word.lower) and not any(word.lower in words for words in other_lists)


def is_name_word(marks: Marks, i: int, *, inside: bool = False) -> bool:
    """True when word `i` can be part of a name; `inside` a span that the model vouches for."""
    words = marks.sentence.words
    if i >= len(words):
        return False
    word = words[i]
    lexicon = name_words()
    if word.text in _OKINA:
        return _opens_name(marks, i)
    if word.lower in lexicon.suffixes or INITIAL.match(word.text):
        return word.capital or word.lower in lexicon.suffixes
    if word.lower in lexicon.particles:
        return marks.capital(i + 1) or (
            marks.lower(i + 1) in lexicon.particles and marks.capital(i + 2)
        )
    if _ARTICLE_NAME.match(word.text):
        return True
    if not word.capital or NAME.match(word.text) is None:
        return False
    if len(word.text) > 2 and word.text.isupper() and not marks.sentence.text.isupper():
        # A family name in capitals ("MOTEGI Toshimitsu", "Ada MENSAH") is no abbreviation.
        beside = is_plain_name(marks, i + 1) or is_plain_name(marks, i - 1)
        return len(word.text) > 3 and i not in marks.party_at and beside
    if is_given_name(marks, i):
        return True
    if inside or i in marks.person_words:
        known = word.lower in lexicon.shy_honorifics or word.lower in lexicon.also_surnames
        return known or not is_head(word.lower)
    return _is_likely_name(marks, i, word)


def _opens_name(marks: Marks, i: int) -> bool:
    """True for the sign before a Polynesian name ("'Aisake Eke"), which no other sign closes."""
    words = marks.sentence.words
    glued = i + 1 < len(words) and marks.sentence.word_end(i) == marks.sentence.word_start(i + 1)
    closed = any(words[k].text in _OKINA for k in range(i + 1, min(i + 6, len(words))))
    return glued and not closed and is_plain_name(marks, i + 1)


def _is_likely_name(marks: Marks, i: int, word: Word) -> bool:
    """True when a capitalised word that nobody vouches for is a name rather than anything else."""
    lexicon = name_words()
    if marks.lower(i + 1) in _BEFORE_FATHER:
        return True
    beside = is_plain_name(marks, i - 1) or is_plain_name(marks, i + 1)
    if word.lower in lexicon.also_surnames and (beside or before_hyphened(marks, i)):
        return True
    if word.lower in _CALENDAR_AS_NAMES and beside and not marks.lower(i + 1)[:1].isdigit():
        return True
    if word.lower in lexicon.also_given and is_plain_name(marks, i + 1):
        return True
    place = i in marks.party_at and marks.party_at[i].form in (PartyForm.CITY, PartyForm.REGION)
    if place and is_plain_name(marks, i + 1):
        return True  # "Sofia Almeida", "Victoria Nuland"
    if marks.lower(i - 1) in _BEFORE_NAMES:
        return True  # "Ms. Holland"
    if i in marks.party_at or word.lower in lexicon.not_names or word.lower in lexicon.not_people:
        return False
    return word.lower not in titles().heads


def before_hyphened(marks: Marks, i: int) -> bool:
    """True for a family name that is a word, too, before a Korean given name."""
    words = marks.sentence.words
    known = marks.lower(i) in name_words().also_surnames and i + 1 < len(words)
    return known and _HYPHENED.match(words[i + 1].text) is not None


def name_end(marks: Marks, i: int, title_words: frozenset[int]) -> int:
    """The end of the name that begins at word `i`; `i` when none does.

    `title_words` are those of title phrases, which are no part of a name.
    """
    longest = i + _LONGEST
    if i in marks.person_end:
        end = marks.person_end[i]
        while end < longest and end not in title_words and _is_cut_off(marks, end):
            end += 1
        return without_tail(marks, i, suffix_end(marks, end))
    if not is_name_word(marks, i) or marks.lower(i) in name_words().particles:
        return i
    end = i
    while end < longest and (is_name_word(marks, end) or _is_month_as_name(marks, i, end)):
        if end in marks.person_end and end > i:
            end = marks.person_end[end]
            break
        end += 1
    return without_tail(marks, i, suffix_end(marks, end))


def _is_cut_off(marks: Marks, i: int) -> bool:
    """True when the model cut a name short ("Theresa" | "May", "Hassanal" | "Bolkiah")."""
    if not is_name_word(marks, i):
        return False
    return marks.sentence.words[i].pos == "PROPN" or marks.lower(i) in _NOT_ENGLISH


def _is_month_as_name(marks: Marks, start: int, i: int) -> bool:
    return i == start + 1 and marks.lower(i) in _MONTHS_AS_NAMES


def suffix_end(marks: Marks, end: int) -> int:
    """Take in ", Jr." after a name, and "the III"."""
    if marks.lower(end) == "the" and marks.lower(end + 1) in name_words().suffixes:
        return end + 2
    return end + 2 if marks.lower(end) == "," and marks.lower(end + 1) in _JUNIOR else end


def without_tail(marks: Marks, first: int, end: int) -> int:
    """Drop degrees, and a name printed again in the other order ("Singh Manmohan")."""
    while end > first and marks.lower(end - 1) in name_words().post_nominals:
        end -= 1
    particles = name_words().particles
    for k in range(first + 2, end):
        again = marks.lower(k) in {marks.lower(i) for i in range(first, k)}
        if again and marks.lower(k) not in particles:
            return k
    return end


def is_given_name(marks: Marks, i: int) -> bool:
    """ "H.E. Sultan Al-Marri": a title's word that is a given name here."""
    before = marks.lower(i - 1)
    addressed = before in name_words().honorifics and before not in ("majesty", "highness")
    return marks.lower(i) in _GIVEN and addressed and is_name_word(marks, i + 1, inside=True)


def skip_honorifics(marks: Marks, start: int) -> Address:
    """The forms of address that stand from word `start` on."""
    lexicon = name_words()
    female: bool | None = None
    i = start = _behind_article(marks, start)
    while marks.lower(i) in lexicon.honorifics:
        lower = marks.lower(i)
        may_be_name = lower in lexicon.shy_honorifics or i in marks.person_end
        if lower == "tan" and marks.lower(i + 1) != "sri":
            break  # A Malay honour with "Sri" only, else a Chinese family name.
        if may_be_name and not _before_two_names(marks, i):
            break
        female = gender(lower, female)
        i += 1
        if marks.lower(i) == "." and marks.capital(i + 1):
            i += 1  # "Hon." in two
    return Address(i, female, i > start)


def _behind_article(marks: Marks, i: int) -> int:
    """The word behind "the" or "the Right" of "the (Right) Honourable", or `i`."""
    if marks.lower(i) != "the":
        return i
    k = i + 1 + (marks.lower(i + 1) in ("right", "most"))
    return k if marks.lower(k) in ("honourable", "honorable", "hon", "hon.", "rt") else i


def _before_two_names(marks: Marks, i: int) -> bool:
    """An honorific that is also a name counts only before two more name words."""
    return is_name_word(marks, i + 1, inside=True) and is_name_word(marks, i + 2, inside=True)


def gender(word: str, otherwise: bool | None = None) -> bool | None:
    """True for "Mrs", False for "King", `otherwise` for words that do not say."""
    if word in name_words().female:
        return True
    return False if word in name_words().male else otherwise
