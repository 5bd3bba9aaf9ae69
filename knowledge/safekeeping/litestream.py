"""Litestream, an outside program that copies SQLite files to another place while they change.

A replica has a part for each file of a base, by the names of `all_files`, so that it fits a base of
any name. Litestream's credentials come from the environment that it reads itself; none is written
into its configuration, a command or a log.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from knowledge.base.files import all_files
from knowledge.safekeeping import disk
from knowledge.safekeeping.addresses import Replica
from knowledge.safekeeping.manifest import CopyProblem

SNAPSHOT_EVERY = "24h"
"""How often a whole copy is made, beside the changes."""

KEPT = "168h"
"""For how long earlier states can be restored, and what was deleted since is in the replica."""

LAST_SYNC = 3.0
"""Seconds that Litestream tries, at its end, to copy what is not copied yet."""

PROBE = 30.0
"""Seconds after which a replica that does not answer can't be reached."""

_CHECKPOINT_PAGES = 4_000
_EXPANDING = "sftp"
_EXPANDED = {
    "key-path": "LITESTREAM_SFTP_KEY_PATH",
    "password": "LITESTREAM_SFTP_PASSWORD",
    "host-key": "LITESTREAM_SFTP_HOST_KEY",
}
"""What Litestream takes from its configuration alone: it reads these names in there."""

_OWN = ("LITESTREAM_", "AWS_", "GOOGLE_", "AZURE_")
_SECRET = re.compile(r"KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL")
_SHORTEST_SECRET = 6
_LONGEST_SAID = 300
_COLUMNS = 5
_NO_ROOM = "no space left on device"


class ReplicaProblem(CopyProblem):
    """A replica can't be used; the text says why and what to do next."""


def binary() -> str:
    """Where the program is.

    Raises:
        ReplicaProblem: it is not installed.
    """
    # Beside this Python first: a virtual environment need not be on the path.
    beside = shutil.which("litestream", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("litestream")
    if found is None:
        raise ReplicaProblem(
            "A replica needs Litestream, which is not installed. Install it: "
            "pip install --require-hashes -r requirements-litestream.txt."
        )
    return found


def configuration(
    of: Replica,
    database: Path,
    seconds: float,
    known: Mapping[str, str] | None = None,
    *,
    there: bool = False,
    socket: Path | None = None,
) -> str:
    """What Litestream is to do, as the text of its file; JSON is YAML.

    Changes are looked for four times within `seconds`, at least once a second, and sent early
    enough that there is as much time again to get there. `known` is Litestream's environment, if
    not this process's. With `there`, only of files that are there: in a run that ends by itself
    the others are errors. `socket` is where it is to tell how far it is, for this account alone.
    """
    look = min(1.0, seconds / 4)
    return json.dumps(
        {
            "logging": {"level": "warn", "type": "json", "stderr": False},
            **({"socket": _socket(socket)} if socket is not None else {}),
            # Changes are put together now and then. Each time the store is asked to list what it
            # has, file by file, which costs as much as to write: at Litestream's own pace, every
            # half a minute, that would be millions of requests a month while nothing changes.
            "levels": [{"interval": "10m"}, {"interval": "2h"}],
            "l0-retention-check-interval": "10m",
            "snapshot": {"interval": SNAPSHOT_EVERY, "retention": KEPT},
            "shutdown-sync-timeout": _duration(LAST_SYNC),
            "shutdown-sync-interval": "200ms",
            "dbs": [
                {
                    "path": str(path.absolute()),
                    "monitor-interval": _duration(look),
                    # It copies nothing while it waits for a writer that never pauses, so as to
                    # empty the write-ahead log; it tries again soon.
                    "busy-timeout": _duration(look / 4),
                    "min-checkpoint-page-count": _CHECKPOINT_PAGES,
                    "replica": {
                        **of.part(name),
                        "sync-interval": _duration(seconds - 2 * look),
                        "auto-recover": True,
                        **_expanded(of, os.environ if known is None else known),
                    },
                }
                for name, path in all_files(database).items()
                if not there or path.exists()
            ],
        },
        indent=1,
    )


def command(of: Replica, *words: str, config: Path) -> list[str]:
    """A command of Litestream's over a configuration."""
    plain = () if of.scheme == _EXPANDING else ("-no-expand-env",)
    return [binary(), *words, "-config", str(config), *plain]


def fetching(
    of: Replica, config: Path, path: Path, target: Path, at: datetime | None = None
) -> list[str]:
    """The command that restores the file at `path` to `target`, as it was at an instant.

    It ends with 0 and no file where the replica has none of it.
    """
    when = ["-timestamp", f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"] if at is not None else []
    return [
        *command(of, "restore", "-if-replica-exists", config=config),
        *when,
        *("-o", str(target), str(path.absolute())),
    ]


def probing(of: Replica, config: Path, path: Path, level: str = "9") -> list[str]:
    """The command that looks whether the replica can be read; an empty one can be.

    It prints a heading, and a line for each thing on this level (9: whole copies; "all").
    """
    return [*command(of, "ltx", config=config), "-level", level, str(path.absolute())]


def listing(of: Replica, config: Path, path: Path) -> list[str]:
    """The command that prints, as JSON, which changes the replica has that are not put together."""
    return [*command(of, "ltx", config=config), "-json", "-level", "0", str(path.absolute())]


def check_folder(of: Replica) -> None:
    """Check that a replica on this machine's disks is there: a missing one may not be mounted.

    Raises:
        ReplicaProblem: it is not.
    """
    if of.folder is not None and not of.folder.is_dir():
        raise ReplicaProblem(
            f"The folder of the replica ({of.folder.name}) is not there. Make it (mkdir) if this "
            "is the first start, or mount the disk that it is on."
        )


def unreadable(of: Replica, said: str) -> ReplicaProblem:
    """A replica that can't be read, or not put anywhere, with what Litestream says of it."""
    if _NO_ROOM in said:
        return ReplicaProblem(
            "There is no room on the disk for what the replica holds, which is restored beside the "
            "fact base. Make room, or name another disk with DATELINE_DB or --db, and start again."
        )
    told = said.strip().splitlines()[-1:] or ["it does not answer"]
    return ReplicaProblem(
        f"The replica ({of.scheme}://…) can't be read: "
        f"{redacted(told[0].removeprefix('Error: '))[:_LONGEST_SAID]}. Check DATELINE_REPLICA, the "
        "credentials and the network, and start again. To go on without it, unset DATELINE_REPLICA."
    )


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for Litestream: nothing of Slack's; `more` is what a `.env` file sets."""
    added = {key: value for key, value in (more or {}).items() if key.startswith(_OWN)}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    return {**added, **kept}


def redacted(text: str, known: Mapping[str, str] | None = None) -> str:
    """A line of Litestream's without anything secret that its environment holds."""
    for key, value in (os.environ if known is None else known).items():
        if len(value) >= _SHORTEST_SECRET and key.startswith(_OWN) and _SECRET.search(key):
            text = text.replace(value, "[redacted]")
    return text


def fetch(of: Replica, database: Path, into: Mapping[str, Path], at: datetime | None) -> list[str]:
    """Restore every file that the replica has to where `into` says; the names of those.

    Raises:
        ReplicaProblem: it can't be read, or has no state of that instant.
        CopyProblem: there is no room.
    """
    check_folder(of)
    folder = next(iter(into.values())).parent
    config = folder / "litestream.json"
    config.write_text(configuration(of, database, 1), "utf-8")
    files = all_files(database)
    disk.check_room(folder, _largest(_run(of, probing(of, config, database, "all"), PROBE)))
    for name, target in into.items():
        _run(of, fetching(of, config, files[name], target, at), None)
    config.unlink()
    return [name for name, target in into.items() if target.exists()]


def push(of: Replica, database: Path, folder: Path) -> list[str]:
    """Copy a base and its files to an empty replica, once; the names of those that there are.

    `folder` is one of our own, for what Litestream has to keep meanwhile.

    Raises:
        ReplicaProblem: it can't be read or written, or holds a base already.
    """
    check_folder(of)
    config = folder / "litestream.json"
    config.touch(0o600)
    told = json.loads(configuration(of, database, 1, there=True))
    for number, one in enumerate(told["dbs"]):
        # Not beside the base: what copies it continually begins with what it finds there.
        one["meta-path"] = str(folder / str(number))
    config.write_text(json.dumps(told), "utf-8")
    if len(_run(of, probing(of, config, database, "all"), PROBE).splitlines()) > 1:
        raise ReplicaProblem(
            "The replica holds a fact base already. Name an empty place: a base that was copied "
            "over another one could be mixed up with it. Nothing was changed."
        )
    _run(of, command(of, "replicate", "-once", config=config), None)
    return [name for name, path in all_files(database).items() if path.exists()]


def _run(of: Replica, words: list[str], seconds: float | None) -> str:
    try:
        ended = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env=environment(),
            umask=0o077,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise unreadable(of, "it does not answer") from None
    if ended.returncode:
        raise unreadable(of, ended.stderr)
    return ended.stdout


def _largest(listed: str) -> int:
    """The bytes of the largest thing in a replica, a whole copy as a rule: it takes no less."""
    rows = (line.split() for line in listed.splitlines())
    return max(
        (int(row[3]) for row in rows if len(row) == _COLUMNS and row[3].isdigit()), default=0
    )


def _expanded(of: Replica, known: Mapping[str, str]) -> dict[str, str]:
    if of.scheme != _EXPANDING:
        return {}
    return {key: f"${{{name}}}" for key, name in _EXPANDED.items() if known.get(name)}


def _socket(path: Path) -> dict[str, object]:
    return {"enabled": True, "path": str(path), "permissions": 0o600}


def _duration(seconds: float) -> str:
    return f"{round(seconds * 1000)}ms"
