"""The kinds of fact, each with its way through the fold: one module for each of them."""

from collections.abc import Mapping

from knowledge.base.kinds.agreements import Agreements
from knowledge.base.kinds.common import Folding
from knowledge.base.kinds.meetings import Meetings
from knowledge.base.kinds.milestones import Milestones
from knowledge.base.kinds.payments import Payments
from knowledge.base.kinds.roles import Roles
from knowledge.base.kinds.statements import Statements
from knowledge.model import Kind

KINDS: Mapping[Kind, Folding] = {
    one.kind: one
    for one in (Meetings(), Roles(), Agreements(), Payments(), Statements(), Milestones())
}
"""How each kind of fact is folded."""

_BY_PREFIX = {str(kind): kind for kind in KINDS if kind is not Kind.MEETING}


def kind_of(block: str) -> Kind:
    """The kind whose readings a block gathers; blocks of meetings begin with the way people met."""
    return _BY_PREFIX.get(block.partition("|")[0], Kind.MEETING)
