"""The address of a replica: where Litestream copies a base's files to."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

SCHEMES = ("file", "s3", "gs", "abs", "sftp")

FORMS = (
    "an address like file:///srv/copies, s3://BUCKET/PATH, gs://BUCKET/PATH, "
    "abs://ACCOUNT@CONTAINER/PATH or sftp://USER@HOST/PATH"
)

_SECRET = re.compile(r"(?i)(key|secret|token|password|signature|sig)[^=&]*=")


class NoReplica(ValueError):
    """What somebody wrote is no address of a replica; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Replica:
    """Where copies go; `url` has no credentials in it."""

    url: str

    @property
    def scheme(self) -> str:
        """What kind of place it is: one of `SCHEMES`."""
        return urlsplit(self.url).scheme

    @property
    def said(self) -> str:
        """The address for a log: without what follows a “?”, or who logs in."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(query="", netloc=parts.netloc.rpartition("@")[2]))

    @property
    def folder(self) -> Path | None:
        """The folder of a replica on this machine's disks; None for any other."""
        parts = urlsplit(self.url)
        return Path(unquote(parts.path)) if parts.scheme == "file" else None

    def part(self, name: str) -> dict[str, str]:
        """Where the copy of one file is, as Litestream's configuration says it.

        A folder is named by its path: in an address, Litestream would not decode it.
        """
        if self.folder is not None:
            return {"type": "file", "path": str(self.folder / name)}
        parts = urlsplit(self.url)
        return {"url": urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))}


def replica(url: str) -> Replica:
    """The replica that somebody names.

    Raises:
        NoReplica: that is no address of one, or it holds a password or a key.
    """
    try:
        parts = urlsplit(url)
        password = parts.password
    except ValueError:
        raise NoReplica(f"A replica is {FORMS}.") from None
    if parts.scheme not in SCHEMES or not url.isprintable() or "$" in url or parts.fragment:
        raise NoReplica(f"A replica is {FORMS}.")
    if password is not None or _SECRET.search(parts.query):
        raise NoReplica(
            "The address of the replica holds a password or a key. Take it out: credentials are "
            "set apart, as docs/deploy.md says for each kind of place."
        )
    if parts.scheme == "file":
        if parts.netloc or parts.query or not parts.path.startswith("/"):
            raise NoReplica("The folder of a replica is named in full, as in file:///srv/copies.")
        if not unquote(parts.path).isprintable():
            raise NoReplica(f"A replica is {FORMS}.")
    if parts.scheme != "file" and not parts.hostname:
        raise NoReplica(f"A replica is {FORMS}.")
    return Replica(url)
