"""`check-draft`: what the archive says to the names, dates, sums and quotes of a draft."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from knowledge.cli.inputs import check_date
from knowledge.cli.terminal import Failure, Options, command, failed, put, put_json, reading, say
from knowledge.model import Article

_STDIN = "-"
_LONGEST_LINE = 1_000_000


@click.command("check-draft")
@click.argument("file", metavar="FILE", required=False)
@click.option("--published", metavar="DATE", help="The day the draft is for, if it doesn't say.")
@click.option("--jsonl", is_flag=True, help="Drafts as JSON lines on stdin, findings on stdout.")
@command
def check_draft_command(
    file: str | None, published: str | None, jsonl: bool, options: Options
) -> int:
    """Hold a draft against the archive: what agrees, what differs, what is unknown.

    FILE is a text, Markdown or HTML file; - reads from stdin. Mistakes are named with the archive's
    value and the sentence it stands on.
    """
    if jsonl:
        return _lines(options)
    if file is None:
        raise click.UsageError("Name the draft: python -m knowledge check-draft FILE")
    from knowledge.cli.asking import today
    from knowledge.drafts import check
    from knowledge.drafts.records import to_json
    from knowledge.extraction import ModelProblem
    from knowledge.wording.drafts import report

    check_date(published)
    draft = _draft(file, published)
    with reading(options) as base:
        try:
            found = check(draft, base, today())
        except ModelProblem as problem:
            raise Failure(str(problem)) from problem
    if options.as_json:
        put_json(to_json(found))
    else:
        for line in report(found):
            put(line)
    return 0


def _lines(options: Options) -> int:
    """Check each draft of stdin at once, whatever becomes of the others; gives the exit status."""
    from knowledge.cli.asking import today
    from knowledge.drafts.serving import Service

    failures = 0
    service = Service(options.db, today)
    try:
        for line in _stdin():
            answer, error = service.answer(line)
            failures += "problem" in answer
            if error is not None:
                failed(error, debug=False)
            elif "problem" in answer:
                say(answer["said"])
            put_json(answer)
    finally:
        service.close()
    return 1 if failures else 0


def _stdin() -> Iterator[str]:
    """The lines of stdin that hold anything, each as soon as it is there."""
    for raw in iter(lambda: sys.stdin.readline(_LONGEST_LINE), ""):
        if raw.strip():
            yield raw


def _draft(file: str, published: str | None) -> Article:
    """The draft in a file or on stdin.

    Raises:
        Failure: it can't be read.
    """
    from knowledge.reading import Unreadable, parse_text, read

    try:
        if file == _STDIN:
            return parse_text(sys.stdin.read(), "draft", published=published)
        return read(Path(file), published=published)
    except Unreadable as problem:
        raise Failure(f"{file}: {problem.reason}") from problem
