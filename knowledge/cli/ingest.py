"""`ingest`: articles in."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from knowledge.base import Base, Outcome
from knowledge.base.decisions import now
from knowledge.cli.embargoes import release
from knowledge.cli.inputs import Input, check_date, named, passed_over_words
from knowledge.cli.inputs import read as inputs_of
from knowledge.cli.jobs import check_one, dask_option, jobs_option
from knowledge.cli.meters import progress
from knowledge.cli.sitemaps import Sitemaps, Sized
from knowledge.cli.terminal import (
    Failure,
    Options,
    aside,
    command,
    put_json,
    say,
    updating,
    writing,
)
from knowledge.intake import ClusterProblem, Intake, Taken
from knowledge.intake.corrections import keep_corrections
from knowledge.intake.readers import fitting_jobs
from knowledge.reading.sitemaps import Place
from knowledge.wording.texts import count


@click.command("ingest")
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--published", metavar="DATE", help="Publication date where an article has none.")
@click.option("--outlet", metavar="NAME", help="Outlet where an article names none.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Of sitemaps, only stories that were not published before (YYYY-MM-DD).",
)
@jobs_option
@dask_option
@command
def ingest_command(
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    since: datetime | None,
    jobs: int | None,
    cluster: str | None,
    options: Options,
) -> int:
    """Read articles (files, folders, pages, feeds, sitemaps) into the fact base.

    Articles that are in it already, unchanged, cost nothing; changed ones become a new version.
    Files are UTF-8 .txt, .md or .html; what is not UTF-8 is read as Windows-1252, and that is said.
    Other files in a folder are passed over and named.
    """
    check_date(published)
    check_one(jobs, cluster)
    with writing(options, create=True) as base:
        sitemaps = Sitemaps(base, published, outlet, f"{since:%Y-%m-%d}" if since else None)
        return _Ingest(base, options, published, outlet, sitemaps).run(inputs, jobs, cluster)


class _Ingest:
    """One run: reads inputs in turn, saves each article on its own, counts and reports."""

    def __init__(
        self,
        base: Base,
        options: Options,
        published: str | None,
        outlet: str | None,
        sitemaps: Sitemaps,
    ) -> None:
        self._base = base
        self._options = options
        self._published = published
        self._outlet = outlet
        self._sitemaps = sitemaps
        self._counts: Counter[str] = Counter()
        self._reports: list[dict[str, object]] = []
        self._came_from: dict[str, str] = {}
        self._passed_over = 0

    def run(self, inputs: tuple[str, ...], jobs: int | None, cluster: str | None) -> int:
        """Take everything in and report; returns the exit status."""
        from knowledge.extraction import ModelProblem

        began = time.monotonic()
        release(self._base)
        before = self._base.scope().facts
        named_ones = named(inputs)
        found = [sized for one in named_ones.articles for sized in self._sitemaps.inputs(one)]
        length = sum(size for _, size in found)
        try:
            with Intake(self._base, jobs or fitting_jobs(length), cluster=cluster) as intake:
                self._take_all(intake, found, length)
        except (ModelProblem, ClusterProblem) as problem:
            raise Failure(str(problem)) from problem
        self._passed_over += len(named_ones.passed_over)
        if named_ones.passed_over:
            say(passed_over_words(named_ones))
        return self._summary(before, time.monotonic() - began)

    def _take_all(
        self, intake: Intake, found: list[tuple[Path | str | Place, int]], length: int
    ) -> None:
        with progress(length, "Reading", "B") as bar:
            taken_all = intake.take_all(self._read(found), lambda one: one[0].article)
            for number, ((one, size), taken) in enumerate(taken_all, 1):
                self._take(one, taken)
                bar.set_postfix_str(f"{number:,} articles", refresh=False)
                bar.update(size)
        for taken in intake.redate():
            self._report(taken.article, taken, "dated by other articles on the same event")
        intake.tidy()
        with updating("Compacting the search indexes") as told:
            self._base.compact(told)

    def _read(self, found: Sequence[Sized]) -> Iterator[tuple[Input, int]]:
        """What the inputs hold; the size of an input comes with the first article in it."""
        for one, size in found:
            if isinstance(one, Place):
                yield self._sitemaps.read(one), size
                continue
            for number, read in enumerate(inputs_of(one, self._published, self._outlet)):
                yield read, 0 if number else size

    def _take(self, one: Input, taken: Taken | None) -> None:
        if one.known is not None:
            self._report(one.name, Taken(one.known, Outcome.UNCHANGED))
            return
        if not one.is_story:
            self._passed_over += 1
            self._note(one.name, None, "passed_over", [one.reason or ""])
            return
        if taken is None:
            self._counts["failed"] += 1
            self._note(one.name, None, "failed", [one.reason or "It can't be read."])
            return
        keep_corrections(self._base, taken, one.corrections, now=now())
        self._report(one.name, taken)

    def _report(self, name: str, taken: Taken, why: str | None = None) -> None:
        said = [*([why] if why else []), *taken.problems]
        self._counts["failed" if taken.failed else taken.outcome] += 1
        if taken.outcome is Outcome.REMOVED:
            said.append(
                "It was taken down and stays out. Let it in again with: "
                f"python -m knowledge articles restore {taken.article}"
            )
        if taken.outcome is Outcome.EMBARGOED:
            said.append(
                "It is under embargo: nobody sees it before its hour. "
                "See: python -m knowledge articles list --embargoed"
            )
        if taken.outcome is Outcome.HIDDEN:
            said.append(
                "It is hidden, and stays so with these words. "
                "See: python -m knowledge articles list --hidden"
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
            aside(f"{name}: {line}")

    def _summary(self, before: int, seconds: float) -> int:
        scope = self._base.scope()
        done = {str(outcome): self._counts[outcome] for outcome in (*Outcome, "failed")}
        words = ", ".join(f"{number} {name}" for name, number in done.items() if number)
        say(
            f"{words or 'No articles found'}; {count(scope.facts, 'fact')} from "
            f"{count(scope.articles, 'article')} ({scope.facts - before:+d}), in {seconds:.1f} s."
        )
        if self._options.as_json:
            done["passed_over"] = self._passed_over
            summary = {**done, "articles": scope.articles, "facts": scope.facts}
            put_json({"summary": summary, "inputs": self._reports})
        return 1 if self._counts["failed"] else 0
