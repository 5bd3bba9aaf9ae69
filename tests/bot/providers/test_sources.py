"""Sources in Slack: who may, the list and its buttons, adding, stories, alarms' channel."""

import sys
import time
from pathlib import Path

import pytest

from bot.deciding import said as deciding
from bot.declared import ADD
from bot.errors import StaleButton
from bot.logs import pseudonym
from bot.manifest import manifest
from bot.places import Place
from bot.providers import said
from bot.providers.adding import Adding, NotAdded
from bot.providers.store import LATE, Store, beside
from bot.providers.telling import LOOK_EVERY, SOON, Telling
from bot.providers.values import Tend, decode_story, decode_tend, decode_wanted
from bot.providers.words import Deed, Follow
from bot.readers import Readers
from bot.render.blocks import Message
from bot.render.providers import STORIES
from bot.workspace import Workspace
from bot.workspace.blockkit import check_view
from knowledge.base import Base
from knowledge.model import NewProvider, Provider, ProviderKind
from tests.bot.doubles import until
from tests.bot.providers.conftest import MET, feed
from tests.bot.running import House, connected, running
from tests.knowledge.sources.site import LONG, Site, rss, story

CHILDREN = 40.0
"""Seconds that children may take on a busy machine."""

FAR = "2999-01-01T00:00:00Z"


def follow(database: Path, name: str, address: str = "", **more: object) -> Provider:
    """Follow something that is not due for long."""
    with Base.open(database) as base:
        address = address or f"https://{name.lower()}.example/feed"
        one = base.add_provider(
            NewProvider(ProviderKind.FEED, address, name, **more),  # type: ignore[arg-type]
            now="2022-11-20T12:00:00Z",
        )
        base.poll_succeeded(one.id, at="2022-11-20T12:00:00Z", due_at=FAR)
        return one


def followed(database: Path) -> list[Provider]:
    with Base.open(database, readonly=True) as base:
        return base.providers()


async def fetched(database: Path, number: int) -> None:
    """Return once so many stories are in, and every source was read to its end."""

    def there() -> bool:
        states = base.provider_states()
        read = all(state.provider.succeeded_at is not None for state in states)
        return read and sum(state.stories for state in states) == number

    with Base.open(database, readonly=True) as base:
        await until(there, within=60)


async def test_a_feed_is_followed_and_its_stories_are_found(
    house: House, site: Site, database: Path, logged: list[str]
) -> None:
    address = feed(site, "lima", "quito")
    reply = await house.anna.command("/dateline", f"sources add {address} every 1h expect 24h")
    added = await house.anna.sees("is followed, every 1 hour", after=reply, within=CHILDREN)
    assert added.ephemeral and "The Harbour Post" in added.words
    [provider] = followed(database)
    assert (provider.added_by, provider.private) == (house.anna.id, True)
    assert (provider.every, provider.expected) == (3_600, 86_400)
    assert any(f"by {pseudonym(house.anna.id)}" in line for line in logged)
    await fetched(database, 2)
    listed = await house.anna.command("/dateline", "sources")
    assert "2 stories, the newest" in listed.words and address in listed.words
    assert listed.buttons == ["Pause", "Fetch now", "Remove"]
    found = await house.anna.command("/meetings", "Canada")
    assert "1 May 2022" in found.words or "2022" in found.words
    status = await house.anna.command("/dateline", "status")
    assert "The Harbour Post" in status.words and "last fetched" in status.words
    home = await house.anna.open_home()
    assert "Follows 1 source; last fetched" in home.words
    shown = await house.anna.click(home, "Sources")
    assert shown.view is not None and "The Harbour Post" in shown.words


@pytest.mark.parametrize("where", ["command", "mention", "dm"])
async def test_the_list_is_there_wherever_one_asks(desk: House, database: Path, where: str) -> None:
    follow(database, "News")
    match where:
        case "command":
            shown = await desk.anna.command("/dateline", "sources", channel="desk")
        case "mention":
            shown = await desk.anna.mention("desk", "sources")
        case _:
            shown = await desk.anna.dm("sources")
    assert "The archive follows 1 source" in shown.words and "https://news.example" in shown.words
    assert "12:00" in shown.words or "ago" in shown.words


async def test_a_source_is_paused_resumed_and_removed_with_its_buttons(
    house: House, database: Path
) -> None:
    follow(database, "News")
    shown = await house.anna.command("/dateline", "sources", channel="desk")
    shown = await house.anna.click(shown, "Pause")
    assert "“News” is paused." in shown.words and shown.buttons == ["Resume", "Remove"]
    assert len([m for m in house.anna.history("desk") if "News" in m.text]) == 1, "in its place"
    assert followed(database)[0].paused
    shown = await house.anna.click(shown, "Resume")
    assert "fetched again" in shown.words and not followed(database)[0].paused
    shown = await house.anna.click(shown, "Remove")
    assert "Its articles stay" in shown.words and followed(database) == []
    gone = await house.anna.click(shown, "Remove") if "Remove" in shown.buttons else None
    assert gone is None


async def test_in_words_too(desk: House, database: Path) -> None:
    follow(database, "News")
    paused = await desk.anna.command("/dateline", "sources pause NEWS")
    assert "is paused" in paused.words and followed(database)[0].paused
    polled = await desk.anna.command("/dateline", "sources poll news")
    assert "resume it first" in polled.words
    follow(database, "Other")
    assert "2 sources, 1 of them paused" in (await desk.anna.command("/dateline", "sources")).words
    resumed = await desk.anna.command("/dateline", "sources resume 1")
    assert "2 sources*" in resumed.words and "is fetched again" in resumed.words
    await desk.anna.command("/dateline", "sources pause other")
    listed = await desk.anna.command("/dateline", "sources pause news")
    assert "2 sources, all paused: nothing is fetched" in listed.words
    await desk.anna.command("/dateline", "sources remove other")
    removed = await desk.anna.dm("sources remove News")
    assert "not followed any more" in removed.words and followed(database) == []
    assert "The archive follows nothing." in removed.words
    unknown = await desk.anna.command("/dateline", "sources remove News")
    assert unknown.words == said.NO_SUCH
    usage = await desk.anna.command("/dateline", "sources frob")
    assert "sources add" in usage.words
    assert "follows nothing" in (await desk.anna.command("/dateline", "sources")).words


async def test_what_everybody_reads_is_not_changed_by_one(desk: House, database: Path) -> None:
    follow(database, "News")
    shown = await desk.ben.mention("desk", "sources")
    answer = await desk.anna.click(shown, "Pause")
    assert answer.ephemeral and "is paused" in answer.words
    assert "is paused" not in shown.words


async def test_many_sources_come_in_pages(desk: House, database: Path) -> None:
    for number in range(19):
        follow(database, f"News{number:02}")
    shown = await desk.anna.command("/dateline", "sources")
    assert "19 sources" in shown.words and shown.buttons[-1] == "Next"
    second = await desk.anna.click(shown, "Next")
    assert "News08" in second.words and "News07" not in second.words
    paused = await desk.anna.click(second, "Pause", nth=0)
    assert "“News08” is paused" in paused.words and "News15" in paused.words
    last = await desk.anna.click(paused, "Next")
    assert "News18" in last.words and "Next" not in last.buttons


async def test_untrusted_names_call_nobody(desk: House, database: Path) -> None:
    follow(database, "<!channel> *News* & <@U1>", "https://user:secret@news.example/feed")
    shown = await desk.anna.mention("desk", "sources")
    assert "<!channel>" not in shown.words and "secret" not in shown.words + shown.text


async def test_the_key_in_an_address_is_shown_to_nobody(desk: House, database: Path) -> None:
    follow(database, "News", "https://news.example/feed?apikey=s3cret&a=1#token=s3cret")
    shown = await desk.anna.mention("desk", "sources")
    assert "https://news.example/feed" in shown.words
    assert "s3cret" not in shown.words + shown.text
    assert all("s3cret" not in str(one.blocks) for one in desk.workspace.posted())


async def test_who_hears_of_trouble_is_told_as_it_is(database: Path) -> None:
    follow(database, "News", added_by="UCLEO")
    async with Workspace(manifest()) as workspace:
        settings = {"DATELINE_EDITORS": workspace.user("anna").id}
        async with connected(workspace, database, "socket", settings) as house:
            listed = await house.ben.command("/dateline", "sources")
            assert "Alarms go to whoever added the source. Add one" in listed.words
            follow(database, "Wires")
            listed = await house.ben.command("/dateline", "sources")
            assert "source; of one added on the command line, to an editor." in listed.words


async def test_a_private_address_is_refused_in_words_for_slack(
    desk: House, site: Site, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_PRIVATE_HOSTS")
    reply = await desk.anna.command("/dateline", f"sources add {feed(site, 'lima')}")
    told = await desk.anna.sees("Nothing was added.", after=reply, within=CHILDREN)
    assert told.words == f"Nothing was added. {said.PRIVATE}"
    reply = await desk.anna.command("/dateline", f"add {site.base}/lima")
    told = await desk.anna.sees("I could not add", after=reply, within=CHILDREN)
    assert said.PRIVATE in told.words and site.asked == []


async def test_reasons_of_the_command_line_are_put_for_slack(
    desk: House, site: Site, database: Path
) -> None:
    plain = site.put("/plain", story("Plain", MET + LONG))
    feed_address = feed(site, "lima")
    follow(database, "Harbour", feed_address)
    for typed, words in (
        (f"{plain}", "follow the page itself with `kind page`."),
        (f"{feed_address} kind wordpress", "Leave `kind` out to see what there is."),
        (f"{feed_address}", "Nothing was added. This address is followed already, as “Harbour”."),
        (f"{plain} kind page as Harbour", "Give another name with `as NAME`."),
        (f"{plain} kind page as 7", "Give another with `as NAME`."),
    ):
        reply = await desk.anna.command("/dateline", f"sources add {typed}")
        told = await desk.anna.sees("Nothing was added.", after=reply, within=CHILDREN)
        assert words in told.words and "--" not in told.words
    reply = await desk.anna.command("/dateline", f"add {feed_address}")
    told = await desk.anna.sees("I could not add", after=reply, within=CHILDREN)
    assert "Follow it: `/dateline sources add ADDRESS`" in told.words


@pytest.mark.parametrize(
    "child",
    [
        "import sys; sys.exit('Traceback (most recent call last)\\nKeyError: https://a.example/?k=s3')",
        "import os; os.abort()",
    ],
)
async def test_of_a_breakdown_only_the_log_has_more(child: str, logged: list[str]) -> None:
    found = await Adding([sys.executable, "-c", child]).add(Follow("https://a.example"), "U1")
    assert found == NotAdded(said.CAN_NOT_LOOK)
    assert any("could not be looked" in line and "s3" not in line for line in logged)


async def test_keys_in_addresses_are_shown_nowhere(
    desk: House, site: Site, database: Path, logged: list[str]
) -> None:
    key = "x7Kq9ZpL2mVt8Rw4"
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}" title="{n}">'
        for n, path in enumerate((f"/{key}/feed", f"/feed?token={key}"))
    )
    page = site.put("/", f"<html><head>{links}</head><body>Hello</body></html>")
    reply = await desk.anna.command("/dateline", f"sources add {page}")
    shown = await desk.anna.sees("Which one?", after=reply, within=CHILDREN)
    assert f"{site.base}/…/feed" in shown.words and f"{site.base}/feed?…" in shown.words
    told = [shown.words + shown.messages[0].text]
    with_key = site.put(f"/{key}/lima", story("Lima", MET + LONG))
    posted = await desk.ben.say(f"{with_key} {site.base}/none?token={key}", channel="desk")
    window = await desk.anna.message_shortcut(posted, ADD.name)
    told.append(window.words)
    await desk.anna.submit(window, {STORIES: ["0", "1"]})
    failed = await desk.anna.sees("I could not add", within=CHILDREN)
    await desk.anna.sees("It is in the archive now.", within=CHILDREN)
    assert f"{site.base}/none?…" in failed.words
    told.append(failed.words + failed.messages[0].text)
    assert all(key not in one for one in told)
    assert any("/…/lima" in line for line in logged)
    assert all(key not in line for line in logged)


async def test_only_members_and_editors_change_anything(database: Path) -> None:
    follow(database, "News")
    async with running(database, "socket", {"DATELINE_GUESTS": "yes"}) as house:
        house.workspace.add_person("gil", channels=["desk"], guest="single")
        guest = house.workspace.user("gil")
        shown = await guest.command("/dateline", "sources", channel="desk")
        assert "News" in shown.words
        assert (await guest.click(shown, "Remove")).words == deciding.MEMBERS_ONLY
        refused = await guest.command("/dateline", "add https://news.example/1", channel="desk")
        assert refused.words == deciding.MEMBERS_ONLY
    async with Workspace(manifest()) as workspace:
        settings = {"DATELINE_EDITORS": workspace.user("anna").id}
        async with connected(workspace, database, "socket", settings) as house:
            refused = await house.ben.command("/dateline", "sources pause News")
            assert refused.words == deciding.NO_EDITOR
            posted = await house.ben.say("See https://news.example/1", channel="desk")
            window = await house.ben.message_shortcut(posted, ADD.name)
            assert window.words == deciding.NO_EDITOR
            done = await house.anna.command("/dateline", "sources pause News")
            assert "is paused" in done.words
    assert len(followed(database)) == 1


async def test_where_there_are_several_things_one_is_chosen(
    desk: House, site: Site, database: Path
) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}" title="{name}">'
        for name in ("world", "sports")
    )
    for name in ("world", "sports"):
        site.put(f"/{name}", rss("", name.title()))
    page = site.put("/", f"<html><head>{links}</head><body>Hello</body></html>")
    reply = await desk.anna.command("/dateline", f"sources add {page} every 2h")
    shown = await desk.anna.sees("Which one?", after=reply, within=CHILDREN)
    added = await desk.anna.click(shown, "Follow", nth=1)
    assert "every 2 hours" in added.words
    [provider] = followed(database)
    assert provider.address == f"{site.base}/sports"


async def test_what_can_not_be_followed_is_said(desk: House, site: Site, database: Path) -> None:
    reply = await desk.anna.command("/dateline", f"sources add {site.base}/none")
    told = await desk.anna.sees("Nothing was added.", after=reply, within=CHILDREN)
    assert "HTTP 404" in told.words
    asked = len(site.asked)
    reply = await desk.anna.command("/dateline", "sources add https://localhost.example.invalid/")
    assert (await desk.anna.sees("Nothing was added.", after=reply, within=CHILDREN)).ephemeral
    folder = await desk.anna.command("/dateline", f"sources add {database.parent}")
    assert folder.words == said.NO_FOLDERS
    assert followed(database) == [] and len(site.asked) == asked


async def test_it_takes_no_longer_than_its_time(database: Path) -> None:
    never = [sys.executable, "-c", "import time; time.sleep(600)"]
    found = await Adding(never, limit=0.2).add(Follow("https://news.example"), "U1")
    assert isinstance(found, NotAdded) and "too long" in found.reason


async def test_a_story_is_added_and_the_person_is_told(
    house: House, site: Site, database: Path
) -> None:
    address = site.put("/lima", story("Lima", f"{MET} {LONG}"))
    reply = await house.anna.command("/dateline", f"add {address}", channel="desk")
    assert reply.words == said.QUEUED
    told = await house.anna.sees("It is in the archive now.", after=reply, within=CHILDREN)
    assert told.ephemeral and "Lima" in told.words and "Facts read in it: 2" in told.words
    facts = await house.anna.click(told, "See the facts")
    assert facts.view is not None and "Justin Trudeau" in facts.words
    again = await house.anna.command("/dateline", f"add {address}", channel="desk")
    await house.anna.sees("It was in the archive already.", after=again, within=CHILDREN)
    missing = await house.anna.dm(f"add {site.base}/none")
    failed = await house.anna.sees("I could not add", after=missing, channel="dm", within=CHILDREN)
    assert "HTTP 404" in failed.words


async def test_whoever_asked_is_told_after_a_restart(site: Site, database: Path) -> None:
    with Base.open(database) as base:
        request = base.request(site.put("/lima", story("Lima", MET + LONG)), "UANNA")
    async with Workspace(manifest()) as workspace:
        store = Store(beside(database))
        await store.ask(request.id, workspace.user("anna").id, workspace.store.team_id, "")
        await store.close()
        async with connected(workspace, database, "http") as house:
            told = await house.anna.sees("It is in the archive now.", channel="dm", within=CHILDREN)
            assert "Lima" in told.words
        store = Store(beside(database))
        assert await store.waiting() == []
        await store.close()


async def test_what_was_forgotten_is_told_to_nobody(database: Path) -> None:
    async with Workspace(manifest()) as workspace:
        store = Store(beside(database))
        anna = workspace.user("anna").id
        await store.ask(99, anna, workspace.store.team_id, "")
        said_to: list[object] = []

        async def say(*message: object) -> None:
            said_to.append(message)

        readers = Readers(database)
        telling = Telling(store, readers, lambda team: None)
        assert await telling.look(say) == LOOK_EVERY
        assert await store.waiting() == [] and said_to == []
        await readers.close()
        await store.close()


async def test_whoever_waits_for_long_hears_that_it_goes_on(database: Path) -> None:
    with Base.open(database) as base:
        request = base.request("https://news.example/1", "U1")
    at = time.time()
    store = Store(beside(database), now=lambda: at)
    await store.ask(request.id, "U1", "T1", "")
    told: list[str] = []

    async def say(place: Place, message: Message, directly: Message) -> None:
        told.append(f"{place.user}: {message.text}")

    readers = Readers(database)
    telling = Telling(store, readers, lambda team: None)
    assert await telling.look(say) == SOON and told == []
    at += LATE + 1
    for _ in range(2):
        assert await telling.look(say) == SOON
    assert told == [f"U1: {said.LATE}"]
    await readers.close()
    await store.close()


async def test_the_story_of_a_message_is_added_from_its_menu(
    house: House, site: Site, database: Path
) -> None:
    lima = site.put("/lima", story("Lima", MET + LONG))
    posted = await house.ben.say(f"Look: {lima}", channel="desk")
    window = await house.anna.message_shortcut(posted, ADD.name)
    assert window.view is not None and window.words == said.QUEUED
    assert "Lima" in (await house.anna.sees("It is in the archive now.", within=CHILDREN)).words
    none = await house.ben.say("No link", channel="desk")
    await house.anna.close_view()
    assert (await house.anna.message_shortcut(none, ADD.name)).words == said.NO_LINK


async def test_of_several_stories_some_are_chosen(house: House, site: Site, database: Path) -> None:
    names = ("lima", "quito", "la-paz")
    links = [site.put(f"/{name}", story(name.title(), MET + LONG)) for name in names]
    posted = await house.ben.say(f"Look: {' and '.join(links)}", channel="desk")
    window = await house.anna.message_shortcut(posted, ADD.name)
    assert window.view is not None and check_view(window.view.content) == []
    refused = await house.anna.submit(window, {STORIES: []})
    assert refused.errors == {STORIES: said.CHOOSE_ONE}
    sent = await house.anna.submit(window, {STORIES: ["0", "2"]})
    assert sent.words == said.QUEUED_SEVERAL
    await house.anna.sees("*La-Paz*: It is in the archive now.", within=CHILDREN)
    await house.anna.sees("*Lima*: It is in the archive now.", within=CHILDREN)
    assert site.times("/quito") == 0


async def test_alarms_go_to_a_channel_that_has_the_bot(desk: House, database: Path) -> None:
    desk.workspace.add_channel("away", ["anna"], app=False)
    refused = await desk.anna.command("/dateline", "sources alarm here", channel="away")
    assert refused.words == said.NOT_IN_CHANNEL
    elsewhere = await desk.anna.dm("sources alarm here")
    assert elsewhere.words == said.ALARM_WHERE
    reply = await desk.anna.command("/dateline", "sources alarm here", channel="desk")
    done = await desk.anna.sees("Done: alarms", after=reply)
    channel = desk.workspace.channel("desk").id
    assert done.ephemeral and f"Done: alarms about sources go to <#{channel}>" in done.words
    seen = [message.text for message in desk.anna.history("desk")]
    assert seen.count(said.ALARM_HERE) == 1, "said once, to everybody"
    follow(database, "News")
    assert f"Alarms go to <#{channel}>" in (await desk.anna.dm("sources")).words
    off = await desk.anna.command("/dateline", "sources alarm off")
    assert off.words == said.ALARM_OFF
    listed = await desk.anna.dm("sources")
    assert "whoever added the source. Nobody hears of those added on the command" in listed.words


async def test_nobody_chooses_a_channel_for_alarms_that_they_are_not_in(desk: House) -> None:
    desk.workspace.add_channel("cabal", ["ben"], app=True, private=True)
    cabal, newsroom = desk.workspace.channel("cabal").id, desk.workspace.channel("desk").id
    before = len(desk.workspace.posted())
    for text in (f"sources alarm {cabal}", f"sources alarms {cabal}"):
        assert (await desk.anna.command("/dateline", text)).words == said.ALARM_NOT_YOURS
    texts = [message.text for message in desk.workspace.posted()[before:]]
    assert said.ALARM_HERE not in texts
    for who, where in ((desk.anna, newsroom), (desk.ben, cabal)):
        done = await who.command("/dateline", f"sources alarm {where}")
        assert f"Done: alarms about sources go to <#{where}>" in done.words


async def test_a_channel_that_the_settings_close_gets_no_alarms(database: Path) -> None:
    async with Workspace(manifest()) as workspace:
        workspace.add_channel("open", ["anna"], app=True)
        settings = {"DATELINE_CHANNELS": workspace.channel("open").id}
        async with connected(workspace, database, "socket", settings) as house:
            closed = workspace.channel("desk").id
            refused = await house.anna.command(
                "/dateline", f"sources alarm {closed}", channel="open"
            )
            assert refused.words == said.ALARM_CLOSED
            assert all(said.ALARM_HERE not in one.text for one in workspace.posted())


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "[]",
        "{",
        '{"d":"pause"}',
        '{"d":"burn","p":1,"g":1}',
        '{"d":"pause","p":-1,"g":1}',
        '{"d":"pause","p":true,"g":1}',
        '{"a":1}',
        '{"a":""}',
        '{"a":"\\ud800"}',
        "x" * 9_000,
    ],
)
def test_values_that_are_none_of_ours_are_stale(value: object) -> None:
    for decode in (decode_tend, decode_wanted, decode_story):
        with pytest.raises(StaleButton):
            decode(value)


def test_a_value_reads_back() -> None:
    assert decode_tend(Tend(Deed.POLL, 7, 2).encode()) == Tend(Deed.POLL, 7, 2)
