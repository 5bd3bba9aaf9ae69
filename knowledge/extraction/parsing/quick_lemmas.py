"""spaCy's rule lemmatizer, made faster: every word is looked up before it is asked.

The lemmatizer goes by spelling, part of speech and features alone, and says the same of all words
that are alike in them.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEMMATIZER = "lemmatizer"
QUICK = "quick_lemmas"
_ASKED: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]


def quicken_lemmas(nlp: Language) -> None:
    """Put a quicker lemmatizer in the place of a pipeline's own, if that is understood."""
    lemmatizer: Any = nlp.get_pipe(LEMMATIZER) if LEMMATIZER in nlp.pipe_names else None
    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return
    if not lemmatizer.overwrite:
        Language.factory(QUICK, func=_made)
        nlp.add_pipe(QUICK, after=LEMMATIZER)
        nlp.disable_pipe(LEMMATIZER)


def _made(nlp: Language, name: str) -> "QuickLemmas":
    """The component, as spaCy asks for it."""
    return QuickLemmas(nlp.get_pipe(LEMMATIZER))


class QuickLemmas:
    """Gives words the lemmas that `lemmatizer` gives them."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        # (spelling, part of speech, features) → lemma, all as spaCy's numbers
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """Give every word of a document that has none its lemma."""
        known = self._known
        lemmas: list[int] = []
        for i, (orth, pos, morph, lemma) in enumerate(doc.to_array(_ASKED).tolist()):
            lemmas.append(lemma or known.get((orth, pos, morph)) or self._find(doc, i))
        if lemmas:
            column: Any = np.array(lemmas, dtype="uint64")
            doc.from_array(["LEMMA"], column)
        return doc

    def _find(self, doc: "Doc", i: int) -> int:
        token: Any = doc[i]
        lemma: int = doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
        self._known[token.orth, token.pos, token.morph.key] = lemma
        return lemma
