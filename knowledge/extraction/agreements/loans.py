"""Loans that no agreement is named for: "agreed to lend", "approved a loan to"."""

from knowledge.extraction.agreements.acting import Telling, bond, doers
from knowledge.extraction.agreements.deal import LOAN, Deal
from knowledge.extraction.agreements.lending import is_loan
from knowledge.extraction.agreements.recalling import parties_here
from knowledge.extraction.agreements.sides import Sides
from knowledge.extraction.agreements.spans import span
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementType

_GIVE = frozenset(
    {"provide", "extend", "lend", "grant", "offer", "give", "approve", "announce", "sign", "secure"}
)
_TAKE = frozenset({"borrow", "secure", "obtain", "receive", "get", "take"})
_MOVE = _GIVE | _TAKE
LENDING = "lend"
_REACH = 12


def loan(telling: Telling, at: int, token: Token) -> Deal | None:
    """ "Agreed to provide a loan to", "announced a loan to", "will lend Kenya"."""
    sentence, actors = telling.sentence, telling.actors
    verb = token
    thing = token.head if is_loan(sentence, at) and token.dep_ in ("pobj", "compound") else token
    if token.dep_ == "pobj":
        thing = thing.head  # "A line | of credit"
    if is_loan(sentence, at) and thing.dep_ in ("dobj", "nsubjpass"):
        verb = thing.head
        if verb.lemma_.lower() not in _MOVE or thing.lower_ in deal_words().documents:
            return None
    elif not (token.lemma_.lower() == LENDING and _is_promised(token)):
        return None
    sides = Sides()
    sides.add(doers(sentence, actors, verb)[:1])
    receiver = [a for a in span(sentence, actors, at + 1) if verb is token][:1]
    for i in range(at + 1, min(at + _REACH, len(sentence.words))):
        if not receiver and sentence.lower(i) in ("to", "for", "from", "with"):
            receiver = [a for a in span(sentence, actors, i + 1)[:1] if a.left - i <= 3]
    sides.add(receiver)
    if len(sides.codes) < 2:
        here = parties_here(sentence, actors, None)
        if len(here) == 2 and set(sides.codes) <= set(here):
            sides.codes = here
    return bond(telling, verb, sides, AgreementType.LOAN, LOAN, _purpose(sentence, at))


def _purpose(sentence: Sentence, at: int) -> str:
    """What a loan is for, else the word itself."""
    for i in range(at + 1, min(at + _REACH, len(sentence.words) - 1)):
        if sentence.words[i + 1].pos == "PROPN":
            continue  # "For Kenya to build a port"
        purpose = sentence.words[i + 1].pos in ("VERB", "NOUN", "DET", "ADJ")
        if sentence.lower(i) == "for" or (sentence.lower(i) == "to" and purpose):
            end = i + 1
            while end < min(i + 10, len(sentence.words)) and sentence.lower(end) not in (",", "."):
                end += 1
            return sentence.printed(i + 1, end)
    return sentence.printed(at, at + 1)


def _is_promised(verb: Token) -> bool:
    """ "Will lend", "agreed to lend"; what was lent is a payment."""
    return verb.pos_ == "VERB" and (verb.tag_ == "VB" or bool(children(verb, "aux")))
