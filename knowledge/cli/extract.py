"""`extract`: the facts of articles without saving anything."""

from typing import TYPE_CHECKING

import click

from knowledge.cli.gold import gold
from knowledge.cli.inputs import Input, check_date, named, passed_over_words, read
from knowledge.cli.meters import progress
from knowledge.cli.rules import without_option
from knowledge.cli.terminal import Failure, Options, command, put_json, say

if TYPE_CHECKING:
    from knowledge.extraction import Extractor


@click.command("extract")
@click.argument("inputs", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Publication date where an article has none.")
@click.option("--outlet", metavar="NAME", help="Outlet where an article names none.")
@without_option
@command
def extract_command(
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    without: tuple[str, ...],
    options: Options,
) -> int:
    """Print what is read in articles: one JSON object for each article, in their order."""
    from knowledge.extraction import Extractor, ModelProblem

    check_date(published)
    extractor = Extractor(without=without)
    failures = 0
    found = named(inputs)
    with progress(len(found.articles), "Extracting") as bar:
        for one in found.articles:
            for said in read(one, published, outlet):
                try:
                    failures += not _extracted(said, extractor)
                except ModelProblem as problem:
                    raise Failure(str(problem)) from problem
            bar.update()
    if found.passed_over:
        say(passed_over_words(found))
    return 1 if failures else 0


def _extracted(said: Input, extractor: "Extractor") -> bool:
    """Print what is read in one article; False when it can't be read."""
    if said.article is None:
        say(f"{said.name}: {said.reason}")
        return False
    extraction = extractor.extract(said.article)
    put_json(gold(said.article, extraction.readings))
    for note in (*said.article.notes, *extraction.problems):
        say(f"{said.name}: {note}")
    return True
