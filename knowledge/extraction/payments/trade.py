"""Trade: "trade between A and B reached $5 billion", "A's exports to B", "A bought … from B"."""

from dataclasses import replace

from knowledge.extraction.grammar.clauses import listed
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.pairs import Pair
from knowledge.extraction.payments.phrases import Phrase
from knowledge.extraction.payments.sides import Parties, Side, party_codes, sides_of
from knowledge.extraction.payments.signing import lender
from knowledge.extraction.payments.verbs import Move, subject_actors
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words
from knowledge.model import Link, PaymentKind

_JOINT = frozenset({"bilateral", "two-way", "mutual", "reciprocal"})
_PAIR_NOUNS = frozenset({"countries", "nations", "sides", "states", "neighbours", "neighbors"})
_TRADING = frozenset({Move.BUY, Move.SELL, Move.EXCHANGE})
_NEAR = 10
# "With" and where a region ends that stands behind it: "with sub-Saharan Africa".
_REGION = 6
# "Agreed to buy" is as good as bought; trade that is agreed to grow is not.
_AGREED = frozenset({"agreed", "will", "pledged", "vowed", "set"})
_LENT = frozenset({"contract", "contracts"})
_CLAUSE = frozenset({";", "which", "while", "that", "who", "but", "whereas"})
_NOT_YET = ("by 20", "by the end", "by the year", "target", "goal", "deficit", "surplus")


def is_trade(view: View) -> bool:
    """True when a sum is one of trade, by its noun or its verb."""
    if view.mover is not None and view.mover.move in _TRADING:
        return True
    # What a bank signs with a state for roads is a loan.
    signed = view.phrase is not None and view.phrase.noun in _LENT
    if signed and lender(view.place.sentence, view.actors) is not None:
        return False
    return view.phrase is not None and view.phrase.kind is PaymentKind.TRADE


def trade_frame(
    view: View, pair: Pair | None, before: Parties | None, start: int = 0
) -> Frame | None:
    """A sum of trade between two parties; None where it is a target or names one side alone.

    `pair` are the two parties that the article or section is about, for "bilateral trade";
    `before` those of the trade that was told of before ("while imports from B …"), whose sum ends
    at word `start`.
    """
    if view.place.found.rate or any(not phrase.given for phrase in view.phrases[:1]):
        return None
    if _is_target(view) or (view.phrase and view.phrase.kind is PaymentKind.INVESTMENT):
        return None  # A stake is bought from a company.
    words, phrase = payment_words(), view.phrase
    phrase = _nearer(view, start) or phrase
    if view.mover is not None and view.mover.move in _TRADING:
        rule, parties = "trade verb", by_verb(view) or _same_pair(view, before)
    elif phrase is None or phrase.noun is None:
        return None
    elif phrase.noun in words.outward or phrase.noun in words.inward:
        rule, parties = "trade noun", _one_way(view, phrase, before)
    elif phrase.noun in words.two_way:
        rule, parties = "trade noun", _two_way(view, phrase, pair)
    else:
        return None
    if parties is None:
        return None
    return Frame(view, PaymentKind.TRADE, parties, rule)


def climbed(view: View, before: Frame | None) -> Frame | None:
    """ "Trade was $5 million in 2003, which climbed to $9 million": of the same two."""
    mover, sentence = view.mover, view.place.sentence
    if before is None or before.kind is not PaymentKind.TRADE:
        return None
    if view.phrase is not None and view.phrase.at >= before.view.place.last:
        return None  # "… and exports climbed to $9 million".
    if mover is None or mover.move is not Move.REACH or mover.token.tag_ != "VBD":
        return None
    subjects = {child.lower_ for child in mover.token.children if child.dep_ == "nsubj"}
    joined = mover.token.dep_ == "conj" and not subjects
    start = before.view.place.last
    named = any(start <= actor.left < view.place.left for actor in view.actors)
    to = sentence.lower(view.place.left - 1) == "to"
    if named or not to or not (joined or subjects & {"which", "it"}):
        return None
    # The date of the clause above is that of the sum before.
    return Frame(view, PaymentKind.TRADE, before.parties, "trade noun", undated=not joined)


def _same_pair(view: View, before: Parties | None) -> Parties | None:
    """ "Exported $5 million to B and imported $3 million": from B as well."""
    subject, mover = _subject(view), view.mover
    if before is None or subject is None or mover is None or mover.move is Move.EXCHANGE:
        return None
    rest = {before.giver, before.receiver} - {subject.code, None}
    named = party_codes(view.place.sentence, [a for a in view.actors if a.left >= view.place.last])
    if subject.code not in (before.giver, before.receiver) or len(rest) != 1 or named:
        return None
    other = rest.pop()
    sells = mover.move is Move.SELL
    one, two = (subject.code, other) if sells else (other, subject.code)
    return Parties(one, two, links=tuple(dict.fromkeys([*subject.links, *before.links])))


def _nearer(view: View, start: int) -> Phrase | None:
    """ "… and imports from B $5 million", behind another sum; "$5 million worth of A's exports"."""
    sentence, words = view.place.sentence, payment_words()
    goods = (words.outward, words.inward)
    if sentence.lower(view.place.last) in ("worth", "of", "in"):
        for i in range(view.place.last, min(view.place.last + _NEAR, view.stop)):
            lower = sentence.lower(i)
            if any(lower in each for each in goods):
                return Phrase(i, i + 1, i, lower, True, behind=True)
            # "Reached $5 million in 2010 with exports at …" is of the year's.
            if sentence.lower(i) in _CLAUSE or sentence.lower(i) in (",", "with"):
                break
    if start:
        for i in reversed(range(start, view.place.left)):
            lower = sentence.lower(i)
            if any(lower in each for each in goods):
                return Phrase(i, i + 1, i, lower, True, behind=False)
    return None


def _is_target(view: View) -> bool:
    """ "Aim to raise trade to $5 billion", "a target of": not traded yet."""
    sentence, words = view.place.sentence, payment_words()
    bare = view.mover is not None and view.mover.token.tag_ in ("VB", "VBG")
    if bare and sentence.lower(view.place.left - 1) == "to":
        return True
    moved = view.mover is not None and view.mover.move in (Move.BUY, Move.SELL)
    for i in reversed(range(max(view.place.left - _NEAR, 0), view.place.left)):
        if sentence.lower(i) in _CLAUSE:
            break
        agreed = moved and sentence.lower(i) in _AGREED
        if sentence.lower(i) in words.not_traded and not agreed:
            return True
    behind = range(view.place.last, min(view.place.last + 4, len(sentence.words)))
    return " ".join(sentence.lower(i) for i in behind).startswith(_NOT_YET)


def _near(view: View, at: int) -> list[Side]:
    """The parties from word `at` to the end of the clause that the sum stands in."""
    sentence = view.place.sentence
    end = next(
        (i for i in range(view.place.last, view.stop) if sentence.lower(i) in _CLAUSE), view.stop
    )
    return sides_of(sentence, view.actors, at, end)


def _owner(view: View, at: int) -> Side | None:
    """ "A's exports", "Chinese exports": who stands right before the noun at `at`."""
    before = [actor for actor in view.actors if actor.left <= at and actor.parties]
    if not before:
        return None
    actor = before[-1]
    between = view.place.sentence.words[actor.right : at]
    if len(between) > 4 or any(word.pos in ("VERB", "AUX", "ADP") for word in between):
        return None
    group = [each for each in listed(view.place.sentence, view.actors, actor) if each.left <= at]
    codes = party_codes(view.place.sentence, group)
    return Side(codes, "", group[0].left, group[0]) if codes else None


def _led(sides: list[Side], *leads: str) -> Side | None:
    return next((side for side in sides if side.lead in leads and side.code), None)


def _one_way(view: View, phrase: Phrase, before: Parties | None) -> Parties | None:
    """ "A's exports to B", "A's imports from B", "exports from A to B"."""
    near = _near(view, phrase.at + 1)
    owner = _owner(view, phrase.at)
    to, source = _led(near, "to", "into"), _led(near, "from", "by")
    if to is not None and source is not None and to.code == source.code:
        source = None  # "A's exports to B were $5 million and imports from B …".
    if to is not None and source is not None:
        return _of(source, to)
    inward = phrase.noun in payment_words().inward
    announced = view.mover is not None and view.mover.move in (Move.ANNOUNCE, Move.GIVE)
    if owner is None and not inward and announced:
        owner = _subject(view)
    known = source if inward else to
    if owner is None and before is not None and known is not None:
        codes = {before.giver, before.receiver}
        others = [code for code in codes - {known.code} if code is not None]
        if known.code in codes and len(others) == 1:
            owner = Side((others[0],), "", phrase.at, known.actor)
    if owner is not None and before is not None and to is None and source is None:
        # "Including $5 million worth of A's exports", of the trade between A and B.
        rest = {before.giver, before.receiver} - {owner.code, None}
        if owner.code in (before.giver, before.receiver) and len(rest) == 1:
            other = Side((rest.pop() or "",), "", phrase.at, owner.actor)
            one, two = (other, owner) if inward else (owner, other)
            found = _of(one, two)
            return None if found is None else replace(found, links=before.links)
    if inward and owner is None and source is None and before is not None:
        return Parties(before.receiver, before.giver, links=before.links)
    if inward:
        return _of(source or _led(near, "of"), owner or to)
    return _of(owner or source, to)


def _of(giver: Side | None, receiver: Side | None) -> Parties | None:
    if giver is None or receiver is None or giver.code == receiver.code:
        return None
    if giver.code is None or receiver.code is None:
        return None
    return Parties(giver.code, receiver.code, links=(*giver.links, *receiver.links))


def _two_way(view: View, phrase: Phrase, pair: Pair | None) -> Parties | None:
    """ "Trade between A and B", "A's trade with B", "A-B trade", "bilateral trade"."""
    near = [side for side in _near(view, phrase.at + 1) if side.at < view.place.left]
    owner = _owner(view, phrase.at)
    between = next((side for side in near if side.lead in ("between", "among", "of")), None)
    if between is not None:
        return _both(between.codes, between.links)
    partner = _led(near, "with")
    if partner is not None and partner.code is not None:
        whole = owner or _subject(view)
        if whole is not None and whole.code is not None:
            return _both((whole.code, partner.code), (*whole.links, *partner.links))
        if pair is not None and partner.code in pair.codes:
            return _both(pair.codes, (*partner.links, pair.link))
        return None
    if owner is not None and len(owner.codes) == 2:
        return _both(owner.codes, owner.links)
    if owner is not None and owner.code is not None and _is_with_region(view, phrase.at):
        return Parties(owner.code, None, links=owner.links)
    return _compound(view, phrase.at) or _joint(view, owner, phrase.at, pair)


def _is_with_region(view: View, at: int) -> bool:
    """ "Turkey's trade with Africa", of one side and of no other that is known."""
    sentence = view.place.sentence
    if sentence.lower(at + 1) != "with":
        return False
    behind = range(at + 2, min(at + _REGION, view.place.left))
    return any(sentence.lower(i) in payment_words().regions for i in behind)


def _joint(view: View, owner: Side | None, at: int, pair: Pair | None) -> Parties | None:
    """ "Bilateral trade", "trade between the two countries": of the two that are spoken of."""
    sentence = view.place.sentence
    said = any(sentence.lower(i) in _JOINT for i in range(max(at - 4, 0), at))
    # "Our trade", as one of two who meet says.
    said = said or any(sentence.lower(i) in ("our", "their") for i in (at - 1, at - 2))
    said = said or any(word.lower in ("partner", "partners") for word in sentence.words)
    said = said or any(  # "The two countries' trade".
        sentence.lower(i) in ("two", "both") and sentence.lower(i + 1) in _PAIR_NOUNS
        for i in range(max(at - 5, 0), at)
    )
    behind = {sentence.lower(i) for i in range(at + 1, at + 7)}
    if not said and not ("between" in behind and (_PAIR_NOUNS & behind or "them" in behind)):
        return None
    here = party_codes(sentence, [each for each in view.actors if each.left < view.stop])
    if len(here) == 2:
        return _both(here, ())
    if pair is not None and (owner is None or owner.code in pair.codes):
        return _both(pair.codes, (pair.link,))
    return None


def _compound(view: View, at: int) -> Parties | None:
    """ "China-Kenya trade", "India–Brazil bilateral trade"."""
    sentence, left = view.place.sentence, max(at - 5, 0)
    near = [actor for actor in view.actors if left <= actor.left <= at and actor.parties]
    codes = party_codes(sentence, near)
    dashed = any("-" in word.text or "–" in word.text for word in sentence.words[left:at])
    return _both(codes, ()) if dashed and len(codes) == 2 else None


def _both(codes: tuple[str, ...], links: tuple[Link, ...]) -> Parties | None:
    if len(set(codes)) != 2:
        return None
    one, other = sorted(set(codes))
    return Parties(one, other, links=links)


def _subject(view: View) -> Side | None:
    if view.mover is None:
        return None
    found = subject_actors(view.place.sentence, view.actors, view.mover.token)
    codes = party_codes(view.place.sentence, found)
    return Side(codes, "", found[0].left, found[0]) if codes else None


def by_verb(view: View) -> Parties | None:
    """ "A bought $5 billion of B's gas", "A sold B arms worth", "A and B traded goods worth"."""
    if view.mover is None:
        return None
    subject = _subject(view)
    at = view.place.sentence.position(view.mover.token) or 0
    near = _near(view, at + 1)
    if subject is None:
        return None
    if view.mover.move is Move.EXCHANGE:
        partner = _led(near, "with")
        return _both((*subject.codes, *(() if partner is None else partner.codes)), subject.links)
    if view.mover.move is Move.SELL:
        return _of(subject, _led(near, "to", ""))
    return _of(_led(near, "from") or _led(near, "", "of", "in", "act"), subject)
