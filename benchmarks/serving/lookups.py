"""The same look-up by Dateline's query layer, Datasette, sqlite-utils and SQL alone.

The look-up: the five latest meetings of a party, or of a person, with when, where and who. Parties
and people are drawn from the facts, so those who are mentioned often are among them; each is asked
for once, since Dateline remembers what it has looked up. What each way does:

- `ask`: words (`/meetings Japan`) to an `Answer`: reads the words, resolves names among all that
  the archive knows, finds, counts by year, gathers each fact's sources with their sentences.
- `find`: a `Query` of resolved ids to whole facts with their sources and sentences, and how many
  there are. It resolves no names.
- Datasette: a named query with the id as its parameter, the rows of the view `meetings` alone, by
  HTTP over a kept connection, from a process of its own that serves the file as immutable.
- sqlite-utils: the same SQL by `Database.query`; and a full-text search for the name, best first,
  as `Table.search` makes it (which does not find an index whose content is a view).
- SQL: the same by Python's `sqlite3`, rows as tuples.
"""

import asyncio
import gc
import json
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from sqlite_utils import Database

from benchmarks.report import Spread
from benchmarks.serving import wire
from benchmarks.serving.asks import Drawing
from benchmarks.serving.processes import Running, free_port, serving
from knowledge.answers import ask
from knowledge.base import Base
from knowledge.base.numbering import CLASS_SHIFT, SPANS, numbers
from knowledge.language import understand
from knowledge.model import Kind, Query

TODAY = date(2026, 11, 22)
ROWS = 5
AT_ONCE = 8
"""Requests to Datasette that are under way at once: more give no higher rate."""

_WHOSE = {
    "party": ("fact_parties", "party = :key"),
    "person": ("fact_people", "person = (SELECT n FROM people WHERE id = :key)"),
}


def _sql(whose: str) -> str:
    """The look-up in SQL, as somebody would write it who knows the tables and wants it fast.

    Rows of facts are numbered by kind, by whether they have a day, and by day: the latest of each
    sort are the last that an index has, and of those the latest are taken before any are joined.
    """
    table, holds = _WHOSE[whose]
    latest = " UNION ALL ".join(
        f"SELECT fact FROM (SELECT fact FROM {table} WHERE {holds}"
        f" AND fact BETWEEN {low} AND {high} ORDER BY fact DESC LIMIT {ROWS})"
        for low, high in (numbers(Kind.MEETING, span, None, None) for span in SPANS)
    )
    day = f"fact & {(1 << CLASS_SHIFT) - 1} DESC"
    return (
        f"SELECT m.* FROM (SELECT fact FROM ({latest}) ORDER BY {day} LIMIT {ROWS}) x"
        f" JOIN facts f ON f.n = x.fact JOIN meetings m ON m.id = f.id ORDER BY x.{day}"
    )


SQL = {whose: _sql(whose) for whose in _WHOSE}
"""The named queries."""


SEARCH = f"""SELECT f.id, f.kind, x.names, x.place, x.occasion FROM fact_fts x
JOIN facts f ON f.n = x.rowid WHERE fact_fts MATCH :words ORDER BY x.rank LIMIT {ROWS}"""


@dataclass(frozen=True, slots=True)
class LookUp:
    """One look-up: `name` as people type it, `key` is a party's code or a person's id."""

    whose: str
    name: str
    key: str
    query: Query


@dataclass(frozen=True, slots=True)
class Timed:
    """What a way took: milliseconds of each, how many a second, and the processor's ms for each.

    The latter are of the process that looks up; what HTTP costs the one that asks is not in them.
    """

    way: str
    spread: Spread
    rate: float
    busy: float


def drawn(path: Path, number: int) -> list[LookUp]:
    """So many look-ups, each another, without names that stand for nobody or several.

    They are of parties and people in turn, for as long as there are any.
    """
    found: dict[tuple[str, str], LookUp] = {}
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db,
        Base.open(path, readonly=True) as base,
    ):
        drawing = Drawing(db, seed=11)
        for n in range(number * 5):
            whose = ("party", "person")[n % 2]
            fact = drawing.fact(("meeting",))
            names = fact.parties if whose == "party" else fact.people
            query = understand(f"/meetings {names[0]}", base, today=TODAY).query if names else None
            keys = _keys(query, whose)
            if query is not None and len(keys) == 1:
                found[whose, keys[0]] = LookUp(whose, names[0], keys[0], query)
            if len(found) == number:
                break
    return list(found.values())


def _keys(query: Query | None, whose: str) -> list[str]:
    """The ids that a query is about, where it is about nothing else."""
    if query is None or query != Query(query.command, parties=query.parties, people=query.people):
        return []
    if whose == "party":
        return [] if query.people else list(query.parties)
    return [] if query.parties else list(query.people)


def timed(way: str, look_ups: Sequence[LookUp], work: Callable[[LookUp], object]) -> Timed:
    """One after the other."""
    times = []
    began, busy = time.perf_counter(), time.thread_time()
    for one in look_ups:
        started = time.perf_counter()
        work(one)
        times.append((time.perf_counter() - started) * 1_000)
    rate = len(times) / (time.perf_counter() - began)
    return Timed(way, Spread.of(times), rate, (time.thread_time() - busy) * 1_000 / len(times))


def in_process(path: Path, look_ups: Sequence[LookUp]) -> list[Timed]:
    """Dateline's layers, sqlite-utils and SQL."""
    found = []
    with Base.open(path, readonly=True) as base:
        # What is loaded once is no part of it: other names, in the base as it is.
        for one in look_ups[:2]:
            ask(f"/meetings {one.name} 1999", base, today=TODAY)
        gc.collect()
        gc.freeze()  # As in the bot, where what was loaded is not gone through for garbage.
    for way, work in (("ask", _asked), ("find", _found)):
        with Base.open(path, readonly=True) as base:
            base.scope()
            for when in ("first time", "again"):
                found.append(timed(f"Dateline, {way}, {when}", look_ups, partial(work, base)))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        utils = Database(db)
        few = look_ups[: len(look_ups) // 5]
        found.append(timed("sqlite-utils, query", look_ups, partial(_queried, utils)))
        found.append(timed("sqlite-utils, search", few, partial(_searched, utils)))
        found.append(timed("SQL", look_ups, partial(_executed, db)))
    return found


def _asked(base: Base, one: LookUp) -> object:
    return ask(f"/meetings {one.name}", base, today=TODAY, per_page=ROWS)


def _found(base: Base, one: LookUp) -> object:
    return base.find([Kind.MEETING], one.query, limit=ROWS, offset=0)


def _queried(utils: Database, one: LookUp) -> object:
    return list(utils.query(SQL[one.whose], {"key": one.key}))


def _executed(db: sqlite3.Connection, one: LookUp) -> object:
    return db.execute(SQL[one.whose], {"key": one.key}).fetchall()


def _searched(utils: Database, one: LookUp) -> object:
    words = " ".join(f'"{word}"' for word in one.name.replace('"', " ").split())
    return list(utils.query(SEARCH, {"words": words}))


def same_rows(path: Path, look_ups: Sequence[LookUp]) -> float:
    """Of how many look-ups `find` and the SQL give the same facts."""
    same = 0
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db,
        Base.open(path, readonly=True) as base,
    ):
        for one in look_ups:
            facts, _ = base.find([Kind.MEETING], one.query, limit=ROWS, offset=0)
            rows = db.execute(SQL[one.whose], {"key": one.key}).fetchall()
            same += {fact.id for fact in facts} == {row[0] for row in rows}
    return same / len(look_ups)


@asynccontextmanager
async def datasette(path: Path, folder: Path, threads: int) -> AsyncIterator[Running]:
    """Datasette on the file, at its best: immutable, without limits that cost, without facets."""
    queries = {whose: {"sql": sql} for whose, sql in SQL.items()}
    metadata = folder / "metadata.json"
    metadata.write_text(json.dumps({"databases": {path.stem: {"queries": queries}}}))
    port = free_port()
    settings = {"num_sql_threads": threads, "sql_time_limit_ms": 10_000, "default_facet_size": 1}
    command = [
        *(sys.executable, "-m", "datasette", "serve", "--immutable", str(path)),
        *("--metadata", str(metadata), "--port", str(port), "--host", "127.0.0.1"),
        *(word for name, value in settings.items() for word in ("--setting", name, str(value))),
    ]
    async with serving(command, port, "/-/versions.json") as running:
        yield running


async def by_http(running: Running, name: str, look_ups: Sequence[LookUp], at_once: int) -> Timed:
    """The same look-ups by Datasette, so many at once, each connection kept."""
    times: list[float] = []
    waiting = list(reversed(look_ups))

    async def one_after_the_other() -> None:
        while waiting:
            one = waiting.pop()
            parameters = urlencode({"key": one.key, "_shape": "array"})
            path = f"/{name}/{one.whose}.json?{parameters}"
            began = time.perf_counter()
            answer = await running.pool.ask(wire.request("GET", path, {}))
            if answer.status != 200:
                raise ConnectionError(f"{path}: {answer.status} {answer.body[:200]!r}")
            times.append((time.perf_counter() - began) * 1_000)

    began, busy = time.perf_counter(), running.busy()
    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    rate = len(times) / (time.perf_counter() - began)
    each = (running.busy() - busy) * 1_000 / len(times)
    return Timed(f"Datasette, {at_once} at once", Spread.of(times), rate, each)


async def compared(path: Path, folder: Path, number: int) -> tuple[list[Timed], int, float]:
    """Every way; how many look-ups there were, and the share that found the same facts."""
    look_ups = drawn(path, number)
    found = in_process(path, look_ups)
    for threads in (1, 3):
        async with datasette(path, folder, threads) as running:
            await by_http(running, path.stem, look_ups[:20], 1)
            for at_once in (1, AT_ONCE):
                one = await by_http(running, path.stem, look_ups, at_once)
                found.append(replace(one, way=f"{one.way}, {threads} threads"))
    return found, len(look_ups), same_rows(path, look_ups)


def is_installed() -> bool:
    """Whether Datasette is there: `requirements-bench.txt` has it."""
    from importlib.util import find_spec

    return find_spec("datasette") is not None and os.name == "posix"
