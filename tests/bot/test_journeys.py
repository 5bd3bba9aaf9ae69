"""What people do with Dateline, over real Socket Mode and real signed HTTP."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

from bot.ids import Action
from bot.workspace import Message, words_of
from tests.bot.running import House, running


async def test_a_command_is_answered_to_the_one_who_asked(house: House) -> None:
    reply = await house.anna.command("/meetings", "Japan", channel="desk")
    assert reply.acknowledged and reply.ephemeral
    assert "20–21 March 2022" in reply.words
    assert "Undated; by 15 November 2022 (published)" in reply.words
    assert "came to Phnom Penh on Sunday for a two-day visit." in reply.words
    assert "Trudeau" not in reply.words
    assert "2 articles" in reply.words
    assert "Fumio Kishida" in reply.text and reply.text.count("\n") > 1
    assert house.ben.history("desk") == []


async def test_the_single_command_takes_every_other_as_its_first_word(house: House) -> None:
    long = await house.anna.command("/dateline", "meetings Japan", channel="desk")
    short = await house.anna.command("/meetings", "Japan", channel="desk")
    assert long.words == short.words


async def test_a_source_opens_in_its_context(house: House) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    opened = await house.anna.click(reply, "Source")
    view = opened.view
    assert view is not None
    shown = "\n".join(words_of(view.blocks))
    assert "What leaders said to each other at the ASEAN summit" in shown
    assert "15 November 2022" in shown
    assert "<https://post.example/asean?a=1&amp;b=2|Open the article>" in shown
    assert "The press was told little else." in shown  # the paragraph after it
    why = shown.split("Why does Dateline say so?")[1]
    assert "in ten facts read like this are wholly right." in why
    assert "For it: two sides are known" in why and "One article tells it." in why
    bold = [
        run["text"]
        for block in view.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        for run in part["elements"]
        if run.get("style", {}).get("bold")
    ]
    assert "".join(bold).startswith("Hun Sen met Canadian Prime Minister Justin Trudeau")
    assert len(house.anna.history("desk")) == 1


async def test_an_answer_is_shared_once_and_credited(house: House) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    shared = await house.anna.click(reply, "Share in channel")
    message = await house.ben.sees("Trudeau", channel="desk")
    assert not message.ephemeral
    assert f"<@{house.anna.id}>" in message.words
    assert shared.messages
    await house.anna.sees("Trudeau", channel="desk", after=shared)
    await house.service.desk.drain(5)
    assert [m.ephemeral for m in house.anna.history("desk")] == [False]


async def test_sharing_needs_no_membership(database: Path) -> None:
    async with running(database, "socket", without_app=["desk"]) as house:
        reply = await house.anna.command("/meetings", "Canada", channel="desk")
        await house.anna.click(reply, "Share in channel")
        assert not (await house.ben.sees("Trudeau", channel="desk")).ephemeral


async def test_pressing_share_twice_shares_once(house: House) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    await asyncio.gather(
        *(house.anna.click(reply.message, "Share in channel", wait=False) for _ in range(2))
    )
    await house.ben.sees("Trudeau", channel="desk")
    await house.service.desk.drain(5)
    assert len(house.ben.history("desk")) == 1


async def test_a_mention_is_answered_in_its_thread(house: House) -> None:
    reply = await house.anna.mention("desk", "meetings Canada")
    asked = house.anna.history("desk")[0]
    assert reply.thread_ts == asked.ts and not reply.ephemeral
    assert "Trudeau" in reply.words
    further = await house.ben.mention("desk", "meetings Japan", thread=asked.ts)
    assert further.thread_ts == asked.ts


async def test_a_direct_message_is_answered_below_it(house: House) -> None:
    reply = await house.anna.dm("meetings Canada")
    asked, answered = house.anna.history("dm")
    assert answered.ts == reply.message.ts and reply.thread_ts is None
    further = await house.anna.dm("meetings Japan", thread=asked.ts)
    assert further.thread_ts == asked.ts
    assert "Trudeau" in reply.words
    assert "Share in channel" not in reply.buttons


async def test_a_mention_alone_brings_help(house: House) -> None:
    reply = await house.anna.mention("desk", "")
    assert "/meetings" in reply.words and "/whois" in reply.words


async def test_what_is_said_to_others_is_left_alone(house: House) -> None:
    await house.anna.say("meetings Japan", channel="desk")
    await house.workspace.quiet()
    assert house.workspace.posted() == []


async def test_a_person_is_looked_up(house: House) -> None:
    reply = await house.anna.command("/whois", "Kishida", channel="desk")
    assert "Fumio Kishida" in reply.words and "Prime Minister" in reply.words
    assert "Source" in reply.buttons


async def test_help_and_status(house: House) -> None:
    helped = await house.anna.command("/dateline", "", channel="desk")
    assert "/meetings" in helped.words and "/whois" in helped.words
    own = await house.anna.command("/meetings", "help", channel="desk")
    assert "/meetings" in own.words and "/whois" not in own.words
    status = await house.anna.command("/dateline", "status", channel="desk")
    assert "2 articles" in status.words


async def test_nothing_found_says_so_and_offers_the_nearest(house: House) -> None:
    reply = await house.anna.command("/meetings", "Japan in 1999", channel="desk")
    assert "2 articles" in reply.words
    assert "Kishida" not in reply.words  # another fact's content is never put in the place
    wider = [label for label in reply.buttons if label not in ("Share in channel",)]
    assert wider
    answer = await house.anna.click(reply, wider[0])
    assert "Kishida" in answer.words and answer.ephemeral
    assert len(house.anna.history("desk")) == 1  # the answer took the question's place


async def test_an_ambiguous_name_is_asked_back_and_a_click_answers(paged: House) -> None:
    reply = await paged.anna.mention("desk", "meetings Korea")
    labels = [label for label in reply.buttons if "Korea" in label]
    assert len(labels) == 2 and "Lee" not in reply.words
    south = next(label for label in labels if "South" in label)
    answered = await paged.ben.click(reply.message, south)
    assert answered.message.ts == reply.message.ts and not answered.ephemeral
    assert "Lee Jae-myung" in answered.words and "Kim" not in answered.words


async def test_what_is_chosen_in_the_direct_message_has_nobody_to_be_shared_with(
    paged: House,
) -> None:
    reply = await paged.anna.command("/meetings", "Korea", channel="dm")
    south = next(label for label in reply.buttons if "South" in label)
    answered = await paged.anna.click(reply, south)
    assert "Lee Jae-myung" in answered.words and "Share in channel" not in answered.buttons


async def test_pages_turn_in_place_for_oneself(paged: House) -> None:
    first = await paged.anna.command("/meetings", "Japan", channel="desk")
    assert "12, page 1 of 3" in first.words
    second = await paged.anna.click(first, "Next")
    assert second.message.ts == first.message.ts and "page 2 of 3" in second.words
    back = await paged.anna.click(second, "Previous")
    assert "page 1 of 3" in back.words
    assert len(paged.anna.history("desk")) == 1


async def test_pages_of_a_public_answer_turn_for_the_one_who_clicks(paged: House) -> None:
    public = await paged.anna.mention("desk", "meetings Japan")
    turned = await paged.ben.click(public.message, "Next")
    assert turned.ephemeral and "page 2 of 3" in turned.words
    assert turned.thread_ts == public.thread_ts
    further = await paged.ben.click(turned, "Next")
    assert "page 3 of 3" in further.words
    assert "page 1 of 3" in "\n".join(words_of(public.message.blocks))
    assert not any(message.ephemeral for message in paged.anna.history("desk"))


async def test_a_shared_page_is_the_page_that_was_seen(paged: House) -> None:
    first = await paged.anna.command("/meetings", "Japan", channel="desk")
    second = await paged.anna.click(first, "Next")
    await paged.anna.click(second, "Share in channel")
    shared = await paged.ben.sees("page 2 of 3", channel="desk")
    assert "Next" not in shared.buttons


def next_button(message: Message) -> dict[str, Any]:
    """The button that turns the page."""
    found: list[dict[str, Any]] = [
        element
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == "Next"
    ]
    assert len(found) == 1
    return found[0]


async def test_a_click_is_served_by_a_process_that_never_saw_the_answer(
    long_archive: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copy(long_archive, tmp_path / "dateline.db"))
    async with running(database, "http") as house:
        first = await house.anna.command("/meetings", "Japan", channel="desk")
        pressed = next_button(first.message)
    async with running(database, "http") as other:
        shown = await other.anna.command("/dateline", "meetings Cambodia page 3", channel="desk")
        shown.message.blocks = [{"type": "actions", "block_id": "b", "elements": [pressed]}]
        turned = await other.anna.click(shown.message, "Next")
        assert "Meetings with Japan: 12, page 2 of 3" in turned.words


async def test_after_a_restart_the_same_words_are_answered_again(database: Path) -> None:
    """What was dealt with is remembered beside the base; a new workspace's events are new."""
    answered = []
    for _ in range(2):
        async with running(database, "socket") as house:
            mentioned = await house.anna.mention("desk", "meetings Japan")
            direct = await house.anna.dm("meetings Canada")
            answered.append("Kishida" in mentioned.words and "Trudeau" in direct.words)
    assert answered == [True, True]


async def test_a_mention_in_mid_sentence_is_understood(reading: House) -> None:
    anna, desk = reading.workspace.user("anna"), reading.workspace.channel("desk")
    name = reading.workspace.bot_user.real_name
    reading.workspace.actions.say(anna.user, desk, f"hi @{name}, meetings with Trudeau please")
    told = await reading.anna.sees("Justin Trudeau", channel="desk")
    assert "Meetings with Justin Trudeau" in told.words


async def test_thumbs_are_kept_the_last_word_of_each_person(house: House) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    await house.anna.click(reply, "Helpful", wait=False)
    await house.service.desk.drain(5)
    assert await house.service.desk.readers.run(lambda base: base.feedback_counted()) == (1, 0)
    await house.anna.click(reply, "Not helpful", wait=False)
    await house.service.desk.drain(5)
    assert await house.service.desk.readers.run(lambda base: base.feedback_counted()) == (0, 1)


async def test_what_is_related_is_told_in_time(house: House) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    menus = [
        block["accessory"]["action_id"] for block in reply.message.blocks if "accessory" in block
    ]
    [menu] = [one for one in menus if one.startswith(Action.MORE)]
    related = await house.anna.click(reply, menu, option="Related in time")
    assert "Events of" in related.words
    assert related.ephemeral


async def test_help_shows_what_this_archive_answers(house: House) -> None:
    helped = await house.anna.command("/dateline", "help", channel="desk")
    assert "`/meetings Canada`" in helped.words or "`/meetings Japan`" in helped.words
    own = await house.anna.command("/meetings", "help", channel="desk")
    assert own.words.count("`/meetings ") >= 3
