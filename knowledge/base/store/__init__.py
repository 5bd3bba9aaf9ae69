"""The fact base: the one door through which articles come in and facts go out."""

from knowledge.base.store.articles import Articles
from knowledge.base.store.entering import Entering
from knowledge.base.store.filling import Filling
from knowledge.base.store.following import Following
from knowledge.base.store.hiding import Hiding
from knowledge.base.store.identity import Identity
from knowledge.base.store.people import ArchiveNames, People
from knowledge.base.store.reviewing import Reviewing

__all__ = ["ArchiveNames", "Base"]


class Base(Entering, Filling, Reviewing, Identity, Hiding, Following, Articles, People):
    """A fact base in one SQLite file.

    Open it with `Base.open`. Reading is safe from any number of threads, each of which gets its
    own read-only connection; writing takes turns. Every method may raise `BaseProblem`, whose text
    can be shown to people.
    """
