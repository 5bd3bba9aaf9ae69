"""What is kept of the people who use Dateline: all of it known, written down, and erased.

A new table, or a new column for somebody's id, fails here until it is classified below, told of in
docs/privacy.md and reached by `forget`.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import installations, seen
from bot.digests import store as digests
from bot.digests.said import SAID
from bot.digests.subscription import Paused
from bot.providers import store as sources
from bot.reviewing import store as reviewing
from bot.settingvalues import Key
from knowledge.base import Base, besides, remembered, shown
from knowledge.base.decisions import Action, Decision
from knowledge.cli import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
ANNA = "U0ANNAQX7"

FILES = {
    "": (),
    ".threads": (remembered.SCHEMA,),
    ".shown": shown.SCHEMA,
    ".digests": (digests.SUBSCRIPTIONS, digests.CLAIMS, SAID),
    ".sources": sources.SCHEMA,
    ".review": reviewing.SCHEMA,
    ".installations": (installations.SCHEMA,),
    ".seen": (seen.SCHEMA,),
}
"""The files of a fact base by what their names end in, with the statements that make them."""

PEOPLES = {
    ("", "gaps"): {"person", "whose"},
    ("", "feedback"): {"person", "asker"},
    ("", "proposals"): {"person"},
    ("", "requests"): {"who"},
    ("", "providers"): {"added_by"},
    ("", "deciders"): {"person"},
    (".threads", "turns"): {"person"},
    (".shown", "messages"): {"person"},
    (".digests", "subscriptions"): {"person"},
    (".sources", "asked"): {"person"},
    (".sources", "alarm"): {"channel"},
    (".review", "skipped"): {"person"},
    (".review", "silent"): {"person"},
}
"""Where a member id of somebody who uses Dateline may stand."""

NOBODYS = {
    "": [
        "_sqlite_migrations", "agreement_facts", "alike", "article_events", "article_versions",
        "articles", "astray", "bonds", "decided_readings", "decision_targets", "decisions",
        "embargoes", "facts", "fact_parties", "fact_people", "fact_texts", "given_ids", "ingests",
        "items", "leases", "likenesses", "marks", "meeting_facts", "mentions", "milestone_facts",
        "name_forms", "name_keys", "name_offices", "name_pairs", "name_people", "name_places",
        "name_traces", "name_words", "nears", "notices", "payment_facts", "people",
        "person_rulings", "print_keys", "prints", "readings", "role_facts", "roster",
        "roster_keys", "sentences", "slugs", "spellings", "sqlite_sequence", "statement_facts",
        "strand_keys", "strands", "tallies", "told_again", "unanswered",
    ],
    ".shown": ["targets", "notes", "progress"],
    ".digests": ["claims", "said"],
    ".sources": ["homes"],
    ".review": ["channels", "known", "posts", "told"],
    ".installations": ["installations"],
    ".seen": ["seen"],
}  # fmt: skip
"""Tables without anybody's id: `people` and the like are those of articles; in `decisions` stands
an alias, which `deciders` resolves."""

_IDS = re.compile(r"^(person|who|whose|user|member|asker|owner|editor|creator|by|.*_by)$")
_OF_ARTICLES = {
    ("", table)
    for table in ("fact_people", "name_forms", "name_offices", "name_people", "nears", "role_facts",
                  "slugs", "spellings", "decisions")
}  # fmt: skip


def path(base: Path, ending: str) -> Path:
    return base.with_name(f"{base.stem}{ending}.db")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A fact base and every file beside it, with all their tables."""
    base = tmp_path / "facts.db"
    Base.open(base).close()
    for ending, schema in FILES.items():
        with closing(sqlite3.connect(path(base, ending), isolation_level=None)) as db:
            for statement in schema:
                db.execute(statement)
    return base


def tables(base: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """File, table, and its columns with their types."""
    for ending in FILES:
        with closing(sqlite3.connect(path(base, ending))) as db:
            names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
            for name in names:
                if not re.search(r"_fts(_|$)", name):
                    columns = db.execute(f'PRAGMA table_info("{name}")').fetchall()
                    yield ending, name, {column[1]: column[2] for column in columns}


def test_every_table_is_known_and_whose_ids_it_holds(kept: Path) -> None:
    found = {(ending, name): columns for ending, name, columns in tables(kept)}
    known = set(PEOPLES) | {(end, name) for end, names in NOBODYS.items() for name in names}
    assert set(found) == known, (
        "classify it above, tell of it in docs/privacy.md, let forget reach it"
    )
    for where, columns in found.items():
        assert PEOPLES.get(where, set()) <= set(columns), where
        if where not in _OF_ARTICLES:
            ids = {column for column in columns if _IDS.match(column)}
            assert ids <= PEOPLES.get(where, set()), where


def test_every_file_beside_the_base_is_known() -> None:
    """Whatever names a file after the fact base stands in the list above, or holds no people."""
    others = {"parses", "new"}
    named = {
        found
        for folder in ("bot", "knowledge")
        for file in (ROOT / folder).rglob("*.py")
        for found in re.findall(r'stem\}\.([a-z]+)\.db"', file.read_text(encoding="utf-8"))
    }
    assert {f".{name}" for name in named - others} == set(FILES) - {""}


def test_the_page_tells_of_each_place_and_setting() -> None:
    for ending, table in PEOPLES:
        assert f"`{table}`" in PAGE, table
        assert not ending or f"`dateline{ending}.db`" in PAGE
    for key in Key:
        if key.endswith("_DAYS") or key is Key.GAPS:
            assert f"`{key}`" in PAGE
    assert "forget USER" in PAGE


def fill(db: sqlite3.Connection, table: str, columns: dict[str, str], ids: set[str]) -> None:
    """A row in which somebody's id stands wherever it may."""
    db.execute("PRAGMA foreign_keys=OFF")
    db.execute("PRAGMA ignore_check_constraints=ON")
    kinds = {"INTEGER": 1, "REAL": 1.0}
    row = [ANNA if name in ids else kinds.get(kind, "x") for name, kind in columns.items()]
    marks = ",".join("?" * len(row))
    db.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)


def held(base: Path) -> bytes:
    return b"".join(file.read_bytes() for file in base.parent.glob(f"{base.stem}*"))


def forgotten(base: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """What the command says that it deleted."""
    assert run(["--db", str(base), "forget", ANNA, "--json"]) == 0
    found: dict[str, int] = json.loads(capsys.readouterr().out)
    return found


def test_forgetting_leaves_nobody_s_id_in_any_file(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending, table, columns in [*tables(kept)]:
        ids = PEOPLES.get((ending, table))
        if ids and table != "deciders":
            with closing(sqlite3.connect(path(kept, ending), isolation_level=None)) as db:
                fill(db, table, columns, ids)
    with Base.open(kept) as base:
        base.decide(Decision(Action.REJECT, "proposal:1", ANNA, "it says so"))
    assert held(kept).count(ANNA.encode()) >= sum(map(len, PEOPLES.values()))
    gone = forgotten(kept, capsys)
    assert all(gone[name] for name in ("questions", "thumbs", "proposals", "requests", "threads"))
    assert all(gone[name] for name in ("shown", "digests", "waiting", "review", "decisions"))
    assert ANNA.encode() not in held(kept)
    with Base.open(kept) as base:
        assert [one.who for one in base.decisions()] == [""]
    assert set(forgotten(kept, capsys).values()) == {0}


def test_digests_of_a_channel_go_on_without_who_set_them_up(kept: Path) -> None:
    with closing(sqlite3.connect(path(kept, ".digests"), isolation_level=None)) as db:
        for id, place in (("own", "D1"), ("all", "C1")):
            db.execute(
                "INSERT INTO subscriptions VALUES (?,'T1','digest',?,?,'','','UTC',480,'daily',"
                "NULL,NULL,0,0,'2026-01-01T00:00:00Z','2026-01-01T00:00:00Z',NULL,NULL,0)",
                (id, place, ANNA),
            )
            db.execute("INSERT INTO said VALUES (?,'a','line','2026-01-01T00:00:00Z')", (id,))
    assert besides.forget_digests(kept, ANNA) == 2
    with closing(sqlite3.connect(path(kept, ".digests"))) as db:
        assert db.execute("SELECT id, person FROM subscriptions").fetchall() == [("all", "")]
        assert db.execute("SELECT subscription FROM said").fetchall() == [("all",)]


async def test_nobody_is_told_of_a_digest_whose_maker_is_forgotten(kept: Path) -> None:
    with closing(sqlite3.connect(path(kept, ".digests"), isolation_level=None)) as db:
        db.execute(
            "INSERT INTO subscriptions VALUES ('all','T1','digest','C1','','','','UTC',480,"
            "'0123456',"
            "NULL,NULL,0,0,'2026-01-01T00:00:00Z','2026-01-01T00:00:00Z',NULL,NULL,0)"
        )
    store = digests.Store(digests.open_file(path(kept, ".digests")))
    (one,) = await store.pause_place("T1", "C1", Paused.REMOVED)
    await store.close()
    assert one.person == "" and not one.direct
