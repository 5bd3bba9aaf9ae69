"""What something is: the sentence that says so in so many words, "X is a …", "X, the …"."""

import re

from knowledge.answers.questions.evidence import Archive, Passage
from knowledge.questions.model import Asked, Wanted
from knowledge.text import fold

_ASKS = re.compile(
    r"^\W*(?:so )?(?:what|who)(?:['’]?s| is| are| was| were) (?:the |an? )?(?P<what>[^?]+?)\W*$",
    re.I,
)
_EACH, _SHOWN, _LONGEST = 40, 2, 5
_IS = (
    r"[”\"’)]*,? (?:is|are|was|were|has been) (?:an?|the|one of|known|considered|located|based)\b",
    r"[”\"’)]*(?: \([^)]{1,60}\))?,? ?[,(–—-] ?"
    r"(?:an?|the|one of|which|who|whose|also|formerly|known)\b",
    r"[”\"’)]*,? (?:refers? to|means|stands for|consists? of)\b",
    r"[”\"’)]* \([^)\d]{3,60}\)",
)
_BEFORE = (
    r"\b(?:called|named|known as|dubbed|nicknamed|titled) (?:the )?[“\"‘]?",
    r"\w \(",
    r"\b(?:an?|the) (?:[\w’'-]+ ){1,4}(?:of )?[“\"‘]?",
)


def definitions(asked: Asked, archive: Archive) -> list[Passage]:
    """The sentences that say what a thing is, the plainest first; none for any other question."""
    found = _ASKS.match(asked.text)
    if found is None or asked.wanted not in (Wanted.WHAT, Wanted.WHO) or asked.frames:
        return []
    what = found["what"]
    heavy = asked.heavy
    if asked.named or not heavy or len(fold(what).split()) > _LONGEST:
        return []
    if len(heavy) != sum(len(term.said.split()) == 1 for term in heavy) or asked.period:
        return []
    sources = archive.base.sentences(([what],), limit=_EACH)
    ranked = [
        (rank, n, passage)
        for n, passage in enumerate(archive.passages(sources))
        if (rank := _says(what, passage.evidence.text)) is not None
    ]
    return [passage for _, _, passage in sorted(ranked, key=lambda one: one[:2])][:_SHOWN]


def _says(what: str, said: str) -> int | None:
    """How plainly a sentence says what something is: the less the plainer; None when it doesn't."""
    words = r"[\s-]+".join(map(re.escape, what.split()))
    for n, behind in enumerate(_IS):
        if re.search(rf"\b{words}s?{behind}", said, re.I):
            return n
    for n, before in enumerate(_BEFORE, start=len(_IS)):
        if re.search(rf"{before}{words}\b", said, re.I):
            return n
    return None
