"""What an article tells around its quotations: the words outside them, in one line.

Who speaks is found in the narration alone; what stands between quotation marks never names the
speaker. Short quoted phrases ("scare quotes") count as narration.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.quotations import Quotation, quotations
from knowledge.model import Evidence, ParagraphRole

SHORTEST = 5
"""Words from which on a quotation is speech wherever it stands."""

_SHORTEST_SENTENCE = 3
# Words of one sentence that are looked at on either side of a quotation.
_LONGEST = 120
_STOPS = frozenset({".", "?", "!", "…", "..."})
_FINAL = frozenset(".?!…")


class Spot(NamedTuple):
    """Word `i` of a sentence."""

    sentence: Sentence
    i: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.sentence.lower(self.i)

    @property
    def token(self) -> Token:
        """The word's last token."""
        return self.sentence.tokens[self.sentence.words[self.i].last - 1]

    @property
    def capital(self) -> bool:
        """True when it begins with a capital letter."""
        return self.sentence.words[self.i].capital

    @property
    def stop(self) -> bool:
        """True for the full stop of a sentence."""
        return self.sentence.words[self.i].text in _STOPS


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a paragraph."""


Item = Spot | Quotation | Break


class Narration:
    """The narrated words, quotations and paragraph breaks of an article's body, in order."""

    def __init__(self, scene: Scene) -> None:
        self.text = scene.article.text
        self.sentences = scene.document.sentences
        spans = [
            (paragraph.start, paragraph.end)
            for paragraph in scene.article.paragraphs
            if paragraph.role is ParagraphRole.BODY
        ]
        found = quotations(self.text, spans)
        self.quotations = [each for each in found if is_speech(self.text, each)]
        self.number = {each.start: k for k, each in enumerate(self.quotations)}
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._starts = [each.start for each in self.quotations]
        self.items: list[Item] = []
        self.place: dict[int, int] = {}
        # Only what stands around quotations is asked for.
        if self.quotations:
            self._lay_out(spans, scene)

    def _lay_out(self, spans: list[tuple[int, int]], scene: Scene) -> None:
        """Put everything in one line; `place` leads from where a quotation starts to its item."""
        ends = [end for _, end in spans]
        todo = 0
        paragraph = 0
        for sentence in self.sentences[: scene.walked]:
            if sentence.role is not ParagraphRole.BODY:
                continue
            if self._is_plain(sentence, todo):
                paragraph = self._break(ends, paragraph, sentence.start)
                self.items.extend(map(Spot, repeat(sentence), range(len(sentence.words))))
                continue
            for i in range(len(sentence.words)):
                at = sentence.word_start(i)
                while todo < len(self.quotations) and self.quotations[todo].start <= at:
                    paragraph = self._break(ends, paragraph, self.quotations[todo].start)
                    self.place[self.quotations[todo].start] = len(self.items)
                    self.items.append(self.quotations[todo])
                    # Over paragraphs: what follows stands in the one that it ends in.
                    while ends[paragraph] < self.quotations[todo].end:
                        paragraph += 1
                    todo += 1
                if not self.quoted(at):
                    paragraph = self._break(ends, paragraph, at)
                    self.items.append(Spot(sentence, i))

    def _is_plain(self, sentence: Sentence, todo: int) -> bool:
        """True for a sentence without any word of a quotation; `todo` is the next of those."""
        ahead = todo == len(self.quotations) or self.quotations[todo].start >= sentence.end
        return ahead and not self.quoted(sentence.start)

    def _break(self, ends: list[int], paragraph: int, at: int) -> int:
        if paragraph < len(ends) and at >= ends[paragraph]:
            if self.items:
                self.items.append(Break())
            while paragraph < len(ends) and at >= ends[paragraph]:
                paragraph += 1
        return paragraph

    def quoted(self, at: int) -> bool:
        """True when an offset of the article lies within a quotation, marks included."""
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self.quotations[k].end

    def narrates(self, sentence: Sentence, i: int) -> bool:
        """True when word `i` of a sentence is narration."""
        return not self._starts or not self.quoted(sentence.word_start(i))

    def narrates_all(self, sentence: Sentence, first: int, last: int) -> bool:
        """True when words `first`..`last`-1 of a sentence are narration to their last letter."""
        start, end = sentence.word_start(first), sentence.word_end(last - 1)
        k = bisect_right(self._starts, end - 1) - 1
        if k < 0 or self.quotations[k].end <= start:
            return True  # Far the most often: none reaches into them.
        return all(
            self.narrates(sentence, i) and not self.quoted(sentence.word_end(i) - 1)
            for i in range(first, last)
        )

    def before(self, quotation: Quotation) -> list[Spot]:
        """The narration of the same sentence before a quotation, in order."""
        found: list[Spot] = []
        first: Item = quotation
        for k in range(self.place[quotation.start] - 1, -1, -1):
            item = self.items[k]
            if isinstance(item, Break) or (isinstance(item, Spot) and item.stop):
                break
            if isinstance(item, Quotation):
                if self.ends_sentence(item) and self._begins_sentence(first):
                    break
            else:
                found.append(item)
            first = item
            if len(found) == _LONGEST:
                break
        return found[::-1]

    def after(self, quotation: Quotation) -> list[Spot]:
        """The narration behind a quotation up to the end of its sentence or the next quotation."""
        found: list[Spot] = []
        for k in range(self.place[quotation.start] + 1, len(self.items)):
            item = self.items[k]
            if not isinstance(item, Spot):
                break
            found.append(item)
            if item.stop or len(found) == _LONGEST:
                break
        return found

    def neighbour(self, quotation: Quotation, step: int) -> Item | None:
        """What stands right before (-1) or behind (1) a quotation."""
        k = self.place[quotation.start] + step
        return self.items[k] if 0 <= k < len(self.items) else None

    def ends_sentence(self, quotation: Quotation) -> bool:
        """True when the words end with a full stop and no comma follows the closing mark."""
        if quotation.closing(self.text).rstrip("]") not in _FINAL and not self._stop_in_bracket(
            quotation
        ):
            return False
        following = self.neighbour(quotation, 1)
        return not (isinstance(following, Spot) and following.lower in (",", ";"))

    def _stop_in_bracket(self, quotation: Quotation) -> bool:
        return quotation.words(self.text)[-3:] in ("[.]", "[!]", "[?]")

    def _begins_sentence(self, item: Item) -> bool:
        if isinstance(item, Quotation):
            return begins_sentence(item.words(self.text))
        return isinstance(item, Spot) and item.capital

    def evidence(self, scene: Scene, start: int, end: int) -> Iterator[Evidence]:
        """The sentences that the article offsets `start`..`end` stand in."""
        k = max(bisect_right(self._sentence_starts, start) - 1, 0)
        while k < len(self.sentences) and self.sentences[k].start < end:
            if self.sentences[k].end > start:
                yield self.sentences[k].evidence(scene.article)
            k += 1


def begins_sentence(words: str) -> bool:
    """True when quoted words begin like a sentence, not in the middle of one."""
    return words.lstrip("[(“‘'\"…. ")[:1].isupper()


def is_speech(text: str, quotation: Quotation) -> bool:
    """True for what is long enough to be speech, or a short sentence of its own."""
    words = quotation.words(text)
    count = len(words.split())
    if count >= SHORTEST:
        return True
    closed = words[-1:] in ",.!?" and begins_sentence(words)
    return closed and count >= _SHORTEST_SENTENCE
