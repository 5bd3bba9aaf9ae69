"""Words → `Query`: slash-command text, mentions and direct messages share one grammar.

The way of a text: cleaned, cut into tokens, claimed by recognisers (dates, names, places, plain
words), covered by the best claims that do not overlap, and put together as a query with notes on
what was assumed, or as a question back. `compose.typed` goes the other way.
"""

from knowledge.language.compose import typed
from knowledge.language.understanding import understand

__all__ = ["typed", "understand"]
