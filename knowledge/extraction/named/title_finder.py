"""Title phrases: "Japanese Prime Minister", "Deputy Commander-in-Chief of the Royal Armed Forces".

A phrase is modifiers, a head from the lexicon and what it is of. Found on words, not on letters:
it stops where a person's name begins, and knows the country or body that it belongs to.
"""

from dataclasses import replace

from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.named.complements import complement_end
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import PATRONYMIC, is_given_name
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.titles import TitlePhrase, head_of

_NOUNISH = frozenset({"PROPN", "NOUN", "ADJ"})
# Words around the names of states in what a title is of ("of the Republic of Korea").
_STATE_WORDS = frozenset({"of", "the", "and", ",", "republic", "kingdom", "state", "socialist"})
_LONGEST_LEFT = 7
_HOLY_SEE = "VA"


def find_titles(marks: Marks) -> list[TitlePhrase]:
    """The title phrases of a sentence, left to right; two that belong together as one."""
    found: list[TitlePhrase] = []
    i = 0
    words = marks.sentence.words
    while i < len(words):
        phrase = _phrase_at(marks, i) if head_of(words[i].lower) is not None else None
        if phrase is None:
            i += 1
            continue
        if found and phrase.first <= found[-1].last:
            before = found.pop()
            phrase = before if phrase.last <= before.last else _joined(marks, before, phrase)
        elif found and _two_offices(marks, found[-1], phrase):
            phrase = _joined(marks, found.pop(), phrase)
        found.append(phrase)
        i = max(phrase.last, i + 1)
    return found


def _joined(marks: Marks, before: TitlePhrase, after: TitlePhrase) -> TitlePhrase:
    """Two titles of one person: the first one's office and party, over both stretches."""
    first, last = min(before.first, after.first), after.last
    both = _phrase(marks, first, last, before.head, before.plural)
    return both if before.party is None else replace(both, party=before.party)


def _two_offices(marks: Marks, before: TitlePhrase, after: TitlePhrase) -> bool:
    """ "Deputy Prime Minister and Minister for Law" before one name."""
    if marks.lower(before.last) != "and" or after.first != before.last + 1:
        return False
    if marks.lower(before.first - 1) in ("the", "a", "an", "'s"):
        return False
    same_party = after.party is None or after.party == before.party
    return same_party and not after.plural and marks.capital(before.head)


def _phrase_at(marks: Marks, head: int) -> TitlePhrase | None:
    """The title phrase whose head, or first head, is word `head`."""
    word = marks.sentence.words[head]
    singular = head_of(word.lower)
    inside_name = head in marks.person_words and head not in marks.person_end
    is_verb = word.pos in ("VERB", "AUX") and not word.capital
    if singular is None or inside_name or is_verb:
        return None
    if word.capital and (is_given_name(marks, head) or marks.lower(head + 1) in PATRONYMIC):
        return None
    head = _last_head(marks, head)
    first, last = _first_word(marks, head), complement_end(marks, _interim(marks, head + 1))
    plural = head_of(marks.lower(head)) not in (marks.lower(head), _tail(marks.lower(head)))
    alone = first == head and last == head + 1
    owned = singular in titles().owned and marks.lower(head - 1) in ("'s", "'")
    dependent = singular in titles().dependent_heads and alone and not owned
    if dependent and not _is_rank(marks, head):
        return None
    if singular in titles().helping and marks.lower(head + 1) != "to":
        return None
    return _phrase(marks, first, last, head, plural)


def _interim(marks: Marks, i: int) -> int:
    """The word after "d'affaires ad interim" at `i`, or `i`: a charge is of an embassy only so."""
    if marks.lower(i) not in ("d'affaires", "d\u2019affaires"):
        return i
    i += 1
    if (marks.lower(i), marks.lower(i + 1)) == ("ad", "interim"):
        return i + 2
    if marks.lower(i) in ("a.i", "a.i."):
        return i + 2 if marks.lower(i + 1) == "." else i + 1
    return i


def _is_rank(marks: Marks, head: int) -> bool:
    """ "The general Ahmed Fawzi", "Representatives A, B and C": a bare rank before a full name."""
    name = marks.person_end.get(head + 1, 0)
    rank = head_of(marks.lower(head))
    known = rank in titles().ranks or (marks.capital(head) and rank in titles().capital_ranks)
    return known and name >= head + 3


def _tail(word: str) -> str:
    """The last part of a compound: "president" of "vice-president"."""
    return word.rsplit("-", 1)[-1]


def _last_head(marks: Marks, i: int) -> int:
    """Of heads side by side ("Attorney General", "Deputy Governor") the last one rules."""
    while (
        head_of(marks.lower(i + 1)) is not None
        and i + 1 not in marks.person_end
        and marks.lower(i + 2) not in PATRONYMIC
    ):
        i += 1
    return i


def _first_word(marks: Marks, head: int) -> int:
    """Where the phrase of a head begins: its modifiers and whose office it is."""
    i = head
    while i > 0 and head - i < _LONGEST_LEFT:
        if not _modifies(marks, i - 1, head):
            if i == head or not _is_body_of(marks, i - 1):
                break
            i -= 1
        i -= 1
    if head_of(marks.lower(head)) != marks.lower(head):
        i = _first_of_countries(marks, i)
    # "Australia's Prime Minister", "the foundation's chairman"
    if i > 1 and marks.lower(i - 1) in ("'s", "'") and i - 2 in marks.party_at:
        i = marks.party_at[i - 2].first
    return i


def _is_body_of(marks: Marks, i: int) -> bool:
    """ "House | of | Commons Speaker", "Board of Directors Chairman": the body's name goes on."""
    known = marks.lower(i - 1) in titles().bodies_of
    return marks.lower(i) == "of" and known and marks.capital(i - 1) and marks.capital(i + 1)


def _first_of_countries(marks: Marks, i: int) -> int:
    """Take in more countries of a plural: "the Russian, Azerbaijani and Kazakh Presidents"."""
    while i > 1 and i in marks.party_at and marks.lower(i - 1) in (",", "and"):
        if i - 2 not in marks.party_at:
            break
        i = marks.party_at[i - 2].first
    return i


def _modifies(marks: Marks, i: int, head: int) -> bool:
    """True when word `i` belongs to the title before its head."""
    word = marks.sentence.words[i]
    if i in marks.person_words:
        return _is_led_group(marks, i, head)
    if i in marks.party_at or word.lower in titles().transient:
        return True
    if word.lower in titles().former:
        return True
    if word.lower in titles().modifiers or word.lower.split("-")[0] in titles().former:
        return word.pos not in ("VERB", "AUX", "ADP") or word.capital
    if head_of(word.lower) is not None:
        return True
    if word.pos not in _NOUNISH or word.lower in name_words().not_names:
        return False
    if word.lower in name_words().honorifics:
        return False
    if word.text[0].isdigit():
        return marks.capital(i + 1) and word.lower[-2:] in ("st", "nd", "rd", "th")
    if word.capital:
        return word.pos == "PROPN" or i > 0
    token = marks.sentence.tokens[word.last - 1]
    return token.dep_ == "compound" and marks.sentence.position(token.head) in range(i, head + 1)


def _is_led_group(marks: Marks, i: int, head: int) -> bool:
    """ "Hezbollah leader Naim Fawzi", where the model takes the group for a person."""
    beside = head - 1 in marks.person_words and not marks.capital(head)
    leads = head_of(marks.lower(head)) in titles().leading
    return beside and leads and head + 1 in marks.person_end and marks.capital(i)


def _phrase(marks: Marks, first: int, last: int, head: int, plural: bool) -> TitlePhrase:
    inside = [p for i, p in sorted(marks.party_start.items()) if first <= i < last]
    before = [p for p in inside if p.first < head]
    complement = [p for p in inside if p.first > head]
    in_body = any(p.form is PartyForm.BODY for p in inside)
    of_party = {i for p in inside for i in range(p.first, p.last)}
    words = [i for i in range(first, last) if i not in of_party]
    led = any(i in marks.person_words for i in range(first, head))
    private = led or (not in_body and any(_is_private(marks, i, head) for i in words))
    return TitlePhrase(
        first=first,
        last=last,
        head=head,
        text=_shown(marks, (first, last), head, before, complement),
        party=None if private else _party(marks, head, before, complement),
        named=tuple(dict.fromkeys(p.code for p in inside)),
        plural=plural,
        private=private,
    )


def _is_private(marks: Marks, i: int, head: int) -> bool:
    """True for a word of a body that is no part of a state.

    The "international" of "International Trade" is none, nor is a bank with a governor.
    """
    word = marks.lower(i)
    if word not in titles().private:
        return False
    if word == "international":
        return marks.lower(i + 1) not in titles().modifiers
    return word != "bank" or head_of(marks.lower(head)) != "governor"


def _party(
    marks: Marks, head: int, before: list[PartyMention], complement: list[PartyMention]
) -> str | None:
    """Whose office it is: the body or country named first in it, or what it is of.

    "UN special envoy for Syria" is the UN's, "ambassador to Japan" is not Japan's. Of faiths only
    the Holy See has officers: the "Archbishop of Lima" is not Peru's.
    """
    if marks.lower(head) in titles().religious:
        return before[0].code if before and before[0].code == _HOLY_SEE else None
    if before:
        return before[0].code
    if not complement:
        return None
    first = complement[0]
    preposition = marks.lower(first.first - 1)
    if preposition == "the":
        preposition = marks.lower(first.first - 2)
    far = first.first - head > 3
    if far and any(marks.lower(i) == "to" for i in range(head + 1, first.first)):
        preposition = "to"
    if preposition == "to" and marks.lower(head) not in titles().sent:
        # "adviser to the US President", "secretary to the Prime Minister of Japan"
        return first.code
    if preposition == "for" and marks.lower(head).startswith("spokes"):
        return first.code
    return None if preposition in ("to", "for", "on") else first.code


def _shown(
    marks: Marks,
    span: tuple[int, int],
    head: int,
    before: list[PartyMention],
    complement: list[PartyMention],
) -> str:
    """The title without its country: "Prime Minister" of "Japan's Prime Minister"."""
    first, last = span
    for party in before:
        if party.first == first and party.form is not PartyForm.STATE_BODY:
            first = party.last
            if marks.lower(first) in ("'s", "'"):
                first += 1
    if len(before) > 1 and before[-1].last <= head and before[0].first < first:
        first = before[-1].last
    while first < head and marks.lower(first) in titles().transient:
        first += 1
    if complement and _is_only_states(marks, range(head + 1, last), complement):
        last = head + 1
    return marks.sentence.printed(first, last)


def _is_only_states(marks: Marks, words: range, complement: list[PartyMention]) -> bool:
    """True when the complement is nothing but the names of states."""
    if any(p.form is PartyForm.BODY for p in complement):
        return False
    covered = {i for p in complement for i in range(p.first, p.last)}
    return all(i in covered or marks.lower(i) in _STATE_WORDS for i in words)
