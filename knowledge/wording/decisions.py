"""What people decided, in words: a line for each decision of the log, and what a fact shows of it.

Readers are told that "the desk" decided; who it was is for editors alone, and so is given apart.
"""

from datetime import datetime

from knowledge.base.decisions import Action, Decision
from knowledge.dates.edtf import words as date_words
from knowledge.wording.parts import noun_of
from knowledge.wording.phrases import enumerate_words

_SHOWN = 160
"""Characters of a fact as it was shown."""

_WORDS = 300
"""Characters of a value or a reason."""


def when(at: str) -> str:
    """A time of the log for people: "3 December 2026, 14:02 UTC"; as it stands if it is none."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{date_words(moment.date().isoformat())}, {moment:%H:%M} UTC"


def day(at: str) -> str:
    """The day of a time of the log: "3 December 2026"."""
    return when(at).partition(",")[0]


def line(one: Decision, *, undoes: Decision | None = None, by: str = "", holds: bool = True) -> str:
    """A decision of the log in one line.

    "3 December 2026, 14:02 UTC: date of “…” corrected from 20 to 21 March 2022 — “The palace says
    Monday.”"

    Args:
        one: the decision.
        undoes: what it undoes, if it is an undo.
        by: who decided, for editors.
        holds: false for one that was undone, which is then said.
    """
    who = f", {by}" if by else ""
    why = f" — “{_short(one.why, _WORDS)}”" if one.why and one.why.strip() else ""
    undone = "" if holds else " (undone)"
    return f"{when(one.at)}{who}: {what(one, undoes)}{why}{undone}"


def what(one: Decision, undoes: Decision | None = None) -> str:
    """What was decided, without when and why."""
    fact = _fact(one)
    match one.action:
        case Action.VERIFY:
            return f"{fact} verified"
        case Action.CORRECT:
            return f"{noun_of(str(one.payload.get('field', '')))} of {fact} {_changed(one)}"
        case Action.RETRACT:
            return f"{fact} retracted"
        case Action.RESTORE:
            return f"{fact} restored"
        case Action.MERGE:
            return f"{_shown(one) or fact} taken for one event"
        case Action.SPLIT:
            number = len(one.readings)
            told = "one source" if number == 1 else f"{number} sources"
            return f"{told} of {fact} set apart as another event"
        case Action.OTHER_PERSON:
            number = sum(target.startswith("article:") for target in one.targets)
            where = f" in {number} article{'s' if number > 1 else ''}" if number else ""
            return f"{fact}{where} taken for somebody else of that name"
        case Action.ALIAS:
            return f"{fact} given the name “{_short(str(one.payload.get('name')), _WORDS)}”"
        case Action.ROLE:
            return f"{fact} given the title “{_short(str(one.payload.get('title')), _WORDS)}”"
        case Action.REJECT if one.target.startswith("person:"):
            return f"{fact} told to be two people"
        case Action.UNDO:
            return f"undone: {fact if undoes is None else what(undoes)}"
    return f"{fact} {_DONE[one.action]}"


_DONE = {
    Action.SAME_PERSON: "taken for one person",
    Action.HIDE: "hidden",
    Action.TAKEDOWN: "removed",
    Action.REJECT: "rejected",
}


def _fact(one: Decision) -> str:
    """What a decision is about: the fact as it was shown, or what the archive calls it."""
    shown = _shown(one)
    sort, _, id = one.target.partition(":")
    return f"“{_short(shown, _SHOWN)}”" if shown else f"{sort} {id}"


def _shown(one: Decision) -> str:
    return str(one.payload.get("shown") or "")


def _changed(one: Decision) -> str:
    """ "corrected from 20 to 21 March 2022"; what both have in common at the end is said once."""
    was, now = (_short(str(one.payload.get(key) or ""), _WORDS) for key in ("was", "words"))
    if not was:
        return f"corrected to {now}"
    if now in was.split(" or "):
        return f"decided to be {now}, where sources say {was}"
    before, after = was.split(), now.split()
    shared = before[-2:] == after[-2:] and len(before) == len(after) == 3 and after[2].isdigit()
    return f"corrected from {before[0] if shared else was} to {now}"


def _short(words: str | None, limit: int) -> str:
    said = " ".join((words or "").split())
    return said if len(said) <= limit else f"{said[: limit - 1].rstrip()}…"


def listed(several: list[str]) -> str:
    """Facts that are taken for one, as a decision keeps them."""
    return enumerate_words([f"“{_short(one, _SHOWN)}”" for one in several])
