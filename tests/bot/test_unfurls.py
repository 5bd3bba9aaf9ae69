"""Links to the newsroom's own articles unfold to the facts that were read in them."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.manifest import main, manifest
from bot.render.limits import TOTAL, weight
from bot.render.unfurls import unfurl_blocks
from bot.settings import load
from bot.settingvalues import SettingsProblem
from bot.surfaces.unfurls import is_own, own_links
from bot.workspace import Workspace, words_of
from bot.workspace.blockkit import check_message
from bot.workspace.manifest import parse
from knowledge.base import Base
from knowledge.model import Article, Fact, Source, Status
from tests import bases
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded, texts_in
from tests.bot.running import NOWHERE, House, connected, running
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told

STORY = "https://post.example/asean?a=1&b=2"
SITES = ("post.example",)
ELSEWHERE = "Elsewhereish"


@pytest.fixture(params=["socket", "http"])
async def linked(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[House]:
    """The bot of a newsroom with pages of its own, over either line; no member of #general."""
    settings = {"DATELINE_SITES": ",".join(SITES)}
    async with running(database, request.param, settings, without_app=["general"]) as house:
        yield house


def unfurled(message: Any) -> str:
    return "\n".join(words_of([a["blocks"] for a in message.attachments]))


@pytest.mark.parametrize("channel", ["desk", "general"])
async def test_a_link_unfolds_to_the_facts_of_its_article(linked: House, channel: str) -> None:
    said = await linked.anna.say(f"Read {STORY}&utm_source=mail", channel=channel)
    seen = await linked.ben.sees("3 facts in this article", channel=channel)
    assert seen.message is said
    shown = unfurled(said)
    assert "*12 November 2022* — Hun Sen" in shown and "15 November 2022" in shown
    assert "came to Phnom Penh on Sunday" not in shown, "another article says that"
    opened = await linked.ben.click(seen, "Source", nth=0)
    assert opened.view is not None and "What leaders said" in str(opened.view.blocks)


async def test_a_link_unfolds_while_it_is_typed(linked: House) -> None:
    draft = await linked.anna.compose(f"Look: {STORY}")
    assert "Justin Trudeau" in unfurled(draft)


async def test_a_list_of_channels_does_not_keep_members_from_seeing_what_they_type(
    database: Path,
) -> None:
    async with Workspace(manifest(sites=SITES)) as workspace:
        settings = {
            "DATELINE_SITES": ",".join(SITES),
            "DATELINE_CHANNELS": workspace.channel("general").id,
        }
        async with connected(workspace, database, "socket", settings) as house:
            draft = await house.anna.compose(f"Look: {STORY}")
            assert "Justin Trudeau" in unfurled(draft)
            # What is posted is looked at by its own channel.
            said = await house.anna.say(STORY, channel="desk")
            await house.service.desk.drain(5)
            assert said.attachments == []
            said = await house.anna.say(STORY, channel="general")
            await house.ben.sees("3 facts in this article", channel="general")
            assert said.attachments


@pytest.mark.parametrize(("who", "unfolds"), [("anna", True), ("gil", False), (None, False)])
async def test_only_what_a_member_types_unfolds(
    linked: House, who: str | None, unfolds: bool
) -> None:
    linked.workspace.add_person("gil", channels=["general"], guest="multi")
    calls: list[Any] = []

    async def noted(**call: Any) -> None:
        calls.append(call)

    linked.service.desk.client.chat_unfurl = noted  # type: ignore[method-assign, assignment]
    event = {
        "type": "link_shared",
        "channel": "COMPOSER",
        "unfurl_id": "U1-x",
        "source": "composer",
        "links": [{"domain": "post.example", "url": STORY}],
    }
    if who is not None:
        event["user"] = linked.workspace.user(who).id
    linked.anna.actions.events.emit(event)
    await linked.anna.actions.events.quiet()
    await linked.service.desk.drain(5)
    assert [call["source"] for call in calls] == ["composer"] * unfolds


async def test_unknown_pages_and_those_of_others_stay_as_they_are(linked: House) -> None:
    for url in (
        "https://post.example/other",
        "https://post.example/asean",
        "https://else.example/",
    ):
        said = await linked.anna.say(url, channel="desk")
        await linked.service.desk.drain(5)
        assert said.attachments == []


async def test_a_link_that_is_told_twice_is_unfurled_once(linked: House) -> None:
    calls: list[Any] = []
    real = linked.service.desk.client.chat_unfurl

    async def counted(**call: Any) -> Any:
        calls.append(call)
        return await real(**call)

    linked.service.desk.client.chat_unfurl = counted  # type: ignore[method-assign]
    linked.workspace.faults.duplicate_events(times=1)
    await linked.anna.say(STORY, channel="desk")
    await linked.ben.sees("3 facts in this article", channel="desk")
    await linked.service.desk.drain(5)
    assert len(calls) == 1


async def test_what_slack_refuses_is_nobodys_trouble(linked: House) -> None:
    linked.workspace.faults.api("chat.unfurl", error="cannot_unfurl_url")
    said = await linked.anna.say(STORY, channel="desk")
    await linked.service.desk.drain(5)
    assert said.attachments == [] and len(linked.anna.history("desk")) == 1


async def test_an_article_taken_down_unfolds_no_more(linked: House) -> None:
    with Base.open(linked.service.settings.database) as base:
        base.remove("asean-summit")
    said = await linked.anna.say(STORY, channel="desk")
    await linked.service.desk.drain(5)
    assert said.attachments == []


# Addresses, settings, manifest


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://post.example/a", True),
        ("https://www.Post.example:8080/a", True),
        ("https://notpost.example/a", False),
        ("https://post.example.evil.org/", False),
        ("https://evil.org/post.example", False),
        ("https://post.example@evil.org/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_which_addresses_are_the_newsrooms(url: str, own: bool) -> None:
    assert is_own(url, SITES) is own


@pytest.mark.parametrize("links", [None, 5, {}, "x", [5], [{}], [{"url": 5}]])
def test_a_malformed_event_has_no_links(links: object) -> None:
    assert own_links({"links": links}, SITES) == []


def test_few_links_of_a_message_are_looked_at() -> None:
    links = [{"url": f"https://post.example/{n // 2}"} for n in range(40)]
    assert own_links({"links": links}, SITES) == [f"https://post.example/{n}" for n in range(5)]
    assert own_links({"links": links}, ()) == []


def test_sites_are_bare_domains() -> None:
    settings = load({"DATELINE_SITES": " News.example.org,example.com ,"}, NOWHERE)
    assert settings.sites == ("news.example.org", "example.com")
    for wrong in ("https://x.example", "x.example/a", "localhost", "a b", ",".join("abcdef")):
        with pytest.raises(SettingsProblem, match="DATELINE_SITES"):
            load({"DATELINE_SITES": wrong}, NOWHERE)


def test_only_a_manifest_with_sites_asks_for_links(capsys: pytest.CaptureFixture[str]) -> None:
    with_sites = parse(manifest(sites=SITES))
    assert with_sites.unfurl_domains == SITES and "link_shared" in with_sites.events
    assert "link" not in str(manifest()["oauth_config"]) + str(manifest()["settings"])
    assert main(["--sites", "post.example"]) == 0
    assert '"links:write"' in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--sites", "https://post.example"])


def _told_in(article: str, fact: Fact) -> Iterator[Source]:
    """The sources of a fact, the first of them in this article; the others say one word only."""
    for number, source in enumerate(fact.sources):
        if number == 0:
            yield replace(source, article=article, reading="r")
        else:
            elsewhere = tuple(replace(item, text=ELSEWHERE) for item in source.evidence)
            yield replace(source, article=f"not-{article}", evidence=elsewhere)


def test_a_link_tells_nothing_that_only_another_article_says(tmp_path: Path) -> None:
    two = (HUN_SEN, KISHIDA)
    with bases.opened(tmp_path / "two.db") as base:
        plan = met(*two, on="2022-03-21", status=Status.PLANNED)
        held = met(*two, on="2022-03-21", place="Takeo")
        fill(base, [told("plan", plan, published="2022-03-10"), told("held", held)])
        article = base.article("plan")
        assert article is not None
        blocks = unfurl_blocks(article, *base.facts_in("plan"))
        alone = [replace(fact, sources=fact.sources[:1]) for fact in base.facts_in("plan")[0]]
        whole = unfurl_blocks(article, alone, 1)
    assert "planned meeting" in str(blocks) and "Takeo" not in str(blocks)
    assert "Takeo" in str(whole)  # Told by one article alone, a fact is told in full.


@given(st.lists(any_.facts, min_size=1, max_size=9), any_.maybe(any_.words), st.integers(0, 10**6))
@bounded
def test_any_article_unfolds_to_what_slack_takes(
    facts: list[Fact], outlet: str | None, more: int
) -> None:
    article = Article("a", "text", (), outlet=outlet, published="2022-11")
    own = [replace(fact, sources=tuple(_told_in("a", fact))) for fact in facts]
    blocks = unfurl_blocks(article, own, len(facts) + more)
    assert sum("accessory" in block for block in blocks) <= 5
    assert not [text for text in texts_in(blocks) if ELSEWHERE in text]
    assert check_message({"text": "x", "blocks": blocks}) == []
    assert weight(blocks) <= TOTAL
    assert not [text for text in texts_in(blocks) if CALL.search(text)]


async def test_nothing_unfolds_for_another_company(linked: House) -> None:
    linked.workspace.add_person("sue", channels=["desk"], of_team="The Other Paper")
    linked.workspace.add_person("gil", channels=["general"], guest="multi")
    for who, channel in (("anna", "desk"), ("gil", "general")):
        said = await linked.workspace.user(who).say(STORY, channel=channel)
        await linked.service.desk.drain(5)
        assert said.attachments == []
    said = await linked.anna.say(STORY, channel="general")
    await linked.ben.sees("3 facts in this article", channel="general")
    assert said.attachments
