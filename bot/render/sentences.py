"""A sentence of an article that no fact was made of, with the button that opens it there."""

from collections.abc import Sequence

from bot.ids import Action
from bot.render.blocks import Block, button, context, passage, section
from bot.render.facts import Detail
from bot.render.marking import runs
from bot.render.text import clip, escape, join, link, literal, size
from bot.values import PassageRef
from knowledge.model import Evidence, Source
from knowledge.wording import facts as say
from knowledge.wording import notices
from knowledge.wording.links import at_sentence

_LEAST_QUOTE = 160

_LONGEST_OPENING = 900
"""Characters of the value behind a passage's button: several stand in one message."""


def sentence_blocks(source: Source, marked: Sequence[str], detail: Detail) -> list[Block]:
    """A passage with its article, and the button that opens it there."""
    said = say.quotation(source)
    room = max(detail.quote, _LEAST_QUOTE)
    said = literal(said, len(said) + 100)
    said = clip(said, room - 1) + "”" if size(said) > room else said
    line = join(
        "\n",
        link(at_sentence(source), say.source_line(source), 400),
        *(escape(said, 400) for said in notices.beside(source)),
    )
    opening = next((_opening_at(one) for one in source.evidence if one.text.strip()), None)
    if opening is None:
        return [passage([runs(said, marked)]), context(line)]
    aloud = f"Source: {say.source_title(source)}"
    opened = button("Source", Action.PASSAGE, opening, aloud=aloud)
    return [passage([runs(said, marked)]), section(line, opened)]


def _opening_at(one: Evidence) -> str | None:
    """The value of a button that opens a sentence; None for one that fits on none."""
    value = PassageRef(one.article, one.start, one.text).encode()
    return value if value is not None and size(value) <= _LONGEST_OPENING else None
