"""What the grammar asks of the fact base while it reads: names, dates, and whether there is any.

`knowledge.base.Base` fits; so does anything else with these doors.
"""

from datetime import date
from typing import Protocol

from knowledge.model import MeetingFact, PersonRef, Query
from knowledge.names.resolution import Resolution


class NameIndex(Protocol):
    """The resolver for names."""

    def party(self, text: str, /) -> Resolution:
        """The parties that a name may stand for."""
        ...

    def person(self, text: str, /) -> Resolution:
        """The people that a name may stand for."""
        ...


class Archive(Protocol):
    """The doors of the fact base that reading a query needs."""

    @property
    def names(self) -> NameIndex:
        """The resolver for names."""
        ...

    def meetings(self, query: Query, *, limit: int, offset: int) -> tuple[list[MeetingFact], int]:
        """A page of meetings, and how many there are in all."""
        ...

    def person(self, identity: str, /) -> PersonRef | None:
        """The person with that id, or None."""
        ...

    def latest_date_like(self, month: int, day: int | None, /) -> date | None:
        """The latest such day or month of which the archive holds a fact."""
        ...
