"""Who gives a sum that is signed for: "signed a $5 million loan agreement with the World Bank"."""

from dataclasses import replace
from functools import cache

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.currencies import currencies
from knowledge.extraction.payments.sides import (
    Parties,
    Side,
    clause_end,
    first_led,
    joined_side,
    party_codes,
    same_side,
    settled,
)
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words, states
from knowledge.names import gazetteer

SIGNING = frozenset({"sign", "conclude", "ink", "agree", "finalise", "finalize", "initial"})
_PARTNERS = frozenset({"with", "between", "by", "among"})
# Between a verb of signing and its partners: "was signed on July 10 between".
_REACH = 8
_PLACES = frozenset({"for", "in", "of"})
_SURE = frozenset({"to", "towards", "toward", "for"})
_ENVOYS = frozenset({"ambassador", "delegation", "representative", "commissioner", "envoy"})
_HEADS = frozenset({"director", "representative", "manager", "chief", "head", "mission", "office"})


def signed(view: View, subject: Side | None, giver: Side | None, receiver: Side | None) -> Parties:
    """The parties of what is signed: who signs does not say who gives.

    A lender does; else the one of the two whom the sum is not for. Where nothing tells, the
    signers are `between` and wait for what the article says elsewhere.
    """
    signers = _signers(view, subject)
    codes = list(dict.fromkeys(code for side in signers for code in side.codes))
    if receiver is not None and len(codes) > 1 and set(codes) <= set(receiver.codes):
        receiver = None
    if giver is None:
        giver = lender(view.place.sentence, view.actors)
    if same_side(giver, receiver):
        receiver = None  # "With Fiji in Riyadh", the lender's own city.
    others = [code for code in codes if giver is None or code not in giver.codes]
    if giver is not None:
        # "With UNICEF to vaccinate children in Yemen": only "to Yemen" would say who gets it.
        sure = receiver is not None and receiver.code is not None and receiver.lead in _SURE
        if len(others) == 1 and not sure:
            receiver = _one(signers, others[0])
        elif len(others) > 1 and receiver is None:
            receiver = _all(signers, others)
        return settled(giver, receiver)
    named_codes = set() if receiver is None else set(receiver.codes)
    gives = _giving(view, codes, named_codes)
    if len(codes) == 2 and len(gives) == 1:
        giver = _one(signers, gives[0])
        receiver = _one(signers, next(code for code in codes if code != gives[0]))
        return settled(giver, receiver)
    if len(codes) == 1 and receiver is not None and codes[0] not in named_codes:
        return settled(_one(signers, codes[0]), receiver)
    host = _host(view, codes)
    if host is not None:
        return settled(_one(signers, codes[0]), host)
    parties = settled(None, receiver)
    return replace(parties, between=tuple(codes))


def _host(view: View, codes: list[str]) -> Side | None:
    """ "The EU ambassador to Malawi and the finance minister": the envoy's host country."""
    sentence, known = view.place.sentence, gazetteer.load().names
    for i in range(view.left):
        if sentence.lower(i) not in _ENVOYS or sentence.lower(i + 1) not in ("to", "in"):
            continue
        at = i + 3 if sentence.lower(i + 2) == "the" else i + 2
        names = [sentence.printed(at, min(at + k, len(sentence.words))) for k in (3, 2, 1)]
        host = next((known[name] for name in names if name in known), None)
        if host is not None and len(codes) == 1 and codes[0] not in states():
            actor = Actor(at, at + 1, (), (host,), ActorForm.PARTY)
            return Side((host,), "", at, actor)
    return None


def _giving(view: View, codes: list[str], named: set[str]) -> list[str]:
    """Which of two signers gives: not who is named as getting it; a body gives to a state."""
    if len(codes) != 2:
        return []
    partner = first_led(view.around, ("with",)) or first_led(view.before, ("with",))
    own = view.place.found.sum.currency
    tests = (
        [code for code in codes if named & set(codes) and code not in named],
        # "Signed an agreement with B for a loan."
        [code for code in codes if partner and code in partner.codes and _is_for(view)],
        [code for code in codes if code in _funding(view)],
        # Who lends to another does so in its own money.
        [code for code in codes if own in currencies().of.get(code, ())],
        [code for code in codes if code not in states()],
    )
    return next((found for found in tests if len(found) == 1), [])


def _funding(view: View) -> set[str]:
    """ "A grant under which the Chinese government will fund a school": who does so."""
    sentence = view.place.sentence
    found: set[str] = set()
    for actor in view.actors:
        token = sentence.tokens[sentence.words[actor.right - 1].last - 1]
        noun = token.head if token.dep_ in ("amod", "compound", "poss") else token
        lemma = noun.head.lemma_.lower()
        gives = lemma in payment_words().give or lemma in ("fund", "finance", "support")
        if actor.left >= view.place.last and noun.dep_ == "nsubj" and gives:
            found.update(actor.parties)
    return found


def _signers(view: View, subject: Side | None) -> list[Side]:
    """The subject and whoever stands behind "with" or "between"."""
    whole = _in_subject(view)
    if whole is not None and len(whole.codes) > (0 if subject is None else len(subject.codes)):
        subject = whole  # "The bank and the government of Uganda".
    found = [] if subject is None else [subject]
    partner = first_led(view.around, ("with",)) or first_led(view.before, ("with",))
    if partner is not None:
        return [*found, partner]
    sentence, verb = view.place.sentence, None if view.mover is None else view.mover.token
    at = None if verb is None else sentence.position(verb)
    if at is None:
        return found
    for i in range(at + 1, min(at + _REACH, len(sentence.words))):
        if sentence.lower(i) in _PARTNERS:
            end = clause_end(sentence, i + 1, len(sentence.words), verb)
            end = next((k for k in range(i, end) if _is_aim(sentence, k)), end)
            inside = [a for a in view.actors if i < a.left < end and not posted(sentence, a)]
            side = joined_side(sentence, inside)
            return [*found, side] if side is not None else found
    return found


def _in_subject(view: View) -> Side | None:
    """Everybody whom the subject of the signing names, however deep in it."""
    sentence, verb = view.place.sentence, None if view.mover is None else view.mover.token
    subjects = [] if verb is None else children(verb, "nsubj", "nsubjpass")
    lefts = [sentence.position(subject.left_edge) for subject in subjects]
    rights = [sentence.position(subject.right_edge) for subject in subjects]
    left = min((at for at in lefts if at is not None), default=0)
    right = max((at for at in rights if at is not None), default=-1)
    inside = [a for a in view.actors if left <= a.left <= right and not posted(sentence, a)]
    return joined_side(sentence, inside)


def _is_aim(sentence: Sentence, i: int) -> bool:
    """ "To fund": what is signed for, no longer with whom."""
    behind = sentence.words[i + 1].pos if i + 1 < len(sentence.words) else ""
    return sentence.lower(i) == "to" and behind == "VERB"


def posted(sentence: Sentence, actor: Actor) -> bool:
    """True for the countries behind "director for" and "mission in", who take no part."""
    for i in range(actor.left - 1, max(actor.left - 8, 0), -1):
        if sentence.lower(i) in _PLACES and sentence.lower(i - 1) in _HEADS:
            return True
        if sentence.words[i].pos in ("VERB", "AUX"):
            return False
    return False


def lender(sentence: Sentence, actors: list[Actor]) -> Side | None:
    """The one of a sentence's actors that lends and never borrows, or a state's aid agency."""
    lending = [actor for actor in actors if _lends(sentence, actor)]
    codes = {code for actor in lending for code in party_codes(sentence, [actor])}
    return joined_side(sentence, lending[:1]) if len(codes) == 1 else None


def _lends(sentence: Sentence, actor: Actor) -> bool:
    """True for the World Bank and for a state's aid agency."""
    words = payment_words()
    printed = sentence.printed(actor.left, actor.right).replace("(", "").replace(")", "")
    named = printed.lower()
    agency = not _donors().isdisjoint(named.split())
    agency = agency or any(" " in name and name in named for name in _donors())
    return agency or not words.lenders.isdisjoint(actor.parties)


@cache
def _donors() -> frozenset[str]:
    return frozenset(name.lower() for name in payment_words().donors)


def _is_for(view: View) -> bool:
    sentence = view.place.sentence
    return "for" in (sentence.lower(view.place.left - 1), sentence.lower(view.place.left - 2))


def _one(sides: list[Side], code: str) -> Side:
    side = next(side for side in sides if code in side.codes)
    return replace(side, codes=(code,))


def _all(sides: list[Side], codes: list[str]) -> Side:
    return replace(_one(sides, codes[0]), codes=tuple(codes))
