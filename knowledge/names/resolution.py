"""What a name resolves to: candidates with scores, and whether to ask which one is meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party or person that a name may mean.

    `id` is a party code or a person id, `name` what people read, `score` 0..1: 1 is the name
    itself in some spelling or script, lower values are less direct (a typing error, a part of the
    name).
    """

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The candidates, best first; none where the words are no known name.

    When `ambiguous`, several candidates fit equally well and the reader should choose; otherwise
    there is at most one.
    """

    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False

    @property
    def best(self) -> Candidate | None:
        """The one candidate, or None where there is none or a choice is needed."""
        return self.candidates[0] if self.candidates and not self.ambiguous else None

    @property
    def line(self) -> str:
        """One line for machines: ids joined by "|", a tab and the best score; "-" for none."""
        if not self.candidates:
            return "-"
        ids = "|".join(candidate.id for candidate in self.candidates)
        return f"{ids}\t{self.candidates[0].score:.3f}"


NOTHING = Resolution()
