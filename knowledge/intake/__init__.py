"""From articles to the fact base: who reads them, and taking in what was read."""

from knowledge.intake.cluster import ClusterProblem
from knowledge.intake.taking import Intake, Taken

__all__ = ["ClusterProblem", "Intake", "Taken"]
