"""Who met whom, when, where, on what occasion, how often, first or last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.answers.common import person_name
from knowledge.answers.listing import listed
from knowledge.answers.questions import fitting, lines
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.dates.edtf import bounds
from knowledge.language import typed
from knowledge.language.lexicon import load
from knowledge.model import (
    Choice,
    Form,
    MeetingFact,
    Period,
    PersonRef,
    Query,
    Status,
)
from knowledge.names import party_name
from knowledge.questions.model import Asked, Frame, Named, Pick, Term, Wanted
from knowledge.questions.words import stemset, wordset
from knowledge.text import fold
from knowledge.wording import facts as say
from knowledge.wording import queries, texts, visits
from knowledge.wording.phrases import enumerate_words, party, person

_SHOWN = 5


def meetings(asked: Asked, archive: Archive) -> Told | None:
    """Answer a question about meetings; None when it is about something else, or no fact fits."""
    if not _is_about_meetings(asked):
        return None
    several = _alternatives(asked)
    if len(several) > 1:
        return _compared(asked, several, archive)
    query = query_of(asked)
    terms = [term for term in asked.terms if not _says_the_same(term, query)]
    first = asked.pick is Pick.FIRST
    fits = fitting.facts(query, terms, archive, earliest=first)
    found = [fact for fact in fits if isinstance(fact, MeetingFact)]
    found = [fact for fact in found if _has_everybody(fact, asked)]
    found = [fact for fact in found if not any(_is_with(fact, one) for one in asked.besides)]
    found = [fact for fact in found if _has_office(fact, asked) and _may_lie_in(fact, asked.period)]
    if not found:
        return None
    return _told(asked, query, found, terms, archive)


def _alternatives(asked: Asked) -> list[Named]:
    """The names of which one is asked for: "Albanese or Ardern", "Albanese before Ardern"."""
    words = asked.text.lower().replace("?", " ").replace(",", " ").split()
    joined = {"or", "than"} | ({"before", "after"} if asked.wanted is Wanted.WHETHER else set())
    for n, named in enumerate(asked.named):
        start = named.start - 1
        way = words[start] if 0 <= start < len(words) else ""
        if n and (named.way in joined or way in joined):
            return [asked.named[n - 1], named]
    return []


def _compared(asked: Asked, several: Sequence[Named], archive: Archive) -> Told | None:
    """Which of two was met first, or last."""
    found: list[tuple[Named, MeetingFact]] = []
    for one in several:
        alone = _without(asked, [other for other in several if other is not one])
        met = [
            fact
            for fact in fitting.facts(query_of(alone), _others(asked), archive, earliest=True)
            if isinstance(fact, MeetingFact) and fact.date and _has_everybody(fact, alone)
        ]
        if not met:
            return None
        found.append((one, min(met, key=lambda fact: bounds(fact.date or "") or _NEVER)))
    ordered = sorted(found, key=lambda one: bounds(one[1].date or "") or _NEVER)
    last = asked.pick is Pick.LAST or "later" in asked.words
    if last:
        ordered.reverse()
    lines = [f"{_name(named, archive)} ({say.when(fact)})" for named, fact in ordered]
    lead = "Later" if last else "First"
    said = f"{lead}: {', then '.join(lines)}."
    if asked.wanted is Wanted.WHETHER and "or" not in {n.way for n in several}:
        first_named = ordered[0][0] is several[0]
        yes = first_named if "after" not in asked.words else not first_named
        said = f"{'Yes' if yes else 'No'}. {said}"
    return Told(said, tuple(fact for _, fact in ordered), total=len(ordered))


_NEVER = (date.max, date.max)


def _others(asked: Asked) -> list[Term]:
    """What a comparison is about besides whom it compares."""
    words = {"before", "after", "earlier", "later", "first", "last"}
    query = query_of(asked)
    return [t for t in asked.terms if not _says_the_same(t, query) and fold(t.said) not in words]


def _name(named: Named, archive: Archive) -> str:
    if named.kind == "person":
        known = archive.base.person(named.of)
        return named.said if known is None else known.name
    return party(named.of) if named.kind == "party" else named.of


def _without(asked: Asked, others: Sequence[Named]) -> Asked:
    """The question without some of its names."""
    gone = {one.of for one in others}
    query = replace(
        asked.query,
        people=tuple(p for p in asked.query.people if p not in gone),
        parties=tuple(p for p in asked.query.parties if p not in gone),
        offices=tuple(
            o for o in asked.query.offices if not any(other.kind == "office" for other in others)
        ),
    )
    return replace(asked, query=query, named=tuple(n for n in asked.named if n not in others))


def _has_office(fact: MeetingFact, asked: Asked) -> bool:
    """Whether an office is held by somebody else in the meeting than those who are named."""
    if not asked.query.offices:
        return True
    named = {one.of for one in asked.named if one.kind == "person"}
    titles = {fold(office.title) for office in asked.query.offices}
    return any(fold(ref.title or "") in titles for ref in fact.people if ref.id not in named)


def no_such(asked: Asked, archive: Archive) -> Told | None:
    """Say that there is no such meeting, where one between those named was asked about."""
    if not _is_about_meetings(asked) or not asked.named:
        return None
    query = query_of(asked)
    nothing = listed(query, archive.base, 1)
    if nothing.answered:
        return None
    return Told(
        nothing.message or "",
        answered=False,
        query=query,
        notes=nothing.notes,
        nearest=nothing.nearest,
    )


def _is_about_meetings(asked: Asked) -> bool:
    if Frame.MEETING not in asked.frames or asked.wanted not in _SAYINGS:
        return False
    if asked.wanted is Wanted.HOW_MANY and any(t.heavy for t in asked.focus):
        return False
    if asked.wanted is Wanted.WHAT and wordset("about what") & asked.words:
        return False
    if asked.frames[0] is Frame.MEETING:
        return True
    return asked.wanted in (Wanted.WHO, Wanted.OCCASION) and asked.frames[0] not in (
        Frame.PAYMENT,
        Frame.AGREEMENT,
        Frame.STATEMENT,
    )


def query_of(asked: Asked) -> Query:
    """The question as /meetings would ask it."""
    query = replace(asked.query, command="meetings", words=())
    forms = _forms(asked)
    if forms == (Form.VISIT,):
        query = _directed(query, asked)
    query = _placed(query, asked)
    if query.period is not None and asked.wanted in (Wanted.HOW_MANY, Wanted.WHO, Wanted.WHAT):
        query = replace(query, undated=True)
    if asked.future and asked.wanted is not Wanted.WHETHER:
        query = replace(query, statuses=(Status.PLANNED,))
    return replace(query, forms=() if query.visited or query.visiting else forms)


def _forms(asked: Asked) -> tuple[Form, ...]:
    if asked.words & wordset("calls"):
        return (Form.CALL,)
    return (Form.VISIT,) if asked.words & wordset("visits") else ()


def _directed(query: Query, asked: Asked) -> Query:
    """Where a visit went to: the country behind the verb, or after "to" or "in"."""
    for named in asked.named:
        if named.kind not in ("party", "place"):
            continue
        after = asked.verb is not None and named.start > asked.verb
        if named.way in ("to", "in", "of") or (after and named.way in ("", "and")):
            if query.visited is None and named.way != "of":
                rest = tuple(code for code in query.parties if code != named.of)
                query = replace(query, visited=named.of, parties=rest)
        elif named.way in ("by", "from"):
            rest = tuple(code for code in query.parties if code != named.of)
            query = replace(query, visiting=named.of, parties=rest)
    return query


def _placed(query: Query, asked: Asked) -> Query:
    """A town or country after "in" or "at" is where the meeting was."""
    for named in asked.named:
        if named.kind == "place" and query.visited is None:
            query = replace(query, place=named.said)
    return query


def _says_the_same(term: Term, query: Query) -> bool:
    """True for words that the query's conditions say already."""
    if not term.heavy:
        return True
    stems = {word for phrase in term.phrases for word in phrase}
    return (
        bool(stems & stemset("met"))
        or any(
            load(lexicon).get(term.said.lower()) is not None for lexicon in ("forms", "statuses")
        )
        or term.said.lower() in wordset("calls") | wordset("visits")
    )


def _may_lie_in(fact: MeetingFact, period: Period | None) -> bool:
    """Whether a vague date lies in the period as a whole, or an undated meeting was told of in it.

    A period of less than a month says nothing of a meeting without a day.
    """
    if period is None:
        return True
    span = bounds(fact.date) if fact.date is not None else None
    if span is not None:
        begun = period.start is None or period.start <= span[0]
        return begun and (period.end is None or span[1] <= period.end)
    if period.start is None or period.end is None or (period.end - period.start).days < _MONTH:
        return False
    told = [span for s in fact.sources if s.published and (span := bounds(s.published))]
    return any(period.start <= span[0] and span[1] <= period.end for span in told)


_MONTH = 27


def _is_with(fact: MeetingFact, named: Named) -> bool:
    """Whether somebody, by name or office, or a party took part in a meeting."""
    if named.kind == "person":
        return any(ref.id == named.of for ref in fact.people)
    if named.kind == "office":
        title = fold(named.of.split(" of ", 1)[0])
        return any(
            fold(ref.title or "") == title
            and (" of " not in named.of or party_name(ref.party or "") in named.of)
            for ref in fact.people
        )
    return named.of in fact.parties


def _has_everybody(fact: MeetingFact, asked: Asked) -> bool:
    """Whether all people that the question names took part, those without a title as well."""
    people = {ref.id for ref in fact.people}
    return all(named.of in people for named in asked.named if named.kind == "person")


def _told(
    asked: Asked, query: Query, found: list[MeetingFact], terms: Sequence[Term], archive: Archive
) -> Told | None:
    found = _picked(asked, _that_took_place(asked, found))
    if not found:
        return None
    said = _SAYINGS.get(asked.wanted, _what)(asked, found)
    if said is None:
        return None
    if not asked.future and not _took_place(asked, found):
        return _cancelled(asked, found) or _only_planned(asked, query, found)
    nearest: tuple[Choice, ...] = ()
    if len(found) > _SHOWN:
        nearest = (Choice(f"All {len(found):,}", typed(query)),)
    return Told(
        said,
        tuple(found[:_SHOWN]) if asked.wanted is not Wanted.WHAT else tuple(found[: _SHOWN * 4]),
        query=query,
        total=len(found),
        nearest=nearest,
        understood=queries.understood(query, person_name(archive.base)),
    )


def _that_took_place(asked: Asked, found: list[MeetingFact]) -> list[MeetingFact]:
    """Of those that are asked about as past, the ones that were held, where there are any."""
    if asked.future or asked.wanted is Wanted.WHETHER or not wordset("past") & asked.words:
        return found
    return [fact for fact in found if fact.status is Status.HELD] or found


def _took_place(asked: Asked, found: Sequence[MeetingFact]) -> bool:
    """Whether what is asked of as having happened did; a plan is asked about without a verb too."""
    if asked.wanted is Wanted.WHAT or not wordset("past") & asked.words:
        return True
    return any(fact.status is Status.HELD for fact in found)


def _cancelled(asked: Asked, found: Sequence[MeetingFact]) -> Told | None:
    """What is said where the articles tell that it was called off."""
    off = [fact for fact in found if fact.status is Status.CANCELLED]
    if not off:
        return None
    said = "No: it was cancelled." if asked.wanted is Wanted.WHETHER else "It was cancelled."
    return Told(f"{said} {lines.told(off[0])}.", tuple(off[:_SHOWN]), total=len(off))


def _only_planned(asked: Asked, query: Query, found: Sequence[MeetingFact]) -> Told:
    """What is said of a meeting that no article reports as held: a plan is no answer."""
    planned = replace(query, statuses=(Status.PLANNED,), undated=False)
    choice = Choice(f"What was planned ({len(found):,})", typed(planned))
    said = "No article says that it took place; it was planned."
    return Told(said, answered=False, query=query, nearest=(choice,))


def _picked(asked: Asked, found: list[MeetingFact]) -> list[MeetingFact]:
    if asked.pick not in (Pick.FIRST, Pick.LAST):
        return found
    dated = [fact for fact in found if fact.date is not None and bounds(fact.date) is not None]
    ordered = sorted(dated, key=lambda fact: bounds(fact.date or "") or 0)
    if not ordered:
        return found
    return [ordered[0] if asked.pick is Pick.FIRST else ordered[-1]]


def _when(asked: Asked, found: list[MeetingFact]) -> str | None:
    if len(found) > 1:
        days = list(dict.fromkeys(lines.lower(say.when(fact)) for fact in found[:_SHOWN]))
        return f"The archive tells of {texts.count(len(found), 'meeting')}: {'; '.join(days)}."
    (fact,) = found
    if fact.date is None:
        occasion = f" It was on the sidelines of the {fact.occasion}." if fact.occasion else ""
        return f"The archive gives no day for it: {lines.lower(say.when(fact))}.{occasion}"
    return f"{say.when(fact)}."


def _where(asked: Asked, found: list[MeetingFact]) -> str | None:
    placed = [fact for fact in found if fact.place or fact.occasion]
    if not placed:
        return None
    said = []
    for fact in placed[:_SHOWN]:
        place = f"In {fact.place}" if fact.place else ""
        beside = f"on the sidelines of the {fact.occasion}" if fact.occasion else ""
        said.append(f"{place}, {beside}" if place and beside else place or lines.upper(beside))
    return f"{'; '.join(dict.fromkeys(said))}."


def _occasion(asked: Asked, found: list[MeetingFact]) -> str | None:
    named = [fact.occasion for fact in found if fact.occasion]
    return f"{lines.upper(enumerate_words(list(dict.fromkeys(named))))}." if named else None


def _who(asked: Asked, found: list[MeetingFact]) -> str | None:
    asked_for = {named.of for named in asked.named if named.kind == "person"}
    names: dict[str, None] = {}
    for fact in found:
        if fact.form is Form.VISIT and (visitors := visits.visitors(fact)):
            names |= dict.fromkeys(person(ref) for ref in visitors if ref.id not in asked_for)
            continue
        others = [r for r in fact.people if r.id not in asked_for and not _holds(r, asked)]
        if not others:
            others_parties = [
                code for code in fact.parties if code not in {n.of for n in asked.named}
            ]
            names |= dict.fromkeys(map(party, others_parties))
        names |= dict.fromkeys(map(person, others))
    return f"{lines.upper(enumerate_words(list(names)))}." if names else None


def _holds(ref: PersonRef, asked: Asked) -> bool:
    """Whether somebody is meant by an office that the question names of a party."""
    return any(
        fold(office.title) == fold(ref.title or "") and office.party == ref.party
        for office in asked.query.offices
    )


def _how_many(asked: Asked, found: list[MeetingFact]) -> str | None:
    noun = "visit" if all(fact.form is Form.VISIT for fact in found) else "meeting"
    number = _NUMBERS.get(len(found), f"{len(found):,}")
    return f"{number} ({len(found):,}) {noun if len(found) == 1 else noun + 's'} in the archive."


_NUMBERS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven",
            8: "Eight", 9: "Nine", 10: "Ten"}  # fmt: skip


def _whether(asked: Asked, found: list[MeetingFact]) -> str | None:
    held = [fact for fact in found if fact.status is Status.HELD]
    cancelled = [fact for fact in found if fact.status is Status.CANCELLED]
    if held or (asked.future and not cancelled):
        return "Yes."
    if cancelled:
        return "No: it was cancelled."
    return "It was planned; no article says that it took place."


def _what(asked: Asked, found: list[MeetingFact]) -> str | None:
    return lines.some(found)


_SAYINGS = {
    Wanted.WHEN: _when,
    Wanted.WHERE: _where,
    Wanted.OCCASION: _occasion,
    Wanted.WHO: _who,
    Wanted.HOW_MANY: _how_many,
    Wanted.WHETHER: _whether,
    Wanted.WHAT: _what,
}
