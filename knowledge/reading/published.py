"""When an article was published: as given, or inferred from its text and then labelled so.

A wrong year is worse than none. A date is inferred only from words that leave a single answer.
"""

import re
from collections.abc import Sequence

from knowledge.model import Paragraph, ParagraphRole
from knowledge.reading.datelines import opening, printed_dates
from knowledge.reading.problems import Unreadable

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ].*)?")


def given(said: str) -> str:
    """Return the EDTF date that front matter, a page or a caller states in any usual notation.

    Raises:
        Unreadable: it is not a date.
    """
    iso = _ISO.fullmatch(said.strip())
    if iso is not None and iso[2] is None:
        return iso[1]
    if iso is not None and iso[3] is None and 1 <= int(iso[2]) <= 12:
        return f"{iso[1]}-{iso[2]}"
    for printed in printed_dates(said):
        if printed.year is not None:
            return f"{printed.year:04}-{printed.month:02}-{printed.day:02}"
    raise Unreadable(
        "Its publication date is not a date that can be read. Write it as year-month-day, such as "
        "published: 2022-11-15."
    )


def infer(text: str, paragraphs: Sequence[Paragraph]) -> tuple[str, str] | None:
    """Return (EDTF, basis in plain words) of an article that states no date; None when unclear."""
    for paragraph in paragraphs:
        if paragraph.start > 400:
            break
        words = text[paragraph.start : paragraph.end]
        head = words if paragraph.role is ParagraphRole.DATELINE else opening(words)
        for printed in printed_dates(head or ""):
            if printed.year is not None:
                edtf = f"{printed.year:04}-{printed.month:02}-{printed.day:02}"
                return edtf, f"inferred from “{printed.text}”"
    return None
