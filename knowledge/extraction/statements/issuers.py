"""Documents that somebody spoke in: "the ministry said in a statement", then "the statement said".

The words of such a document are those of whoever made it.
"""

from dataclasses import replace

from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.statements.speakers import Speaker

_MADE_IN = frozenset({"in", "through", "via"})
# How many sentences later a document can be meant without a word more.
_WINDOW = 5


class Issuers:
    """Who spoke in which document, by the document's noun."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Sentence, int, Speaker]] = {}

    def note(self, sentence: Sentence, speaker: Speaker) -> None:
        """Remember a document in which a speaker of this sentence spoke."""
        for i in range(2, len(sentence.words)):
            made = sentence.lower(i - 1) in ("a", "an") and sentence.lower(i - 2) in _MADE_IN
            if made and sentence.lower(i) in statements().documents:
                self._made[sentence.lower(i)] = sentence, i, speaker

    def of(self, sentence: Sentence, head: int, speaker: Speaker, field: str) -> Speaker:
        """Whoever made the document at word `head`, along a link; else `speaker` itself."""
        made = self._made.get(sentence.lower(head))
        if made is None:
            return speaker
        where, i, issuer = made
        if issuer.shown == speaker.shown or not 0 < sentence.index - where.index <= _WINDOW:
            return speaker
        link = where.word_link(field, i - 1, i + 1, issuer.shown, "issued")
        return replace(issuer, links=(*issuer.links, link))
