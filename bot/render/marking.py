"""Words looked for, marked in the sentences that hold them."""

import re
from collections.abc import Iterable, Sequence

from bot.render.blocks import Run
from knowledge.text import fold

_WORD = re.compile(r"\w+")
_STEM = 4
"""Letters that two words must share at least to be forms of one."""


def runs(text: str, marked: Sequence[str]) -> list[Run]:
    """A text cut into pieces, the words that were looked for in bold.

    Full-text search finds "agreements" for "agreement": words count by their beginning.
    """
    stems = set(_stems(marked))
    if not stems:
        return [Run(text)]
    pieces: list[Run] = []
    at = 0
    for word in _WORD.finditer(text):
        if _stem(fold(word.group())) in stems:
            pieces += [Run(text[at : word.start()]), Run(word.group(), strong=True)]
            at = word.end()
    return [run for run in (*pieces, Run(text[at:])) if run.text]


def _stems(marked: Iterable[str]) -> Iterable[str]:
    return (_stem(word) for phrase in marked for word in fold(phrase).split())


def _stem(word: str) -> str:
    return word[: max(_STEM, len(word) - 3)]
