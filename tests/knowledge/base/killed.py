"""Decisions, updates and folds in processes that are killed at one random moment after the other.

    python -m tests.knowledge.base.killed DB SEED ROUNDS

Each round is a process forked from this one; it is killed (SIGKILL) before some statement that it
sends to SQLite, while it ingests, decides, undoes and folds anew. Prints how many were killed, and
fails when something that a round had been told to be done is not there afterwards.
"""

import os
import random
import signal
import sqlite3
import sys
from pathlib import Path

from knowledge.base import Base
from knowledge.base.checks import check
from knowledge.base.decisions import Decision
from tests.knowledge.base.test_order import assert_same, folded_anew, lines
from tests.knowledge.base.test_rulings import _assert_in_force, _decide
from tests.knowledge.base.world import HAYASHI, HUN_SEN, KISHIDA, Told, fill, met, paid, told
from tests.knowledge.cli.killed import dying

ARTICLES = 5
STEPS = 40
MOST = 16_000
"""Statements of a round: its steps take about so many."""


def version(number: int, chance: random.Random) -> Told:
    """One of the versions of an article."""
    one = chance.choice([KISHIDA, HAYASHI])
    day = chance.choice(["2022-03-20", "2022-03-21"])
    fields = [met(HUN_SEN, one, on=day, place=chance.choice([None, "Tokyo", "Phnom Penh"]))]
    if chance.random() < 0.5:
        fields.append(paid(chance.choice([5, 7]), on=day, purpose="a bridge"))  # type: ignore[arg-type]
    return told(f"article-{number}", *fields, extra=f"Version {chance.randint(1, 3)}.")


def work(path: Path, acknowledged: Path, chance: random.Random) -> None:
    """Do this and that; what is done is written down at once."""
    made: list[Decision] = []
    with Base.open(path) as base, acknowledged.open("a") as done:
        for _ in range(STEPS):
            step, before = chance.random(), len(made)
            if step < 0.3:
                fill(base, [version(chance.randrange(ARTICLES), chance)])
            elif step < 0.35:
                base.refold()
            elif step < 0.4:
                base.reapply()
            else:
                _decide(base, chance, made)
            for one in made[before:]:
                done.write(f"{one.id}\n")
                done.flush()


def round_of(path: Path, acknowledged: Path, chance: random.Random) -> bool:
    """One process; False when it was killed."""
    seed, left = chance.random(), chance.randint(1, MOST)
    pid = os.fork()
    if pid == 0:
        sqlite3.connect = dying(left)
        work(path, acknowledged, random.Random(seed))
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL) or status == 0, status
    return status == 0


def main(db: str, seed: str, rounds: str) -> None:
    """Kill, look what is there, and go on; at last undo all."""
    path, chance = Path(db), random.Random(int(seed))
    acknowledged = path.with_name("acknowledged")
    acknowledged.touch()
    Base.open(path).close()
    killed = 0
    for _ in range(int(rounds)):
        killed += not round_of(path, acknowledged, chance)
        with Base.open(path) as base:
            log = base.decisions()
            assert set(acknowledged.read_text().split()) <= {one.id for one in log}
            _assert_in_force(base, log)
            assert_same(lines(base), folded_anew(base, 3))
    assert [finding.problems for finding in check(path) if finding.problems] == []
    with Base.open(path) as base, Base.open(path.with_name("machine.db")) as machine:
        for one in reversed(base.decisions()):
            if base.is_in_force(one.id):
                base.undo(one.id, who="U2")
        for number in range(ARTICLES):
            stored = base.article(f"article-{number}")
            if stored is not None:
                fill(machine, [_with_digest(stored.digest, number)])
        assert_same(lines(base), lines(machine))
    print(killed)


def _with_digest(digest: str, number: int) -> Told:
    """The version of an article that has this digest."""
    chance = random.Random(0)
    while True:
        found = version(number, chance)
        if found[0].digest == digest:
            return found


if __name__ == "__main__":
    main(*sys.argv[1:])
