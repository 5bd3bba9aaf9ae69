"""Short names with a slip in them: "Adern", "Bidn".

The index of names forgives slips in names of six letters and more, since among shorter ones a
changed letter is sooner another name. A letter left out, doubled or swapped is a slip still, where
only one person comes of it and the archive's sentences do not know the word.
"""

from collections.abc import Iterator
from itertools import permutations

from knowledge.base import Base
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part, adding
from knowledge.language.lexicon import plain_words
from knowledge.language.scan import Scan
from knowledge.names.candidates import similar_words
from knowledge.names.words import common
from knowledge.text import fold, neutral

_LETTERS = range(4, 6)


def slips(scan: Scan, base: Base) -> Iterator[Claim]:
    """Free words that are one slip away from the name of exactly one person."""
    for start, end in scan.spans(1):
        token = scan.tokens[start]
        word = fold(token.text)
        if token.quoted or len(word) not in _LETTERS or not word.isalpha():
            continue
        if word in plain_words() or common(word) or base.sentences((word,), limit=1):
            continue
        meant = _meant(word, base)
        if meant is not None:
            identity, name = meant
            note = replies.taken_as(neutral(token.text), name)
            option = Option(name, adding("people", identity), identity)
            yield Claim(start, end, Part.PERSON, (option,), token.text, exact=False, notes=(note,))


def _meant(word: str, base: Base) -> tuple[str, str] | None:
    """Id and name of the one person whose name the word is, but for a slip."""
    with base.reader() as db:
        near = similar_words(db, [word]).get(word, {})
    found: dict[str, str] = {}
    for other in near:
        if is_slip(word, other):
            resolution = base.names.person(other)
            if resolution.ambiguous:
                return None
            found |= {one.id: one.name for one in resolution.candidates}
    return found.popitem() if len(found) == 1 else None


def is_slip(typed: str, meant: str) -> bool:
    """True when a letter was left out or typed too many, or two neighbours changed places.

    The first letter has to be right: it is the last that people get wrong.
    """
    if typed == meant or typed[:1] != meant[:1]:
        return False
    for shorter, longer in permutations((typed, meant)):
        if len(longer) == len(shorter) + 1:
            return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
    return any(
        typed[:n] + typed[n + 1 : n + 2] + typed[n : n + 1] + typed[n + 2 :] == meant
        for n in range(1, len(typed) - 1)
    )
