"""`rebuild`: read every stored article again, with all decisions re-applied."""

import time

import click

from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.cli.embargoes import release
from knowledge.cli.jobs import check_one, dask_option, jobs_option
from knowledge.cli.meters import progress
from knowledge.cli.rules import without_option
from knowledge.cli.terminal import (
    Failure,
    Options,
    command,
    put_json,
    say,
    updating,
    writing,
)
from knowledge.intake import ClusterProblem, Intake
from knowledge.intake.readers import fitting_jobs
from knowledge.wording.decisions import line
from knowledge.wording.texts import count


@click.command("rebuild")
@click.option("--fold-only", is_flag=True, help="Keep the readings; only fold them anew.")
@jobs_option
@dask_option
@without_option
@command
def rebuild_command(
    fold_only: bool,
    jobs: int | None,
    cluster: str | None,
    without: tuple[str, ...],
    options: Options,
) -> int:
    """Extract all stored articles again and fold what they say, decisions included.

    How many decisions were re-applied is told, and which find nothing that they are about any more.
    What was parsed before is remembered in a file beside the fact base; it may be deleted. Rules
    that are switched off stay so until the articles are read again.
    """
    from knowledge.extraction import ModelProblem

    if fold_only and without:
        raise click.UsageError("Rules read articles, which --fold-only leaves as they were read.")
    check_one(jobs, cluster)
    began = time.monotonic()
    failures: list[str] = []
    with writing(options) as base:
        release(base)
        if fold_only:
            with updating("Folding") as told:
                base.refold(told)
        else:
            try:
                failures = _reread(base, jobs, cluster, without)
            except (ModelProblem, ClusterProblem) as problem:
                raise Failure(str(problem)) from problem
        mended = base.reapply()
        lost = base.decisions_without_readings()
        in_force = base.decisions_in_force()
        with updating("Compacting the search indexes") as told:
            base.tidy(told)
        scope = base.scope()
    say(
        f"{count(scope.facts, 'fact')} from {count(scope.articles, 'article')}, "
        f"{len(failures)} failed, in {time.monotonic() - began:.1f} s."
    )
    if in_force:
        _tell(in_force, mended, lost)
    if options.as_json:
        put_json(
            {
                "articles": scope.articles,
                "facts": scope.facts,
                "failed": failures,
                "decisions": in_force - len(lost),
                "waiting": [one.id for one in lost],
            }
        )
    return 1 if failures else 0


def _tell(in_force: int, mended: int, lost: list[Decision]) -> None:
    """Say how many decisions hold, and which find nothing that they are about."""
    said = f"{count(in_force - len(lost), 'decision')} on facts re-applied"
    say(f"{said}, {count(mended, 'reading')} brought in step." if mended else f"{said}.")
    if lost:
        say(
            f"{count(len(lost), 'decision')} can't be applied any more, as nothing is read where "
            "they were made. They stay in the log, and hold again if it is:"
        )
    for one in lost[:_SHOWN]:
        say(f"  {one.id}  {line(one, by=one.who)}")
    if len(lost) > _SHOWN:
        say(f"  and {len(lost) - _SHOWN:,} more; see: python -m knowledge rebuild --json")


_SHOWN = 20


def _reread(
    base: Base, jobs: int | None, cluster: str | None, without: tuple[str, ...]
) -> list[str]:
    """Extract every article again, also those out of sight; returns which could not be read."""
    failures = []
    sizes = base.article_sizes() | {one.id: one.length for one in base.waiting()}
    sizes |= {one.id: one.length for one in base.hidden()}
    length = sum(sizes.values())
    with (
        Intake(base, jobs or fitting_jobs(length), without, cluster) as intake,
        progress(length, "Rebuilding", "B") as bar,
    ):
        for number, (id, taken) in enumerate(intake.reread_all(sizes), 1):
            for said in taken.problems if taken is not None else ():
                say(f"{id}: {said}")
            if taken is not None and taken.failed:
                failures.append(id)
            bar.set_postfix_str(f"{number:,} articles", refresh=False)
            bar.update(sizes[id])
        intake.redate()
        intake.tidy()
    return failures
