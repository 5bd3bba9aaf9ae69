"""Requests by their numbers: what Slack sends, what a broken Slack sends, what strangers send.

`made(number, …)` is the same request each time for the same seed and the same pool. What is only
known when it is sent stands in it as a placeholder (`Hand`).
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.workspace import Message, Person, View, choosing, payloads, typed
from bot.workspace.hub import Hub
from bot.workspace.state import ResponseUrl
from tests.soak import bodies, events, mutations, texts
from tests.soak.hands import Hand
from tests.soak.harvest import Click, Pool

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    `kind` is how it is sent: as the line sends it (`slash_commands`, `events_api`, `interactive`),
    or byte for byte (`raw`). `what` names it in the summary. `user` is whose interaction it is,
    `typed` what of it somebody typed. `answers` are the fewest and the most answers that it must
    get; None where that is not said.
    """

    number: int
    kind: str
    what: str
    payload: Json
    user: str = ""
    typed: str = ""
    answers: tuple[int, int] | None = None
    place: Message | View | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """What requests are made of."""

    hub: Hub
    pool: Pool
    heavy: bool

    @property
    def response(self) -> ResponseUrl:
        """A response URL that is handed out when the request is sent."""
        return ResponseUrl(Hand.RESPONSE, "", self.pool.channels[0], 0.0, "")


def made(number: int, seed: int, makings: Sequence[Making], mix: Mapping[str, int]) -> Request:
    """Request `number`, for one line after the other; `mix` says how often each sort comes.

    What is sent byte for byte goes over the first line, HTTP.
    """
    dice = random.Random(f"{seed}:{number}")
    what = dice.choices(list(mix), list(mix.values()))[0]
    if what == "raw":
        return Request(number, what, what, bodies.made(dice, makings[0].hub, makings[0].pool))
    return _SORTS[what](number, dice, makings[number % len(makings)])


def _command(number: int, dice: random.Random, making: Making) -> Request:
    name, text = texts.command(dice)
    text = texts.sendable(text)
    person = dice.choice(making.pool.people)
    payload = payloads.slash_command(
        making.hub,
        user=person.user,
        channel=making.hub.store.channels[dice.choice(making.pool.channels)],
        command=name,
        text=typed.escape(text) if dice.random() < 0.7 else text,
        trigger=Hand.TRIGGER,
        response=making.response,
    )
    # Setting digests up may say more than one thing, one after the other.
    most = 3 if name == "/digest" or text.split()[:1] in (["follow"], ["unfollow"]) else 1
    wanted = (1 if _belongs(person) else 0, most)
    return Request(number, "slash_commands", "command", payload, person.id, text, wanted)


def _belongs(person: Person) -> bool:
    """Whether somebody is a member of the workspace; others are told once that they aren't."""
    return not person.user.is_stranger and person.user.guest is None


def _check(number: int, dice: random.Random, making: Making) -> Request:
    one = _command(number, dice, making)
    text = f"check {texts.spoiled(dice.choice(texts.CHECKED), dice)}"[:2_000]
    payload = one.payload | {"command": "/dateline", "text": texts.sendable(text)}
    assert one.answers is not None
    wanted = (one.answers[0], 2)
    return Request(number, one.kind, "check", payload, one.user, text, wanted)


def _spoken(number: int, dice: random.Random, making: Making) -> Request:
    person = dice.choice(making.pool.people)
    text = texts.message(dice)
    payload = events.spoken(dice, making.hub, making.pool, person, text)
    certain = text.strip() and text == texts.sendable(text) and _belongs(person)
    wanted = (1, 3) if certain else None
    return Request(number, "events_api", "spoken", payload, person.id, text, wanted)


def _event(number: int, dice: random.Random, making: Making) -> Request:
    payload = events.made(dice, making.hub, making.pool)
    return Request(number, "events_api", "event", payload)


def _odd_event(number: int, dice: random.Random, making: Making) -> Request:
    one = (_spoken if dice.random() < 0.4 else _event)(number, dice, making)
    return _odd(one, dice)


def _odd_command(number: int, dice: random.Random, making: Making) -> Request:
    return _odd(_command(number, dice, making), dice)


def _odd(one: Request, dice: random.Random) -> Request:
    payload = mutations.mutated(one.payload, dice)
    return Request(
        one.number, one.kind, f"odd {one.what}", payload, one.user, one.typed, None, one.place
    )


def _click(number: int, dice: random.Random, making: Making) -> Request:
    return _clicked(number, dice, making, dice.choice(making.pool.clicks), "click")


def _clicked(
    number: int, dice: random.Random, making: Making, click: Click, what: str, value: str = ""
) -> Request:
    person = dice.choice(making.pool.people)
    if isinstance(click.place, Message) and click.place.visible_to and dice.random() < 0.8:
        # Else somebody clicks what only another can see.
        person = next((p for p in making.pool.people if p.id == click.place.visible_to), person)
    payload = _clicking(making, dice, person.user, click)
    if value:
        payload["actions"][0]["value"] = value
    return Request(number, "interactive", what, payload, person.id, place=click.place)


def _clicking(making: Making, dice: random.Random, user: Any, click: Click) -> Json:
    options = choosing.options_of(click.found.element)
    wanted: Any = dice.choice(options) if options else texts.value(dice)
    if click.found.element["type"].startswith("multi_"):
        wanted = [wanted] if options else []
    elif "external" in click.found.element["type"]:
        wanted = {"text": {"type": "plain_text", "text": "x"}, "value": texts.value(dice)[:150]}
    elif click.found.element["type"] == "datetimepicker":
        wanted = 1_700_000_000
    action = choosing.action_of(click.found, Hand.TS, wanted)
    if isinstance(click.place, View):
        return payloads.block_actions(
            making.hub, user=user, trigger=Hand.TRIGGER, action=action, view=click.place
        )
    return payloads.block_actions(
        making.hub,
        user=user,
        trigger=Hand.TRIGGER,
        action=action,
        message=click.place,
        response=making.response,
        unfurl=choosing.unfurl_of(click.place, click.found),
    )


def _odd_click(number: int, dice: random.Random, making: Making) -> Request:
    """A button with a value that is none of its own."""
    click = dice.choice(making.pool.clicks)
    pick, own = dice.random(), click.value or ""
    if pick < 0.35:
        return _odd(_clicked(number, dice, making, click, "click"), dice)
    if pick < 0.6:
        value = dice.choice(making.pool.values())
    else:
        value = mutations.versions(own or dice.choice(making.pool.values()), dice)
    one = _clicked(number, dice, making, click, "odd click", value or "x")
    if dice.random() < 0.2:
        action = dice.choice(making.pool.clicks).found.element["action_id"]
        one.payload["actions"][0]["action_id"] = action
    return one


def _form(number: int, dice: random.Random, making: Making) -> Request:
    person = dice.choice(making.pool.people)
    view = dice.choice([v for v in making.pool.views if v.content["type"] == "modal"])
    filled = View(
        view.id, person.id, view.content, view.hash, view.root, view.previous, _values(view, dice)
    )
    payload = payloads.view_submission(
        making.hub, user=person.user, view=filled, trigger=Hand.TRIGGER, responses=[]
    )
    if dice.random() < 0.1:
        payload = payloads.view_closed(making.hub, user=person.user, view=filled, everything=True)
    return Request(number, "interactive", "form", payload, person.id, place=filled)


def _values(view: View, dice: random.Random) -> dict[str, dict[str, Json]]:
    values: dict[str, dict[str, Json]] = {}
    for block in view.blocks:
        element = block.get("element")
        if block["type"] != "input" or element is None or dice.random() < 0.2:
            continue
        options = choosing.options_of(element)
        wanted: Any = dice.choice(options) if options else texts.spoiled("Japan", dice)
        if "external" in element["type"]:
            wanted = {"text": {"type": "plain_text", "text": "x"}, "value": texts.value(dice)}
        if element["type"].startswith("multi_") or element["type"] == "checkboxes":
            wanted = [wanted]
        if element["type"] == "datetimepicker":
            wanted = 1_700_000_000
        state = choosing.state_of(element, wanted)
        values[block["block_id"]] = {element["action_id"]: state}
    return values


def _shortcut(number: int, dice: random.Random, making: Making) -> Request:
    person = dice.choice(making.pool.people)
    shortcuts = [s for s in making.hub.manifest.shortcuts if making.heavy or s.kind == "global"]
    wanted = dice.choice(shortcuts)
    if wanted.kind == "global":
        payload = payloads.shortcut(
            making.hub, user=person.user, callback_id=wanted.callback_id, trigger=Hand.TRIGGER
        )
    else:
        payload = payloads.message_action(
            making.hub,
            user=person.user,
            callback_id=wanted.callback_id,
            trigger=Hand.TRIGGER,
            message=dice.choice([m for m in making.pool.messages if not m.ephemeral]),
            response=making.response,
        )
    return Request(number, "interactive", "shortcut", payload, person.id)


def _options(number: int, dice: random.Random, making: Making) -> Request:
    person = dice.choice(making.pool.people)
    clicks = [c for c in making.pool.clicks if "external" in c.found.element["type"]]
    click = dice.choice(clicks)
    payload = payloads.block_suggestion(
        making.hub,
        user=person.user,
        block_id=click.found.block["block_id"],
        action_id=click.found.element["action_id"],
        query=texts.spoiled(dice.choice(texts.NAMES), dice)[:500],
        message=click.place if isinstance(click.place, Message) else None,
        view=click.place if isinstance(click.place, View) else None,
    )
    return Request(number, "interactive", "options", payload, person.id, place=click.place)


def _odd_interaction(number: int, dice: random.Random, making: Making) -> Request:
    sort = dice.choice((_form, _shortcut, _options))
    return _odd(sort(number, dice, making), dice)


_SORTS: dict[str, Callable[[int, random.Random, Making], Request]] = {
    "command": _command,
    "check": _check,
    "spoken": _spoken,
    "event": _event,
    "odd event": _odd_event,
    "odd command": _odd_command,
    "click": _click,
    "odd click": _odd_click,
    "form": _form,
    "shortcut": _shortcut,
    "options": _options,
    "odd interaction": _odd_interaction,
}

LONG = {
    "command": 24, "check": 0, "spoken": 12, "event": 4, "odd event": 9, "odd command": 5,
    "click": 10, "odd click": 14, "form": 6, "shortcut": 2, "options": 4, "odd interaction": 6,
    "raw": 10,
}  # fmt: skip
"""How often each sort comes in the long form, of a hundred and a few."""

SHORT = {
    "command": 4, "spoken": 1, "event": 14, "odd event": 10, "odd command": 4, "click": 3,
    "odd click": 5, "form": 1, "shortcut": 1, "options": 2, "odd interaction": 5, "raw": 50,
}  # fmt: skip
"""The same for the tests, where what is cheap comes more often."""


def as_text(request: Request) -> str:
    """A request in one line of JSON."""
    return json.dumps({"kind": request.kind, "what": request.what, "payload": request.payload})
