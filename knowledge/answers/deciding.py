"""From what somebody wants to have decided on a fact to a decision, or to why not, in words.

What was typed is read first (`change`), which needs no more than reading, and then carried out, so
that the reading can be shown and done apart. Each refusal says the next step. Whether somebody may
decide at all is for the surfaces to say.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.store.target import DecidedMeanwhile, Undecidable
from knowledge.language import prefilled
from knowledge.language.corrections import Right, Unusable, right_value
from knowledge.model import Fact, corrections, verification
from knowledge.wording import decisions as say
from knowledge.wording.facts import plain_line, value_words
from knowledge.wording.parts import Part, part_named
from knowledge.wording.phrases import enumerate_words

GONE = "The archive does not hold this fact any more."


@dataclass(frozen=True, slots=True)
class By:
    """Who decides and why; `seen` is up to where in the log they have seen what was decided.

    See `Base.decided_up_to`; with None whatever others decided meanwhile is no matter. `settles`
    are targets that wait no more after it, such as the proposal that is followed. `told` is the
    `mark` of the fact as it was shown: what nobody has seen is neither verified nor retracted.
    """

    who: str
    why: str | None = None
    seen: int | None = None
    settles: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something was not decided, in a sentence with the next step.

    `meanwhile` is what somebody else decided on the fact since it was shown.
    """

    message: str
    meanwhile: Decision | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a fact and what it should be, as it was understood.

    `was` is what it is, and `shown` the fact, in words.
    """

    fact: str
    part: Part
    right: Right
    was: str
    shown: str


def change(base: Base, fact: str, key: str, text: str, today: date) -> Change | Refused:
    """Read what somebody typed for a part of a fact.

    Args:
        base: the fact base; it is only read.
        fact: the fact's id.
        key: the part's key ("date", "people", "payment", …; "whole" for all of it).
        text: what was typed.
        today: the day of whoever typed it.
    """
    found = base.fact(fact)
    if found is None:
        return Refused(GONE)
    part = part_named(found.kind, key)
    if part is None:
        return Refused(f"A {found.kind} has no part “{key[:40]}”.")
    right = right_value(part, text, base, today, found)
    if isinstance(right, Unusable):
        return Refused(right.message)
    if part.field and _stands(base, found, part, right):
        return Refused("It says so already. If the fact is right as it stands, verify it.")
    return Change(found.id, part, right, was(part, found), plain_line(found))


def correct(base: Base, what: Change, by: By) -> Decision | Refused:
    """Decide that a part of a fact is as it was read; for "whole" the fact is retracted."""
    if not what.part.field:
        return retract(base, what.fact, by)
    return _done(
        lambda: base.correct(
            what.fact,
            what.part.field,
            what.right.plain,
            words=what.right.value,
            who=by.who,
            why=by.why,
            was=what.was,
            shown=what.shown,
            people=what.right.people,
            seen=by.seen,
            settles=by.settles,
        )
    )


def verify(base: Base, fact: str, by: By) -> Decision | Refused:
    """Decide that a fact is right as it is."""
    found = base.fact(fact)
    if found is None:
        return Refused(GONE)
    known = verification(found)
    if known is not None:
        return Refused(f"It is verified already, since {say.day(known.at)}.")
    if _differs(base, found, by):
        return _otherwise(found)
    shown = plain_line(found)
    return _done(
        lambda: base.verify(
            fact, who=by.who, why=by.why, shown=shown, seen=by.seen, settles=by.settles
        ),
    )


def retract(base: Base, fact: str, by: By) -> Decision | Refused:
    """Decide that nothing of a fact is so."""
    found = base.fact(fact)
    if found is None:
        return Refused(GONE)
    if _differs(base, found, by):
        return _otherwise(found)
    shown = plain_line(found)
    return _done(
        lambda: base.retract(
            fact, who=by.who, why=by.why, shown=shown, seen=by.seen, settles=by.settles
        )
    )


def restore(base: Base, fact: str, by: By) -> Decision | Refused:
    """Decide that a retracted fact counts again."""
    return _done(lambda: base.restore_fact(fact, who=by.who, why=by.why))


def merge(base: Base, several: Iterable[str], by: By) -> Decision | Refused:
    """Decide that facts are one event."""
    ids = list(dict.fromkeys(several))
    found = [base.fact(id) for id in ids]
    shown = say.listed([plain_line(one) for one in found if one is not None])
    return _done(lambda: base.merge(ids, who=by.who, why=by.why, shown=shown))


def split(base: Base, fact: str, sources: Iterable[str], by: By) -> Decision | Refused:
    """Decide that some sources of a fact tell of another event; they are articles or readings."""
    found = base.fact(fact)
    if found is None:
        return Refused(GONE)
    wanted = set(sources)
    readings = base.readings(fact)
    chosen = [id for id, one in readings if id in wanted or one.article in wanted]
    strange = wanted - {id for id, _ in readings} - {one.article for _, one in readings}
    if strange:
        return Refused(f"“{min(strange)[:80]}” is no source of this fact.")
    shown = plain_line(found)
    return _done(
        lambda: base.split(fact, chosen, who=by.who, why=by.why, shown=shown, seen=by.seen)
    )


def undo(base: Base, decision: str, by: By) -> Decision | Refused:
    """Decide that a decision does not hold any more."""
    return _done(lambda: base.undo(decision, who=by.who, why=by.why))


def _done(do: Callable[[], Decision]) -> Decision | Refused:
    try:
        return do()
    except DecidedMeanwhile as problem:
        told = say.what(problem.decision)
        return Refused(
            f"Somebody decided on this fact since it was shown to you, on "
            f"{say.when(problem.decision.at)}: {told}. Please look at it again.",
            problem.decision,
        )
    except Undecidable as problem:
        return Refused(str(problem))


def mark(fact: Fact) -> str:
    """A short mark of what a fact says: another, in all likelihood, once it says otherwise."""
    return hashlib.sha256(plain_line(fact).encode("utf-8", "replace")).hexdigest()[:12]


def _differs(base: Base, fact: Fact, by: By) -> bool:
    """Whether a fact says otherwise than it was shown, and nobody decided on it since."""
    decided = by.seen is not None and base.decided_up_to(fact.id) > by.seen
    return bool(by.told) and not decided and mark(fact) != by.told


def _otherwise(fact: Fact) -> Refused:
    return Refused(
        f"It says otherwise since it was shown to you: {say.listed([plain_line(fact)])}. "
        "Please ask for it again, and decide on that."
    )


def _stands(base: Base, fact: Fact, part: Part, right: Right) -> bool:
    """Whether a fact says so already, and nothing else beside it that was not decided on."""
    if (right.plain, right.people) != prefilled.plain(part, fact, base):
        return False
    decided = any(one.field == part.field for one in corrections(fact))
    return decided or all(one.field != part.key for one in fact.variants)


def was(part: Part, fact: Fact) -> str:
    """What a part of a fact is, in words: all values where its sources differ."""
    values = [value_words(one) for one in fact.variants if one.field == part.key]
    several = list(dict.fromkeys([prefilled.words(part, fact), *values]))
    return enumerate_words(several, "or")
