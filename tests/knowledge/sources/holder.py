"""A process that takes the lease of polling and keeps it: `python -m … BASE`."""

import signal
import sys

from knowledge.base import Base
from knowledge.sources.clock import Clock
from knowledge.sources.leasing import Lease

if __name__ == "__main__":
    with Base.open(sys.argv[1]) as base, Lease(base, Clock()):
        print("held", flush=True)
        while True:
            signal.pause()
