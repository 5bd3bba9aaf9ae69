"""Names that a question seems to have and has not: common words near a name, parts of other names.

Commands are mostly names; questions are mostly other words, and the more of them there are, the
more are a letter away from somebody. A name that is only near needs to be no word of English, and
none that the archive prints in small letters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from knowledge.base import Base
from knowledge.language.claims import Claim, Part
from knowledge.language.tokens import Token
from knowledge.names.given import is_given
from knowledge.names.titles import is_title
from knowledge.names.words import common, common_words, lookalikes
from knowledge.questions import shapes
from knowledge.questions.terms import is_light
from knowledge.questions.words import PARTICLES, is_irregular, is_known, stem, stems, wordset
from knowledge.text import fold

_NAMES = (Part.PARTY, Part.PERSON)
_LOOKED_AT = 3


def meant(claims: Sequence[Claim], tokens: Sequence[Token], base: Base) -> list[Claim]:
    """The claims but for names and days that are none, each without words that are in no name."""
    return [_trimmed(claim, tokens) for claim in claims if not _is_none(claim, tokens, base)]


def _is_none(claim: Claim, tokens: Sequence[Token], base: Base) -> bool:
    if claim.part is Part.PERIOD:
        return fold(claim.said) in wordset("no days")
    return claim.part in _NAMES and (
        _is_first_name(claim, tokens, base)
        or _is_of_another_name(claim, tokens)
        or _is_word(claim, tokens, base)
    )


def _is_first_name(claim: Claim, tokens: Sequence[Token], base: Base) -> bool:
    """Whether a person was found by a first name that somebody else's surname follows."""
    if claim.part is not Part.PERSON or claim.end - claim.start > 1 or claim.end >= len(tokens):
        return False
    after, key = tokens[claim.end], tokens[claim.start].key
    known = is_light(after.key) or shapes.frames_of(after.key) or is_known(after.key)
    if known or not after.key.isalpha():
        return False
    person = base.person(claim.options[0].value)
    names = fold(person.name).split() if person is not None else []
    return len(names) > 1 and key == names[0] and after.key not in names


def _is_of_another_name(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Whether a party's name is a part of what is no party: "Latin American", "Jersey City"."""
    if claim.part is not Part.PARTY:
        return False
    spans = ((claim.start - 1, claim.end), (claim.start, claim.end + 1))
    return any(
        start >= 0
        and end <= len(tokens)
        and " ".join(token.key for token in tokens[start:end]) in lookalikes()
        for start, end in spans
    )


def _is_word(claim: Claim, tokens: Sequence[Token], base: Base) -> bool:
    """Whether a name in small letters that is only near to a known one is made of common words.

    Of a party that bears one ("Réunion") the capital letter makes the name.
    """
    own = tokens[claim.start : claim.end]
    if any(token.quoted or not token.text.islower() for token in own):
        return False
    keys = [token.key for token in own]
    if claim.exact:
        return claim.part is Part.PARTY and len(keys) == 1 and common(keys[0])
    if len(keys) > 1:
        counted = {len(fold(option.label).split()) for option in claim.options}
        small = any(is_light(key) or key in PARTICLES for key in keys)
        return all(map(is_common, keys)) and (small or len(keys) not in counted)
    if is_given(keys[0]):
        return False
    return is_common(keys[0]) or _is_printed_small(keys[0], base)


def is_common(key: str) -> bool:
    """Whether a folded word is one that everybody uses, in any of its forms."""
    return is_light(key) or is_irregular(key) or stem(key) in _stems()


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, common_words()))


def _is_printed_small(key: str, base: Base) -> bool:
    """Whether the archive has a word in small letters, as it prints no name."""
    return any(
        stem(key) in _small(item.text)
        for source in base.sentences((key,), limit=_LOOKED_AT)
        for item in source.evidence
    )


def _small(text: str) -> Iterator[str]:
    return (one for word in text.split() if word[:1].islower() for one in stems(word))


def _trimmed(claim: Claim, tokens: Sequence[Token]) -> Claim:
    """A person's name without the verb behind it, which may have passed for an initial."""
    end = claim.end
    if claim.part is not Part.PERSON:
        return claim
    names = {word for option in claim.options for word in fold(option.label).split()}
    while end - claim.start > 1 and _is_behind(tokens[end - 1], names):
        end -= 1
    if end == claim.end:
        return claim
    return replace(claim, end=end, said=" ".join(t.text for t in tokens[claim.start : end]))


def _is_behind(token: Token, names: set[str]) -> bool:
    if token.quoted or not token.text.islower() or set(token.key.split()) & names:
        return False
    return len(token.key) > 1 and is_common(token.key) and not is_title(token.key)
