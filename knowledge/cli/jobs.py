"""The option `--jobs` of commands that read articles."""

import click

from knowledge.intake.readers import MANY, MOST

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="In how many processes articles are read, at some 250 MB each. [default: 1; for more "
    f"than {MANY // 1_000_000} MB of text as many as there are processors, up to {MOST}]",
)
