"""What waits for somebody to decide: why, and in which order it is listed."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.base.results import Suggestion


class Sort(StrEnum):
    """Why something waits."""

    PROPOSAL = "proposal"
    """Somebody proposed a correction, or reported a fact."""
    CHANGED = "changed"
    """What was decided on a fact does not fit it any more."""
    ASTRAY = "astray"
    """What a decision was made on is told no more, since its article changed."""
    AGAIN = "again"
    """A copy repeats what was corrected or retracted elsewhere."""
    DISPUTED = "disputed"
    """Sources contradict each other."""
    PEOPLE = "people"
    """Two people of the archive may be one."""
    WEAK = "weak"
    """Answers say of a fact that its evidence is weak."""


class Order(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    """What came up last; facts that merely have weak evidence behind all else."""
    SEEN = "seen"
    """What people were shown most often; then as the newest."""
    EVIDENCE = "evidence"
    """Facts with weak evidence, the least sure first; then as the newest."""
    CONTRADICTIONS = "contradictions"
    """Facts on which sources contradict each other; then as the newest."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits.

    `at` is since when (UTC, ISO 8601), or the day on which an article told it, "" where nobody
    knows. `fact` is the fact that it is about as it stands, by id, None where there is none.
    `decision` is the one that does not fit, is astray or would apply again. `same` are further
    proposals of the very same. `candidates` are facts that may be the one which a decision that
    is astray was made on, the likest first. `support` is in how many articles a report tells the
    fact. `suggestion` has the two people who may be one.
    """

    sort: Sort
    id: str
    at: str
    fact: str | None = None
    proposal: Proposal | None = None
    same: tuple[Proposal, ...] = ()
    decision: Decision | None = None
    candidates: tuple[str, ...] = ()
    support: int = 1
    suggestion: Suggestion | None = None

    @property
    def key(self) -> str:
        """What names it."""
        return f"{self.sort}:{self.id}"

    @property
    def settles(self) -> tuple[str, ...]:
        """What a decision has to name as a target so that the item waits no more."""
        if self.proposal is not None:
            return tuple(f"proposal:{one.n}" for one in (self.proposal, *self.same))
        if self.sort is Sort.ASTRAY:
            return (f"decision:{self.id}",)
        return (self.key,) if self.sort is Sort.AGAIN else ()
