"""The form of a digest or an alert."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from bot.digests.schedule import Quiet
from bot.digests.subscription import EVERY_MOST, Sort
from bot.digests.telling import DAYS, hour
from bot.ids import Action, Callback
from bot.render import inputs
from bot.render.blocks import Block, Element, context, form
from bot.render.digestfields import LINE, NOTHING, Filled, Part, kinds
from bot.render.text import Mrkdwn
from knowledge.language import forms
from knowledge.model.digest import LENGTHS

TEXT = 300
"""Characters of topics, and of other words."""


def digest_form(filled: Filled, id: str = "") -> dict[str, Any]:
    """The form; with its `id` where it changes a subscription that there is."""
    follow = filled.sort is Sort.FOLLOW
    blocks = [_place(filled), *(_alert(filled) if follow else _hours(filled))]
    blocks += [_zone(filled.hours.zone), *_wanted(filled), *([] if follow else [_empty(filled)])]
    blocks += _quiet(filled.hours.quiet)
    named = ("Alert", "Follow something") if follow else ("Digest", "Set up a digest")
    title = named[0] if id else named[1]
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
    offered = {kind: inputs.option(label, kind) for kind, label in kinds().items()}
    named = inputs.select(Action.FILTER, list(offered.values()), "Meetings, deals …", several=True)
    for element, chosen in (
        (parties, [inputs.option(one.label, one.value) for one in filled.parties]),
        (people, [inputs.option(one.label, one.value) for one in filled.people]),
        (named, [offered[kind] for kind in filled.kinds if kind in offered]),
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


def _empty(filled: Filled) -> Block:
    options = [
        inputs.option("post nothing", NOTHING),
        inputs.option("post a line that says so", LINE),
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
