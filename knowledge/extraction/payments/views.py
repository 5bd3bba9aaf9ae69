"""A sum with everything around it: what it is a sum of, its verb, and the parties near it."""

from dataclasses import dataclass, replace

from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.phrases import Phrase, Place, is_nominal, phrases_of
from knowledge.extraction.payments.sides import Side, belongs, clause_end, party_codes, sides_of
from knowledge.extraction.payments.verbs import Move, Mover, lifted, mover_of
from knowledge.extraction.payments.words import payment_words

_OWNER_SLACK = 4


@dataclass(frozen=True, slots=True)
class View:
    """A sum and its surroundings, between the sums before and behind it.

    `phrase` is what says most about the kind. `around` are the parties behind the noun or the sum,
    up to the end of the clause; `sides` those of them that take part; `before` those between verb
    and sum. `owner` is whose it is ("Japan's $5 million loan", "$5 million in U.S. aid").
    """

    place: Place
    actors: list[Actor]
    mover: Mover | None
    phrases: list[Phrase]
    phrase: Phrase | None
    left: int
    right: int
    stop: int
    around: list[Side]
    sides: list[Side]
    before: list[Side]
    owner: Side | None


def view_of(place: Place, actors: list[Actor], start: int, stop: int) -> View:
    """Look around a sum; the sums before and behind it end at `start` and begin at `stop`."""
    sentence = place.sentence
    mover = mover_of(place)
    verb = None if mover is None else mover.token
    actors = [actor for actor in actors if not place.first <= actor.left < place.last]
    actors = _joined_brackets(sentence, actors)
    phrases = phrases_of(place, verb, None if verb is None else lifted(place, verb))
    if mover is not None and mover.lemma == "invest":
        # "Invested $5 million in the economy": where it goes, not what it is a sum of.
        phrases = [phrase for phrase in phrases if phrase.given or not phrase.behind]
    left = min([place.left, *(p.left for p in phrases if not p.behind)])
    right = max([place.last, *(p.right for p in phrases if p.behind)])
    around = _around(place, actors, phrases, verb, right, stop)
    heads = _heads(place, phrases, verb)
    at = None if verb is None else sentence.position(verb)
    floor = start if at is None else max(at + 1, start)
    if at is not None and start > at:
        # "$5 million to A and a $3 million loan for B": A has its own sum.
        joints = [i for i in range(start, left) if sentence.lower(i) in ("and", ",", ";", "while")]
        floor = joints[-1] + 1 if joints else floor
    # "Cambodia's $5 million": what the verb reaches before its sum, not what the sum measures.
    moves = mover is not None and mover.move is not Move.REACH
    return View(
        place=place,
        actors=actors,
        mover=mover,
        phrases=phrases,
        phrase=_weightiest(phrases),
        left=left,
        right=right,
        stop=stop,
        around=around,
        sides=[side for side in around if belongs(sentence, side, place.last, heads)],
        before=sides_of(sentence, actors, floor, left) if moves else [],
        owner=_owner(sentence, place, actors, phrases),
    )


def _joined_brackets(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """ "The European Union (EU)" as one actor."""
    found: list[Actor] = []
    for actor in actors:
        last = found[-1] if found else None
        bracket = (sentence.lower(actor.left - 1), sentence.lower(actor.right)) == ("(", ")")
        if last and bracket and last.right == actor.left - 1 and last.parties == actor.parties:
            found[-1] = replace(last, right=actor.right + 1)
        else:
            found.append(actor)
    return found


def _around(
    place: Place,
    actors: list[Actor],
    phrases: list[Phrase],
    verb: Token | None,
    right: int,
    stop: int,
) -> list[Side]:
    sentence = place.sentence
    end = clause_end(sentence, max(right, place.last), stop, verb)
    found = [
        side
        for side in sides_of(sentence, actors, place.last, end)
        # What stands in the sum's own phrase owns it ("in U.S. food aid").
        if side.lead == "to" or side.actor.left >= right
    ]
    for phrase in phrases:
        if not phrase.behind:
            found.extend(sides_of(sentence, actors, phrase.at + 1, place.left))
    return found


def _heads(place: Place, phrases: list[Phrase], verb: Token | None) -> list[Token]:
    """The tokens that parties of the sum can hang on."""
    sentence = place.sentence
    nouns = [sentence.tokens[sentence.words[p.at].last - 1] for p in phrases]
    inside = sentence.words[place.first : place.last]
    own = [t for w in inside for t in sentence.tokens[w.first : w.last]]
    return [*own, *nouns, *([] if verb is None else [verb])]


def _weightiest(phrases: list[Phrase]) -> Phrase | None:
    words = payment_words()
    told = [(words.rank(p.noun), p) for p in phrases if p.noun is not None]
    return min(told, key=lambda pair: pair[0])[1] if told else None


def _owner(
    sentence: Sentence, place: Place, actors: list[Actor], phrases: list[Phrase]
) -> Side | None:
    """ "Japan's $5 million loan", "a Dutch pledge of $5 million", "$5 million in U.S. aid"."""
    for phrase in phrases:
        for actor in actors:
            inside = phrase.left <= actor.left <= phrase.at
            if inside and actor.parties and sentence.lower(actor.left - 1) not in ("to", "for"):
                return _side(sentence, actor)
    starts = {place.left, *(phrase.left for phrase in phrases if not phrase.behind)}
    for start in sorted(starts):
        for actor in actors:
            if not start - _OWNER_SLACK <= actor.right <= start or not actor.parties:
                continue
            between = sentence.words[actor.right : start]
            determined = actor.left > 0 and sentence.words[actor.left - 1].pos == "DET"
            plain = all(
                word.pos == "PUNCT" or is_nominal(sentence, i)
                for i, word in enumerate(between, start=actor.right)
            )
            if plain and (actor.possessive or (determined and actor.right == start)):
                return _side(sentence, actor)
    return None


def _side(sentence: Sentence, actor: Actor) -> Side | None:
    codes = party_codes(sentence, [actor])
    return Side(codes, "", actor.left, actor) if codes else None
