""" "The government signed a treaty with Kenya": whose government it is."""

from knowledge.extraction.agreements.deeds import Act
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.recalling import Memory
from knowledge.extraction.agreements.sides import Sides
from knowledge.extraction.agreements.words import deal_words, is_body
from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Link

_REACH = 25
# How a state is named; bodies and cities are none.
_NAMED = frozenset({PartyForm.NAME, PartyForm.DEMONYM, PartyForm.STATE_BODY})


def add_own_state(
    scene: Scene, sentence: Sentence, actors: list[Actor], paper: Paper, act: Act, sides: Sides
) -> None:
    """Add the state of a government or officer named without one, beside the one side known.

    The outlet's home, or the only other state that the article names.
    """
    if len(sides.codes) != 1 or not _names_government(sentence, actors, paper, act):
        return
    found = _home(scene, sides.codes[0]) or _only_other(scene, sides.codes[0])
    if found is not None:
        sides.codes.append(found.target)
        sides.links.append(found)


def recall_government(
    sentence: Sentence, actors: list[Actor], paper: Paper, act: Act, sides: Sides, memory: Memory
) -> None:
    """ "Officials also signed a grant": with those whom the agreement before was with."""
    before = memory.recall(sentence)
    if before is not None and _names_government(sentence, actors, paper, act):
        sides.codes = list(before[0])
        target = ", ".join(before[0])
        sides.links.append(before[1].link("parties", target, "earlier sentence"))
        sides.guessed = True


def _names_government(sentence: Sentence, actors: list[Actor], paper: Paper, act: Act) -> bool:
    words = deal_words().governments
    return any(
        sentence.lower(i) in words and _is_nobodys(sentence, actors, i)
        for i in _signers(sentence, paper, act)
    )


def _signers(sentence: Sentence, paper: Paper, act: Act) -> set[int]:
    """The words that say who signs: the subject, or what stands behind "by" and "between"."""
    subjects = [] if act.watched else children(act.token, "nsubj")
    inside = {sentence.position(t) for subject in subjects for t in subject.subtree}
    starts = [paper.right]
    at = sentence.position(act.token)
    if at is not None and at >= paper.right:
        starts.append(at + 1)
    for start in starts:
        for i in range(start, min(start + _REACH, len(sentence.words))):
            if sentence.lower(i) in ("by", "between"):
                inside.update(range(i + 1, min(i + _REACH, len(sentence.words))))
                break
            if sentence.words[i].pos in ("VERB", "AUX"):
                break
    return {i for i in inside if i is not None}


def _is_nobodys(sentence: Sentence, actors: list[Actor], i: int) -> bool:
    """True for "the ministry", "the Minister of Finance"; not for Kenya's, or the bank's."""
    for actor in actors:
        if not actor.parties:
            continue
        inside = actor.left <= i < actor.right
        if inside and "and" not in [sentence.lower(k) for k in range(i, actor.right)]:
            return False
        before = actor.right in (i, i - 1) or (actor.possessive and 0 <= i - actor.right <= _REACH)
        if before and not inside and "and" not in (sentence.lower(k) for k in range(actor.left, i)):
            return False
        between = [sentence.lower(k) for k in range(i + 1, actor.left)]
        if actor.left > i and "of" in between and "and" not in between and "," not in between:
            return False
    return "general" not in (sentence.lower(i + 1), sentence.lower(i + 2))


def _home(scene: Scene, known: str) -> Link | None:
    home = outlet_home(scene.article)
    if home is None or home == known:
        return None
    return Link("parties", scene.article.outlet or "", 0, 0, home, "outlet")


def _only_other(scene: Scene, known: str) -> Link | None:
    """The state that is named besides `known`, where there is but one."""
    named = [
        (mention.code, sentence)
        for sentence, row in zip(scene.document.sentences, scene.parties, strict=False)
        for mention in row
        if mention.form in _NAMED and mention.code != known and not is_body(mention.code)
    ]
    if len({code for code, _ in named}) != 1:
        return None
    code, sentence = named[0]
    return sentence.link("parties", code, "only other state")
