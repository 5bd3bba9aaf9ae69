"""What is remembered outlasts commits that leave answers as they are, and no others."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Base, commits, compacting
from knowledge.base.commits import Look
from knowledge.base.opinions import Feedback
from knowledge.base.pulse import Pulse
from knowledge.base.standing import Standing
from knowledge.model.providers import ListedStory, NewProvider, ProviderKind, RequestState
from tests.bases import opened
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told

AT = "2024-05-05T10:00:00Z"
SOON = "2024-05-05T11:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "facts.db"
    with opened(path) as base:
        fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
        base.add_provider(PROVIDER, now=AT)
    return path


PROVIDER = NewProvider(ProviderKind.FEED, "https://post.example/feed", "Post")

JUDGED = Feedback("T1/C1/1.2", "U1", "who met Japan?", helpful=False)

ASIDE: dict[str, Callable[[Base], object]] = {
    "a question without an answer": lambda base: base.count_gap("U1", "who met Narnia?"),
    "a judgement": lambda base: base.take_feedback(
        Feedback("T1/C1/1.2", "U1", "who met Japan?", False)
    ),
    "a source is followed": lambda base: base.add_provider(
        NewProvider(ProviderKind.FEED, "https://times.example/feed", "Times"), now=AT
    ),
    "a look begins": lambda base: base.poll_began(1, at=AT, due_at=SOON),
    "a look went well": lambda base: base.poll_succeeded(1, at=AT, due_at=SOON),
    "a source lists a story": lambda base: base.put_stories(
        1, [ListedStory("one", "https://post.example/1")], now=AT
    ),
    "somebody asks for a story": lambda base: base.request("https://post.example/1", "U1", now=AT),
    "a lease": lambda base: base.take_lease("polling", "me", 180, now=AT),
}

CHANGES: dict[str, Callable[[Base], object]] = {
    "another article": lambda base: fill(base, [told("b", met(HUN_SEN, KISHIDA, on="2022-03-22"))]),
    "one is taken down": lambda base: base.remove("a", who="editor", why="wrong"),
    "one is withdrawn": lambda base: base.mark_withdrawn("a", AT, "wrong", now=AT),
}


def by_hand(base: Base) -> None:
    with closing(sqlite3.connect(base.path)) as db, db:
        db.execute("UPDATE article_versions SET title = upper(title)")


def watched(path: Path, change: Callable[[Base], object]) -> tuple[bool, bool]:
    """Whether a reader remembers what it knew before a change, and whether the pulse stays."""
    pulse = Pulse(path)
    made: list[int] = []
    with Base.open(path) as writing, Base.open(path, readonly=True) as base:
        base.remembered("key", lambda: made.append(1))
        before = pulse.beat(Standing.of(path).file)
        change(writing)
        base.remembered("key", lambda: made.append(1))
        after = pulse.beat(Standing.of(path).file)
    pulse.close()
    assert None not in (before, after)
    return len(made) == 1, before == after


@pytest.mark.parametrize("change", ASIDE.values(), ids=ASIDE)
def test_what_is_aside_leaves_what_is_remembered(
    path: Path, change: Callable[[Base], object]
) -> None:
    with Base.open(path, readonly=True) as base, base.reader() as db:
        before = commits.counted(db)
    assert watched(path, change) == (True, True)
    with Base.open(path, readonly=True) as base, base.reader() as db:
        assert commits.counted(db) != before


@pytest.mark.parametrize("change", [*CHANGES.values(), by_hand], ids=[*CHANGES, "by hand"])
def test_whatever_else_changes_is_looked_up_anew(
    path: Path, change: Callable[[Base], object]
) -> None:
    assert watched(path, change) == (False, False)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("last", [True, False])
def test_a_change_among_others_is_not_missed(
    path: Path, change: Callable[[Base], object], last: bool
) -> None:
    aside = ASIDE["a question without an answer"]

    def several(base: Base) -> None:
        for one in (aside, change) if last else (change, aside):
            one(base)

    assert watched(path, several) == (False, False)


def test_what_outlasted_a_commit_is_looked_up_anew_after_a_while(path: Path) -> None:
    now = 0.0
    seen = commits.Seen(lambda: now)
    with Base.open(path) as base, closing(sqlite3.connect(path)) as reader:
        assert [seen.look(reader) for _ in range(2)] == [Look.OTHER, Look.SAME]
        now += 10 * commits.OUTLASTS
        assert seen.look(reader) is Look.SAME
        # What changed by hand can't be told where this comes before anybody looked.
        by_hand(base)
        base.count_gap("U1", "who met Narnia?")
        assert seen.look(reader) is Look.ASIDE
        now += commits.OUTLASTS - 1
        base.count_gap("U1", "who met Oz?")
        assert [seen.look(reader) for _ in range(2)] == [Look.ASIDE, Look.SAME]
        now += 1
        assert [seen.look(reader) for _ in range(2)] == [Look.OTHER, Look.SAME]
        now += 10 * commits.OUTLASTS
        assert seen.look(reader) is Look.SAME


def test_what_can_not_be_told_is_taken_for_a_change(path: Path) -> None:
    seen = commits.Seen()
    with closing(sqlite3.connect(path)) as reader:
        seen.look(reader)
    with pytest.raises(sqlite3.ProgrammingError):
        seen.look(reader)
    with closing(sqlite3.connect(path)) as reader:
        assert seen.look(reader) is Look.OTHER


def test_an_update_of_the_tables_is_a_change(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    with opened(path), closing(sqlite3.connect(path)) as reader:
        assert commits.counted(reader) // 256 == 1


def test_what_is_aside_touches_nothing_that_answers_are_made_of(path: Path) -> None:
    written: set[str] = set()

    def authorise(action: int, table: str | None, *_: object) -> int:
        if action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE):
            written.add(str(table))
        return sqlite3.SQLITE_OK

    with Base.open(path) as base:
        with base._connections.write() as db:
            db.set_authorizer(authorise)
        for change in ASIDE.values():
            change(base)
        base.pause_provider(1, now=AT)
        base.hasten_provider(1, now=AT)
        base.list_was_read(1, etag=None, last_modified=None, cursor="2")
        base.poll_failed(1, at=AT, due_at=SOON, problem="gone")
        base.item_begun(1, "one", SOON)
        item = base.item(1, "one")
        assert item is not None
        base.keep_item(replace(item, article="a"))
        base.begin_request(1, now=AT)
        base.answer_request(1, RequestState.DONE, "added", now=AT)
        base.renew_lease("polling", "me", 180, now=AT)
        base.release_lease("polling", "me")
        base.remove_provider(1, now=AT)
    written.discard("sqlite_master")  # By the pragma that counts.
    assert written == {"feedback", "gaps", "items", "leases", "providers", "requests", "unanswered"}


def test_putting_an_index_together_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "_SMALL", 2)
    with Base.open(path) as base:
        for day in range(1, 9):
            fill(base, [told(f"b{day}", met(HUN_SEN, KISHIDA, on=f"2022-04-0{day}"))])
    assert watched(path, lambda base: base.compact()) == (True, True)


@given(st.lists(st.booleans(), min_size=1, max_size=600))
def test_counting_tells_the_two_apart(every: list[bool]) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        before = commits.counted(db)
        for aside in every:
            commits.count(db, aside=aside)
        now = commits.counted(db)
    if not all(every):
        assert not commits.were_aside(before, now)
    elif len(every) % 256:
        assert commits.were_aside(before, now)
