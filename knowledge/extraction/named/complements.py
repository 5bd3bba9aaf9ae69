"""What a title is of: "Minister | for Culture, Community and Youth", "President | of Finland".

Ministries and bodies are made of known words and names of parties; the complement ends where
something else begins, above all a person's name.
"""

from knowledge.dates.tokens import MONTHS, WEEKDAYS
from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import before_hyphened, is_head
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.named.seats import leading_words, seat_end
from knowledge.extraction.named.titles import COMPLEMENT, head_of
from knowledge.extraction.named.unknown import unknown_end
from knowledge.names.given import is_given
from knowledge.text import fold

_LONGEST = 18
_CONNECTIVES = frozenset({"of", "for", "the", "and", "&", "to", "on"})
# Plurals without an "s", whose genitive has one ("the People's Court").
_PLURALS = frozenset({"people", "women", "men", "children", "seamen", "fishermen"})
_LONGEST_MODIFIERS = 4
_NOUNISH = frozenset({"NOUN", "PROPN", "ADJ"})


def complement_end(marks: Marks, i: int, head: int) -> int:
    """The end of what the title with its head at word `head` is of; `i`, where it would begin,
    when there is nothing."""
    end = _one_complement(marks, leading_words(marks, i), head)
    if end is None:
        end = i
    # "Deputy chief of mission | at the Danish embassy"
    further = _one_complement(marks, end, head) if end > i and _is_at(marks, end) else None
    return seat_end(marks, end if further is None else further, head)


def _is_at(marks: Marks, i: int) -> bool:
    return marks.lower(i) == "at"


def _one_complement(marks: Marks, i: int, head: int) -> int | None:
    """The end of one complement that begins at word `i`, None when none does."""
    words = marks.sentence.words
    known = marks.lower(i) in COMPLEMENT or _is_at_body(marks, i, head)
    if marks.lower(i) == "to" and head_of(marks.lower(head)) in titles().top_offices:
        return None  # "The visit of the President | to Russia"
    if not known or i + 1 >= len(words):
        return None
    end, j = i, i + 1
    limit = min(len(words), i + _LONGEST)
    while j < limit:
        if j in marks.party_start and j not in marks.person_end:
            end, name_follows = _party_end(marks, j)
            j = end
            if name_follows:
                break
        elif j in marks.person_end and end > i:
            break
        elif marks.lower(j) in ("the", "a") and j == i + 1:
            j += 1
        elif _is_inside(marks, j):
            if _title_and_name(marks, j):
                break
            j = end = j + 1
            if _ends_with_region(marks, j) or _names_follow(marks, j):
                break
        elif j == end and marks.lower(j) in titles().gatherings:
            end = j + 1
            break
        elif bracket := _bracket_end(marks, j):
            j = end = bracket
        elif marks.lower(j) == "to" and head_of(marks.lower(head)) not in titles().sent:
            break  # "The visit of the President of Armenia | to Russia"
        elif _leads_on(marks, j):
            j += 1
        else:
            break
    return end


def _is_at_body(marks: Marks, i: int, head: int) -> bool:
    """ "Spokesman | at the Danish embassy", "fellow | at the Lima Institute": whom they serve."""
    if marks.lower(i) != "at" or head_of(marks.lower(head)) not in titles().placed:
        return False
    j = i + 2 if marks.lower(i + 1) in ("the", "a", "an") else i + 1
    start = j
    while j - start < _LONGEST_MODIFIERS + 1:
        if marks.lower(j) in titles().places_of_work:
            return True
        if not (j in marks.party_at or _is_inside(marks, j)) or j in marks.person_words:
            return False
        j += 1
    return False


def _party_end(marks: Marks, j: int) -> tuple[int, bool]:
    """The end of a party's name or of the body that it begins, and whether a name may follow."""
    party = marks.party_start[j]
    body = _body_end(marks, party.last)
    if body:
        return body, False
    adjective = party.form is PartyForm.DEMONYM
    return party.last, not adjective and _name_may_begin(marks, party.last)


def _body_end(marks: Marks, j: int) -> int:
    """The end of the body whose name goes on at `j` ("Indian" | "National Congress"), else 0."""
    end = 0
    owned = marks.lower(j - 1) in ("'", "'s")
    while marks.capital(j) and j not in marks.person_end and not _is_persons(marks, j):
        if marks.lower(j) in name_words().not_people or (owned and _is_body(marks.lower(j))):
            end = j + 1
        j += 1
    return end


def _is_persons(marks: Marks, j: int) -> bool:
    """True for a word with which a person's name begins, where the model saw none."""
    return before_hyphened(marks, j) or is_given(fold(marks.sentence.words[j].text))


def _is_body(word: str) -> bool:
    """True for the last word of a body that belongs to another ("the Union's | Board")."""
    return word in titles().places_of_work or word in titles().private


def _is_inside(marks: Marks, j: int) -> bool:
    """True for a word that can be part of a ministry's or a body's name."""
    lexicon = name_words()
    word = marks.sentence.words[j]
    if word.lower in lexicon.honorifics and word.lower not in lexicon.shy_honorifics:
        return False
    if word.lower in WEEKDAYS or (word.lower in MONTHS and word.capital):
        return False
    if word.capital and word.text[0].isalpha():
        return word.lower not in lexicon.not_names or word.pos == "PROPN"
    return word.pos in ("NOUN", "ADJ", "PROPN") and word.lower in titles().modifiers


def _title_and_name(marks: Marks, j: int) -> bool:
    """True where a new title begins inside ("… and President Xi")."""
    listed = marks.lower(j - 1) in ("and", ",")
    return listed and j + 1 in marks.person_end and head_of(marks.lower(j)) is not None


def _ends_with_region(marks: Marks, j: int) -> bool:
    """ "Assistant Administrator for Asia" | "Michael Schiffer": no country, but the end."""
    region = marks.lower(j - 1) in titles().regions
    region = region or f"{marks.lower(j - 2)} {marks.lower(j - 1)}" in titles().regions
    goes_on = marks.lower(j) in titles().modifiers or is_head(marks.lower(j))
    return region and not goes_on and _name_may_begin(marks, j)


def _name_may_begin(marks: Marks, j: int) -> bool:
    words = marks.sentence.words
    if j >= len(words) or j in marks.person_end:
        return True
    known = words[j].lower in name_words().not_people or j in marks.party_start
    return (words[j].capital and not known) or before_hyphened(marks, j)


def _names_follow(marks: Marks, j: int) -> bool:
    """True when two or more capitalised words that no lexicon knows stand at `j`.

    Ministries and bodies are made of known words; what follows them unknown is a name.
    """
    if before_hyphened(marks, j):
        return True
    end = unknown_end(marks, j)
    goes_on = marks.capital(end) and _body_end(marks, end)
    return end - j >= 2 and not goes_on


def _bracket_end(marks: Marks, j: int) -> int:
    """The end of a bracketed abbreviation "(RCAF)" at `j`, 0 when it is something else."""
    words = marks.sentence.words
    if marks.lower(j) != "(" or marks.lower(j + 2) != ")":
        return 0
    return j + 3 if words[j + 1].text.isupper() else 0


def _leads_on(marks: Marks, j: int) -> bool:
    """True when a connecting word or comma leads on to more of the same phrase."""
    if marks.lower(j) in _CONNECTIVES:
        return _phrase_goes_on(marks, j)
    if marks.lower(j) in ("'", "'s"):
        return _is_part_of_name(marks, j) and _body_end(marks, j + 1) > j
    return marks.lower(j) == "," and _list_goes_on(marks, j)


def _is_part_of_name(marks: Marks, j: int) -> bool:
    """ "Of the Workers' | Party", "of Ghana's | Revenue Authority", not "of Ada's Council"."""
    owner = marks.lower(j - 1)
    several = marks.lower(j) == "'" or owner in _PLURALS
    party = marks.party_at.get(j - 1)
    of_party = party is not None and party.form is not PartyForm.REGION
    return several or of_party or head_of(owner) is not None


def _phrase_goes_on(marks: Marks, j: int) -> bool:
    k = j + 2 if marks.lower(j + 1) == "the" else j + 1
    if k >= len(marks.sentence.words) or k in marks.person_end:
        return False
    if marks.lower(j) not in ("and", "&"):
        return _is_inside(marks, k) or k in marks.party_start
    if _another_office(marks, k):
        return False
    if k in marks.party_start:
        # Countries joined by "and" belong to one plural title ("presidents of A, B and C").
        return marks.party_start[k].form is not PartyForm.DEMONYM
    if head_of(marks.lower(k)) is not None:
        return False
    if marks.lower(k) in titles().modifiers and head_of(marks.lower(k + 1)) is not None:
        return True
    # "Trade, Industry, and | Energy"
    before = j - 2 if marks.lower(j - 1) == "," else j - 1
    if marks.capital(k) and marks.capital(before):
        return True
    # "Minister of women | and family affairs"
    return marks.lower(j - 1) in titles().modifiers and _portfolio_ends(marks, k)


def _another_office(marks: Marks, k: int) -> bool:
    """ "… and the World Bank's country director", "… and the EU Ambassador": somebody else's."""
    party = marks.party_start.get(k)
    if party is None:
        return False
    k = party.last
    if marks.lower(k) in ("'", "'s"):
        return True
    limit = k + _LONGEST_MODIFIERS
    while k < limit and (marks.capital(k) or marks.lower(k) in titles().modifiers):
        if head_of(marks.lower(k)) is not None:
            return True
        k += 1
    return False


def _portfolio_ends(marks: Marks, k: int) -> bool:
    """True for words of ministries at `k` and nothing else behind that could be a noun's."""
    start = k
    while marks.lower(k) in titles().modifiers and head_of(marks.lower(k)) is None:
        k += 1
    words = marks.sentence.words
    name_or_end = k >= len(words) or words[k].capital or words[k].pos not in _NOUNISH
    return k > start and name_or_end and head_of(marks.lower(k)) is None


def _last_comma(marks: Marks, j: int) -> bool:
    """The comma before "and" in "Trade, Industry, and Energy"."""
    first = marks.party_at[j - 1].first if j - 1 in marks.party_at else j - 1
    listed = marks.lower(first - 1) == "," or marks.lower(first - 2) == ","
    k = j + 2
    return listed and marks.capital(k) and k not in marks.person_end and not is_head(marks.lower(k))


def _list_goes_on(marks: Marks, j: int) -> bool:
    """A comma inside "Culture, Community and Youth" or "Russia, Kazakhstan and Armenia"."""
    k = j + 1
    if marks.lower(k) == "and":
        return _last_comma(marks, j) and not _another_office(marks, k + 1)
    if k in marks.party_start:
        k = marks.party_start[k].last
        return marks.lower(k) in (",", "and") and j - 1 in marks.party_at
    start = k
    while marks.capital(k) and k not in marks.person_end and k - start < 3:
        word = marks.lower(k)
        if head_of(word) is not None or word in name_words().not_names:
            return False
        k += 1
    if k == start or j - 1 in marks.party_at:
        return False  # "The ministers of A and B, NAME and NAME"
    if marks.lower(k) == "and":
        return marks.capital(k + 1)
    return marks.lower(k) == "," and _list_goes_on(marks, k)
