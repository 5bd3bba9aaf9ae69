"""What lies ahead, in plain words."""

from knowledge.dates.edtf import words as date_words
from knowledge.model import MilestoneFact, MilestoneType
from knowledge.text import fold
from knowledge.wording.phrases import dated, either, enumerate_words, newest, party, person

_NOUNS = {
    MilestoneType.ANNIVERSARY: "anniversary",
    MilestoneType.DEADLINE: "deadline",
    MilestoneType.ENTRY_INTO_FORCE: "entry into force",
    MilestoneType.TARGET: "target",
    MilestoneType.DESIGNATED: "designated time",
    MilestoneType.EVENT: "event",
}


def when(fact: MilestoneFact) -> str:
    """The date of a milestone; begins a line."""
    return dated(fact.date, fact.variants, fact.sources, ahead=True)


def ahead(fact: MilestoneFact) -> str:
    """A milestone in words without its date."""
    what = either(fact.what, fact.variants, "what")
    line = what[:1].upper() + what[1:]
    sides = [person(ref) for ref in fact.people] + [party(code) for code in fact.parties]
    line += f": {enumerate_words(sides)}" if sides else ""
    noun = _NOUNS[fact.type]
    notes = [] if fact.type is MilestoneType.EVENT or noun in fold(what) else [noun]
    latest = newest(fact.sources)
    if latest is not None and latest.published is not None:
        notes.append(f"as of {date_words(latest.published)}")
    return f"{line} ({', '.join(notes)})" if notes else line
