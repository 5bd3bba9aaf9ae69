"""Answers for programs: the JSON of `--json`, and one line of `ask --jsonl`."""

from typing import Any

from knowledge.dates.edtf import iso
from knowledge.model import (
    Answer,
    Choice,
    Fact,
    MeetingFact,
    PersonRef,
    Profile,
    RoleFact,
    Source,
)
from knowledge.wording.texts import plain

JsonObject = dict[str, Any]


def to_json(answer: Answer) -> JsonObject:
    """Everything an answer holds, as JSON values.

    Dates are ISO 8601 prefixes with `date_end` for spans, null where there is none; `edtf` beside
    them keeps what ISO can't say (`XXXX-11-14`). Offsets count characters of the stored article.
    """
    return {
        "command": answer.query.command if answer.query is not None else None,
        "understood": answer.understood,
        "answered": answer.answered,
        "total": answer.total,
        "page": answer.page,
        "pages": answer.pages,
        "facts": [fact_json(fact) for fact in answer.facts],
        "profile": None if answer.profile is None else _profile(answer.profile),
        "message": answer.message,
        "notes": list(answer.notes),
        "question": answer.question,
        "choices": _choices(answer.choices),
        "nearest": _choices(answer.nearest),
        "scope": {
            "articles": answer.scope.articles,
            "facts": answer.scope.facts,
            "first": answer.scope.first,
            "last": answer.scope.last,
        },
    }


def to_line(answer: Answer) -> JsonObject:
    """The fields of one `ask --jsonl` line but its id: `answered`, `answer` and `sources`.

    Each source is the file stem or slug of an article and a sentence that stands in it verbatim.
    """
    return {"answered": answer.answered, "answer": plain(answer), "sources": sources(answer)}


def sources(answer: Answer) -> list[JsonObject]:
    """The passages an answer stands on, in order of appearance, each once."""
    return [
        {"article": article, "sentence": sentence}
        for article, sentence in dict.fromkeys(
            (evidence.article, evidence.text) for evidence in answer.cited
        )
    ]


def fact_json(fact: Fact) -> JsonObject:
    """One fact as JSON values, `fact` naming its kind."""
    return _meeting(fact) if isinstance(fact, MeetingFact) else _role(fact)


def _meeting(fact: MeetingFact) -> JsonObject:
    start, end = iso(fact.date)
    return {
        "fact": str(fact.kind),
        "id": fact.id,
        "kind": str(fact.form),
        "status": str(fact.status),
        "date": start,
        "date_end": end,
        "edtf": fact.date,
        "people": [_person(ref) for ref in fact.people],
        "countries": list(fact.parties),
        "place": fact.place,
        "occasion": fact.occasion,
        "topics": list(fact.topics),
        "variants": [
            {"field": variant.field, "value": variant.value, "readings": list(variant.readings)}
            for variant in fact.variants
        ],
        "history": list(fact.history),
        "sources": [_source(source) for source in fact.sources],
    }


def _role(fact: RoleFact) -> JsonObject:
    return {
        "fact": str(fact.kind),
        "id": fact.id,
        "person": _person(fact.person),
        "title": fact.title,
        "country": fact.party,
        "first": fact.first,
        "last": fact.last,
        "sources": [_source(source) for source in fact.sources],
    }


def _person(ref: PersonRef) -> JsonObject:
    return {"id": ref.id, "name": ref.name, "title": ref.title, "country": ref.party}


def _source(source: Source) -> JsonObject:
    return {
        "article": source.article,
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published,
        "published_basis": source.published_basis,
        "url": source.url,
        "rule": source.rule,
        "reading": source.reading,
        "background": source.background,
        "evidence": [
            {"start": evidence.start, "end": evidence.end, "sentence": evidence.text}
            for evidence in source.evidence
        ],
    }


def _profile(profile: Profile) -> JsonObject:
    return {
        "person": _person(profile.person),
        "aliases": list(profile.aliases),
        "roles": [_role(held) for held in profile.roles],
        "meetings": [_meeting(fact) for fact in profile.meetings],
        "meetings_total": profile.meetings_total,
    }


def _choices(choices: tuple[Choice, ...]) -> list[JsonObject]:
    return [{"label": choice.label, "text": choice.text} for choice in choices]
