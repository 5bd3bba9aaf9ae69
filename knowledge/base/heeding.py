"""What was decided on the fields of a fact, as its fold heeds it.

A decision on a field stands with each reading that it was made on. The value decided last holds
for the whole fact, whatever other readings say; these stay beside it as variants.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from knowledge.base import codec
from knowledge.base.codec import dump
from knowledge.base.values import distinct, variant
from knowledge.dates import edtf
from knowledge.model import Fields, Kind, Sum, Variant

PEOPLE = ("people", "speakers")
"""The fields that name those whom a reading's `who` lists."""

F = TypeVar("F", bound=Fields)


class Said(NamedTuple):
    """A reading of a fact: its id, what was decided on it (JSON), its fields and who that is."""

    id: str
    decided: str | None
    fields: Fields
    who: tuple[int, ...]


class Heeded(NamedTuple):
    """A value that was decided, as `codec` stores it, and whom it names where it names people."""

    value: Any
    who: tuple[int, ...]


Decided = Mapping[str, Heeded]
"""What was decided on a fact, by field of its readings."""


def decided(told: Iterable[Said]) -> Decided:
    """What holds for a fact, of all that was decided on its readings."""
    found: dict[str, tuple[int, Heeded]] = {}
    for one in told:
        if one.decided is None:
            continue
        for field, (n, value) in json.loads(one.decided).get("fields", {}).items():
            if field not in found or n > found[field][0]:
                found[field] = n, Heeded(value, one.who)
    return {field: heeded for field, (_, heeded) in sorted(found.items())}


def heeding(
    kind: Kind, fields: F, who: tuple[int, ...], found: Decided
) -> tuple[F, tuple[int, ...]]:
    """A reading's fields, and who they name, with what was decided in place of what it says."""
    if not found:
        return fields, who
    for name, heeded in found.items():
        who = heeded.who if name in PEOPLE else who
    changed = {name: heeded.value for name, heeded in found.items()}
    return codec.with_values(kind, fields, changed), who


def beside(told: Sequence[Said], found: Decided) -> list[Variant]:
    """What readings say otherwise than was decided: each field with the decided value first."""
    variants: list[Variant] = []
    for name, heeded in found.items():
        values = [(one.id, _printed(getattr(one.fields, name))) for one in told]
        chosen = _printed(codec.value_of(name, heeded.value))
        others = [(id, text) for id, text in values if text and _differs(name, text, chosen)]
        if others and chosen:
            against = {id for id, _ in others}
            agreeing = [id for id, text in values if text and id not in against]
            field = _shown_name(type(told[0].fields).__name__, name)
            variants.append(variant(field, chosen, agreeing))
            variants += [
                variant(field, text, [id for id, said in others if said == text])
                for text in sorted(distinct(text for _, text in others))
            ]
    return variants


def shown_name(kind: Kind, field: str) -> str:
    """What facts of a kind call a field of their readings."""
    return _shown_name(kind.title(), field)


def _shown_name(sort: str, field: str) -> str:
    return "payment" if (sort, field) == ("Payment", "kind") else field


def _differs(name: str, text: str, chosen: str) -> bool:
    if name in ("date", "since", "until") and edtf.valid(text) and edtf.valid(chosen):
        return not edtf.compatible(text, chosen)
    return text != chosen


def _printed(value: object) -> str:
    """A value of one part as a variant holds it; "" for people, parties and nothing."""
    match value:
        case Sum():
            number = f"{value.amount:f}"
            number = number.rstrip("0").rstrip(".") if "." in number else number
            return f"{number} {value.currency}"
        case str():
            return str(value)
    return ""


def variants_with(text: str, more: Iterable[Variant]) -> str:
    """Variants (JSON) with more of them, those of other fields first."""
    more = list(more)
    told = {one.field for one in more}
    kept = [one for one in codec.variants_of(text) if one.field not in told]
    return codec.variants_text([*kept, *more])


def amended(kind: Kind, text: str, values: Mapping[str, Any]) -> str:
    """The fields of a reading (JSON) with other values in some of them.

    Raises:
        ValueError: a value that the field can't have.
    """
    data = {**json.loads(text), **values}
    if "sum" in values:
        # What the article says of the sum is of the one that it prints.
        data |= {"equivalents": [], "qualifier": None}
    made = dump(data)
    try:
        codec.fields_of(kind, made)
    except (TypeError, KeyError, ArithmeticError, IndexError) as error:
        raise ValueError(f"no {kind} can have these values") from error
    return made
