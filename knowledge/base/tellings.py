"""The readings of a meeting as `merge` takes them."""

import sqlite3
from dataclasses import replace

from knowledge.base import codec, heeding
from knowledge.base.heeding import Said
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
        SELECT m.reading, m.id, m.mark, r.fields, r.evidence, r.decided FROM strands s
        JOIN marks m ON m.strand = s.n JOIN readings r ON r.n = m.reading
        WHERE s.root = ? AND (? IS NULL OR m.day <= ?)
        """,
        (root, until, until),
    )
    found = []
    said = []
    for reading, id, text, fields, evidence, decided in rows:
        meeting = codec.fields_of(Kind.MEETING, fields)
        assert isinstance(meeting, Meeting)
        mark = load(reading, text)
        sentences = tuple(item.text for item in codec.evidence_of("", evidence))
        found.append(Told(mark, meeting, sentences))
        said.append(Said(id, decided, meeting, mark.who))
    held = heeding.decided(said)
    return [_heeding(one, held) for one in found] if held else found


def _heeding(one: Told, held: heeding.Decided) -> Told:
    """A reading of a meeting that says what was decided."""
    fields, who = heeding.heeding(Kind.MEETING, one.fields, one.mark.who, held)
    mark = replace(
        one.mark,
        who=who,
        parties=tuple(sorted(set(fields.parties))),
        form=fields.form,
        status=fields.status,
        date=fields.date,
    )
    return replace(one, mark=mark, fields=fields)
