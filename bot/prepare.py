"""What `make run` does before the bot starts: fill the fact base.

    python -m bot.prepare                    read the samples, unless there are articles already
    python -m bot.prepare PATH               read these articles; what is stored changes nothing
    python -m bot.prepare --remove-samples   take the samples out of a newsroom's fact base

Reading needs the language model, so it happens in a process of its own.
"""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bot.replacing import beside, remove, take_place
from bot.settings import Settings, load
from bot.settingvalues import Key, SettingsProblem
from knowledge.base.use import in_use
from knowledge.reading import SUFFIXES_SAID, search

SAMPLE = Path(__file__).resolve().parent.parent / "knowledge" / "sample"

REMOVE = "--remove-samples"

SOME_FAILED = 1
"""The exit code of an ingest that has named what it could not read; the rest is in."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a fact base holds, as far as the samples are concerned."""

    samples: tuple[str, ...] = ()
    own: int = 0
    touched: bool = False
    """Whether people have decided or entered anything, which must not get lost."""

    @property
    def only_samples(self) -> bool:
        """Whether nothing is lost that `make run` could not bring back."""
        return bool(self.samples) and not self.own and not self.touched


def main(arguments: list[str]) -> int:
    """Fill the fact base: 0 done, 1 it can't be read, 2 wrong settings or usage."""
    if len(arguments) > 1:
        print("Give one file, folder or address.", file=sys.stderr)
        return 2
    try:
        settings = load()
    except SettingsProblem as problem:
        print(f"Dateline can't start: {problem}", file=sys.stderr)
        return 2
    wanted = arguments[0].strip() if arguments else ""
    if wanted == REMOVE:
        return remove_samples(settings)
    if wanted:
        return own_articles(settings, wanted)
    return ingest(settings, str(SAMPLE)) if is_empty(settings) else 0


def own_articles(settings: Settings, source: str) -> int:
    """Read a newsroom's articles, into a fact base without the samples where that is possible.

    Nothing is removed before there is something in its place, nor what a running bot answers from.
    """
    if not source.startswith(("http://", "https://")) and not Path(source).exists():
        print(
            f"There is no file or folder “{_plain(source)}”. Name your articles: "
            "make run ARTICLES=path/to/articles",
            file=sys.stderr,
        )
        return 2
    if not _has_articles(source):
        print(
            f"There are no articles in “{_plain(source)}”: they are {SUFFIXES_SAID} files. "
            "Nothing was changed.",
            file=sys.stderr,
        )
        return 2
    if _is_sample(source):
        return ingest(settings, source)
    there = held(settings)
    if there.only_samples:
        return _instead_of_samples(settings, source)
    if there.own:
        print(
            f"These articles are added to the {there.own:,} in {settings.database.name}. For a "
            f"fact base of their own: {_elsewhere(source)}",
            file=sys.stderr,
        )
    code = ingest(settings, source)
    if samples := held(settings).samples:
        print(
            f"Your fact base also holds {len(samples)} sample articles. To take them out: "
            f".venv/bin/python -m bot.prepare {REMOVE}",
            file=sys.stderr,
        )
    return code


def _instead_of_samples(settings: Settings, source: str) -> int:
    """Read articles into a fact base that takes the samples' place once it holds any."""
    if in_use(settings.database):
        print(
            f"A Dateline that is running answers from {settings.database.name}, which holds the "
            "sample articles; yours would take their place. Stop it first, or give yours a fact "
            f"base of their own: {_elsewhere(source)}",
            file=sys.stderr,
        )
        return 2
    new = replace(settings, database=beside(settings.database))
    remove(new.database)
    code = ingest(new, source)
    if not held(new).own:
        remove(new.database)
        print(
            f"No article could be read from “{_plain(source)}”, so the sample articles stay. "
            "Nothing was changed.",
            file=sys.stderr,
        )
        return code or 2
    take_place(new.database, settings.database)
    print("Your own fact base begins: the sample articles are gone from it.", file=sys.stderr)
    return code


def _elsewhere(source: str) -> str:
    return f"DATELINE_DB=news.db make run ARTICLES={shlex.quote(_plain(source))}"


def _has_articles(source: str) -> bool:
    """Whether there is an article file to be read, or an address, which has to be tried."""
    found = search([source]).articles
    return any(isinstance(one, str) or one.is_file() for one in found)


def _is_sample(source: str) -> bool:
    path = Path(source).resolve()
    return path == SAMPLE or SAMPLE in path.parents


def _plain(text: str) -> str:
    """A path as typed, without what could steer a terminal."""
    return "".join(character for character in text[:200] if character.isprintable())


def is_empty(settings: Settings) -> bool:
    """Whether there is no fact base, or one without articles, those under embargo included."""
    from knowledge.base import Base, BaseProblem

    try:
        with Base.open(settings.database, readonly=True, create=False) as base:
            return base.scope().articles == 0 and base.next_release() is None
    except BaseProblem:
        # Missing, or in a state that only the bot's own start can mend or explain.
        return not settings.database.exists()


def held(settings: Settings) -> Held:
    """What the fact base holds; nothing known of one that can't be read."""
    from knowledge.base import Base, BaseProblem

    known = {path.stem for path in SAMPLE.glob("sample-*")}
    try:
        # For writing, which brings one of an earlier version up to date.
        with Base.open(settings.database, readonly=False, create=False) as base:
            ids = base.article_ids()
            with base.reader() as db:
                (enlisted,) = db.execute("SELECT EXISTS (SELECT 1 FROM roster)").fetchone()
            samples = tuple(id for id in ids if id in known)
            own = len(ids) - len(samples) + len(base.waiting())
            return Held(samples, own, bool(enlisted or base.decisions()))
    except BaseProblem:
        return Held()


def remove_samples(settings: Settings) -> int:
    """Take the samples out of a fact base that holds other articles too."""
    from knowledge.base import Base, BaseProblem

    samples = held(settings).samples
    try:
        with Base.open(settings.database, readonly=False, create=False) as base:
            for id in samples:
                base.remove(id, who=Path(__file__).stem, why="A sample, not an article of ours.")
    except BaseProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{len(samples)} sample articles were taken out.", file=sys.stderr)
    return 0


def ingest(settings: Settings, source: str) -> int:
    """Read articles with `python -m knowledge ingest` into the bot's own fact base."""
    command = [sys.executable, "-m", "knowledge", "ingest", source]
    environment = {**os.environ, Key.DB: str(settings.database)}
    code = subprocess.run(command, env=environment, check=False).returncode
    return 0 if code == SOME_FAILED else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
