"""What the desk changed since a message was posted, as the line that stands above it.

Readers see "the desk": who decided, and why, is shown in the log alone.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.render import limits
from bot.render.blocks import Block, Message, context, section
from bot.render.text import Mrkdwn, bold, clip, escape, join, strike
from knowledge.base.decisions import Action, Decision
from knowledge.dates.edtf import words as date_words
from knowledge.wording.parts import noun_of

LINES = 4
"""Decisions that are named above a message, the latest; the log has all of them."""

_SHOWN, _VALUE = 240, 160
"""Characters of a fact as it was shown, and of a value."""

_WEIGHT = 2_500
"""Characters of JSON of the lines above a message; the rest is the message's."""

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
            again = _named(decision) or "what a source says"
            return join(" ", bold(f"Told again {on}:"), escape(again, _SHOWN))
        case Action.MERGE:
            one = _quoted(shown) or "facts that were told apart"
            return join(" ", bold(f"Put together {on}:"), escape(f"{one} are one event."))
        case Action.SPLIT:
            one = _quoted(shown) or "what was told as one"
            said = f"{one} was told as one event and is several."
            return join(" ", bold(f"Taken apart {on}:"), escape(said))
        case Action.HIDE | Action.TAKEDOWN:
            one = _named(decision) or "an article that told of this"
            return join(" ", bold(f"Taken out {on}:"), escape(f"{one}, with what it alone told."))
        case Action.SAME_PERSON:
            said = f"{_people(decision)} are one person."
        case Action.OTHER_PERSON:
            said = f"{_people(decision)}: somebody else of that name is meant in some articles."
        case Action.ALIAS:
            said = f"{_people(decision)} has the name {_value(decision, 'name')} too."
        case Action.ROLE:
            said = f"{_people(decision)} has the title {_value(decision, 'title')}."
        case _:
            return bold(f"Changed {on}.")
    return join(" ", bold(f"Corrected {on}:"), escape(said))


def taken_back(decision: Decision, zone: tzinfo, undo: Decision) -> Mrkdwn:
    """That a decision does not hold any more, and what is so again."""
    nouns = {Action.CORRECT: "A correction", Action.RETRACT: "A retraction"}
    noun = nouns.get(decision.action, "A change")
    line = f"{noun} of {day(decision, zone)} was taken back by the desk on {day(undo, zone)}:"
    return join(" ", bold(line), _so_again(decision))


def _so_again(decision: Decision) -> Mrkdwn:
    """What is so as a decision does not hold any more."""
    shown = _quoted(str(decision.payload.get("shown") or "")) or "what it was about"
    match decision.action:
        case Action.CORRECT:
            value = _value(decision, "words") if decision.payload.get("words") else "“not known”"
            return escape(f"{_part(decision)} no longer {value} in {shown}.")
        case Action.RETRACT | Action.HIDE | Action.TAKEDOWN:
            return escape(f"{_named(decision) or shown} is told again.")
        case Action.RESTORE:
            return escape(f"{_named(decision) or shown} is told no more.")
        case Action.MERGE:
            return escape(f"{shown} are several events again.")
        case Action.SPLIT:
            return escape(f"{shown} is one event again.")
        case Action.SAME_PERSON:
            return escape(f"{_people(decision)} are told apart again.")
        case Action.OTHER_PERSON:
            return escape(f"{_people(decision)} is one person in all articles again.")
        case Action.ALIAS:
            return escape(f"{_people(decision)} no longer has the name {_value(decision, 'name')}.")
        case Action.ROLE:
            title = _value(decision, "title")
            return escape(f"{_people(decision)} no longer has the title {title} of the desk.")
    return escape(f"{shown}.")


def telling(decision: Decision) -> bool:
    """Whether the line on a decision names what was changed, also where no message is below it."""
    if decision.action is Action.CORRECT:
        return any(decision.payload.get(key) for key in ("shown", "words", "was"))
    return bool(decision.payload.get("shown"))


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


def _named(decision: Decision) -> str:
    """What a decision is about, as it was shown; "" where it does not say."""
    shown = _quoted(str(decision.payload.get("shown") or ""))
    return f"the article {shown}" if shown and decision.target.startswith("article:") else shown


def _people(decision: Decision) -> str:
    """The people a decision is about, by their names."""
    shown = _clean(str(decision.payload.get("shown") or ""))
    return clip(shown, _SHOWN) or "people who are named here"


def _value(decision: Decision, key: str) -> str:
    return f"“{clip(_clean(str(decision.payload.get(key) or '')), _VALUE)}”"


def _quoted(shown: str) -> str:
    """A fact or a title as it was shown; several facts stand in quotation marks already."""
    words = clip(_clean(shown), _SHOWN)
    return words if not words or words.startswith("“") else f"“{words}”"


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
