"""How fast articles are read against spaCy alone, how much a remembered parse saves, and memory.

    python -m benchmarks.extraction [--articles DIR…] [--most 60] [--rounds 5] [--no-memory]

On the sample archive unless folders of articles are named; of those `--most` are taken, evenly
spread. Four ways take turns over all of them, in another order each round: bare spaCy (the same
model, batches and components as extraction uses, as spaCy has them), our pipeline without any rule
(slow components in the place of which quicker ones stand), extraction, and extraction with the
parses remembered. So a busy machine hardly touches the ratios; they are given for time of the
processor and for time on the clock, as the median of the rounds, with the least and the most.
(Turns at every article would have the rules run in a cache that spaCy has just filled.)

Memory and the growth of time with length are measured in processes of their own, over articles put
together from shuffled sentences of those that were read.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy

from benchmarks.report import Cell, Report, exponent, verdict
from knowledge.extraction import Extraction, Extractor
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import BATCH, parse, pieces
from knowledge.extraction.parsing.model import chosen
from knowledge.model import Article, Paragraph, ParagraphRole
from knowledge.reading import Unreadable, read

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
EXCLUDED = ["senter"]
"""The one component of the model that nobody needs beside the parser."""

AT_MOST = 1.08
AT_LEAST = 6.0
SENTENCES = 4
LENGTHS = (1_000, 10_000, 100_000)
STEP = 500
PATIENCE = 600.0

Way = Callable[[Article], object]


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.measure:
        print(json.dumps(MEASURES[options.measure](options)))
        return
    articles = spread(stories(options.articles), options.most)
    where = ", ".join(folder.name for folder in options.articles)
    # One section for each sort of text that is read.
    name = (
        "extraction" if options.articles == [SAMPLE] else f"extraction-{where.replace(', ', '-')}"
    )
    with Report(name, f"Extraction ({where})", ("spacy",), quick=options.quick) as report:
        words = sum(map(_words, articles))
        report.say(f"{len(articles)} articles, {words:,} words, {options.rounds} rounds.")
        speed(report, articles, words, options.rounds)
        if options.memory:
            memory(report, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--articles", type=Path, nargs="+", default=[SAMPLE], metavar="DIR")
    parser.add_argument("--most", type=int, default=60, help="articles that are read")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-memory", dest="memory", action="store_false")
    parser.add_argument("--many", type=int, default=1_000, help="articles for memory")
    parser.add_argument("--words", type=int, default=LENGTHS[-1], help="of the longest article")
    parser.add_argument("--quick", action="store_true", help="print only, keep nothing")
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    return parser.parse_args()


def stories(folders: Iterable[Path]) -> list[Article]:
    """The English articles of some folders, in a fixed order; what can't be read is left out."""
    found: list[Article] = []
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix not in (".txt", ".md", ".html") or path.stem.isupper():
            continue
        try:
            article = read(path)
        except Unreadable:
            continue
        if article.language == "en":
            found.append(article)
    return found


def spread(articles: list[Article], most: int) -> list[Article]:
    """At most so many of the articles, evenly spread over all."""
    step = max(1.0, len(articles) / most)
    return [articles[int(n * step)] for n in range(min(most, len(articles)))]


def _words(article: Article) -> int:
    return len(article.text.split())


# --- speed ---------------------------------------------------------------------------------------


def speed(report: Report, articles: list[Article], words: int, rounds: int) -> None:
    """The ways against each other; the facts with remembered parses are compared as well."""
    extractor = Extractor(seconds=PATIENCE)
    first = {article.id: extractor.extract(article) for article in articles}
    bare = spacy.load(chosen(), exclude=EXCLUDED)

    def spacy_alone(article: Article) -> None:
        for _ in bare.pipe([piece.text for piece in pieces(article)], batch_size=BATCH):
            pass

    def without_rules(article: Article) -> None:
        texts = [piece.text for piece in pieces(article)]
        for _ in extractor.nlp.pipe(texts, batch_size=BATCH):
            pass

    def remembered(article: Article) -> Extraction:
        return extractor.extract(article, first[article.id].parses)

    for article in articles:
        assert remembered(article).readings == first[article.id].readings, article.id

    ways: dict[str, Way] = {
        "bare spaCy": spacy_alone,
        "our pipeline, no rules": without_rules,
        "extraction": extractor.extract,
        "extraction, parses remembered": remembered,
    }
    seconds = _rounds(articles, ways, rounds)
    rows: list[list[Cell]] = []
    for name in ways:
        cpu, clock = (statistics.median(each[name][n] for each in seconds) for n in (0, 1))
        to = [f"{_ratio(seconds, name, other, 0)}" for other in list(ways)[:2]]
        rows.append([name, words / cpu, words / clock, *to, _ratio(seconds, name, "bare spaCy", 1)])
    report.table(
        ("way", "words/s", "on the clock", "to bare spaCy", "to our pipeline", "to bare, clock"),
        rows,
    )
    cost = statistics.median(_ratios(seconds, "extraction", "bare spaCy", 0))
    warm = _ratios(seconds, "extraction", "extraction, parses remembered", 0)
    kept = sum(len(each.parses or b"") for each in first.values())
    report.say(
        f"Bare spaCy is {', '.join(bare.pipe_names)} of {chosen()}. Extraction takes {cost:.2f} "
        f"times as long (at most {AT_MOST}: {verdict(cost <= AT_MOST)}), since components of our "
        "pipeline that do spaCy's work quicker, to the same result, pay for the rules."
    )
    report.say(
        f"With parses remembered ({kept / words:.1f} bytes a word) it is {_told(warm)} times as "
        f"fast, with the same readings (at least {AT_LEAST:.0f}: "
        f"{verdict(statistics.median(warm) >= AT_LEAST)})."
    )


_Seconds = list[dict[str, tuple[float, float]]]
"""Of each round, by way: seconds of the processor and on the clock."""


def _rounds(articles: list[Article], ways: dict[str, Way], rounds: int) -> _Seconds:
    for way in ways.values():
        for article in articles:
            way(article)
    found: _Seconds = []
    for number in range(rounds):
        totals: dict[str, tuple[float, float]] = {}
        order = list(ways.items())
        order = order[number % len(order) :] + order[: number % len(order)]
        for name, way in order:
            cpu, clock = time.process_time(), time.perf_counter()
            for article in articles:
                way(article)
            totals[name] = (time.process_time() - cpu, time.perf_counter() - clock)
        found.append(totals)
    return found


def _ratios(seconds: _Seconds, name: str, other: str, which: int) -> list[float]:
    return [each[name][which] / each[other][which] for each in seconds]


def _ratio(seconds: _Seconds, name: str, other: str, which: int) -> str:
    return "1" if name == other else _told(_ratios(seconds, name, other, which))


def _told(values: list[float]) -> str:
    """The median, with the least and the most."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


# --- memory and length ---------------------------------------------------------------------------


def memory(report: Report, options: argparse.Namespace) -> None:
    """What extraction holds, and how its time grows with the length of an article."""
    apart = [sys.executable, "-m", "benchmarks.extraction", *sys.argv[1:], "--measure"]
    found = {
        name: json.loads(subprocess.run([*apart, name], check=True, stdout=subprocess.PIPE).stdout)
        for name in MEASURES
    }
    idle, long, many = found["idle"]["peak"], found["long"], found["many"]["steps"]
    report.table(
        ("memory", "MB", "to idle"),
        [
            ("idle, with the model", idle, 1.0),
            (f"an article of {options.words:,} words", long["peak"], long["peak"] / idle),
            *(
                (f"after {min((n + 1) * STEP, options.many):,} articles", step, step / idle)
                for n, step in enumerate(many)
            ),
        ],
    )
    report.table(
        ("words of an article", "µs a word"), [(size, pace) for size, pace in long["paces"]]
    )
    sizes = [size for size, _ in long["paces"]]
    grows = exponent(sizes, [size * pace for size, pace in long["paces"]])
    report.say(f"Time grows with length to the power of {grows:.2f} (1 is linear).")


def _idle(options: argparse.Namespace) -> dict[str, object]:
    Extractor().extract(stories(options.articles)[0])
    return {"peak": _peak()}


def _long(options: argparse.Namespace) -> dict[str, object]:
    """Articles of growing length, to the longest; its time shows if anything is quadratic."""
    extractor = Extractor(seconds=PATIENCE)
    sentences = _sentences(spread(stories(options.articles), options.most), extractor)
    extractor.extract(next(_made(sentences, LENGTHS[0])))
    paces = []
    for words in [*(n for n in LENGTHS if n < options.words), options.words]:
        article = next(_made(sentences, words))
        began = time.process_time()
        extraction = extractor.extract(article)
        paces.append((_words(article), (time.process_time() - began) / _words(article) * 1e6))
        assert not extraction.problems, extraction.problems
    return {"peak": _peak(), "paces": paces}


def _many(options: argparse.Namespace) -> dict[str, object]:
    extractor = Extractor(seconds=PATIENCE)
    articles = spread(stories(options.articles), options.most)
    made = _made(_sentences(articles, extractor), 150)
    steps = []
    for number in range(1, options.many + 1):
        extractor.extract(next(made))
        if number % STEP == 0 or number == options.many:
            steps.append(_resident())
    return {"steps": steps}


MEASURES: dict[str, Callable[[argparse.Namespace], dict[str, object]]] = {
    "idle": _idle,
    "long": _long,
    "many": _many,
}


def _sentences(articles: Iterable[Article], extractor: Extractor) -> list[str]:
    documents = (parse(article, extractor.parse, Deadline()) for article in articles)
    return [
        sentence.text
        for document in documents
        for sentence in document.sentences
        if sentence.role is ParagraphRole.BODY
    ]


def _made(sentences: list[str], words: int) -> Iterator[Article]:
    """Articles of at least so many words: sentences at random, with a word that none had before."""
    dice = random.Random(words)
    number = 0
    while True:
        number += 1
        text, paragraphs, length = "", [], 0
        while length < words:
            said = " ".join([*dice.choices(sentences, k=SENTENCES), f"Ref{number}x{length}."])
            text += "\n\n" if text else ""
            paragraphs.append(Paragraph(len(text), len(text) + len(said)))
            text += said
            length += len(said.split())
        yield Article(f"made-{number}", text, tuple(paragraphs), published="2022-11-15")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
