"""The form in which somebody says what is wrong in a fact: prefilled with what it says now."""

from dataclasses import dataclass
from typing import Any

from bot.deciding import said
from bot.deciding.values import Held
from bot.ids import Action, Callback, Input
from bot.render import inputs, limits
from bot.render.blocks import Block, Element, context, form, plain, section, typed_text
from bot.render.deciding import stands
from bot.render.text import Mrkdwn, escape, join
from knowledge.language import prefilled
from knowledge.language.corrections import PARTS, Part, Sort
from knowledge.model import Fact, Source

WHY = 1_000
"""Characters of a reason."""

LONGEST = 3_000
"""Characters that Slack takes in a field of text."""

_LINE = 60
"""Characters that a field of one line shows."""

UNDERSTOOD = "dateline.understood"
"""The block that says what is understood by what was typed so far."""

_NOTHING = Mrkdwn("")
_UNKNOWN = "“unknown” where the article does not say"
_HINTS = {
    Sort.DATE: f"A day, month, year or span, as “14 November 2022” or “12 to 14 May 2022”; "
    f"{_UNKNOWN}.",
    Sort.PEOPLE: f"Names with semicolons between them, title and country in brackets; {_UNKNOWN}.",
    Sort.PARTIES: "Countries and organisations by name, with semicolons between them.",
    Sort.SUM: "One sum with its currency, as “300 million dollars”.",
    Sort.TEXT: f"In the words of the article; {_UNKNOWN}.",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form.

    `text` was typed for the part, None where the form shows what the part is now. `note` stands on
    top, `understood` below the field.
    """

    part: Part
    text: str | None = None
    why: str = ""
    note: Mrkdwn = _NOTHING
    understood: Mrkdwn = _NOTHING


def right_id(part: Part) -> str:
    """The block id of the field for what is right; one for each part, as Slack keeps its text."""
    return Input.RIGHT.of(part.key)


def correction_form(
    fact: Fact, source: Source | None, held: Held, filled: Filled, *, all_decide: bool = False
) -> dict[str, Any]:
    """The form about a fact as it stands, with the sentence it was shown with.

    It decides or proposes as `held` says; with `all_decide` nobody is named as an editor.
    """
    part = filled.part
    blocks: list[Block] = [section(filled.note)] if filled.note else []
    warned = held.decides and all_decide
    blocks += [context(Mrkdwn(said.ALL_DECIDE))] if warned else []
    blocks += [*stands(fact, source), _parts(fact, part)]
    if part.sort is Sort.NOTHING:
        told = said.RETRACTS if held.decides else said.RETRACTION_PROPOSED
        blocks.append(section(Mrkdwn(told)))
    else:
        blocks.append(_right(fact, filled))
        if filled.understood:
            blocks.append({**context(filled.understood), "block_id": UNDERSTOOD})
    hint = said.WHO_READS if held.decides else ""
    why = filled.why[:WHY]
    blocks.append(typed_text("Why?", Input.WHY, WHY, hint=hint, lines=True, text=why))
    if not warned:
        blocks.append(context(Mrkdwn(said.DECIDES if held.decides else said.PROPOSES)))
    send = "Decide" if held.decides else "Propose"
    return form("Correct a fact", blocks, Callback.CORRECT, send=send, carries=held.encode())


def _parts(fact: Fact, chosen: Part) -> Block:
    named = {part.key: inputs.option(part.label, part.key) for part in PARTS[fact.kind]}
    element = inputs.select(
        Action.PART, list(named.values()), "A part of it", chosen=named[chosen.key]
    )
    block = inputs.input_block(Input.FIELD, "What is wrong?", element)
    return inputs.dispatching({**block, "optional": False})


def _right(fact: Fact, filled: Filled) -> Block:
    part = filled.part
    now = prefilled.typed(part, fact)
    text = now if filled.text is None else filled.text
    if part.sort is Sort.CHOICE:
        named = {word: inputs.option(word, word) for word in part.choices}
        element = inputs.select(
            Action.RIGHT, list(named.values()), "What is right", chosen=named.get(text)
        )
        return _needed(inputs.input_block(right_id(part), "What is right?", element))
    hint = _HINTS[part.sort] if len(text) <= LONGEST else said.TOO_LONG
    lines = part.sort is Sort.PEOPLE or len(now) > _LINE
    element = _text(text if len(text) <= LONGEST else "", lines=lines)
    block = inputs.input_block(right_id(part), "What is right?", element, hint=hint)
    return inputs.dispatching(_needed(block))


def _needed(block: Block) -> Block:
    return {**block, "optional": False}


def _text(text: str, *, lines: bool) -> Element:
    """A field that tells of what is typed as it is typed."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": str(Action.RIGHT),
        "max_length": LONGEST,
        "multiline": lines,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    return {**element, "initial_value": text} if text else element


def understood(value: str) -> Mrkdwn:
    """What is understood by what was typed."""
    return join(" ", Mrkdwn("✓ I take it as:"), escape(" ".join(value.split()), 600))


def complaint(message: str) -> Mrkdwn:
    """Why what was typed can't be used."""
    return escape(f"⚠ {message}", 600)


def mended_form(view: dict[str, Any], message: str) -> dict[str, Any]:
    """A form that was sent off, open again with what is the matter on top; words typed stay."""
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    blocks = [section(complaint(message)), *view["blocks"]]
    shown = {key: view[key] for key in kept if key in view}
    return {**shown, "blocks": blocks[: limits.MODAL_BLOCKS]}


def reported_form(fact: Fact, source: Source | None, held: Held) -> dict[str, Any]:
    """The form of a report: one click, and words for whoever has some."""
    blocks = [
        *stands(fact, source),
        typed_text("What is wrong with it?", Input.WHY, WHY, lines=True),
        context(Mrkdwn(said.PROPOSES)),
    ]
    view = form("Report a fact", blocks, Callback.REPORT, send="Report", carries=held.encode())
    return {**view, "submit": plain("Report", limits.VIEW_TITLE)}
