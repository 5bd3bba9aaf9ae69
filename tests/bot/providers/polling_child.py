"""A stand-in for the process that fetches: it does what its first argument says.

python -m tests.bot.providers.polling_child WORD [DATABASE]
"""

import json
import os
import signal
import sys
from pathlib import Path


def main(word: str, database: str) -> int:
    """Do it; the exit status."""
    if word == "die":
        return 3
    if word == "elsewhere":
        print(json.dumps({"sources": [], "requests": [], "elsewhere": True}))
        return 0
    if word == "talk":
        for number in range(300):
            print(f"line {number} " + "x" * 5000 + "\x1b[1m", file=sys.stderr)
        print("tokens: " + ",".join(key for key in os.environ if "SLACK" in key), file=sys.stderr)
    if word in ("wait", "deaf"):
        if word == "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        Path(f"{database}.begun").write_text(str(os.getpid()))
        while True:
            signal.pause()
    # What follows needs a base, which takes a process most of its start.
    from knowledge.base import Base
    from knowledge.base.holders import own_name
    from knowledge.base.leases import POLLING
    from knowledge.cli.attached import attach
    from knowledge.model.providers import RequestState

    if word == "hold":
        with Base.open(database) as base:
            base.take_lease(POLLING, own_name(), 9_999)
        Path(f"{database}.begun").write_text(str(os.getpid()))
        while True:
            signal.pause()
    if word == "attached":
        attach()
        Path(f"{database}.begun").write_text(str(os.getpid()))
        while True:
            signal.pause()
    with Base.open(database) as base:
        base.take_lease(POLLING, str(os.getpid()), 120)
        for request in base.waiting_requests():
            base.answer_request(request.id, RequestState.FAILED, "Not here.")
        base.release_lease(POLLING, str(os.getpid()))
    print(json.dumps({"sources": [], "requests": []}))
    return 1 if word == "failing" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
