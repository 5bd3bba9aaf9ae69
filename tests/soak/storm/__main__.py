"""The command: see the package."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.soak.storm.run import RATE, storm
from tests.soak.storm.verdict import outages, table, verdict

SHOWN = 40


def main() -> int:
    """Run; the exit status: 0 all was as it has to be, 1 something was not, which is said."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.storm", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=RATE, help="things people do in a second")
    parser.add_argument("--calm", action="store_true", help="let nothing fail, to compare")
    parser.add_argument("--db", type=Path, help="a fact base (default: the sample archive)")
    parser.add_argument("--log", type=Path, help="a file for the log of the bot's processes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-storm-") as folder:
        database = given.db
        if database is None:
            from benchmarks.exam import build

            database = Path(folder) / "sample.db"
            build(database)
        place = Path(folder) / "running"
        place.mkdir()
        all = asyncio.run(
            storm(database, place, given.minutes, given.seed, rate=given.rate, calm=given.calm)
        )
        wrong = verdict(all)
        print(table(all, given.minutes, given.seed))
        print("outages:\n" + outages(all))
        if given.log is not None:
            given.log.write_text("\n".join(all.bot.lines))
    if not wrong:
        print("All was as it has to be.")
        return 0
    print(f"\n{len(wrong)} violations:")
    print("\n".join(wrong[:SHOWN]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
