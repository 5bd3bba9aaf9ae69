"""What somebody wants of a digest: words → `Wanted`, and back.

`Japan, #p:hun-sen about "rice", money, 7 stories`: commas part interests, each of which reads like
the words after `/digest`. What names nothing but kinds of fact narrows all others down.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from knowledge.base import Base
from knowledge.commands import DIGEST
from knowledge.language import typed, understand
from knowledge.model import Choice, Kind, Query, Wanted, WantedRead
from knowledge.model.digest import LENGTH, LENGTHS
from knowledge.text import clean_query, fold

LONGEST = 1_500
"""Characters of all words for a digest."""

INTERESTS = 20
"""Interests of one digest at most."""

TOO_LONG = (
    f"That is more than a digest can follow. Name at most {INTERESTS} countries, people or topics, "
    "with commas between them."
)
NO_DATE = "A digest tells what is new, so it takes no date and no page. Please leave them out."
WRONG_LENGTH = (
    f"A digest has {LENGTHS.start} to {LENGTHS.stop - 1} stories. Please write, for example, "
    f"“{LENGTH} stories”."
)
_SEPARATED = re.compile(r'(?:"[^"]*"|“[^”]*”|[^,;\n"“]|["“])+')
_STORIES = re.compile(r"(?i)(?:top |at most |up to )?(\d{1,4}) (?:stories|story|items|facts)")
_EVERYTHING = frozenset({"everything", "all", "anything", "all news", "everything new"})


def read(text: str, base: Base, *, today: date) -> WantedRead:
    """Read words as what is wanted; never raises for any text.

    Without a word that means anything, everything is wanted.
    """
    if len(text) > LONGEST:
        return WantedRead(None, problem=TOO_LONG)
    length = LENGTH
    parts: list[str] = []
    for part in _parts(text):
        number = _STORIES.fullmatch(part)
        if number is not None:
            length = int(number[1])
        elif fold(part) not in _EVERYTHING:
            parts.append(part)
    if length not in LENGTHS:
        return WantedRead(None, problem=WRONG_LENGTH)
    if len(parts) > INTERESTS:
        return WantedRead(None, problem=TOO_LONG)
    queries: list[Query] = []
    notes: list[str] = []
    for at, part in enumerate(parts):
        understood = understand(part, base, today=today, command=DIGEST.name)
        notes += understood.notes
        if understood.query is None:
            around = (parts[:at], parts[at + 1 :])
            choices = tuple(_whole(one, *around, length) for one in understood.choices)
            question, problem = understood.question, understood.problem
            return WantedRead(None, tuple(dict.fromkeys(notes)), question, choices, problem)
        if _is_dated(understood.query):
            return WantedRead(None, problem=NO_DATE)
        queries.append(understood.query)
    return WantedRead(made(queries, length), tuple(dict.fromkeys(notes)))


def made(queries: Iterable[Query], length: int = LENGTH) -> Wanted:
    """What these interests come to; those that name nothing but kinds narrow the others down.

    Raises ValueError for a length that no digest has.
    """
    if length not in LENGTHS:
        raise ValueError(f"a digest can't have {length} stories")
    interests = tuple(dict.fromkeys(_narrowed([replace(one, page=1) for one in queries])))
    words = [typed(one).removeprefix(DIGEST.name).strip() for one in interests]
    words += [f"{length} stories"] if length != LENGTH else []
    return Wanted(interests, length, ", ".join(words))


def _narrowed(queries: list[Query]) -> Iterator[Query]:
    general = [one for one in queries if one == Query(DIGEST.name, kinds=one.kinds)]
    kinds: tuple[Kind, ...] = tuple(dict.fromkeys(kind for one in general for kind in one.kinds))
    others = [one for one in queries if one not in general]
    if not others and kinds:
        yield Query(DIGEST.name, kinds=kinds)
    for one in others:
        yield one if one.kinds or not kinds else replace(one, kinds=kinds)


def _parts(text: str) -> Iterator[str]:
    for part in _SEPARATED.findall(text):
        if cleaned := clean_query(part):
            yield cleaned


def _whole(choice: Choice, before: list[str], after: list[str], length: int) -> Choice:
    """A choice for one interest as words for the whole digest."""
    chosen = choice.text.removeprefix(DIGEST.name).strip()
    said = [*before, chosen, *after, *([f"{length} stories"] if length != LENGTH else [])]
    return Choice(choice.label, ", ".join(said))


def _is_dated(query: Query) -> bool:
    return query.period is not None or query.as_of is not None or query.page > 1
