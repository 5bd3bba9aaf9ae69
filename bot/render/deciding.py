"""What was decided on a fact and what can be: its window, what is said afterwards, and the log."""

from collections.abc import Sequence
from typing import Any

from bot.deciding import said
from bot.deciding.history import Entry, Page
from bot.deciding.values import Held, UndoRef
from bot.ids import Action, Callback, Input
from bot.render import inputs, limits
from bot.render.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirmed,
    context,
    form,
    modal,
    quotation,
    section,
    typed_text,
)
from bot.render.guide import notice
from bot.render.text import Mrkdwn, bold, clip_markup, escape, join, literal, mention
from bot.values import encode_ask
from knowledge.base.decisions import Action as Decided
from knowledge.base.decisions import Decision
from knowledge.language.corrections import Part
from knowledge.model import Fact, Source
from knowledge.wording import decisions as say
from knowledge.wording import facts as words
from knowledge.wording.texts import count

WHY = 1_000
"""Characters of a reason."""

SHOWN = 10
"""Decisions in the window of a fact, the last ones."""

VERIFY, RETRACT = "verify", "retract"
"""What can be chosen in the window."""

_NOTHING = Mrkdwn("")
_FACT, _LINE = 1_200, 900
_NAMED = 3
"""People who proposed the same that are named."""


def stands(fact: Fact, source: Source | None) -> list[Block]:
    """A fact as it stands, with the sentence of a source."""
    blocks = [section(bold("As it stands", 100)), section(escape(words.fact_line(fact), _FACT))]
    if source is not None:
        blocks += [
            quotation(words.quotation(source), limits.QUOTE),
            context(escape(words.source_line(source), 400)),
        ]
    return blocks


def ruling_form(
    fact: Fact,
    source: Source | None,
    held: Held,
    entries: Sequence[Entry],
    *,
    verified: bool = False,
    refused: str = "",
    all_decide: bool = False,
    note: Mrkdwn = _NOTHING,
) -> dict[str, Any]:
    """The window of a fact: what was decided on it, and for those who may, what can be.

    `refused` says to others why they may not. `note` stands on top.
    """
    blocks: list[Block] = [section(note)] if note else []
    blocks += [context(Mrkdwn(said.ALL_DECIDE))] if held.decides and all_decide else []
    blocks += [*stands(fact, source), *history(entries, names=held.decides)]
    if not held.decides:
        blocks += [context(Mrkdwn(refused))] if refused else []
        blocks.append(context(Mrkdwn(said.ONLY_EDITORS)))
        shown = modal("What was decided", blocks, Callback.RULE)
        return {**shown, "private_metadata": held.encode()}
    offered = [] if verified else [inputs.option("It is right as it stands: verify it", VERIFY)]
    offered.append(inputs.option("Nothing of it is so: retract it", RETRACT))
    chosen = {} if verified else {"initial_option": offered[0]}
    element: Element = {
        "type": "radio_buttons", "action_id": str(Action.RULING), "options": offered, **chosen
    }  # fmt: skip
    blocks += [
        *([context(escape(said.VERIFIED))] if verified else []),
        {**inputs.input_block(Input.RULING, "What do you decide?", element), "optional": False},
        typed_text("Why, or how do you know?", Input.WHY, WHY, hint=said.WHO_READS, lines=True),
        *([] if all_decide else [context(Mrkdwn(said.DECIDES))]),
    ]
    carries = held.encode()
    return form("Verify or retract", blocks, Callback.RULE, send="Decide", carries=carries)


def gone_window(entries: Sequence[Entry], *, names: bool) -> dict[str, Any]:
    """The window of a fact that the archive does not hold any more."""
    retracted = any(one.holds and one.decision.action is Decided.RETRACT for one in entries)
    told = said.RETRACTED if retracted else said.GONE
    blocks = [section(Mrkdwn(told)), *(history(entries, names=names) if entries else ())]
    return modal("A fact that is gone", blocks, Callback.NOTICE)


def history(entries: Sequence[Entry], *, names: bool) -> list[Block]:
    """What was decided on a fact, the last first; with `names` also by whom, and Undo."""
    if not entries:
        return [context(escape(said.NOTHING_YET))]
    blocks: list[Block] = [section(bold("What was decided", 100))]
    for entry in list(reversed(entries))[:SHOWN]:
        blocks.append(section(entry_line(entry, names=names), _undo(entry, 0) if names else None))
    hidden = len(entries) - SHOWN
    return [*blocks, context(escape(f"and {hidden:,} before"))] if hidden > 0 else blocks


def entry_line(entry: Entry, *, names: bool) -> Mrkdwn:
    """A decision of the log in a line; with `names` also who decided, and who had proposed it."""
    line = say.line(entry.decision, undoes=entry.undoes, holds=entry.holds)
    if not names:
        return escape(line, _LINE)
    who = join(" ", Mrkdwn("– by"), by_whom(entry.decision.who))
    told = join(", ", who, *([proposed_by(entry.proposed)] if entry.proposed else []))
    return join(" ", escape(line, _LINE), told)


def proposed_by(people: Sequence[str]) -> Mrkdwn:
    """Who proposed something, for editors; the first few by name."""
    named = [by_whom(one) for one in people[:_NAMED]]
    further = [escape(f"{len(people) - _NAMED} more")] if len(people) > _NAMED else []
    return join(" ", Mrkdwn("proposed by"), join(", ", *named, *further))


def by_whom(who: str) -> Mrkdwn:
    """Who decided: a member, a name that the command line kept, or nobody who is known any more."""
    if not who:
        return escape("somebody who was forgotten")
    found = mention(who)
    return found if found.startswith("<@") else escape(" ".join(who.split()), 100)


def meanwhile(one: Decision, *, own: bool) -> Mrkdwn:
    """That somebody decided on a fact while its window was open."""
    who = Mrkdwn("You") if own else by_whom(one.who)
    at = say.when(one.at).rpartition(", ")[2]
    told = escape(f"decided on this fact at {at}, after you opened this: {say.what(one)}.", _LINE)
    again = Mrkdwn("Nothing of yours was done. Decide again?")
    return join("\n", join(" ", Mrkdwn("⚠"), who, told), again)


def decided_window(
    decision: Decision, fact: Fact | None, *, undone: bool = False, again: bool = False
) -> dict[str, Any]:
    """What is said to whoever decided, with Undo.

    `undone` tells that `decision` took one back, `again` that it let one hold again.
    """
    told = said.AGAIN if again else said.UNDONE if undone else ""
    lines = [escape(told), escape(_first_up(say.what(decision)), _LINE)]
    shown = [section(join("\n", *(line for line in lines if line)))]
    if undone or again:
        shown = [section(escape(told))]
    blocks: list[Block] = [*shown]
    if fact is not None:
        blocks.append(context(join("\n", escape("As it stands now:"), _now(fact))))
    if not undone:
        gone = decision.action is Decided.RETRACT
        blocks.append(context(Mrkdwn(said.RETRACTS if gone else said.HOLDS)))
    value = UndoRef(decision.id).encode()
    if value is not None:
        label = "Let it hold again" if undone else "Undo"
        blocks.append(actions(button(label, Action.UNDO, value)))
    return modal("Undone" if undone else "Decided", blocks, Callback.NOTICE)


def _now(fact: Fact) -> Mrkdwn:
    return escape(words.fact_line(fact), _FACT)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def thanks_modal(held: Held, part: Part | None, value: str, note: str) -> dict[str, Any]:
    """What is said once a proposal or a report is kept; `note` is the sentence that begins it."""
    right = literal(" ".join(value.split()), 600)
    lines = join(
        "\n",
        join(" ", bold("Wrong:"), escape(part.label)) if part is not None else Mrkdwn(""),
        join(" ", bold("Right:"), escape(right)) if right else Mrkdwn(""),
    )
    blocks = [
        section(Mrkdwn(note)),
        *([section(lines)] if lines else []),
        context(join("\n", escape("As it was shown:"), escape(held.shown, _FACT))),
        context(escape(said.PROPOSES)),
    ]
    return modal("Thank you", blocks, Callback.NOTICE)


def log_message(page: Page, *, names: bool, problems: Sequence[str] = ()) -> Message:
    """A page of the log, the last decisions first; with `names` also by whom, and Undo.

    `problems` say what is the matter with the setting of the editors.
    """
    if not page.entries:
        nothing = said.NOTHING_ON_IT if page.fact else said.NO_LOG
        return notice(said.NO_SUCH_PAGE if page.total else nothing)
    title = bold(f"{count(page.total, 'decision')} of the desk", 100)
    lines = [entry_line(entry, names=names) for entry in page.entries]
    shown = [
        section(line, _undo(entry, 0 if page.fact else page.number) if names else None)
        for entry, line in zip(page.entries, lines, strict=True)
    ]
    foot = [escape(f"Page {page.number} of {page.pages}.")] if page.pages > 1 else []
    foot += [Mrkdwn(one) for one in problems]
    turned = _turned(page)
    blocks = [section(title), *shown, *([context(*foot)] if foot else [])]
    blocks += [actions(*turned)] if turned else []
    text = clip_markup(join("\n", title, *lines, *foot), limits.MESSAGE_TEXT)
    return Message(Mrkdwn(text), tuple(limits.fit(blocks)))


def _turned(page: Page) -> list[Element]:
    around = (("Newer", page.number - 1), ("Older", page.number + 1))
    return [
        button(label, Action.PAGE, value, key=label.lower())
        for label, number in around
        if 1 <= number <= page.pages and (value := encode_ask(f"dateline log page {number}"))
    ]


def _undo(entry: Entry, page: int) -> Element | None:
    """The button that takes a decision back, if it holds."""
    value = UndoRef(entry.decision.id, page).encode()
    if value is None or not entry.holds:
        return None
    label = "Decide again" if entry.decision.action is Decided.UNDO else "Undo"
    element = button(label, Action.UNDO, value, key=entry.decision.id[:40])
    told = "It does not hold any more then. Whatever is undone can be decided again."
    return confirmed(element, f"{label}?", told, label)
