"""Providers, their stories, requests, leases and notices in the base."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.base import Base, BaseProblem
from knowledge.base.providers import MOST
from knowledge.base.requests import DAYS_KEPT, MOST_WAITING
from knowledge.model import (
    ItemState,
    ListedStory,
    NewProvider,
    NoticeKind,
    Provider,
    ProviderKind,
    RequestState,
)
from knowledge.model.providers import later
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told

NOON = "2026-11-22T12:00:00Z"
HOUR = 3_600
FEED = NewProvider(ProviderKind.FEED, "https://paper.example/feed", "The Paper")


def added(base: Base, **changed: object) -> Provider:
    return base.add_provider(replace(FEED, **changed), now=NOON)  # type: ignore[arg-type]


def with_article(base: Base, id: str = "visit") -> str:
    fill(base, [told(id, met(HUN_SEN, KISHIDA, on="2022-03-20"))])
    return id


def test_a_provider_is_due_at_once_and_found_by_name_address_or_number(base: Base) -> None:
    provider = added(base, every=600, expected=HOUR, outlet="PPP", private=True, added_by="U1")
    assert base.due_providers(NOON) == [provider] == base.providers()
    for name in ("the  paper", "The Paper", FEED.address, str(provider.id)):
        assert base.provider(name) == provider
    assert base.provider("another") is None
    assert (provider.private, provider.paused, provider.failures) == (True, False, 0)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "Other"}, "followed already, as “The Paper”"),
        ({"address": "https://other.example/", "name": "THE PAPER"}, "named “THE PAPER” already"),
        ({"address": "https://other.example/", "name": " ?! "}, "needs a name"),
        ({"address": "https://other.example/", "name": "12"}, "not a number alone"),
        ({"address": " ", "name": "Other"}, "1 to 2,000 characters"),
        ({"address": "x" * 2_001, "name": "Other"}, "1 to 2,000 characters"),
    ],
)
def test_what_can_not_be_added_is_refused(base: Base, changed: dict[str, str], words: str) -> None:
    added(base)
    with pytest.raises(BaseProblem, match=words):
        added(base, **changed)
    assert len(base.providers()) == 1


def test_there_is_a_most(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.base.providers.MOST", 1)
    added(base)
    with pytest.raises(BaseProblem, match="Remove one first"):
        added(base, name="Other", address="https://other.example/")
    assert MOST >= 100


def test_polls_are_kept_and_failures_counted(base: Base) -> None:
    id = added(base).id
    for n in (1, 2):
        base.poll_failed(id, at=NOON, due_at=later(NOON, n * HOUR), problem="It broke.")
        [provider] = base.providers()
        assert (provider.failures, provider.problem, provider.succeeded_at) == (
            n,
            "It broke.",
            None,
        )
    assert base.due_providers(later(NOON, HOUR)) == []
    base.poll_succeeded(
        id, at=NOON, due_at=later(NOON, 60), etag='"a"', last_modified="Mon", cursor="7"
    )
    [provider] = base.providers()
    assert (provider.failures, provider.problem, provider.tried_at) == (0, None, NOON)
    assert (provider.succeeded_at, provider.due_at) == (NOON, "2026-11-22T12:01:00Z")
    assert (provider.etag, provider.last_modified, provider.cursor) == ('"a"', "Mon", "7")


def test_a_paused_provider_is_never_due_and_due_at_once_when_it_resumes(base: Base) -> None:
    id = added(base).id
    base.poll_failed(id, at=NOON, due_at=later(NOON, HOUR), problem="It broke.")
    base.pause_provider(id)
    assert base.due_providers(later(NOON, 2 * HOUR)) == []
    base.pause_provider(id, False, now=NOON)
    [provider] = base.due_providers(NOON)
    assert (provider.failures, provider.problem) == (0, None)


def test_its_stories_go_with_a_provider_and_its_articles_stay(base: Base) -> None:
    id = added(base).id
    base.put_stories(id, [ListedStory("k", "https://paper.example/k")], now=NOON)
    article = with_article(base)
    assert base.remove_provider(id) and not base.remove_provider(id)
    assert base.item(id, "k") is None and base.article(article) is not None
    assert added(base).id != id


def test_a_story_waits_when_it_is_new_or_its_mark_changes(base: Base) -> None:
    id = added(base).id
    old = ListedStory("a", "https://paper.example/a?x", mark="1", appeared=NOON, ref="7")
    new = ListedStory("b", "https://paper.example/b", appeared=later(NOON, 60))
    assert base.put_stories(id, [old, new], now=NOON) == 2
    assert base.put_stories(id, [old, new], now=NOON) == 0
    first, second = base.waiting_items(id, 9, NOON)
    assert [first.key, second.key] == ["b", "a"]
    done = replace(
        second,
        state=ItemState.FETCHED,
        article="visit",
        fetched_at=NOON,
        due_at=later(NOON, HOUR),
        etag='"e"',
    )
    base.keep_item(done)
    assert base.item(id, "a") == done and base.items_of("visit") == [done]
    assert base.put_stories(id, [replace(old, mark=None)], now=later(NOON, 5)) == 0
    assert base.items_to_check(id, 9, NOON) == []
    assert [one.key for one in base.items_to_check(id, 9, later(NOON, HOUR))] == ["a"]
    assert base.put_stories(id, [replace(old, mark="2")], now=later(NOON, 9)) == 1
    again = base.item(id, "a")
    assert again is not None
    assert (again.state, again.mark, again.article, again.etag) == ("waiting", "2", "visit", '"e"')


def test_a_failed_story_is_tried_again_when_it_is_due(base: Base) -> None:
    id = added(base).id
    base.put_stories(id, [ListedStory("a", "https://paper.example/a")], now=NOON)
    [item] = base.waiting_items(id, 9, NOON)
    failed = replace(item, state=ItemState.FAILED, tries=1, due_at=later(NOON, 60), problem="No.")
    base.keep_item(failed)
    assert base.waiting_items(id, 9, NOON) == []
    assert base.waiting_items(id, 9, later(NOON, 60)) == [failed]


def test_a_story_that_another_provider_brought_is_known(base: Base) -> None:
    one, two = added(base).id, added(base, name="Map", address="https://paper.example/map").id
    for id in (one, two):
        base.put_stories(id, [ListedStory("a", "https://paper.example/a")], now=NOON)
    assert base.item_elsewhere(two, "a") is None
    [item] = base.waiting_items(one, 9, NOON)
    done = replace(item, state=ItemState.FETCHED, article="visit", fetched_at=NOON)
    base.keep_item(done)
    assert base.item_elsewhere(two, "a") == done and base.item_elsewhere(one, "a") is None


def test_a_provider_in_numbers_and_whether_it_is_late(base: Base) -> None:
    provider = added(base, expected=2 * HOUR)
    [state] = base.provider_states()
    assert (state.stories, state.newest) == (0, None)
    assert state.late_since(later(NOON, 2 * HOUR)) is None
    assert state.late_since(later(NOON, 2 * HOUR + 1)) == later(NOON, 2 * HOUR)
    stories = [ListedStory(key, f"https://paper.example/{key}", appeared=NOON) for key in "abcd"]
    base.put_stories(provider.id, stories, now=NOON)
    ends = (ItemState.FETCHED, ItemState.FAILED, ItemState.GONE)
    for end, item in zip(ends, base.waiting_items(provider.id, 3, NOON), strict=True):
        article = None if end is ItemState.FAILED else "visit"
        base.keep_item(replace(item, state=end, article=article, fetched_at=later(NOON, 5)))
    [state] = base.provider_states()
    assert (state.stories, state.waiting, state.failed, state.gone) == (2, 1, 1, 1)
    assert state.newest == NOON
    base.pause_provider(provider.id)
    [state] = base.provider_states()
    assert state.late_since(later(NOON, 99 * HOUR)) is None


def test_a_single_page_has_no_newest_story(base: Base) -> None:
    address = "https://paper.example/live"
    provider = base.add_provider(
        NewProvider(ProviderKind.PAGE, address, "Live", expected=HOUR), now=NOON
    )
    taken_in(base, provider.id, "a")
    [state] = base.provider_states()
    assert (state.stories, state.newest) == (1, None), "when it was looked at says nothing of it"
    assert state.late_since(later(NOON, 99 * HOUR)) is None


def taken_in(base: Base, provider: int, keys: str) -> None:
    """Stories of these keys, all of which became the article "visit"."""
    stories = [ListedStory(key, f"https://paper.example/{key}") for key in keys]
    base.put_stories(provider, stories, now=NOON)
    for item in base.waiting_items(provider, 99, NOON):
        base.keep_item(
            replace(item, state=ItemState.FETCHED, article="visit", fetched_at=later(NOON, 9))
        )


def test_the_number_of_stories_is_kept_whatever_becomes_of_them(base: Base) -> None:
    one, two = added(base), added(base, address="https://b.example/feed", name="B")
    taken_in(base, one.id, "abc")
    taken_in(base, two.id, "ab")
    numbers = {state.provider.id: state.stories for state in base.provider_states()}
    assert numbers == {one.id: 3, two.id: 2}
    item = base.item(one.id, "a")
    assert item is not None
    base.keep_item(replace(item, article="other"))
    base.keep_item(replace(item, article=None))
    base.keep_item(replace(item, article=None))
    base.put_stories(one.id, [ListedStory("a", "https://paper.example/a", mark="2")], now=NOON)
    base.remove_provider(two.id)
    [state] = base.provider_states()
    assert (state.stories, state.newest) == (2, later(NOON, 9))


def test_a_base_that_counted_its_stories_has_their_number(tmp_path: Path) -> None:
    path = tmp_path / "eleventh.db"
    with Base.open(path) as base:
        provider = added(base)
        taken_in(base, provider.id, "abc")
    with sqlite3.connect(path) as db:
        for name in ("items_put", "items_taken", "items_dropped"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP INDEX items_newest")
        db.execute("ALTER TABLE providers DROP COLUMN stories")
        db.execute("DELETE FROM _sqlite_migrations WHERE name GLOB 'm012*'")
    db.close()
    with Base.open(path) as base:
        assert [state.stories for state in base.provider_states()] == [3]
        taken_in(base, provider.id, "d")
        assert [state.stories for state in base.provider_states()] == [4]


def test_a_lease_has_one_holder_and_runs_out(base: Base) -> None:
    assert base.take_lease("polling", "a", 60, now=NOON)
    assert not base.take_lease("polling", "b", 60, now=later(NOON, 59))
    assert base.take_lease("polling", "a", 60, now=later(NOON, 30))
    assert base.lease_holder("polling", now=later(NOON, 89)) == "a"
    assert base.take_lease("polling", "b", 60, now=later(NOON, 90))
    assert not base.renew_lease("polling", "a", 60, now=later(NOON, 91))
    base.release_lease("polling", "a")
    assert base.lease_holder("polling", now=later(NOON, 91)) == "b"
    base.release_lease("polling", "b")
    assert base.lease_holder("polling", now=NOON) is None
    assert not base.renew_lease("polling", "b", 60, now=NOON)


def test_of_many_who_want_a_lease_at_once_one_gets_it(base: Base) -> None:
    others = [Base.open(base.path) for _ in range(6)]
    got: list[bool] = []
    start = threading.Barrier(len(others))

    def want(one: Base, name: str) -> None:
        start.wait()
        got.append(one.take_lease("polling", name, 60, now=NOON))

    threads = [threading.Thread(target=want, args=(one, str(n))) for n, one in enumerate(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in others:
        one.close()
    assert sorted(got) == [False] * 5 + [True]


def test_requests_wait_in_their_order_and_are_answered(base: Base) -> None:
    first = base.request(" https://paper.example/a ", "U1", now=NOON)
    second = base.request("http://paper.example/b", "U2", now=NOON)
    assert base.request("https://paper.example/a", "U2", now=NOON) == first
    assert base.waiting_requests() == [first, second]
    base.answer_request(first.id, RequestState.DONE, "It is in.", "visit", now=later(NOON, 9))
    answered = base.request_of(first.id)
    assert answered is not None
    assert (answered.state, answered.outcome, answered.article) == ("done", "It is in.", "visit")
    assert answered.answered_at == later(NOON, 9)
    assert base.waiting_requests() == [second]
    assert [one.id for one in base.requests()] == [second.id, first.id]
    assert base.request("https://paper.example/a", "U2", now=NOON).id not in (first.id, second.id)


def test_requests_are_bounded_and_forgotten(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("paper.example", "file:///etc/passwd", "https://p.example/" + "x" * 2_000):
        with pytest.raises(BaseProblem, match="not a web address"):
            base.request(url, "U1")
    monkeypatch.setattr("knowledge.base.requests.MOST_WAITING", 1)
    old = base.request("https://paper.example/a", "U1", now=NOON)
    with pytest.raises(BaseProblem, match="Try again later"):
        base.request("https://paper.example/b", "U1", now=NOON)
    base.answer_request(old.id, RequestState.FAILED, "No.", now=NOON)
    long_after = later(NOON, (DAYS_KEPT + 1) * 86_400)
    new = base.request("https://paper.example/b", "U1", now=long_after)
    assert base.requests() == [new]
    added(base, added_by="U1")
    assert base.forget_person("U1").requests == 1
    assert base.requests() == [] and base.providers()[0].added_by == ""
    assert MOST_WAITING >= 100


def test_a_withdrawn_article_is_flagged_until_it_returns(base: Base) -> None:
    article = with_article(base)
    assert not base.mark_withdrawn("nobody", NOON, "Its page is gone.")
    assert base.mark_withdrawn(article, NOON, "Its page  is gone.", now=later(NOON, 5))
    assert not base.mark_withdrawn(article, NOON, "In other words.")
    [notice] = base.notices(article)
    assert (notice.kind, notice.at, notice.words) == ("withdrawn", NOON, "Its page is gone.")
    assert notice.noted_at == later(NOON, 5) and base.is_withdrawn(article)
    assert base.article(article) is not None
    assert base.mark_returned(article) and not base.mark_returned(article)
    assert not base.is_withdrawn(article) and base.notices(article) == []


def test_corrections_are_kept_once_each_and_found_together(base: Base) -> None:
    article, other = with_article(base), with_article(base, "second")
    words = "An earlier version named the wrong minister."
    assert base.mark_corrected(article, NOON, words, now=NOON)
    assert not base.mark_corrected(article, later(NOON, 5), words)
    assert base.mark_corrected(article, later(NOON, 9), "x" * 5_000, now=later(NOON, 9))
    assert not base.is_withdrawn(article)
    first, second = base.notices(article)
    assert (first.kind, first.words, len(second.words)) == (NoticeKind.CORRECTED, words, 1_000)
    assert base.notices_of([other, article, "nobody"]) == {article: [first, second]}
    assert base.notices_since(NOON) == [second]


def test_notices_survive_a_new_version_and_go_with_the_article(base: Base) -> None:
    article = with_article(base)
    base.mark_corrected(article, NOON, "A name was wrong.")
    fill(base, [told(article, met(HUN_SEN, KISHIDA, on="2022-03-21"), published="2022-03-22")])
    assert len(base.notices(article)) == 1
    base.remove(article)
    with base.reader() as db:
        assert [*db.execute("SELECT * FROM notices")] == []


def test_a_base_of_the_version_before_gets_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "seventh.db"
    with Base.open(path) as base:
        with_article(base)
    with sqlite3.connect(path) as db:
        for table in ("notices", "requests", "leases", "items", "providers"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name GLOB 'm008*' OR name GLOB 'm012*'")
    db.close()
    with Base.open(path) as base:
        assert added(base).id == 1
        assert base.mark_corrected("visit", NOON, "A name was wrong.")


def test_a_name_is_a_name_whatever_the_key(base: Base) -> None:
    provider = added(base, name="\ud800Paper’s “best”")
    assert base.provider(provider.name) == provider
    assert base.provider("\ud800" * 5_000) is None
    assert base.provider("9" * 40) is None
