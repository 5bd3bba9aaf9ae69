"""Single addresses that people ask for: they go before what is polled."""

import pytest

from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import Reply, Request, Site, item, rss, story


def test_whoever_asks_during_a_poll_does_not_wait_for_its_end(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    names = ("a", "b", "c")
    for name in names:
        site.put(f"/{name}", story(name.title()))
    wanted = site.put("/wanted", story("Wanted"))

    def asked(request: Request) -> Reply:
        desk.base.request(wanted, "U0ANNA", now=desk.time.now())
        return Reply(story("First").encode(), headers={"Content-Type": "text/html"})

    site.replies["/a"] = asked
    items = "".join(item(f"{site.base}/{name}", name, 15 - n) for n, name in enumerate(names))
    desk.add(site.put("/feed", rss(items)))
    desk.poll()
    assert [event.provider is None for event in desk.events] == [False, True, False, False]
    assert desk.base.requests()[0].article == "wanted"


def test_a_host_of_the_own_network_is_refused_unless_it_is_named(site: Site, desk: Desk) -> None:
    desk.base.request(site.put("/wanted", story("Wanted")), "U0ANNA", now=desk.time.now())
    desk.poll()
    [request] = desk.base.requests()
    assert request.state == "failed" and site.asked == []
