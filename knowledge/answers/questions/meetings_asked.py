"""Which meetings a question asks about: its query, and those of the facts found that are meant."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.questions import fitting
from knowledge.answers.questions.evidence import Archive
from knowledge.dates.edtf import bounds
from knowledge.language.lexicon import load
from knowledge.model import Form, MeetingFact, Period, Query, Status
from knowledge.names import party_name
from knowledge.questions.model import Asked, Frame, Named, Pick, Term, Wanted
from knowledge.questions.words import stemset, wordset
from knowledge.text import fold


def is_about(asked: Asked) -> bool:
    """Whether meetings can tell what a question wants; they give no length, sum or reason."""
    if Frame.MEETING not in asked.frames or asked.wanted in _NEVER_TOLD:
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


_NEVER_TOLD = frozenset(
    {Wanted.HOW_LONG, Wanted.HOW_MUCH, Wanted.HOW_OLD, Wanted.MEASURE, Wanted.WHY}
)


def found(asked: Asked, archive: Archive) -> list[MeetingFact]:
    """The meetings that a question asks about, the latest first (for "first", the earliest)."""
    query = query_of(asked)
    terms = [term for term in asked.terms if not _says_the_same(term)]
    first = asked.pick is Pick.FIRST
    fits = fitting.facts(query, terms, archive, earliest=first)
    return [
        fact
        for fact in fits
        if isinstance(fact, MeetingFact)
        and _has_everybody(fact, asked)
        and not any(_is_with(fact, one) for one in asked.besides)
        and _has_office(fact, asked)
        and _may_lie_in(fact, asked.period)
    ]


def compared(asked: Asked, archive: Archive) -> list[MeetingFact]:
    """The dated meetings with one of those that a question holds against each other."""
    fits = fitting.facts(query_of(asked), _others(asked), archive, earliest=True)
    return [
        fact
        for fact in fits
        if isinstance(fact, MeetingFact) and fact.date and _has_everybody(fact, asked)
    ]


def alternatives(asked: Asked) -> list[Named]:
    """The names of which one is asked for: "Albanese or Ardern", "Albanese before Ardern"."""
    words = asked.text.lower().replace("?", " ").replace(",", " ").split()
    joined = {"or", "than"} | ({"before", "after"} if asked.wanted is Wanted.WHETHER else set())
    for n, named in enumerate(asked.named):
        start = named.start - 1
        way = words[start] if 0 <= start < len(words) else ""
        if n and (named.way in joined or way in joined):
            return [asked.named[n - 1], named]
    return []


def without(asked: Asked, others: Sequence[Named]) -> Asked:
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


def _others(asked: Asked) -> list[Term]:
    """What a comparison is about besides whom it compares."""
    words = {"before", "after", "earlier", "later", "first", "last"}
    return [t for t in asked.terms if not _says_the_same(t) and fold(t.said) not in words]


def _says_the_same(term: Term) -> bool:
    """True for words that the conditions of the query (`query_of`) say already."""
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


def _has_office(fact: MeetingFact, asked: Asked) -> bool:
    """Whether an office is held by somebody else in the meeting than those who are named."""
    if not asked.query.offices:
        return True
    named = {one.of for one in asked.named if one.kind == "person"}
    titles = {fold(office.title) for office in asked.query.offices}
    return any(fold(ref.title or "") in titles for ref in fact.people if ref.id not in named)
