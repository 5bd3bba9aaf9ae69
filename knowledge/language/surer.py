"""Which spellings of a name are sure since a part of them is exactly that name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.language import replies
from knowledge.language.claims import Claim, Part
from knowledge.names.spelling import words
from knowledge.text import neutral


def sure_of_the_longer(claims: list[Claim]) -> list[Claim]:
    """The claims on names, of which a spelling counts as exact when a part of it is exactly the
    same name ("Joseph Biden").

    Not so where another part is exactly another name ("Cambodia US"). A family name that many
    share is a part of each of their names.
    """

    def within(claim: Claim) -> Iterator[Claim]:
        return (other for other in claims if other.exact and _lies_in(other, claim))

    def is_sure(claim: Claim) -> bool:
        value = claim.options[0].value
        parts = list(within(claim))
        same = [one for one in parts if one.options[0].value == value or _is_shared(one, claim)]
        others = [one for one in parts if one not in same]
        return any(one.part is claim.part for one in same) and not any(
            other.end <= one.start or one.end <= other.start for other in others for one in same
        )

    return [_sure(claim, claims) if is_sure(claim) else claim for claim in claims]


def _is_shared(part: Claim, whole: Claim) -> bool:
    """True for "Anderson", of several people, in "Becky Anderson", taken for Rebecca Anderson."""
    if part.part is not whole.part or part.part is not Part.PERSON or len(part.options) == 1:
        return False
    return set(words(part.said)) <= set(words(whole.options[0].label))


def _sure(claim: Claim, claims: Iterable[Claim]) -> Claim:
    """A claim as exact; it says whom it takes a spelling for where a part alone is no such sign."""
    shared = any(_is_shared(one, claim) for one in claims if one.exact and _lies_in(one, claim))
    if claim.exact or not shared or len(claim.options) > 1:
        return replace(claim, exact=True)
    note = replies.taken_as(neutral(claim.said), claim.options[0].label)
    return replace(claim, exact=True, notes=(note,))


def _lies_in(part: Claim, whole: Claim) -> bool:
    return whole.start <= part.start and part.end <= whole.end
