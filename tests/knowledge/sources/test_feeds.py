"""Following feeds: everything once, changes as versions, and as little asked as possible."""

import pytest

from knowledge.base import compacting
from knowledge.model import Kind, Query
from knowledge.wording.sources import state_text
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Site, item, own_words, rss, story


def feed_of(site: Site, count: int, content: str = "") -> str:
    items = []
    for n in range(count):
        url = site.base + f"/2022/story-{n}"
        items.append(item(url, f"Story {n}", 1 + n % 28, content and f"<p>{n}. {content}</p>"))
        site.put(f"/2022/story-{n}", story(f"Story {n}", own_words(n)))
    return site.put("/feed", rss("".join(items)), etag='"1"')


def test_a_feed_of_500_stories_is_ingested_once_however_often_it_is_polled(
    site: Site, desk: Desk
) -> None:
    desk.add(feed_of(site, 500))
    for n in range(5):
        [tally] = desk.poll()
        assert not tally.failed
        assert desk.counts == ({"new": 500} if n == 0 else {})
        desk.time.passes(minutes=15)
    assert desk.base.scope().articles == 500
    assert all(site.times(f"/2022/story-{n}") == 1 for n in range(500))
    assert site.times("/feed") == 5 and site.given.count(304) == 4
    assert site.times("/robots.txt") == 5
    [state] = desk.base.provider_states()
    assert (state.stories, state.waiting, state.newest) == (500, 0, "2022-11-28T01:00:00Z")


def test_search_indexes_are_left_in_one_piece(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "_SMALL", 1)
    desk.add(feed_of(site, 5))
    desk.poll()
    with desk.base.reader() as db:
        assert len(compacting.pages_of(db, "sentence_fts")) == 1


def test_whole_stories_are_taken_from_the_feed_itself(site: Site, desk: Desk) -> None:
    desk.add(feed_of(site, 3, "Ana Lima (PE) met Tom Okoro (KE) on 2022-11-14." + LONG))
    desk.poll()
    assert desk.happened == [("new", "story-2"), ("new", "story-1"), ("new", "story-0")]
    assert not any(site.times(f"/2022/story-{n}") for n in range(3))
    article = desk.base.article("story-1")
    assert article is not None
    assert (article.outlet, article.published) == ("The Harbour Post", "2022-11-02")
    [fact], total = desk.base.find(Kind.MEETING, Query(command="meetings"), limit=1, offset=0)
    assert (total, len(fact.sources)) == (1, 3)


def test_a_changed_story_becomes_a_new_version(site: Site, desk: Desk) -> None:
    desk.add(feed_of(site, 2))
    desk.poll()
    site.put("/2022/story-1", story("Story 1", "Ana Lima (PE) met Tom Okoro (KE) on 2022-11-14."))
    site.put("/feed", rss(item(site.base + "/2022/story-1", "Story 1 (updated)", 16)), etag='"2"')
    site.forget()
    desk.time.passes(hours=1)
    desk.poll()
    assert desk.happened == [("updated", "story-1")]
    assert len(desk.base.versions("story-1")) == 2
    assert desk.base.meetings(Query(command="meetings"), limit=1, offset=0)[1] == 1
    assert site.times("/2022/story-0") == 0


def test_a_feed_without_validators_costs_one_request_and_no_story(site: Site, desk: Desk) -> None:
    desk.add(feed_of(site, 2, LONG + LONG))
    site.put("/feed", site.replies["/feed"].body)  # type: ignore[union-attr]
    for _ in range(3):
        desk.poll()
    assert desk.events == [] and site.times("/feed") == 3
    assert len(desk.base.versions("story-1")) == 1


def test_other_markup_around_the_same_words_is_no_change(site: Site, desk: Desk) -> None:
    desk.add(site.put("/feed", rss(item(site.base + "/a", "A", 1, f"<p>{LONG}{LONG}</p>"))))
    desk.poll()
    site.put("/feed", rss(item(site.base + "/a", "A", 1, f"<div><p>{LONG}{LONG}</p><img></div>")))
    desk.poll()
    assert desk.events == []


def test_a_feed_that_is_cut_short_is_asked_for_again(site: Site, desk: Desk) -> None:
    url = feed_of(site, 3, LONG + LONG)
    whole = site.replies["/feed"].body  # type: ignore[union-attr]
    desk.add(site.put("/feed", whole[: len(whole) - 900], etag='"1"'))
    desk.poll()
    assert desk.happened == [("new", "story-1"), ("new", "story-0")]
    [provider] = desk.base.providers()
    assert "cut short" in (provider.fault or "") and not provider.is_failing
    [state] = desk.base.provider_states()
    assert "not in full: The list arrived cut short" in state_text(state, desk.time.now())
    site.put("/feed", whole, etag='"1"')
    desk.poll()
    assert desk.happened == [("new", "story-2")]
    assert desk.base.providers()[0].problem is None
    assert url and site.given.count(304) == 0


def test_more_stories_than_a_poll_takes_go_on_with_the_next(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.sources.tools.MOST_STORIES", 2)
    desk.add(feed_of(site, 5))
    found = []
    for _ in range(3):
        desk.due()
        found.append([article for _, article in desk.happened])
    # The newest first, and at once again while some wait.
    assert found == [["story-4", "story-3"], ["story-2", "story-1"], ["story-0"]]
    desk.due()
    assert desk.events == []
    assert all(site.times(f"/2022/story-{n}") == 1 for n in range(5))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Trade & ports", "Trade & ports"),
        ("Trade &amp; <![CDATA[ports]]>", "Trade & ports"),
        ("Caf\xe9 \x93Lima\x94", "Café “Lima”"),
        ("Trade&nbsp;talks &eacute;", "Trade talks é"),
        ("<![CDATA[A <b>big</b> day]]>", "A big day"),
    ],
)
def test_feeds_are_read_as_publishers_write_them(
    site: Site, desk: Desk, title: str, said: str
) -> None:
    text = rss(item(site.base + "/a", title, 1, LONG + LONG)).encode("latin-1")
    desk.add(site.put("/feed", b"\n " + text, Content_Type="text/xml; charset=us-ascii"))
    desk.poll()
    article = desk.base.article("a")
    assert article is not None and article.title is not None
    assert " ".join(article.title.split()) == said


def test_a_story_under_two_addresses_is_one_article(site: Site, desk: Desk) -> None:
    link = f'<link rel="canonical" href="{site.base}/2022/lima">'
    for path in ("/2022/lima", "/rss/lima-1", "/amp/lima"):
        site.put(path, story("Lima", head=link))
    links = [f"{site.base}/2022/lima?utm_source=rss", f"{site.base}/rss/lima-1"]
    desk.add(site.put("/feed", rss("".join(item(link, "Lima") for link in links))))
    desk.add(site.put("/other", rss(item(f"{site.base}/2022/lima?fbclid=1#top", "Lima"))))
    desk.poll()
    assert sorted(desk.happened) == [("new", "lima"), ("unchanged", "lima"), ("unchanged", "lima")]
    article = desk.base.article("lima")
    assert article is not None and article.url == f"{site.base}/2022/lima"
    assert desk.base.scope().articles == 1 and len(desk.base.versions("lima")) == 1
    assert site.times("/2022/lima") == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<title>Story 2</title>", "<title>Story 2</tit", "2 of 3 entries"),
        ("<title>Story 1</title>", "<title>Story 1 & more</title>", None),
        ("<title>Story 1</title>", "<title><![CDATA[<item> & more]]></title>", None),
        ("Two met.", "<b>Fatal error</b> in <br /> line 3", None),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes_and_only_what_is_lost_is_said(
    site: Site, desk: Desk, old: str, new: str, fault: str | None
) -> None:
    desk.add(feed_of(site, 3))
    desk.poll()
    text = site.replies["/feed"].body.decode()  # type: ignore[union-attr]
    site.put("/feed", text.replace(old, new, 1))
    desk.poll()
    [provider] = desk.base.providers()
    assert (fault in (provider.fault or "")) if fault else provider.problem is None
    assert not provider.is_failing


def test_what_a_broken_feed_no_longer_lists_is_not_withdrawn(site: Site, desk: Desk) -> None:
    desk.add(feed_of(site, 5))
    desk.poll()
    text = site.replies["/feed"].body  # type: ignore[union-attr]
    for _ in range(3):
        site.put("/feed", text[:400])
        desk.time.passes(days=30)
        desk.poll()
    assert not any(desk.base.is_withdrawn(f"story-{n}") for n in range(5))
    assert desk.counts.get("missing") is None
