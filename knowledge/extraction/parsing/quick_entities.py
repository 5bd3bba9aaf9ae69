"""spaCy's entity recogniser, made faster: its transitions are a fifth of the time of a pipeline.

The recogniser goes from word to word and asks its network at each what to do: begin an entity,
go on in it, end it, name a single word, or pass on. What the network sees is the word, the first
word of the entity that it is in, and the word before; outside of entities that is the word alone.
So the answers for all words outside of entities are found at once, in one multiplication, and
those for the second words of entities, and for the third, and so on, in one each. Sums are taken
in the order in which spaCy takes them, and the same rules say what may be done where, so that the
entities are the same. What is not known here is left to spaCy's own.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Span
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from spacy.tokens import Doc

RECOGNISER = "ner"
QUICK = "quick_entities"
# Batches with an entity of more words than this are left to spaCy's own recogniser.
_LONGEST = 30
# The word, the first word of the entity that it is in, and the word before it.
_SEEN = 3
_ASKED: list[int | str] = ["SENT_START", "IS_SPACE", "ENT_IOB"]


def quicken_entities(nlp: Language) -> None:
    """Put a quicker recogniser at the end of a pipeline in place of its own, if that is there."""
    if not nlp.pipe_names or nlp.pipe_names[-1] != RECOGNISER:
        return
    recogniser = nlp.get_pipe(RECOGNISER)
    if type(recogniser) is EntityRecognizer and _is_known(recogniser):
        Language.factory(QUICK, func=_made)
        nlp.disable_pipe(RECOGNISER)
        nlp.add_pipe(QUICK)


def _made(nlp: Language, name: str) -> "QuickEntities":
    """The component, as spaCy asks for it."""
    return QuickEntities(nlp.get_pipe(RECOGNISER))


def _is_known(recogniser: Any) -> bool:
    """True for the network and the way of using it that is understood here."""
    model = recogniser.model
    lower = model.get_ref("lower")
    return bool(
        recogniser.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and type(model.ops) is NumpyOps
        and lower.get_dim("nF") == _SEEN
        and lower.get_dim("nP") > 1
    )


class QuickEntities:
    """Finds entities as `recogniser` does."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        model = recogniser.model
        self._vectors = model.get_ref("tok2vec")
        self._lower = model.get_ref("lower")
        self._upper = model.get_ref("upper")
        self._moves = _Moves(recogniser, self._upper.get_dim("nO"))

    def __call__(self, doc: "Doc") -> "Doc":
        """Find the entities of one document."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable["Doc"], *, batch_size: int) -> Iterator["Doc"]:
        """Find the entities of documents, in their order."""
        left = iter(docs)
        while batch := list(islice(left, batch_size)):
            asked = np.concatenate([doc.to_array(_ASKED) for doc in batch])
            found = None if asked[:, 2].any() else self._find(batch, asked)
            if found is None:
                yield from self._recogniser.pipe(batch, batch_size=batch_size)
                continue
            _write(batch, found)
            yield from batch

    def _find(self, docs: list["Doc"], asked: Any) -> list[tuple[int, int, str]] | None:
        """The entities in order, as numbers of words through all documents; None: leave it."""
        if not len(asked):
            return []
        moves = self._moves
        # From here an entity may go on to the next word: not over the end of a sentence.
        goes_on = np.append(asked[1:, 0] != 1, False)
        goes_on[np.cumsum([len(doc) for doc in docs if len(doc)]) - 1] = False
        seen = self._lower.predict(self._vectors.predict(docs))
        seen = seen.reshape(len(asked) + 1, _SEEN, -1)
        # The first row stands for words that are not there.
        scores = self._scores(seen[1:, 0], seen[0, 1], seen[0, 2]) + moves.outside
        chosen = scores.argmax(axis=1)
        for wrong, forbidden in (
            (moves.is_begin[chosen] & ~goes_on, moves.no_begin),
            (moves.is_entity[chosen] & (asked[:, 1] == 1), moves.no_entity),
        ):
            rows = np.flatnonzero(wrong)
            scores[rows] += forbidden
            chosen[rows] = scores[rows].argmax(axis=1)
        ends = self._ends(np.flatnonzero(moves.is_begin[chosen]), chosen, seen, goes_on)
        if ends is None:
            return None
        found: list[tuple[int, int, str]] = []
        free = 0
        entities = np.flatnonzero(moves.is_entity[chosen])
        for i, move in zip(entities.tolist(), chosen[entities].tolist(), strict=True):
            if i >= free:
                free = ends.get(i, i + 1)
                found.append((i, free, moves.labels[move]))
        return found

    def _ends(self, first: Any, chosen: Any, seen: Any, goes_on: Any) -> dict[int, int] | None:
        """Where each entity that begins at a word of `first` ends; None when one is too long."""
        moves = self._moves
        ends: dict[int, int] = {}
        at = first + 1
        for _ in range(_LONGEST):
            if not len(at):
                return ends
            scores = self._scores(seen[at + 1, 0], seen[first + 1, 1], seen[at, 2])
            rows, move = np.arange(len(at)), chosen[first]
            more, last = scores[rows, moves.inside[move]], scores[rows, moves.last[move]]
            more_first = moves.inside[move] < moves.last[move]
            on = goes_on[at] & np.where(more_first, more >= last, more > last)
            ends.update(zip(first[~on].tolist(), (at[~on] + 1).tolist(), strict=True))
            first, at = first[on], at[on] + 1
        return None

    def _scores(self, word: Any, begin: Any, before: Any) -> Any:
        """What the network says of every move, for rows of what it sees."""
        bias = self._lower.get_param("b")
        pieces = (word + begin + before).reshape(-1, *bias.shape) + bias
        hidden, _ = self._upper.ops.maxout(pieces)
        return self._upper.predict(hidden)


def _write(docs: list["Doc"], found: list[tuple[int, int, str]]) -> None:
    """Give documents their entities."""
    left = deque(found)
    begin = 0
    for doc in docs:
        spans = []
        while left and left[0][0] < begin + len(doc):
            start, end, label = left.popleft()
            spans.append(Span(doc, start - begin, end - begin, label))
        doc.set_ents(spans)
        begin += len(doc)


class _Moves:
    """What a recogniser may do, by the numbers of its network's classes.

    The masks are added to scores: what they forbid becomes the worst of all. `inside` and `last`
    give for the move that begins an entity those that go on in it and that end it.
    """

    def __init__(self, recogniser: Any, classes: int) -> None:
        names = [recogniser.moves.get_class_name(number) for number in range(classes)]
        numbers = {name: number for number, name in enumerate(names)}
        kinds, labels = zip(*(name.partition("-")[::2] for name in names), strict=True)
        self.labels: tuple[str, ...] = labels
        self.is_begin = np.array([kind == "B" for kind in kinds])
        self.is_entity = np.array([kind in ("B", "U") for kind in kinds])
        # "U-" without a label is only for what was marked before.
        allowed = [
            name == "O" or bool(entity and label)
            for name, entity, label in zip(names, self.is_entity, labels, strict=True)
        ]
        self.outside = _forbidding(~np.array(allowed))
        self.no_begin = _forbidding(self.is_begin)
        self.no_entity = _forbidding(self.is_entity)
        self.inside = np.array([numbers.get(f"I-{label}", 0) for label in labels])
        self.last = np.array([numbers.get(f"L-{label}", 0) for label in labels])


def _forbidding(forbidden: Any) -> Any:
    return np.where(forbidden, -np.inf, 0.0).astype("f")
