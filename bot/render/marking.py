"""Words looked for, marked in the sentences that hold them."""

import re
from collections.abc import Sequence

from bot.render.blocks import Run
from knowledge.text import fold

_WORD = re.compile(r"\w+")
_STEM, _ENDING = 4, 3
"""Letters that two words must share at least to be forms of one, and that an ending may have."""


def runs(text: str, marked: Sequence[str]) -> list[Run]:
    """A text cut into pieces, the words that were looked for in bold.

    Full-text search finds "agreements" for "agreement": words count by their beginning.
    """
    wanted = [word for phrase in marked for word in fold(phrase).split()]
    if not wanted:
        return [Run(text)]
    pieces: list[Run] = []
    at = 0
    for word in _WORD.finditer(text):
        if any(_alike(fold(word.group()), other) for other in wanted):
            pieces += [Run(text[at : word.start()]), Run(word.group(), strong=True)]
            at = word.end()
    return [run for run in (*pieces, Run(text[at:])) if run.text]


def _alike(word: str, wanted: str) -> bool:
    """True for forms of one word: the same letters but for a short ending."""
    shorter, longer = sorted((word, wanted), key=len)
    return word == wanted or (
        len(shorter) >= _STEM
        and len(longer) - len(shorter) <= _ENDING
        and longer.startswith(shorter[: max(_STEM, len(shorter) - 1)])
    )
