""" "India or China": parties of which one suffices."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.language.claims import Claim, Part, adding
from knowledge.language.scan import Scan

_NAMED = frozenset({Part.PARTY, Part.PERSON, Part.OFFICE, Part.DIRECTION})


def alternatives(claims: Sequence[Claim], scan: Scan) -> list[Claim] | None:
    """The claims with parties joined by "or" made alternatives of each other.

    None where people or offices are joined so, or two groups of parties: a query has no place for
    those.
    """
    joined = _joined(claims, scan)
    if not joined:
        return list(claims)
    groups = [list(joined[0])]
    for left, right in joined[1:]:
        if groups[-1][-1] is left:
            groups[-1].append(right)
        else:
            groups.append([left, right])
    if len(groups) > 1 or any(claim.part is not Part.PARTY for claim in groups[0]):
        return None
    group = _with_commas(claims, groups[0], scan)
    return [_either(claim) if claim in group else claim for claim in claims]


def choosable(claims: Sequence[Claim], scan: Scan) -> list[Claim]:
    """The names that stand on either side of an "or"."""
    beside = [claim for pair in _joined(claims, scan) for claim in pair]
    return [claim for claim in claims if claim in beside]


def _joined(claims: Sequence[Claim], scan: Scan) -> list[tuple[Claim, Claim]]:
    """Neighbouring names with an "or" between them."""
    return [
        (left, right)
        for left, right in pairwise(claims)
        if left.part in _NAMED and right.part in _NAMED and _has_or(scan, left.end, right.start)
    ]


def _has_or(scan: Scan, start: int, end: int) -> bool:
    keys = [scan.key(n, n + 1) for n in range(start, end)]
    return "or" in keys and all(scan.is_function_word(n) for n in range(start, end))


def _with_commas(claims: Sequence[Claim], group: list[Claim], scan: Scan) -> list[Claim]:
    """The parties before the first "or" that commas join to it: "India, China or Japan"."""
    place = claims.index(group[0])
    while place > 0:
        before = claims[place - 1]
        first = group[0]
        beside = before.part is Part.PARTY and before.end == first.start
        if not beside or "," not in scan.between(before.end - 1, first.start):
            break
        group = [before, *group]
        place -= 1
    return group


def _either(claim: Claim) -> Claim:
    option = claim.options[0]
    return replace(claim, options=(replace(option, put=adding("either", option.value)),))
