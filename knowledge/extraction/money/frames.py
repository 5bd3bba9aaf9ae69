"""A sum given, lent, pledged or invested: who gives it to whom, and as what."""

from dataclasses import dataclass, replace

from knowledge.extraction.actors import Actor
from knowledge.extraction.clauses import children, covering, listed
from knowledge.extraction.money.currencies import currencies
from knowledge.extraction.money.phrases import Phrase
from knowledge.extraction.money.sides import Side, is_free, party_codes
from knowledge.extraction.money.verbs import Move, Mover, is_unreal, lifted, subject_actors, thanked
from knowledge.extraction.money.views import View
from knowledge.extraction.money.words import payment_words, states
from knowledge.model import Link, PaymentKind

_TO = ("to", "towards", "toward", "into")
# Ways to lead in somebody who gets it where nobody else is named.
_LOOSELY = frozenset({"in", "for", "of", "help", "act", "on"})
# What is said to be given by these alone, without "aid" or a receiver.
_PLAIN = frozenset(
    {"provide", "contribute", "pledge", "commit", "donate", "lend", "grant", "disburse"}
)
_MOVES = frozenset({Move.GIVE, Move.ANNOUNCE})
_SIGNING = frozenset({"sign", "conclude", "ink", "agree", "finalise", "finalize"})
# What it gives is lent.
_FUND = "IMF"
_LEAST = 1000


@dataclass(frozen=True, slots=True)
class Parties:
    """Giver and receiver codes; a side of several parties is None and marked in `several`."""

    giver: str | None = None
    receiver: str | None = None
    several: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A sum that was given, lent, invested or traded, as its own sentence tells it."""

    view: View
    kind: PaymentKind
    parties: Parties
    rule: str


def gift_frame(view: View) -> Frame | None:
    """A sum given, lent, pledged or invested; None where the sentence doesn't say so clearly."""
    if any(not phrase.given for phrase in view.phrases[:1]):
        return None
    if view.place.found.rate or view.place.found.sum.amount < _LEAST:
        return None
    if view.mover is not None and is_unreal(view.mover):
        return None
    if view.place.sentence.lower(view.place.left - 1) == "on":
        return None  # "Tariffs on $5 billion of goods."
    parties = _lent(view, _parties(view))
    if not _is_payment(view, parties):
        return None
    kind = _kind(view)
    dealt = view.phrase is not None and view.phrase.noun in payment_words().dealing
    if kind is PaymentKind.AID and parties.giver == _FUND:
        kind = PaymentKind.LOAN
    elif dealt and kind is PaymentKind.OTHER:
        kind = PaymentKind.LOAN if parties.giver in payment_words().lenders else PaymentKind.AID
    return Frame(view, kind, parties, _rule(view))


def _parties(view: View) -> Parties:
    mover, sides = view.mover, view.sides
    owner = view.owner
    source = _first(sides, ("from",)) or _first(sides, ("by",))
    if mover is None:
        giver = source or owner
        return _settled(giver, _receiver(view, giver))
    thanks = thanked(view.place.sentence, view.actors, mover)
    subject = _joined(view, subject_actors(view.place.sentence, view.actors, mover.token))
    if thanks is not None:
        verb, actor = thanks
        giver = _joined(view, listed(view.place.sentence, view.actors, actor))
        grateful = subject_actors(view.place.sentence, view.actors, verb)
        return _settled(giver, _receiver(view, giver) or _joined(view, grateful))
    if mover.move is Move.GET and not mover.passive:
        giver = source or owner
        return _settled(source if _same(giver, subject) else giver, subject)
    if mover.move not in _MOVES:
        raised = mover.move is Move.REACH and lifted(view.place, mover.token) is not None
        giver = source or owner or (subject if raised else None)
        return _settled(giver, _receiver(view, giver))
    if mover.passive:
        agent = None if _same(subject, _promised(view, mover)) else subject
        giver = source or agent or owner
        return _settled(giver, _promised(view, mover) or _receiver(view, giver))
    if mover.lemma in _SIGNING:
        return _signed(view, subject, source or owner)
    giver = source or (owner if mover.move is Move.ANNOUNCE else None) or subject or owner
    return _settled(giver, _receiver(view, giver))


def _lent(view: View, parties: Parties) -> Parties:
    """A loan in a sentence with one lender and one state: who else would give it to whom?"""
    phrase = view.phrase
    if parties.giver is not None or parties.several or phrase is None:
        return parties
    if phrase.kind not in (PaymentKind.LOAN, PaymentKind.AID):
        return parties
    named = {code for actor in view.actors for code in actor.parties}
    lenders = named & payment_words().lenders
    countries = named & states()
    if len(lenders) != 1 or len(countries | {parties.receiver} - {None}) != 1:
        return parties
    giver = next(iter(lenders))
    receiver = next(iter(countries), parties.receiver)
    links = [link for a in view.actors if {giver, receiver} & {*a.parties} for link in a.links]
    return Parties(giver, receiver, links=tuple(dict.fromkeys(links)))


def _signed(view: View, subject: Side | None, giver: Side | None) -> Parties:
    """ "Signed a loan agreement with the World Bank": who signs does not say who gives.

    A lender does; else the one of the two whom the sum is not for.
    """
    partner = _first(view.around, ("with",)) or _first(view.before, ("with",))
    signers = [side for side in (subject, partner) if side is not None]
    codes = [code for side in signers for code in side.codes]
    lenders = [code for side in signers for code in side.codes if _lends(view, side, code)]
    receiver = _receiver(view, giver)
    if len(set(codes)) == 2 and giver is None:
        named = set() if receiver is None else set(receiver.codes) & set(codes)
        gives = lenders if len(lenders) == 1 else [code for code in codes if code not in named]
        if len(gives) != 1 and partner is not None and _is_for(view):
            gives = list(partner.codes)  # "Signed an agreement with B for a loan."
        if len(gives) != 1:
            # Who lends to another does so in its own money.
            own = view.place.found.sum.currency
            gives = [code for code in codes if own in currencies().of.get(code, ())]
        if len(gives) == 1:
            giver = _one(signers, gives[0])
            receiver = _one(signers, next(code for code in codes if code != gives[0]))
    elif giver is None and len(set(codes)) == 1:
        giver = subject
        receiver = _receiver(view, giver)
    return _settled(giver, receiver)


def _is_for(view: View) -> bool:
    sentence = view.place.sentence
    return "for" in (sentence.lower(view.place.left - 1), sentence.lower(view.place.left - 2))


def _lends(view: View, side: Side, code: str) -> bool:
    """True for the World Bank and for a state's aid agency."""
    phrase = view.place.sentence.printed(side.actor.left, side.actor.right).split()
    words = payment_words()
    return code in words.lenders or not words.donors.isdisjoint(phrase)


def _one(sides: list[Side], code: str) -> Side:
    side = next(side for side in sides if code in side.codes)
    return replace(side, codes=(code,))


def _joined(view: View, actors: list[Actor]) -> Side | None:
    """One side of all the actors of a list."""
    codes = party_codes(view.place.sentence, actors)
    if not codes:
        return None
    links = tuple(link for actor in actors for link in actor.links)
    return Side(codes, "", actors[0].left, replace(actors[0], links=links))


def _first(sides: list[Side], leads: tuple[str, ...]) -> Side | None:
    return next((side for side in sides if side.lead in leads), None)


def _same(one: Side | None, other: Side | None) -> bool:
    return one is not None and other is not None and one.codes == other.codes


def _settled(giver: Side | None, receiver: Side | None) -> Parties:
    links = [link for side in (giver, receiver) if side is not None for link in side.links]
    several = any(side is not None and side.code is None for side in (giver, receiver))
    return Parties(
        giver=None if giver is None else giver.code,
        receiver=None if receiver is None else receiver.code,
        several=several,
        links=tuple(dict.fromkeys(links)),
    )


def _promised(view: View, mover: Mover) -> Side | None:
    """ "Cambodia was promised $5 million": the subject of a passive that is not the sum itself."""
    for subject in children(mover.token, "nsubjpass"):
        at = view.place.sentence.position(subject)
        actor = covering(view.place.sentence, view.actors, subject)
        if at is not None and actor is not None and not view.left <= at < view.right:
            return _joined(view, listed(view.place.sentence, view.actors, actor))
    return None


def _receiver(view: View, giver: Side | None) -> Side | None:
    """Who gets it: a dative, "to", "for", "in", "to help", else the only other country named.

    The giver itself where the sum stays at home.
    """
    taken = set() if giver is None else set(giver.codes)
    gives = view.mover is not None and view.mover.move is Move.GIVE
    moved = view.mover is not None and view.mover.move in _MOVES
    dative = [side for side in view.before if side.lead in _TO or (gives and side.lead == "")]
    if view.mover is not None and view.mover.lemma == "deposit":
        dative.extend(side for side in view.sides if side.lead == "with")
    dative = [side for side in dative if moved and is_free(view.place.sentence, side)]
    sure = [*dative, *(side for side in view.sides if side.lead in _TO)]
    if sure:
        return sure[0]
    others = [side for side in view.sides if not taken & set(side.codes)]
    nearby = [side for side in view.around if side.lead == "in" and side not in view.sides]
    side = _first(others, ("for",)) or _helped(others, nearby)
    if side is not None:
        return side
    own = _first(view.sides, ("for",))
    if own is not None and giver is not None and set(own.codes) <= taken:
        return giver  # "The president announced $5 million for the country's farmers."
    loosely = _LOOSELY | ({"with"} if _announces(view) else set())
    free = [side for side in view.around if is_free(view.place.sentence, side)]
    loose = [s for s in free if s.lead in loosely and not taken & set(s.codes)]
    codes = {code for side in loose for code in side.codes}
    if len(codes) != 1:
        return None
    return loose[0] if loose[0].codes[0] in states() or loose[0].lead == "with" else None


def _helped(sides: list[Side], nearby: list[Side]) -> Side | None:
    """ "To help Fiji", "in Fiji"; none for "to help Syrian refugees in Jordan".

    Nor for "to support the World Bank's efforts": a body is helped with it and does not get it.
    """
    found = [side for side in sides if side.lead in ("in", "help")]
    helped = [side for side in found if side.lead == "in" or side.codes[0] in states()]
    one = len({side.codes for side in (*helped, *nearby)}) == 1
    return helped[0] if helped and one else None


def _announces(view: View) -> bool:
    """ "Announced $5 million for projects with ASEAN": what it is for stands right behind."""
    mover = view.mover
    if mover is None or mover.lemma not in ("announce", "unveil"):
        return False
    return view.place.sentence.lower(view.place.last) in ("for", "to", "towards")


def _is_payment(view: View, parties: Parties) -> bool:
    """Whether it is clear that the sum passes between identified parties."""
    giver, receiver = parties.giver, parties.receiver
    if giver is not None and giver == receiver:
        return False
    if giver is None and receiver is None and not parties.several:
        return False
    move = Move.OTHER if view.mover is None else view.mover.move
    noun = view.phrase is not None and view.phrase.noun not in payment_words().dealing
    if giver is not None and receiver is not None:
        return noun or move in (Move.GIVE, Move.GET, Move.ANNOUNCE, Move.THANK)
    if parties.several:
        return noun or move in (Move.GIVE, Move.GET)
    if giver is None:
        return noun or move is Move.GET
    if view.phrase is not None and view.phrase.kind is PaymentKind.OTHER and move is Move.OTHER:
        return False
    lemma = "" if view.mover is None else view.mover.lemma
    return noun or lemma in _PLAIN


def _kind(view: View) -> PaymentKind:
    lemma = "" if view.mover is None else view.mover.lemma
    if lemma in ("lend", "loan", "borrow"):
        return PaymentKind.LOAN
    phrase = view.phrase
    if phrase is not None and _is_mixed(view, phrase):
        return PaymentKind.AID
    if phrase is not None and phrase.kind not in (None, PaymentKind.AID):
        return phrase.kind or PaymentKind.OTHER
    if lemma == "invest":
        return PaymentKind.INVESTMENT
    if phrase is not None:
        return PaymentKind.AID
    if lemma in ("pay", "repay", "compensate", "reimburse", "transfer", "deposit", "remit"):
        return PaymentKind.OTHER
    return PaymentKind.GRANT if lemma in ("donate", "grant", "gift") else PaymentKind.AID


def _is_mixed(view: View, phrase: Phrase) -> bool:
    """ "Loans, grants and technical assistance"."""
    known = payment_words().nouns
    words = (view.place.sentence.lower(i) for i in range(phrase.left, phrase.right))
    return {PaymentKind.GRANT, PaymentKind.LOAN} <= {known[w] for w in words if w in known}


def _rule(view: View) -> str:
    """The name of the rule: by the verb's sort, else by the noun."""
    if view.mover is not None and view.mover.move in (Move.GIVE, Move.ANNOUNCE, Move.GET):
        return f"payment {view.mover.move}"
    return "payment noun"
