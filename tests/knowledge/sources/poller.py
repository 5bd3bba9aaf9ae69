"""A poller as a process of its own, with a simple extractor: `python -m … BASE [LEASE]`.

It says each thing that happens. It keeps no distance between requests; its lease lasts so many
seconds (0: none survives).
"""

import sys

from knowledge.base import Base
from knowledge.sources import leasing, polling, web
from knowledge.sources.events import Event
from tests.knowledge.cli import child


def told(event: Event) -> None:
    """Say what happened, at once."""
    print(event.happened, flush=True)


if __name__ == "__main__":
    child.install(setattr)
    web.GAP = 0.0
    leasing.LEASE = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with Base.open(sys.argv[1]) as base:
        print("ready", flush=True)
        try:
            polling.poll(base, base.providers(), told=told)
        except leasing.Elsewhere:
            print("elsewhere", flush=True)
