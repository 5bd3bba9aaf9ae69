"""The two parties that a section or an article is about: its heading, title, lead or outlet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.currencies import currencies
from knowledge.extraction.payments.words import states
from knowledge.extraction.scene import Scene
from knowledge.model import Link, ParagraphRole


@dataclass(frozen=True, slots=True)
class Pair:
    """Two party codes in the order of the alphabet, and the link that records where from."""

    codes: tuple[str, str]
    link: Link


def pair_of(scene: Scene, sentence: Sentence) -> Pair | None:
    """Whom "bilateral" in a sentence means; None where the article has more than two in view."""
    heading = scene.heading(sentence)
    if heading is not None:
        one, other = sorted(heading.parties)
        return Pair((one, other), heading.sentence.link("parties", f"{one}, {other}", "heading"))
    counted = named_states(scene)
    return _opening_pair(scene, sentence, counted) or _with_home(scene, counted)


def named_states(scene: Scene) -> Counter[str]:
    """How often an article names each country; "U.S. dollars" name none."""
    return Counter(
        mention.code
        for sentence, row in zip(scene.document.sentences, scene.parties, strict=True)
        for mention in row
        if mention.code in states() and not is_of_money(sentence, mention)
    )


def is_of_money(sentence: Sentence, mention: PartyMention) -> bool:
    """True for the country in "Canadian dollars" and "US$"."""
    behind = sentence.lower(mention.last)
    glued = sentence.text[mention.end - sentence.start :][:1] == "$"
    return glued or behind == "$" or behind in currencies().units


def _opening_pair(scene: Scene, sentence: Sentence, counted: Counter[str]) -> Pair | None:
    """The two countries that the article names most, if its title or lead names both."""
    leading = _leading(counted)
    if len(leading) != 2:
        return None
    one, other = sorted(leading)
    for opening in _opening(scene):
        named = {mention.code for mention in scene.parties[opening.index]}
        if {one, other} <= named and opening.index != sentence.index:
            return Pair((one, other), opening.link("parties", f"{one}, {other}", "lead"))
    return None


def _with_home(scene: Scene, counted: Counter[str]) -> Pair | None:
    """The outlet's home and the one country that title or lead names beside it."""
    home = outlet_home(scene.article)
    abroad = Counter({code: count for code, count in counted.items() if code != home})
    most = abroad.most_common(2)
    if home is None or not most or (len(most) == 2 and most[1][1] * 2 > most[0][1]):
        return None
    partner = most[0][0]
    for opening in _opening(scene):
        named = {mention.code for mention in scene.parties[opening.index]}
        if partner in named:
            one, other = sorted((home, partner))
            return Pair((one, other), opening.link("parties", f"{one}, {other}", "outlet"))
    return None


def _leading(counted: Counter[str]) -> list[str]:
    """The two most named; none where a third comes near them."""
    most = counted.most_common(3)
    if len(most) == 3 and most[2][1] * 2 > most[1][1]:
        return []
    return [code for code, _ in most[:2]]


def _opening(scene: Scene) -> Iterator[Sentence]:
    """The title and the first sentence of the text."""
    for sentence in scene.document.sentences:
        if sentence.role is ParagraphRole.TITLE:
            yield sentence
        elif sentence.role is ParagraphRole.BODY:
            yield sentence
            return
