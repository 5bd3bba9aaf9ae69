"""Options of commands that read articles: in how many processes, or on which cluster."""

import click

from knowledge.intake.readers import MANY, MOST

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="In how many processes articles are read, at some 250 MB each. [default: 1; for more "
    f"than {MANY // 1_000_000} MB of text as many as there are processors, up to {MOST}]",
)

dask_option = click.option(
    "--dask",
    "cluster",
    metavar="ADDRESS",
    help="Read on a dask cluster: its scheduler's address, such as tcp://10.0.0.5:8786.",
)


def check_one(jobs: int | None, cluster: str | None) -> None:
    """Refuse processes of this machine together with a cluster.

    Raises:
        click.UsageError: both were asked for.
    """
    if jobs is not None and cluster is not None:
        raise click.UsageError("A cluster reads with its own workers: leave --jobs out.")
