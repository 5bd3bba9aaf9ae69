"""`sources` on the command line, against a site on this machine."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.knowledge.cli.conftest import Run
from tests.knowledge.sources.site import LONG, Reply, Request, Site, item, rss, serving, story
from tests.knowledge.sources.wordpress import WordPress


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr("knowledge.sources.web.GAP", 0.0)
    with serving() as made:
        yield made


def feed(site: Site, path: str = "/feed", *names: str) -> str:
    for name in names:
        site.put(f"/{name}", story(name.title()))
    return site.put(path, rss("".join(item(f"{site.base}/{name}", name) for name in names)))


def test_a_feed_is_added_listed_polled_paused_and_removed(run: Run, site: Site) -> None:
    added = run("sources", "add", feed(site, "/feed", "lima"), "--allow-private", "--every", "1h")
    assert added.status == 0 and "“The Harbour Post” (feed) is followed, every 1 hour" in added.out
    polled = run("sources", "poll", "--json")
    assert polled.status == 0
    [told] = polled.json["sources"]
    assert (told["name"], told["new"], told["problem"]) == ("The Harbour Post", 1, None)
    assert "The Harbour Post: 1 new." in polled.err
    listed = run("sources", "list")
    assert "every 1 hour" in listed.out and "1 story, the newest" in listed.out
    [state] = run("sources", "list", "--json").json
    assert state["stories"] == 1 and state["provider"]["every"] == 3_600
    assert "etag" not in state["provider"]
    assert "Nothing is due" in run("sources", "poll", "--due").err
    assert run("sources", "pause", "harbour post").status == 1
    assert run("sources", "pause", "the harbour post").status == 0
    assert "paused" in run("sources", "list").out
    assert "Nothing is followed" in run("sources", "poll").err
    assert run("sources", "resume", "The Harbour Post").status == 0
    assert "nothing new" in run("sources", "poll", "--due").err
    assert run("sources", "remove", "1").status == 0
    assert "Nothing is followed" in run("sources", "list").out
    assert "lima" in run("articles", "list").out


def test_a_page_with_one_feed_is_followed_by_it(run: Run, site: Site) -> None:
    address = feed(site, "/rss.xml", "lima")
    links = (
        f'<link rel="alternate" type="application/rss+xml" title="News" href="{address}">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c/feed">'
    )
    page = site.put("/", f"<html><head>{links}</head><body></body></html>")
    added = run("sources", "add", page, "--allow-private", "--json", "--expect", "1d")
    assert added.status == 0
    assert (added.json["kind"], added.json["address"]) == ("feed", address)
    assert (added.json["name"], added.json["expected"]) == ("News", 86_400)


def test_where_there_are_several_the_choices_are_given(run: Run, site: Site) -> None:
    press = WordPress(site)
    press.put(1, "Post", LONG, "2022-11-10T01:00:00")
    feed(site, "/rss.xml", "lima")
    site.put("/robots.txt", f"Sitemap: {site.base}/map.xml\nSitemap: {site.base}/news.xml\n")
    root = site.replies["/"]
    root.body = b'<link rel="alternate" type="application/rss+xml" href="/rss.xml">'  # type: ignore[union-attr]
    asked = run("sources", "add", site.base + "/", "--allow-private")
    assert asked.status == 1 and "several things" in asked.err
    kinds = [line.split(" --kind ")[1].split()[0] for line in asked.err.splitlines()[1:]]
    assert kinds == ["wordpress", "feed", "sitemap", "sitemap"]
    choices = run("sources", "add", site.base + "/", "--allow-private", "--json").json["choices"]
    assert [one["address"] for one in choices][2:] == [
        f"{site.base}/news.xml",
        f"{site.base}/map.xml",
    ]
    added = run("sources", "add", site.base, "--allow-private", "--kind", "wordpress", "--json")
    assert (added.status, added.json["address"]) == (0, press.address)
    assert run("sources", "poll").status == 0
    assert "post-1" in run("articles", "list").out
    with_rest_route = run("sources", "add", choices[0]["address"], "--allow-private")
    assert with_rest_route.status == 1


def test_a_folder_is_followed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "copy desk"
    folder.mkdir()
    (folder / "lima.txt").write_text("Lima\n\nAna Lima (PE) met Tom Okoro (KE) on 2022-11-14.")
    added = run("sources", "add", str(folder))
    assert added.status == 0 and "“copy desk” (folder)" in added.out
    assert run("sources", "poll", "copy desk").status == 0
    assert "lima" in run("articles", "list").out
    (folder / "lima.txt").write_text("Lima\n\nAna Lima (PE) met Tom Okoro (KE) on 2022-11-15.")
    assert "1 updated" in run("sources", "poll").err


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://paper.example/feed", "neither a web address"),
        ("/no/such/folder", "neither a web address"),
        ("http://127.0.0.1:9/feed", "private network"),
        ("\x00", "neither a web address"),
    ],
)
def test_what_can_not_be_followed_is_said(run: Run, address: str, words: str) -> None:
    refused = run("sources", "add", address)
    assert refused.status == 1 and words in refused.err
    assert run("sources", "list").status == 1


def test_wrong_usage_is_said(run: Run, site: Site) -> None:
    page = site.put("/", "<html><head></head><body></body></html>")
    nothing = run("sources", "add", page, "--allow-private")
    assert nothing.status == 1 and "--kind page" in nothing.err
    assert run("sources", "add", page, "--every", "soon").status == 2
    assert run("sources", "add", page, "--every", "1s").status == 2
    assert run("sources", "add", page, "--kind", "wiki").status == 2
    address = feed(site)
    assert run("sources", "add", address, "--allow-private", "--kind", "sitemap").status == 1
    assert run("sources", "add", address, "--allow-private", "--name", "A").status == 0
    again = run("sources", "add", address, "--allow-private", "--name", "B")
    assert again.status == 1 and "followed already, as “A”" in again.err
    other = run("sources", "add", feed(site, "/b"), "--allow-private", "--name", "a")
    assert other.status == 1 and "named “a” already" in other.err
    assert run("sources", "poll", "nobody").status == 1


def test_a_single_page_is_followed_and_failures_are_told(run: Run, site: Site) -> None:
    page = site.put("/lima", story("Lima"))
    added = run("sources", "add", page, "--allow-private", "--kind", "page")
    assert added.status == 0 and "“Lima” (page)" in added.out
    assert "1 new" in run("sources", "poll").err
    site.put("/lima", status=500)
    failed = run("sources", "poll", "--json")
    assert failed.status == 1
    assert "HTTP 500" in failed.json["sources"][0]["problem"]
    assert "failed: The site answers with an error" in run("sources", "list").out


def test_hosts_of_the_own_network_are_named_in_the_settings(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = feed(site, "/feed", "lima")
    assert run("sources", "add", address).status == 1
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "intranet.example, 127.0.0.1")
    assert run("sources", "add", address, "--by", "U0ANNA").status == 0
    [state] = run("sources", "list", "--json").json
    assert (state["provider"]["private"], state["provider"]["added_by"]) == (True, "U0ANNA")


def test_attached_it_ends_when_its_input_does(run: Run, site: Site, db: Path) -> None:
    begun = threading.Event()

    def never(request: Request) -> Reply:
        begun.set()
        ended.wait(30)
        return Reply(b"")

    ended = threading.Event()
    run("sources", "add", feed(site, "/feed", "lima"), "--allow-private")
    site.replies["/feed"] = never
    command = [sys.executable, "-m", "knowledge", "--db", str(db)]
    with subprocess.Popen(
        [*command, "sources", "poll", "--due", "--attached"],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    ) as child:
        assert begun.wait(30) and child.stdin is not None
        assert os.getpriority(os.PRIO_PROCESS, child.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        child.stdin.close()
        assert child.wait(20) == 130
    ended.set()
