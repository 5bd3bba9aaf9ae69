"""Digests and alerts are set up, listed, changed and ended from Slack, by those who may."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.digests import messages
from bot.digests.deeds import Deed, Done
from bot.digests.store import MOST_AT_PLACE
from bot.digests.subscription import Paused, Sort, Subscription
from bot.ids import Action
from bot.manifest import manifest
from bot.workspace import Workspace
from tests.bot.running import House, connected, running

DESK = "desk"


@pytest.fixture
async def newsdesk(database: Path) -> AsyncIterator[House]:
    """The bot over Socket Mode, on the small archive; Anna is in Berlin."""
    async with running(database, "socket") as house:
        house.anna.user.tz = "Europe/Berlin"
        yield house


async def kept(house: House, channel: str = DESK) -> list[Subscription]:
    store = house.service.desk.digests._store
    team = house.workspace.store.team_id
    return await store.at_place(team, house.workspace.channel(channel).id)


async def own(house: House) -> list[Subscription]:
    return await house.service.desk.digests._store.of_person(
        house.workspace.store.team_id, house.anna.id
    )


async def test_a_digest_is_set_up_in_words(newsdesk: House) -> None:
    reply = await newsdesk.anna.command("/digest", "daily 08:00 Japan, money", channel=DESK)
    assert reply.ephemeral
    assert "every day at 08:00 (Europe/Berlin)" in reply.text and "Japan" in reply.text
    assert reply.buttons == ["Preview", "Settings", "Unsubscribe"]
    (one,) = await kept(newsdesk)
    assert one.sort is Sort.DIGEST and one.words == "JP money"
    assert (one.hours.minute, one.hours.zone.key) == (480, "Europe/Berlin")
    # The first edition tells what came since the hour before.
    assert timedelta(0) <= one.after - one.told <= timedelta(days=1)
    again = await newsdesk.anna.command("/digest", "at 9am Japan money", channel=DESK)
    assert "Changed" in again.text
    (changed,) = await kept(newsdesk)
    assert changed.id == one.id and changed.hours.minute == 540


@pytest.mark.parametrize("first", ["dateline digest", "digest"])
async def test_a_mention_and_a_direct_message_do_as_well(newsdesk: House, first: str) -> None:
    reply = await newsdesk.anna.mention(DESK, f"{first} weekdays 7:30 Asia/Phnom_Penh about rice")
    assert "Monday to Friday at 07:30 (Asia/Phnom_Penh)" in reply.text
    assert reply.message.thread_ts is not None
    assert len(await kept(newsdesk)) == 1
    direct = await newsdesk.anna.dm(f"{first} weekly mon 9am")
    assert "in your direct message with me every Monday at 09:00" in direct.text
    assert [one.direct for one in await own(newsdesk)] == [False, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("daily 8:00 Mars/Olympus", messages.UNKNOWN_ZONE),
        ("every now and then", messages.UNREADABLE_TIME),
        ("daily 25:00 Japan", "I can't read “25:00”."),
        ("9am UTC+2 Japan", "I can't read “UTC+2”."),
        ("preview 7", messages.NO_NUMBER),
        ("daily 8:00 quiet 07:00-09:00", messages.QUIET_HOUR),
        ("daily 8:00 Japan since 2022", "takes no date"),
        ("off", messages.NONE_HERE),
        ("list", messages.NONE_AT_ALL),
    ],
)
async def test_what_cannot_be_set_up_is_said_with_the_next_step(
    newsdesk: House, text: str, said: str
) -> None:
    reply = await newsdesk.anna.command("/digest", text, channel=DESK)
    assert said in reply.text and reply.ephemeral
    assert await kept(newsdesk) == []


async def test_a_period_is_a_question_as_before(newsdesk: House) -> None:
    reply = await newsdesk.anna.command("/digest", "since 2022", channel=DESK)
    assert "Kishida" in reply.words
    assert await kept(newsdesk) == []


async def test_where_the_bot_is_no_member_it_asks_to_be_invited(newsdesk: House) -> None:
    newsdesk.workspace.add_channel("far", ["anna"], app=False)
    newsdesk.workspace.add_channel("secret", ["anna"], app=False, private=True)
    for channel in ("far", "secret"):
        reply = await newsdesk.anna.command("/digest", "daily 8:00", channel=channel)
        assert reply.text == messages.NOT_A_MEMBER
    await newsdesk.anna.archive("asia")
    reply = await newsdesk.anna.command("/digest", "daily 8:00", channel="asia")
    assert reply.text == messages.ARCHIVED


async def test_an_older_installation_still_has_digests_in_direct_messages(database: Path) -> None:
    older = manifest()
    older["oauth_config"]["scopes"]["bot"] = [
        scope
        for scope in older["oauth_config"]["scopes"]["bot"]
        if not scope.startswith(("channels:", "groups:"))
    ]
    older["settings"]["event_subscriptions"]["bot_events"] = ["app_home_opened", "message.im"]
    async with (
        Workspace(older) as workspace,
        connected(workspace, database, "socket") as house,
    ):
        reply = await house.anna.command("/digest", "daily 8:00", channel=DESK)
        assert reply.text == messages.INSTALL_AGAIN
        direct = await house.anna.command("/digest", "daily 8:00", channel="dm")
        assert "in your direct message with me" in direct.text
        home = await house.anna.open_home()
        assert "every day at 08:00" in home.words


async def test_there_is_a_bound(newsdesk: House) -> None:
    for hour in range(MOST_AT_PLACE):
        await newsdesk.anna.command("/digest", f"{hour}:00 about topic{hour}", channel=DESK)
    reply = await newsdesk.anna.command("/digest", "23:00 about something", channel=DESK)
    assert reply.text == messages.TOO_MANY_HERE
    page = await newsdesk.anna.command("/digest", "list", channel=DESK)
    found = re.findall(r"^(\d+)\. ", page.text, re.MULTILINE)
    while "Next" in page.buttons:
        page = await newsdesk.anna.click(page, "Next")
        found += re.findall(r"^(\d+)\. ", page.text, re.MULTILINE)
    assert found == [str(n) for n in range(1, MOST_AT_PLACE + 1)], "each is listed, and once"
    assert f"9–{MOST_AT_PLACE} of {MOST_AT_PLACE}" in page.words and "Previous" in page.buttons
    ended = await newsdesk.anna.command("/digest", f"off {MOST_AT_PLACE}", channel=DESK)
    assert f"topic{MOST_AT_PLACE - 1}" in ended.text


async def test_list_and_off_by_number(newsdesk: House) -> None:
    for text in ("8:00 Japan", "9:00 Canada"):
        await newsdesk.anna.command("/digest", text, channel=DESK)
    await newsdesk.anna.command("/dateline", "follow about rice", channel=DESK)
    listed = await newsdesk.ben.command("/digest", "list", channel=DESK)
    assert "1. *Japan*" in listed.words and "2. *Canada*" in listed.words
    assert "rice" not in listed.words
    unclear = await newsdesk.ben.command("/digest", "off", channel=DESK)
    assert messages.WHICH in unclear.words and len(await kept(newsdesk)) == 2
    ended = await newsdesk.ben.command("/digest", "off 2", channel=DESK)
    assert "Canada" in ended.text and "/digest daily 09:00" in ended.text
    assert [one.words for one in await kept(newsdesk)] == ["JP"]
    await newsdesk.ben.command("/digest", "off all", channel=DESK)
    assert await kept(newsdesk) == []
    assert len(await own(newsdesk)) == 1


async def test_off_by_number_ends_no_digest_of_another_channel(newsdesk: House) -> None:
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    await newsdesk.anna.command("/digest", "9:00 Canada", channel="asia")
    await newsdesk.anna.command("/dateline", "follow about rice", channel="asia")
    asked = await newsdesk.anna.command("/digest", "off 2", channel="asia")
    assert f"<#{newsdesk.workspace.channel(DESK).id}>" in asked.text and "Home" in asked.text
    assert [one.words for one in await kept(newsdesk)] == ["JP"]
    # What one gets oneself is nobody else's.
    ended = await newsdesk.anna.command("/digest", "off 3", channel="asia")
    assert "rice" in ended.text
    assert [one.words for one in await own(newsdesk)] == ["JP", "CA"]


async def test_what_is_said_in_a_channel_names_no_private_alert(newsdesk: House) -> None:
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    await newsdesk.anna.command("/dateline", "follow about whales", channel=DESK)
    listed = await newsdesk.anna.mention(DESK, "digest list")
    assert "*Japan*" in listed.words and "whales" not in listed.words
    unfollowed = await newsdesk.anna.mention(DESK, "unfollow")
    assert unfollowed.text == messages.NOTHING_FOLLOWED
    direct = await newsdesk.anna.dm("digest list")
    assert "whales" in direct.words and "*Japan*" in direct.words


async def test_following_and_no_longer(newsdesk: House) -> None:
    reply = await newsdesk.anna.command("/dateline", "follow Japan every 6 hours", channel=DESK)
    assert "at most every 6 hours" in reply.text
    (one,) = await own(newsdesk)
    assert one.sort is Sort.FOLLOW and one.direct and one.every == 6
    here = await newsdesk.anna.command("/dateline", "follow Canada here", channel=DESK)
    assert f"<#{newsdesk.workspace.channel(DESK).id}>" in here.text
    for text in ("follow", "follow everything"):
        nothing = await newsdesk.anna.dm(text)
        assert nothing.text == messages.FOLLOW_WHAT
    unknown = await newsdesk.anna.command("/dateline", "unfollow about rice", channel=DESK)
    assert unknown.text == messages.NOTHING_FOLLOWED
    several = await newsdesk.anna.command("/dateline", "unfollow", channel=DESK)
    assert "Japan" in several.words and "Canada" in several.words
    ended = await newsdesk.anna.command("/dateline", "unfollow Japan", channel=DESK)
    assert "No more alerts" in ended.text
    assert [one.words for one in await own(newsdesk)] == ["CA"]


async def test_a_name_that_may_be_several_is_asked_back(paged: House) -> None:
    reply = await paged.anna.command("/digest", "daily 8:00 Korea", channel=DESK)
    assert await kept(paged) == [] and len(reply.buttons) == 2
    chosen = await paged.anna.click(reply, reply.buttons[0])
    assert "every day at 08:00" in chosen.text and len(await kept(paged)) == 1


async def test_a_city_beside_an_hour_is_asked_back(newsdesk: House) -> None:
    for n, (zone, words) in enumerate((("Europe/Madrid", "rice"), ("Europe/Berlin", "ES"))):
        reply = await newsdesk.anna.command("/digest", "weekdays 9am Madrid rice", channel=DESK)
        assert "Is “Madrid” the time zone" in reply.text
        assert reply.buttons == ["The time zone Europe/Madrid", "About “Madrid”"]
        assert len(await kept(newsdesk)) == n
        await newsdesk.anna.click(reply, reply.buttons[n])
        one = (await kept(newsdesk))[n]
        assert one.hours.zone.key == zone and words in one.words
        assert (one.hours.minute, one.hours.days) == (540, (0, 1, 2, 3, 4))


async def test_what_nothing_in_the_archive_is_on_is_said(newsdesk: House) -> None:
    reply = await newsdesk.anna.command("/dateline", "follow Japan, about xyzzyq", channel=DESK)
    assert "nothing in the archive is on about “xyzzyq”." in reply.text
    assert len(await own(newsdesk)) == 1
    known = await newsdesk.anna.command("/digest", "9:00 Japan", channel=DESK)
    assert "nothing in the archive" not in known.text


async def test_a_preview_by_its_number(newsdesk: House) -> None:
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    await newsdesk.anna.command("/digest", "9:00 Canada", channel=DESK)
    await newsdesk.anna.command("/dateline", "follow Hun Sen", channel=DESK)
    for number, name in ((1, "Japan"), (2, "Canada"), (3, "Hun Sen")):
        shown = await newsdesk.anna.command("/digest", f"preview {number}", channel=DESK)
        assert messages.PREVIEW[:20] in shown.text and f": {name}" in shown.text
    # In the channel itself only what is the channel's.
    public = await newsdesk.anna.mention(DESK, "digest preview 3")
    assert public.text == messages.NO_NUMBER


async def test_the_next_edition_is_told_in_its_own_zone(newsdesk: House) -> None:
    text = "monday 9:00 Asia/Tokyo Japan"
    reply = await newsdesk.anna.command("/digest", f"every {text}", channel=DESK)
    home = await newsdesk.anna.open_home()
    for said in (reply.text, home.words):
        assert re.search(r"Next: Monday, \d+ \w+, 09:00 \(Asia/Tokyo\)", said)


async def test_buttons_change_it_for_those_who_may(newsdesk: House) -> None:
    newsdesk.workspace.add_person("kim", channels=["general"])
    kim = newsdesk.workspace.user("kim")
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    (one,) = await kept(newsdesk)
    forged = {
        "type": "button",
        "action_id": str(Action.DIGEST),
        "text": {"type": "plain_text", "text": "Remove"},
        "value": Done(Deed.OFF, one.id).encode(),
    }
    posted = await newsdesk.service.desk.client.chat_postMessage(
        channel=newsdesk.workspace.channel("general").id,
        text="x",
        blocks=[{"type": "actions", "elements": [forged]}],
    )
    message = newsdesk.workspace.store.find_message(posted["channel"], posted["ts"])
    refused = await kim.click(message, "Remove")
    assert refused.text == messages.NOT_YOURS and len(await kept(newsdesk)) == 1
    # Ben is in that channel, wherever he presses it.
    ended = await newsdesk.ben.click(message, "Remove")
    assert "ended" in ended.text and await kept(newsdesk) == []
    gone = await newsdesk.ben.click(message, "Remove")
    assert gone.text == messages.GONE


async def test_home_lists_and_changes_them(newsdesk: House) -> None:
    await newsdesk.ben.command("/digest", "8:00 Japan", channel=DESK)
    await newsdesk.anna.command("/dateline", "follow Canada", channel=DESK)
    home = await newsdesk.anna.open_home()
    assert "*Canada*" in home.words and "*Japan*" in home.words
    assert "Set up a digest" in home.words
    (digest,) = await kept(newsdesk)
    muted = await newsdesk.anna.click(home, Action.DIGEST.of(digest.id), option="Mute for a week")
    assert "Muted until" in muted.words
    (digest,) = await kept(newsdesk)
    assert digest.muted is not None
    ended = timedelta(days=7) - (digest.muted - datetime.now(UTC))
    assert timedelta(0) <= ended < timedelta(minutes=1)
    resumed = await newsdesk.anna.click(muted, Action.DIGEST.of(digest.id), option="Resume")
    assert "Muted until" not in resumed.words
    removed = await newsdesk.anna.click(resumed, Action.DIGEST.of(digest.id), option="Remove")
    assert "*Japan*" not in removed.words and await kept(newsdesk) == []


async def test_home_does_not_wait_for_slack(newsdesk: House) -> None:
    newsdesk.workspace.faults.api("users.conversations", error="fatal_error")
    home = await newsdesk.anna.open_home()
    assert messages.NOT_LISTED in home.words and "The newsroom's archive" in home.words


async def test_out_of_the_channel_it_is_paused_and_said_once(newsdesk: House) -> None:
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    await newsdesk.anna.remove(DESK)
    told = await newsdesk.anna.sees("is paused", channel="dm")
    assert "/invite @Dateline" in told.text
    (one,) = await kept(newsdesk)
    assert one.paused is Paused.REMOVED
    home = await newsdesk.anna.open_home()
    assert "Paused" in home.words
    refused = await newsdesk.anna.click(home, Action.DIGEST.of(one.id), option="Resume")
    assert messages.NOT_A_MEMBER in refused.words
    await newsdesk.anna.close_view()
    await newsdesk.anna.invite(DESK)
    await newsdesk.anna.click(home, Action.DIGEST.of(one.id), option="Resume")
    (one,) = await kept(newsdesk)
    assert one.paused is None
    said = [m for m in newsdesk.anna.history("dm") if "is paused" in m.text]
    assert len(said) == 1


async def test_an_archived_channel_pauses_it(newsdesk: House) -> None:
    await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    await newsdesk.anna.archive(DESK)
    await newsdesk.anna.sees("the channel is archived", channel="dm")
    (one,) = await kept(newsdesk)
    assert one.paused is Paused.ARCHIVED


async def test_what_is_due_is_posted_with_its_buttons(newsdesk: House) -> None:
    digests = newsdesk.service.desk.digests
    await newsdesk.anna.command("/digest", "8:00 Japan even if empty", channel=DESK)
    (one,) = await kept(newsdesk)
    now = datetime.now(UTC)
    minute = ((now - timedelta(minutes=1)).hour * 60 + (now - timedelta(minutes=1)).minute) % 1440

    def due_now(before: Subscription) -> Subscription:
        hours = replace(before.hours, zone=type(before.hours.zone)("UTC"), minute=minute)
        past = now - timedelta(days=1, minutes=5)
        return replace(before, hours=hours, after=past, told=past)

    await digests._store.change(one.id, due_now)
    await digests.clock.look()
    await digests.clock.look()
    first, *thread = [m for m in newsdesk.ben.history(DESK) if not m.ephemeral]
    assert all(m.thread_ts == first.ts for m in thread)
    ended = await newsdesk.ben.click(first, "Unsubscribe")
    assert await kept(newsdesk) == []
    # Everybody can read who ended it.
    assert not ended.ephemeral and ended.message.thread_ts == first.ts
    assert f"<@{newsdesk.ben.id}>" in ended.text


async def test_it_is_shown_before_it_is_posted(newsdesk: House) -> None:
    reply = await newsdesk.anna.command("/digest", "8:00 Japan", channel=DESK)
    shown = await newsdesk.anna.click(reply, "Preview")
    assert shown.ephemeral and shown.buttons
    by_words = await newsdesk.anna.command("/digest", "preview Japan, Canada", channel=DESK)
    assert by_words.ephemeral
    assert [m for m in newsdesk.ben.history(DESK)] == []
