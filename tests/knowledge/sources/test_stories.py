"""What becomes of single stories: withdrawn, returned, moved, corrected, asked for by people."""

import json
from pathlib import Path

import pytest

from knowledge.base.providers import LONGEST
from knowledge.model import ItemState, ProviderKind, RequestState
from knowledge.sources import leasing, polling
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Site, item, rss, serving, story


def followed(site: Site, desk: Desk, *names: str, head: str = "") -> None:
    for name in names:
        site.put(f"/{name}", story(name.title(), head=head), etag=f'"{name}"')
    items = (item(f"{site.base}/{name}", name.title(), 20) for name in names)
    desk.add(site.put("/feed", rss("".join(items)), etag='"feed"'))
    desk.poll()
    assert desk.counts == {"new": len(names)}


def linked(**data: object) -> str:
    told = {"@type": "NewsArticle", "datePublished": "2022-11-15T08:00:00+07:00", **data}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def test_a_story_that_vanishes_is_withdrawn_at_the_second_look_and_flagged(
    site: Site, desk: Desk
) -> None:
    followed(site, desk, "lima", "kept")
    site.put("/lima", status=410)
    desk.time.passes(days=8)
    desk.poll()
    assert sorted(desk.happened) == [("missing", "lima"), ("unchanged", "kept")]
    desk.time.passes(minutes=30)
    desk.poll()
    assert desk.events == [] and not desk.base.is_withdrawn("lima")
    desk.time.passes(minutes=30)
    desk.poll()
    assert desk.happened == [("withdrawn", "lima")]
    assert desk.base.is_withdrawn("lima") and desk.base.article("lima") is not None
    assert [one.state for one in desk.base.items_of("lima")] == [ItemState.GONE]
    assert desk.base.provider_states()[0].gone == 1


def test_it_comes_back_when_the_story_comes_back(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    page = site.replies.pop("/lima")
    for _ in range(2):
        desk.time.passes(days=9)
        desk.poll()
    assert desk.base.is_withdrawn("lima")
    site.replies["/lima"] = page
    desk.time.passes(days=30)
    desk.poll()
    assert desk.happened == [("returned", "lima")]
    assert not desk.base.is_withdrawn("lima") and len(desk.base.versions("lima")) == 1


def test_a_story_that_fails_for_a_while_was_never_withdrawn(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    for status in (404, 500, 403, 404):
        page = site.replies["/lima"]
        site.put("/lima", status=status)
        desk.time.passes(days=9 if status == 404 else 0, minutes=70)
        desk.poll()
        site.replies["/lima"] = page
        if status == 404:
            desk.time.passes(minutes=70)
            desk.poll()
    assert not desk.base.is_withdrawn("lima")


def test_a_site_that_lets_nobody_in_for_days_is_looked_at_again_later(
    site: Site, desk: Desk
) -> None:
    followed(site, desk, "lima", "kept")
    page = site.replies["/lima"]
    site.put("/lima", status=403)
    for _ in range(60):
        desk.time.passes(hours=6)
        desk.due()
    site.replies["/lima"] = page
    desk.time.passes(days=40)
    desk.due()
    site.put("/lima", status=410)
    for _ in range(10):
        desk.time.passes(days=30)
        desk.due()
    assert desk.base.is_withdrawn("lima") and not desk.base.is_withdrawn("kept")


def test_many_missing_in_a_row_are_the_trouble_of_the_site(site: Site, desk: Desk) -> None:
    names = [f"s{n}" for n in range(9)]
    followed(site, desk, *names)
    for name in names:
        del site.replies[f"/{name}"]
    desk.time.passes(days=9)
    site.forget()
    [tally] = desk.poll()
    assert "hardly so" in (tally.problem or "")
    assert sum(site.times(f"/{name}") for name in names) == 5


def test_unchanged_stories_cost_a_304_and_are_looked_at_ever_more_seldom(
    site: Site, desk: Desk
) -> None:
    followed(site, desk, "lima")
    site.forget()
    for _ in range(4 * 24 * 30):
        desk.time.passes(minutes=15)
        if desk.base.items_to_check(1, 1, desk.time.now()):
            desk.poll()
    assert 3 <= site.times("/lima") <= 8
    assert [status for status in site.given if status == 200] == []
    assert len(desk.base.versions("lima")) == 1


def test_a_change_that_nobody_announced_is_found(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    site.put("/lima", story("Lima", "Quietly changed."), etag='"new"')
    desk.time.passes(days=9)
    desk.poll()
    assert desk.happened == [("updated", "lima")]


@pytest.mark.parametrize("where", ["/", "/list"])
def test_a_story_that_leads_to_a_list_is_missing(site: Site, desk: Desk, where: str) -> None:
    followed(site, desk, "lima")
    site.put(where, story("News of today").replace("article:published_time", "x"))
    site.put("/lima", status=302, Location=where)
    for _ in range(2):
        desk.time.passes(days=9)
        desk.poll()
    assert desk.base.is_withdrawn("lima") and desk.base.scope().articles == 1


def test_a_story_that_moves_stays_one_article(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    site.put("/2022/lima-in-quito", story("Lima", "It says more now."))
    site.put("/lima", status=301, Location="/2022/lima-in-quito")
    desk.time.passes(days=9)
    desk.poll()
    assert desk.happened == [("updated", "lima")] and desk.base.scope().articles == 1


def test_an_article_from_a_file_is_the_story_at_its_address(site: Site, desk: Desk) -> None:
    from knowledge.intake import Intake
    from knowledge.reading import parse_text

    url = site.put("/2022/11/lima-hosts-okoro", story("Lima"))
    with Intake(desk.base) as intake:
        intake.take(parse_text(f"---\nurl: {url}/\n---\nLima\n\n{LONG}", "lima-file"))
    desk.add(site.put("/feed", rss(item(url, "Lima"))))
    desk.poll()
    assert desk.happened == [("updated", "lima-file")]


def test_corrections_are_kept_with_the_article(site: Site, desk: Desk) -> None:
    notes = [
        {
            "@type": "CorrectionComment",
            "text": "An earlier version named the wrong port.",
            "datePublished": "2022-11-16T09:00:00+07:00",
        },
        "The sum was wrong.",
        "https://paper.example/corrections",
    ]
    site.put("/lima", story("Lima", head=linked(correction=notes)))
    printed = f"{LONG}</p><p>Correction: The name of the ship was misspelt.</p><p>More."
    site.put("/ship", story("Ship", printed))
    items = (item(f"{site.base}/{name}", name) for name in ("lima", "ship"))
    desk.add(site.put("/feed", rss("".join(items))))
    desk.poll()
    second, first = desk.base.notices("lima")
    assert (first.at, first.words) == ("2022-11-16T02:00:00Z", notes[0]["text"])  # type: ignore[index]
    # It is as old as the story, for all that is known.
    assert (second.at, second.words) == ("", "The sum was wrong.")
    assert [one.words for one in desk.base.notices("ship")] == [
        "Correction: The name of the ship was misspelt."
    ]
    assert not desk.base.is_withdrawn("lima")
    desk.time.passes(days=9)
    desk.poll()
    assert len(desk.base.notices("lima")) == 2 and len(desk.base.notices("ship")) == 1


def test_a_taken_down_story_stays_out_and_is_not_fetched_again(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    desk.base.remove("lima", who="editor")
    site.put("/lima", story("Lima", "Changed."), etag='"2"')
    desk.time.passes(days=9)
    desk.poll()
    assert desk.happened == [("removed", "lima")] and desk.base.article("lima") is None


def test_a_single_page_is_looked_at_with_every_poll(site: Site, desk: Desk) -> None:
    url = site.put("/live", story("Live"), etag='"1"')
    desk.add(url, ProviderKind.PAGE)
    desk.poll()
    desk.poll()
    assert desk.happened == [("unchanged", "live")] and site.given.count(304) == 1
    site.put("/live", story("Live", "More."), etag='"2"')
    desk.poll()
    assert desk.happened == [("updated", "live")]
    del site.replies["/live"]
    for _ in range(2):
        desk.time.passes(hours=1)
        desk.poll()
    assert desk.base.is_withdrawn("live")


def test_folders_bring_new_and_changed_files(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_text(f"A\n\nAna met Tom.{LONG}")
    (folder / "inner" / "b.md").write_text(f"# B\n\nAna met Tom again.{LONG}")
    (folder / "notes.pdf").write_bytes(b"%PDF-")
    (folder / "broken.txt").write_bytes(b"\x00\x01")
    desk.add(str(folder), ProviderKind.FOLDER, outlet="The Desk")
    desk.poll()
    assert desk.counts == {"new": 2, "failed": 1}
    article = desk.base.article("b")
    assert article is not None and article.outlet == "The Desk"
    desk.poll()
    assert desk.events == []
    (folder / "a.txt").write_text(f"A\n\nAna met Tom twice.{LONG}")
    (folder / "inner" / "b.md").unlink()
    desk.poll()
    assert desk.happened == [("updated", "a")] and not desk.base.is_withdrawn("b")
    (folder / "broken.txt").write_text(f"Mended\n\nAna met Tom.{LONG}")
    desk.poll()
    assert desk.happened == [("new", "broken")]


def test_what_people_ask_for_comes_first_and_is_answered(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    followed(site, desk, "lima")
    there = desk.base.request(f"{site.base}/lima?utm_source=x", "U1")
    new = desk.base.request(site.put("/new", story("New")), "U1")
    feed = desk.base.request(f"{site.base}/feed", "U2")
    gone = desk.base.request(f"{site.base}/gone", "U2")
    secret = desk.base.request("http://127.0.0.3/secret", "U3")
    site.forget()
    desk.poll()
    found = [desk.base.request_of(one.id) for one in (there, new, feed, gone, secret)]
    states = [one.state for one in found if one is not None]
    assert states == [RequestState.DONE] * 2 + [RequestState.FAILED] * 3
    said = [one.outcome or "" for one in found if one is not None]
    assert "in the archive already" in said[0] and "in the archive now" in said[1]
    assert "a feed, not a story" in said[2] and "nothing at this address" in said[3]
    assert "private network" in said[4]
    assert [one.article for one in found if one is not None][:2] == ["lima", "new"]
    assert site.asked[-1].path == "/feed" and not desk.base.waiting_requests()


def test_a_private_source_lets_nobody_ask_for_private_pages(site: Site, desk: Desk) -> None:
    desk.add(f"{site.base}/feed")
    request = desk.base.request(site.put("/new", story("New")), "U1")
    desk.poll()
    answered = desk.base.request_of(request.id)
    assert answered is not None and "private network" in (answered.outcome or "")
    assert site.times("/new") == 0


def test_what_a_private_source_may_holds_for_its_own_port(site: Site, desk: Desk) -> None:
    with serving() as other:
        hidden = other.put("/hidden", story("Hidden"))
        site.put("/moved", status=302, Location=hidden)
        items = item(hidden, "Hidden") + item(f"{site.base}/moved", "Moved")
        site.put("/open", story("Open"))
        desk.add(site.put("/feed", rss(items + item(f"{site.base}/open", "Open"))))
        desk.poll()
        assert other.asked == []
    assert sorted(desk.happened, key=str) == [("failed", None), ("failed", None), ("new", "open")]


def test_one_process_polls_at_a_time_and_a_dead_one_is_followed(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    assert desk.base.take_lease("polling", "another", leasing.LEASE, now=desk.time.now())
    with pytest.raises(leasing.Elsewhere):
        desk.poll()
    desk.time.passes(seconds=leasing.LEASE)
    desk.poll()
    assert desk.base.lease_holder("polling", now=desk.time.now()) is None


def test_whoever_lost_the_lease_stops(site: Site, desk: Desk) -> None:
    names = [f"s{n}" for n in range(5)]
    for name in names:
        site.put(f"/{name}", story(name))
    desk.add(site.put("/feed", rss("".join(item(f"{site.base}/{n}", n) for n in names))))

    def asleep(_: object) -> None:
        desk.time.passes(seconds=leasing.LEASE + 1)
        desk.base.take_lease("polling", "another", leasing.LEASE, now=desk.time.now())

    with pytest.raises(leasing.Elsewhere):
        polling.poll(desk.base, desk.base.providers(), clock=desk.time, told=asleep)
    assert desk.base.scope().articles == 1
    assert desk.base.lease_holder("polling", now=desk.time.now()) == "another"


def test_a_source_that_is_removed_while_it_is_polled_ends_quietly(site: Site, desk: Desk) -> None:
    for name in ("a", "b"):
        site.put(f"/{name}", story(name))
    desk.add(site.put("/feed", rss("".join(item(f"{site.base}/{n}", n) for n in "ab"))))

    def removed(_: object) -> None:
        desk.base.remove_provider(1)

    [tally] = polling.poll(desk.base, desk.base.providers(), clock=desk.time, told=removed)
    assert not tally.failed and desk.base.providers() == []


def test_who_removes_a_source_leaves_its_stories_to_the_others(site: Site, desk: Desk) -> None:
    followed(site, desk, "lima")
    desk.add(site.put("/second", rss(item(f"{site.base}/lima", "Lima", 20))))
    desk.poll()
    desk.base.remove_provider(1, now=desk.time.now())
    site.forget()
    desk.poll()
    assert site.times("/lima") == 1


def test_sources_take_turns(site: Site, desk: Desk) -> None:
    for source in "xy":
        links = []
        for n in range(60):
            links.append(item(site.put(f"/{source}{n:02d}", story(f"{source}{n}")), f"{n}"))
        desk.add(site.put(f"/feed-{source}", rss("".join(links))))
    desk.poll()
    order = "".join(str(article)[0] for _, article in desk.happened)
    assert order.count("x") == order.count("y") == 60
    assert "y" in order[:30] and "x" in order[30:60]


def test_very_long_addresses_are_nothing_to_follow(site: Site, desk: Desk) -> None:
    link = f"{site.base}/{'x' * LONGEST}"
    desk.add(site.put("/feed", rss(item(link, "Long"))))
    [tally] = desk.poll()
    assert not tally.failed
