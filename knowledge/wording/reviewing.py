"""The review queue in words: why something waits, what is proposed, what its buttons say."""

from knowledge.base.decisions import Action, Decision
from knowledge.base.results import Context, Suggestion
from knowledge.base.waiting import Item, Order, Sort
from knowledge.confidence import confidence
from knowledge.dates.edtf import words as date_words
from knowledge.language.prefilled import words as part_words
from knowledge.model import Fact, independent, verification, withdrawal
from knowledge.wording import decisions as said
from knowledge.wording.confidence import standing, warning
from knowledge.wording.facts import value_words
from knowledge.wording.parts import WHOLE, Part, part_named, part_of_field
from knowledge.wording.phrases import enumerate_words, party, person

_NAMES = 2
"""Outlets that are named for a value."""

ORDERS = {
    Order.NEWEST: "newest first",
    Order.SEEN: "most seen first",
    Order.EVIDENCE: "weakest evidence first",
    Order.CONTRADICTIONS: "contradictions first",
}

HEADS = {
    Sort.PROPOSAL: "A colleague finds this fact wrong",
    Sort.CHANGED: "A decision does not fit any more",
    Sort.ASTRAY: "A decision has lost its fact",
    Sort.AGAIN: "A copy tells it again",
    Sort.DISPUTED: "Sources contradict each other",
    Sort.PEOPLE: "These two may be one person",
    Sort.WEAK: "Weak evidence",
}
"""What stands above an item."""

COUNTED = {
    Sort.PROPOSAL: ("proposal or report", "proposals and reports"),
    Sort.CHANGED: ("decision that does not fit any more", "decisions that do not fit any more"),
    Sort.ASTRAY: ("decision that has lost its fact", "decisions that have lost their facts"),
    Sort.AGAIN: ("fact that a copy tells again", "facts that copies tell again"),
    Sort.DISPUTED: ("contradiction", "contradictions"),
    Sort.PEOPLE: ("pair of people who may be one", "pairs of people who may be one"),
    Sort.WEAK: ("fact with weak evidence", "facts with weak evidence"),
}
"""One and several items of each sort."""

_CHANGE = (("approve", "Approve"), ("reject", "Reject"))
REPORT_DEEDS = (("retract", "Retract the fact"), ("reject", "Nothing is wrong"))
"""For a report, which does not say what would be right."""


def deeds(item: Item, *, is_there: bool) -> tuple[tuple[str, str], ...]:
    """What can be done with an item, and what its buttons say; `is_there` tells of its fact."""
    action = None if item.decision is None else item.decision.action
    match item.sort:
        case Sort.PROPOSAL:
            return _CHANGE if is_there else (("reject", "Close"),)
        case Sort.DISPUTED:
            # Sources contradict each other: one of the values is chosen, or another typed.
            return ()
        case Sort.WEAK:
            return (("approve", "Verify"), ("reject", "Retract"))
        case Sort.PEOPLE:
            return (("approve", "Same person"), ("reject", "Different people"))
        case Sort.CHANGED if action is Action.VERIFY:
            return (("approve", "Verify again"), ("reject", "Withdraw the verification"))
        case Sort.CHANGED:
            return (("approve", "Keep the correction"), ("reject", "Undo the correction"))
        case Sort.AGAIN:
            return (("approve", _ONCE_MORE.get(action, "Decide again")), ("reject", "Let it stand"))
    again = (("approve", _ONCE_MORE.get(action, "Decide again")),) if is_there else ()
    return (*again, ("reject", "Let the decision go"))


_ONCE_MORE: dict[Action | None, str] = {
    Action.VERIFY: "Verify this one",
    Action.CORRECT: "Correct this one too",
    Action.RETRACT: "Retract this one too",
}


def reasons(item: Item, fact: Fact | None) -> tuple[str, ...]:
    """Why an item is in the queue, the most important first, a sentence each."""
    found = [_why(item, fact)]
    if fact is None:
        return tuple(found)
    held = verification(fact)
    if held is not None:
        found.append(f"Verified by the desk on {said.day(held.at)}: a change ends that.")
    if item.sort is not Sort.DISPUTED and fact.variants and not fact.rulings:
        found.append(_disputed(fact))
    sure = [standing(confidence(fact))] if item.sort in (Sort.WEAK, Sort.PROPOSAL) else []
    return (*found, *_evidence(item, fact), *sure)


def _why(item: Item, fact: Fact | None) -> str:
    one, gone = item.decision, fact is None
    match item.sort:
        case Sort.PROPOSAL:
            number = 1 + len(item.same)
            who = "Somebody says" if number == 1 else f"{number} people say"
            return f"{who} so." if not gone else "What it is about is not in the archive any more."
        case Sort.DISPUTED if fact is not None:
            return _disputed(fact)
        case Sort.WEAK:
            return warning(fact) if fact is not None else "Nobody decided on it yet."
        case Sort.PEOPLE if item.suggestion is not None:
            return f"Compared: {', '.join(item.suggestion.reasons)}."
    if one is None:
        return "What was decided on it does not fit any more."
    done = f"{said.day(one.at)}: {said.what(one)}."
    match item.sort:
        case Sort.AGAIN:
            return f"A copy of the same story has the same sentence. {done}"
        case Sort.CHANGED if one.action is Action.VERIFY:
            return f"It says otherwise now than when it was verified. {done}"
        case Sort.CHANGED:
            return f"Its article is read otherwise now, neither as it was nor as corrected. {done}"
    now = "This may be it now." if not gone else "Nothing in it resembles it now."
    return f"The article was changed, and what was decided on is not in it any more. {now} {done}"


def _disputed(fact: Fact) -> str:
    parts = []
    for field in dict.fromkeys(one.field for one in fact.variants):
        part = part_named(fact.kind, field)
        values = [value_words(one) for one in fact.variants if one.field == field]
        noun = field if part is None else part.noun
        parts.append(f"{noun} {enumerate_words(list(dict.fromkeys(values)), 'or')}")
    return f"Sources differ: {'; '.join(parts)}."


def _evidence(item: Item, fact: Fact) -> list[str]:
    found = []
    if withdrawal(fact) is not None:
        found.append("Every article that tells it was withdrawn.")
    number = independent(fact)
    if item.support == 0:
        found.append("No article reports it; it is only recalled.")
    elif number == 1:
        copies = len({source.article for source in fact.sources}) - 1
        alone = "One article alone tells it"
        found.append(f"{alone}, and copies of it." if copies else f"{alone}.")
    elif item.sort is Sort.WEAK:
        found.append(f"{number} stories tell it.")
    return found


def pair(one: Suggestion) -> str:
    """Two people in a line."""
    return f"{person(one.one.person)} and {person(one.other.person)}"


def context(one: Context) -> tuple[str, ...]:
    """What tells a person from others, a line each."""
    facts = f"{one.facts} {'fact' if one.facts == 1 else 'facts'}"
    days = [date_words(day) for day in dict.fromkeys((one.first, one.last)) if day is not None]
    lines = [
        "; ".join(one.titles),
        enumerate_words([party(code) for code in one.parties]),
        f"Also: {', '.join(one.aliases)}" if one.aliases else "",
        f"{facts}, told {' to '.join(days)}" if days else facts,
    ]
    return tuple(line for line in lines if line)


def proposed(item: Item, fact: Fact | None) -> tuple[str, ...]:
    """What is proposed: what is, what it should be, and why, a line each."""
    one = item.proposal
    if one is None:
        return _would_follow(item, fact)
    part = None if fact is None else part_named(fact.kind, one.field)
    lines = []
    if part is None:
        lines.append("Reported: something is wrong with it." if fact is not None else one.value)
    elif part == WHOLE:
        lines.append("Proposed: retract it, as it is no such fact.")
    else:
        lines += _changed(part, fact, one.value)
    reasons = list(dict.fromkeys(why for each in (one, *item.same) if (why := each.why.strip())))
    return (*filter(None, lines), *(f"Why: “{' '.join(why.split())}”" for why in reasons[:3]))


def _changed(part: Part, fact: Fact | None, value: str) -> list[str]:
    is_now = "" if fact is None else part_words(part, fact)
    if is_now == value:
        return [f"Proposed: {part.noun} {value}, which it says already."]
    return [f"Is: {part.noun} {is_now}", f"Proposed: {part.noun} {value}"]


def _would_follow(item: Item, fact: Fact | None) -> tuple[str, ...]:
    one = item.decision
    if one is None or fact is None or one.action is not Action.CORRECT:
        return ()
    part = part_of_field(fact.kind, str(one.payload["field"]))
    words = str(one.payload.get("words") or "")
    return () if part is None else tuple(_changed(part, fact, words))


def some(names: list[str]) -> str:
    """Outlets that give a value: the first ones by name."""
    if len(names) <= _NAMES:
        return enumerate_words(names)
    return f"{', '.join(names[:_NAMES])} and {len(names) - _NAMES} more"


def decided_already(one: Decision) -> str:
    """That somebody decided on an item before, and what."""
    return f"Somebody decided on this already, on {said.when(one.at)}: {said.what(one)}."
