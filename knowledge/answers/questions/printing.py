"""Whether a text prints a name: a person's, or that of a country or body."""

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.names.printed import printed_forms
from knowledge.names.titles import is_title
from knowledge.questions.words import Text, without_owner
from knowledge.text import fold


def has_name(text: Text, words: Sequence[str], *, alone: bool) -> bool:
    """Whether a text prints a person's name: all of it, or where it is enough its last word.

    Behind another given name the last word is somebody else's: "Ana Vula" is no "Tevita Vula",
    but "Tevita Josefa Vula" is.
    """
    padded = f" {text.folded} "
    if f" {' '.join(words)} " in padded:
        return True
    if f" {words[-1]} " not in padded:
        return False
    printed = text.text.split()
    own = set(words)
    for n, word in enumerate(printed):
        if word[:1].islower() or fold(without_owner(word)) != words[-1]:
            continue
        before = printed[n - 1] if n else ""
        if n > 1 and before[:1].isupper() and fold(printed[n - 2]) == words[0]:
            return True
        if not alone:
            continue
        if not before[:1].isupper() or fold(before) in own or before.endswith((".", ",", ":")):
            return True
        if is_title(fold(before)):
            return True
    return False


@lru_cache(maxsize=2_000)
def _forms(code: str) -> tuple[str, ...]:
    """How articles print a party; its code is none of them, as "it" and "in" are codes too."""
    return tuple(dict.fromkeys(f" {fold(form)} " for form in printed_forms(code) if fold(form)))


_US = re.compile(r"\bU\.S\.|\bUSA?\b")


def prints(text: Text, code: str) -> bool:
    """Whether a text prints a party, by whatever name."""
    padded = f" {text.folded} "
    if any(form in padded for form in _forms(code)):
        return True
    # Folded, it is a pronoun.
    return code == "US" and _US.search(text.text) is not None
