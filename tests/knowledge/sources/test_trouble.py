"""Sites in trouble, sites that lie, and sites that do not want to be read."""

import gzip
import threading
from datetime import timedelta

import pytest

from knowledge.model import ProviderKind
from knowledge.reading.responses import Document
from knowledge.reading.web import Page, page
from knowledge.sources import schedule
from knowledge.sources.events import Happened
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Reply, Request, Site, item, rss, story


def problem(desk: Desk) -> str:
    [provider] = desk.base.providers()
    assert provider.problem is not None
    return provider.problem


def feed(site: Site, *paths: str) -> str:
    links = (item(site.base + path, f"Story {path}", 9 - n) for n, path in enumerate(paths))
    return site.put("/feed", rss("".join(links)))


def test_one_broken_source_never_stops_the_others(site: Site, desk: Desk) -> None:
    desk.add(site.put("/broken", "<rss", status=500), name="a")
    desk.add(site.put("/nonsense", "hello"), name="b")
    desk.add("http://127.0.0.1:9/feed", name="c")
    site.put("/well", story("Well"))
    desk.add(feed(site, "/well"), name="d")
    desk.add("/no/such/folder", ProviderKind.FOLDER, name="e")
    tallies = desk.poll()
    assert [tally.failed for tally in tallies] == [True, True, True, False, True]
    assert desk.happened == [("new", "well")]
    said = {one.name: one.problem or "" for one in desk.base.providers()}
    assert "HTTP 500" in said["a"] and "neither an RSS" in said["b"]
    assert "can't be reached" in said["c"] and "folder is not there" in said["e"]


def test_a_failing_source_is_asked_ever_more_seldom(site: Site, desk: Desk) -> None:
    desk.add(site.put("/feed", status=500), every=900)
    waits = []
    for _ in range(10):
        desk.due()
        [provider] = desk.base.providers()
        before = desk.time.at
        while desk.time.now() < provider.due_at:
            desk.time.passes(minutes=15)
        waits.append(int((desk.time.at - before) / timedelta(minutes=15)))
    assert waits == [2, 4, 8, 16, 32, 64, 96, 96, 96, 96]
    assert desk.base.providers()[0].failures == 10
    site.put("/feed", rss(""))
    desk.due()
    assert desk.base.providers()[0].failures == 0 and desk.base.providers()[0].problem is None


@pytest.mark.parametrize(("every", "minutes"), [(3_600, 60), (60, 5)])
def test_a_source_that_ends_the_process_does_not_come_first_again(
    site: Site, desk: Desk, every: int, minutes: int
) -> None:
    def perish(request: Request) -> Reply:
        [started] = desk.base.providers()
        found.append(started.tried_at)
        waits.append(schedule.seconds_between(desk.time.now(), started.due_at))
        return Reply(rss("").encode(), headers={"Content-Type": "text/xml"})

    found: list[str | None] = []
    waits: list[int] = []
    site.replies["/feed"] = perish
    desk.add(f"{site.base}/feed", every=every)
    began = desk.time.now()
    desk.due()
    # As it stood while the list was on its way: so a process that ends then leaves it.
    assert found == [began]
    assert waits == [pytest.approx(minutes * 60, abs=5)]


@pytest.mark.parametrize(("said", "hours"), [("7200", 2), ("Sun, 20 Nov 2032 14:00:00 GMT", 168)])
def test_a_site_that_asks_to_wait_is_left_alone(
    site: Site, desk: Desk, said: str, hours: int
) -> None:
    desk.add(site.put("/feed", status=503, Retry_After=said))
    desk.add(site.put("/other", rss("")))
    first, second = desk.poll()
    assert first.failed and second.failed
    assert site.times("/other") == 0
    [waits] = [p.due_at for p in desk.base.providers() if p.address.endswith("/feed")]
    asked = schedule.seconds_between(desk.time.now(), waits) / schedule.HOUR
    assert asked == pytest.approx(hours, abs=0.01)


def test_robots_txt_is_honoured_for_lists_and_stories(site: Site, desk: Desk) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")
    site.put("/private/a", story("A"))
    site.put("/b", story("B"))
    desk.add(feed(site, "/private/a", "/b"))
    desk.add(site.put("/private/feed", rss("")), name="forbidden")
    desk.poll()
    assert sorted(desk.happened) == [("failed", None), ("new", "b")]
    assert site.times("/private/a") == site.times("/private/feed") == 0
    forbidden = desk.base.provider("forbidden")
    assert forbidden is not None and "robots.txt does not let Dateline" in (forbidden.problem or "")


def test_rules_for_us_go_before_rules_for_all(site: Site, desk: Desk) -> None:
    text = "User-agent: Dateline\nAllow: /\n\nUser-agent: *\nDisallow: /\n"
    site.put("/robots.txt", text, Content_Type="text/plain")
    site.put("/b", story("B"))
    desk.add(feed(site, "/b"))
    desk.poll()
    assert desk.happened == [("new", "b")]


def test_a_site_whose_rules_can_not_be_had_is_not_read(site: Site, desk: Desk) -> None:
    site.put("/robots.txt", status=500)
    desk.add(feed(site, "/b"))
    desk.poll()
    assert "robots.txt can't be read" in problem(desk) and site.times("/feed") == 0


def test_requests_to_a_host_keep_their_distance(site: Site, desk: Desk) -> None:
    paths = [f"/{n}" for n in range(5)]
    for path in paths:
        site.put(path, story(path))
    desk.add(feed(site, *paths))
    desk.poll()
    assert desk.time.slept == pytest.approx(len(site.asked) - 1)
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 10\n")
    site.forget()
    slept = desk.time.slept
    desk.poll()
    assert desk.time.slept - slept == pytest.approx(10)


def test_we_say_who_we_are(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CONTACT", "desk@paper.example\r\nX-Evil: 1")
    desk.add(feed(site))
    desk.poll()
    agents = {request.headers["user-agent"] for request in site.asked}
    assert agents == {"Dateline/0.1 (newsroom fact base; +desk@paper.exampleX-Evil: 1)"}
    assert all("x-evil" not in request.headers for request in site.asked)


def test_a_story_that_fails_is_tried_again_later_and_others_go_on(site: Site, desk: Desk) -> None:
    site.put("/a", status=500)
    site.put("/b", story("B"))
    site.put("/c", "<html><body></body></html>")
    desk.add(feed(site, "/a", "/b", "/c"))
    desk.poll()
    assert desk.counts == {"failed": 2, "new": 1}
    desk.poll()
    assert desk.events == []
    desk.time.passes(minutes=15)
    site.put("/a", story("A"))
    desk.poll()
    assert sorted(desk.happened) == [("failed", None), ("new", "a")]
    for _ in range(12):
        desk.time.passes(days=2)
        desk.poll()
    assert site.times("/c") == 8


def test_a_site_that_fails_three_times_in_a_row_is_left_for_now(site: Site, desk: Desk) -> None:
    paths = [f"/{n}" for n in range(9)]
    for path in paths:
        site.put(path, status=502)
    desk.add(feed(site, *paths))
    [tally] = desk.poll()
    assert tally.failed and "Stories can't be fetched" in problem(desk)
    assert sum(site.times(path) for path in paths) == 3


def test_paywalls_are_no_trouble_of_the_site(site: Site, desk: Desk) -> None:
    paths = [f"/{n}" for n in range(5)]
    for path in paths:
        site.put(path, status=403)
    desk.add(feed(site, *paths))
    [tally] = desk.poll()
    assert not tally.failed and desk.counts == {"failed": 5}


def test_redirect_loops_end(site: Site, desk: Desk) -> None:
    site.put("/feed", status=302, Location="/feed")
    desk.add(site.base + "/feed")
    desk.poll()
    assert "redirects more than 5 times" in problem(desk) and site.times("/feed") == 6


@pytest.mark.parametrize("private", [True, False])
def test_private_addresses_are_refused_also_behind_redirects_and_in_lists(
    site: Site, desk: Desk, private: bool
) -> None:
    """Only the host of a source that was added so may be private; no other that it leads to."""
    port = site.base.rpartition(":")[2]
    site.put("/there", status=302, Location=f"http://127.0.0.2:{port}/secret")
    site.put("/secret", story("Secret"))
    links = [f"{site.base}/there", f"http://127.0.0.2:{port}/secret", "http://10.0.0.1/secret"]
    address = site.put("/feed", rss("".join(item(link, "S") for link in links)))
    desk.add(address, private=private)
    desk.poll()
    assert site.times("/secret") == 0
    if private:
        assert desk.counts == {"failed": 3}
        assert all("private network" in event.said[0] for event in desk.events)
    else:
        assert "private network" in problem(desk) and site.asked == []


def test_bodies_that_are_not_what_they_say(site: Site, desk: Desk) -> None:
    page = story("Gzip").encode()
    site.put("/short", story("Short"), Content_Length="999999")
    site.put("/gzip", gzip.compress(page), Content_Encoding="gzip")
    site.put("/half", gzip.compress(page)[:200], Content_Encoding="gzip")
    site.put("/long", story("Long"), Content_Length="300")
    site.put("/charset", story("Café").encode("cp1252"), Content_Type="text/html; charset=utf-8")
    site.put("/huge", b"x" * (6 * 1024 * 1024))
    desk.add(feed(site, "/short", "/gzip", "/charset", "/half", "/long", "/huge"))
    desk.poll()
    said = {event.address.rpartition("/")[2]: event for event in desk.events}
    assert said["gzip"].happened == "new" and said["charset"].happened == "new"
    assert "cut short" in said["short"].said[0] and "cut short" in said["half"].said[0]
    assert "larger than 5 MB" in said["huge"].said[0]
    article = desk.base.article("charset")
    assert article is not None and article.title == "Café"


def test_an_unexpected_error_ends_one_poll_alone(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    desk.add(feed(site))
    site.put("/b", story("B"))
    desk.add(site.put("/other", rss(item(site.base + "/b", "B"))), name="z")
    monkeypatch.setattr("knowledge.sources.feeds._list", broken)
    tallies = desk.poll()
    assert [tally.failed for tally in tallies] == [True, True]
    assert all("unexpected" in (tally.problem or "") for tally in tallies)


def test_a_story_that_nobody_was_prepared_for_keeps_no_other_waiting(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: Document, outlet: str | None = None) -> Page:
        if document.url.endswith("/odd"):
            raise ZeroDivisionError
        return page(document, outlet=outlet)

    monkeypatch.setattr("knowledge.sources.stories.page", broken)
    for path in ("/odd", "/even"):
        site.put(path, story(path[1:].title()))
    desk.add(feed(site, "/odd", "/even"))
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    request = desk.base.request(f"{site.base}/odd", "U1")
    [tally] = desk.poll()
    assert not tally.failed
    assert sorted(desk.happened, key=str) == [("failed", None), ("failed", None), ("new", "even")]
    answered = desk.base.request_of(request.id)
    assert answered is not None and "unexpected" in (answered.outcome or "")


def test_a_slow_site_is_given_up(site: Site, desk: Desk) -> None:
    done = threading.Event()

    def slow(request: Request) -> Reply:
        done.wait(5)
        return Reply(LONG.encode())

    desk.seconds = 0.2
    desk.add(feed(site))
    site.replies["/feed"] = slow
    desk.poll()
    done.set()
    assert "took longer" in problem(desk)


def test_validators_are_given_back_in_the_bytes_in_which_they_came(site: Site, desk: Desk) -> None:
    site.put("/a", story("A"))
    desk.add(site.put("/feed", rss(item(site.base + "/a", "A")), etag='"é-1"'))
    for _ in range(2):
        [tally] = desk.poll()
        assert not tally.failed
        desk.time.passes(minutes=15)
    assert site.given[-1] == 304


@pytest.mark.parametrize("where", ["http://[", "//[::1", "http://xn--/"])
def test_a_redirect_to_no_address_is_the_trouble_of_its_story_alone(
    site: Site, desk: Desk, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    site.put("/a", status=302, Location=where)
    site.put("/b", story("B"))
    items = item(site.base + "/a", "A", 16) + item(site.base + "/b", "B")
    desk.add(site.put("/feed", rss(items)))
    [tally] = desk.poll()
    assert not tally.failed and sorted(desk.counts) == ["failed", "new"]
    [said] = [event.said[0] for event in desk.events if event.happened is Happened.FAILED]
    assert "web address" in said
    assert "broke down" not in caplog.text
