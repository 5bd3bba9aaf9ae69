"""Digests: what is new, and what goes with it, for those who want to be told.

`wanted` reads what somebody wants from words; `editions` makes a digest: what came in
(`Base.arrived`), told together where it is of one event (`grouping`), in the order of what weighs
most (`ranking`, over the table of `rules`), with what earlier years and the next days bring
(`dates`) and what is left to find out (`editors`).
"""

from knowledge.answers.digests.editions import KINDS, edition, looking_back
from knowledge.answers.digests.wanted import made, read

__all__ = ["KINDS", "edition", "looking_back", "made", "read"]
