"""People whose family name is a country's: "…," Jordan said, of Foreign Minister Ada Jordan.

The country itself says and meets things too, so that the name is a person's only where the article
has introduced one and speaks of the country nowhere.
"""

from knowledge.extraction.lexicon import meetings, statements
from knowledge.extraction.named.mentions import Named
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.register import Person
from knowledge.text import fold


class Namesakes:
    """Which names of countries in an article are people's; `named` are its sentences in order."""

    def __init__(self, named: list[Named]) -> None:
        # Where each person was introduced by more than the family name.
        self._known: dict[int, int] = {}
        for n, each in enumerate(named):
            for mention in each.mentions:
                full = mention.person is not None and len(mention.keys) > 1
                if full and mention.person is not None:
                    self._known.setdefault(mention.person.number, n)
        self._meant = {
            party.code for each in named for party in _not_of_names(each) if not _acts(each, party)
        }

    def is_person(self, each: Named, i: int, person: Person) -> bool:
        """True when a country's name at word `i` is the family name of somebody told of before."""
        party = each.marks.party_start.get(i)
        if party is None or party.form is not PartyForm.NAME or party.code in self._meant:
            return False
        known = self._known.get(person.number)
        before = known is not None and known < each.marks.sentence.index
        family = person.keys[-1:] == (fold(each.marks.sentence.words[i].text),)
        return before and family and _acts(each, party)


def _not_of_names(each: Named) -> list[PartyMention]:
    """The parties of a sentence that begin with no word of a person's name."""
    if not each.marks.party_start:
        return []
    people = (m for m in each.mentions if m.person is not None)
    names = {i for m in people for i in range(m.first, m.last)}
    return [party for party in each.marks.party_start.values() if party.first not in names]


def _acts(each: Named, party: PartyMention) -> bool:
    """True for one word, without an article, that is the subject of saying or meeting."""
    sentence, i = each.marks.sentence, party.first
    if party.last != i + 1 or each.marks.lower(i - 1) in ("the", "of", "from", "in", "and", "to"):
        return False
    sure = statements().sure_forms
    if each.marks.lower(i + 1) in sure or each.marks.lower(i - 1) in sure:
        return True
    token = sentence.tokens[sentence.words[i].first]
    lemma = token.head.lemma_.lower()
    acts = lemma in statements().saying or meetings().trigger(lemma) is not None
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and acts
