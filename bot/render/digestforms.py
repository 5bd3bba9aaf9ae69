"""The form of a digest or an alert, and what was filled in, read back as words and hours."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.digests.schedule import Hours, Quiet
from bot.digests.subscription import EVERY, EVERY_MOST, Sort, zone_named
from bot.digests.telling import DAYS, hour
from bot.digests.words import EIGHT, EVERY_DAY
from bot.ids import Action, Callback, Input
from bot.render import inputs, limits
from bot.render.blocks import Block, Element, context, form
from bot.render.text import Mrkdwn
from knowledge.commands import DIGEST
from knowledge.language import forms, typed
from knowledge.model import Kind, Query, Wanted
from knowledge.model.digest import LENGTH, LENGTHS

TEXT = 300
"""Characters of topics, and of other words."""

_LINE, _NOTHING = "line", "nothing"


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
        kinds = (*self.kinds,)
        queries = [
            *(Query(DIGEST.name, parties=(one.value,)) for one in self.parties),
            *(Query(DIGEST.name, people=(one.value,)) for one in self.people),
        ]
        if kinds:
            queries.append(Query(DIGEST.name, kinds=kinds))
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


def digest_form(filled: Filled, id: str = "") -> dict[str, Any]:
    """The form; with its `id` where it changes a subscription that there is."""
    follow = filled.sort is Sort.FOLLOW
    blocks = [_place(filled), *(_alert(filled) if follow else _hours(filled))]
    blocks += [_zone(filled.hours.zone), *_wanted(filled), *([] if follow else [_empty(filled)])]
    blocks += _quiet(filled.hours.quiet)
    title = ("Alert" if follow else "Digest") if id else "Set up a digest"
    kept = json.dumps({"i": id, "s": filled.sort}, separators=(",", ":"))
    return form(title, blocks, Callback.DIGEST, send="Save", carries=kept)


def _input(
    part: Part, label: str, element: Element, *, hint: str = "", must: bool = False
) -> Block:
    block = inputs.input_block(part.block, label, element, hint=hint)
    return {**block, "optional": not must}


def _place(filled: Filled) -> Block:
    element: Element = {
        "type": "conversations_select",
        "action_id": str(Action.FILTER),
        "placeholder": {"type": "plain_text", "text": "A channel that I am in"},
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if filled.channel:
        element["initial_conversation"] = filled.channel
    return _input(
        Part.PLACE, "Where", element, hint="Leave it empty for your direct message with me."
    )


def _hours(filled: Filled) -> list[Block]:
    hours = filled.hours
    days = [inputs.option(name, str(number)) for number, name in enumerate(DAYS)]
    chosen = [days[number] for number in hours.days]
    boxes = {**inputs.checkboxes(Action.FILTER, days), "initial_options": chosen}
    return [
        _input(Part.HOUR, "At", _time(hour(hours.minute)), must=True),
        _input(Part.DAYS, "On", boxes, must=True),
    ]


def _alert(filled: Filled) -> list[Block]:
    element = _number(filled.every, 1, EVERY_MOST)
    return [_input(Part.EVERY, "At most once in so many hours", element, must=True)]


def _time(initial: str = "") -> Element:
    element: Element = {"type": "timepicker", "action_id": str(Action.FILTER)}
    return {**element, "initial_time": initial} if initial else element


def _number(initial: int, least: int, most: int) -> Element:
    return {
        "type": "number_input",
        "action_id": str(Action.FILTER),
        "is_decimal_allowed": False,
        "initial_value": str(initial),
        "min_value": str(least),
        "max_value": str(most),
    }


def _zone(zone: ZoneInfo) -> Block:
    element = inputs.lookup(Action.ZONE, "Type a city: Madrid, Phnom Penh")
    element["initial_option"] = inputs.option(zone.key.replace("_", " "), zone.key)
    return _input(Part.ZONE, "Time zone", element, must=True)


def _wanted(filled: Filled) -> list[Block]:
    said = Mrkdwn("What it tells of. Leave all of it empty for everything that is new.")
    parties = inputs.lookup(
        Action.PARTY, "Type a name or a code: Japan, JP", several=forms.NAMES * 2
    )
    people = inputs.lookup(Action.PERSON, "Type a part of a name", several=forms.NAMES * 2)
    kinds = _kind_options()
    named = inputs.select(Action.FILTER, list(kinds.values()), "Meetings, deals …", several=True)
    for element, chosen in (
        (parties, [inputs.option(one.label, one.value) for one in filled.parties]),
        (people, [inputs.option(one.label, one.value) for one in filled.people]),
        (named, [kinds[kind] for kind in filled.kinds if kind in kinds]),
    ):
        if chosen:
            element["initial_options"] = chosen
    return [
        context(said),
        _input(Part.PARTIES, "Countries and organisations", parties),
        _input(Part.PEOPLE, "People", people),
        _input(
            Part.TOPICS,
            "Topics",
            _text("rice, trade", ", ".join(filled.topics)),
            hint="Words of a fact or its sentences, with commas between topics.",
        ),
        _input(Part.KINDS, "Only", named),
        _input(
            Part.WORDS,
            "Anything else, in words",
            _text("Japan about roads", filled.words),
            hint="As after /digest, with commas between: conditions that hold together.",
        ),
        _input(
            Part.LENGTH,
            "Stories at most",
            _number(filled.length, LENGTHS.start, LENGTHS.stop - 1),
            must=True,
        ),
    ]


def _text(placeholder: str, initial: str) -> Element:
    element = inputs.text_input(Action.FILTER, placeholder, TEXT)
    return {**element, "initial_value": initial[:TEXT]} if initial else element


def _kind_options() -> dict[Kind, Element]:
    (choice,) = (one for one in forms.form_of(DIGEST.name).choices if one.lexicon == "kinds")
    return {Kind(value): inputs.option(label, value) for value, label in choice.options}


def _empty(filled: Filled) -> Block:
    options = [
        inputs.option("post nothing", _NOTHING),
        inputs.option("post a line that says so", _LINE),
    ]
    element = inputs.select(
        Action.FILTER, options, "Nothing", chosen=options[1 if filled.one_line else 0]
    )
    return _input(Part.EMPTY, "When there is nothing new", element, must=True)


def _quiet(quiet: Quiet | None) -> list[Block]:
    start, end = ("", "") if quiet is None else (hour(quiet.start), hour(quiet.end))
    return [
        _input(Part.QUIET_START, "Quiet from", _time(start)),
        _input(Part.QUIET_END, "Quiet until", _time(end), hint="Nothing is posted in these hours."),
    ]


def kept_in(view: dict[str, Any]) -> tuple[str, Sort]:
    """Which subscription a form changes ("" for a new one), and its sort."""
    carried = view.get("private_metadata")
    if not isinstance(carried, str) or len(carried) > limits.PRIVATE_METADATA:
        return "", Sort.DIGEST
    try:
        told: Any = json.loads(carried)
    except (ValueError, RecursionError):
        told = None
    told = told if isinstance(told, dict) else {}
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
    known = {kind.value for kind in _kind_options()}
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
        one_line=one(Part.EMPTY) == _LINE,
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
