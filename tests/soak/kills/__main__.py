"""The command: see the package."""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from knowledge.cli.meters import progress
from tests.bases import opened
from tests.soak.kills import proof
from tests.soak.kills.ledger import Ledger
from tests.soak.kills.run import Crew, start
from tests.soak.kills.slack import Slack, Time
from tests.soak.kills.workers import WORKERS, Place, finish, subscribe


def kill(folder: Path, kills: int, seed: int) -> str:
    """Kill so many processes, and look each time whether all is there; a summary.

    Raises:
        AssertionError: something was lost, doubled or damaged.
    """
    began = time.monotonic()
    shared = Time()
    place = Place(folder, Slack(shared), shared)
    try:
        opened(place.base).close()
        asyncio.run(subscribe(place))
        crew = Crew(place, Ledger(), random.Random(seed))
        try:
            for name in WORKERS:
                crew.begin(name)
            with progress(kills, "Killing", " kills") as bar:
                for _ in range(kills):
                    name = crew.next_kill()
                    proof.look(place, crew.ledger, crew.listen)
                    crew.begin(name)
                    bar.update(1)
        finally:
            crew.end()
        last = start("finish", finish, place, 0, None, None)
        assert os.waitstatus_to_exitcode(os.waitpid(last.pid, 0)[1]) == 0
        proof.look(place, crew.ledger, lambda: None)
        posted = proof.end(place)
    finally:
        place.slack.end()
    said = crew.ledger.sayings
    names = ", ".join(f"{count} {name}" for name, count in sorted(crew.killed.items()))
    return (
        f"{kills} kills ({names}) in {time.monotonic() - began:.1f} s: nothing lost. "
        f"{said['saved']} articles saved, {said['decided']} decisions, {said['proposed']} "
        f"proposals, {posted} digests posted, forgotten {said['forgotten']} times."
    )


def main() -> int:
    """Run; the exit status: 0 nothing was lost, 1 something was, which is said."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="an empty folder for the files, which stay there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-kills-") as folder:
        try:
            print(kill(given.keep or Path(folder), given.kills, given.seed))
        except AssertionError:
            traceback.print_exc()
            print(f"FAILED with --kills {given.kills} --seed {given.seed}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
