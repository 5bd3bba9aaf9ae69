"""Readings as the JSON of `extract`: one object for an article, in the format for scoring.

Dates are ISO 8601 prefixes; a day without a year has none. Evidence is the first sentence. What
lies ahead are milestones, and planned meetings with at least a year; quotations are direct speech
of five words or more.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from knowledge.dates.edtf import bounds, iso
from knowledge.model import (
    Agreement,
    Article,
    Form,
    Meeting,
    Milestone,
    Payment,
    Reading,
    Role,
    Statement,
    Status,
    Tenure,
)
from knowledge.names.gazetteer import party_name

JsonObject = dict[str, Any]

# The one code of ours that is not the usual abbreviation, which is Australia's code as well.
_USUAL = {"AfU": "AU"}
_RANK = {Tenure.CURRENT: 0, Tenure.COMING: 1, Tenure.FORMER: 2}
_DAY = len("2022-11-14")
SHORTEST_QUOTE = 5
"""Words; shorter quotations are quoted words and not speech."""


def gold(article: Article, readings: Iterable[Reading]) -> JsonObject:
    """Everything that was read in an article."""
    return {
        "id": article.id,
        "published": iso(article.published)[0],
        "published_basis": article.published_basis,
        **{
            kind: [row for _, row in told]
            for kind, told in rows_of(article, list(readings)).items()
        },
    }


def rows_of(
    article: Article, told: Sequence[Reading]
) -> dict[str, list[tuple[Reading, JsonObject]]]:
    """The lists of the format by name, every row with the reading that it was made of."""
    return {
        "meetings": [(r, _meeting(r, r.fields)) for r in told if isinstance(r.fields, Meeting)],
        "agreements": [
            (r, _agreement(r, r.fields)) for r in told if isinstance(r.fields, Agreement)
        ],
        "money": [(r, _payment(r, r.fields)) for r in told if isinstance(r.fields, Payment)],
        "quotes": [
            (r, _quote(r, r.fields))
            for r in told
            if isinstance(r.fields, Statement)
            and r.fields.direct
            and len(r.fields.words.split()) >= SHORTEST_QUOTE
        ],
        "upcoming": [
            (r, row)
            for r in told
            if isinstance(r.fields, Meeting | Milestone)
            and (row := _upcoming(article, r, r.fields)) is not None
        ],
        "roles": _roles(told),
    }


def _code(party: str | None) -> str | None:
    """A party in the codes of the format: usual abbreviations, also where they mean two."""
    return party if party is None else _USUAL.get(party, party)


def _meeting(reading: Reading, fields: Meeting) -> JsonObject:
    date, end = iso(fields.date)
    return {
        "kind": str(fields.form),
        "status": str(fields.status),
        "date": date,
        "date_end": end,
        "people": [one.name for one in fields.people],
        "countries": [_code(party) for party in fields.parties],
        "place": fields.place,
        "occasion": fields.occasion,
        "evidence": _sentence(reading),
    }


def _agreement(reading: Reading, fields: Agreement) -> JsonObject:
    return {
        "type": str(fields.type),
        "status": str(fields.status),
        "date": iso(fields.date)[0],
        "parties": [_code(party) for party in fields.parties],
        "about": fields.about or fields.name,
        "evidence": _sentence(reading),
    }


def _payment(reading: Reading, fields: Payment) -> JsonObject:
    amount = fields.sum.amount
    return {
        "amount": int(amount) if amount == amount.to_integral_value() else float(amount),
        "currency": fields.sum.currency,
        "kind": str(fields.kind),
        "giver": _code(fields.giver),
        "receiver": _code(fields.receiver),
        "date": iso(fields.date)[0],
        "purpose": fields.purpose,
        "evidence": _sentence(reading),
    }


def _quote(reading: Reading, fields: Statement) -> JsonObject:
    names = [*(speaker.name for speaker in fields.speakers), fields.body]
    return {
        "speaker": names[0],
        "speakers": [name for name in names[1:] if name],
        "text": fields.words,
        "evidence": _sentence(reading),
    }


def _upcoming(article: Article, reading: Reading, fields: Meeting | Milestone) -> JsonObject | None:
    """What lies ahead; None for a meeting that does not, or has no year."""
    when = iso(fields.date)[0]
    if when is None:
        return None
    if isinstance(fields, Meeting):
        if fields.status is not Status.PLANNED or not _is_ahead(when, article.published):
            return None
        what = _encounter(fields)
    else:
        what = fields.what
    return {
        "what": what,
        "when": when,
        "parties": [_code(party) for party in fields.parties],
        "evidence": _sentence(reading),
    }


def _is_ahead(when: str, published: str | None) -> bool:
    """False for what happens on the day of publication or before; a month may have days left."""
    days = None if published is None else bounds(published)
    first, last = bounds(when) or (date.min, date.max)
    return days is None or first > days[1] or (last > days[1] and len(when) < _DAY)


def _encounter(fields: Meeting) -> str:
    """A planned meeting in a few words: "Hun Sen visits India", "A meets B at the G20 summit"."""
    names = [one.name for one in fields.people]
    own = {one.party for one in fields.people[:1]}
    countries = [party_name(code) for code in fields.parties if code not in own or not names]
    first, rest = names[0] if names else "", names[1:]
    occasion = fields.occasion or ""
    match fields.form:
        case Form.VISIT:
            words = [first, "visits" if first else "visit to", _listed(countries)]
        case Form.SUMMIT:
            words = [first, "attends" if first else "", occasion or "summit"]
        case Form.CALL:
            words = [first, "calls" if first else "call of", _listed(rest or countries)]
        case Form.MEETING:
            words = [first, "meets" if first else "meeting of", _listed(rest or countries)]
    if occasion and fields.form is not Form.SUMMIT:
        words += ["at the", occasion]
    if fields.place:
        words += ["in", fields.place]
    return " ".join(word for word in words if word)


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def _roles(told: Sequence[Reading]) -> list[tuple[Reading, JsonObject]]:
    """One row a person: what they are, else what they will be, else what they were.

    Of several the first, which is the fullest title.
    """
    best: dict[str, tuple[Reading, Role]] = {}
    for reading in told:
        fields = reading.fields
        if not isinstance(fields, Role):
            continue
        held = best.get(fields.person)
        if held is None or _RANK[fields.tenure] < _RANK[held[1].tenure]:
            best[fields.person] = reading, fields
    return [(reading, _role(reading, fields)) for reading, fields in best.values()]


def _role(reading: Reading, fields: Role) -> JsonObject:
    return {
        "name": fields.person,
        "title": fields.title,
        "country": _code(fields.party),
        "evidence": _sentence(reading),
    }


def _sentence(reading: Reading) -> str | None:
    return reading.evidence[0].text if reading.evidence else None
