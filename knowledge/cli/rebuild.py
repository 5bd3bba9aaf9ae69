"""`rebuild`: read every stored article again, with all decisions re-applied."""

import time

import click

from knowledge.cli.intake import Intake
from knowledge.cli.terminal import Failure, Options, command, progress, put_json, say, writing
from knowledge.wording.texts import count


@click.command("rebuild")
@click.option("--fold-only", is_flag=True, help="Keep the readings; only fold them anew.")
@command
def rebuild_command(fold_only: bool, options: Options) -> int:
    """Extract all stored articles again and fold what they say, decisions included."""
    from knowledge.extraction import ModelProblem

    began = time.monotonic()
    failures: list[str] = []
    with writing(options) as base:
        if fold_only:
            base.refold()
        else:
            try:
                intake = Intake(base)
            except ModelProblem as problem:
                raise Failure(str(problem)) from problem
            failures = _reread(intake, base.article_ids())
            intake.redate()
        base.tidy()
        scope = base.scope()
    say(
        f"{count(scope.facts, 'fact')} from {count(scope.articles, 'article')}, "
        f"{len(failures)} failed, in {time.monotonic() - began:.1f} s."
    )
    if options.as_json:
        put_json({"articles": scope.articles, "facts": scope.facts, "failed": failures})
    return 1 if failures else 0


def _reread(intake: Intake, articles: list[str]) -> list[str]:
    failures = []
    with progress(len(articles), "Rebuilding") as bar:
        for id in articles:
            taken = intake.reread(id)
            for said in taken.problems if taken is not None else ():
                say(f"{id}: {said}")
            if taken is not None and taken.failed:
                failures.append(id)
            bar.update()
    return failures
