"""Facts within a sentence: what they say, with their day where they have one."""

from calendar import month_name
from collections.abc import Sequence

from knowledge.model import Fact
from knowledge.wording import facts as say

_TOLD = 2


def told(fact: Fact) -> str:
    """A fact in words, with its date in brackets: how undated it is stands with the fact itself."""
    head, body = say.head_and_body(fact)
    return body if say.is_undated(fact) else f"{body} ({lower(head)})"


def some(facts: Sequence[Fact]) -> str:
    """The first of some facts as sentences, one a line, and how many there are besides."""
    lines = [f"{told(fact).rstrip('.')}." for fact in facts[:_TOLD]]
    if len(facts) > _TOLD:
        lines.append(f"{len(facts) - _TOLD:,} more below.")
    return "\n".join(lines)


def lower(text: str) -> str:
    """A text as it goes on within a sentence; months stay as they are."""
    first = text.partition(" ")[0]
    return text if first in _MONTHS else text[:1].lower() + text[1:]


_MONTHS = frozenset(month_name[1:])


def upper(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]
