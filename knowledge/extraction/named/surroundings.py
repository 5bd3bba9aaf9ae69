"""What stands around a name: forms of address, "of Denmark", "his Japanese counterpart"."""

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import gender
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.named.register import NameMention

_POSSESSIVE = frozenset({"his", "her", "its", "their"})


def look_around(marks: Marks, mention: NameMention) -> None:
    """Take into a mention what stands around its name, and what that says of the person."""
    if mention.title is None:
        _take_address(marks, mention)
    else:
        mention.party = mention.party or mention.title.party
        for word in range(mention.title.first, mention.title.last):
            mention.female = gender(marks.lower(word), mention.female)
    _take_country(marks, mention)
    _take_counterpart(marks, mention)


def _take_address(marks: Marks, mention: NameMention) -> None:
    while mention.left > 0 and marks.lower(mention.left - 1) in name_words().honorifics:
        mention.left -= 1
        mention.honorific = True
        mention.female = gender(marks.lower(mention.left), mention.female)


def _take_country(marks: Marks, mention: NameMention) -> None:
    """ "Queen Margrethe of Denmark", "Prime Minister Ada Mensah (Ghana)"."""
    if marks.lower(mention.right) == "(" and mention.title is not None:
        inside = marks.party_start.get(mention.right + 1)
        if inside is not None and marks.lower(inside.last) == ")":
            mention.party = mention.party or inside.code
        return
    if marks.lower(mention.right) != "of":
        return
    k = mention.right + 1
    party = marks.party_at.get(k + 1 if marks.lower(k) == "the" else k)
    if party is None or marks.lower(party.last) in ("'s", "'"):
        return  # "She assured Ingrid of Denmark's support."
    if party.form in (PartyForm.NAME, PartyForm.BODY):
        mention.party = mention.party or party.code
        mention.right = party.last


def _take_counterpart(marks: Marks, mention: NameMention) -> None:
    """ "his (visiting) Japanese counterpart(,) Fumio Kishida"."""
    i = mention.left - 1
    if marks.lower(i) == ",":
        i -= 1
    if mention.counterpart or marks.lower(i) != "counterpart":
        return
    mention.counterpart = True
    k = i - 1
    while k > 0 and (
        k in marks.party_at or marks.sentence.words[k].pos in ("ADJ", "PROPN", "VERB")
    ):
        if k in marks.party_at and mention.party is None:
            mention.party = marks.party_at[k].code
        k -= 1
    mention.left = k if marks.lower(k) in _POSSESSIVE else k + 1
