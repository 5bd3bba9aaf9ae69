"""Stand-ins for the process that brings a fact base up to date.

python -m tests.bot.upgrading_child WORD DATABASE

`pause` is the real one, which stands still in the middle until somebody opens DATABASE.go.
"""

import json
import sys
from pathlib import Path

from bot.upgrading import __main__ as real


def main(word: str, database: str) -> int:
    """Do it; the exit status."""
    match word:
        case "die":
            return 3
        case "rave":
            print("null")
            return 0
        case "busy" if not Path(f"{database}.asked").exists():
            Path(f"{database}.asked").touch()
            print(json.dumps({"problem": "It is in use.", "busy": True}))
            return 1
        case "pause":
            tell, gates = real._tell, [Path(f"{database}.go")]

            def paused(done: int, total: int) -> None:
                tell(done, total)
                while gates:
                    gates.pop().read_bytes()

            real._tell = paused
    return real.main(database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
