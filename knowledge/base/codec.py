"""Readings, evidence and links as JSON text, and back.

The text is canonical (sorted keys, no spaces), so that equal values are equal bytes.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast

from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Evidence,
    Fields,
    Form,
    Kind,
    Link,
    Meeting,
    Milestone,
    MilestoneType,
    Paragraph,
    ParagraphRole,
    Participant,
    Payment,
    PaymentKind,
    PaymentStage,
    Role,
    Statement,
    Status,
    Sum,
    Tenure,
    Variant,
)
from knowledge.quick import quick

F = TypeVar("F", bound=Fields)

_MAKE_EVIDENCE = quick(Evidence)


# One for all: `json.dumps` would make another for each value.
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
# Without looking for white space around, of which the canonical form has none.
_decode = json.JSONDecoder().raw_decode
_NONE = "[]"


def dump(value: object) -> str:
    """JSON in its canonical form."""
    return _encode(value)


def load(text: str) -> Any:
    """What a text in JSON holds."""
    return json.loads(text)


def listed(text: str) -> list[Any]:
    """What a list in JSON holds; most of a fact's are empty, which takes no decoding."""
    return [] if text == _NONE else list(_decode(text)[0])


def storable(text: str) -> str:
    """A text without lone surrogates, which SQLite can't take; they become question marks."""
    return text.encode(errors="replace").decode()


def fields_text(fields: Fields) -> str:
    """The fields of a reading by name: a person is `[name, title, party]`, a sum two strings."""
    return dump({name: _plain(getattr(fields, name)) for name in fields.__dataclass_fields__})


def _plain(value: object) -> object:
    match value:
        case Participant():
            return [value.name, value.title, value.party]
        case Sum():
            return [f"{value.amount:f}", value.currency]
        case tuple():
            return [_plain(item) for item in value]
    return value


@lru_cache(maxsize=4096)
def fields_of(kind: Kind, text: str) -> Fields:
    """The fields of a reading of this kind, from their JSON; a fold asks for the same often."""
    data: dict[str, Any] = json.loads(text)
    return _TYPES[kind](**{name: _RICH.get(name, _same)(value) for name, value in data.items()})


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _people(value: Any) -> tuple[Participant, ...]:
    return tuple(Participant(*one) for one in value)


def _sum(value: Any) -> Sum:
    return Sum(Decimal(value[0]), value[1])


def _sums(value: Any) -> tuple[Sum, ...]:
    return tuple(_sum(one) for one in value)


_TYPES: dict[Kind, Callable[..., Fields]] = {
    Kind.MEETING: lambda form, status, **rest: Meeting(Form(form), Status(status), **rest),
    Kind.AGREEMENT: lambda type, status, **rest: Agreement(
        AgreementType(type), AgreementStatus(status), **rest
    ),
    # Readings of an older version say nothing of the stage.
    Kind.PAYMENT: lambda sum, kind, stage=None, **rest: Payment(
        sum, PaymentKind(kind), stage=None if stage is None else PaymentStage(stage), **rest
    ),
    Kind.STATEMENT: Statement,
    Kind.MILESTONE: lambda type, **rest: Milestone(MilestoneType(type), **rest),
    # Readings of an older version say nothing of the tenure.
    Kind.ROLE: lambda tenure="current", **rest: Role(tenure=Tenure(tenure), **rest),
}
_RICH: dict[str, Callable[[Any], Any]] = {
    "people": _people,
    "speakers": _people,
    "sum": _sum,
    "equivalents": _sums,
}


def value_of(name: str, plain: Any) -> Any:
    """A value of a field, from how `fields_text` writes it."""
    return _RICH.get(name, _same)(plain)


def with_values(kind: Kind, fields: F, values: Mapping[str, Any]) -> F:
    """Fields with others in place of some values, which are given as `fields_text` writes them."""
    data = {**json.loads(fields_text(fields)), **values}
    return cast(F, fields_of(kind, dump(data)))


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """Evidence as `[start, end, text]` lists; the article is that of the reading."""
    return dump([[item.start, item.end, item.text] for item in evidence])


def evidence_of(article: str, text: str) -> tuple[Evidence, ...]:
    """Evidence of an article, from its JSON."""
    return tuple(
        [_MAKE_EVIDENCE(article, start, end, said) for start, end, said in _decode(text)[0]]
    )


def links_text(links: Sequence[Link]) -> str:
    """The recorded chain of a reading."""
    return dump([[i.field, i.mention, i.start, i.end, i.target, i.via] for i in links])


def links_of(text: str) -> tuple[Link, ...]:
    """The recorded chain of a reading, from its JSON."""
    return tuple(Link(*values) for values in json.loads(text))


def steps_of(text: str) -> tuple[tuple[str, str], ...]:
    """Field and kind of reference of every link, from their JSON."""
    return tuple([(step[0], step[5]) for step in _decode(text)[0]]) if text != _NONE else ()


def paragraphs_text(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as `[start, end, role]` lists."""
    return dump([[p.start, p.end, p.role] for p in paragraphs])


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs from their JSON."""
    return tuple(
        Paragraph(start, end, ParagraphRole(role)) for start, end, role in json.loads(text)
    )


def variants_text(variants: Iterable[Variant]) -> str:
    """Variants as `[field, value, [reading, …]]` lists."""
    return dump([[v.field, v.value, list(v.readings)] for v in variants])


def variants_of(text: str) -> tuple[Variant, ...]:
    """Variants from their JSON."""
    if text == _NONE:
        return ()
    return tuple(Variant(field, value, tuple(readings)) for field, value, readings in listed(text))
