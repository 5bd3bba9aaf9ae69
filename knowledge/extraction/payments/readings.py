"""Payments: sums given, lent, pledged, invested or traded, from the scene of an article.

Sentence by sentence the sums are found and read with the verb, noun and parties around them; what
tells of the same sum is then joined. Sums that pass between nobody identified are left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.extraction.grammar.status import auxiliaries, is_background
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.abroad import goes_to_fund, goes_to_region, is_domestic
from knowledge.extraction.payments.bare import may_be_bare, with_bare
from knowledge.extraction.payments.days import dated, day_of, year_of
from knowledge.extraction.payments.deal import completed, parts_marked
from knowledge.extraction.payments.figures import of_figure
from knowledge.extraction.payments.forgiven import forgiven_frame
from knowledge.extraction.payments.frames import Frame, gift_frame
from knowledge.extraction.payments.gapped import gapped, is_next_giver, is_surely_given
from knowledge.extraction.payments.items import item_of, with_own_sides
from knowledge.extraction.payments.listings import listing_item
from knowledge.extraction.payments.numerals import may_hold_numbers
from knowledge.extraction.payments.pairs import is_of_money, named_states, pair_of
from knowledge.extraction.payments.partners import with_partners
from knowledge.extraction.payments.parts import Whole, whole_of
from knowledge.extraction.payments.phrases import Place, place_of_sum
from knowledge.extraction.payments.purchases import purchase_frame
from knowledge.extraction.payments.purpose import purpose_of
from knowledge.extraction.payments.raising import is_raised
from knowledge.extraction.payments.references import Antecedents
from knowledge.extraction.payments.returned import returned_frame
from knowledge.extraction.payments.sides import Parties, is_continental, party_codes
from knowledge.extraction.payments.signing import posted
from knowledge.extraction.payments.spoken import in_own_money, is_own
from knowledge.extraction.payments.stages import is_done, stage_of
from knowledge.extraction.payments.sums import FoundSum, Setting, find_sums
from knowledge.extraction.payments.telling import Told, is_own_share, joined
from knowledge.extraction.payments.trade import climbed, is_trade, trade_frame
from knowledge.extraction.payments.views import View, view_of
from knowledge.extraction.payments.words import payment_words
from knowledge.extraction.scene import Scene
from knowledge.model import Kind, ParagraphRole, Payment, PaymentKind, Reading

_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE, ParagraphRole.CAPTION})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
# So many sentences on, a number can still be of the money that was spoken of.
_NEAR = 2
_SO_FAR = frozenset({"already", "previously", "earlier", "since", "till"})
_VAGUE = frozenset(
    {
        "commitment",
        "commitments",
        "funding",
        "financing",
        "tranche",
        "tranches",
        "package",
        "packages",
    }
)
_RULES = frozenset(
    {
        "payment give", "payment announce", "payment get", "payment noun", "payment part",
        "payment item", "payment return",
        "trade noun", "trade verb",
    }
)  # fmt: skip


def payment_rules() -> frozenset[str]:
    """The names of the rules that readings of payments can carry."""
    return _RULES


def payment_readings(scene: Scene) -> Iterator[Reading]:
    """The payments of an article, each told once, in the order of the text."""
    sentences = scene.document.sentences
    gets: set[str] = set()
    found = with_partners(scene, completed(scene, _told(scene)))
    for told in parts_marked(joined(dated(scene, in_own_money(found)))):
        alone = told.fields.giver is None or told.fields.receiver is None
        nobody = told.fields.giver is None and told.fields.receiver is None
        if nobody and not (told.several or len(told.between) == 2):
            continue
        share = is_own_share(told, gets)
        gets.add(told.fields.receiver or "")
        if share:
            continue
        if told.open or (alone and (told.headline or told.domestic)):
            continue
        yield Reading(
            kind=Kind.PAYMENT,
            article=scene.article.id,
            digest=scene.article.digest,
            rule=told.rule,
            fields=told.fields,
            evidence=tuple(sentences[i].evidence(scene.article) for i in told.sentences),
            links=tuple(told.links),
            background=told.background,
        )


def _told(scene: Scene) -> list[Told]:
    """What the sentences tell, one by one, in the order of the text."""
    told: list[Told] = []
    setting = _setting(scene)
    antecedents = Antecedents(setting.home, scene.article.outlet or "")
    for sentence, actors in scene.walk():
        if sentence.role in _UNREAD:
            continue
        found: list[FoundSum] = []
        if may_hold_numbers(sentence.text, sentence.letters()):
            text = sentence.text.replace("\n", " ")
            row = scene.parties[sentence.index]
            here = frozenset(m.code for m in row if not is_of_money(sentence, m))
            found = find_sums(text, replace(setting, parties=here))
            if may_be_bare(text):
                found = with_bare(text, found, _spoken_of(sentence, told))
        if found:
            _read(scene, sentence, antecedents.completed(sentence, actors), found, told)
        antecedents.note(sentence, actors)
    return told


def _spoken_of(sentence: Sentence, told: list[Told]) -> str | None:
    """The currency of what was told in the sentences right before."""
    last = told[-1] if told else None
    near = last is not None and sentence.index - last.sentences[0] <= _NEAR
    return last.fields.sum.currency if last is not None and near else None


def _setting(scene: Scene) -> Setting:
    return Setting(
        home=outlet_home(scene.article),
        article=frozenset(named_states(scene)),
        contrast="US$" in scene.article.text,
    )


def _read(
    scene: Scene, sentence: Sentence, actors: list[Actor], sums: list[FoundSum], told: list[Told]
) -> None:
    """Add what one sentence tells of its sums to what was `told` before."""
    places = [place_of_sum(sentence, found) for found in sums]
    # "US" in "US$5 million" and "(CFA 13 billion)" is nobody.
    printed = {i for place in places for i in range(place.first, place.last)}
    actors = [a for a in actors if a.left not in printed and not is_continental(sentence, a)]
    frames: list[Frame] = []
    start = 0
    for i, place in enumerate(places):
        stop = places[i + 1].left if i + 1 < len(places) else len(sentence.words)
        view = view_of(place, _without_next(actors, places[i + 1 :]), start, stop)
        behind, start = start, place.last
        whole = None if place.found.bare else whole_of(view, told)
        if whole is not None:
            _add(scene, told, _part(view, whole))
            continue
        frame = _frame(scene, view, frames, told, behind)
        if frame is not None and place.found.bare and not is_surely_given(frame):
            continue
        if frame is not None:
            frames.append(frame)
            _add(scene, told, _telling(scene, frame))
            continue
        item = item_of(view, told, behind) or listing_item(scene, view, told)
        if item is not None:
            _add(scene, told, item)


def _without_next(actors: list[Actor], later: list[Place]) -> list[Actor]:
    """The actors but the one right before the next sum: "$5 million for A and B $3 million"."""
    return [a for a in actors if not (later and is_next_giver(a, later[0]))]


def _add(scene: Scene, told: list[Told], one: Told) -> None:
    if one.rule not in scene.without:
        told.append(one)


def _frame(
    scene: Scene, view: View, frames: list[Frame], told: list[Told], start: int
) -> Frame | None:
    """What is told of a sum, in the light of what the sentence told of the sums before it."""
    before = frames[-1] if frames else None
    figure = None if frames else of_figure(view, told)
    if figure is not None:
        return figure
    known = purchase_frame(scene, view) or climbed(view, before)
    if known is not None:
        return known
    if is_trade(view):
        traded = before is not None and before.kind is PaymentKind.TRADE
        parties = before.parties if before is not None and traded else None
        return trade_frame(view, pair_of(scene, view.place.sentence), parties, start)
    frame = forgiven_frame(view) or returned_frame(view) or gift_frame(view)
    if frame is None or before is None:
        return frame
    return gapped(before, frame) or _shared(before, frame)


def _named(view: View) -> frozenset[str]:
    """All states and bodies that are named beside a sum, but not in places and postings."""
    sentence = view.place.sentence
    taking_part = [actor for actor in view.actors if not posted(sentence, actor)]
    return frozenset(party_codes(sentence, taking_part))


def _is_vague(view: View) -> bool:
    """True for "$5 million for the project": neither loan nor grant."""
    noun = None if view.phrase is None else view.phrase.noun
    return noun is None or noun in payment_words().loose or noun in _VAGUE


def _is_earlier(view: View) -> bool:
    """ "Has so far received", "had lent": not what was signed today."""
    sentence = view.place.sentence
    perfect = view.mover is not None and bool(auxiliaries(view.mover.token) & _PERFECT)
    return perfect or not sentence.vocabulary.isdisjoint(_SO_FAR)


def _shared(before: Frame, frame: Frame) -> Frame:
    """ "$5 million to B for roads and $6 million for schools": the second is B's as well."""
    one, other = before.view.mover, frame.view.mover
    same_verb = one is not None and other is not None and one.token.i == other.token.i
    parties = frame.parties
    if not same_verb or parties.several or before.parties.several:
        return frame
    giver = parties.giver or before.parties.giver
    receiver = parties.receiver or before.parties.receiver
    links = tuple(dict.fromkeys([*parties.links, *before.parties.links]))
    return replace(frame, parties=Parties(giver, receiver, links=links))


def _telling(scene: Scene, frame: Frame) -> Told:
    place = frame.view.place
    verb = None if frame.view.mover is None else frame.view.mover.token
    token = place.token if verb is None else verb
    day = None if frame.undated else day_of(scene, place.sentence, token, frame.view.mover)
    date = None if day is None else day.value
    if frame.kind is PaymentKind.TRADE and date is not None:
        date = year_of(date)
    links = list(frame.parties.links)
    if day is not None and day.link is not None:
        links.append(day.link)
    return Told(
        fields=Payment(
            sum=place.found.sum,
            kind=frame.kind,
            giver=frame.parties.giver,
            receiver=frame.parties.receiver,
            date=date,
            purpose=purpose_of(frame.view, frame.kind),
            qualifier=place.found.qualifier,
            equivalents=place.found.equivalents,
            stage=stage_of(place.sentence, verb, frame.kind),
            done=is_done(place.sentence, verb),
        ),
        rule=frame.rule,
        sentences=[place.sentence.index],
        links=links,
        background=is_background(token),
        headline=place.sentence.role is ParagraphRole.TITLE,
        domestic=is_domestic(scene, frame),
        abroad=goes_to_region(frame.view),
        pooled=goes_to_fund(frame.view),
        several=frame.parties.several,
        open=frame.open,
        between=frame.parties.between,
        named=_named(frame.view),
        vague=_is_vague(frame.view),
        earlier=_is_earlier(frame.view),
        raised=is_raised(frame.view),
        own=is_own(frame.view),
    )


def _part(view: View, whole: Whole) -> Told:
    """A sum that is part of one told before: between the same parties, as the same."""
    found, sentence = view.place.found, view.place.sentence
    fields, links = with_own_sides(view, whole.told)
    own = None if view.phrase is None else view.phrase.kind
    if own in (PaymentKind.GRANT, PaymentKind.LOAN):
        fields = replace(fields, kind=own)
    return Told(
        fields=replace(
            fields,
            sum=found.sum,
            purpose=purpose_of(view, fields.kind) or fields.purpose,
            qualifier=found.qualifier,
            equivalents=found.equivalents,
            part=True,
        ),
        rule="payment part",
        sentences=list(dict.fromkeys([sentence.index, *whole.told.sentences])),
        links=[whole.link, *links],
        background=whole.told.background,
        domestic=whole.told.domestic,
    )
