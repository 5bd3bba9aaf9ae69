"""Counterparts: "his Greek and French counterparts, A and B", "her counterpart from Ghana, A"."""

from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import name_end, skip_honorifics
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.named.register import NameMention, mention_of

_NOUNS = frozenset({"counterpart", "counterparts"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_SIGNS = frozenset({",", "–", "—", ":"})
# Parts of speech of what else may stand between "his" and "counterpart" ("visiting", "new").
_BESIDE = frozenset({"ADJ", "VERB"})


def find_counterparts(marks: Marks, title_words: frozenset[int]) -> list[NameMention]:
    """The people whom a sentence calls somebody's counterparts by name, each with a party.

    A single one may come without a country; of several each needs one.
    """
    if marks.sentence.vocabulary.isdisjoint(_NOUNS):
        return []
    found: list[NameMention] = []
    for i, word in enumerate(marks.sentence.words):
        if word.lower in _NOUNS:
            found += _at(marks, i, title_words)
    return found


def _at(marks: Marks, at: int, title_words: frozenset[int]) -> list[NameMention]:
    codes, left = _countries_before(marks, at)
    start = at + 1
    if not codes and marks.lower(start) in ("from", "of", "in"):
        codes, start = _countries_behind(marks, start + 1)
        if not codes:
            return []
    found = _names_behind(marks, start, title_words, several=marks.lower(at) == "counterparts")
    if len(found) != max(len(codes), 1) and not (found and all(m.party for m in found)):
        return []
    for mention, code in zip(found, codes, strict=False):
        mention.party = mention.party or code
    for mention in found:
        mention.counterpart = True
    if found:
        found[0].left = left
    return found


def _countries_before(marks: Marks, at: int) -> tuple[list[str], int]:
    """The countries listed before word `at`, and where the phrase begins."""
    codes: list[str] = []
    k = at - 1
    while k >= 0 and (k in marks.party_at or marks.sentence.words[k].pos in _BESIDE):
        if k in marks.party_at:
            codes.insert(0, marks.party_at[k].code)
            k = _before_comma(marks, marks.party_at[k].first)
        k -= 1
    return codes, k if marks.lower(k) in _POSSESSIVE else k + 1


def _before_comma(marks: Marks, first: int) -> int:
    """The "and" or comma before a country at word `first` behind another one, else `first`."""
    k = first - (marks.lower(first - 1) == "and")
    k -= marks.lower(k - 1) == ","
    return k if k < first and k - 1 in marks.party_at else first


def _countries_behind(marks: Marks, k: int) -> tuple[list[str], int]:
    """The countries listed from word `k` on, and the word behind them."""
    codes: list[str] = []
    end = k
    while True:
        k += marks.lower(k) == "the"
        party = marks.party_start.get(k)
        if party is None or party.form not in (PartyForm.NAME, PartyForm.BODY):
            return codes, end
        codes.append(party.code)
        k = end = party.last
        while marks.lower(k) in (",", "and"):
            k += 1


def _names_behind(
    marks: Marks, i: int, title_words: frozenset[int], *, several: bool
) -> list[NameMention]:
    """The names listed from word `i` on; a single one where the noun is singular."""
    found: list[NameMention] = []
    behind_sign = marks.lower(i) in _SIGNS
    i += behind_sign
    while True:
        address = skip_honorifics(marks, i)
        if address.end in title_words:
            return found
        end = name_end(marks, address.end, title_words)
        vouched = address.given or address.end in marks.person_end
        if end == address.end or (end - address.end < 2 and behind_sign and not vouched):
            return found
        mention = mention_of(marks.sentence, address.end, end, i)
        mention.female, mention.honorific = address.female, address.given
        found.append(mention)
        party = country_behind(marks, end)
        if party is not None:
            mention.party, end = party
            mention.right = end
        if not several or marks.lower(end) not in (",", "and"):
            return found
        i = end + 1 + (marks.lower(end + 1) == "and")


def country_behind(marks: Marks, end: int) -> tuple[str, int] | None:
    """The party of "of Ghana" and the word behind it, where that stands at word `end`."""
    if marks.lower(end) != "of":
        return None
    k = end + 1 + (marks.lower(end + 1) == "the")
    party = marks.party_at.get(k)
    if party is None or marks.lower(party.last) in ("'s", "'"):
        return None
    if party.form not in (PartyForm.NAME, PartyForm.BODY, PartyForm.STATE_BODY):
        return None
    return party.code, party.last
