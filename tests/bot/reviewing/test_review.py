"""The review queue in Slack: the list, its buttons, two editors, and those who may not."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.deciding import said as deciding
from bot.deciding.editors import FRESH
from bot.errors import StaleButton
from bot.ids import Action, Input
from bot.render.corrections import right_id
from bot.reviewing import said
from bot.reviewing.values import Deed, Press, decode_press
from bot.reviewing.words import Here, Off, Show, Unclear, reviewing
from bot.routing import Question, Review, route
from bot.workspace import Reply, words_of
from knowledge.base import Base
from knowledge.base.opinions import Proposal
from knowledge.base.waiting import Order
from knowledge.language.corrections import PARTS
from knowledge.model import Kind, Participant
from knowledge.wording.facts import fact_line
from tests.bot.deciding.houses import decided, editing, fact_of, kept
from tests.bot.running import House
from tests.knowledge.base.world import KISHIDA, SOKHONN, fill, met, told

DAY = right_id(PARTS[Kind.MEETING][0])


def propose(house: House, value: str = "13 November 2022", person: str = "U0PROPOSER") -> None:
    fact = fact_of(house)
    with Base.open(house.service.settings.database) as base:
        base.propose(
            Proposal(fact.id, person, "date", value, "The caption says so.", fact_line(fact))
        )


def dispute(house: House) -> None:
    """Two articles that differ on where a meeting was, the last that were published."""
    visit = met(SOKHONN, KISHIDA, on="2023-01-10", place="Phnom Penh")
    with Base.open(house.service.settings.database) as base:
        fill(base, [
            told("left", visit, published="2023-01-11", outlet="The Post"),
            told("right", replace(visit, place="Tokyo"), published="2023-01-12", outlet="Reuters"),
        ])  # fmt: skip


def faint(house: House) -> None:
    """An article with six facts of which nobody knows when they were."""
    others = [Participant(f"Minister {name}", "Minister", "JP") for name in "ABCDE"]
    with Base.open(house.service.settings.database) as base:
        facts = [met(SOKHONN, other) for other in (KISHIDA, *others)]
        fill(base, [told("faint", *facts, published="2023-02-01", outlet="The Post")])


async def queue(house: House, words: str = "review") -> Reply:
    return await house.anna.command("/dateline", words, channel="desk")


def shown(reply: Reply) -> str:
    """What a reply shows, in a window too."""
    blocks = reply.view.blocks if reply.view is not None else reply.blocks
    return "\n".join(words_of(blocks))


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_an_editor_approves_a_proposal_and_takes_it_back(database: Path, mode: str) -> None:
    async with editing(database, mode) as house:
        propose(house)
        found = await queue(house)
        assert found.ephemeral and "1 proposal or report" in found.words
        for words in (
            "A colleague finds this fact wrong",
            "Is: date 12 November 2022",
            "Proposed: date 13 November 2022",
            "Why: “The caption says so.”",
            "Hun Sen met Canadian Prime Minister Justin Trudeau on November",
            "Why it is here: Somebody says so.",
        ):
            assert words in shown(found)
        done = await house.anna.click(found, "Approve")
        assert "corrected from 12 to 13 November 2022" in done.words
        assert "Is: date" not in shown(done), "the list goes on without it"
        [one] = decided(house)
        assert one.who == house.anna.id and "proposal:1" in one.on
        assert [each.settled for each in kept(house)] == [one.id]
        undone = await house.anna.click(done, "Undo")
        assert said.UNDONE in undone.words and "Is: date 12 November 2022" in shown(undone)


async def test_approving_what_ends_a_verification_says_so_and_the_log_who_proposed_it(
    database: Path,
) -> None:
    async with editing(database, named=("anna",)) as house:
        propose(house, person=house.ben.id)
        with Base.open(database) as base:
            base.verify(fact_of(house).id, who="terminal")
        found = await queue(house)
        assert "Verified by the desk on" in shown(found) and "a change ends that" in shown(found)
        assert f"proposed by <@{house.ben.id}>" in str(found.blocks)
        await house.anna.click(found, "Approve")
        log = await house.anna.command("/dateline", "log", channel="desk")
        assert str(log.blocks).count(f"proposed by <@{house.ben.id}>") == 1
        others = await house.ben.command("/dateline", "log", channel="desk")
        assert house.ben.id not in str(others.blocks)


async def test_a_proposal_is_rejected_and_stays_on_record(database: Path) -> None:
    async with editing(database) as house:
        propose(house)
        done = await house.anna.click(await queue(house), "Reject")
        assert "rejected" in done.words and len(kept(house)) == 1
        assert [str(one.action) for one in decided(house)] == ["reject"]


async def test_a_proposal_is_edited_in_the_form_that_begins_with_it(database: Path) -> None:
    async with editing(database) as house:
        propose(house)
        form = await house.anna.click(await queue(house), "Edit…", nth=0)
        assert form.view is not None
        [state] = form.view.values[DAY].values()
        assert state["value"] == "13 November 2022"
        done = await house.anna.submit(form, {DAY: "14 November 2022", Input.WHY: "Both wrong."})
        assert "corrected from 12 to 14 November 2022" in shown(done)
        [one] = decided(house)
        assert "proposal:1" in one.on, "the proposal is settled with it"
        assert "Is: date" not in shown(await queue(house))


async def test_two_editors_at_once_and_the_second_sees_what_the_first_decided(
    database: Path,
) -> None:
    async with editing(database) as house:
        propose(house)
        first = await queue(house)
        second = await house.ben.command("/dateline", "review", channel="desk")
        await house.anna.click(first, "Approve")
        late = await house.ben.click(second, "Reject")
        assert "Not done:" in late.words
        assert "corrected from 12 to 13 November 2022" in late.words
        assert len(decided(house)) == 1
        again = await house.anna.click(first, "Reject") if "Reject" in first.buttons else None
        assert again is None or "You decided on this already" in again.words


async def test_what_somebody_skips_is_left_out_for_them_alone(database: Path) -> None:
    async with editing(database) as house:
        propose(house)
        found = await house.anna.click(await queue(house), "Skip", nth=0)
        assert said.SKIPPED in found.words and "Is: date" not in shown(found)
        assert "Is: date" not in shown(await queue(house))
        theirs = await house.ben.command("/dateline", "review", channel="desk")
        assert "Is: date 12 November 2022" in shown(theirs) and decided(house) == []


async def test_contradictions_are_decided_by_choosing_and_the_other_reading_is_kept(
    database: Path,
) -> None:
    async with editing(database) as house:
        dispute(house)
        found = await queue(house, "review contradictions")
        assert "Sources differ: place Phnom Penh or Tokyo." in shown(found)
        assert "Phnom Penh – The Post" in found.buttons
        done = await house.anna.click(found, "Tokyo – Reuters")
        assert "decided to be Tokyo" in done.words
        answer = await house.anna.command("/meetings", "Kishida with Prak Sokhonn", channel="desk")
        assert "Tokyo" in answer.words and "Phnom Penh" in answer.words


async def test_two_who_may_be_one_are_shown_side_by_side_and_made_one(database: Path) -> None:
    async with editing(database) as house:
        short = Participant("P. Sokhonn", "Foreign Minister", "KH")
        with Base.open(database) as base:
            fill(base, [
                told("left", met(SOKHONN, KISHIDA, on="2023-01-10"), published="2023-01-11"),
                told("right", met(short, KISHIDA, on="2023-05-01"), published="2023-05-02"),
            ])  # fmt: skip
        found = await queue(house)
        assert "These two may be one person" in shown(found)
        [block] = [block for block in found.blocks if "fields" in block]
        left, right = (field["text"] for field in block["fields"])
        assert {"P. Sokhonn" in left, "P. Sokhonn" in right} == {True, False}
        assert "foreign minister" in left and "Cambodia" in right
        done = await house.anna.click(found, "Same person")
        assert "Done:" in done.words and "Same person" not in done.buttons
        [one] = decided(house)
        assert str(one.action) == "same-person" and one.who == house.anna.id
        undone = await house.anna.click(done, "Undo")
        assert "Same person" in undone.buttons
        dismissed = await house.anna.click(undone, "Different people")
        assert "Same person" not in dismissed.buttons


async def test_all_facts_of_an_article_are_verified_at_once_and_given_back(database: Path) -> None:
    async with editing(database) as house:
        faint(house)
        found = await queue(house, "review evidence")
        label = next(one for one in found.buttons if one.startswith("Verify all"))
        form = await house.anna.click(found, label, nth=0)
        for words in ("Title of faint", "The Post, published 1 February 2023", "Minister E"):
            assert words in shown(form)
        assert decided(house) == []
        done = await house.anna.submit(form)
        number = len(decided(house))
        assert number == 6 and "6 facts verified" in shown(done)
        undone = await house.anna.click(done, "Undo")
        assert f"{number} facts not verified any more" in shown(undone)
        assert len(decided(house)) == 2 * number


async def test_facts_that_were_not_listed_are_not_verified_with_the_others(database: Path) -> None:
    async with editing(database) as house:
        faint(house)
        home = await house.anna.open_home()
        found = await house.anna.click(home, "Open the queue")
        found = await house.anna.click(found, "Weakest evidence first")
        label = next(one for one in found.buttons if one.startswith("Verify all"))
        form = await house.anna.click(found, label, nth=0)
        with Base.open(database) as base:
            base.verify(base.facts_in("faint")[0][0].id, who="terminal")
        again = await house.anna.submit(form)
        assert "These are not the facts any more" in shown(again) and len(decided(house)) == 1
        assert "these 5 facts" in shown(again)
        done = await house.anna.submit(again)
        assert "5 facts verified" in shown(done) and len(decided(house)) == 6


async def test_the_queue_is_turned_and_ordered(database: Path) -> None:
    async with editing(database) as house:
        faint(house)
        found = await queue(house)
        first = shown(found)
        assert "newest first" in first and "Back" not in found.buttons
        after = await house.anna.click(found, "More")
        assert "Back" in after.buttons and shown(after) != first
        back = await house.anna.click(after, "Back")
        assert shown(back) == first, "in its place, as it was"
        ordered = await house.anna.click(back, "Most seen first")
        assert "Shown: most seen first" in shown(ordered)


async def test_who_may_not_decide_sees_no_queue_and_presses_in_vain(database: Path) -> None:
    async with editing(database, named=("anna",)) as house:
        propose(house)
        refused = await house.ben.command("/dateline", "review", channel="desk")
        assert refused.words == deciding.NO_EDITOR.replace("`", "") or "editors" in refused.words
        home = await house.ben.open_home()
        assert "Review queue" not in home.words
        home = await house.anna.open_home()
        assert "Review queue" in home.words and "1 proposal or report" in home.words
        opened = await house.anna.click(home, "Open the queue")
        assert opened.view is not None and "Is: date 12 November 2022" in shown(opened)
        done = await house.anna.click(opened, "Approve", nth=0)
        assert "corrected from 12 to 13" in shown(done) and len(decided(house)) == 1


async def test_an_editor_who_is_taken_out_of_the_group_decides_nothing_more(
    database: Path,
) -> None:
    async with editing(database, named=(), group=("anna",)) as house:
        propose(house)
        found = await queue(house)
        house.service.desk.editors._now = lambda: time.monotonic() + FRESH
        house.workspace.set_group("editors", ["ben"])
        refused = await house.anna.click(found, "Approve")
        assert "you are not among them" in refused.words and decided(house) == []


async def test_words_that_mean_nothing_are_told_what_do(database: Path) -> None:
    async with editing(database) as house:
        assert "/dateline review here" in (await queue(house, "review frobnicate")).words


def test_what_words_mean() -> None:
    def meant(rest: str) -> object:
        return reviewing("review", rest, certain=True)

    assert meant("") == Show() and meant("queue") == Show()
    assert meant("contradictions first") == Show(Order.CONTRADICTIONS)
    assert meant("most seen") == Show(Order.SEEN)
    assert meant("least evidence") == Show(Order.EVIDENCE)
    assert meant("here") == Here() and meant("off") == Off()
    here = meant("here quiet 22:00-07:00")
    assert isinstance(here, Here) and here.quiet is not None and here.quiet.start == 22 * 60
    assert meant("here tomorrow") == Unclear() and meant("x" * 9_000) == Unclear()
    assert reviewing("review", "the agreements with Japan", certain=False) is None
    assert reviewing("deals", "", certain=True) is None
    assert isinstance(route("review"), Review)
    assert isinstance(route("/dateline review off"), Review)
    assert isinstance(route("review the agreements with Japan"), Question)


@pytest.mark.parametrize(
    "value",
    [None, "", "{", "[]", "1", '{"d":"no"}', '{"d":"skip","n":-1}', '{"d":"skip","n":"1"}',
     '{"d":"skip","k":1}', '{"d":"page","p":99999}', '{"d":"page","o":"worst"}',
     '{"d":"skip","k":"' + "x" * 500 + '"}', "x" * 3_000, '{"d":true}',
     '{"d":"skip","k":"\\ud800"}'],
)  # fmt: skip
def test_buttons_of_others_are_refused(value: object) -> None:
    with pytest.raises(StaleButton):
        decode_press(value)


def test_a_press_comes_back_as_it_was() -> None:
    press = Press(Deed.CHOOSE, "disputed:f", 7, "place", "r", Order.SEEN, 5, True, "3f0c")
    assert decode_press(press.encode()) == press
    assert decode_press(Press(Deed.PAGE).encode()) == Press(Deed.PAGE)
    assert Press(Deed.SKIP, "x" * 3_000).encode() is None
    assert Action.REVIEW.pattern.match(Action.REVIEW.of("skip:weak:1"))
