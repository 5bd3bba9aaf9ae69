"""Answers for programs: the JSON of `--json`, and one line of `ask --jsonl`."""

from collections.abc import Iterable
from typing import Any, assert_never

from knowledge.confidence import confidence
from knowledge.dates.edtf import iso
from knowledge.model import (
    AgreementFact,
    Answer,
    Called,
    Choice,
    Fact,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    PersonRef,
    Profile,
    RoleFact,
    Source,
    StatementFact,
    Sum,
    Totals,
    corrections,
    verification,
    withdrawal,
)
from knowledge.topics import label
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
        "complete": answer.complete,
        "page": answer.page,
        "pages": answer.pages,
        "facts": [fact_json(fact) for fact in answer.facts],
        "profile": None if answer.profile is None else _profile(answer.profile),
        "totals": None if answer.totals is None else _totals(answer.totals),
        "sentences": [_source(source) for source in answer.sentences],
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
    match fact:
        case MeetingFact():
            return _meeting(fact)
        case AgreementFact():
            return _agreement(fact)
        case PaymentFact():
            return _payment(fact)
        case StatementFact():
            return _statement(fact)
        case MilestoneFact():
            return _milestone(fact)
        case RoleFact():
            return _role(fact)
    assert_never(fact)


def _topics(codes: Iterable[str]) -> list[JsonObject]:
    """Media Topics by code and name."""
    return [{"code": code, "name": label(code)} for code in codes]


def _meeting(fact: MeetingFact) -> JsonObject:
    return {
        **_head(fact),
        "kind": str(fact.form),
        "status": str(fact.status),
        **_date(fact.date),
        "people": [_person(ref) for ref in fact.people],
        "countries": list(fact.parties),
        "place": fact.place,
        "occasion": fact.occasion,
        "topics": _topics(fact.topics),
        "history": list(fact.history),
        **_tail(fact),
    }


def _agreement(fact: AgreementFact) -> JsonObject:
    return {
        **_head(fact),
        "type": str(fact.type),
        "status": str(fact.status),
        **_date(fact.date),
        "parties": list(fact.parties),
        "people": [_person(ref) for ref in fact.people],
        "name": fact.name,
        "about": fact.about,
        "topics": _topics(fact.topics),
        "history": list(fact.history),
        **_tail(fact),
    }


def _payment(fact: PaymentFact) -> JsonObject:
    return {
        **_head(fact),
        **_sum(fact.sum),
        "kind": str(fact.payment),
        "giver": fact.giver,
        "receiver": fact.receiver,
        **_date(fact.date),
        "purpose": fact.purpose,
        "qualifier": fact.qualifier,
        "equivalents": [_sum(one) for one in fact.equivalents],
        "part": fact.part,
        "stage": None if fact.stage is None else str(fact.stage),
        "topics": _topics(fact.topics),
        **_tail(fact),
    }


def _statement(fact: StatementFact) -> JsonObject:
    return {
        **_head(fact),
        "text": fact.words,
        "direct": fact.direct,
        "speakers": [_person(ref) for ref in fact.speakers],
        "body": fact.body,
        "countries": list(fact.parties),
        **_date(fact.date),
        "about": fact.about,
        "topics": _topics(fact.topics),
        **_tail(fact),
    }


def _milestone(fact: MilestoneFact) -> JsonObject:
    return {
        **_head(fact),
        "type": str(fact.type),
        "what": fact.what,
        **_date(fact.date),
        "parties": list(fact.parties),
        "people": [_person(ref) for ref in fact.people],
        "topics": _topics(fact.topics),
        **_tail(fact),
    }


def _role(fact: RoleFact) -> JsonObject:
    return {
        **_head(fact),
        "person": _person(fact.person),
        "title": fact.title,
        "country": fact.party,
        "tenure": str(fact.tenure),
        "first": fact.first,
        "last": fact.last,
        "since": fact.since,
        "until": fact.until,
        "follows": None if fact.follows is None else _person(fact.follows),
        **_tail(fact),
    }


def _head(fact: Fact) -> JsonObject:
    return {"fact": str(fact.kind), "id": fact.id}


def _tail(fact: Fact) -> JsonObject:
    """What all kinds end with: on what sources differ, what the desk decided, and the sources."""
    return {
        "variants": [
            {
                "field": variant.field,
                "value": variant.value,
                "readings": list(variant.readings),
                "settled": variant.settled,
            }
            for variant in fact.variants
        ],
        "confidence": confidence(fact).value,
        "verified": None if (found := verification(fact)) is None else found.at,
        "corrections": [
            {"field": one.field, "value": one.value, "was": one.was, "at": one.at}
            for one in corrections(fact)
        ],
        "withdrawn": None if (gone := withdrawal(fact)) is None else gone.at,
        "sources": [_source(source) for source in fact.sources],
    }


def _date(edtf: str | None) -> JsonObject:
    start, end = iso(edtf)
    return {"date": start, "date_end": end, "edtf": edtf}


def _sum(one: Sum) -> JsonObject:
    whole = one.amount == one.amount.to_integral_value()
    return {"amount": int(one.amount) if whole else float(one.amount), "currency": one.currency}


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
        "original": source.original,
        "notices": [
            {"article": one.article, "kind": str(one.kind), "at": one.at, "words": one.words}
            for one in source.notices
        ],
        "evidence": [
            {"start": evidence.start, "end": evidence.end, "sentence": evidence.text}
            for evidence in source.evidence
        ],
    }


def _profile(profile: Profile) -> JsonObject:
    return {
        "person": _person(profile.person),
        "called": None if profile.called is None else _called(profile.called),
        "aliases": list(profile.aliases),
        "roles": [_role(held) for held in profile.roles],
        "meetings": [_meeting(fact) for fact in profile.meetings],
        "meetings_total": profile.meetings_total,
        "meetings_complete": profile.complete,
        "latest": [
            {
                "kind": str(latest.kind),
                "total": latest.total,
                "complete": latest.complete,
                "facts": [fact_json(fact) for fact in latest.facts],
            }
            for latest in profile.latest
        ],
    }


def _called(one: Called) -> JsonObject:
    """What the desk says somebody is called; it stands on no article."""
    return {"title": one.title, "party": one.party, "since": one.since, "by": "desk"}


def _totals(totals: Totals) -> JsonObject:
    return {
        "totals": [
            {"by": str(one.by), "of": one.of, **_sum(one.sum), "sums": one.number}
            for one in totals.totals
        ],
        "left_out": totals.left_out,
        "withdrawn": totals.withdrawn,
        "complete": totals.complete,
    }


def _choices(choices: tuple[Choice, ...]) -> list[JsonObject]:
    return [{"label": choice.label, "text": choice.text} for choice in choices]
