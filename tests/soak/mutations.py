"""Payloads made wrong: fields that are missing, of another type, cut short, too deep, swapped."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.soak import texts

Json = Any
Path = tuple[str | int, ...]

_WRONG: tuple[Json, ...] = (
    None, True, False, 0, -1, 5, 10**400, 1.5, "", " ", "x", "\x00", "\ud800", [], {}, [None],
    [[]], {"": None}, {"id": 5}, {"id": {}}, "null", "[]", "{}", "U0EVIL", "C0EVIL", "T0EVIL",
    "dateline.source", "modal", "home", "message", "x" * 4_000, ["x"] * 50, "🇯🇵" * 500,
    "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "https://evil-site.com/x",
)  # fmt: skip


def paths(payload: Json, at: Path = ()) -> Iterator[Path]:
    """Every place in a payload, the outermost first."""
    if at:
        yield at
    if isinstance(payload, dict):
        for key, value in payload.items():
            yield from paths(value, (*at, key))
    elif isinstance(payload, list):
        for index, value in enumerate(payload):
            yield from paths(value, (*at, index))


def copied(payload: Json) -> Json:
    """A payload like this one that shares nothing with it; three times as quick as a deep copy."""
    return json.loads(json.dumps(payload))


def get(payload: Json, path: Path) -> Json:
    """What stands at a place."""
    for key in path:
        payload = payload[key]
    return payload


def with_value(payload: Json, path: Path, value: Json) -> Json:
    """A copy of the payload with another value at a place."""
    made = copied(payload)
    get(made, path[:-1])[path[-1]] = value
    return made


def without(payload: Json, path: Path) -> Json:
    """A copy of the payload without what stands at a place."""
    made = copied(payload)
    del get(made, path[:-1])[path[-1]]
    return made


def mutated(payload: Json, dice: random.Random) -> Json:
    """A copy of the payload with one to three things wrong; the outer fields are hit most."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        places = list(paths(payload))
        if not places:
            break
        outer = [path for path in places if len(path) <= 2]
        path = dice.choice(outer if dice.random() < 0.5 else places)
        payload = dice.choice(_CHANGES)(payload, path, dice)
    return payload


def _dropped(payload: Json, path: Path, dice: random.Random) -> Json:
    return without(payload, path)


def _retyped(payload: Json, path: Path, dice: random.Random) -> Json:
    return with_value(payload, path, dice.choice(_WRONG))


def _filled(payload: Json, path: Path, dice: random.Random) -> Json:
    return with_value(payload, path, texts.value(dice))


def _shortened(payload: Json, path: Path, dice: random.Random) -> Json:
    value = get(payload, path)
    if isinstance(value, str | list) and value:
        return with_value(payload, path, value[: dice.randrange(len(value))])
    return _retyped(payload, path, dice)


def _repeated(payload: Json, path: Path, dice: random.Random) -> Json:
    value = get(payload, path)
    if isinstance(value, str | list) and value:
        return with_value(payload, path, value * dice.randint(2, 20))
    return with_value(payload, path, [value, value])


def _nested(payload: Json, path: Path, dice: random.Random) -> Json:
    value = get(payload, path)
    for _ in range(dice.choice((1, 3, 200))):
        value = {"a": value} if dice.random() < 0.5 else [value]
    return with_value(payload, path, value)


def _swapped(payload: Json, path: Path, dice: random.Random) -> Json:
    other = dice.choice(list(paths(payload)))
    return with_value(payload, path, copied(get(payload, other)))


def _added(payload: Json, path: Path, dice: random.Random) -> Json:
    value = get(payload, path)
    if isinstance(value, dict):
        name = dice.choice(("type", "id", "bot_id", "subtype", "__proto__", "x" * 300, ""))
        return with_value(payload, (*path, name), dice.choice(_WRONG))
    return _filled(payload, path, dice)


_CHANGES: tuple[Callable[[Json, Path, random.Random], Json], ...] = (
    _dropped, _dropped, _retyped, _retyped, _filled, _shortened, _repeated, _nested, _swapped,
    _added,
)  # fmt: skip


def simpler(payload: Json) -> Iterator[Json]:
    """Payloads with less in them than this one, the boldest first: what a shrinker tries."""
    for path in list(paths(payload)):
        yield without(payload, path)
    for path in list(paths(payload)):
        value = get(payload, path)
        if isinstance(value, str) and len(value) > 3:
            for part in (len(value) // 2, len(value) // 4, 1):
                yield with_value(payload, path, value[:-part])
                yield with_value(payload, path, value[part:])
        elif isinstance(value, dict | list) and value:
            yield with_value(payload, path, type(value)())


def size(payload: Json) -> int:
    """How much stands in a payload, in characters of JSON."""
    return len(json.dumps(payload))


def versions(value: str, dice: random.Random) -> str:
    """The value of a button as another version of the app, or somebody else, would write it."""
    pick = dice.random()
    if pick < 0.25:
        return value[: dice.randrange(len(value) + 1)]
    try:
        parsed = json.loads(value)
    except ValueError:
        parsed = None
    if isinstance(parsed, dict) and parsed and pick < 0.8:
        changed = mutated(parsed, dice)
        return json.dumps(changed)[:3_000]
    if pick < 0.9:
        return texts.spoiled(value, dice)
    return dice.choice((value * 3, value.swapcase(), value[::-1], f" {value}", json.dumps(value)))
