"""A draft, as it was read, against articles, as they were read: the findings.

Pure: no database and no language model.
"""

from collections.abc import Iterable, Sequence

from knowledge.drafts.model import Account, Finding, Line, Verdict
from knowledge.drafts.pairing import Telling
from knowledge.drafts.people import people
from knowledge.drafts.signs import Weights
from knowledge.drafts.sites import parties, places
from knowledge.drafts.speaking import quotes
from knowledge.drafts.values import dates, sums

_TELLING = 0.75
_LEAST = 2.0


def compare(draft: Account, articles: Iterable[Account]) -> list[Finding]:
    """What the articles say to the claims of a draft, in the order of the draft."""
    read = list(articles)
    weights = Weights([draft, *read])
    readable = [Telling(draft, account, weights) for account in read]
    found: list[Finding] = []
    for line in draft.lines:
        tellings = _about(line, readable)
        found += people(line, tellings, readable)
        found += dates(line, tellings, readable)
        found += sums(line, tellings, readable, draft.lines)
        found += places(line, tellings, readable, draft)
        found += parties(line, tellings, readable, draft)
        found += quotes(line, tellings, readable, draft)
    return sorted(_once(found), key=lambda one: (one.start, one.end, one.about))


def _about(line: Line, readable: Sequence[Telling]) -> list[Telling]:
    """The articles that tell what a line and those around it tell; only these may contradict it."""
    told = {telling: telling.relevance(line) for telling in readable}
    least = max(_LEAST, _TELLING * max(told.values(), default=0.0))
    return [one for one in readable if told[one] >= least and one.timely(line)]


def _once(found: Iterable[Finding]) -> list[Finding]:
    """One finding for each claim."""
    seen: dict[tuple[int, int, str], Finding] = {}
    for one in found:
        key = (one.start, one.end, one.about)
        if key not in seen or seen[key].verdict is Verdict.UNKNOWN:
            seen[key] = one
    return list(seen.values())
