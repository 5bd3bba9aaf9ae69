"""Lengths of time that end with a deadline: "within two months", "in the next ten days"."""

import re
from dataclasses import replace

from knowledge.dates.expressions import Bound, Expression, Kind, find
from knowledge.extraction.parsing.document import Sentence

SPANS = (" days", " weeks", " months")
_COUNTED = re.compile(r"(the )?(next |coming )?(\w+) (days|weeks|months)")


def within(sentence: Sentence, expression: Expression, first: int) -> Expression | None:
    """The end of a counted length of time at word `first` as a limit; None where there is none.

    "Over the next two years" has none: all of it is meant.
    """
    match = _COUNTED.fullmatch(expression.text.lower())
    if match is None:
        return None
    lead = sentence.lower(first - 1)
    if lead != "within" and not (lead == "in" and match[2]):
        return None
    found = find(f"in {match[3]} {match[4]}")
    if len(found) != 1 or found[0].kind is not Kind.RELATIVE:
        return None
    return replace(expression, kind=Kind.RELATIVE, shape=found[0].shape, bound=Bound.BY)
