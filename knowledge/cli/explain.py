"""`explain`: why a fact says what it says, field by field."""

from typing import Any

import click

from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading
from knowledge.model import Fact, Participant, Reading, Sum


@click.command("explain")
@click.argument("fact")
@command
def explain_command(fact: str, options: Options) -> int:
    """Show every reading of a fact: rule, sentences, and the chain by which fields were read."""
    from knowledge.wording.machine import fact_json
    from knowledge.wording.texts import fact_line

    with reading(options) as base:
        found = base.fact(fact)
        told = base.readings(fact)
    if found is None:
        raise Failure(f"There is no fact {fact}. Ids stand in: python -m knowledge meetings --json")
    if options.as_json:
        put_json({"fact": fact_json(found), "readings": [_object(id, one) for id, one in told]})
        return 0
    put(f"{found.id}  {fact_line(found)}")
    for line in _disputes(found):
        put(f"  {line}")
    for id, one in told:
        put("")
        for line in _lines(id, one):
            put(line)
    return 0


def _disputes(fact: Fact) -> list[str]:
    variants = getattr(fact, "variants", ())
    return [
        f"{variant.field}: {variant.value} — says {', '.join(variant.readings)}"
        for variant in variants
    ]


def _fields(one: Reading) -> dict[str, Any]:
    """The fields by name, in words."""
    return {name: _words(getattr(one.fields, name)) for name in one.fields.__dataclass_fields__}


def _words(value: object) -> Any:
    match value:
        case Participant():
            parts = (value.title, value.name, f"({value.party})" if value.party else "")
            return " ".join(part for part in parts if part)
        case Sum():
            return f"{value.currency} {value.amount:f}"
        case tuple():
            return [_words(item) for item in value]
        case bool():
            return "yes" if value else None
    return None if value is None else str(value)


def _lines(id: str, one: Reading) -> list[str]:
    recalls = ", recalls only" if one.background else ""
    lines = [f"reading {id}: article {one.article}, rule “{one.rule}”{recalls}"]
    for name, value in _fields(one).items():
        if value:
            shown = ", ".join(value) if isinstance(value, list) else value
            lines.append(f"  {name}: {shown}")
            lines += [
                f"    “{link.mention}” → {link.target} ({link.via}, at {link.start})"
                for link in one.links
                if link.field == name
            ]
    lines += [
        f"  [{item.start}–{item.end}] “{' '.join(item.text.split())}”" for item in one.evidence
    ]
    return lines


def _object(id: str, one: Reading) -> dict[str, Any]:
    return {
        "id": id,
        "article": one.article,
        "rule": one.rule,
        "background": one.background,
        "fields": _fields(one),
        "evidence": [
            {"start": item.start, "end": item.end, "sentence": item.text} for item in one.evidence
        ],
        "chain": [
            {
                "field": link.field,
                "mention": link.mention,
                "start": link.start,
                "end": link.end,
                "target": link.target,
                "via": link.via,
            }
            for link in one.links
        ],
    }
