"""The form of a digest: filled in, complained about, kept, and opened again with what there is."""

import asyncio
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import views
from bot.digests import messages
from bot.digests.schedule import Hours, Quiet
from bot.digests.store import MOST_AT_PLACE
from bot.digests.subscription import Sort
from bot.messages import LOADING
from bot.render.digestfields import Filled, Named, Part, filled_in, kept_in
from bot.render.digestforms import digest_form
from bot.surfaces.digestforms import suggested
from bot.workspace.blockkit import check_view, initial_values
from knowledge.model import Kind
from tests.bot.digests.test_setting_up import DESK, kept, newsdesk, own
from tests.bot.render.test_any_answer import texts_in
from tests.bot.running import House

__all__ = ["newsdesk"]

BERLIN = ZoneInfo("Europe/Berlin")


async def test_a_form_sets_a_digest_up(newsdesk: House) -> None:
    opened = await newsdesk.anna.command("/digest", "setup", channel=DESK)
    form = opened.view
    await newsdesk.anna.choose(opened, Part.PARTIES.block, query="japan")
    saved = await newsdesk.anna.submit(
        opened,
        {
            Part.HOUR.block: "07:15",
            Part.DAYS.block: ["0", "4"],
            Part.TOPICS.block: "rice, roads and bridges",
            Part.KINDS.block: ["payment"],
            Part.LENGTH.block: "7",
            Part.EMPTY.block: "line",
            Part.QUIET_START.block: "22:00",
            Part.QUIET_END.block: "06:00",
        },
    )
    assert form is not None and saved.errors == {}
    assert "every Monday and Friday at 07:15 (Europe/Berlin)" in saved.words
    (one,) = await kept(newsdesk)
    assert one.one_line and one.hours == Hours(BERLIN, 435, (0, 4), Quiet(1320, 360))
    assert "JP money" in one.words and '"rice"' in one.words and "7 stories" in one.words
    changed = await newsdesk.anna.click(saved, "Settings")
    assert changed.view is not None
    values = initial_values(changed.view.blocks)
    assert values[Part.HOUR.block][_action(Part.HOUR)]["selected_time"] == "07:15"
    again = await newsdesk.anna.submit(changed, {Part.HOUR.block: "09:00", Part.PLACE.block: None})
    assert "in your direct message with me" in again.words
    assert await kept(newsdesk) == []
    (moved,) = await own(newsdesk)
    assert moved.id == one.id and moved.words == one.words and moved.hours.minute == 540


def _action(part: Part) -> str:
    return "dateline.filter"


async def test_a_digest_moves_to_no_place_that_is_full_or_has_it_already(
    newsdesk: House,
) -> None:
    digests, asia = newsdesk.service.desk.digests, newsdesk.workspace.channel("asia").id
    await newsdesk.anna.command("/digest", "8:00 Japan", channel="asia")
    made = await newsdesk.anna.command("/digest", "9:00 Japan", channel=DESK)
    settings = await newsdesk.anna.click(made, "Settings")
    twice = await newsdesk.anna.submit(settings, {Part.PLACE.block: asia})
    assert twice.errors == {Part.TOPICS.block: messages.THERE_ALREADY}
    (first,) = await kept(newsdesk, "asia")
    for n in range(MOST_AT_PLACE - 1):
        await digests._store.add(replace(first, id=f"x{n}", person="U9", words=f'about "t{n}"'))
    await digests._store.change(first.id, lambda one: replace(one, words="CA"))
    moved = {Part.PLACE.block: asia, Part.HOUR.block: "10:00"}
    full = await newsdesk.anna.submit(settings, moved)
    assert full.errors == {Part.TOPICS.block: messages.TOO_MANY_HERE}
    assert [one.words for one in await kept(newsdesk)] == ["JP"]


async def test_an_answer_that_comes_late_takes_the_place_of_the_form(
    newsdesk: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.surfaces.lateforms.LOOK_UP", 0)
    monkeypatch.setattr("bot.surfaces.lateforms.SETTLED", 0)
    update = views.update_view

    async def once_it_waits(*given: Any) -> None:
        # As after the time that Slack takes to show what an acknowledgement brought.
        while LOADING not in str(getattr(newsdesk.anna.top_view(), "blocks", "")):  # noqa: ASYNC110
            await asyncio.sleep(0)
        await update(*given)

    monkeypatch.setattr("bot.surfaces.lateforms.views.update_view", once_it_waits)
    for words, said, there in (("since 2022", "takes no date", 0), ("Japan", "every day at", 1)):
        opened = await newsdesk.anna.command("/digest", "setup", channel=DESK)
        sent = await newsdesk.anna.submit(opened, {Part.WORDS.block: words})
        assert not sent.errors
        await newsdesk.service.desk.drain(5)
        view = newsdesk.anna.top_view()
        assert view is not None and said in "\n".join(texts_in(view.blocks))
        assert len(await kept(newsdesk)) == there
        await newsdesk.anna.close_view()


async def test_what_is_wrong_is_said_beside_it(newsdesk: House) -> None:
    newsdesk.workspace.add_channel("others", ["ben"])
    newsdesk.workspace.add_channel("far", ["anna"], app=False)
    opened = await newsdesk.anna.command("/digest", "setup", channel=DESK)
    place = {name: newsdesk.workspace.channel(name).id for name in ("far", "others", DESK)}
    start, end = Part.QUIET_START.block, Part.QUIET_END.block
    wrong: list[tuple[dict[str, str | None], Part, str]] = [
        ({Part.PLACE.block: place["far"]}, Part.PLACE, "/invite"),
        ({Part.PLACE.block: place["others"]}, Part.PLACE, "Join"),
        ({Part.PLACE.block: place[DESK], start: "07:00"}, Part.QUIET_END, "another end"),
        ({end: "09:00"}, Part.TOPICS, messages.QUIET_HOUR),
        ({start: None, end: None, Part.WORDS.block: "since 2022"}, Part.TOPICS, "takes no date"),
    ]
    for values, part, said in wrong:
        sent = await newsdesk.anna.submit(opened, values)
        assert list(sent.errors) == [part.block], values
        assert said in sent.errors[part.block]
    assert await kept(newsdesk) == []


async def test_home_opens_the_form_and_an_alert_has_one_of_its_own(newsdesk: House) -> None:
    home = await newsdesk.anna.open_home()
    opened = await newsdesk.anna.click(home, "Set up a digest")
    assert opened.view is not None and opened.view.content["title"]["text"] == "Set up a digest"
    await newsdesk.anna.close_view()
    opened = await newsdesk.anna.click(home, "Follow something")
    refused = await newsdesk.anna.submit(opened, {})
    assert refused.errors == {Part.TOPICS.block: messages.FOLLOW_WHAT}
    saved = await newsdesk.anna.submit(opened, {Part.WORDS.block: "Kishida about roads"})
    assert "at most every 4 hours" in saved.words
    form = await newsdesk.anna.click(saved, "Settings")
    assert form.view is not None and form.view.content["title"]["text"] == "Alert"
    saved = await newsdesk.anna.submit(form, {Part.EVERY.block: "12"})
    (one,) = await own(newsdesk)
    assert saved.errors == {} and one.every == 12 and one.sort is Sort.FOLLOW
    assert "#p:fumio-kishida" in one.words and "roads" in one.words


def test_zones_are_suggested_by_their_city() -> None:
    assert suggested("madrid")[0] == ("Europe/Madrid", "Europe/Madrid")
    assert suggested("phnom p") == [("Asia/Phnom_Penh", "Asia/Phnom Penh")]
    assert suggested("utc")[0][0] in ("UTC", "Etc/UTC") and suggested("zzz") == []


named = st.builds(Named, st.sampled_from(["JP", "KH", "CA"]), st.text(min_size=1, max_size=90))
forms = st.builds(
    Filled,
    sort=st.sampled_from(Sort),
    hours=st.builds(
        Hours,
        st.sampled_from([BERLIN, ZoneInfo("Asia/Phnom_Penh")]),
        st.integers(0, 1439),
        st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        st.none() | st.just(Quiet(1320, 360)),
    ),
    channel=st.sampled_from(["", "C00000002"]),
    parties=st.lists(named, max_size=3, unique_by=lambda one: one.value).map(tuple),
    topics=st.sampled_from([(), ("rice",), ("rice", "trade deals")]),
    kinds=st.sets(st.sampled_from([Kind.MEETING, Kind.PAYMENT])).map(lambda k: tuple(sorted(k))),
    words=st.text(max_size=60).map(str.strip),
    length=st.integers(3, 50),
    one_line=st.booleans(),
    every=st.integers(1, 168),
)


@given(forms)
def test_what_a_form_is_filled_in_with_is_what_comes_back(filled: Filled) -> None:
    view = digest_form(filled, "abc")
    assert check_view(view) == []
    view["state"] = {"values": initial_values(view["blocks"])}
    assert kept_in(view) == ("abc", filled.sort)
    back = filled_in(view, BERLIN)
    assert (back.channel, back.topics, back.kinds) == (filled.channel, filled.topics, filled.kinds)
    assert [one.value for one in back.parties] == [one.value for one in filled.parties]
    assert back.words == filled.words.strip()
    if filled.sort is Sort.DIGEST:
        assert (back.hours, back.one_line) == (filled.hours, filled.one_line)
        assert back.length == filled.length
    else:
        assert back.every == filled.every


@given(
    st.recursive(
        st.none() | st.text(max_size=9) | st.integers(),
        lambda x: st.lists(x) | st.dictionaries(st.text(max_size=9), x),
    )
)
def test_a_form_that_is_none_of_ours_is_complained_about(state: object) -> None:
    try:
        filled_in({"state": state, "private_metadata": state}, BERLIN)
    except Exception as problem:
        assert type(problem).__name__ == "Unfilled"


@pytest.mark.parametrize("carried", ["", "{", "[]", "x" * 4000, None, '{"i": 3, "s": []}'])
def test_what_a_form_carries_is_not_trusted(carried: object) -> None:
    assert kept_in({"private_metadata": carried}) == ("", Sort.DIGEST)
