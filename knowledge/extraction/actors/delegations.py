"""Delegations: "a U.S. delegation led by A, B and C", later "the delegation"."""

from knowledge.extraction.actors.context import Context
from knowledge.extraction.lexicon import references
from knowledge.extraction.named.actors import Actor, ActorForm, parties_of
from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence

# "Led by" stands at most so many words behind the delegation.
_REACH = 10
_LED = frozenset({"led", "headed"})
# Between two names of a list there are at most so many words, small ones only, or any.
_LONGEST_GAP = 5
_LONGEST_GAP_OF_WORDS = 4


def find_delegations(
    sentence: Sentence, actors: list[Actor], parties: list[PartyMention], context: Context
) -> list[Actor]:
    """The delegations of a sentence; `actors` are the people it names.

    A new one is remembered in `context`, and its leaders are of its party.
    """
    found: list[Actor] = []
    if sentence.vocabulary.isdisjoint(references().delegations):
        return found
    for i, word in enumerate(sentence.words):
        if word.lower not in references().delegations:
            continue
        leaders, right = _leaders(sentence, actors, i)
        if leaders:
            named = _of_whom(sentence, parties, i)
            context.delegation = leaders
            context.delegation_parties = named or parties_of(leaders)
            for leader in leaders if named else ():
                # Whose officers they are by their own titles counts for more.
                if leader.party is None or leader.party_link is not None:
                    leader.party = named[0]
            found.append(_actor(i, right, context))
        elif _is_said_again(sentence, i) and context.delegation:
            found.append(_again(sentence, i, context))
    return found


def _of_whom(sentence: Sentence, parties: list[PartyMention], i: int) -> tuple[str, ...]:
    """The party that a delegation is of: "a Chinese delegation", "a delegation of China"."""
    before = tuple(p.code for p in parties if p.last in (i, i - 1))
    if before or sentence.lower(i + 1) not in ("of", "from"):
        return before
    for p in parties:
        between = range(i + 2, p.first)
        if p.first >= i + 2 and all(sentence.lower(k) not in _LED for k in between):
            return (p.code,)
    return ()


def _actor(left: int, right: int, context: Context) -> Actor:
    people, parties = context.delegation, context.delegation_parties
    return Actor(left, right, people, parties, ActorForm.DELEGATION)


def _is_said_again(sentence: Sentence, i: int) -> bool:
    before = sentence.lower(i - 1) in ("the", "interagency", "high-level")
    return before and sentence.lower(i) == "delegation"


def _again(sentence: Sentence, i: int, context: Context) -> Actor:
    names = ", ".join(person.name for person in context.delegation)
    link = sentence.word_link("people", i - 1, i + 1, names, "delegation")
    people, parties = context.delegation, context.delegation_parties
    return Actor(i - 1, i + 1, people, parties, ActorForm.DELEGATION, (link,))


def _leaders(sentence: Sentence, actors: list[Actor], i: int) -> tuple[tuple[Person, ...], int]:
    """Who leads the delegation at word `i`, and where the phrase ends."""
    for j in range(i + 1, min(i + _REACH, len(sentence.words))):
        if sentence.lower(j) in _LED and sentence.lower(j + 1) == "by":
            return _list_from(sentence, actors, j + 2)
    return (), i + 1


def _list_from(
    sentence: Sentence, actors: list[Actor], start: int
) -> tuple[tuple[Person, ...], int]:
    """The people listed from word `start` on, and where the list ends."""
    people: list[Person] = []
    end = start
    for actor in sorted(actors, key=lambda a: a.left):
        if actor.left < start or actor.form is not ActorForm.NAME:
            continue
        between = {sentence.lower(k) for k in range(end, actor.left)}
        if any(sentence.words[k].pos == "VERB" for k in range(end, actor.left)):
            break
        small = between <= {",", "and", "the", "&"}
        if actor.left - end > (_LONGEST_GAP if small else _LONGEST_GAP_OF_WORDS):
            break
        people.extend(actor.people)
        end = actor.right
    return tuple(people), end
