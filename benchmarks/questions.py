"""Questions in free words: how many are answered right, whether any breaks down, how fast.

    python -m benchmarks.questions [--number 10000] [--articles 10000] [--keep DIR] [--wrong]
    python -m benchmarks.questions --hostile [--first 0] [--number 10000]

Three tables: the project's own questions over its sample archive, right answers by kind (see
`benchmarks/exam.py`); random, hostile and nonsense questions over the same archive
(`benchmarks/hostile.py`); and questions of every kind over a big archive of
`benchmarks/bases`, with the nonsense once more. Exits with 1 when an answer is unsourced,
pings, is none that Slack takes, or a question breaks down; slow kinds are marked "over".
`--hostile` has the second table alone; with `--first` it can be made in parts.
"""

import argparse
import sqlite3
import statistics
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from benchmarks import answers, exam, hostile
from benchmarks.bases import KEPT, kept, lookups
from bot.render.answers import Frame, answer_message
from knowledge.answers import ask
from knowledge.base import Base, commits

TARGET = answers.TARGET


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", type=Path, default=KEPT)
    parser.add_argument("--hostile", action="store_true", help="the second table alone")
    parser.add_argument("--first", type=int, default=0, help="number of the first hostile question")
    parser.add_argument("--wrong", action="store_true", help="print every wrong answer")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        exam.build(path)
        with Base.open(path, readonly=True) as base:
            if not options.hostile:
                right(base, wrong=options.wrong)
            broken = nonsense(base, options.number, options.first)
    if options.hostile:
        sys.exit(1 if broken else 0)
    with Base.open(kept(options.articles, options.keep), readonly=True) as base:
        speed(base, lookups.questions(options.articles), options.rounds)
        broken += nonsense(base, options.number, options.first)
    sys.exit(1 if broken else 0)


def right(base: Base, *, wrong: bool) -> None:
    """Ask the project's own questions and print how many are answered right."""
    times: list[float] = []
    found = []
    for item in exam.items():
        started = time.perf_counter()
        answer = exam.asked(item, base)
        times.append((time.perf_counter() - started) * 1000)
        found.append(exam.mark(item, answer, base))
    print("\n".join(exam.table(found)))
    print(f"each: {timing(times)}\n")
    if wrong:
        for one in found:
            if not one.right:
                print(f"{one.item.id} {one.item.question}\n    {one.faults}\n    {one.said[:300]}")


def nonsense(base: Base, number: int, first: int = 0) -> int:
    """Ask random, hostile and nonsense questions; print and count those that go wrong."""
    asked = [item.question for item in exam.items()]
    words = hostile.vocabulary(asked)
    times, broken, answered = [], 0, 0
    for one in tqdm(range(first, first + number), unit=" questions", disable=None):
        posed = hostile.made(one, words, asked)
        started = time.perf_counter()
        try:
            answer = hostile.posed(posed, base, lookups.TODAY)
            times.append((time.perf_counter() - started) * 1000)
            answered += answer.answered
            problems = hostile.faults(answer, base, posed.text)
        except Exception:
            problems = [traceback.format_exc()]
        if problems:
            broken += 1
            print(f"question {one}: {posed!r}\n    {problems[0]}")
    print(
        f"{number:,} random, hostile and nonsense questions over {base.status().articles:,} "
        f"articles: {answered:,} answered, {broken} broken, {timing(times)}\n"
    )
    return broken


def speed(base: Base, rows: lookups.Rows, rounds: int) -> None:
    """Ask questions of every kind over a big archive, rendering included.

    Each kind is asked twice: in a base that is changed before every question, so that nothing is
    remembered and SQLite reads its pages anew, and in one that stays as it is. The processor's time
    shows what is Dateline's where others use the machine too; the ratio holds the 99th percentile
    against the median of a bare look-up in the same base, made in turn with the questions.
    """
    every: dict[str, list[tuple[float, float]]] = {"changed": [], "again": []}
    bare: list[float] = []
    with closing(sqlite3.connect(base.path, isolation_level=None)) as other:
        for name, texts in rows:
            asked = (texts * rounds)[: max(rounds, len(texts))]
            times: dict[str, list[tuple[float, float]]] = {"changed": [], "again": []}
            for text in asked:
                commits.count(other, aside=False)
                times["changed"].append(once(text, base))
                bare.append(look_up(other))
            times["again"] = [once(text, base) for text in asked]
            for how, taken in times.items():
                every[how] += taken
                print(f"{name if how == 'changed' else '':24} {how:8}{both(taken, bare)}")
    for how, taken in every.items():
        print(f"{'all':24} {how:8}{both(taken, bare)}")
    print(f"{'a bare look-up':32} {timing(bare)}\n")


def both(taken: Sequence[tuple[float, float]], bare: Sequence[float]) -> str:
    """Times as they were waited for, and the processor's, with the ratio to a bare look-up."""
    wall, busy = [one[0] for one in taken], ranked([one[1] for one in taken], 0.99)
    over = "  over" if ranked(wall, 0.99) > TARGET else ""
    ratio = ranked(wall, 0.99) / statistics.median(bare)
    return f" {timing(wall)}   processor p99 {busy:6.1f} ms   x{ratio:.0f}{over}"


def look_up(db: sqlite3.Connection) -> float:
    """Milliseconds of a plain full-text search by SQLite alone: what the machine gives just now."""
    started = time.perf_counter()
    db.execute(
        "SELECT t.text FROM sentence_fts f JOIN sentence_texts t ON t.n = f.rowid"
        " WHERE f.sentence_fts MATCH 'trade' ORDER BY f.rowid DESC LIMIT 200"
    ).fetchall()
    return (time.perf_counter() - started) * 1000


def once(text: str, base: Base) -> tuple[float, float]:
    """Milliseconds that one question takes, from typed words to Slack's blocks.

    As they are waited for, and as the processor works on it.
    """
    started, busy = time.perf_counter(), time.thread_time()
    answer_message(ask(text, base, today=lookups.TODAY), Frame(private=True))
    return (time.perf_counter() - started) * 1000, (time.thread_time() - busy) * 1000


def timing(times: Sequence[float]) -> str:
    """Median, 95th and 99th percentile and the slowest of some times."""
    if not times:
        return "none"
    shares = "   ".join(f"p{share} {ranked(times, share / 100):6.1f}" for share in (50, 95, 99))
    return f"{shares}   max {max(times):6.1f} ms"


def ranked(times: Sequence[float], share: float) -> float:
    """The time below which this share of the times lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
