"""People of a draft as the articles have them, and where these name them."""

from dataclasses import dataclass

from knowledge.drafts.model import Line, Naming, Who
from knowledge.drafts.names import Match
from knowledge.drafts.pairing import Fit, Telling


@dataclass(frozen=True, slots=True)
class Named:
    """A person of the draft in an article."""

    telling: Telling
    who: int
    how: Match

    @property
    def person(self) -> Who:
        """Who it is there."""
        return self.telling.account.people[self.who]


def mentions(one: Named, naming: Naming, line: Line) -> list[tuple[Naming, Fit]]:
    """Where an article names a person, each with how well it tells the draft's line."""
    return [
        (theirs, one.telling.fit(line, naming.start, naming.end, other))
        for other in one.telling.account.lines
        for theirs in other.people
        if theirs.who == one.who
    ]
