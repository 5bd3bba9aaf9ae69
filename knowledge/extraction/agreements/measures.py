"""What two states agree to do together, where no document is named: "agreed to reopen embassies".

Only deeds that make a difference once done count; to "boost cooperation", "continue talks" or
"meet again" is no agreement.
"""

from knowledge.extraction.agreements.acting import Telling, bond
from knowledge.extraction.agreements.deal import MEASURE, Deal
from knowledge.extraction.agreements.recalling import parties_here
from knowledge.extraction.agreements.sides import Sides
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, is_infinitive, subject_of
from knowledge.extraction.grammar.status import is_negated
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementType

AGREEING = "agree"
_LONGEST = 16
_ENDS = frozenset({".", ";", ":", "—", "–", ",", "”", '"', "but", "while", "after", "when", "as"})
_QUOTES = ("“", '"', "'", "‘")


def measure(telling: Telling, at: int, token: Token) -> Deal | None:
    """The deal that "A and B agreed to open embassies" tells of; None for talk of cooperation."""
    sentence = telling.sentence
    if token.pos_ != "VERB" or token.lemma_.lower() != AGREEING or is_negated(token):
        return None
    verb = next((v for v in children(token, "xcomp", "ccomp") if _is_measure(v)), None)
    step = _step(token) if verb is None else None
    if verb is None and step is None:
        return None
    sides = Sides()
    sides.add(subject_of(sentence, telling.actors, token))
    if len(sides.codes) == 1:
        at_verb = [a for a in telling.actors if a.right <= at]
        here = parties_here(sentence, at_verb, None)
        sides.codes = here if len(here) == 2 and set(sides.codes) <= set(here) else sides.codes
    if not 1 < len(sides.codes) < 4:
        return None
    first = verb if step is None else step.left_edge
    start = None if first is None else sentence.position(first)
    if start is None:
        return None
    end = start + 1
    last = min(start + _LONGEST, len(sentence.words))
    while end < last and sentence.lower(end) not in _ENDS:
        end += 1
    about = sentence.printed(start, end)
    return bond(telling, verb or token, sides, AgreementType.OTHER, MEASURE, about)


def _is_measure(verb: Token) -> bool:
    """A deed of those that count, done to a thing and not to ties or talks."""
    words = deal_words()
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in words.measures or not is_infinitive(verb):
        return False
    things = [*children(verb, "dobj")]
    things.extend(t for prep in children(verb, "prep") for t in children(prep, "pobj"))
    first = things[:1]
    lemmas = [thing.lemma_.lower() for thing in first]
    return any(lemma not in words.soft and lemma not in words.bodies for lemma in lemmas)


def _step(verb: Token) -> Token | None:
    """The noun of "agreed to | a prisoner swap", "agreed on a withdrawal of troops"."""
    for preposition in children(verb, "prep"):
        for noun in children(preposition, "pobj"):
            if noun.lemma_.lower() in deal_words().steps and not is_negated(noun):
                return noun
    return None
