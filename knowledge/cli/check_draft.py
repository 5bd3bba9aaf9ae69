"""`check-draft`: what the archive says to the names, dates, sums and quotes of a draft."""

import sys
from pathlib import Path

import click

from knowledge.cli.inputs import check_date
from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading
from knowledge.model import Article

_STDIN = "-"


@click.command("check-draft")
@click.argument("file", metavar="FILE")
@click.option("--published", metavar="DATE", help="The day the draft is for, if it doesn't say.")
@command
def check_draft_command(file: str, published: str | None, options: Options) -> int:
    """Hold a draft against the archive: what agrees, what differs, what is unknown.

    FILE is a text, Markdown or HTML file; - reads from stdin. Mistakes are named with the archive's
    value and the sentence it stands on.
    """
    from knowledge.cli.asking import today
    from knowledge.drafts import check
    from knowledge.extraction import ModelProblem
    from knowledge.wording.drafts import report, to_json

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
