"""`extract`: the facts of articles without saving anything."""

from pathlib import Path

import click

from knowledge.cli.gold import gold
from knowledge.cli.terminal import Failure, Options, command, progress, put_json, say


@click.command("extract")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option("--published", metavar="DATE", help="Publication date where an article has none.")
@click.option("--outlet", metavar="NAME", help="Outlet where an article names none.")
@command
def extract_command(
    paths: tuple[Path, ...], published: str | None, outlet: str | None, options: Options
) -> int:
    """Print what is read in articles: one JSON object for each file, in their order."""
    from knowledge.extraction import Extractor, ModelProblem
    from knowledge.reading import Unreadable, discover, read

    extractor = Extractor()
    failures = 0
    files = list(discover(paths))
    with progress(len(files), "Extracting") as bar:
        for file in files:
            try:
                article = read(file, published=published, outlet=outlet)
                extraction = extractor.extract(article)
            except Unreadable as problem:
                failures += 1
                say(f"{file}: {problem.reason}")
            except ModelProblem as problem:
                raise Failure(str(problem)) from problem
            else:
                put_json(gold(article, extraction.readings))
                for said in (*article.notes, *extraction.problems):
                    say(f"{file}: {said}")
            bar.update()
    if not files:
        say("No article files (.txt, .md, .html) found there.")
    return 1 if failures or not files else 0
