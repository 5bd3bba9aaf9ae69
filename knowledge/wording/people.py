"""What the desk decided on a person, in words: titles that stand on no article, and who is who."""

from knowledge.dates.edtf import words as date_words
from knowledge.model import Called, PersonRef, Profile
from knowledge.wording.decisions import day
from knowledge.wording.phrases import party

_DONE = {
    "same-person": "Several names were taken for this one person",
    "other-person": "Told apart from somebody else of that name",
}


def called(one: Called) -> str:
    """What the desk says somebody is called: "President of the Senate (Cambodia), since 2024"."""
    of = f" ({party(one.party)})" if one.party else ""
    since = f", since {date_words(one.since)}" if one.since else ""
    return f"{one.title}{of}{since}"


def holder(ref: PersonRef, one: Called) -> str:
    """Whom the desk says to hold an office: "By the desk: Hun Sen, President of the Senate"."""
    return f"By the desk: {ref.name}, {called(one)}."


def notes(profile: Profile) -> list[str]:
    """What the desk decided on a person, a line each: what they are called first."""
    at = {one.id: one.at for one in profile.rulings}
    lines = []
    if profile.called is not None:
        when = at.get(profile.called.decision)
        decided = f", decided on {day(when)}" if when else ""
        lines.append(f"{called(profile.called)} [by the desk{decided}]")
    last = {one.action: one for one in profile.rulings if one.action in _DONE}
    lines += [f"{_DONE[one.action]} by the desk on {day(one.at)}." for one in last.values()]
    return lines
