"""Pollers as processes: killed at any moment, and two at once."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.model import NewProvider, ProviderKind
from tests.knowledge.sources.site import LONG, Reply, Request, Site, item, own_words, rss, story

STORIES = 24
KILLS = 6


def begin(base: Path, lease: int = 0) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.knowledge.sources.poller", str(base), str(lease)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def followed(site: Site, path: Path) -> None:
    """Some stories in the feed itself, some behind its links."""
    items = []
    for n in range(STORIES):
        words = f"Ana Lima (PE) met Tom Okoro (KE) on 2022-11-{1 + n % 28:02d}."
        address = site.put(f"/s{n}", story(f"Story {n}", words))
        items.append(item(address, f"Story {n}", 1, f"<p>{words}{LONG}{LONG}</p>" if n % 2 else ""))
    site.put("/feed", rss("".join(items)), etag='"1"')
    with Base.open(path) as base:
        feed = NewProvider(ProviderKind.FEED, f"{site.base}/feed", "Feed", private=True)
        base.add_provider(feed)


def content(path: Path) -> list[tuple[object, ...]]:
    """Articles with their versions, and facts with what they stand on."""
    with Base.open(path, readonly=True) as base, base.reader() as db:
        articles = db.execute(
            "SELECT a.id, v.digest FROM article_versions v JOIN articles a ON a.n = v.article"
            " ORDER BY 1, 2"
        )
        rows = [tuple(row) for row in articles]
        facts = db.execute("SELECT id, kind, count(*) FROM readings GROUP BY 1, 2 ORDER BY 1, 2")
        return rows + [tuple(row) for row in facts]


def test_a_poller_killed_at_any_moment_goes_on_and_the_archive_is_the_same(
    site: Site, tmp_path: Path
) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    followed(site, whole)
    followed(site, killed)
    assert begin(whole).wait(60) == 0
    site.forget()
    for kill in range(KILLS):
        process = begin(killed)
        for _ in range(1 + kill % 2):
            said = process.stdout and process.stdout.readline()
            assert said == "new\n"
        process.kill()
        process.wait()
    last = begin(killed)
    assert last.wait(60) == 0
    assert content(killed) == content(whole)
    # What was asked for when the poller died is asked for once more, and nothing else.
    pages = [site.times(f"/s{n}") for n in range(STORIES)]
    assert sum(pages) <= STORIES // 2 + KILLS and max(pages) <= KILLS
    with Base.open(killed) as base:
        [state] = base.provider_states()
    assert (state.stories, state.waiting, state.failed) == (STORIES, 0, 0)


def test_of_two_pollers_at_once_one_polls(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    followed(site, path)
    answer, begun, go_on = site.answer, threading.Event(), threading.Event()

    def slow(request: Request) -> Reply:
        begun.set()
        go_on.wait(30)
        return answer(request)

    site.answer = slow  # type: ignore[method-assign]
    first = begin(path, 60)
    assert begun.wait(30)
    second = begin(path, 60)
    assert second.stdout is not None and second.stdout.readline() == "elsewhere\n"
    assert second.wait(30) == 0
    go_on.set()
    assert first.wait(60) == 0
    assert all(site.times(f"/s{n}") == 1 for n in range(0, STORIES, 2))


def runs(path: Path) -> list[int]:
    """Pollers one after the other until one ends well, at most ten; how each of them ended."""
    ended: list[int] = []
    while len(ended) < 10 and (not ended or ended[-1]):
        ended.append(begin(path).wait(60))
    return ended


def test_a_story_that_ends_the_process_comes_last_and_at_last_not_at_all(
    site: Site, tmp_path: Path
) -> None:
    path = tmp_path / "facts.db"
    items = [item(site.put("/bad", story("Bad", "It will perish always.")), "Bad", 28)]
    items += [item(site.put(f"/s{n}", story(f"S {n}", own_words(n))), f"S {n}", n) for n in (1, 2)]
    site.put("/feed", rss("".join(items)))
    with Base.open(path) as base:
        base.add_provider(NewProvider(ProviderKind.FEED, f"{site.base}/feed", "F", private=True))
    assert begin(path).wait(60) == 9
    # The newest came first, once; the others come before it now.
    assert begin(path).wait(60) == 9
    with Base.open(path) as base:
        assert sorted(base.article_ids()) == ["s1", "s2"]
    ended = runs(path)
    assert ended[-1] == 0 and len(ended) <= 2
    with Base.open(path) as base:
        [state] = base.provider_states()
    assert (state.stories, state.waiting) == (2, 1)


def test_a_request_that_ends_the_process_is_given_up(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    path = tmp_path / "facts.db"
    with Base.open(path) as base:
        base.request(site.put("/bad", story("Bad", "It will perish always.")), "U1")
        base.request(site.put("/good", story("Good", own_words(1))), "U1")
    assert runs(path) == [9, 9, 0]
    with Base.open(path) as base:
        good, bad = base.requests()
    assert (good.state, bad.state) == ("done", "failed")
    assert "never came to an end" in (bad.outcome or "")
    assert site.times("/bad") == 2
