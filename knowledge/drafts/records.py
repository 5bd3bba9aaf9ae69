"""Findings as JSON values, for programs and for the way from one process to another."""

from collections.abc import Iterable
from typing import Any

from knowledge.drafts.model import About, Finding, Verdict
from knowledge.model import Evidence


def to_json(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding with its words in the draft, the verdict, and the archive's value and sentence.

    The last three are null where the archive doesn't know. Where only withdrawn stories say so,
    "withdrawn" is true beside them.
    """
    return [
        {
            "span": one.span,
            "verdict": one.verdict.value,
            "archive": one.archive,
            "article": one.evidence.article if one.evidence is not None else None,
            "sentence": one.evidence.text if one.evidence is not None else None,
            **({"withdrawn": True} if one.withdrawn else {}),
        }
        for one in found
    ]


def to_records(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """The same with what else `from_record` needs: kinds, and offsets in draft and article."""
    found = list(found)
    return [
        {
            "about": one.about.value,
            "start": one.start,
            "end": one.end,
            **row,
            "sentence_start": one.evidence.start if one.evidence is not None else None,
        }
        for one, row in zip(found, to_json(found), strict=True)
    ]


def from_record(row: dict[str, Any]) -> Finding:
    """The finding that `to_records` wrote.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    evidence = None
    if row["article"] is not None:
        start, text = int(row["sentence_start"]), str(row["sentence"])
        evidence = Evidence(str(row["article"]), start, start + len(text), text)
    return Finding(
        about=About(row["about"]),
        start=int(row["start"]),
        end=int(row["end"]),
        span=str(row["span"]),
        verdict=Verdict(row["verdict"]),
        archive=None if row["archive"] is None else str(row["archive"]),
        evidence=evidence,
        withdrawn=bool(row.get("withdrawn", False)),
    )
