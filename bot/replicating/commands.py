"""A command of Litestream's, run to its end beside everything else."""

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence

from knowledge.safekeeping import litestream
from knowledge.safekeeping.addresses import Replica


async def ran(
    of: Replica, words: Sequence[str], environment: Mapping[str, str], seconds: float | None
) -> str:
    """What it says, once it has ended; `seconds` is how long it may take, None for any time.

    Raises:
        ReplicaProblem: the replica can't be read, or does not answer in time.
    """
    child = await asyncio.create_subprocess_exec(
        *words,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env=environment,
        start_new_session=True,
        umask=0o077,
    )
    try:
        async with asyncio.timeout(seconds):
            said, troubles = await child.communicate()
    except TimeoutError:
        raise litestream.unreadable(of, "it does not answer") from None
    finally:
        # Also when the bot ends: what is not whole is not kept.
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()
    if child.returncode:
        said_last = troubles.decode(errors="replace")
        raise litestream.unreadable(of, litestream.redacted(said_last, environment))
    return said.decode(errors="replace")
