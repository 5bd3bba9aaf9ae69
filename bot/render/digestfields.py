"""What can be filled in about a digest or an alert, and what was, read back as words and hours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.digests.schedule import Hours, Quiet
from bot.digests.subscription import EVERY, EVERY_MOST, Sort, zone_named
from bot.digests.words import EIGHT, EVERY_DAY
from bot.errors import StaleButton
from bot.ids import Input
from bot.render import inputs, limits
from bot.values import table_of
from knowledge.commands import DIGEST
from knowledge.language import forms, typed
from knowledge.model import Kind, Query, Wanted
from knowledge.model.digest import LENGTH, LENGTHS

LINE, NOTHING = "line", "nothing"
"""What is posted when there is nothing new."""


def kinds() -> dict[Kind, str]:
    """The kinds of fact that can be chosen, and what people read for each."""
    (choice,) = (one for one in forms.form_of(DIGEST.name).choices if one.lexicon == "kinds")
    return {Kind(value): label for value, label in choice.options}


class Part(StrEnum):
    """What can be filled in."""

    PLACE = "place"
    HOUR = "hour"
    DAYS = "days"
    ZONE = "zone"
    EVERY = "every"
    PARTIES = "parties"
    PEOPLE = "people"
    TOPICS = "topics"
    KINDS = "kinds"
    WORDS = "words"
    LENGTH = "length"
    EMPTY = "empty"
    QUIET_START = "quiet_start"
    QUIET_END = "quiet_end"

    @property
    def block(self) -> str:
        """The block id."""
        return Input.DIGEST.of(self)


@dataclass(frozen=True, slots=True)
class Named:
    """A party or a person that is wanted, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form is filled in with: `channel` "" for the direct message, `words` for the rest."""

    sort: Sort
    hours: Hours
    channel: str = ""
    parties: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    words: str = ""
    length: int = LENGTH
    one_line: bool = False
    every: int = EVERY

    @property
    def wanted(self) -> str:
        """What is wanted, in words that `knowledge.answers.digests.read` takes."""
        queries = [
            *(Query(DIGEST.name, parties=(one.value,)) for one in self.parties),
            *(Query(DIGEST.name, people=(one.value,)) for one in self.people),
        ]
        if self.kinds:
            queries.append(Query(DIGEST.name, kinds=self.kinds))
        said = [typed(one).removeprefix(DIGEST.name).strip() for one in queries]
        said += [f'about "{topic}"' for topic in self.topics]
        said += [self.words] if self.words else []
        said += [f"{self.length} stories"] if self.length != LENGTH else []
        return ", ".join(said)


class Unfilled(Exception):
    """What is the matter with a form: complaints by part."""

    def __init__(self, said: dict[Part, str]) -> None:
        super().__init__()
        self.said = said

    @property
    def errors(self) -> dict[str, str]:
        """The complaints by block id, as Slack takes them."""
        return {part.block: said for part, said in self.said.items()}


def taken_apart(wanted: Wanted, names: dict[str, str], filled: Filled) -> Filled:
    """A form filled in with what is wanted; `names` are those of parties and people by value.

    Interests of several conditions stay words.
    """
    shared = wanted.kinds
    parties: list[Named] = []
    people: list[Named] = []
    topics: list[str] = []
    rest: list[str] = []
    for one in wanted.interests:
        bare = replace(one, kinds=()) if one.kinds == shared else one
        if bare == Query(DIGEST.name):
            continue
        if len(one.parties) == 1 and bare == Query(DIGEST.name, parties=one.parties):
            parties.append(Named(one.parties[0], names.get(one.parties[0], one.parties[0])))
        elif len(one.people) == 1 and bare == Query(DIGEST.name, people=one.people):
            people.append(Named(one.people[0], names.get(one.people[0], one.people[0])))
        elif len(one.words) == 1 and bare == Query(DIGEST.name, words=one.words):
            topics.append(one.words[0])
        else:
            rest.append(typed(bare).removeprefix(DIGEST.name).strip())
    return replace(
        filled,
        parties=tuple(parties),
        people=tuple(people),
        topics=tuple(topics),
        kinds=shared,
        words=", ".join(rest),
        length=wanted.length,
    )


def kept_in(view: dict[str, Any]) -> tuple[str, Sort]:
    """Which subscription a form changes ("" for a new one), and its sort."""
    try:
        told = table_of(view.get("private_metadata"), limits.PRIVATE_METADATA)
    except StaleButton:
        return "", Sort.DIGEST
    id = told.get("i")
    sort = Sort.FOLLOW if told.get("s") == Sort.FOLLOW else Sort.DIGEST
    return (id if isinstance(id, str) else ""), sort


def filled_in(view: dict[str, Any], zone: ZoneInfo) -> Filled:
    """What was filled in; `zone` where none was chosen.

    Raises:
        Unfilled: it can't be kept like this.
    """
    state = view.get("state")
    values = state.get("values") if isinstance(state, dict) else None

    def several(part: Part) -> list[str]:
        return inputs.entered(values, part.block)

    def one(part: Part) -> str:
        return next(iter(several(part)), "")

    _, sort = kept_in(view)
    wrong: dict[Part, str] = {}
    minute = _minute(one(Part.HOUR))
    days = tuple(sorted({int(day) for day in several(Part.DAYS) if day in "0123456"}))
    if sort is Sort.DIGEST and minute is None:
        wrong[Part.HOUR] = "Please choose an hour."
    if sort is Sort.DIGEST and not days:
        wrong[Part.DAYS] = "Please choose at least one day."
    chosen = zone_named(one(Part.ZONE)) if one(Part.ZONE) else zone
    if chosen is None:
        wrong[Part.ZONE] = "I don't know this time zone. Please choose one from the list."
    start, end = _minute(one(Part.QUIET_START)), _minute(one(Part.QUIET_END))
    if (start is None) != (end is None) or (start is not None and start == end):
        wrong[Part.QUIET_END] = "Quiet hours need a beginning and another end, or neither."
    length = _whole(one(Part.LENGTH), LENGTH)
    if length not in LENGTHS:
        wrong[Part.LENGTH] = f"A digest has {LENGTHS.start} to {LENGTHS.stop - 1} stories."
    every = _whole(one(Part.EVERY), EVERY)
    if not 1 <= every <= EVERY_MOST:
        wrong[Part.EVERY] = f"Please write a number of hours from 1 to {EVERY_MOST}."
    if wrong or chosen is None:
        raise Unfilled(wrong)
    quiet = None if start is None or end is None else Quiet(start, end)
    known = {kind.value for kind in kinds()}
    return Filled(
        sort=sort,
        hours=Hours(chosen, EIGHT if minute is None else minute, days or EVERY_DAY, quiet),
        channel=one(Part.PLACE),
        parties=_named(several(Part.PARTIES)),
        people=_named(several(Part.PEOPLE)),
        topics=_topics(one(Part.TOPICS)),
        kinds=tuple(Kind(kind) for kind in several(Part.KINDS) if kind in known),
        words=one(Part.WORDS).strip(),
        length=length,
        one_line=one(Part.EMPTY) == LINE,
        every=every,
    )


def _named(values: Sequence[str]) -> tuple[Named, ...]:
    return tuple(Named(value, value) for value in values)


def _topics(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.replace('"', " ").split()) for part in text.split(","))
    return tuple(part for part in parts if part)


def _minute(text: str) -> int | None:
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(text) <= 5):
        return None
    found = int(hours) * 60 + int(minutes)
    return found if int(minutes) < 60 and found < 24 * 60 else None


def _whole(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    return int(text) if text.isdecimal() and len(text) < 6 else -1
