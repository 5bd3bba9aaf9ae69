"""What the archive says to a draft, in plain words and for programs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.drafts.model import About, Finding, Verdict
from knowledge.text import neutral

_LONGEST = 400
_WHAT = {
    About.NAME: "name",
    About.TITLE: "title",
    About.COUNTRY: "country",
    About.DATE: "date",
    About.SUM: "sum",
    About.PLACE: "place",
    About.QUOTE: "quotation",
    About.SPEAKER: "speaker",
}


def to_json(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding with its words in the draft, the verdict, and the archive's value and sentence.

    The last three are null where the archive doesn't know.
    """
    return [
        {
            "span": one.span,
            "verdict": one.verdict.value,
            "archive": one.archive,
            "article": one.evidence.article if one.evidence is not None else None,
            "sentence": one.evidence.text if one.evidence is not None else None,
        }
        for one in found
    ]


def summary(found: Sequence[Finding]) -> str:
    """How many claims differ, agree and are unknown: "1 differs, 4 agree, 1 unknown"."""
    counts = Counter(one.verdict for one in found)
    if not counts:
        return "Nothing in this draft can be held against the archive: no name, date, sum or quote."
    parts = []
    for verdict, one, many in (
        (Verdict.DIFFERS, "differs", "differ"),
        (Verdict.AGREES, "agrees", "agree"),
        (Verdict.UNKNOWN, "is not in the archive", "are not in the archive"),
    ):
        if number := counts[verdict]:
            parts.append(f"{number} {one if number == 1 else many}")
    return f"Claims checked: {len(found)}; {', '.join(parts)}."


def line(one: Finding) -> str:
    """A finding in one line, without its sentence: what the draft has, and what the archive has."""
    said = f"{_WHAT[one.about]} “{neutral(one.span, _LONGEST)}”"
    match one.verdict:
        case Verdict.DIFFERS:
            return f"{said}: the archive says “{neutral(one.archive or '', _LONGEST)}”"
        case Verdict.AGREES:
            return f"{said}: agrees"
        case Verdict.UNKNOWN:
            return f"{said}: not in the archive"


def report(found: Sequence[Finding]) -> Iterable[str]:
    """All findings as lines of text, what differs first, with the sentence that it stands on."""
    yield summary(found)
    for verdict in (Verdict.DIFFERS, Verdict.UNKNOWN, Verdict.AGREES):
        rows = [one for one in found if one.verdict is verdict]
        if rows:
            yield ""
        for one in rows:
            yield f"{verdict.value.capitalize()}: {line(one)}"
            if verdict is Verdict.DIFFERS and one.evidence is not None:
                yield f"    “{' '.join(one.evidence.text.split())}” ({one.evidence.article})"
