"""The readings of a meeting as `merge` takes them."""

import sqlite3

from knowledge.base import codec
from knowledge.base.marks import load
from knowledge.base.merge import Told
from knowledge.model import Kind, Meeting


def told(db: sqlite3.Connection, root: int, until: int | None = None) -> list[Told]:
    """All readings of the meeting with this root strand.

    `until` is the day (an ordinal) by which they were published; what has no publication date is
    then left out.
    """
    rows = db.execute(
        """
        SELECT m.reading, m.mark, r.fields, r.evidence FROM strands s
        JOIN marks m ON m.strand = s.n JOIN readings r ON r.n = m.reading
        WHERE s.root = ? AND (? IS NULL OR m.day <= ?)
        """,
        (root, until, until),
    )
    found = []
    for reading, mark, fields, evidence in rows:
        meeting = codec.fields_of(Kind.MEETING, fields)
        assert isinstance(meeting, Meeting)
        sentences = tuple(item.text for item in codec.evidence_of("", evidence))
        found.append(Told(load(reading, mark), meeting, sentences))
    return found
