"""The deal that an article is about, and the sums of it that name not all of its parties.

"The first loan of $70 million", "$5 million for schools": who gives these and who gets them is
said once, with another sum or in the lead. A sum that does not say it takes it from there, along a
link, where one deal alone fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.days import day_of
from knowledge.extraction.payments.frames import gift_parties
from knowledge.extraction.payments.phrases import Phrase, Place, noun_start
from knowledge.extraction.payments.sides import is_continental
from knowledge.extraction.payments.sums import FoundSum
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.views import view_of
from knowledge.extraction.payments.words import GIFTS, payment_words, states
from knowledge.extraction.scene import Scene
from knowledge.model import Link, ParagraphRole, PaymentKind, Sum

# So many sentences of the text can set what the article is about.
_OPENING = 4
# Stands for a sum where a deal is told without one.
_NO_SUM = FoundSum(0, 1, Sum(Decimal(10**6), "XXX"))
_CLOSE = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Deal:
    """Who gives what to whom, as a sentence of the article tells it.

    `giver` is empty for what many raised; `day` is that of a deal told without a sum.
    """

    giver: str
    receiver: str
    kind: PaymentKind
    sentence: int
    links: tuple[Link, ...] = ()
    day: Dated | None = None


def completed(scene: Scene, told: list[Told]) -> list[Told]:
    """What was told, each with the parties that the deal of its article gives it.

    What still names nobody stays `open`.
    """
    spoken: list[Deal] | None = None
    found: list[Told] = []
    told = [_directed(one, told) for one in told]
    deals = [deal for one in told for deal in _deals_of(one)]
    for one in told:
        if not _lacks(one):
            found.append(one)
            continue
        beside = _beside(one, told)
        givers = {other.fields.giver for other in beside} - {None}
        if one.open and one.fields.giver is None and len(givers) > 1:
            found.append(_of_several(one, beside, givers))
            continue
        deal = _fitting(one, deals, givers)
        if deal is None:
            spoken = list(_spoken(scene)) if spoken is None else spoken
            deal = _fitting(one, spoken, givers) or _lent_to_title(scene, one)
        found.append(one if deal is None else _with(scene, one, deal))
    return [_among_siblings(one, found) for one in found]


def _among_siblings(one: Told, told: list[Told]) -> Told:
    """ "€5 million from Norway and €2 million from Estonia": the second goes to the same party."""
    beside = _beside(one, told)
    same = [other for other in beside if not other.open]
    gets = {other.fields.receiver for other in same} - {None, one.fields.giver}
    if one.fields.receiver is not None or one.several or len(gets) != 1 or one.abroad:
        return one
    if not one.named <= {*gets, *(other.fields.giver for other in beside), one.fields.giver}:
        return one
    links = [link for other in same for link in other.links]
    return replace(
        one,
        fields=replace(one.fields, receiver=gets.pop()),
        links=list(dict.fromkeys([*one.links, *links])),
        open=False,
    )


def _lacks(one: Told) -> bool:
    fields = one.fields
    known = fields.giver is not None and fields.receiver is not None
    return not known and not one.several and fields.kind in GIFTS and not one.abroad


def _deals_of(one: Told) -> list[Deal]:
    """What a sum tells of who gives to whom; of several that get it, one deal each."""
    fields = one.fields
    if fields.kind not in GIFTS or one.background:
        return []
    if one.raised and fields.receiver is not None:
        return [Deal("", fields.receiver, fields.kind, one.sentences[0], tuple(one.links))]
    if fields.giver is None:
        return []
    if fields.receiver is None and not one.several:
        return []
    gets = one.named - {fields.giver} if fields.receiver is None else {fields.receiver}
    return [
        Deal(fields.giver, code, fields.kind, one.sentences[0], tuple(one.links))
        for code in sorted(gets)
    ]


def _directed(one: Told, told: list[Told]) -> Told:
    """A sum that two signed for, with the direction that the same sum has elsewhere."""
    if len(one.between) != 2 or one.fields.giver is not None:
        return one
    for other in told:
        if other.fields.sum != one.fields.sum:
            continue
        pair = set(one.between)
        receiver = other.fields.receiver
        rest = pair - ({receiver} if other.fields.giver is None else {other.fields.giver})
        if len(rest) == 1 and receiver in pair | {None}:
            gives = rest.pop() if other.fields.giver is None else other.fields.giver
            gets = (pair - {gives}).pop()
            return replace(
                one,
                fields=replace(one.fields, giver=gives, receiver=gets),
                sentences=list(dict.fromkeys([*one.sentences, *other.sentences])),
                links=list(dict.fromkeys([*one.links, *other.links])),
                open=False,
            )
    return one


def _lent_to_title(scene: Scene, one: Told) -> Deal | None:
    """What a lender gives to the one state that the title names."""
    giver = one.fields.giver
    if giver not in payment_words().lenders:
        return None
    for sentence in scene.document.sentences[: scene.walked]:
        if sentence.role is ParagraphRole.TITLE:
            codes = {mention.code for mention in scene.parties[sentence.index]} & states()
            if len(codes) == 1 and one.named <= {giver, *codes}:
                return Deal(giver or "", codes.pop(), one.fields.kind, sentence.index)
    return None


def _beside(one: Told, told: list[Told]) -> list[Told]:
    """The other sums of its sentence."""
    return [other for other in told if other is not one and other.sentences[0] == one.sentences[0]]


def _of_several(one: Told, beside: list[Told], givers: set[str | None]) -> Told:
    """The total of what several give: nobody's alone; it goes where the others go."""
    gets = {other.fields.receiver for other in beside} - {None}
    gets = gets or {code for code in one.named & states() if code not in givers}
    if len(gets) != 1:
        return one
    return replace(one, fields=replace(one.fields, receiver=gets.pop()), open=False)


def _fitting(one: Told, deals: list[Deal], beside: set[str | None]) -> Deal | None:
    """The one deal that a sum can be of; None where there are several, or others are spoken of.

    `beside` are the givers of the other sums of its sentence.
    """
    named = one.named - (beside if one.fields.giver is not None else set())
    fits: dict[tuple[str, str], Deal] = {}
    for deal in deals:
        gives = deal.giver or one.fields.giver
        sides = {gives, deal.receiver}
        # "Pledges of $5 million were made": by the same donors.
        many = not deal.giver and one.open
        fits_giver = many or (gives is not None and one.fields.giver in (None, gives))
        fits_receiver = one.fields.receiver in (None, deal.receiver)
        # What many raise is also raised by others whom the sentence names.
        alone = named | set(one.between) <= sides or (
            not deal.giver and one.fields.receiver is None
        )
        if fits_giver and fits_receiver and alone and gives != deal.receiver:
            fits.setdefault((gives or "", deal.receiver), deal)
    return next(iter(fits.values())) if len(fits) == 1 else None


def _with(scene: Scene, one: Told, deal: Deal) -> Told:
    source = scene.document.sentences[deal.sentence]
    via = "lead" if deal.sentence <= one.sentences[0] else "sum"
    gives = deal.giver or one.fields.giver
    sides = ", ".join(code for code in (gives, deal.receiver) if code)
    link = source.link("parties", sides, via)
    date = one.fields.date
    links = [*one.links, link, *deal.links]
    if date is None and deal.day is not None:
        date = deal.day.value
        links.append(source.link("date", date, "lead"))
        links.extend([] if deal.day.link is None else [deal.day.link])
    kind = deal.kind if one.vague and deal.kind is not PaymentKind.AID else one.fields.kind
    return replace(
        one,
        fields=replace(one.fields, giver=gives, receiver=deal.receiver, kind=kind, date=date),
        sentences=list(dict.fromkeys([*one.sentences, deal.sentence])),
        links=list(dict.fromkeys(links)),
        open=False,
        taken=True,
    )


def _spoken(scene: Scene) -> Iterator[Deal]:
    """Deals that title and opening tell without a sum: "announced military aid for Fiji"."""
    body = 0
    for sentence in scene.document.sentences[: scene.walked]:
        if sentence.role is ParagraphRole.BODY:
            body += 1
        elif sentence.role is not ParagraphRole.TITLE:
            continue
        if body > _OPENING:
            return
        for i in range(len(sentence.words)):
            deal = _told_of(scene, sentence, i)
            if deal is not None:
                yield deal


def _told_of(scene: Scene, sentence: Sentence, i: int) -> Deal | None:
    """The deal that the noun at word `i` tells of."""
    noun, words = sentence.lower(i), payment_words()
    kind = words.nouns.get(noun)
    if kind not in GIFTS or (noun in words.loose and noun not in words.dealing):
        return None
    token = sentence.tokens[sentence.words[i].last - 1]
    start = noun_start(sentence, i)
    place = Place(sentence, _NO_SUM, start, i, i + 1, token)
    actors = [a for a in scene.actors(sentence.index) if not is_continental(sentence, a)]
    view = view_of(place, actors, 0, len(sentence.words))
    phrase = Phrase(start, i + 1, i, noun, True, behind=False)
    view = replace(view, phrases=[phrase], phrase=phrase)
    parties = gift_parties(view)
    if parties is None or parties.giver is None or parties.receiver is None:
        return None
    if parties.giver == parties.receiver:
        return None
    mover = view.mover
    day = day_of(scene, sentence, token if mover is None else mover.token, mover)
    return Deal(parties.giver, parties.receiver, kind, sentence.index, parties.links, day)


def parts_marked(told: list[Told]) -> list[Told]:
    """What was told, as `part` what adds up to a total that was told before it."""
    marked = list(told)
    for total in told:
        rest = [one for one in told if _may_be_part(total, one)]
        sums = {one.fields.sum.amount for one in rest}
        added = sum((one.fields.sum.amount for one in rest), Decimal(0))
        whole = total.fields.sum.amount
        if len(rest) < 2 or not sums or abs(added - whole) > _CLOSE * whole:
            continue
        for one in rest:
            marked[marked.index(one)] = replace(one, fields=replace(one.fields, part=True))
    return marked


def _may_be_part(total: Told, one: Told) -> bool:
    a, b = total.fields, one.fields
    same = a.kind in GIFTS and b.kind in GIFTS and a.sum.currency == b.sum.currency
    parties = a.giver in (None, b.giver) and a.receiver in (None, b.receiver)
    later = one.sentences[0] >= total.sentences[0]
    return same and parties and later and b.sum.amount < a.sum.amount and not b.part
