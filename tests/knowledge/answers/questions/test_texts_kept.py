"""Texts that questions look at again are kept, and take few megabytes however long one asks."""

import sys

from knowledge.answers.questions import evidence, fitting
from knowledge.questions.words import Text

MB = 2**20


def size(words: int) -> int:
    """Bytes of a text of so many words, all of them others."""
    text = Text(" ".join(f"w{n:05d}" for n in range(words)))
    parts = (text, text.text, text.folded, text.stems, text._set, text._joined)
    return sum(map(sys.getsizeof, parts))


def test_texts_that_are_kept_take_few_megabytes() -> None:
    """Sentences, leads of articles, and facts with 24 sentences, as many as are kept of each."""
    kept = [(evidence._short, 25), (evidence._shared, 150), (fitting._text, 600)]
    most = [cache.cache_info().maxsize for cache, _ in kept]
    assert all(most)
    assert sum(n * size(words) for n, (_, words) in zip(most, kept, strict=True) if n) < 24 * MB
