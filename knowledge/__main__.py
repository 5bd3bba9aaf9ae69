"""`python -m knowledge COMMAND`: see `knowledge.cli`."""

import os
import sys

from knowledge.packages import advice


def main() -> None:
    """Run the command line; exit with 1 and the next step where packages are missing."""
    # The archive may hold what is under embargo: its files are for this account alone.
    os.umask(0o077)
    try:
        from knowledge.cli import main as run

        run()
    except ModuleNotFoundError as error:
        said = advice(error)
        if said is None:
            raise
        print(said, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
