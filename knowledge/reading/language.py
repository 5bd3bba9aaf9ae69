"""In which language an article is written."""

from functools import cache
from typing import Any

# Below this many letters a guess is worth little.
_FEW_LETTERS = 60
_SAMPLE = 4_000
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "was",
        "were",
        "has",
        "have",
        "his",
        "her",
        "its",
        "their",
        "an",
        "be",
        "are",
        "this",
        "will",
        "not",
        "said",
    ]
)


def language(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of `text` is in; "en" when unclear."""
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return "en"
    latin = sum(char < "\u0250" for char in letters)
    words = sample.lower().split()
    common = sum(word.strip(".,;:!?\"'“”’()") in _COMMON for word in words)
    if latin * 10 >= len(letters) * 6 and common * 6 >= len(words):
        return "en"
    if len(letters) < _FEW_LETTERS and latin * 2 >= len(letters):
        return "en"
    code, _ = _identifier().classify(sample)
    return str(code)


@cache
def _identifier() -> Any:
    # Imported here: the model takes a while to load and most archives never need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
