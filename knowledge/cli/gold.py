"""Readings as the JSON of `extract`: one object for an article, in the format for scoring.

Dates are ISO 8601 prefixes; a day without a year has none. Evidence is the first sentence. Kinds
that are not extracted have empty lists.
"""

from collections.abc import Iterable
from typing import Any

from knowledge.dates.edtf import iso
from knowledge.model import Article, Meeting, Reading, Role

JsonObject = dict[str, Any]


def gold(article: Article, readings: Iterable[Reading]) -> JsonObject:
    """Everything that was read in an article."""
    told = list(readings)
    return {
        "id": article.id,
        "published": iso(article.published)[0],
        "published_basis": article.published_basis,
        "meetings": [_meeting(r, r.fields) for r in told if isinstance(r.fields, Meeting)],
        "agreements": [],
        "money": [],
        "quotes": [],
        "upcoming": [],
        "roles": [_role(r, r.fields) for r in told if isinstance(r.fields, Role)],
    }


def _meeting(reading: Reading, fields: Meeting) -> JsonObject:
    date, end = iso(fields.date)
    return {
        "kind": str(fields.form),
        "status": str(fields.status),
        "date": date,
        "date_end": end,
        "people": [one.name for one in fields.people],
        "countries": list(fields.parties),
        "place": fields.place,
        "occasion": fields.occasion,
        "evidence": _sentence(reading),
    }


def _role(reading: Reading, fields: Role) -> JsonObject:
    return {
        "name": fields.person,
        "title": fields.title,
        "country": fields.party,
        "evidence": _sentence(reading),
    }


def _sentence(reading: Reading) -> str | None:
    return reading.evidence[0].text if reading.evidence else None
