"""Who gets a sum where its sentence names its giver alone: the other party of its article.

"A's prime minister arrived in B on Monday. He announced $5 million for schools": the sum goes to B,
along the link of the lead that names both.
"""

from collections import Counter
from dataclasses import replace

from knowledge.extraction.payments.pairs import named_states, pair_of
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.words import states
from knowledge.extraction.scene import Scene
from knowledge.model import Link, ParagraphRole, PaymentKind

# The others are named at most half as often, all together.
_SHARE = 1.5
# What is invested has partners whom nobody names.
_HANDED = frozenset({PaymentKind.GRANT, PaymentKind.LOAN, PaymentKind.AID})


def with_partners(scene: Scene, told: list[Told]) -> list[Told]:
    """What was told, each gift of one party alone with the other of the two that are spoken of."""
    if not any(_is_alone(one) for one in told):
        return told
    gets = {one.fields.receiver for one in told}
    return [
        # What one of those who get adds stays at home.
        _with(scene, one) if _is_alone(one) and one.fields.giver not in gets else one
        for one in told
    ]


def _is_alone(one: Told) -> bool:
    fields = one.fields
    named = one.named <= {fields.giver}
    elsewhere = one.abroad or one.domestic or one.several or one.background or one.headline
    given = fields.kind in _HANDED and fields.giver is not None and fields.receiver is None
    return given and named and not (elsewhere or one.pooled or fields.part)


def _with(scene: Scene, one: Told) -> Told:
    sentence = scene.document.sentences[one.sentences[0]]
    giver = one.fields.giver or ""
    if giver in states():
        pair = pair_of(scene, sentence)
        others = set() if pair is None or giver not in pair.codes else {*pair.codes} - {giver}
        link = None if pair is None else pair.link
    else:
        others, link = _of_body(scene)
    if len(others) != 1 or link is None:
        return one
    return replace(
        one,
        fields=replace(one.fields, receiver=others.pop()),
        links=list(dict.fromkeys([*one.links, link])),
        open=False,
    )


def _of_body(scene: Scene) -> tuple[set[str], Link | None]:
    """The one country that the title names, or else the lead, if all others are named rarely."""
    counted: Counter[str] = named_states(scene)
    most = counted.most_common(1)
    if not most or counted.total() > most[0][1] * _SHARE:
        return set(), None
    code = most[0][0]
    for sentence, row in zip(scene.document.sentences, scene.parties, strict=True):
        if sentence.role in (ParagraphRole.TITLE, ParagraphRole.BODY):
            named = code in {mention.code for mention in row}
            return ({code}, sentence.link("parties", code, "lead")) if named else (set(), None)
    return set(), None
