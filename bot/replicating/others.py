"""Whether another Litestream writes into the same replica, which none of the two would notice.

Each numbers the changes that it copies (in LTX files, by transaction ids), and keeps the latest of
them here as well. Who finds numbers in the replica that it never gave, or another file under one of
its own, is not the only one there.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

EVERY = 120.0
"""Seconds between two looks; each asks the store once what it has."""

Files = Mapping[str, int]
"""The sizes of LTX files, in bytes, by their names (first and last number, 16 hex digits each)."""


def here(database: Path) -> Files:
    """What Litestream copied of a base, as far as it still keeps it here."""
    folder = database.with_name(f".{database.name}-litestream") / "ltx" / "0"
    found = {}
    with suppress(OSError):
        for path in folder.glob("*.ltx"):
            with suppress(OSError):
                found[path.stem] = path.stat().st_size
    return found


def there(listed: str) -> Files:
    """What is in the replica, from what `litestream ltx -json` says.

    Raises:
        ValueError: that is no such list.
    """
    try:
        return {
            f"{one['min_txid']}-{one['max_txid']}": int(one["size"])
            for one in json.loads(listed) or ()
        }
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no list of LTX files") from error


def foreign(of_others: Files, own: Files) -> bool:
    """Whether somebody else copied any of what is in the replica.

    `own` is looked at after `of_others`, since what is copied stands here first. Where nothing is
    here, as Litestream has just begun, that can't be told.
    """
    if not own:
        return False
    newest = max(_last(name) for name in own)
    return any(
        _last(name) > newest or own.get(name, size) != size for name, size in of_others.items()
    )


def _last(name: str) -> int:
    try:
        return int(name.rpartition("-")[2], 16)
    except ValueError:
        return 0
