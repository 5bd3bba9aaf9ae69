"""In which language an article is written.

An English article taken for a foreign one would lose all its facts, so that doubt goes to English.
"""

from functools import cache
from typing import Any

# A third of the words of English prose are among these.
_COMMON_WORDS = (
    "the of and to in a is that for on with as by at from was were has have his her its their an be"
    " are this will not said"
)
# Languages that news is published in. Without this bound, lists of names come out as Aragonese.
_NEWS_LANGUAGES = (
    "af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr ht hu"
    " hy id ig is it ja ka kk km kn ko ku ky lo lt lv mg mk ml mn mr ms my ne nl no or pa pl ps pt"
    " ro ru rw si sk sl sn so sq sr sv sw ta te tg th tk tl tr ug uk ur uz vi xh yo zh zu"
)
_COMMON = frozenset(_COMMON_WORDS.split())
# Below this many letters of Latin script, or this confidence, a guess is worth little.
_FEW_LETTERS = 60
_CONFIDENT = 0.5
_SAMPLE = 4_000
_END_OF_LATIN = "\u0250"


def language(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of `text` is in; "en" when unclear."""
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    latin = sum(char < _END_OF_LATIN for char in letters)
    if latin * 2 < len(letters):
        return str(_identifier().classify(sample)[0])
    words = [word.strip(".,;:!?\"'“”’()") for word in sample.lower().split()]
    common = sum(word in _COMMON for word in words)
    if len(letters) < _FEW_LETTERS or common * 6 >= len(words):
        return "en"
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _CONFIDENT else "en"


@cache
def _identifier() -> Any:
    # Imported here: the model takes a while to load and most archives never need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_NEWS_LANGUAGES.split())
    return identifier
