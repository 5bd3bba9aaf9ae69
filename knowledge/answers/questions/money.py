"""Who gave whom how much, what for, and what it comes to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.answers.common import person_name
from knowledge.answers.questions import fitting, lines
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.model import PaymentFact, Query, Sum
from knowledge.questions.model import Asked, Frame, Pick, Term, Wanted
from knowledge.questions.words import stemset, wordset
from knowledge.wording import queries, texts
from knowledge.wording.payments import amount
from knowledge.wording.phrases import enumerate_words, party

_SHOWN = 5
_ONLY_PLANNED = "It was planned; no article says that it was given."


def money(asked: Asked, archive: Archive) -> Told | None:
    """Answer a question about sums; None when it is about something else, or no fact fits."""
    if Frame.PAYMENT not in asked.frames or asked.wanted in (Wanted.WHY, Wanted.WHERE):
        return None
    if asked.frames[0] is not Frame.PAYMENT and asked.wanted not in (Wanted.HOW_MUCH,):
        return None
    query = replace(
        asked.query,
        command="money",
        words=(),
        parties=(),
        giver=None,
        receiver=None,
        people=(),
        offices=(),
        mentioned=(),
    )
    query = sides(asked, query)
    terms = [term for term in asked.terms if not _is_money(term)]
    amounts = [term for term in terms if _is_figure(term)]
    terms = [term for term in terms if term not in amounts]
    found = [f for f in fitting.facts(query, terms, archive) if isinstance(f, PaymentFact)]
    found = [fact for fact in found if _is_of(fact, asked, amounts)]
    found = [fact for fact in found if _names_all(fact, asked, query, archive)]
    if not found or (query == Query("money") and not (terms or amounts or asked.pick)):
        return None
    return _told(asked, query, found, archive)


def sides(asked: Asked, query: Query) -> Query:
    """Giver and receiver, by the words before the names and their place beside the verb."""
    parties = [named for named in asked.named if named.kind == "party"]
    gets = bool(wordset("gets") & asked.words) and not wordset("gives") & asked.words
    compared = {n.of for n in parties if n.way in ("or", "than")}
    if compared and len(parties) > 1:
        last = next(i for i, n in enumerate(parties) if n.way in ("or", "than"))
        either = [n.of for n in parties[max(0, last - 1) : last + 1]]
        if parties[last].way == "than":
            either = [parties[0].of, parties[last].of]
        rest = [n for n in parties if n.of not in either]
        return replace(query, either=tuple(either), receiver=rest[0].of if rest else None)
    giver: str | None = None
    receiver: str | None = None
    others: list[str] = []
    for named in parties:
        before = asked.verb is None or named.start < asked.verb
        if named.way in ("from", "by") or (
            named.way == "and" and giver and parties[0].way == "from"
        ):
            giver, others = (named.of, others) if giver is None else (giver, [*others, named.of])
        elif named.way in ("to", "for") and receiver is None:
            receiver = named.of
        elif asked.verb is None or named.way in ("and", "between", "of"):
            others.append(named.of)
        elif before and gets and asked.wanted is not Wanted.WHO and receiver is None:
            receiver = named.of
        elif before and giver is None:
            giver = named.of
        elif not before and not gets and receiver is None and giver != named.of:
            receiver = named.of
        else:
            others.append(named.of)
    if giver is not None and others:
        return replace(query, either=(giver, *others), receiver=receiver)
    return replace(query, giver=giver, receiver=receiver, parties=tuple(others))


def _names_all(fact: PaymentFact, asked: Asked, query: Query, archive: Archive) -> bool:
    """Whether those whom the query has no condition for are named beside the sum."""
    used = {query.giver, query.receiver, *query.parties, *query.either}
    passages_ = list(archive.passages(fact.sources))
    return all(
        named.of in used or any(archive.names_it(named, one) for one in passages_)
        for named in asked.named
    )


def _is_money(term: Term) -> bool:
    return not term.heavy or term.is_among(stemset("of money"))


def _is_figure(term: Term) -> bool:
    return any(char.isdigit() for char in term.said)


def _is_of(fact: PaymentFact, asked: Asked, amounts: Sequence[Term]) -> bool:
    """Whether a sum is one of the figures that the question gives, where it gives any."""
    figures = [value for term in amounts if (value := _figure(term, asked)) is not None]
    sums = {fact.sum.amount, *(one.amount for one in fact.equivalents)}
    return not figures or any(value in sums for value in figures)


def _figure(term: Term, asked: Asked) -> Decimal | None:
    digits = "".join(char for char in term.said if char.isdigit() or char == ".")
    try:
        value = Decimal(digits)
    except ArithmeticError:
        return None
    behind = asked.text.lower().partition(term.said.lower())[2].split()[:1]
    unit = behind[0].rstrip("?!.,;:") if behind else ""
    scale = {"million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
    last = term.said.lower().lstrip("$€£¥0123456789.,")
    return value * Decimal(10) ** scale.get(unit, scale.get(last, 0))


def _told(asked: Asked, query: Query, found: list[PaymentFact], archive: Archive) -> Told | None:
    found, beside = _of_stage(asked, found)
    if asked.pick in (Pick.FIRST, Pick.LAST):
        dated = [fact for fact in found if fact.date is not None]
        ordered = sorted(dated, key=lambda fact: fact.date or "", reverse=asked.pick is Pick.LAST)
        found = ordered[:1] or found
    said = _said(asked, found)
    if not asked.future and found[0].stage is not None:
        said = f"{_ONLY_PLANNED} {said}"
    if asked.pick in (Pick.MOST, Pick.LEAST) and len({f.sum.currency for f in found}) == 1:
        found = sorted(found, key=lambda f: f.sum.amount, reverse=asked.pick is Pick.MOST)
    if asked.pick is None:
        found = [*found, *beside]
    return Told(
        said,
        tuple(found[:_SHOWN]),
        query=query,
        understood=queries.understood(query, person_name(archive.base)),
    )


def _of_stage(
    asked: Asked, found: list[PaymentFact]
) -> tuple[list[PaymentFact], list[PaymentFact]]:
    """The sums that answer, and the others.

    What is still to come answers a question about that, or where nothing was given or promised.
    """
    given = [fact for fact in found if fact.stage is None]
    planned = [fact for fact in found if fact.stage is not None]
    return (
        (planned or given, given if planned else [])
        if asked.future
        else ((given, planned) if given else (planned, []))
    )


def _said(asked: Asked, found: list[PaymentFact]) -> str:
    if asked.pick in (Pick.MOST, Pick.LEAST) and len(found) > 1:
        return _compared(asked, found)
    if len(found) > 1 and (asked.pick is Pick.TOTAL):
        return _total(found)
    if asked.wanted is Wanted.WHO:
        receiving = not asked.passive and bool(wordset("gets") & asked.words)
        sides = [fact.receiver if receiving else fact.giver for fact in found]
        named = list(dict.fromkeys(party(code) for code in sides if code))
        if named:
            return f"{lines.upper(enumerate_words(named))}."
    return lines.some(found)


def _compared(asked: Asked, found: list[PaymentFact]) -> str:
    currencies = {fact.sum.currency for fact in found}
    if len(currencies) > 1:
        return "The sums are in several currencies, which are not compared."
    totals: dict[str, Decimal] = {}
    for fact in found:
        if fact.giver and not fact.part:
            totals[fact.giver] = totals.get(fact.giver, Decimal(0)) + fact.sum.amount
    currency = currencies.pop()
    ordered = sorted(totals.items(), key=lambda one: one[1], reverse=asked.pick is Pick.MOST)
    sides = [f"{party(code)} ({amount(Sum(value, currency))})" for code, value in ordered]
    if not sides:
        return "The archive has these sums."
    most = "The most" if asked.pick is Pick.MOST else "The least"
    rest = f", then {enumerate_words(sides[1:4])}" if len(sides) > 1 else ""
    return f"{most}: {sides[0]}{rest}."


def _total(found: list[PaymentFact]) -> str:
    totals: dict[str, Decimal] = {}
    for fact in found:
        if not fact.part:
            currency = fact.sum.currency
            totals[currency] = totals.get(currency, Decimal(0)) + fact.sum.amount
    sums = [amount(Sum(value, currency)) for currency, value in totals.items()]
    return f"{enumerate_words(sums)} in {texts.count(len(found), 'sum')}."
