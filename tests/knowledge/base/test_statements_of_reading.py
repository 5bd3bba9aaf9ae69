"""How many statements a look-up takes: as many however much is found, kept or withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Base, held
from knowledge.model import Kind, Participant, Query, RoleFact
from tests.bases import opened
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, ask, fill, met, role, told

US = Participant("Joe Biden", "President", "US")
AT = "2024-05-05T10:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "facts.db"
    with opened(path) as base:
        for n in range(1, 9):
            meeting = met(HUN_SEN, KISHIDA, on=f"2022-03-0{n}")
            other = met(HUN_SEN, TRUDEAU, on=f"2022-04-0{n}")
            fill(base, [told(f"japan-{n}", meeting), told(f"canada-{n}", other)])
    return path


@contextmanager
def traced(base: Base) -> Iterator[list[str]]:
    """What is executed meanwhile in this thread's reading connection."""
    found: list[str] = []
    with base.reader() as db:
        db.set_trace_callback(found.append)
        try:
            yield found
        finally:
            db.set_trace_callback(None)


def statements(base: Base, query: Query, limit: int) -> int:
    """How many statements a look-up takes in a base that remembers nothing yet."""
    with traced(base) as executed:
        assert len(base.find(Kind.MEETING, query, limit=limit, offset=0)[0]) == limit
    return len(executed)


def test_a_page_of_facts_is_read_together(path: Path) -> None:
    def taken(limit: int) -> int:
        with Base.open(path, readonly=True) as base:
            return statements(base, ask(parties=("JP",)), limit)

    assert taken(8) == taken(2) <= 6


def test_what_outlets_said_is_looked_up_of_articles_alone_of_which_they_said_any(
    path: Path,
) -> None:
    def asked(party: str) -> bool:
        with Base.open(path, readonly=True) as base, traced(base) as executed:
            found, _ = base.find(Kind.MEETING, ask(parties=(party,)), limit=8, offset=0)
        looked = [one for one in executed if "o.words" in one]
        assert len(found) == 8 and len(looked) <= 1
        flagged = [source for fact in found for source in fact.sources if source.notices]
        assert bool(flagged) == bool(looked)
        return bool(looked)

    assert not asked("CA")
    with Base.open(path) as base:
        base.mark_withdrawn("canada-3", AT, "")
    assert asked("CA") and not asked("JP")


def test_tables_are_checked_again_once_the_base_has_changed_and_only_then(path: Path) -> None:
    with Base.open(path) as base, Base.open(path, readonly=True) as reader:
        executed: list[str] = []
        with reader.reader() as db:
            db.set_trace_callback(executed.append)

        def checked() -> bool:
            executed.clear()
            reader.scope()
            return any("schema_version" in one for one in executed)

        assert not checked()
        base.mark_withdrawn("canada-3", AT, "")
        assert checked()
        assert not checked()


def test_the_number_of_a_person_takes_no_row(path: Path) -> None:
    with Base.open(path, readonly=True) as base:
        [person] = base.names.person("Justin Trudeau").candidates
        with traced(base) as executed:
            base.find(Kind.MEETING, ask(people=(person.id,)), limit=0, offset=0)
    assert not [one for one in executed if "* FROM people" in one]


def test_facts_that_are_remembered_are_not_read_again(path: Path) -> None:
    with Base.open(path, readonly=True) as base:
        first = statements(base, ask(parties=("JP",)), 8)
        assert statements(base, ask(parties=("JP",)), 7) < first


def test_what_is_withdrawn_of_others_is_not_looked_at_one_by_one(path: Path) -> None:
    taken = []
    for few in (range(1, 3), range(3, 9)):
        with Base.open(path) as base:
            for n in few:
                base.mark_withdrawn(f"canada-{n}", AT, "")
        with Base.open(path, readonly=True) as base:
            rest = base.without_withdrawn()
            assert len(rest.withdrawn_facts()) == few[-1]
            rest.left_out()
            taken.append(statements(rest, ask(parties=("JP",)), 5))
            with traced(rest) as executed:
                assert rest.has(Kind.MEETING, ask(parties=("JP",)))
            assert not [one for one in executed if "count" in one]
    assert taken[0] == taken[1]


def test_few_facts_that_full_text_search_finds_are_looked_for_once(path: Path) -> None:
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        assert base.find(Kind.MEETING, ask(parties=("JP", "KH")), limit=5, offset=0)[1] == 8
    assert len([one for one in executed if "MATCH" in one]) == 1


def test_what_words_find_is_looked_for_once_for_all_kinds(path: Path) -> None:
    kinds = [kind for kind in Kind if kind is not Kind.ROLE]
    query = Query("facts", words=("hun",))
    for oldest_first in (False, True):
        with Base.open(path, readonly=True) as base, traced(base) as executed:
            assert base.has(kinds, query)
            found, total = base.find(kinds, query, limit=3, offset=2, oldest_first=oldest_first)
            counted = base.counts(kinds, query).counts
        assert (total, sum(count.number for count in counted)) == (16, 16)
        days = [str(getattr(fact, "date", None)) for fact in found]
        assert days == (_EARLY if oldest_first else _LATE)
        assert len([one for one in executed if "MATCH" in one]) == 1


_EARLY = ["2022-03-03", "2022-03-04", "2022-03-05"]
_LATE = ["2022-04-06", "2022-04-05", "2022-04-04"]


def test_one_question_counts_and_lists_the_same_facts_once(path: Path) -> None:
    early = ask(parties=("JP",), as_of=date(2022, 12, 31))
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        found, total = base.find(Kind.MEETING, early, limit=5, offset=0)
        assert base.page(Kind.MEETING, early, limit=0, offset=0).complete
        assert base.has(Kind.MEETING, early)
        assert base.find(Kind.MEETING, early, limit=5, offset=0) == (found, total)
    looked = [one for one in executed if "FROM fact_parties x WHERE" in one]
    assert looked and len(looked) == len(set(looked))


def test_what_has_to_be_looked_at_to_be_counted_is_listed_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MANY", 2)
    american = ask(mentioned=("US",))
    with Base.open(path) as base:
        for n in range(1, 4):
            fill(base, [told(f"us-{n}", met(HUN_SEN, US, on=f"2022-05-0{n}"))])
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        assert base.find(Kind.MEETING, american, limit=5, offset=0)[1] == 3
    assert len([one for one in executed if "GLOB" in one]) == 1


def test_whom_roles_tell_is_read_without_the_articles_of_the_roles(tmp_path: Path) -> None:
    people = [Participant(f"Maria {name}", "Minister", "KH") for name in ("Sok", "Chan", "Prak")]
    path = tmp_path / "roles.db"
    with opened(path) as base:
        fill(base, [told(f"a-{n}", role(one)) for n, one in enumerate(people)])
    asked = Query("whois", words=("maria",))
    with Base.open(path, readonly=True) as base:
        with traced(base) as executed:
            found = base.people_of_roles(asked)
        assert not any("article_versions" in one for one in executed)
        roles, _ = base.find(Kind.ROLE, asked, limit=50, offset=0)
        assert list(found.items()) == [
            (one.person.id, one.person.name) for one in roles if isinstance(one, RoleFact)
        ]
        assert sorted(found.values()) == sorted(one.name for one in people)


def test_of_facts_that_many_tell_only_the_articles_shown_are_read_and_all_together(
    tmp_path: Path,
) -> None:
    days = [f"2022-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 28)]
    with opened(tmp_path / "facts.db") as base:
        both = role(HUN_SEN), role(KISHIDA)
        fill(base, [told(f"on-{day}", *both, published=day) for day in days])
        with traced(base) as executed:
            found = base.find(Kind.ROLE, Query("whois"), limit=9, offset=0)[0]
    ends = [f"on-{day}" for day in (*days[:12], *days[-12:])]
    assert [[one.article for one in fact.sources] for fact in found] == [ends, ends]
    assert len([one for one in executed if "v.title" in one]) == 1
    assert len([one for one in executed if "v.text" in one]) == 1
