"""Opening a fact base: which version it has, and bringing an older one up to date.

Each step is a migration of sqlite-utils; all pending ones run in one transaction, after a copy of
the file was put beside it. No step writes facts: where one changes what they are or hold, all are
folded anew, once, after the last step. `application_id` marks the file as Dateline's.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.base import alike, backups, commits, copies, decisions, problems, writing
from knowledge.base.connecting import connect, reading
from knowledge.base.refolding import Progress, refold, untold
from knowledge.base.standing import check_alone

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database

APPLICATION_ID = 0x44415445
"""“DATE” in ASCII, in the header of the file."""

VERSIONS: tuple[str, ...] = (
    "m001_articles_readings_facts",
    "m002_all_kinds_of_fact",
    "m003_feedback_proposals_embargoes",
    "m004_when_facts_were_told",
    "m005_milestones_of_agreements",
    "m006_questions_without_an_answer",
    "m007_names_with_words_in_the_middle",
    "m008_providers_and_notices",
    "m009_when_versions_were_saved",
    "m010_questions_added_up",
    "m011_copies",
    "m012_stories_of_providers",
    "m013_what_people_decided",
    "m014_originals_by_lot",
    "m015_planned_payments",
    "m016_what_waits_for_a_decision",
    "m017_decisions_on_people_and_articles",
    "m018_people_who_may_be_one",
    "m019_when_facts_of_a_party_were_told",
    "m020_indexes_of_what_is_rare",
    "m021_days_of_facts_in_order",
    "m022_facts_of_each_year",
)
"""The names of all migrations, oldest first; known without importing sqlite-utils."""

_FOLD_OTHERWISE = frozenset(VERSIONS) - {VERSIONS[0], VERSIONS[5], *VERSIONS[7:22]}
"""The steps after which facts, or who is who, are others than before."""

_COPIES = frozenset({VERSIONS[10], VERSIONS[13]})
"""The steps after which all articles must be looked at for copies."""

_DECISIONS = frozenset({VERSIONS[12], VERSIONS[15]})
"""The steps after which all that was decided is to be applied anew."""

_ALIKE = VERSIONS[17]
"""The step after which all people must be looked at for who may be one."""

_TOLD = VERSIONS[18]
"""The step after which the lists of all parties are to say when their facts were told."""

_SET = "dateline"
_APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"


def migrations() -> "Migrations":
    """Every step from an empty file to the current version."""
    # Imported here: readers, and so the bot, need none of it.
    from sqlite_utils import Migrations

    from knowledge.base import (
        tables,
        tables_2,
        tables_3,
        tables_4,
        tables_6,
        tables_8,
        tables_9,
        tables_10,
        tables_11,
        tables_12,
        tables_13,
        tables_15,
        tables_16,
        tables_17,
        tables_18,
        tables_19,
        tables_20,
        tables_21,
        tables_22,
    )
    from knowledge.names import schema as names

    steps = Migrations(_SET)

    @steps(name=VERSIONS[0])
    def first(db: "Database") -> None:
        _run(db.conn, tables.VERSION_1)
        names.create(db)

    @steps(name=VERSIONS[1])
    def second(db: "Database") -> None:
        _run(db.conn, tables_2.VERSION_2)

    @steps(name=VERSIONS[2])
    def third(db: "Database") -> None:
        _run(db.conn, tables_3.VERSION_3)

    @steps(name=VERSIONS[3])
    def fourth(db: "Database") -> None:
        _run(db.conn, tables_4.VERSION_4)

    @steps(name=VERSIONS[4])
    def fifth(db: "Database") -> None:
        """Milestones tell where every article tells them as an agreement too."""

    @steps(name=VERSIONS[5])
    def sixth(db: "Database") -> None:
        _run(db.conn, tables_6.VERSION_6)

    @steps(name=VERSIONS[6])
    def seventh(db: "Database") -> None:
        """People whose names differ in the middle only are one person."""

    @steps(name=VERSIONS[7])
    def eighth(db: "Database") -> None:
        _run(db.conn, tables_8.VERSION_8)

    @steps(name=VERSIONS[8])
    def ninth(db: "Database") -> None:
        _run(db.conn, tables_9.VERSION_9)

    @steps(name=VERSIONS[9])
    def tenth(db: "Database") -> None:
        _run(db.conn, tables_10.VERSION_10)
        tables_10.convert(db.conn)

    @steps(name=VERSIONS[10])
    def eleventh(db: "Database") -> None:
        tables_11.convert(db.conn)

    @steps(name=VERSIONS[11])
    def twelfth(db: "Database") -> None:
        _run(db.conn, tables_12.VERSION_12)

    @steps(name=VERSIONS[12])
    def thirteenth(db: "Database") -> None:
        tables_13.convert(db.conn)

    @steps(name=VERSIONS[13])
    def fourteenth(db: "Database") -> None:
        """Of texts of nearly equal length a lot decides which is the original."""

    @steps(name=VERSIONS[14])
    def fifteenth(db: "Database") -> None:
        tables_15.convert(db.conn)

    @steps(name=VERSIONS[15])
    def sixteenth(db: "Database") -> None:
        tables_16.convert(db.conn)

    @steps(name=VERSIONS[16])
    def seventeenth(db: "Database") -> None:
        _run(db.conn, tables_17.VERSION_17)

    @steps(name=VERSIONS[17])
    def eighteenth(db: "Database") -> None:
        _run(db.conn, tables_18.VERSION_18)

    @steps(name=VERSIONS[18])
    def nineteenth(db: "Database") -> None:
        _run(db.conn, tables_19.VERSION_19)

    @steps(name=VERSIONS[19])
    def twentieth(db: "Database") -> None:
        _run(db.conn, tables_20.VERSION_20)

    @steps(name=VERSIONS[20])
    def twenty_first(db: "Database") -> None:
        _run(db.conn, tables_21.VERSION_21)

    @steps(name=VERSIONS[21])
    def twenty_second(db: "Database") -> None:
        _run(db.conn, tables_22.VERSION_22)

    return steps


def _run(db: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute(statement)


def ready(path: Path, *, readonly: bool, create: bool, progress: Progress = untold) -> None:
    """Check that a file is a fact base of the current version; make or update it if allowed.

    `progress` is told how far an update is, where the facts have to be folded anew.

    Raises:
        BaseProblem: missing, another program's file, newer than this program, damaged, or not
            writable; `Outdated` when it is older and may only be read.
    """
    with problems.translated(path):
        if not _exists(path):
            check_alone(path)
            if readonly or not create:
                raise problems.missing(path)
        else:
            _check_header(path)
            if _is_current(path, readonly):
                return
            if readonly:
                raise problems.outdated(path)
        _upgrade(path, progress)


def _exists(path: Path) -> bool:
    """True for a file with something in it; an empty one is as good as none."""
    if path.is_dir():
        raise problems.unreachable(path)
    return path.exists() and path.stat().st_size > 0


def _check_header(path: Path) -> None:
    # Asked of SQLite: closing a file that was opened otherwise gives up the locks that connections
    # of this process hold on it, and another process would take itself for the only user.
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            db.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise problems.not_a_base(path) from None


def check_unchanged(path: Path, db: sqlite3.Connection) -> None:
    """Check that no later version of this program has changed the tables of an open base.

    Raises:
        BaseProblem: one has; what this program would write is no longer what they hold.
    """
    if {name for (name,) in db.execute(_APPLIED, (_SET,))} - set(VERSIONS):
        raise problems.newer(path)


def _is_current(path: Path, readonly: bool) -> bool:
    """False when migrations are pending; raises when there is nothing to do about it."""
    with reading(path) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            # Litestream puts tables of its own into a file as soon as it is there.
            others = "SELECT count(*) FROM sqlite_master WHERE tbl_name NOT GLOB '_litestream_*'"
            if db.execute(others).fetchone()[0]:
                raise problems.not_a_base(path)
            return False
        applied = {name for (name,) in db.execute(_APPLIED, (_SET,))}
    if applied - set(VERSIONS):
        raise problems.newer(path)
    return applied == set(VERSIONS)


def applied(path: Path) -> tuple[str, ...]:
    """The migrations that a fact base of any version has seen, oldest first.

    Raises:
        BaseProblem: there is no such base, or it can't be read.
    """
    with problems.translated(path):
        if not _exists(path):
            check_alone(path)
            raise problems.missing(path)
        _check_header(path)
        with reading(path) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise problems.not_a_base(path)
            return tuple(name for (name,) in db.execute(_APPLIED, (_SET,)))


def _upgrade(path: Path, progress: Progress) -> None:
    from sqlite_utils import Database

    from knowledge.base import tables_19

    steps = migrations()
    with closing(connect(path, readonly=False, create=True)) as db:
        # The lock comes first, so that two programs starting at once do not both upgrade.
        db.execute("BEGIN IMMEDIATE")
        copy = None
        try:
            wrapped = Database(db, execute_plugins=False, recursive_triggers=False)
            pending = [step.name for step in steps.pending(wrapped)]
            copy = backups.make(path) if pending and steps.applied(wrapped) else None
            steps.apply(wrapped)
            if _holds_articles(db):
                if not _COPIES.isdisjoint(pending):
                    copies.refill(db, progress)
                if not _DECISIONS.isdisjoint(pending):
                    writing.again(db, decisions.readings(db))
                if not _FOLD_OTHERWISE.isdisjoint(pending):
                    refold(db, progress=progress)
                else:
                    if _ALIKE in pending:
                        alike.refill(db)
                    if _TOLD in pending:
                        tables_19.fill(db, progress)
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            commits.count(db, aside=False)
            if copy is not None:
                copy = backups.name(path, copy, pending[0])
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            if copy is not None:
                # Nothing was changed; on a full disk each try would leave one more.
                copy.unlink(missing_ok=True)
            raise
    if copy is not None:
        backups.prune(path, copy)


def _holds_articles(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None
