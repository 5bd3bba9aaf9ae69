"""What a title phrase says: whose office it is, and how it is shown without its country."""

from knowledge.extraction.lexicon import titles
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.titles import head_of

# Words around the names of states in what a title is of ("of the Republic of Korea").
_STATE_WORDS = frozenset({"of", "the", "and", ",", "republic", "kingdom", "state", "socialist"})
_HOLY_SEE = "VA"
# What stays in a title as shown: "White House spokesman", "Texas Governor".
_KEPT = frozenset({PartyForm.STATE_BODY, PartyForm.REGION})


def is_private(marks: Marks, i: int, head: int) -> bool:
    """True for a word of a body that is no part of a state.

    The "international" of "International Trade" is none, nor is a bank with a governor.
    """
    word = marks.lower(i)
    if word not in titles().private:
        return False
    if word == "international":
        return marks.lower(i + 1) not in titles().modifiers
    return word != "bank" or head_of(marks.lower(head)) != "governor"


def party_of(
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
    commissioner = (marks.lower(head - 1), marks.lower(head)) == ("high", "commissioner")
    if preposition == "for" and (marks.lower(head).startswith("spokes") or commissioner):
        return first.code
    return None if preposition in ("to", "for", "on") else first.code


def shown(
    marks: Marks,
    span: tuple[int, int],
    head: int,
    before: list[PartyMention],
    complement: list[PartyMention],
) -> str:
    """The title without its country: "Prime Minister" of "Japan's Prime Minister"."""
    first, last = span
    while first < head and first not in marks.party_at and marks.lower(first) in titles().transient:
        first += 1  # "visiting | Laotian Prime Minister"
    for party in before:
        if party.first == first and party.form not in _KEPT:
            first = party.last
            if marks.lower(first) in ("'s", "'"):
                first += 1
            if marks.lower(first) == "(" and marks.lower(first + 2) == ")":
                first += 3
    if len(before) > 1 and before[-1].last <= head and before[0].first < first:
        first = max(first, before[-1].last)
    while first < head and marks.lower(first) in titles().transient:
        first += 1
    if complement and _is_only_states(marks, range(head + 1, last), complement):
        last = head + 1
    return marks.sentence.printed(first, last)


def _is_only_states(marks: Marks, words: range, complement: list[PartyMention]) -> bool:
    """True when the complement is nothing but the names of states."""
    if any(p.form in (PartyForm.BODY, PartyForm.REGION) for p in complement):
        return False
    covered = {i for p in complement for i in range(p.first, p.last)}
    return all(i in covered or marks.lower(i) in _STATE_WORDS for i in words)
