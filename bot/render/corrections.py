"""The form in which somebody says what is wrong in a fact, and what they are told afterwards."""

from typing import Any

from bot.ids import Callback, Input
from bot.render import limits
from bot.render.blocks import Block, choice, context, form, modal, quotation, section, typed_text
from bot.render.text import Mrkdwn, bold, escape, join, literal
from bot.values import Wrong
from knowledge.language.corrections import PARTS, QUOTATION, Part
from knowledge.model import Fact, Source
from knowledge.wording import facts as say

WHY = 1_000
"""Characters of a reason."""

HINT = (
    "A day as “14 November 2022”; people and countries by name, with commas between them; a sum "
    "with its currency, as “300 million dollars”; “unknown” where the article does not say."
)
_SHOWN = 1_200


def correction_form(fact: Fact, source: Source | None) -> dict[str, Any]:
    """The form about a fact as it stands, with the sentence it was shown with."""
    shown = say.fact_line(fact)
    blocks: list[Block] = [section(bold("As it stands", 100)), section(escape(shown, _SHOWN))]
    if source is not None:
        blocks += [
            quotation(say.quotation(source), limits.QUOTE),
            context(escape(say.source_line(source), 400)),
        ]
    wrong = Wrong(fact.id, fact.kind, shown, None if source is None else source.reading)
    options = [(part.label, part.key) for part in PARTS[fact.kind]]
    blocks += [
        choice("What is wrong?", Input.FIELD, options),
        typed_text("What is right?", Input.RIGHT, QUOTATION, hint=HINT),
        typed_text("Why?", Input.WHY, WHY, lines=True),
    ]
    return form("Correct a fact", blocks, Callback.CORRECT, send="Propose", carries=wrong.encode())


def mended_form(view: dict[str, Any], complaint: str) -> dict[str, Any]:
    """A form that was sent off, open again with what is the matter on top; words typed stay."""
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    blocks = [section(escape(f"⚠ {complaint}", 600)), *view["blocks"]]
    return {**{key: view[key] for key in kept if key in view}, "blocks": blocks}


def thanks_modal(wrong: Wrong, part: Part, value: str) -> dict[str, Any]:
    """What is said once a proposal is kept: what was understood, and what becomes of it."""
    right = literal(" ".join(value.split()), 600)
    lines = join(
        "\n",
        join(" ", bold("Wrong:"), escape(part.label)),
        join(" ", bold("Right:"), escape(right)) if right else Mrkdwn(""),
    )
    blocks = [
        section(escape("Thank you. Your proposal is kept for the editors.")),
        section(lines),
        context(join("\n", escape("As it was shown:"), escape(wrong.shown, _SHOWN))),
        context(escape("Until they decide, answers show the fact as the articles tell it.")),
    ]
    return modal("Thank you", blocks, Callback.NOTICE)
