"""`gaps`: what people ask and the archive does not answer, for the editors."""

from dataclasses import asdict

import click

from knowledge.cli.terminal import Options, command, put, put_json, reading, writing
from knowledge.wording import guide


@click.command("gaps")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many."
)
@click.option("--forget", metavar="USER", help="Delete what this user (U…) asked and marked.")
@command
def gaps_command(limit: int, forget: str | None, options: Options) -> int:
    """List questions without an answer, and answers that people found unhelpful.

    Those asked most often come first. Nobody is named: who asked is kept only so that it can be
    deleted, with --forget or after DATELINE_GAPS_DAYS.
    """
    if forget is not None:
        with writing(options) as base:
            gone = base.forget_person(forget)
        if options.as_json:
            put_json({"deleted": gone})
        else:
            put(f"Deleted: {gone}")
        return 0
    with reading(options) as base:
        found = base.gaps(limit)
    if options.as_json:
        put_json([asdict(one) for one in found])
    else:
        put(guide.gaps_text(found))
    return 0
