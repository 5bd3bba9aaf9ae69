"""Build a base and keep it: `python -m benchmarks.bases --articles 1000000 [--keep DIR]`."""

import argparse
import gc
import signal
import sys
from pathlib import Path
from types import FrameType

from benchmarks.bases.building import KEPT, SEED, NoRoom, kept, say
from knowledge.base import BaseProblem

_OBJECTS = 200_000
"""That may come before Python looks for garbage among them."""


def main() -> None:
    """Build; a build that is broken off (Ctrl-C, SIGTERM) ends with 1 and goes on next time."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, default=KEPT, help="folder of the bases")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    if options.articles < 1:
        parser.error("--articles takes a number from 1 on")
    signal.signal(signal.SIGTERM, _stop)
    # Stories come by the hundred, each in a hundred pieces: at the usual threshold a tenth of the
    # time goes by in looking for garbage among them.
    gc.set_threshold(_OBJECTS)
    try:
        print(kept(options.articles, options.keep, options.seed))
    except KeyboardInterrupt:
        say("broken off; the same command goes on where it stopped")
        sys.exit(1)
    except (BaseProblem, NoRoom) as problem:
        say(str(problem))
        sys.exit(1)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
