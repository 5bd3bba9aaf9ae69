"""One story from a feed to a fact, with the real language model."""

from pathlib import Path

import pytest

from knowledge.model import Kind, MeetingFact, Query
from tests.bases import opened
from tests.knowledge.sources.conftest import Desk, Time
from tests.knowledge.sources.site import Site, item, rss, story

FIRST = (
    "Prime Minister Ana Lima of Peru met Kenyan President Tom Okoro in Quito on November 14. They "
)


@pytest.mark.parametrize("day", ["14", "13"])
def test_an_updated_story_updates_its_facts(site: Site, tmp_path: Path, day: str) -> None:
    url = site.put("/lima", story("Lima hosts Okoro", FIRST))
    with opened(tmp_path / "facts.db") as base:
        desk = Desk(base, Time())
        desk.add(site.put("/feed", rss(item(url, "Lima hosts Okoro"))))
        desk.poll()
        site.put("/lima", story("Lima hosts Okoro", FIRST.replace("14", day)))
        site.put("/feed", rss(item(url, "Lima hosts Okoro (corrected)")))
        desk.poll()
        found, _ = base.find(Kind.MEETING, Query(command="meetings"), limit=5, offset=0)
    held = [fact.date for fact in found if isinstance(fact, MeetingFact) and fact.place == "Quito"]
    assert held == [f"2022-11-{day}"]
