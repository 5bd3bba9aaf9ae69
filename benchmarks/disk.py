"""What an archive takes on the disk, an article, and what of it is what.

    python -m benchmarks.disk [--from DIR…] [--most 350] [--db PATH] [--quick]

The sample archive, or the articles of folders, are read into a new base; `--db` looks at one that
is there. Beside it, in the same run: the texts themselves, and the same texts with a full-text
index in SQLite, which is what a search alone would take. Sizes of tables are counted by their
pages (`dbstat`, where SQLite has it, else as if rows had no more than their values).
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ingest import copy
from benchmarks.report import Cell, Report, ratio
from knowledge.base import Base
from knowledge.extraction.parsing.parses import beside

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
SHOWN = 16
"""Tables with their indexes, the largest; the others are added up."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", type=Path, nargs="+", default=[SAMPLE], dest="folders")
    parser.add_argument("--most", type=int, default=350, help="articles that are read")
    parser.add_argument("--db", type=Path, help="a base that is there, instead")
    parser.add_argument("--quick", action="store_true", help="print only, keep nothing")
    options = parser.parse_args()
    where = options.db.name if options.db else ", ".join(f.name for f in options.folders)
    with (
        tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder,
        Report("disk", f"On the disk ({where})", quick=options.quick) as report,
    ):
        base = options.db or made(options.folders, options.most, Path(folder))
        with sqlite3.connect(f"file:{base}?mode=ro", uri=True) as db:
            tell(report, db, base, texts_of(base, Path(folder) / "search.db"))


def made(folders: list[Path], most: int, folder: Path) -> Path:
    """A base of the articles in some folders."""
    copy(folders, folder / "stories", most)
    base = folder / "dateline.db"
    command = [sys.executable, "-m", "knowledge", "--db", str(base), "ingest"]
    # Some files of a folder may be unreadable: that is told by its status, and is no matter here.
    subprocess.run(
        [*command, str(folder / "stories")],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return base


@dataclass(frozen=True, slots=True)
class Texts:
    """How many articles a base has, how long they are in UTF-8, and a search over them alone."""

    number: int
    plain: int
    searched: int


def tell(report: Report, db: sqlite3.Connection, base: Path, texts: Texts) -> None:
    """The tables."""
    facts = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    number, plain, searched = texts.number, texts.plain, texts.searched
    whole = pages(db)
    parses = beside(base)
    kept = parses.stat().st_size if parses.exists() else 0
    report.say(f"{number:,} articles with {facts:,} facts.")
    report.table(
        ("what", "bytes an article", "to the texts", "to a search alone"),
        [
            (name, size / number, ratio(size, plain), ratio(size, searched))
            for name, size in (
                ("the texts themselves", plain),
                ("the texts and a full-text index", searched),
                ("the fact base", whole),
                ("the parses that are kept (may be deleted)", kept),
            )
        ],
    )
    sizes = tables(db)
    shown: list[tuple[Cell, ...]] = [
        (name, size / number, f"{size / whole:.0%}") for name, size in sizes.most_common(SHOWN)
    ]
    rest = sum(sizes.values()) - sum(size for _, size in sizes.most_common(SHOWN))
    shown.append((f"{max(0, len(sizes) - SHOWN)} others", rest / number, f"{rest / whole:.0%}"))
    report.table(("table, with its indexes", "bytes an article", "of the base"), shown)


def pages(db: sqlite3.Connection) -> int:
    """How long the file is, without pages that are free."""
    size, count, free = (
        db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_size", "page_count", "freelist_count")
    )
    return int(size * (count - free))


def texts_of(path: Path, search: Path) -> Texts:
    """The texts of a base; into `search` goes a file with these and a full-text index alone."""
    number = plain = 0
    with Base.open(path, readonly=True) as base, sqlite3.connect(search) as db:
        db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, text TEXT)")
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (text, content='articles')")
        for article in map(base.article, base.article_ids()):
            if article is not None:
                number += 1
                plain += len(article.text.encode())
                db.execute("INSERT INTO articles (text) VALUES (?)", (article.text,))
        db.execute("INSERT INTO words (words) VALUES ('rebuild')")
        db.commit()
        return Texts(number, plain, pages(db))


def tables(db: sqlite3.Connection) -> Counter[str]:
    """Bytes of each table with its indexes; of full-text indexes all tables as one."""
    owner: dict[str, str] = dict(db.execute("SELECT name, tbl_name FROM sqlite_schema"))
    virtual = [
        name
        for (name,) in db.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        )
    ]

    def of(name: str) -> str:
        table = owner.get(name, name)
        return next((one for one in virtual if table.startswith(f"{one}_")), table)

    found: Counter[str] = Counter()
    try:
        for name, size in db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
            found[of(name)] += size
    except sqlite3.OperationalError:
        for name in [one for one in owner if owner[one] == one and one not in virtual]:
            found[of(name)] += values(db, name)
    return found


def values(db: sqlite3.Connection, table: str) -> int:
    """Bytes of the values in a table: of numbers what SQLite stores of most."""
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
    sizes = " + ".join(
        f'CASE typeof("{name}") WHEN \'text\' THEN length(CAST("{name}" AS BLOB)) '
        f"WHEN 'blob' THEN length(\"{name}\") WHEN 'null' THEN 0 ELSE 4 END"
        for name in columns
    )
    return int(db.execute(f'SELECT coalesce(sum({sizes}), 0) FROM "{table}"').fetchone()[0])


if __name__ == "__main__":
    main()
