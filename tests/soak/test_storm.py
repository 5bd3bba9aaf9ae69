"""Some seconds of the storm, with the bot in this process; `make soak` has half an hour of it."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from bot.manifest import manifest
from bot.workspace import Workspace
from tests.bot.running import connected
from tests.knowledge.sources.site import serving
from tests.soak.fuzz import slow_clock
from tests.soak.processes import Taken, slope
from tests.soak.storm.ledger import Answer, Asked, Ledger, Outage
from tests.soak.storm.people import People
from tests.soak.storm.run import Storm
from tests.soak.storm.troubles import Troubles
from tests.soak.storm.verdict import _grown, memory

HERE = frozenset(
    {"connection closed", "connection replaced", "429", "slow answers", "events twice"}
)
"""What can go wrong where the bot is no process of its own."""


SLOWER = 10.0
"""Seconds of ours in one of the workspace's, so that a busy machine is not taken for a late bot."""


@dataclass
class Here:
    """The bot in this process, as far as troubles need it."""

    workspace: Workspace
    mode: str

    async def reachable(self, within: float) -> bool:
        await self.workspace.connected(made=self.workspace.sockets.made, within=within)
        return True


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_whatever_fails_each_is_answered_once(
    small_archive: Path, tmp_path: Path, mode: str
) -> None:
    database = Path(shutil.copy(small_archive, tmp_path / "dateline.db"))
    dice, ledger = random.Random(7), Ledger()
    with serving() as site:
        async with Workspace(manifest(), clock=slow_clock(SLOWER)) as workspace:
            people = People.of(workspace, ledger, dice, 8)
            bad = Troubles(
                workspace, Here(workspace, mode), site, ledger, dice, HERE, pace=0.1 / SLOWER
            )
            settings = {"DATELINE_EDITORS": people.editors[0].id}
            async with connected(workspace, database, mode, settings) as house:
                for number in range(48):
                    await people.something()
                    if number % 4 == 0:
                        await bad.one()
                workspace.faults.clear()
                # What was not acknowledged is sent again at once, and after a minute.
                workspace.clock.advance(60)
                await workspace.events.settled()
                await house.service.desk.drain(60)
            assert len(ledger.asked) > 30 and sum(ledger.faults.values()) == 12
            assert not ledger.unanswered() and not ledger.twice()
            assert not ledger.lost(), "a connection that is lost for a moment loses nothing"


def test_only_what_an_outage_can_explain_is_excused() -> None:
    book = Ledger()
    book.outages.append(Outage("killed", 100.0, 110.0))
    book.outages.append(Outage("posts fail", 300.0, 310.0, frozenset({"mention"})))
    told = [Answer(101.0, "x")]
    during, before = Asked("command", "", 105.0), Asked("command", "", 95.0, answers=told)
    long_before, after = Asked("command", "", 60.0), Asked("command", "", 120.0)
    other, mention = Asked("command", "", 305.0), Asked("mention", "", 305.0)
    book.asked += [during, before, long_before, after, other, mention]
    assert book.unanswered() == [long_before, after, other]
    assert book.lost() == [during, mention]
    before.answers.append(Answer(102.0, "x"))
    assert book.twice() == [before]


def test_an_answer_may_come_before_an_acknowledgement_that_is_lost() -> None:
    book = Ledger(outages=[Outage("acknowledgements lost", 100.0, 104.0)])
    lost = Asked("command", "", 99.8, answers=[Answer(99.9, "x")])
    early = Asked("command", "", 96.0, answers=[Answer(99.9, "x")])
    book.asked += [lost, early]
    assert book.unacknowledged() == [early]


def test_a_slope_has_an_interval() -> None:
    steps = [n / 60 for n in range(60)]
    rising = slope(steps, [100 + 12 * x + (0.5 if n % 2 else -0.5) for n, x in enumerate(steps)])
    assert rising is not None and rising.low < 12 < rising.high and rising.low > 10
    assert slope([1, 2], [3, 4]) is None and slope([1, 1, 1], [1, 2, 3]) is None


@pytest.mark.parametrize(
    ("filling", "steady", "wrong"),
    [(400.0, 2.0, False), (0.0, 40.0, True), (400.0, 40.0, True)],
)
def test_memory_counts_once_the_process_was_asked_enough(
    filling: float, steady: float, wrong: bool
) -> None:
    """In MB an hour: what fills before that is no growth, what goes on after it is."""
    filled, grown, looks = 600.0, 0.0, []
    for step in range(0, 1_800, 5):
        looks.append((float(step), 1, Taken(100 + grown, 20, 12)))
        grown += (filling if step < filled else steady) * 5 / 3600
    none = cast(Any, None)
    all = Storm(none, none, none, none, none, looks, sizes=[{}], filled=filled)
    said = [line for line in _grown(all) if line.startswith("memory")]
    assert bool(said) is wrong
    found, minutes, last = memory(all)
    assert found is not None and found.slope == pytest.approx(steady)
    assert minutes == pytest.approx(20, abs=0.1) and last == looks[-1][2].memory
    all.filled = None
    assert memory(all)[0] is None and not _grown(all), "too little was asked to judge by"
