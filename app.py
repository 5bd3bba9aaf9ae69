"""Starts Dateline: for Slack when its tokens are set, else in a small Slack on this machine."""

import argparse
import asyncio
import gc
import os
import sys

from knowledge.packages import advice


def main() -> int:
    """Run until SIGTERM or SIGINT: 0 ended in order, 1 could not go on, 2 wrong settings."""
    try:
        return _main()
    except ModuleNotFoundError as error:
        said = advice(error)
        if said is None:
            raise
        print(said, file=sys.stderr)
        return 1


def _main() -> int:
    # Only here what needs packages: `main` says so when they are missing.
    from bot.allocating import be_frugal
    from bot.settingneeds import check
    from bot.settings import load
    from bot.settingvalues import Key, SettingsProblem
    from knowledge.environment import READ_HERE

    parser = argparse.ArgumentParser(
        prog="python app.py",
        description=__doc__,
        epilog="Settings come from the environment and from .env; README.md says what each means: "
        f"{', '.join((*Key, *READ_HERE))}.",
    )
    parser.parse_args()
    # What it writes, and what its children write, is for the account that runs it alone.
    os.umask(0o077)
    try:
        settings = load()
        check(settings)
    except SettingsProblem as problem:
        print(f"Dateline can't start: {problem}", file=sys.stderr)
        return 2
    be_frugal()
    # Only now the parts that take time to load. All of it stays: to look for garbage in it would
    # take a seventh of the time.
    gc.disable()
    from bot.run import run

    gc.freeze()
    gc.enable()
    return asyncio.run(run(settings))


if __name__ == "__main__":
    sys.exit(main())
