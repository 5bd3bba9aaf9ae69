"""The pieces of the search indexes become one, while others write."""

from hashlib import sha256
from pathlib import Path

import pytest

from knowledge.base import Base, compacting
from knowledge.base.checks import check
from knowledge.model import Kind
from tests.bases import opened
from tests.knowledge.base.world import HUN_SEN, KISHIDA, Told, ask, fill, met, said, told


def story(number: int) -> Told:
    words = f"we will build bridge {number}"
    return told(
        f"story-{number}",
        met(HUN_SEN, KISHIDA, on=f"2022-03-{1 + number}"),
        said(words, HUN_SEN),
        sentences=[f"Story {number} said Hun Sen met Fumio Kishida.", f"“{words}”, he said."],
    )


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    """A base with some pieces in each index, all of which count."""
    monkeypatch.setattr(compacting, "_SMALL", 2)
    made = opened(tmp_path / "archive.db")
    for number in range(6):
        fill(made, [story(number)])
    assert all(number > 1 for number in pieces(made).values())
    return made


def pieces(base: Base) -> dict[str, int]:
    """How many pieces each index has."""
    with base.reader() as db:
        return {table: len(compacting.pages_of(db, table)) for table in compacting.TABLES}


def found(base: Base) -> list[object]:
    """What searches find, by words and by tags."""
    built, total = base.find(Kind.STATEMENT, ask(words=("bridge",)), limit=50, offset=0)
    met_both, meetings = base.find(Kind.MEETING, ask(parties=("KH", "JP")), limit=50, offset=0)
    sentences = base.sentences(("bridge",), limit=50)
    return [built, total, met_both, meetings, sentences]


def problems(base: Base) -> list[str]:
    return [problem for finding in check(base.path) for problem in finding.problems]


def test_what_is_in_pieces_becomes_one_and_says_the_same(base: Base) -> None:
    before, told = found(base), []
    base.compact(lambda done, total: told.append((done, total)))
    assert pieces(base) == {"sentence_fts": 1, "fact_fts": 1}
    assert found(base) == before and before[1] == 6
    assert told[-1] == (6, 6)
    assert problems(base) == []
    # What is in one piece is left as it is.
    told.clear()
    base.compact(lambda done, total: told.append((done, total)))
    assert told == []


def test_others_write_between_the_steps(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "PAGES", 1)
    steps = base.compacting()
    next(steps)
    with Base.open(base.path) as other:
        fill(other, [story(7)])
        other.remove("story-0")
    for _ in steps:
        pass
    assert pieces(base) == {"sentence_fts": 1, "fact_fts": 1}
    assert found(base)[1] == 6
    assert problems(base) == []


def test_whoever_breaks_off_loses_nothing(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "PAGES", 1)
    before = found(base)
    next(base.compacting())
    assert found(base) == before
    base.compact()
    assert pieces(base) == {"sentence_fts": 1, "fact_fts": 1}
    assert found(base) == before
    assert problems(base) == []


def test_words_of_a_story_that_was_removed_leave_the_index(base: Base) -> None:
    base.compact()
    fill(base, [told("quokka", sentences=["A quokka was seen."])])
    base.compact()
    assert _holds(base, b"quokka")
    base.remove("quokka")
    assert not _holds(base, b"quokka")
    assert pieces(base) == {"sentence_fts": 1, "fact_fts": 1}


@pytest.mark.parametrize("writes", [1, 2, 3])
def test_they_leave_it_whoever_writes_meanwhile(
    base: Base, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    monkeypatch.setattr(compacting, "PAGES", 1)
    fill(base, [told("long", sentences=list(map(_unlike, range(1_000))))])
    fill(base, [told("quokka", sentences=["A quokka was seen."])])
    base._connections.purge()
    monkeypatch.setattr(base._connections, "purge", lambda: None)
    assert base.remove("quokka")
    others = iter(range(10, 10 + writes))
    with Base.open(base.path) as other:
        for _ in compacting.merging(base._connections, whatever=True):
            if (number := next(others, None)) is not None:
                fill(other, [story(number)])
    assert not _holds(base, b"quokka")
    assert problems(base) == []


def test_they_leave_the_file_too_where_another_program_goes_on_with_it(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "PAGES", 1)
    monkeypatch.setattr(compacting, "_APART", 0.0)
    fill(base, [told("long", sentences=list(map(_unlike, range(1_000))))])
    fill(base, [told("story-9", sentences=["A quokka was seen."])])
    base._connections.purge()
    monkeypatch.setattr(base._connections, "purge", base._connections.settle)
    assert base.remove("story-9")
    with Base.open(base.path) as other:
        # As most programs have it: some systems' SQLite erases whatever is deleted.
        other._connections.writer().execute("PRAGMA secure_delete=OFF")
        other.compact()
    base._connections.settle()
    assert b"quokka" not in base.path.read_bytes()


def _unlike(number: int) -> str:
    word = sha256(b"%d" % number).hexdigest()
    return f"Of {word} he spoke."


def _holds(base: Base, word: bytes) -> bool:
    with base.reader() as db:
        rows = db.execute("SELECT block FROM sentence_fts_data").fetchall()
    return any(word in bytes(block) for (block,) in rows)


@pytest.mark.parametrize(
    ("pages", "apart"),
    [
        ([], False),
        ([5], False),
        ([500, 400], False),  # Too small for it to matter.
        ([100_000], False),
        ([100_000, 9_000, 1_000, 1], False),
        ([100_000, 9_000, 3_000], True),
        ([600, 500], True),
    ],
)
def test_it_pays_where_a_tenth_is_apart(pages: list[int], apart: bool) -> None:
    assert compacting.is_apart(pages) is apart
