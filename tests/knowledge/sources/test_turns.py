"""Sources take turns: none waits for the pauses that another one's site asks for."""

from itertools import pairwise

import pytest

from knowledge.sources import polling
from knowledge.sources.events import Event
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Reply, Request, Site, item, own_words, rss, story

SLOW = 12
"""Stories of the site that wants ten seconds between requests."""


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1, localhost")


def stories(site: Site, base: str, name: str, number: int) -> str:
    """Items of stories by a letter: "a0", "a1" and so on, the first the newest."""
    found = []
    for n in range(number):
        site.put(f"/{name}{n}", story(f"{name}{n}", own_words(n + 100 * ord(name))))
        found.append(item(f"{base}/{name}{n}", f"{name}{n}", 28 - n))
    return "".join(found)


def slow(site: Site, number: int = SLOW) -> str:
    """The address of a feed whose site wants ten seconds between requests."""
    site.put("/robots.txt", rules(10))
    return site.put("/slow", rss(stories(site, site.base, "a", number)))


def rules(delay: int) -> str:
    return f"User-agent: *\nCrawl-delay: {delay}\n"


def robots(request: Request) -> Reply:
    """One server is two hosts, of which one is slow."""
    text = rules(0) if "localhost" in request.headers["host"] else rules(10)
    return Reply(text.encode(), headers={"Content-Type": "text/plain"})


def quick(site: Site, number: int = 5) -> str:
    """The address of a feed whose site is another host, and asks for nothing."""
    base = site.base.replace("127.0.0.1", "localhost")

    site.replies["/robots.txt"] = robots
    site.put("/quick", rss(stories(site, base, "b", number)))
    return f"{base}/quick"


def order(desk: Desk) -> str:
    return "".join(str(article)[0] for _, article in desk.happened)


def test_a_slow_site_keeps_no_other_waiting(site: Site, desk: Desk) -> None:
    desk.add(slow(site))
    desk.add(quick(site))
    desk.poll()
    assert desk.counts == {"new": SLOW + 5}
    assert order(desk).rindex("b") <= 6
    # Nobody waits but for the slow site: robots.txt, its feed and its stories.
    assert desk.time.slept == pytest.approx(10 * (SLOW + 1), abs=12)


def test_two_sources_of_one_slow_site_are_asked_in_turn(site: Site, desk: Desk) -> None:
    desk.add(slow(site, 6))
    desk.add(site.put("/other", rss(stories(site, site.base, "b", 6))))
    desk.poll()
    assert desk.counts == {"new": 12}
    assert all(one != other for one, other in pairwise(order(desk)))


def test_what_comes_due_meanwhile_is_not_kept_waiting(site: Site, desk: Desk) -> None:
    address = quick(site)
    desk.add(slow(site), every=3_600)
    site.replies["/robots.txt"] = robots
    added: list[str] = []

    def first(request: Request) -> Reply:
        if not added:
            added.append(desk.add(address, every=3_600).name)
        return Reply(story("a0", own_words(1)).encode(), headers={"Content-Type": "text/html"})

    site.replies["/a0"] = first
    tallies = desk.due(go_on=True)
    assert [tally.counts["new"] for tally in tallies] == [SLOW, 5]  # type: ignore[index]
    assert order(desk).rindex("b") <= 7
    site.forget()
    assert desk.due(go_on=True) == [] and site.asked == []


def test_a_source_that_is_paused_is_left_alone_at_once(site: Site, desk: Desk) -> None:
    provider = desk.add(slow(site))

    def told(event: Event) -> None:
        desk.base.pause_provider(provider.id)

    polling.poll(desk.base, desk.base.providers(), clock=desk.time, told=told)
    assert site.times("/a0") == 1 and site.times("/a2") == 0
    assert desk.base.provider_states()[0].waiting >= SLOW - 2


def test_a_long_visit_looks_at_its_list_again_and_news_go_first(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.sources.tools.VISIT", 25.0)
    slow(site)
    held = [stories(site, site.base, "a", SLOW)]

    def listed(request: Request) -> Reply:
        feed = rss("".join(held))
        held.append(stories(site, site.base, "b", 1)) if len(held) == 1 else None
        return Reply(feed.encode(), headers={"Content-Type": "text/xml"})

    site.replies["/slow"] = listed
    desk.add(f"{site.base}/slow", every=3_600)
    desk.due(go_on=True)
    assert desk.counts == {"new": SLOW + 1}
    assert order(desk).index("b") <= 4
    assert all(site.times(f"/a{n}") == 1 for n in range(SLOW))
    assert desk.base.due_providers(desk.time.now()) == []


def test_a_list_of_whole_stories_gives_others_their_turn(site: Site, desk: Desk) -> None:
    items = [
        item(f"{site.base}/a{n}", f"a{n}", 1 + n % 28, f"<p>{own_words(n)}{LONG}</p>")
        for n in range(60)
    ]
    desk.add(site.put("/whole", rss("".join(items))))
    desk.add(quick(site))
    desk.poll()
    assert desk.counts == {"new": 65}
    assert order(desk).index("b") <= 30


def test_a_source_that_is_due_again_at_once_is_not_polled_for_ever(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.sources.tools.Tools.next_poll", lambda self, _: desk.time.now())
    desk.add(site.put("/feed", rss("")))
    desk.due(go_on=True)
    assert site.times("/feed") == 1


def test_what_somebody_asks_for_waits_for_no_slow_site(site: Site, desk: Desk) -> None:
    desk.add(slow(site))
    slow_one = desk.base.request(site.put("/wanted", story("Wanted")), "U1", now=desk.time.now())
    site.replies["/robots.txt"] = robots
    quick_one = desk.base.request(
        site.put("/soon", story("Soon")).replace("127.0.0.1", "localhost"),
        "U1",
        now=desk.time.now(),
    )
    desk.poll()
    assert [article for _, article in desk.happened[:2]] == ["soon", "wanted"]
    for request in (slow_one, quick_one):
        answered = desk.base.request_of(request.id)
        assert answered is not None and answered.state == "done"


def test_the_rules_of_a_site_are_asked_for_again_after_a_while(site: Site, desk: Desk) -> None:
    """A process that goes on for days must hear of what a site forbids from now on."""
    address = site.put("/slow", rss(stories(site, site.base, "a", 70)))

    def robots(request: Request) -> Reply:
        text = rules(60) if site.times("/robots.txt") == 1 else "User-agent: *\nDisallow: /\n"
        return Reply(text.encode(), headers={"Content-Type": "text/plain"})

    site.replies["/robots.txt"] = robots
    desk.add(address, every=86_400)
    desk.due(go_on=True)
    assert site.times("/robots.txt") == 2
    assert 50 <= desk.counts["new"] <= 60
