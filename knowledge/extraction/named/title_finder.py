"""Title phrases: "Japanese Prime Minister", "Deputy Commander-in-Chief of the Royal Armed Forces".

A phrase is modifiers, a head from the lexicon and what it is of. Found on words, not on letters:
it stops where a person's name begins, and knows the country or body that it belongs to.
"""

from dataclasses import replace
from itertools import compress, count

from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.named.complements import complement_end
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import PATRONYMIC, is_given_name
from knowledge.extraction.named.parties import PartyForm, is_state
from knowledge.extraction.named.title_parts import is_private, party_of, shown
from knowledge.extraction.named.titles import TitlePhrase, head_of, is_plural

_NOUNISH = frozenset({"PROPN", "NOUN", "ADJ"})
_LONGEST_LEFT = 7


def find_titles(marks: Marks) -> list[TitlePhrase]:
    """The title phrases of a sentence, left to right; two that belong together as one."""
    found: list[TitlePhrase] = []
    behind = 0
    for i in compress(count(), map(head_of, marks.sentence.lowers)):
        phrase = _phrase_at(marks, i) if i >= behind else None
        if phrase is None or (found and _is_address(marks, found[-1], phrase)):
            continue
        if found and phrase.first <= found[-1].last:
            before = found.pop()
            phrase = before if phrase.last <= before.last else _joined(marks, before, phrase)
        elif found and _two_offices(marks, found[-1], phrase):
            phrase = _joined(marks, found.pop(), phrase)
        found.append(phrase)
        behind = phrase.last
    return found


def _is_address(marks: Marks, before: TitlePhrase, phrase: TitlePhrase) -> bool:
    """ "The Emir | Sheikh | Tamim": a form of address between a title and a name."""
    address = phrase.last == phrase.head + 1 and phrase.head == before.last
    return address and marks.lower(phrase.head) in name_words().honorifics


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
    # "Fijian Prime Minister and Forum Chair": who heads a state may head a body as well.
    same_party = same_party or (is_state(before.party) and not is_state(after.party))
    return same_party and not (before.plural or after.plural) and marks.capital(before.head)


def _phrase_at(marks: Marks, head: int) -> TitlePhrase | None:
    """The title phrase whose head, or first head, is word `head`."""
    word = marks.sentence.words[head]
    singular = head_of(word.lower)
    inside_name = head in marks.person_words and head not in marks.person_end
    is_verb = word.pos in ("VERB", "AUX") and not word.capital
    if singular is None or inside_name or is_verb:
        return None
    if singular in titles().abbreviated and not word.text.rstrip("s").isupper():
        return None  # "5 pm"
    if word.capital and (is_given_name(marks, head) or marks.lower(head + 1) in PATRONYMIC):
        return None
    head = _last_head(marks, head)
    if singular == "charge" and marks.lower(head - 1) == "in":
        return None  # "Minister in charge of …"
    first = _first_word(marks, head)
    last = complement_end(marks, _behind_head(marks, head + 1), head)
    plural = is_plural(marks.lower(head))
    alone = first == head and last == head + 1
    owned = singular in titles().owned and marks.lower(head - 1) in ("'s", "'")
    dependent = singular in titles().dependent_heads and alone and not owned
    if dependent and not _is_rank(marks, head):
        return None
    if singular in titles().occupations and not _is_ranked(marks, first, head):
        return None
    if singular in titles().helping and marks.lower(head + 1) != "to":
        return None
    return _phrase(marks, first, last, head, plural)


def _is_ranked(marks: Marks, first: int, head: int) -> bool:
    """True where more than a country stands before a head: "senior Chinese | diplomat"."""
    before = (marks.lower(i) for i in range(first, head) if i not in marks.party_at)
    return any(word in titles().modifiers for word in before)


def _behind_head(marks: Marks, i: int) -> int:
    """The word behind what a head is followed by: "Ambassador | Extraordinary", "d'affaires a.i."

    A charge is of an embassy only so.
    """
    trailing = titles().trailing
    while True:
        joined = marks.lower(i) == "and" and marks.lower(i + 1) in trailing
        at_large = (marks.lower(i), marks.lower(i + 1)) == ("at", "large")
        if joined or at_large:
            i += 2
        elif marks.lower(i) in trailing:
            i += 1 + (marks.lower(i) == "a.i" and marks.lower(i + 1) == ".")
        else:
            return i


def _is_rank(marks: Marks, head: int) -> bool:
    """ "The general Ahmed Fawzi", "Representatives A, B and C": a bare rank before a full name."""
    name = marks.person_end.get(head + 1, 0)
    rank = head_of(marks.lower(head))
    known = rank in titles().ranks or (marks.capital(head) and rank in titles().capital_ranks)
    return known and name >= head + 3


def _last_head(marks: Marks, i: int) -> int:
    """Of heads side by side ("Attorney General", "Deputy Governor") the last one rules."""
    while (
        head_of(marks.lower(i + 1)) is not None
        and marks.lower(i + 1) not in name_words().honorifics
        and i + 1 not in marks.person_end
        and marks.lower(i + 2) not in PATRONYMIC
    ):
        i += 1
    return i


def _first_word(marks: Marks, head: int) -> int:
    """Where the phrase of a head begins: its modifiers and whose office it is."""
    i = head
    while i > 0 and head - i < _LONGEST_LEFT:
        bracket = _before_bracket(marks, i)
        if bracket < i:
            i = bracket
            continue
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


def _before_bracket(marks: Marks, i: int) -> int:
    """ "Asian Development Bank | (ADB) | Country Director": the bracket behind a party's name."""
    known = marks.lower(i - 1) == ")" and marks.lower(i - 3) == "(" and i - 4 in marks.party_at
    return i - 3 if known else i


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
    if i in marks.party_at:
        return True
    if word.lower in titles().transient:
        return word.lower != "host" or word.pos != "VERB"  # "would host | Kenyan President"
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
    private = led or (not in_body and any(is_private(marks, i, head) for i in words))
    return TitlePhrase(
        first=first,
        last=last,
        head=head,
        text=shown(marks, (first, last), head, before, complement),
        party=None if private else party_of(marks, head, before, complement),
        named=tuple(dict.fromkeys(p.code for p in inside)),
        plural=plural,
        private=private,
    )
