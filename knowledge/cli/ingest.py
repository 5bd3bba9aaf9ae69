"""`ingest`: articles in."""

import time
from collections import Counter

import click

from knowledge.base import Base, Outcome
from knowledge.cli.inputs import Input, check_date, named
from knowledge.cli.inputs import read as inputs_of
from knowledge.cli.intake import Intake, Taken
from knowledge.cli.terminal import Failure, Options, command, progress, put_json, say, writing
from knowledge.wording.texts import count


@click.command("ingest")
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--published", metavar="DATE", help="Publication date where an article has none.")
@click.option("--outlet", metavar="NAME", help="Outlet where an article names none.")
@command
def ingest_command(
    inputs: tuple[str, ...], published: str | None, outlet: str | None, options: Options
) -> int:
    """Read articles (files, folders, pages, feeds) into the fact base.

    Articles that are in it already, unchanged, are passed over; changed ones become a new version.
    """
    check_date(published)
    with writing(options, create=True) as base:
        return _Ingest(base, options, published, outlet).run(inputs)


class _Ingest:
    """One run: reads inputs in turn, saves each article on its own, counts and reports."""

    def __init__(
        self, base: Base, options: Options, published: str | None, outlet: str | None
    ) -> None:
        from knowledge.extraction import ModelProblem

        self._base = base
        self._options = options
        self._published = published
        self._outlet = outlet
        self._counts: Counter[str] = Counter()
        self._reports: list[dict[str, object]] = []
        self._came_from: dict[str, str] = {}
        try:
            self._intake = Intake(base)
        except ModelProblem as problem:
            raise Failure(str(problem)) from problem

    def run(self, inputs: tuple[str, ...]) -> int:
        """Take everything in and report; returns the exit status."""
        began = time.monotonic()
        before = self._base.scope().facts
        found = named(inputs)
        with progress(len(found), "Reading") as bar:
            for one in found:
                for read in inputs_of(one, self._published, self._outlet):
                    self._take(read)
                bar.update()
        for taken in self._intake.redate():
            self._report(taken.article, taken, "dated by other articles on the same event")
        return self._summary(before, time.monotonic() - began)

    def _take(self, one: Input) -> None:
        if one.article is None:
            self._counts["failed"] += 1
            self._note(one.name, None, "failed", [one.reason or "It can't be read."])
            return
        self._report(one.name, self._intake.take(one.article))

    def _report(self, name: str, taken: Taken, why: str | None = None) -> None:
        said = [*([why] if why else []), *taken.problems]
        self._counts["failed" if taken.failed else taken.outcome] += 1
        if taken.outcome is Outcome.REMOVED:
            said.append(
                "It was taken down and stays out. Let it in again with: "
                f"python -m knowledge articles restore {taken.article}"
            )
        earlier = self._came_from.setdefault(taken.article, name)
        if earlier != name and taken.outcome is Outcome.UPDATED and why is None:
            said.append(f"It has the same name as {earlier} and replaced it as a newer version.")
        if said or self._options.as_json:
            self._note(name, taken.article, "failed" if taken.failed else taken.outcome, said)

    def _note(self, name: str, article: str | None, outcome: str, said: list[str]) -> None:
        self._reports.append(
            {"input": name, "article": article, "outcome": str(outcome), "problems": said}
        )
        for line in said:
            _aside(f"{name}: {line}")

    def _summary(self, before: int, seconds: float) -> int:
        scope = self._base.scope()
        done = {str(outcome): self._counts[outcome] for outcome in (*Outcome, "failed")}
        words = ", ".join(f"{number} {name}" for name, number in done.items() if number)
        say(
            f"{words or 'No articles found'}; {count(scope.facts, 'fact')} from "
            f"{count(scope.articles, 'article')} ({scope.facts - before:+d}), in {seconds:.1f} s."
        )
        if self._options.as_json:
            summary = {**done, "articles": scope.articles, "facts": scope.facts}
            put_json({"summary": summary, "inputs": self._reports})
        return 1 if self._counts["failed"] else 0


def _aside(line: str) -> None:
    """A message that leaves the progress bar whole."""
    from tqdm import tqdm

    from knowledge.cli.terminal import plain

    with tqdm.external_write_mode():
        say(plain(line))
