"""What decisions of the desk cost on a large base.

    python -m benchmarks.decisions [BASE] [--decisions 1000]

Works on a copy of a fact base that has no decisions yet; without one, on the archive of 10,000
articles that `benchmarks.bases` builds and keeps. It makes decisions of all sorts on facts
drawn by lot, and times

- deciding: logging all of them in one transaction, with everything that follows folded anew;
- in step: applying the log to a base that is in step with it, as after reading all articles again;
- from nothing: applying all of it to readings that have lost what was decided on them.

As machines differ, each time is also given as a multiple of the time in which the same machine
reads and parses what the readings of the facts concerned say a hundred times over. Target: less
than two seconds of processor from nothing.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bases import kept
from knowledge.base import Base, codec, decisions
from knowledge.base.decisions import Action, Decision
from knowledge.base.store.target import Target, target
from knowledge.model import Kind

WHO = "benchmark"


def drawn(base: Base, number: int) -> list[Decision]:
    """Decisions on facts drawn by lot, of each sort some; the same for the same base."""
    luck = random.Random(7)
    kinds: dict[Kind, list[str]] = defaultdict(list)
    with base.reader() as db:
        for id, kind in db.execute("SELECT id, kind FROM facts ORDER BY n"):
            kinds[Kind(kind)].append(id)
        facts = [(id, kind) for kind, ids in kinds.items() for id in ids]
        made = (
            decision
            for id, kind in luck.sample(facts, len(facts))
            for decision in _one(target(db, id), target(db, luck.choice(kinds[kind])), luck)
        )
        return [decision for decision, _ in zip(made, range(number), strict=False)]


def _one(one: Target, other: Target, luck: random.Random) -> Iterator[Decision]:
    """A decision on a fact, or on it and another of its kind; none where the lot fits no such."""
    lot = luck.random()
    if lot < 0.3:
        said = {"content": one.content(), "fields": one.said(), "shown": ""}
        yield one.decision(Action.VERIFY, WHO, None, said)
    elif lot < 0.75:
        field = "since" if one.kind is Kind.ROLE else "date"
        said = {"content": one.content(), "read": one.read(field), "was": "", "shown": ""}
        value = f"20{luck.randrange(10, 24)}-05-{luck.randrange(1, 28):02}"
        said |= {"field": field, "value": value, "words": value}
        yield one.decision(Action.CORRECT, WHO, "Checked.", said)
    elif lot < 0.85:
        yield one.decision(Action.RETRACT, WHO, None, {"content": one.content(), "shown": ""})
    elif lot < 0.95 and one.kind is not Kind.ROLE and one.id != other.id:
        yield one.decision(Action.MERGE, WHO, None, {}, [*one.readings, *other.readings])
    elif len(one.readings) > 1:
        yield one.decision(Action.SPLIT, WHO, None, {}, one.readings[:1])


def taken_off(base: Base) -> int:
    """Give readings back what the machine read, as if nothing had been decided; how many."""
    # A benchmark alone may write past `Base`: nothing else ever takes decisions off readings.
    with base._connections.write() as db:
        ids = decisions.readings(db)
        for id in ids:
            db.execute(
                "UPDATE readings SET fields=coalesce(machine, fields), machine=NULL, decided=NULL"
                " WHERE id=? AND current",
                (id,),
            )
        db.execute("DELETE FROM bonds")
        return len(ids)


def baseline(base: Base) -> float:
    """Seconds of plain work on the same rows, by which machines can be compared."""
    with base.reader() as db:
        began = time.perf_counter()
        for id in decisions.readings(db):
            for _ in range(100):
                row = db.execute(
                    "SELECT fields FROM readings WHERE id=? AND current", (id,)
                ).fetchone()
                codec.load(row["fields"])
        return time.perf_counter() - began


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds that something takes: on the clock, and of this process alone."""
    clock, own = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - clock, time.process_time() - own


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("base", type=Path, nargs="?")
    parser.add_argument("--decisions", type=int, default=1_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(given.base or kept(10_000), Path(folder) / "copy.db"))
        with Base.open(copy) as base:
            if base.decisions():
                sys.exit("This base has decisions already; give one without any.")
            facts = base.scope().facts
            made = drawn(base, given.decisions)
            about = len({id for one in made for id in one.readings})
            print(f"{len(made):,} decisions on {about:,} readings, {facts:,} facts", flush=True)
            deciding = timed(lambda: base.decide_all(made))
            plain = baseline(base)
            for name, (clock, own) in {
                "deciding": deciding,
                "in step": timed(base.reapply),
                "from nothing": (taken_off(base), timed(base.reapply))[1],
            }.items():
                ratio = own / plain
                print(
                    f"{name:>12}: {clock:6.2f} s, {own:6.2f} s of processor, {ratio:5.1f}×",
                    flush=True,
                )
            print(f"    baseline: {plain:6.2f} s")
            assert base.reapply() == 0


if __name__ == "__main__":
    main()
