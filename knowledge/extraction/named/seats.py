"""Where officers sit, "coordinator in Peru", and what for: "minister in charge of ports"."""

from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import is_plain_name
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.named.titles import head_of


def leading_words(marks: Marks, i: int) -> int:
    """The preposition of "minister responsible | for", "in charge | of", or word `i`."""
    if marks.lower(i) == "responsible" and marks.lower(i + 1) == "for":
        return i + 1
    return i + 2 if [marks.lower(k) for k in range(i, i + 3)] == ["in", "charge", "of"] else i


def seat_end(marks: Marks, i: int, head: int) -> int:
    """The end of where an envoy sits, before the name: "coordinator | in Peru |, Ada Mensah"."""
    if marks.lower(i) != "in" or head_of(marks.lower(head)) not in titles().seated:
        return i
    party = marks.party_start.get(i + 1 + (marks.lower(i + 1) == "the"))
    if party is None or party.form not in (PartyForm.NAME, PartyForm.CITY):
        return i
    k = party.last + (marks.lower(party.last) == ",")
    while marks.lower(k) in name_words().honorifics:
        k += 1
    named = k in marks.person_end or (is_plain_name(marks, k) and is_plain_name(marks, k + 1))
    return party.last if named else i
