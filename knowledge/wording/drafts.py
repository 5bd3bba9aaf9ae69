"""What the archive says to a draft, in plain words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.dates.edtf import words as date_words
from knowledge.drafts.model import About, Finding, Verdict
from knowledge.drafts.quotes import differing
from knowledge.text import neutral

_LONGEST = 400
_WORDS = 80
_MOST_WORDS = 3
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
_DAY = re.compile(r"\d{4}(?:-\d\d){1,2}")

GROUPS = (
    (Verdict.DIFFERS, "What differs"),
    (Verdict.AGREES, "What agrees"),
    (Verdict.UNKNOWN, "What the archive does not say"),
)
"""The verdicts in the order in which they matter, each with what stands above its findings."""

WITHDRAWN = "only in a story that its outlet withdrew"
"""What is said of a claim that nothing else in the archive supports or contradicts."""

NOTHING = "Nothing in this draft can be held against the archive: no name, date, sum or quote."


def summary(found: Sequence[Finding]) -> str:
    """How many claims differ, agree and are unknown: "1 differs, 4 agree, 1 unknown"."""
    counts = Counter(one.verdict for one in found)
    if not counts:
        return NOTHING
    parts = []
    for verdict, one, many in (
        (Verdict.DIFFERS, "differs", "differ"),
        (Verdict.AGREES, "agrees", "agree"),
        (Verdict.UNKNOWN, "is not in the archive", "are not in the archive"),
    ):
        if number := counts[verdict]:
            parts.append(f"{number} {one if number == 1 else many}")
    said = f"Claims checked: {len(found)}; {', '.join(parts)}."
    gone = sum(one.withdrawn for one in found)
    stands = "stands" if gone == 1 else "stand"
    return f"{said} {gone} of them {stands} only in withdrawn stories." if gone else said


def what(one: Finding) -> str:
    """The kind of a claim: "name", "sum"."""
    return _WHAT[one.about]


def archive_value(one: Finding) -> str:
    """What the archive has in the place of a claim; days that no text prints are written out."""
    value = one.archive or ""
    return date_words(value) if _DAY.fullmatch(value) else value


def line(one: Finding) -> str:
    """A finding in one line, without its sentence: what the draft has, and what the archive has."""
    said = f"{what(one)} “{neutral(one.span, _LONGEST)}”"
    if one.withdrawn:
        said += f" — {WITHDRAWN}"
    if one.verdict is not Verdict.DIFFERS:
        return said
    told = f"{said}: the archive says “{neutral(archive_value(one), _LONGEST)}”"
    words = other_words(one)
    return f"{told} ({words})" if words else told


def other_words(one: Finding) -> str:
    """The words by which a quotation differs from the archive's: "“Genocide”, not “tragedy”".

    "" for any other claim, and for words that differ in too many places to be listed.
    """
    if one.about is not About.QUOTE or one.verdict is not Verdict.DIFFERS or not one.archive:
        return ""
    pairs = differing(one.span, one.archive)
    if not pairs or len(pairs) > _MOST_WORDS:
        return ""
    said = []
    for ours, theirs in pairs:
        ours, theirs = neutral(ours, _WORDS), neutral(theirs, _WORDS)
        if ours and theirs:
            said.append(f"“{theirs}”, not “{ours}”")
        else:
            said.append(f"without “{ours}”" if ours else f"with “{theirs}”")
    return "; ".join(said)


def report(found: Sequence[Finding]) -> Iterable[str]:
    """All findings as lines of text, what differs first, with the sentence that it stands on."""
    yield summary(found)
    for verdict, heading in GROUPS:
        rows = [one for one in found if one.verdict is verdict]
        if rows:
            yield from ("", heading)
        for one in rows:
            yield f"  - {line(one)}"
            if (verdict is Verdict.DIFFERS or one.withdrawn) and one.evidence is not None:
                yield f"    “{' '.join(one.evidence.text.split())}” ({one.evidence.article})"
