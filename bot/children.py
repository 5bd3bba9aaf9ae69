"""Child processes of the bot that run the command line: how they are begun, what they may know."""

import os
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def knowledge(database: Path) -> list[str]:
    """The beginning of a command of the command line that works on a fact base."""
    # With -P a folder called "knowledge" where the bot was started is none of ours.
    return [sys.executable, "-P", "-m", "knowledge", "--db", str(database)]


def environment() -> dict[str, str]:
    """What a child may know of the environment: no token of Slack's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    path = [str(_ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(path)}
