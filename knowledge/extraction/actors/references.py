"""Pronouns and pairs: "he", "I", "they", "both sides", "the two leaders"."""

from functools import cache

from knowledge.extraction.actors.context import Context
from knowledge.extraction.lexicon import references
from knowledge.extraction.named.actors import Actor, ActorForm, parties_of
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence

# Each with whether it means a woman.
_SINGULAR = {"he": False, "him": False, "his": False, "she": True, "her": True, "hers": True}
_FIRST = frozenset({"i", "me", "my", "myself"})
_SECOND = frozenset({"you", "your"})
_PLURAL = frozenset({"they", "them", "their", "both"})
_PRONOUNS = _FIRST | _SECOND | _PLURAL | {"we", *_SINGULAR}
_PAIR_WORDS = frozenset({"two", "both", "three", "four", "five", "the", "these"})
_ACTING = frozenset({"VERB", "AUX", "ADV"})
_TWO = frozenset({"two", "pair", "duo"})
_NOUN_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET"})
# "We last met | in May".
_ADVERBS = frozenset({"last", "first", "also", "already", "just", "recently"})
_BEHIND_MET = frozenset({"in", "on", "at", "here", "yesterday", "last", "recently", "during", "a"})
_LONGEST_PAIR = 4


def find_references(sentence: Sentence, taken: set[int], context: Context) -> list[Actor]:
    """Pairs and then pronouns of a sentence; `taken` words already belong to other actors."""
    nouns = references().pair_nouns
    if sentence.vocabulary.isdisjoint(_known()):
        return []
    pairs = [_pair_at(sentence, i, taken, context) for i in _words_in(sentence, nouns)]
    pairs += [_two_at(sentence, i, taken, context) for i in _words_in(sentence, _TWO)]
    pronouns = [_pronoun_at(sentence, i, taken, context) for i in _words_in(sentence, _PRONOUNS)]
    return [actor for actor in (*pairs, *pronouns) if actor is not None]


@cache
def _known() -> frozenset[str]:
    """All words by which somebody may be meant."""
    return references().pair_nouns | _TWO | _PRONOUNS


def _words_in(sentence: Sentence, wanted: frozenset[str]) -> list[int]:
    if sentence.vocabulary.isdisjoint(wanted):
        return []
    return [i for i, lower in enumerate(sentence.lowers) if lower in wanted]


def _pair_at(sentence: Sentence, i: int, taken: set[int], context: Context) -> Actor | None:
    """ "the two leaders", "both sides", "the leaders", by their noun at word `i`."""
    if i in taken:
        return None
    left = _phrase_start(sentence, i)
    first = sentence.lower(left)
    if first not in _PAIR_WORDS or i - left > _LONGEST_PAIR:
        return None
    right = i + 1
    if sentence.lower(right) == "of":
        if sentence.lower(i) != "heads" or sentence.lower(i + 2) not in ("state", "government"):
            return None
        right = i + 3
    counted = any(sentence.lower(k) in ("two", "both") for k in range(left, i))
    plain = i - left == 1 and first == "the"
    if not (counted or plain) or not taken.isdisjoint(range(left, i)):
        return None
    return _pair_actor(sentence, left, right, context, sentence.lower(i))


def _two_at(sentence: Sentence, i: int, taken: set[int], context: Context) -> Actor | None:
    """ "When the two met", "the pair also discussed": two without a noun, before their verb."""
    behind = sentence.words[i + 1] if i + 1 < len(sentence.words) else None
    acts = behind is not None and (behind.pos in _ACTING or behind.lower == "last")
    if not acts or sentence.lower(i - 1) != "the" or not taken.isdisjoint((i - 1, i)):
        return None
    return _pair_actor(sentence, i - 1, i + 1, context)


def _phrase_start(sentence: Sentence, i: int) -> int:
    """Where the noun phrase that ends at word `i` begins."""
    left = i
    while left > 0 and sentence.words[left - 1].pos in _NOUN_PHRASE:
        left -= 1
        if sentence.lower(left) in ("the", "both", "these"):
            break
    return left


def _pair_actor(
    sentence: Sentence, left: int, right: int, context: Context, noun: str = ""
) -> Actor | None:
    people, heading_link = context.pair(sentence, left, noun)
    if not people:
        return None
    names = ", ".join(person.name for person in people)
    link = sentence.word_link("people", left, right, names, "pair")
    links = (link,) if heading_link is None else (link, heading_link)
    return Actor(left, right, people, parties_of(people), ActorForm.PAIR, links)


def _pronoun_at(sentence: Sentence, i: int, taken: set[int], context: Context) -> Actor | None:
    word = sentence.lower(i)
    if i in taken:
        return None
    if word in _SINGULAR:
        person = context.antecedent(sentence, i, _SINGULAR[word])
        return None if person is None else _person_actor(sentence, i, person, "pronoun")
    if word in _FIRST or word in _SECOND:
        person = context.speaker if word in _FIRST else context.other_speaker()
        return None if person is None else _person_actor(sentence, i, person, "speaker")
    if word == "both" and sentence.lower(i + 1) not in ("said", "agreed", ","):
        return None
    if word == "we":
        return _speakers_at(sentence, i, context)
    if word not in _PLURAL or _are_officials(sentence, i, taken):
        return None
    return _pair_actor(sentence, i, i + 1, context)


def _are_officials(sentence: Sentence, i: int, taken: set[int]) -> bool:
    """ "The American and Russian diplomats discussed …, as they …": nobody who is named."""
    for k in range(i - 1, -1, -1):
        if k in taken:
            return False
        token = sentence.tokens[sentence.words[k].last - 1]
        if token.tag_ == "NNS" and sentence.lower(k) in references().envoys:
            # "American and Russian | diplomats"
            return sentence.words[k - 1].capital and sentence.lower(k - 2) == "and"
    return False


def _speakers_at(sentence: Sentence, i: int, context: Context) -> Actor | None:
    """ "We last met in May", said by one to the other."""
    at = i + 1 + (sentence.lower(i + 1) in _ADVERBS)
    alone = sentence.lower(at) in ("met", "spoke") and sentence.lower(at + 1) in _BEHIND_MET
    other = context.other_speaker()
    if not alone or context.speaker is None or other is None:
        return None
    people = (context.speaker, other)
    names = ", ".join(person.name for person in people)
    link = sentence.word_link("people", i, i + 1, names, "speaker")
    return Actor(i, i + 1, people, parties_of(people), ActorForm.PAIR, (link,))


def _person_actor(sentence: Sentence, i: int, person: Person, via: str) -> Actor:
    parties = (person.party,) if person.party else ()
    link = sentence.word_link("people", i, i + 1, person.name, via)
    return Actor(i, i + 1, (person,), parties, ActorForm.PRONOUN, (link,))
