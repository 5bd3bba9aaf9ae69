"""The buttons below an answer: its other pages, the table, sharing, files and the picture."""

from dataclasses import replace

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Element, button
from bot.render.exports import exports
from bot.render.frames import Frame
from bot.render.pictures import picture_button
from bot.values import encode_ask
from knowledge.language.compose import typed
from knowledge.model import Answer, Query

_WEIGHT = 6_000
"""Characters of all these buttons as JSON; the facts need the rest."""


def turning(answer: Answer, frame: Frame, *, charts: bool) -> list[Element]:
    """The buttons, those first without which facts could not be reached.

    A shared answer has none: it stays what its sharer saw. Where the query is so long that not all
    of them would leave room for facts, the last are left out.
    """
    query = answer.query
    if query is None:
        return []
    offered = _pages(answer, query, frame)
    shareable = frame.private and not answer.choices and _is_worth_sharing(answer)
    if shareable and (value := _page(query, answer.page, table=frame.table)):
        offered.append(button("Share in channel", Action.SHARE, value))
    if not frame.window and (answer.pages > 1 or frame.direct or frame.table):
        offered += exports(answer, query, private=frame.private)
    first = typed(replace(query, page=1))
    drawn = picture_button(answer, first, charts=charts, private=frame.private)
    offered += [drawn] if drawn is not None else []
    kept: list[Element] = []
    for element in offered:
        if limits.weight([*kept, element]) <= _WEIGHT:
            kept.append(element)
    return kept


def _pages(answer: Answer, query: Query, frame: Frame) -> list[Element]:
    """The way to the facts that this page leaves out, as a list or as the table that it is."""
    action = Action.TABLE if frame.table else Action.PAGE
    found = [
        button(label, action, value, key=label.lower())
        for label, page in (("Previous", answer.page - 1), ("Next", answer.page + 1))
        if 1 <= page <= answer.pages and (value := _page(query, page))
    ]
    first = _page(query, 1)
    if frame.window or first is None:
        return found
    if frame.table and answer.facts:
        return [*found, button("As a list", Action.PAGE, first, key="list")]
    many = answer.total > len(answer.facts) > 0
    return [*found, button("As a table", Action.TABLE, first)] if many else found


def _is_worth_sharing(answer: Answer) -> bool:
    """Whether there is something to show to others: not a mere "nothing found"."""
    return bool(answer.answered or answer.facts or answer.sentences or answer.profile)


def _page(query: Query, page: int, *, table: bool = False) -> str | None:
    """What asks for a page of the same answer, whichever process gets the click."""
    return encode_ask(typed(replace(query, page=page)), table=table)
