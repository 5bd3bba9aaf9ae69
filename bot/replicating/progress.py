"""How far Litestream is, as it tells on its control socket: when each file was last all copied.

A file of which nothing had to be copied counts as copied, so this is how old a change may be that
the replica lacks.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import aiohttp

_PATIENCE = 2.0
_LONGEST = 100
"""Bytes that the path of a socket may surely have."""

_MOST = 1_000_000


def socket_in(folder: Path) -> Path:
    """Where Litestream's socket is to be: in the folder, or a new one where that is too long."""
    path = folder.absolute() / "control"
    if len(os.fsencode(path)) <= _LONGEST:
        return path
    return Path(tempfile.mkdtemp(prefix="dateline-")) / "control"


async def synced(socket: Path) -> Mapping[Path, float]:
    """When each file was last in step with its replica, in seconds since the epoch, if ever.

    None of it where Litestream does not answer.
    """
    try:
        async with (
            aiohttp.ClientSession(
                connector=aiohttp.UnixConnector(str(socket)),
                timeout=aiohttp.ClientTimeout(_PATIENCE),
            ) as session,
            # The host is nobody's; the socket says who is asked.
            session.get("http://litestream/list") as response,
        ):
            return _read(await response.content.read(_MOST))
    except (aiohttp.ClientError, OSError, TimeoutError):
        return {}


def _read(said: bytes) -> dict[Path, float]:
    found = {}
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        for one in json.loads(said)["databases"]:
            if "last_sync_at" in one:
                at = datetime.fromisoformat(one["last_sync_at"])
                found[Path(one["path"])] = at.timestamp()
    return found
