"""What the desk changed since a message was posted, as the line that stands above it.

Readers see "the desk": who decided, and why, is shown in the log alone.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.render import limits
from bot.render.blocks import Block, Message, context, section
from bot.render.text import Mrkdwn, bold, escape, join, strike
from knowledge.base.decisions import Action, Decision
from knowledge.dates.edtf import words as date_words
from knowledge.wording.parts import noun_of

LINES = 4
"""Decisions that are named above a message, the latest; the log has all of them."""

_SHOWN, _VALUE = 240, 160
"""Characters of a fact as it was shown, and of a value."""

_WEIGHT = 2_500
"""Characters of JSON of the lines above a message; the rest is the message's."""

_PEOPLE = (Action.SAME_PERSON, Action.OTHER_PERSON, Action.ALIAS, Action.ROLE)

AMENDED = "dateline.amended"

GONE_FROM = "No longer told, see above."
JOINED = "Told with a story above, see there."

OUTDATED = "Something that I told here was changed by the desk since:"
OUTDATED_ALONE = "Something in an answer that you got here was changed by the desk since:"
AS_IT_IS = "What was shown here, as the archive has it now"
GONE = "Nothing of what was shown here is in the archive any more."


def told(decision: Decision, zone: tzinfo) -> Mrkdwn:
    """What a decision changed."""
    on = f"by the desk on {day(decision, zone)}"
    shown = str(decision.payload.get("shown") or "")
    match decision.action:
        case Action.CORRECT:
            return join(" ", bold(f"Corrected {on}:"), _corrected(decision), _of(shown))
        case Action.RETRACT:
            return join(" ", bold(f"Retracted {on}:"), _struck(shown))
        case Action.RESTORE:
            return join(" ", bold(f"Taken back in {on}:"), escape(shown or "a source", _SHOWN))
        case Action.MERGE:
            return join(" ", bold(f"Put together {on}:"), escape("what was told apart is one."))
        case Action.SPLIT:
            return join(" ", bold(f"Taken apart {on}:"), escape("what was told as one is several."))
        case Action.HIDE | Action.TAKEDOWN:
            return join(" ", bold(f"Taken out {on}:"), escape("an article that told of this."))
        case one if one in _PEOPLE:
            return join(" ", bold(f"Corrected {on}:"), escape("who is meant, or what they are."))
    return bold(f"Changed {on}.")


def taken_back(decision: Decision, zone: tzinfo, undo: Decision) -> Mrkdwn:
    """That a decision does not hold any more."""
    nouns = {Action.CORRECT: "A correction", Action.RETRACT: "A retraction"}
    noun = nouns.get(decision.action, "A change")
    line = f"{noun} of {day(decision, zone)} was taken back by the desk on {day(undo, zone)}"
    return join(" ", bold(f"{line}."), _of(str(decision.payload.get("shown") or "")))


def day(decision: Decision, zone: tzinfo) -> str:
    """The day of a decision: "3 December 2026"."""
    at = datetime.fromisoformat(decision.at).astimezone(zone)
    return date_words(at.date().isoformat())


def _corrected(decision: Decision) -> Mrkdwn:
    """A correction: the value as it is now, and as it was."""
    words, was = (str(decision.payload.get(key) or "") for key in ("words", "was"))
    now = f"“{_clean(words)}”" if words else "not known"
    return join(
        " ",
        escape(f"{_part(decision)}:", 60),
        escape(now, _VALUE),
        join(" ", Mrkdwn("instead of"), strike(_clean(was), _VALUE)) if was else Mrkdwn(""),
    )


def _part(decision: Decision) -> str:
    """What of a fact a correction is about, in words."""
    return noun_of(str(decision.payload.get("field") or "")).replace("_", " ")


def _of(shown: str) -> Mrkdwn:
    return escape(f"({_clean(shown)})", _SHOWN) if shown else Mrkdwn("")


def _struck(shown: str) -> Mrkdwn:
    return strike(_clean(shown), _SHOWN) if shown else escape("a fact that stood here.")


def _clean(text: str) -> str:
    return " ".join(text.split())


def amended(lines: Sequence[Mrkdwn]) -> Block:
    """The lines above a message that was amended; of very many, the latest.

    By its id it is known when the message is amended again.
    """
    left = len(lines) - LINES
    more = escape(f"and {left:,} earlier changes") if left > 0 else Mrkdwn("")
    said = Mrkdwn(limits.clip_weight(join("\n", *lines[-LINES:], more), _WEIGHT))
    return {**section(said), "block_id": AMENDED}


def outdated(lines: Sequence[Mrkdwn], head: str = OUTDATED) -> Message:
    """What is told where a message can't be amended."""
    said = join("\n", escape(head), *(Mrkdwn(f"• {line}") for line in lines))
    said = Mrkdwn(limits.clip_weight(said, 2 * _WEIGHT))
    again = escape("Ask again to see it as it is now.")
    return Message(join("\n", said, again), (section(said), context(again)))
