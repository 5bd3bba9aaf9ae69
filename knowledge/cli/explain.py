"""`explain`: why a fact says what it says, field by field."""

from collections.abc import Iterator
from typing import Any

import click

from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading
from knowledge.model import Evidence, Fact, Link, Participant, Reading, Sum


@click.command("explain")
@click.argument("fact")
@command
def explain_command(fact: str, options: Options) -> int:
    """Show every reading of a fact: rule, sentences, and the chain by which fields were read."""
    from knowledge.confidence import confidence
    from knowledge.wording import notices
    from knowledge.wording.explaining import explained
    from knowledge.wording.machine import fact_json
    from knowledge.wording.texts import fact_line

    with reading(options) as base:
        found = base.fact(fact)
        told = base.readings(fact)
        originals = base.original_of(one.article for _, one in told)
        noticed = base.notices_of(one.article for _, one in told)
    if found is None:
        raise Failure(f"There is no fact {fact}. Ids stand in: python -m knowledge meetings --json")
    if options.as_json:
        readings = [_object(id, one, originals.get(one.article)) for id, one in told]
        sure = confidence(found)
        why = {"alone": sure.alone, "reading": sure.reading, "signs": dict(sure.signs)}
        put_json({"fact": fact_json(found), "confidence": why, "readings": readings})
        return 0
    put(f"{found.id}  {fact_line(found)}")
    for line in _standing(found):
        put(f"  {line}")
    put("")
    put(f"Confidence {confidence(found).value:.2f}")
    for line in explained(found, told, None):
        put(f"  {line}")
    for id, one in told:
        put("")
        for line in _lines(id, one, originals.get(one.article)):
            put(line)
        for said in notices.told(noticed.get(one.article, [])):
            put(f"  {said}")
    return 0


def _standing(fact: Fact) -> Iterator[str]:
    """How far it came, and on what its sources differ."""
    from knowledge.wording import desk
    from knowledge.wording.facts import value_words

    history = getattr(fact, "history", ())
    if history:
        yield f"history: {' → '.join((*history, str(getattr(fact, 'status', ''))))}"
    for variant in fact.variants:
        beside = " (the desk decided)" if variant.settled else ""
        told = ", ".join(variant.readings) or "the desk alone"
        yield f"{variant.field}: {value_words(variant)} — says {told}{beside}"
    yield from desk.notes(fact)


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


def _lines(id: str, one: Reading, original: str | None) -> Iterator[str]:
    recalls = ", recalls only" if one.background else ""
    copy = f", a copy of {original}" if original is not None else ""
    yield f"reading {id}: article {one.article}{copy}, rule “{one.rule}”{recalls}"
    numbered = list(enumerate(one.evidence, start=1))
    fields = {name: value for name, value in _fields(one).items() if value}
    for name, value in fields.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        yield f"  {name}: {shown}{_standing_in(name, value, one, numbered)}"
        yield from (_step(link) for link in one.links if link.field == name)
    # A step may explain what no field has the name of, such as the year of a date.
    others = [link for link in one.links if link.field not in fields]
    for name in dict.fromkeys(link.field for link in others):
        yield f"  {name}:"
        yield from (_step(link) for link in others if link.field == name)
    for number, item in numbered:
        yield f"  {number}. [{item.start}–{item.end}] “{' '.join(item.text.split())}”"


def _step(link: Link) -> str:
    return f"    “{link.mention}” → {link.target} ({link.via}, at {link.start})"


def _standing_in(name: str, value: Any, one: Reading, numbered: list[tuple[int, Evidence]]) -> str:
    """In which of several sentences a field stands: its links' mentions, or else its words."""
    if len(numbered) < 2:
        return ""
    starts = [link.start for link in one.links if link.field == name]
    words = [str(item).lower() for item in (value if isinstance(value, list) else [value])]
    found = [
        number
        for number, item in numbered
        if any(item.start <= start < item.end for start in starts)
        or any(_name(word) in item.text.lower() for word in words)
    ]
    return f"  [{', '.join(map(str, found))}]" if found else ""


def _name(word: str) -> str:
    """A value without the party that is printed after a person."""
    return word.rsplit(" (", 1)[0]


def _object(id: str, one: Reading, original: str | None) -> dict[str, Any]:
    return {
        "id": id,
        "article": one.article,
        "original": original,
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
