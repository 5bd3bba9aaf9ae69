"""Signings told without two signatories side by side as the subject of the verb.

"Signed in the presence of A and B", "signed between A and B", "the signing took place between".
"""

from knowledge.extraction.events import Event, gather, without_doubles
from knowledge.extraction.grammar.clauses import after_word, at_word, children, covering
from knowledge.extraction.grammar.status import is_background, status_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.noun_phrase import takes_place
from knowledge.extraction.meetings.rules.sides import two_sided
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Link, Status

SIGNING = "signing"
"""The rule of signings by people: ceremonies of their own, though during a visit."""

OF_PARTIES = "signing of parties"
"""The rule of signings of which only the parties are told: they date what names people."""

HANDING = "hand"
"""The verb of handing over, which is as ceremonious as signing."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis"})
# How far behind the verb "between" and "to" may stand.
_REACH = 25
_MEANT = frozenset({ActorForm.PAIR, ActorForm.PRONOUN})
_HANDED = frozenset({"over"})


def is_signing(token: Token) -> bool:
    """True for the verbs and nouns by which a signing is told."""
    return token.lemma_.lower() in meetings().signing or token.lower_ in meetings().signings


def signing(scene: Scene, spot: Spot) -> Event | None:
    """A signing or handing over by named officers of two parties, or of the parties alone."""
    handed = spot.lemma == HANDING and spot.lower(1) in _HANDED
    if not handed and spot.lemma not in meetings().signing:
        return None
    status = status_of(spot.sentence, spot.token)
    if status is None:
        return None
    subject = [actor for actor in spot.subject() if not actor.possessive]
    side = [*subject, *_between(spot, spot.at + 1)] or _agent(spot)
    other = _receiver(spot) if handed else []
    there = present(spot.sentence, spot.actors)
    ceremonial = there or children(spot.token, "auxpass")
    if handed and not (other and ceremonial and any(actor.people for actor in side)):
        return None
    event = _of_people(spot, status, side, [*other, *there])
    return event or (None if handed else _of_parties(spot, status, side))


def signing_noun(scene: Scene, spot: Spot) -> Event | None:
    """ "The signing took place between A and B", "the signing ceremony was held"."""
    if spot.word not in meetings().signings or not takes_place(_ceremony(spot)):
        return None
    status = status_of(spot.sentence, _ceremony(spot).token)
    side = _between(spot, spot.at + 1)
    there = present(spot.sentence, spot.actors)
    if status is None:
        return None
    event = _of_people(spot, status, side, there)
    if event is None and status is Status.HELD and spot.lower(-1) in ("the", "signing"):
        event = _alone(spot, status, [], [])  # Of the pact that was told before.
    return event


def present(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """Who is named behind "in the presence of", "under the presidency of"."""
    if sentence.vocabulary.isdisjoint(meetings().presence):
        return []
    for i, word in enumerate(sentence.words):
        if word.lower not in meetings().presence or sentence.lower(i + 1) != "of":
            continue
        end = next(
            (k for k in range(i, len(sentence.words)) if _is_finite(sentence, k)),
            len(sentence.words),
        )
        return [a for a in actors if i < a.left < end and a.people and not a.possessive]
    return []


def _is_finite(sentence: Sentence, k: int) -> bool:
    word = sentence.words[k]
    return word.pos in ("VERB", "AUX") and sentence.tokens[word.last - 1].tag_ in _FINITE


def _ceremony(spot: Spot) -> Spot:
    """The noun "ceremony" of "signing ceremony", else the word itself."""
    noun = spot.token.head
    at = spot.sentence.position(noun)
    if noun.lower_ != "ceremony" or at is None:
        return spot
    return Spot(spot.sentence, spot.actors, noun, at, noun.lemma_.lower())


def _between(spot: Spot, start: int) -> list[Actor]:
    """ "Between A and B, and between C and D": everybody named up to the next verb."""
    words = spot.sentence.words
    reach = range(start, min(start + _REACH, len(words)))
    first = next((i for i in reach if words[i].lower == "between"), None)
    if first is None:
        return []
    end = next((k for k in range(first, len(words)) if _is_finite(spot.sentence, k)), len(words))
    named = [a for a in spot.actors if first < a.left < end and a.form is ActorForm.NAME]
    return named or at_word(spot.sentence, spot.actors, first + 1)


def _agent(spot: Spot) -> list[Actor]:
    return after_word(spot.sentence, spot.actors, spot.at + 1, ("by",), _REACH)


def _receiver(spot: Spot) -> list[Actor]:
    """To whom something was handed over: behind a "to" that is part of no name."""
    inside = {i for actor in spot.actors for i in range(actor.left, actor.right)}
    for preposition in children(spot.token, "prep", "dative"):
        at = spot.sentence.position(preposition)
        if preposition.lower_ == "to" and at is not None and at not in inside:
            return [a for a in at_word(spot.sentence, spot.actors, at + 1) if a.people]
    return []


def _of_people(spot: Spot, status: Status, side: list[Actor], other: list[Actor]) -> Event | None:
    if any(actor.form in _MEANT for actor in side):
        return None  # "A pact that the two countries signed": they, not those who talk of it.
    named = [actor for actor in (*side, *other) if actor.people]
    people, parties, _ = gather(without_doubles([*side, *other]))
    if len(people) < 2 or len({person.party for person in people if person.party}) < 2:
        return None
    if not all(person.title for person in people[:2]) or len(parties) < 2:
        return None
    return two_sided(spot, Form.MEETING, status, named[:1], named[1:], SIGNING)


def _of_parties(spot: Spot, status: Status, side: list[Actor]) -> Event | None:
    """ "The Philippines and Japan signed the pact at the palace on Monday"."""
    token = spot.token
    states = side or [a for c in children(token, "nsubj", "nsubjpass") for a in _below(spot, c)]
    people, parties, links = gather([a for a in states if a.form is not ActorForm.PAIR])
    told = token.dep_ in _MAIN and status is Status.HELD and not is_background(token)
    if people or not parties or not told:
        return None
    return _alone(spot, status, parties, links)


def _alone(spot: Spot, status: Status, parties: list[str], links: list[Link]) -> Event:
    return Event(
        form=Form.MEETING,
        status=status,
        people=[],
        parties=parties,
        sentence=spot.sentence.index,
        rule=OF_PARTIES,
        token=spot.token,
        weak=True,
        links=links,
    )


def _below(spot: Spot, noun: Token) -> list[Actor]:
    found = (covering(spot.sentence, spot.actors, token) for token in noun.subtree)
    return list(dict.fromkeys(actor for actor in found if actor is not None))
