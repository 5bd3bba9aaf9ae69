"""A sum given, lent, pledged or invested: who gives it to whom, and as what."""

from dataclasses import dataclass, replace

from knowledge.extraction.grammar.clauses import children, climb, listed
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.kept import announcer, as_donor, kept_back, speaker
from knowledge.extraction.payments.kinds import is_arms_deal, is_venture, kind_of
from knowledge.extraction.payments.phrases import Phrase
from knowledge.extraction.payments.raising import is_raised, raised_for
from knowledge.extraction.payments.receivers import MOVES, TO, promised_to, receiver_of
from knowledge.extraction.payments.sides import (
    Parties,
    Side,
    first_led,
    joined_side,
    same_side,
    settled,
)
from knowledge.extraction.payments.signing import SIGNING, lender, posted, signed
from knowledge.extraction.payments.verbs import (
    Move,
    Mover,
    is_unreal,
    lifted,
    subject_actors,
    thanked,
)
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words, states
from knowledge.model import PaymentKind

# What is said to be given by these alone, without "aid" or a receiver.
_PLAIN = frozenset(
    {"provide", "contribute", "pledge", "commit", "donate", "lend", "grant", "disburse"}
)
_LEAST = 1000
# So far behind a sum its region is looked for.
_AREA = 12
_RESCUES = frozenset({"bailout", "bail-out", "rescue"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "other", "last"})
# "The receipt of $5 million": told by those who get it.
_RECEIPTS = frozenset({"receipt"})
_HANDED = frozenset({PaymentKind.GRANT, PaymentKind.LOAN, PaymentKind.AID})


@dataclass(frozen=True, slots=True)
class Frame:
    """A sum that was given, lent, invested or traded, as its own sentence tells it.

    `open` is true for one whose sentence names nobody who gives or gets it, `undated` for one that
    the date of its sentence is not the date of.
    """

    view: View
    kind: PaymentKind
    parties: Parties
    rule: str
    open: bool = False
    undated: bool = False


def gift_frame(view: View) -> Frame | None:
    """A sum given, lent, pledged or invested; None where the sentence doesn't say so clearly."""
    if any(not phrase.given for phrase in view.phrases[:1]):
        return None
    if view.place.found.rate or view.place.found.sum.amount < _LEAST:
        return None
    own = view.phrase is not None and view.phrase.kind in (PaymentKind.GRANT, PaymentKind.LOAN)
    if view.place.sentence.lower(view.place.left - 1) == "on" and not own:
        return None  # "Tariffs on $5 billion of goods."
    if view.phrase is not None and is_arms_deal(view, view.phrase):
        return None
    parties = gift_parties(view)
    if parties is None:
        return None
    clear = _is_payment(view, parties)
    if not clear and not _is_open(view, parties):
        return None
    kind = kind_of(view, parties.giver)
    return Frame(view, kind, parties, _rule(view), open=not clear)


def gift_parties(view: View) -> Parties | None:
    """Who gives and who gets what a view is of; None where it is denied or only wished for."""
    if view.mover is not None and is_unreal(view.mover):
        return kept_back(view)
    return _used_in(view, _lent(view, _parties(view)))


def _parties(view: View) -> Parties:
    if view.owner is None or not _is_rescue(view):
        return _told(view)
    # "Greece's bailout" is given to Greece.
    parties = _told(replace(view, owner=None))
    if parties.giver in view.owner.codes:
        return parties
    return replace(parties, receiver=view.owner.code, links=(*parties.links, *view.owner.links))


def _is_rescue(view: View) -> bool:
    words = range(view.left, view.right)
    return any(view.place.sentence.lower(i) in _RESCUES for i in words)


def _told(view: View) -> Parties:
    sentence, mover, sides, owner = view.place.sentence, view.mover, view.sides, view.owner
    if is_raised(view):
        return settled(None, raised_for(view))
    ranked = as_donor(view)
    if ranked is not None:
        return ranked
    source = first_led(sides, ("from",)) or first_led(sides, ("by",))
    if mover is None:
        giver = source or owner
        return settled(giver, receiver_of(view, giver))
    thanks = thanked(sentence, view.actors, mover)
    subject = joined_side(sentence, subject_actors(sentence, view.actors, mover.token))
    subject = subject or speaker(view)
    if thanks is not None:
        verb, actor = thanks
        giver = joined_side(sentence, listed(sentence, view.actors, actor))
        grateful = subject_actors(sentence, view.actors, verb)
        return settled(giver, receiver_of(view, giver) or joined_side(sentence, grateful))
    if view.phrase is not None and view.phrase.noun in _RECEIPTS:
        giver = source or lender(sentence, view.actors)
        gets = owner or subject
        return settled(giver, None if same_side(giver, gets) else gets)
    if is_venture(view, mover):
        giver = source or subject
        return settled(giver, receiver_of(view, giver))
    if mover.move is Move.GET and not mover.passive:
        giver = source or owner or lender(sentence, view.actors)
        subject = subject or _of_sentence(view, mover)
        return settled(source if same_side(giver, subject) else giver, subject)
    if mover.lemma == "exchange" and "notes" in sentence.vocabulary:
        return signed(view, subject, source or owner, receiver_of(view, source or owner))
    if mover.move not in MOVES:
        giver = source or owner or (subject if _raises(view, mover) else None)
        if mover.lemma == "go" and giver is None:
            giver = announcer(view, receiver_of(view, None))
        return settled(giver, receiver_of(view, giver))
    if mover.lemma in SIGNING:
        giver = source or owner
        return signed(view, subject, giver, receiver_of(view, giver))
    if mover.passive:
        agent = None if same_side(subject, promised_to(view, mover)) else subject
        told = None if children(mover.token, "agent") else announcer(view, receiver_of(view, None))
        giver = source or agent or owner or told
        return settled(giver, promised_to(view, mover) or receiver_of(view, giver))
    giver = source or (owner if mover.move is Move.ANNOUNCE else None) or subject or owner
    return settled(giver, receiver_of(view, giver))


def _of_sentence(view: View, mover: Mover) -> Side | None:
    """ "Egypt signed an agreement to borrow": the subject of the verb above."""
    if mover.token.dep_ not in ("acl", "advcl"):
        return None
    sentence = view.place.sentence
    above = next((t for t in climb(mover.token) if t.pos_ == "VERB"), None)
    found = [] if above is None else subject_actors(sentence, view.actors, above)
    return joined_side(sentence, found)


def _raises(view: View, mover: Mover) -> bool:
    """ "Norway gave $2 million, bringing its aid to $5 million": who gives brings it there."""
    if mover.move is not Move.REACH or lifted(view.place, mover.token) is None:
        return False
    above = next((t for t in climb(mover.token) if t.pos_ == "VERB"), None)
    words = payment_words()
    lemma = "" if above is None else above.lemma_.lower()
    return above is None or lemma in words.give or lemma in words.move


def _lent(view: View, parties: Parties) -> Parties:
    """A loan in a sentence with one lender and one state: who else would give it to whom?"""
    phrase, sentence = view.phrase, view.place.sentence
    if parties.giver is not None or phrase is None:
        return parties
    dealt = phrase.noun in payment_words().dealing
    if phrase.kind not in (PaymentKind.LOAN, PaymentKind.AID) and not dealt:
        return parties
    giver = lender(sentence, view.actors)
    if giver is None:
        return parties
    if parties.several and parties.receiver is None:
        links = tuple(dict.fromkeys([*giver.links, *parties.links]))
        return replace(parties, giver=giver.code, links=links)
    near = [actor for actor in view.actors if not posted(sentence, actor)]
    countries = {code for actor in near for code in actor.parties if code in states()}
    countries -= set(giver.codes)
    if len(countries | {parties.receiver} - {None}) != 1:
        return parties
    receiver = next(iter(countries), parties.receiver)
    own = [link for a in near if {giver.code, receiver} & {*a.parties} for link in a.links]
    return Parties(giver.code, receiver, links=tuple(dict.fromkeys(own)))


def _used_in(view: View, parties: Parties) -> Parties:
    """ "The road in Ghana, built with a Chinese loan": the one other state of the sentence."""
    phrase, mover, sentence = view.phrase, view.mover, view.place.sentence
    if parties.giver is None or parties.receiver is not None or parties.several or phrase is None:
        return parties
    if phrase.kind not in (PaymentKind.LOAN, PaymentKind.GRANT) or mover is None:
        return parties
    if mover.move in (Move.GIVE, Move.GET) or parties.giver not in states():
        return parties
    near = [actor for actor in view.actors if not posted(sentence, actor)]
    others = {code for actor in near for code in actor.parties} - {parties.giver}
    if len(others) != 1 or not others <= states() or phrase.noun in payment_words().loose:
        return parties
    return replace(parties, receiver=others.pop())


def _is_payment(view: View, parties: Parties) -> bool:
    """Whether it is clear that the sum passes between identified parties."""
    giver, receiver = parties.giver, parties.receiver
    if giver is not None and giver == receiver:
        return False
    if giver is None and receiver is None and not parties.several:
        return False
    move = Move.OTHER if view.mover is None else view.mover.move
    words = payment_words()
    lent = giver in words.lenders
    noun = view.phrase is not None and (lent or view.phrase.noun not in words.dealing)
    if giver is not None and receiver is not None:
        return noun or move in (Move.GIVE, Move.GET, Move.ANNOUNCE, Move.THANK)
    if parties.several:
        return noun or move in (Move.GIVE, Move.GET)
    if giver is None:
        return noun or move is Move.GET or is_raised(view)
    if view.phrase is not None and view.phrase.kind is PaymentKind.OTHER and move is Move.OTHER:
        return False
    lemma = "" if view.mover is None else view.mover.lemma
    # "Of which $3 million will come from the World Bank."
    lending = lemma == "come" and lender(view.place.sentence, view.actors) is not None
    return noun or lending or lemma in _PLAIN or (lemma in words.brings and _goes_abroad(view))


def _goes_abroad(view: View) -> bool:
    """ "For roads in developing countries", "to help African countries"."""
    behind = range(view.place.last, min(view.place.last + _AREA, view.stop))
    sentence, words = view.place.sentence, payment_words()
    return any(sentence.lower(i) in words.abroad for i in behind)


def _is_open(view: View, parties: Parties) -> bool:
    """Whether a sum is surely given, only by whom and to whom its sentence does not say."""
    phrase, mover = view.phrase, view.mover
    gives = mover is not None and mover.move is Move.GIVE and parties.giver is not None
    if gives and view.place.sentence.lower(view.place.last) not in (*TO, "for"):
        return not parties.several  # "Norway will give $5 million": as much as was asked of all.
    if phrase is None or parties.several:
        return False
    if phrase.kind not in _HANDED and not _is_ordinal(view, phrase):
        return False
    if parties.between:
        return True
    if phrase.noun in payment_words().loose and not _is_ordinal(view, phrase):
        return False
    if mover is None or mover.move is Move.REACH:
        return True
    # A company or province that gives or gets it is nobody here.
    subjects = children(mover.token, "nsubj", "nsubjpass", "agent")
    return not subjects or any(is_general(subject) for subject in subjects)


def _is_ordinal(view: View, phrase: Phrase) -> bool:
    """ "The first agreement", after the article told of two."""
    first = {view.place.sentence.lower(i) for i in range(phrase.left, phrase.at + 1)}
    return phrase.noun in payment_words().dealing and bool(first & _ORDINALS)


def is_general(subject: Token) -> bool:
    """True for "the loan", "the government", "we": subjects that may stand for the parties."""
    words = payment_words()
    lemma = subject.lemma_.lower()
    if subject.pos_ == "PRON" or lemma in _ORDINALS:
        return True
    if lemma in words.nouns or lemma in words.general:
        return True
    return subject.lower_ in words.nouns or subject.lower_ in words.institutions


def _rule(view: View) -> str:
    """The name of the rule: by the verb's sort, else by the noun."""
    if view.mover is not None and view.mover.move in (Move.GIVE, Move.ANNOUNCE, Move.GET):
        return f"payment {view.mover.move}"
    return "payment noun"
