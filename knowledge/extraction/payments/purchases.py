"""What a deal to buy or sell is worth: "a $3 billion deal to buy ships from B", and told apart.

"Poland will buy ships from Norway. The contract is worth $3 billion": the sum stands in a sentence
of its own, and who buys from whom in the one before.
"""

from dataclasses import replace
from decimal import Decimal

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.phrases import Phrase, Place
from knowledge.extraction.payments.sides import Parties
from knowledge.extraction.payments.sums import FoundSum
from knowledge.extraction.payments.trade import by_verb
from knowledge.extraction.payments.verbs import Move, Mover, is_unreal
from knowledge.extraction.payments.views import View, view_of
from knowledge.extraction.payments.words import payment_words
from knowledge.extraction.scene import Scene
from knowledge.model import PaymentKind, Sum

_SUPPLYING = frozenset({"supply", "deliver", "provide"})
_WISHED = frozenset({"consider", "plan", "want", "hope", "seek", "mull", "eye", "wish", "could"})


def purchase_frame(scene: Scene, view: View) -> Frame | None:
    """Trade by a deal whose direction a verb of buying or selling gives; None for anything else."""
    phrase = view.phrase
    if phrase is None or phrase.noun not in payment_words().bargains or not phrase.given:
        return None
    if view.place.found.rate or (view.mover is not None and is_unreal(view.mover)):
        return None
    parties = _by_clause(view, phrase) or _before(scene, view, phrase)
    if parties is None:
        return None
    return Frame(view, PaymentKind.TRADE, parties, "trade verb")


def _by_clause(view: View, phrase: Phrase) -> Parties | None:
    """ "A deal to buy ships from B", "a contract for supplying gas to B"."""
    sentence = view.place.sentence
    noun = sentence.tokens[sentence.words[phrase.at].last - 1]
    below = [*children(noun, "acl"), *children(noun, "relcl")]
    for preposition in children(noun, "prep"):
        below.extend(children(preposition, "pcomp"))
    if view.mover is not None:
        below.extend(children(view.mover.token, "xcomp", "advcl"))
    for verb in below:
        move = _move(verb)
        if move is not None:
            return by_verb(replace(view, mover=Mover(verb, verb.lemma_.lower(), move, False)))
    return None


def _move(verb: Token) -> Move | None:
    lemma, words = verb.lemma_.lower(), payment_words()
    if lemma in words.buy:
        return Move.BUY
    return Move.SELL if lemma in words.sell or lemma in _SUPPLYING else None


def _before(scene: Scene, view: View, phrase: Phrase) -> Parties | None:
    """Who buys from whom in the sentence before one like "The contract is worth $5 million"."""
    sentence, mover = view.place.sentence, view.mover
    if mover is None or mover.move is not Move.REACH or phrase.behind or sentence.index == 0:
        return None
    if phrase.at > 2 or any(actor.parties for actor in view.actors):
        return None  # "The arms deal": at the head of a sentence that names nobody.
    earlier = scene.document.sentences[sentence.index - 1]
    found = [p for i in range(len(earlier.words)) if (p := _bought(scene, earlier, i)) is not None]
    if not found or len({(p.giver, p.receiver) for p in found}) != 1:
        return None
    sides = f"{found[0].giver}, {found[0].receiver}"
    link = sentence.word_link("parties", phrase.left, phrase.at + 1, sides, "sum")
    return replace(found[0], links=(*found[0].links, link))


def _bought(scene: Scene, sentence: Sentence, i: int) -> Parties | None:
    """What the verb at word `i` tells of who buys from whom."""
    token = sentence.tokens[sentence.words[i].last - 1]
    words, lemma = payment_words(), token.lemma_.lower()
    if token.pos_ != "VERB" or (lemma not in words.buy and lemma not in words.sell):
        return None
    move = Move.BUY if lemma in words.buy else Move.SELL
    mover = Mover(token, lemma, move, bool(children(token, "nsubjpass", "auxpass")))
    wished = not sentence.vocabulary.isdisjoint(_WISHED)
    if mover.passive or wished or is_unreal(mover):
        return None
    nothing = FoundSum(0, 1, Sum(Decimal(1), "XXX"))
    place = Place(sentence, nothing, i, i, i + 1, token)
    view = view_of(place, scene.actors(sentence.index), 0, len(sentence.words))
    return by_verb(replace(view, mover=mover))
