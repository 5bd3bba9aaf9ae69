"""Building a base through `Base.fill`, resumed where it was broken off, and kept from then on.

A second process makes the stories while this one saves them. What is being built has the ending
`.part`; it holds all stories up to some number, which is all that it takes to go on. It begins as a
copy of the largest smaller base that is kept, as that holds the very same first stories.
"""

import json
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.bases.stories import Story, story, story_id
from knowledge.base import Base, Outcome
from knowledge.base.schema import VERSIONS
from knowledge.model import Article, Reading

Told = tuple[Article, Iterable[Reading]]

KEPT = Path(__file__).parents[1] / ".kept"
SEED = 7
GENERATOR = 2
"""Raised with every change that makes a story another one."""

_CHUNK = 500
"""Stories that are made while so many before are saved: as many as `Base.fill` takes together."""

_GROUP = 2_000
"""Stories after which flags are put."""

_TOLD_EVERY = 10.0


BYTES = 20_000
"""Of the file for each article, with its write-ahead log: 18,500 were measured."""


class NoRoom(Exception):
    """The disk has too little room for a base; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a base holds; kept beside it as JSON. `bytes` is the size of the file."""

    articles: int
    seed: int
    generator: int
    schema: str
    facts: dict[str, int]
    people: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a base and what belongs to it are kept."""

    folder: Path
    articles: int
    seed: int = SEED

    @property
    def _stem(self) -> str:
        return f"stories-{self.articles}" + (f"-seed-{self.seed}" if self.seed != SEED else "")

    @property
    def base(self) -> Path:
        """The base, there only when it is whole."""
        return self.folder / f"{self._stem}.db"

    @property
    def description(self) -> Path:
        """The description of the base."""
        return self.folder / f"{self._stem}.json"

    @property
    def part(self) -> Path:
        """The base under construction."""
        return self.folder / f"{self._stem}.part"

    @property
    def begun(self) -> Path:
        """Which generator began the base under construction."""
        return self.folder / f"{self._stem}.part.json"


def kept(articles: int, folder: Path = KEPT, seed: int = SEED) -> Path:
    """The base of so many articles, built if it is not there yet, of the present schema."""
    place = Kept(folder, articles, seed)
    if not place.base.exists():
        build(place)
    Base.open(place.base).close()  # One that was kept may be of an older schema.
    told = json.loads(place.description.read_text("utf-8")) if place.description.exists() else {}
    if told.get("generator") != GENERATOR:
        say(
            f"{place.base} was made by version {told.get('generator')} of the generator, this is"
            f" {GENERATOR}: figures are not comparable. Delete it to have it built anew."
        )
    elif told.get("schema") != VERSIONS[-1]:
        describe(place)
    return place.base


def build(place: Kept) -> None:
    """Build a base, or go on building it.

    It stops at any moment without harm, by an exception or a signal: the next call goes on.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    _begin(place)
    _room(place)
    with Base.open(place.part) as base:
        done = base.status().articles
        if done:
            say(f"{place.part}: going on after {done:,} articles")
            _finish(base, place.seed, done)
        with made(place.seed, done, place.articles) as stories:
            progress = _Progress(done, place.articles)
            while group := list(islice(stories, _GROUP)):
                base.fill(_versions(group, progress))
                for one in group:
                    _flag(base, one)
    _publish(place)


def save(base: Base, one: Story) -> None:
    """Save a story by itself, in all its versions, with what its outlet says to have done."""
    for version in one.versions:
        base.save(version.article, version.readings)
    _flag(base, one)


def describe(place: Kept) -> Description:
    """Write down what a whole base holds."""
    with Base.open(place.base, readonly=True) as base, base.reader() as db:
        facts = {str(kind): count for kind, count in base.status().facts.items()}
        (people,) = db.execute("SELECT count(*) FROM people").fetchone()
    told = Description(
        place.articles, place.seed, GENERATOR, VERSIONS[-1], facts, people,
        place.base.stat().st_size,
    )  # fmt: skip
    place.description.write_text(json.dumps(asdict(told), indent=2) + "\n", "utf-8")
    return told


@contextmanager
def made(seed: int, first: int, end: int) -> Iterator[Iterator[Story]]:
    """The stories of these numbers, made by another process a little ahead of need."""
    processes = get_context("spawn")
    ours, theirs = processes.Pipe(duplex=False)
    maker = processes.Process(target=make, args=(theirs, seed, first, end), daemon=True)
    maker.start()
    theirs.close()
    try:
        yield _received(ours, end - first)
    finally:
        # Sending into a closed pipe ends it.
        ours.close()
        maker.join()


def make(theirs: Connection, seed: int, first: int, end: int) -> None:
    """Make stories and send them in chunks, until they are all sent or nobody takes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who saves.
    try:
        for start in range(first, end, _CHUNK):
            theirs.send([story(seed, at) for at in range(start, min(end, start + _CHUNK))])
    except BrokenPipeError:
        return


def _received(ours: Connection, number: int) -> Iterator[Story]:
    while number > 0:
        try:
            chunk: list[Story] = ours.recv()
        except EOFError:
            raise RuntimeError("the process that makes the stories has ended") from None
        yield from chunk
        number -= len(chunk)


def _begin(place: Kept) -> None:
    """Take what is under construction if this generator began it, or else begin anew."""
    mine = {"generator": GENERATOR, "seed": place.seed}
    begun = json.loads(place.begun.read_text("utf-8")) if place.begun.exists() else None
    if begun == mine and place.part.exists():
        return
    for ending in ("", "-wal", "-shm"):
        place.part.with_name(place.part.name + ending).unlink(missing_ok=True)
    smaller = _smaller(place)
    if smaller is not None:
        say(f"{place.part}: begins with {smaller.base.name}")
        shutil.copyfile(smaller.base, place.part)
    place.begun.write_text(json.dumps(mine), "utf-8")


def _room(place: Kept) -> None:
    """See that there is room for what is still to come.

    Raises:
        NoRoom: there is not.
    """
    there = place.part.stat().st_size if place.part.exists() else 0
    needed = place.articles * BYTES - there
    free = shutil.disk_usage(place.folder).free
    if free < needed:
        raise NoRoom(
            f"{place.articles:,} articles take {needed / 1e9:.1f} GB more, and {place.folder} has"
            f" {free / 1e9:.1f}: choose another folder with --keep."
        )


def _smaller(place: Kept) -> Kept | None:
    """The largest smaller base of the same seed and generator; its schema may be older."""
    found = []
    for file in place.folder.glob("stories-*.json"):
        told = json.loads(file.read_text("utf-8"))
        same = (told.get("seed"), told.get("generator")) == (place.seed, GENERATOR)
        if same and told.get("articles", place.articles) < place.articles:
            found.append(Kept(place.folder, told["articles"], place.seed))
    whole = [one for one in found if one.base.exists()]
    return max(whole, key=lambda one: one.articles, default=None)


def _versions(group: list[Story], progress: "_Progress") -> Iterator[Told]:
    """What `Base.fill` takes; stories are told as saved when the next are asked for."""
    for one in group:
        progress.tell(one.number)
        for version in one.versions:
            yield version.article, version.readings


def _finish(base: Base, seed: int, done: int) -> None:
    """Save what was broken off of the last stories: a further version, and flags."""
    last = story(seed, done - 1)
    standing = [base.standing(version.article) for version in last.versions]
    same = [at for at, one in enumerate(standing) if one and one.outcome is Outcome.UNCHANGED]
    for version in last.versions[same[-1] + 1 if same else 0 :]:
        base.save(version.article, version.readings)
    for number in range(max(0, done - _GROUP), done):
        _flag(base, story(seed, number))


def _flag(base: Base, one: Story) -> None:
    """Flag a story as its outlet did."""
    at = f"{one.versions[-1].article.published}T18:00:00Z"
    if one.corrected is not None:
        base.mark_corrected(story_id(one.number), at, one.corrected, now=at)
    if one.withdrawn:
        base.mark_withdrawn(story_id(one.number), at, "The page is gone.", now=at)


def _publish(place: Kept) -> None:
    """Give a whole base its name, with its description beside it."""
    place.part.rename(place.base)
    told = describe(place)
    place.begun.unlink(missing_ok=True)
    say(f"{place.base}: {sum(told.facts.values()):,} facts, {told.bytes / 1e9:.2f} GB")


class _Progress:
    """Says now and then how far a build is, how fast it goes, and how long it will take."""

    def __init__(self, done: int, wanted: int) -> None:
        self._wanted = wanted
        self._last = (done, time.monotonic(), time.process_time())

    def tell(self, done: int) -> None:
        """Say how far it is, if that was not said just now."""
        now = (done, time.monotonic(), time.process_time())
        # Many are folded at once: between two such times the rate would say nothing.
        if done % _CHUNK or now[1] - self._last[1] < _TOLD_EVERY:
            return
        saved = max(1, now[0] - self._last[0])
        rate = saved / max(1e-9, now[1] - self._last[1])
        busy = (now[2] - self._last[2]) / saved * 1_000
        left = (self._wanted - done) / rate / 60
        say(
            f"{done:,} of {self._wanted:,} articles ({done / self._wanted:.1%}), {rate:.0f} a"
            f" second, {busy:.1f} ms of processor each, {left:.0f} min left"
        )
        self._last = now


def say(text: str) -> None:
    """A line for whoever waits."""
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)
