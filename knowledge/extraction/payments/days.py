"""The day of a payment: its own, that of the clause it stands in, or the day of the signing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.signing import SIGNING
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.verbs import Mover
from knowledge.extraction.payments.words import GIFTS, payment_words
from knowledge.extraction.scene import Scene
from knowledge.model import Link, ParagraphRole, Status

# What stands between a date and its "when": a comma and a space.
_COMMA = 2
_NOT_YET = frozenset({"will", "would", "to", "may", "could", "might", "should", "can"})
_HELD = frozenset({"take", "hold", "sign"})
_SIGNINGS = ("signing", "ceremony")
_OPENING = 2
_PROMISING = frozenset({"will", "would", "'ll", "’ll", "to"})
_SAID = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "dep"})


@dataclass(frozen=True, slots=True)
class Signing:
    """When what an article is about was signed or `raised`, and the sentence that says so."""

    sentence: int
    date: str
    links: tuple[Link, ...]
    named: frozenset[str]
    raised: bool = False


def day_of(scene: Scene, sentence: Sentence, token: Token, mover: Mover | None) -> Dated | None:
    """The date that the sentence of a payment gives it; `token` is its verb or the sum."""
    return (
        scene.calendar.of_event(sentence, token, Status.HELD)
        or _with_when(scene, sentence, mover)
        or _of_clause(scene, sentence, token)
        or _announced(scene, sentence, token)
        or _of_subject(scene, sentence, token)
    )


def _with_when(scene: Scene, sentence: Sentence, mover: Mover | None) -> Dated | None:
    """ "Visited Suva in March, when she announced …": the date that "when" hangs on."""
    for when in [] if mover is None else children(mover.token, "advmod"):
        at = sentence.position(when)
        if when.lower_ != "when" or at is None:
            continue
        start = sentence.word_start(at) - sentence.start
        for expression in scene.calendar.by_sentence[sentence.index]:
            if 0 <= start - expression.end <= _COMMA:
                return scene.calendar.value(sentence, expression, Status.HELD)
    return None


def _of_clause(scene: Scene, sentence: Sentence, token: Token) -> Dated | None:
    """ "On Monday signed an agreement under which it will lend …", "met B, who announced …"."""
    at = token
    for above in climb(token):
        if at.dep_ == "relcl":
            under = any(t.lower_ in ("under", "by") for t in at.lefts) or children(at, "nsubj")
            verb = next((t for t in (above, *climb(above)) if t.pos_ == "VERB"), None)
            if verb is None or not under or is_negated(verb) or auxiliaries(at) & {"had", "has"}:
                return None
            if verb.tag_ not in ("VBD", "VBN", "VBG") or auxiliaries(verb) & _NOT_YET:
                return None
            return scene.calendar.of_event(sentence, verb, Status.HELD)
        at = above
    return None


def _announced(scene: Scene, sentence: Sentence, token: Token) -> Dated | None:
    """ "Norway will give $5 million, its minister said on Monday": the day that it was promised."""
    if token.pos_ != "VERB" or not auxiliaries(token) & _PROMISING:
        return None
    at = token
    for above in climb(token):
        if at.dep_ not in _SAID:
            return None
        lemma = above.lemma_.lower()
        saying = lemma in status_words().saying or lemma in status_words().publishing
        if above.pos_ == "VERB" and (saying or above.lemma_.lower() in payment_words().move):
            day = scene.calendar.of_event(sentence, above, Status.HELD)
            if day is not None and not is_negated(above):
                return day
        at = above
    return None


def _of_subject(scene: Scene, sentence: Sentence, verb: Token) -> Dated | None:
    """ "A conference held in Suva on Monday raised $5 million": the day of what raised it."""
    for subject in children(verb, "nsubj", "nsubjpass"):
        if subject.lemma_.lower() not in payment_words().occasions:
            continue
        for clause in children(subject, "acl"):
            return scene.calendar.of_event(sentence, clause, Status.HELD)
    return None


def dated(scene: Scene, told: list[Told]) -> list[Told]:
    """What was told, with the day of the signing for what was signed and has no day of its own."""
    signings = [*_signings(scene), *_raisings(told)]
    if len({signing.date for signing in signings}) != 1:
        return told
    signing = signings[0]
    body = [s.index for s in scene.document.sentences if s.role is ParagraphRole.BODY]
    opening = frozenset(body[:_OPENING])
    totals = [one.fields.sum for one in told if one.sentences[0] in opening]
    found: list[Told] = []
    for one in told:
        first = one.headline or one.sentences[0] in opening
        near = one.sentences[0] - signing.sentence in (0, -1)
        part = not one.earlier and any(
            one.fields.sum.currency == total.currency and one.fields.sum.amount < total.amount
            for total in totals
        )
        pledged = signing.raised and one.fields.receiver in signing.named
        deal = part or pledged or _is_of_deal(scene, one)
        later = one.sentences[0] > signing.sentence and deal
        if _may_be_of(one, signing) and (first or (not one.earlier and (near or later))):
            one = _with(scene, one, signing)
        found.append(one)
    return found


def _raisings(told: list[Told]) -> Iterator[Signing]:
    """What a conference raised on a day; what was pledged there was pledged on that day."""
    for one in told:
        if one.raised and one.fields.date is not None and one.fields.receiver is not None:
            named = frozenset({one.fields.receiver})
            links = tuple(link for link in one.links if link.field == "date")
            yield Signing(one.sentences[0], one.fields.date, links, named, raised=True)


def _may_be_of(one: Told, signing: Signing) -> bool:
    fields = one.fields
    if fields.date is not None or fields.kind not in GIFTS or one.background:
        return False
    sides = {fields.giver, fields.receiver, *one.between} - {None}
    return not signing.named or bool(signing.named & sides)


def _is_of_deal(scene: Scene, one: Told) -> bool:
    """ "Under the agreements Norway will lend …"."""
    sentence = scene.document.sentences[one.sentences[0]]
    return not sentence.vocabulary.isdisjoint(payment_words().signed)


def _with(scene: Scene, one: Told, signing: Signing) -> Told:
    source = scene.document.sentences[signing.sentence]
    link = source.link("date", signing.date, "signing")
    return replace(
        one,
        fields=replace(one.fields, date=signing.date),
        sentences=list(dict.fromkeys([*one.sentences, signing.sentence])),
        links=list(dict.fromkeys([*one.links, link, *signing.links])),
    )


def _signings(scene: Scene) -> Iterator[Signing]:
    """The sentences that date the signing of an agreement, loan or grant."""
    for sentence in scene.document.sentences[: scene.walked]:
        if sentence.role is not ParagraphRole.BODY:
            continue
        signed = not sentence.vocabulary.isdisjoint(payment_words().signed)
        plain = "" if signed else sentence.plain.lower()
        if not signed and not any(noun in plain for noun in _SIGNINGS):
            continue
        for token in sentence.tokens:
            day = _day_of_signing(scene, sentence, token, signed=signed)
            if day is not None:
                named = frozenset(m.code for m in scene.parties[sentence.index])
                links = () if day.link is None else (day.link,)
                yield Signing(sentence.index, day.value, links, named)
                break


def _day_of_signing(
    scene: Scene, sentence: Sentence, token: Token, *, signed: bool
) -> Dated | None:
    if token.lower_ in _SIGNINGS and token.dep_ in ("nsubj", "nsubjpass"):
        verb = token.head
        if verb.lemma_.lower() in _HELD and verb.tag_ in ("VBD", "VBN"):
            return scene.calendar.of_event(sentence, verb, Status.HELD)
        return None
    if not signed or token.tag_ not in ("VBD", "VBN") or token.lemma_.lower() not in SIGNING:
        return None
    if auxiliaries(token) & _NOT_YET or is_negated(token):
        return None
    return scene.calendar.of_event(sentence, token, Status.HELD)


def year_of(date: str) -> str:
    """The year of trade in part of one ("2023-01/2023-06"), other dates as they are."""
    first, _, last = date.partition("/")
    return first[:4] if last and first[:4] == last[:4] else date
