"""The process that holds Litestream for the bot, so that it ends in order however the bot ends.

    python -m bot.replicating LOCK COMMAND …

It runs the command and passes on what that says, until its stdin is closed. Where a line came
before, the bot ended in order: Litestream is told to end, and copies what is not copied yet. Else
the bot died, and Litestream with it: a process that is killed while it writes may leave a commit in
the write-ahead log that SQLite does not count as one, but Litestream would, and go on from there.
LOCK is the number of an open file that is locked for as long as Litestream runs.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

PATIENCE = 10.0
"""Seconds after which a Litestream that does not end is killed."""


def main(lock: str, *command: str) -> int:
    """Run it; the exit status is Litestream's, or 1 where a signal ended it."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # A host may end all processes at once; ours ends after the bot. (Not ignored, since
        # Litestream would inherit that.)
        signal.signal(number, lambda number, frame: None)
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=(int(lock),),
        umask=0o077,
    )
    threading.Thread(target=_end_with_the_bot, args=(child,), daemon=True).start()
    assert child.stdout is not None
    for line in child.stdout:
        # Nobody reads it once the bot has gone; Litestream must not end of that.
        with suppress(OSError):
            os.write(sys.stdout.fileno(), line)
    status = child.wait()
    return status if status >= 0 else 1


def _end_with_the_bot(child: "subprocess.Popen[bytes]") -> None:
    in_order = False
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 4096):
            in_order = True
    if not in_order:
        child.kill()
        return
    child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
