"""Words after `/dateline` that are none of its words: what was meant, if the archive knows nothing.

It is said beside an answer that finds nothing, never in place of one: whatever the archive knows,
a name or a topic, is asked about as it stands.
"""

import difflib
from dataclasses import replace

from bot.providers.words import ADD, SOURCES
from bot.render.blocks import Message, section
from bot.render.text import Mrkdwn, code, escape, join
from bot.reviewing.words import REVIEW
from bot.routing import CHECK, FOLLOW, LOG, UNFOLLOW
from knowledge.commands import COMMANDS, DATELINE
from knowledge.language.routing import OWN

_ALONE, _LEADING = 0.7, 0.8
"""How like a word of ours one has to be, alone and with others behind it: 1 is the same."""

_SHORTEST, _LONGEST = 3, 40

_WORDS = tuple(
    dict.fromkeys(
        (
            *OWN, ADD, SOURCES, REVIEW, CHECK, FOLLOW, UNFOLLOW, LOG,
            *(word for command in COMMANDS if command is not DATELINE
              for word in (command.name, *command.words)),
        )
    )
)  # fmt: skip


def meant(text: str) -> tuple[str, str] | None:
    """The first word of a text behind `/dateline`, and the word that was probably meant or "".

    None where nothing is to be said: it is a word of ours, or several words with none like ours.
    """
    words = text.split()
    first = words[0].strip("*_~`\"'“”.,!?:/").casefold() if words else ""
    if not _SHORTEST <= len(first) <= _LONGEST or first in _WORDS:
        return None
    alone = len(words) == 1
    likely = [word for word in _WORDS if word[0] == first[0]]
    near = difflib.get_close_matches(first, likely, 1, _ALONE if alone else _LEADING)
    return (first, near[0] if near else "") if near or alone else None


def with_hint(message: Message, first: str, near: str) -> Message:
    """An answer that found nothing, below a line on the word that `/dateline` does not know."""
    unknown = join(" ", escape("I know no"), Mrkdwn(f"{code(f'/{DATELINE.name} {first}')}."))
    if near:
        offered = join(" ", escape("Did you mean"), Mrkdwn(f"{code(near)}?"))
    else:
        offered = join(" ", code(f"/{DATELINE.name} help"), escape("lists what I know."))
    asked = escape("As a question:")
    line = join(" ", unknown, offered, asked)
    return replace(
        message, text=join("\n", line, message.text), blocks=(section(line), *message.blocks)
    )
