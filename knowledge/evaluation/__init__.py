"""How well articles are read, measured against facts that people marked in them.

    gold files + what `extract` prints → matched facts → figures with intervals

- `likeness` says how alike a marked and an extracted fact are, and which of their fields agree;
- `matching` pairs them up, article by article;
- `figures` counts the pairs and says how sure the counts are.

The format of both sides is that of `python -m knowledge extract`: one object for an article with
the lists `meetings`, `agreements`, `money`, `quotes`, `upcoming` and `roles`. A marked fact with
`"optional": true` neither helps nor hurts.
"""

from knowledge.evaluation.figures import Figures, Interval, figures, macro
from knowledge.evaluation.likeness import KINDS
from knowledge.evaluation.matching import Matched, matched

__all__ = ["KINDS", "Figures", "Interval", "Matched", "figures", "macro", "matched"]
