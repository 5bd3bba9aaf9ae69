"""How well copies are found, and what looking for them costs.

    python -m benchmarks.copies [FOLDER]
    python -m benchmarks.copies --articles 100000

The first reads the articles of a folder (the sample archive without one), makes copies of each as
newsrooms do (cut, lengthened, edited), and counts how many are found; then it lists every pair of
the folder's own articles that is taken for copies, to be judged by reading.

The second saves so many made-up articles without readings into a base of their own, one in eight a
copy of a recent one, all with the footer of their outlet, and times the look for copies in each.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from knowledge.base import Base, copies, shingles
from knowledge.model import Article, Paragraph
from knowledge.reading import Unreadable, read

SAMPLE = Path(__file__).parent.parent / "knowledge" / "sample"
LONG_ENOUGH = 80
"""Words of an article of which a cut copy is still long enough to be one."""

Edit = Callable[[shingles.Words, random.Random, Sequence[str]], shingles.Words]


def edited(share: float) -> Edit:
    """Every so many words one left out, replaced or added."""

    def edit(told: shingles.Words, luck: random.Random, others: Sequence[str]) -> shingles.Words:
        made: list[str] = []
        for word in told:
            drawn = luck.random() / share
            other = luck.choice(others)
            if drawn >= 1:
                made.append(word)
            elif drawn >= 2 / 3:
                made += [word, other]
            elif drawn >= 1 / 3:
                made.append(other)
        return tuple(made)

    return edit


def cut(share: float) -> Edit:
    """The beginning alone."""
    return lambda told, luck, others: told[: int(len(told) * share)]


def lengthened(share: float) -> Edit:
    """With a passage of other words before it or after it."""

    def lengthen(
        told: shingles.Words, luck: random.Random, others: Sequence[str]
    ) -> shingles.Words:
        added = tuple(luck.choices(others, k=int(len(told) * share)))
        return told + added if luck.random() < 0.5 else added + told

    return lengthen


def both(first: Edit, second: Edit) -> Edit:
    """One after the other."""
    return lambda told, luck, others: second(first(told, luck, others), luck, others)


EDITS: dict[str, Edit] = {
    "the same body": lambda told, luck, others: told,
    "cut to the first half": cut(0.5),
    "cut to the first 40 %": cut(0.4),
    "a fifth added": lengthened(0.2),
    "two fifths added": lengthened(0.4),
    "cut to the half, then a fifth added": both(cut(0.5), lengthened(0.2)),
    "one word in 20 edited": edited(0.05),
    "one word in 12 edited": edited(0.08),
    "one word in 10 edited": edited(0.1),
    "one word in 8 edited": edited(0.125),
    "updated: 1 in 20 edited, 30 % added": both(edited(0.05), lengthened(0.3)),
}


def finding(folder: Path) -> None:
    """Print how many copies are found, and which pairs of articles are taken for copies."""
    told = {article.id: shingles.words(article) for article in articles_of(folder)}
    told = {id: found for id, found in told.items() if len(found) >= shingles.LEAST}
    texts = {id: shingles.shingles(found) for id, found in told.items()}
    keys = {id: set(shingles.keys(found)) for id, found in texts.items()}
    words = [word for found in told.values() for word in found]
    long = [id for id in told if len(told[id]) >= LONG_ENOUGH]
    print(f"{len(told)} articles; copies made of the {len(long)} with {LONG_ENOUGH} words or more")
    print(f"{'edit':38} {'meet':>6} {'alike':>6} {'found':>6}")
    for name, edit in EDITS.items():
        luck = random.Random(name)
        meet = alike = found = 0
        for id in long:
            made = shingles.shingles(edit(told[id], luck, words))
            met = not keys[id].isdisjoint(shingles.keys(made))
            like = shingles.is_copy(made, texts[id])
            meet, alike, found = meet + met, alike + like, found + (met and like)
        print(
            f"{name:38} {meet / len(long):6.1%} {alike / len(long):6.1%} {found / len(long):6.1%}"
        )
    pairs = [(a, b) for a, b in combinations(texts, 2) if not keys[a].isdisjoint(keys[b])]
    taken = [(a, b) for a, b in pairs if shingles.is_copy(texts[a], texts[b])]
    every = len(texts) * (len(texts) - 1) // 2
    print(f"Of {every:,} pairs {len(pairs)} are looked at and {len(taken)} taken for copies:")
    for one, other in taken:
        print(f"  {one}  {other}")


def articles_of(folder: Path) -> Iterator[Article]:
    """The articles of a folder and those below it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md", ".html") and path.stem != "README":
            try:
                yield read(path)
            except Unreadable:
                continue


WORDS, OUTLETS, FOOTER, COPIED = 30_000, 40, 40, 8


def invented(number: int) -> Iterator[Article]:
    """Articles of 100 to 900 words by Zipf's law, over ten years, in the order of publication."""
    luck = random.Random(11)
    words = [f"w{rank}" for rank in range(WORDS)]
    weights = [1 / (rank + 2.7) for rank in range(WORDS)]
    ends, total = [], 0.0
    for weight in weights:
        total += weight
        ends.append(total)
    footers = [luck.choices(words, cum_weights=ends, k=FOOTER) for _ in range(OUTLETS)]
    recent: list[list[str]] = []
    first = date(2016, 1, 1)
    for at in range(number):
        if recent and at % COPIED == 0:
            told = list(edited(0.05)(tuple(luck.choice(recent)), luck, words))
        else:
            told = luck.choices(words, cum_weights=ends, k=luck.randrange(100, 900))
        recent = [*recent[-50:], told]
        text = " ".join([*told, *luck.choice(footers)])
        day = first + timedelta(days=at * 3650 // number)
        paragraphs = (Paragraph(0, len(text)),)
        yield Article(f"a{at:06}", text, paragraphs, f"Title {at}", published=day.isoformat())


def cost(number: int) -> None:
    """Print what the look for copies costs while a base grows."""
    took: list[float] = []
    worked: list[float] = []
    put = copies.put

    def timed(db: sqlite3.Connection, n: int, article: Article) -> None:
        began, busy = time.perf_counter(), time.thread_time()
        put(db, n, article)
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.thread_time() - busy))

    copies.put = timed
    with tempfile.TemporaryDirectory() as folder, Base.open(Path(folder) / "facts.db") as base:
        began, last = time.perf_counter(), 0
        for done, article in enumerate(invented(number), start=1):
            base.save(article, [])
            if done % max(1, number // 10) == 0:
                some = sorted(took[last:])
                saved = 1000 * (time.perf_counter() - began) / (done - last)
                print(
                    f"{done:8,} articles: {statistics.fmean(some):5.2f} ms for copies"
                    f" ({statistics.fmean(worked[last:]):.2f} of the processor),"
                    f" p99 {some[len(some) * 99 // 100]:5.2f}, longest {some[-1]:6.1f};"
                    f" {saved:5.2f} ms for an article made and saved",
                    flush=True,
                )
                began, last = time.perf_counter(), done
        with base.reader() as db:
            found = copies.number(db)
            sizes = [
                db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE ?", (like,)).fetchone()[
                    0
                ]
                for like in ("print%", "%")
            ]
        print(f"{found:,} copies found of {number // COPIED:,} made;", end=" ")
        print(f"{sizes[0] / number:,.0f} of {sizes[1] / number:,.0f} bytes an article")


def main() -> None:
    """Measure one or the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--articles", type=int, help="time so many made-up articles")
    arguments = parser.parse_args()
    if arguments.articles:
        cost(arguments.articles)
    else:
        finding(arguments.folder)


if __name__ == "__main__":
    main()
