"""What `make run` does before the bot starts: fill the fact base.

    python -m bot.prepare                    read the samples, unless there are articles already
    python -m bot.prepare PATH               read these articles; what is stored changes nothing
    python -m bot.prepare --remove-samples   take the samples out of a newsroom's fact base

Reading needs the language model, so it happens in a process of its own.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Key, Settings, SettingsProblem, load

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
    """Read a newsroom's articles, into a fact base without the samples where that is possible."""
    if not source.startswith(("http://", "https://")) and not Path(source).exists():
        print(
            f"There is no file or folder “{_plain(source)}”. Name your articles: "
            "make run ARTICLES=path/to/articles",
            file=sys.stderr,
        )
        return 2
    if _is_sample(source):
        return ingest(settings, source)
    if held(settings).only_samples:
        start_afresh(settings)
        print("Your own fact base begins: the sample articles are gone from it.", file=sys.stderr)
    code = ingest(settings, source)
    if samples := held(settings).samples:
        print(
            f"Your fact base also holds {len(samples)} sample articles. To take them out: "
            f".venv/bin/python -m bot.prepare {REMOVE}",
            file=sys.stderr,
        )
    return code


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


def start_afresh(settings: Settings) -> None:
    """Remove a fact base that holds nothing but the samples, with the files SQLite keeps for it."""
    database = settings.database
    for path in (database, *(database.with_name(database.name + s) for s in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)


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
