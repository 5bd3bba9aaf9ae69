"""The workspaces that Dateline is installed in, each with its token.

Kept in a file of its own beside the fact base, which only the account that runs Dateline may read;
and in memory, since a request must find its token before Slack has its acknowledgement.
"""

import logging
import sqlite3
from dataclasses import astuple, dataclass, field
from pathlib import Path

from bot.sidefile import SideFile

log = logging.getLogger("dateline.installations")

SCHEMA = """
    CREATE TABLE IF NOT EXISTS installations(
      team TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      token TEXT NOT NULL,
      bot_id TEXT NOT NULL,
      bot_user_id TEXT NOT NULL,
      refresh TEXT,
      expires REAL
    ) STRICT
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """Dateline in one workspace.

    With token rotation, the token ends at `expires` (seconds since the epoch), and `refresh` gets
    the next one.
    """

    team: str
    name: str
    token: str = field(repr=False)
    bot_id: str
    bot_user_id: str
    refresh: str | None = field(default=None, repr=False)
    expires: float | None = None


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.installations.db`."""
    return database.with_name(f"{database.stem}.installations.db")


class Installations:
    """Remembers installations, in a thread of its own; looking one up takes no time."""

    def __init__(self, path: Path) -> None:
        self._file = SideFile(path, SCHEMA)
        self._all: dict[str, Installation] = {}
        self._unkept: set[str] = set()

    async def load(self) -> None:
        """Read what is kept.

        Raises:
            sqlite3.Error, OSError: the file can't be read or made.
        """
        rows = await self._file.run(lambda db: db.execute("SELECT * FROM installations").fetchall())
        self._all = {row[0]: Installation(*row) for row in rows}

    def get(self, team: str | None) -> Installation | None:
        """Dateline in this workspace, if it is installed there."""
        return self._all.get(team or "")

    def all(self) -> list[Installation]:
        """Every installation."""
        return list(self._all.values())

    async def put(self, one: Installation) -> None:
        """Keep an installation in place of what is known of its workspace.

        Raises:
            sqlite3.Error, OSError: it can't be written now; `settle` tries again.
        """
        # A token that was renewed is the only good one, whether it can be written or not.
        self._all[one.team] = one
        await self._keep(one.team)

    async def drop(self, team: str) -> None:
        """Forget a workspace.

        Raises:
            sqlite3.Error, OSError: it can't be written now; `settle` tries again.
        """
        self._all.pop(team, None)
        await self._keep(team)

    async def settle(self) -> None:
        """Write what could not be written before."""
        for team in list(self._unkept):
            try:
                await self._keep(team)
            except (sqlite3.Error, OSError) as error:
                log.error("The installation in %s can't be written yet", team, exc_info=error)
            else:
                log.info("The installation in %s is written now", team)

    async def _keep(self, team: str) -> None:
        """Let the file have what is known of a workspace, or nothing."""
        self._unkept.add(team)
        one = self._all.get(team)
        if one is None:
            statement, values = "DELETE FROM installations WHERE team=?", (team,)
        else:
            values = astuple(one)
            statement = f"REPLACE INTO installations VALUES ({','.join('?' * len(values))})"
        await self._file.run(lambda db: db.execute(statement, values))
        self._unkept.discard(team)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self.settle()
        await self._file.close()
