"""From articles to the fact base: who reads them, and taking in what was read."""

from knowledge.intake.taking import Intake, Taken

__all__ = ["Intake", "Taken"]
