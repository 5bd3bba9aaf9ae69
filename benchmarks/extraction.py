"""How fast articles are read, and how much memory that takes.

    python -m benchmarks.extraction [--texts DIR] [--articles 2000] [--words 100000]

On the sample archive unless a folder of articles is named. Every figure has its baseline in the
same run, article by article in turn, so that a busy machine hardly shows: compare the ratios. The
times are of the processor; of several rounds each article's best one counts. The long article and
the many are put together from shuffled sentences of those that were read, each in a process of its
own.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy

from knowledge.extraction import Extractor
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import BATCH, parse, pieces
from knowledge.extraction.parsing.model import chosen
from knowledge.model import Article, Paragraph, ParagraphRole
from knowledge.reading import read

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
ROUNDS = 3
SENTENCES = 4
LENGTHS = (1_000, 10_000, 100_000)
STEP = 500
PATIENCE = 600.0


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.measure:
        print(json.dumps(MEASURES[options.measure](options)))
        return
    articles = _articles(options.texts)
    words = sum(map(_words, articles))
    print(f"{len(articles)} articles, {words:,} words")
    _speed(articles, words)
    apart = [sys.executable, "-m", "benchmarks.extraction", *sys.argv[1:], "--measure"]
    found = {
        name: json.loads(subprocess.run([*apart, name], check=True, stdout=subprocess.PIPE).stdout)
        for name in MEASURES
    }
    idle, long, many = found["idle"], found["long"], found["many"]
    print(f"memory    idle, with the model: {idle['peak']:.0f} MB")
    print(
        f"          one article of {options.words:,} words: {long['peak']:.0f} MB at its highest "
        f"({long['peak'] / idle['peak']:.2f} times idle)"
    )
    steps = ", ".join(f"{step:.0f}" for step in many["steps"])
    print(
        f"          {options.articles:,} articles: {steps} MB after each {STEP}; the last is "
        f"{many['steps'][-1] / many['steps'][0]:.2f} times the first"
    )
    print("length    " + "; ".join(f"{n:,} words: {t:.0f} µs a word" for n, t in long["paces"]))
    paces = [pace for _, pace in long["paces"]]
    print(f"          the slowest takes {max(paces) / min(paces):.2f} times as long as the fastest")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=SAMPLE, help="a folder of articles")
    parser.add_argument("--articles", type=int, default=2_000, help="how many for memory")
    parser.add_argument("--words", type=int, default=100_000, help="how long the longest is")
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    return parser.parse_args()


def _articles(folder: Path) -> list[Article]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md", ".html"))
    articles = [read(path) for path in paths if path.stem != "README"]
    return [article for article in articles if article.language == "en"]


def _words(article: Article) -> int:
    return len(article.text.split())


def _speed(articles: list[Article], words: int) -> None:
    """The parser alone, extraction, and extraction with the parses remembered."""
    extractor = Extractor(seconds=PATIENCE)
    warm = Extractor(seconds=PATIENCE)
    parses = {article.id: extractor.extract(article).parses for article in articles}

    spacy_alone = spacy.load(chosen(), exclude=["senter"])

    def bare(article: Article) -> None:
        for _ in spacy_alone.pipe([p.text for p in pieces(article)], batch_size=BATCH):
            pass

    def again(article: Article) -> None:
        warm.extract(article, parses[article.id])

    bare_time, cold_time, warm_time = _best(articles, [bare, extractor.extract, again])
    print(f"speed     spaCy alone: {words / bare_time:,.0f} words a second")
    print(
        f"          extraction: {words / cold_time:,.0f} words a second, "
        f"{cold_time / bare_time:.3f} times the time of spaCy alone"
    )
    print(
        f"          extraction again, parses remembered: {words / warm_time:,.0f} words a second, "
        f"{cold_time / warm_time:.1f} times as fast"
    )
    kept = sum(len(each or b"") for each in parses.values())
    print(f"          remembered: {kept / words:.1f} bytes a word")


def _best(articles: list[Article], works: list[Callable[[Article], object]]) -> list[float]:
    """Seconds that each work takes over all articles: the best round of each article."""
    totals = [0.0] * len(works)
    for article in articles:
        best = [float("inf")] * len(works)
        for _ in range(ROUNDS):
            for n, work in enumerate(works):
                began = time.process_time()
                work(article)
                best[n] = min(best[n], time.process_time() - began)
        totals = [total + least for total, least in zip(totals, best, strict=True)]
    return totals


def _idle(options: argparse.Namespace) -> dict[str, object]:
    Extractor().extract(_articles(options.texts)[0])
    return {"peak": _peak()}


def _long(options: argparse.Namespace) -> dict[str, object]:
    """Articles of growing length, to the longest; its time shows if anything is quadratic."""
    extractor = Extractor(seconds=PATIENCE)
    sentences = _sentences(_articles(options.texts), extractor)
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
    made = _made(_sentences(_articles(options.texts), extractor), 150)
    steps = []
    for number in range(1, options.articles + 1):
        extractor.extract(next(made))
        if number % STEP == 0 or number == options.articles:
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
