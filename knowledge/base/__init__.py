"""The fact base: articles and what was read in them, folded into facts, in one SQLite file."""

from knowledge.base.decisions import Action, Decision
from knowledge.base.groups import RosterPerson
from knowledge.base.problems import BaseProblem, MissingBase, Outdated
from knowledge.base.refolding import Progress
from knowledge.base.results import Listed, Outcome, Passage, Saved, State, Waiting
from knowledge.base.store import Base

__all__ = [
    "Action",
    "Base",
    "BaseProblem",
    "Decision",
    "Listed",
    "MissingBase",
    "Outcome",
    "Outdated",
    "Passage",
    "Progress",
    "RosterPerson",
    "Saved",
    "State",
    "Waiting",
]
