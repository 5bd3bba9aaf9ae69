"""Facts of a query, with the conditions that need several searches or a look at each fact.

The base finds facts by conditions that all hold together. "In India" (the country, its capital, or
a visit to it) is several searches, merged; "visits to Japan" keeps of what a search finds the
visits that went there. Of statements those in the speaker's own words come first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from knowledge.base import Base
from knowledge.commands import IN_TIME, QUOTES
from knowledge.dates.edtf import bounds
from knowledge.language.countries import capitals, country_named
from knowledge.language.speech import kinds
from knowledge.model import Fact, Form, Kind, MeetingFact, Query
from knowledge.names import party_name
from knowledge.text import fold
from knowledge.wording import visits
from knowledge.wording.texts import number_words

LOOKED_THROUGH = 500
"""How many of the newest facts of one search are looked at where each needs a look."""

_Test = Callable[[MeetingFact], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of facts, and how many there are.

    `complete` is false when a search had more facts than are looked at or counted; `total` then
    counts some of them. `withheld` are facts of the page that `total` counts and that are not
    shown, as none of their sentences stands in its article; of several searches, the most of one.
    """

    facts: tuple[Fact, ...]
    total: int
    complete: bool = True
    withheld: int = 0

    @property
    def number(self) -> str:
        """How many there are, as people read it: "1,234", or "10,000+"."""
        return number_words(self.total, complete=self.complete)


NOTHING = Found((), 0)


@dataclass(frozen=True, slots=True)
class _Search:
    """One search of the base, and what its facts have to be besides."""

    query: Query
    test: _Test | None = None


def find(query: Query, base: Base, *, limit: int, offset: int = 0) -> Found:
    """A page of the facts of a query; see `Base.find` for what it finds.

    Newest first, undated ones by their publication; timelines and what is to come the earliest
    first.
    """
    if _is_of_words(query):
        return _own_words_first(query, base, limit, offset)
    searches = list(_searches(query))
    if len(searches) == 1 and searches[0].test is None:
        return _page(searches[0].query, base, limit, offset)
    kept: dict[str, MeetingFact] = {}
    complete, withheld = True, 0
    for search in searches:
        page = base.page(Kind.MEETING, search.query, limit=LOOKED_THROUGH, offset=0)
        complete = complete and page.complete and page.total <= LOOKED_THROUGH
        withheld = max(withheld, min(page.total, LOOKED_THROUGH) - len(page.facts))
        facts = (fact for fact in page.facts if isinstance(fact, MeetingFact))
        kept |= {fact.id: fact for fact in facts if search.test is None or search.test(fact)}
    merged = sorted(kept.values(), key=_newest_first)
    return Found(tuple(merged[offset : offset + limit]), len(merged), complete, withheld)


def first(query: Query, base: Base, limit: int) -> Found:
    """The facts that `find` gives first, counted as far as to tell whether there are more."""
    if _is_of_words(query):
        direct = first(replace(query, direct=True), base, limit)
        if direct.total > limit:
            return direct
        rest = first(replace(query, direct=False), base, limit - direct.total)
        return Found(
            (*direct.facts, *rest.facts),
            direct.total + rest.total,
            rest.complete,
            withheld=direct.withheld + rest.withheld,
        )
    searches = list(_searches(query))
    if len(searches) == 1 and searches[0].test is None:
        return _page(searches[0].query, base, limit, 0, limit + 1)
    return find(query, base, limit=limit)


def _is_of_words(query: Query) -> bool:
    """Whether own words and reported ones are asked for."""
    return query.command == QUOTES.name and query.direct is None


def _page(query: Query, base: Base, limit: int, offset: int, counted: int | None = None) -> Found:
    facts, total, complete = base.page(
        kinds(query),
        query,
        limit=limit,
        offset=offset,
        oldest_first=query.command in IN_TIME,
        counted=counted,
    )
    page = max(0, min(limit, total - offset))
    return Found(tuple(facts), total, complete, max(0, page - len(facts)))


def _own_words_first(query: Query, base: Base, limit: int, offset: int) -> Found:
    """Direct quotations, then what was reported, as one list."""
    # A statement is one or the other, so all together are counted, which is easier.
    end = offset + limit
    direct = _page(replace(query, direct=True), base, limit, offset, end)
    shown = max(0, min(limit, direct.total - offset))
    every = _page(query, base, 0, end + 1)
    if not direct.complete or shown == limit:
        return replace(direct, total=every.total, complete=every.complete)
    reported = replace(query, direct=False)
    rest = _page(reported, base, limit - shown, max(0, offset - direct.total), end)
    return Found(
        (*direct.facts, *rest.facts),
        every.total,
        every.complete,
        withheld=direct.withheld + rest.withheld,
    )


def undated(query: Query, base: Base) -> int:
    """How many facts a period leaves out because no exact date is known."""
    searches = list(_searches(query))
    if len(searches) == 1 and searches[0].test is None:
        return base.undated(searches[0].query, kinds(query))
    with_them = find(replace(query, undated=True, page=1), base, limit=0)
    return with_them.total - find(replace(query, undated=False, page=1), base, limit=0).total


def _newest_first(fact: MeetingFact) -> tuple[int, str]:
    dates = [fact.date] if fact.date is not None else [source.published for source in fact.sources]
    days = [span[0] for value in dates if value is not None and (span := bounds(value))]
    return -min(days, default=date.min).toordinal(), fact.id


def _searches(query: Query) -> Iterator[_Search]:
    """The searches that a query comes to; their facts together are what was asked for."""
    bare = replace(query, visited=None, visiting=None)
    tests: list[_Test] = []
    if query.visiting is not None:
        tests.append(_came_from(query.visiting))
        bare = _with(bare, query.visiting, Form.VISIT)
    if query.visited is not None:
        tests.append(_went_to(query.visited))
        bare = _with(bare, query.visited, Form.VISIT)
    for search in _places(bare):
        yield replace(search, test=_all([*tests, *([search.test] if search.test else [])]))


def _with(query: Query, code: str, form: Form | None = None) -> Query:
    parties = tuple(dict.fromkeys((*query.parties, code)))
    return replace(query, parties=parties, forms=query.forms if form is None else (form,))


def _places(query: Query) -> Iterator[_Search]:
    """A country as a place: its name, its capitals, its cities where it took part, and visits."""
    yield _Search(query)
    code = None if query.place is None else country_named(query.place)
    if code is None:
        return
    for name in dict.fromkeys((party_name(code), *capitals()[code])):
        if name != query.place:
            yield _Search(replace(query, place=name))
    anywhere = _with(replace(query, place=None), code)
    yield _Search(anywhere, _took_place_in(code))
    if not query.forms or Form.VISIT in query.forms:
        yield _Search(_with(anywhere, code, Form.VISIT), _went_to(code))


def _took_place_in(code: str) -> _Test:
    return lambda fact: fact.place is not None and fold(fact.place) in visits.seats(code)


def _went_to(code: str) -> _Test:
    return lambda fact: visits.went_to(fact, code)


def _came_from(code: str) -> _Test:
    return lambda fact: visits.came_from(fact, code)


def _all(tests: list[_Test]) -> _Test | None:
    return (lambda fact: all(test(fact) for test in tests)) if tests else None
