"""The hand-written table of date expressions: `expressions.txt`, read into rows."""

from pathlib import Path
from typing import Final, NamedTuple

from knowledge.dates.expressions import Tense


class Row(NamedTuple):
    """A sentence, what is known of it, and everything that is to be found in it with its value."""

    text: str
    published: str | None
    tense: Tense
    found: tuple[tuple[str, str | None], ...]
    anchor: str | None


def _known(text: str) -> str | None:
    return None if text == "-" else text


def _row(line: str) -> Row:
    text, published, tense, found, *anchor = (part.strip() for part in line.split(" | "))
    pairs = [] if found == "-" else [pair.rsplit(" = ", 1) for pair in found.split("; ")]
    values = tuple((words, _known(value)) for words, value in pairs)
    return Row(text, _known(published), Tense(tense), values, anchor[0] if anchor else None)


def _rows() -> tuple[Row, ...]:
    lines = (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_row(line) for line in lines if line and not line.startswith("#"))


ROWS: Final = _rows()
# The grammar was first run on these when the others were settled.
BLIND: Final = ROWS[2:206:3]
SEEN: Final = tuple(row for row in ROWS if row not in BLIND)
