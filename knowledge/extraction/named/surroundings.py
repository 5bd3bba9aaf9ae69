"""What stands around a name: forms of address, "of Denmark", "his Japanese counterpart"."""

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.named.counterparts import country_behind
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import gender, is_plain_name
from knowledge.extraction.named.parties import is_state
from knowledge.extraction.named.register import NameMention

_CLOSING = {"(": ")", "“": "”", '"': '"', "‘": "’", "'": "'"}
_POSSESSIVE = frozenset({"his", "her", "its", "their"})


def look_around(marks: Marks, mention: NameMention) -> None:
    """Take into a mention what stands around its name, and what that says of the person."""
    if mention.title is None:
        _take_address(marks, mention)
        _take_owner(marks, mention)
    else:
        several = mention.title.plural and len(mention.title.named) > 1
        mention.party = mention.party or (None if several else mention.title.party)
        for word in range(mention.title.first, mention.title.last):
            mention.female = gender(marks.lower(word), mention.female)
    mention.nickname = _nickname_behind(marks, mention.last)
    _take_country(marks, mention)
    _take_counterpart(marks, mention)


def _nickname_behind(marks: Marks, i: int) -> str | None:
    """The name between marks or in brackets at word `i`: "Joko Widodo (Jokowi)"."""
    closing = _CLOSING.get(marks.lower(i))
    known = closing is not None and marks.lower(i + 2) == closing
    return marks.sentence.words[i + 1].text if known and is_plain_name(marks, i + 1) else None


def _take_address(marks: Marks, mention: NameMention) -> None:
    while mention.left > 0 and marks.lower(mention.left - 1) in name_words().honorifics:
        mention.left -= 1
        mention.honorific = True
        mention.female = gender(marks.lower(mention.left), mention.female)


def _take_country(marks: Marks, mention: NameMention) -> None:
    """ "Queen Margrethe of Denmark", "Prime Minister Ada Mensah (Ghana)"."""
    if marks.lower(mention.right) == "(":
        inside = marks.party_start.get(mention.right + 1)
        if inside is not None and marks.lower(inside.last) == ")":
            mention.party = mention.party or inside.code
        return
    country = country_behind(marks, mention.right)
    if country is not None:
        mention.party = mention.party or country[0]
        mention.right = country[1]


def _take_owner(marks: Marks, mention: NameMention) -> None:
    """ "Mexico's Andrea Luna": a full name, introduced by its country alone."""
    party = marks.party_at.get(mention.first - 2)
    owned = marks.lower(mention.first - 1) in ("'s", "'")
    if party is not None and owned and mention.last - mention.first > 1 and is_state(party.code):
        mention.party = mention.party or party.code
        mention.left = party.first


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
