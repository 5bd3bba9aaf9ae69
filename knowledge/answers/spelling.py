"""What to type for the queries that an answer offers, in names instead of ids.

Behind a button stands `meetings #p:hun-sen`; a person at a terminal types the name, wherever the
name alone is understood as the very same query.
"""

import re
from dataclasses import replace
from datetime import date

from knowledge.base import Base
from knowledge.language import understand
from knowledge.language.compose import identified
from knowledge.model import Answer, Choice
from knowledge.names import party_name

_ID = re.compile(r"#(?P<kind>[cp]):(?P<id>\S+)")


def spelled_out(answer: Answer, base: Base, *, today: date) -> Answer:
    """The same answer with choices as people would type them."""
    if not answer.choices and not answer.nearest:
        return answer
    return replace(
        answer,
        choices=tuple(_spelled(choice, base, today) for choice in answer.choices),
        nearest=tuple(_spelled(choice, base, today) for choice in answer.nearest),
    )


def _spelled(choice: Choice, base: Base, today: date) -> Choice:
    if "#" not in choice.text:
        return choice
    text = _ID.sub(lambda found: _name(found, base), choice.text)
    meant = understand(f"/{choice.text}", base, today=today).query
    same = meant is not None and understand(f"/{text}", base, today=today).query == meant
    return replace(choice, text=text) if same else choice


def _name(found: re.Match[str], base: Base) -> str:
    if found["kind"] == "c":
        return party_name(found["id"])
    known = base.person(identified(found["id"]))
    return found.group() if known is None else known.name
