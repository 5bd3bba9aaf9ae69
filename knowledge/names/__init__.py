"""Names typed or printed → party codes and person ids, with scores and choices.

`Names` looks up over one SQLite connection; `index.add` and `index.remove` fill the tables that
`schema.create` makes. `gazetteer` has the printed English forms of parties for extraction.
"""

import sqlite3
from functools import lru_cache

from knowledge.names import parties, people
from knowledge.names.gazetteer import demonym_of, party_name
from knowledge.names.index import PersonEntry
from knowledge.names.resolution import Candidate, Resolution

__all__ = ["Candidate", "Names", "PersonEntry", "Resolution", "demonym_of", "party_name"]


@lru_cache(maxsize=8_192)
def _party(text: str) -> Resolution:
    """What a party's name means depends on no base, and the same names come again and again."""
    return parties.load().resolve(text)


class Names:
    """The one resolver of names, over a connection to a fact base."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def party(self, text: str) -> Resolution:
        """The country or organisation that a name, code, demonym, capital or flag means."""
        return _party(text)

    def person(self, text: str) -> Resolution:
        """The person that a name, with or without titles, or an office means."""
        return people.resolve(self._db, text)
