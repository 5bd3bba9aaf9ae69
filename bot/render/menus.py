"""The menu beside a fact: what people can do with it, and what is related."""

from collections.abc import Iterable

from bot.deciding.said import CORRECT, RELATED, REPORT, RULE
from bot.deciding.values import Deed, FactRef
from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Element, overflow
from bot.render.text import size
from bot.values import encode_ask
from knowledge.language import compose
from knowledge.model import Fact, Query, RoleFact, Source, parties_of, people_of

_DEEDS = (
    (CORRECT, Deed.CORRECT),
    (RULE, Deed.RULE),
    (REPORT, Deed.REPORT),
)


def more_menu(fact: Fact, source: Source | None, most: int = 5) -> Element | None:
    """What can be done with a fact: say what is wrong or right in it, or see what is related.

    At most so many options, the most important first.
    """
    return menu(fact, offered(fact, source)[:most])


def offered(fact: Fact, source: Source | None) -> list[tuple[str, str | None]]:
    """All that can be done with a fact as labels, each with what stands behind it, if it fits."""
    related = encode_ask(compose.typed(related_to(fact)))
    reading = None if source is None else source.reading
    deeds = [(label, FactRef(fact.id, reading, deed).encode()) for label, deed in _DEEDS]
    return [*deeds, (RELATED, related)]


def menu(fact: Fact, several: Iterable[tuple[str, str | None]]) -> Element | None:
    """The menu with these labels, without those behind which too much would stand."""
    options = [
        (label, value)
        for label, value in several
        if value is not None and size(value) <= limits.OPTION_VALUE
    ]
    return overflow(Action.MORE, options, key=fact.id[:40]) if options else None


def related_to(fact: Fact) -> Query:
    """The timeline of those whom a fact is about: two people of different parties, else parties."""
    people = people_of(fact)
    sides = {ref.party for ref in people}
    if isinstance(fact, RoleFact) or (len(people) == 2 and len(sides) == 2):
        return Query("timeline", people=tuple(ref.id for ref in people))
    parties = parties_of(fact)
    if parties:
        return Query("timeline", parties=tuple(parties)[:2])
    return Query("timeline", people=tuple(ref.id for ref in people)[:1])
