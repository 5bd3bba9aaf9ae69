"""`gaps`: what people ask and the archive does not answer."""

from dataclasses import asdict

import click

from knowledge.answers.gaps import SHOWN
from knowledge.cli.terminal import Options, command, put, put_json, reading
from knowledge.wording import guide


@click.command("gaps")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=SHOWN,
    show_default=True,
    help="How many on a page.",
)
@click.option("--page", type=click.IntRange(1), default=1, help="Which page of them.")
@command
def gaps_command(limit: int, page: int, options: Options) -> int:
    """List questions without an answer, and answers that people found unhelpful.

    Those asked most often come first, as in “/dateline gaps”. Nobody is named: who asked is kept
    only so that it can be deleted, by “forget” or after DATELINE_GAPS_DAYS.
    """
    with reading(options) as base:
        listing = base.gaps(limit, page)
    if options.as_json:
        put_json([asdict(one) for one in listing.gaps])
    else:
        put(guide.gaps_text(listing))
    return 0
