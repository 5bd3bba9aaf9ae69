"""What goes on beside Slack: the archive that is ingested into, the feed that changes, digests."""

import asyncio
import os
import random
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.digests.store import beside
from bot.workspace import Workspace
from knowledge.base import Base
from knowledge.model import NewProvider, ProviderKind
from tests.knowledge.sources.site import LONG, Site, item, rss
from tests.soak.storm.bots import ROOT
from tests.soak.storm.people import QUIET, People, is_digest

STORIES = 5
TOPICS = (
    "Japan", "Canada", "Cambodia", "Thailand", "rice", "trade", "money", "meetings", "Hun Sen",
)  # fmt: skip
"""What digests of one channel are about; ten may be set up."""

_GUESTS = ("Fumio Kishida of Japan", "Justin Trudeau of Canada", "Prayut Chan-o-cha of Thailand")


@dataclass
class Newsroom:
    """The archive and its surroundings."""

    database: Path
    folder: Path
    site: Site
    dice: random.Random
    due: dict[str, datetime] = field(default_factory=dict)
    """Digests that were set up, by their words, and when each is due."""
    ingests: int = 0
    changes: int = 0
    decisions: set[str] = field(default_factory=set)
    _ingesting: asyncio.Lock = field(default_factory=asyncio.Lock)

    def follow(self) -> None:
        """Let the archive follow the site's feed."""
        self.change()
        with Base.open(self.database) as base:
            address = f"{self.site.base}/feed"
            base.add_provider(
                NewProvider(ProviderKind.FEED, address, "Harbour", every=60, private=True)
            )

    def change(self) -> None:
        """Publish another version of some stories of the feed."""
        self.changes += 1
        items = []
        for n in range(STORIES):
            version = self.changes if n == self.changes % STORIES else 0
            text = f"<p>Prime Minister Hun Sen met {self.dice.choice(_GUESTS)}, part {version}.</p>"
            link, title = f"{self.site.base}/story-{n}", f"Harbour talks {n}, version {version}"
            items.append(item(link, title, 10 + n, f"{text}<p>{LONG}</p>"))
        self.site.put("/feed", rss("".join(items)), Content_Type="application/rss+xml")

    async def ingest(self) -> str:
        """Read a folder whose articles have changed; what is wrong, "" for nothing."""
        async with self._ingesting:
            self._write()
            return await self.command("ingest", str(self.folder))

    def _write(self) -> None:
        self.ingests += 1
        self.folder.mkdir(exist_ok=True)
        for n in range(STORIES):
            guest, day = self.dice.choice(_GUESTS), 1 + (self.ingests + n) % 28
            (self.folder / f"talks-{n}.txt").write_text(
                f"---\ntitle: Talks {n}\npublished: 2022-06-{day:02d}\n---\n\n"
                f"Prime Minister Hun Sen met Prime Minister {guest} in Phnom Penh on {day} June "
                f"2022.\n\nThe two spoke about ports and rice for the {self.ingests}th time.\n"
            )

    async def command(self, *words: str) -> str:
        """Run the command line; what is wrong with it, "" for nothing."""
        process = await asyncio.create_subprocess_exec(
            *("nice", sys.executable, "-m", "knowledge", "--db", str(self.database), *words),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
        if process.returncode == 0:
            return ""
        return f"{words[0]} ended with {process.returncode}: {said.decode()[-500:]}"

    # Digests

    async def subscribe(self, people: People, minutes: float) -> None:
        """Have a digest due each minute, from the second on, for as long as there are channels."""
        begun = datetime.now(UTC).replace(second=0, microsecond=0)
        number = min(int(minutes) - 2, len(TOPICS) * len(QUIET))
        for n in range(max(0, number)):
            at = begun + timedelta(minutes=2 + n)
            # One more of the same topic would only move the first to another hour.
            topic = TOPICS[n // len(QUIET)]
            words = f"daily {at:%H:%M} {topic} even if empty"
            person = people.crowd[n % len(people.crowd)]
            reply = await person.command("/digest", words, channel=QUIET[n % len(QUIET)])
            if f"{at:%H:%M}" in reply.words:
                self.due[words] = at

    def posted(self, workspace: Workspace) -> tuple[int, list[str]]:
        """How many editions stand, and what stands twice."""
        keys = [
            str(message.metadata["event_payload"].get("key"))
            for channel in workspace.store.channels.values()
            for message in channel.messages
            if message.metadata is not None and is_digest(message)
        ]
        with closing(sqlite3.connect(beside(self.database))) as db:
            found = db.execute("SELECT count(*) FROM claims WHERE state='posted'").fetchone()
        return int(found[0]), sorted({key for key in keys if keys.count(key) > 1})

    def due_by_now(self) -> int:
        """How many editions should stand."""
        now = datetime.now(UTC)
        return sum(at <= now for at in self.due.values())

    # The base

    def lost_decisions(self) -> list[str]:
        """Decisions that were in the log at an earlier look, and are not any more."""
        with Base.open(self.database, readonly=True, create=False) as base:
            there = {one.id for one in base.decisions()}
        lost, self.decisions = sorted(self.decisions - there), self.decisions | there
        return lost

    def reasons(self) -> set[str]:
        """The reasons of all decisions."""
        with Base.open(self.database, readonly=True, create=False) as base:
            return {one.why or "" for one in base.decisions()}

    def files(self) -> dict[str, int]:
        """The files of the archive and beside it, with their sizes in bytes."""
        return {
            one.name: one.stat().st_size
            for one in sorted(self.database.parent.glob("dateline*"))
            if one.is_file()
        }
