"""Payments: sums given, lent, pledged, invested or traded, from the scene of an article.

Sentence by sentence the sums are found and read with the verb, noun and parties around them; what
tells of the same sum is then joined. Sums that pass between nobody identified are left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.extraction.actors import Actor
from knowledge.extraction.clauses import children
from knowledge.extraction.document import Sentence
from knowledge.extraction.money.frames import Frame, Parties, gift_frame
from knowledge.extraction.money.parts import Whole, whole_of
from knowledge.extraction.money.phrases import place_of_sum
from knowledge.extraction.money.purpose import purpose_of
from knowledge.extraction.money.references import Antecedents
from knowledge.extraction.money.sums import FoundSum, Setting, find_sums
from knowledge.extraction.money.telling import Told, joined
from knowledge.extraction.money.trade import is_trade, trade_frame, year_of
from knowledge.extraction.money.views import View, view_of
from knowledge.extraction.money.words import payment_words
from knowledge.extraction.outlets import outlet_home
from knowledge.extraction.pairs import is_of_money, named_states, pair_of
from knowledge.extraction.scene import Scene
from knowledge.extraction.status import is_background
from knowledge.extraction.when import Dated
from knowledge.model import (
    Kind,
    ParagraphRole,
    Payment,
    PaymentKind,
    Reading,
    Status,
)

# How often others must be named in an article that is not about one country alone.
_FOREIGN = 3
# What stands between a date and its "when": a comma and a space.
_COMMA = 2
_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE, ParagraphRole.CAPTION})
_RULES = frozenset(
    {
        "payment give", "payment announce", "payment get", "payment noun", "payment part",
        "trade noun", "trade verb",
    }
)  # fmt: skip


def payment_rules() -> frozenset[str]:
    """The names of the rules that readings of payments can carry."""
    return _RULES


def payment_readings(scene: Scene) -> Iterator[Reading]:
    """The payments of an article, each told once, in the order of the text."""
    sentences = scene.document.sentences
    for told in joined(_told(scene)):
        alone = told.fields.giver is None or told.fields.receiver is None
        if alone and (told.headline or told.domestic):
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
        row = scene.parties[sentence.index]
        here = frozenset(m.code for m in row if not is_of_money(sentence, m))
        text = sentence.text.replace("\n", " ")
        found = find_sums(text, replace(setting, parties=here))
        known = antecedents.completed(sentence, actors)
        _read(scene, sentence, known, found, told)
    return told


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
    frames: list[Frame] = []
    start = 0
    for i, place in enumerate(places):
        stop = places[i + 1].left if i + 1 < len(places) else len(sentence.words)
        view = view_of(place, actors, start, stop)
        start = place.last
        whole = whole_of(view, told)
        if whole is not None:
            _add(scene, told, _part(view, whole))
            continue
        frame = _frame(scene, view, frames)
        if frame is not None:
            frames.append(frame)
            _add(scene, told, _telling(scene, frame))


def _add(scene: Scene, told: list[Told], one: Told) -> None:
    if one.rule not in scene.without:
        told.append(one)


def _frame(scene: Scene, view: View, frames: list[Frame]) -> Frame | None:
    """What is told of a sum, in the light of what the sentence told of the sums before it."""
    before = frames[-1] if frames else None
    if is_trade(view):
        traded = before is not None and before.kind is PaymentKind.TRADE
        parties = before.parties if before is not None and traded else None
        return trade_frame(view, pair_of(scene, view.place.sentence), parties)
    frame = gift_frame(view)
    return frame if frame is None or before is None else _shared(before, frame)


def _is_domestic(scene: Scene, frame: Frame) -> bool:
    """A sum for nobody named stays at home where no other country is spoken of."""
    parties = frame.parties
    if parties.receiver is not None or parties.several:
        return False
    sentence = frame.view.place.sentence
    if any(word.lower in payment_words().abroad for word in sentence.words):
        return False
    others = named_states(scene)
    del others[parties.giver or ""]
    near = scene.parties[max(sentence.index - 1, 0) : sentence.index + 1]
    here = {mention.code for row in near for mention in row} & set(others)
    return not here and others.total() < _FOREIGN


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
    token = place.token if frame.view.mover is None else frame.view.mover.token
    dated = scene.calendar.of_event(place.sentence, token, Status.HELD) or _when(scene, frame)
    date = None if dated is None else dated.value
    if frame.kind is PaymentKind.TRADE and date is not None:
        date = year_of(date)
    links = list(frame.parties.links)
    if dated is not None and dated.link is not None:
        links.append(dated.link)
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
        ),
        rule=frame.rule,
        sentences=[place.sentence.index],
        links=links,
        background=is_background(token),
        headline=place.sentence.role is ParagraphRole.TITLE,
        domestic=_is_domestic(scene, frame),
    )


def _when(scene: Scene, frame: Frame) -> Dated | None:
    """ "Visited Suva in March, when she announced …": the date that "when" hangs on."""
    sentence, mover = frame.view.place.sentence, frame.view.mover
    leads = [] if mover is None else children(mover.token, "advmod")
    for when in leads:
        at = sentence.position(when)
        if when.lower_ != "when" or at is None:
            continue
        start = sentence.word_start(at) - sentence.start
        for expression in scene.calendar.by_sentence[sentence.index]:
            if 0 <= start - expression.end <= _COMMA:
                return scene.calendar.value(sentence, expression, Status.HELD)
    return None


def _part(view: View, whole: Whole) -> Told:
    """A sum that is part of one told before: between the same parties, as the same."""
    found, sentence, fields = view.place.found, view.place.sentence, whole.told.fields
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
        links=[whole.link, *whole.told.links],
        background=whole.told.background,
        domestic=whole.told.domestic,
    )
