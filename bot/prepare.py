"""What `make run` does before the bot starts: fill the fact base.

    python -m bot.prepare            read the sample archive, unless there are articles already
    python -m bot.prepare PATH       read these articles; what is stored already changes nothing

Reading needs the language model, so it happens in a process of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

from bot.settings import Key, Settings, SettingsProblem, load

SAMPLE = Path(__file__).resolve().parent.parent / "knowledge" / "sample"

SOME_FAILED = 1
"""The exit code of an ingest that has named what it could not read; the rest is in."""


def main(arguments: list[str]) -> int:
    """Fill the fact base: 0 done, 2 wrong settings or usage."""
    if len(arguments) > 1:
        print("Give one file, folder or address.", file=sys.stderr)
        return 2
    try:
        settings = load()
    except SettingsProblem as problem:
        print(f"Dateline can't start: {problem}", file=sys.stderr)
        return 2
    if arguments and arguments[0].strip():
        return ingest(settings, arguments[0])
    return ingest(settings, str(SAMPLE)) if is_empty(settings) else 0


def is_empty(settings: Settings) -> bool:
    """Whether there is no fact base, or one without articles."""
    from knowledge.base import Base, BaseProblem

    try:
        with Base.open(settings.database, readonly=True, create=False) as base:
            return base.scope().articles == 0
    except BaseProblem:
        # Missing, or in a state that only the bot's own start can mend or explain.
        return not settings.database.exists()


def ingest(settings: Settings, source: str) -> int:
    """Read articles with `python -m knowledge ingest` into the bot's own fact base."""
    command = [sys.executable, "-m", "knowledge", "ingest", source]
    environment = {**os.environ, Key.DB: str(settings.database)}
    code = subprocess.run(command, env=environment, check=False).returncode
    return 0 if code == SOME_FAILED else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
