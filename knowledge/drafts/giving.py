"""Who gives a sum to whom: the sides of a draft's payment against those of the archive's."""

from collections.abc import Iterator, Sequence

from knowledge.drafts.model import About, Finding, Line, PartyWord, SumWord, Verdict
from knowledge.drafts.pairing import Fit
from knowledge.drafts.weighing import Said, best, enough, finding


def contrary(ours: SumWord, theirs: SumWord) -> bool:
    """True where both texts say who gives or gets a sum, and not the same."""
    return any(a and b and a != b for a, b in _sides(ours, theirs))


def by_another(line: Line, theirs: SumWord) -> bool:
    """True for a sum given by somebody other than those whom a line of the draft names."""
    codes = {party.code for party in line.parties}
    return bool(codes) and theirs.giver is not None and theirs.giver not in codes


def same_sides(ours: SumWord, theirs: SumWord) -> bool:
    """True where both texts say who gives and who gets a sum, and the same."""
    return all(a and a == b for a, b in _sides(ours, theirs))


def sides(line: Line, ours: SumWord, told: Sequence[tuple[SumWord, Fit]]) -> Iterator[Finding]:
    """The parties of a draft's payment that the archive has otherwise.

    `told` are the same sum in the archive, with how well its lines tell the draft's.
    """
    if any(_alike(ours, theirs) and fit.share >= enough(fit) for theirs, fit in told):
        return
    for side, (mine, _) in enumerate(_sides(ours, ours)):
        word = next((party for party in line.parties if party.code == mine), None)
        found = best(_others(side, ours, told))
        if word is not None and found is not None:
            yield finding(About.COUNTRY, word, Verdict.DIFFERS, found)


def _alike(ours: SumWord, theirs: SumWord) -> bool:
    """True where both texts name a side of the payment, and the same."""
    return not contrary(ours, theirs) and any(a and a == b for a, b in _sides(ours, theirs))


def _others(side: int, ours: SumWord, told: Sequence[tuple[SumWord, Fit]]) -> Iterator[Said]:
    for theirs, fit in told:
        mine, other = _sides(ours, theirs)[side]
        if other and other != mine and fit.share >= enough(fit):
            printed = _printed(other, fit.line)
            if printed is not None:
                yield Said(printed.text, fit)


def _printed(code: str, line: Line) -> PartyWord | None:
    return next((party for party in line.parties if party.code == code), None)


def _sides(a: SumWord, b: SumWord) -> tuple[tuple[str | None, str | None], ...]:
    return (a.giver, b.giver), (a.receiver, b.receiver)
