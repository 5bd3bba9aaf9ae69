"""What can be wrong with the files that stand beside a fact base: the bot's own, and SQLite's."""

from pathlib import Path

from knowledge.base.problems import BaseProblem, Trouble, is_read_only


def damaged_beside(path: Path) -> BaseProblem:
    """The same of a file beside the base, which no reading of articles makes anew."""
    return BaseProblem(
        f"“{path.name}”, which stands beside the fact base, is damaged. Put back a copy with "
        "python -m knowledge restore, or move it away to begin without it.",
        Trouble.DAMAGED,
    )


def beside_the_link(link: Path, there: Path, wanted: Path) -> BaseProblem:
    """A file beside a link to the base, where it belongs beside the base itself."""
    return BaseProblem(
        f"“{link.name}” is a link to the fact base, and “{there.name}” stands beside the link: it "
        f"has to stand beside the fact base itself, as “{wanted.name}”. Stop Dateline, move it "
        "there (where both are, keep the one that counts), and try again.",
        Trouble.UNREACHABLE,
    )


def log_left(path: Path) -> BaseProblem:
    """On a read-only or full disk, with a log or journal, which can't be opened there."""
    trouble = Trouble.READ_ONLY if is_read_only(path) else Trouble.FULL
    if path.with_name(f"{path.name}-journal").exists():
        return BaseProblem(
            f"A change to “{path.name}” was broken off. “{path.name}-journal” tells how to take it "
            "back, which is not possible without the right to write or on a full disk. Make both "
            "writable, with some room, and try again.",
            trouble,
        )
    return BaseProblem(
        f"What was saved last in the fact base “{path.name}” still stands in “{path.name}-wal”, "
        "which can't be opened on a disk that is read-only or full. Make it writable, with some "
        "room, or copy both files to another folder and name the base there with DATELINE_DB or "
        "--db.",
        trouble,
    )


def log_alone(path: Path) -> BaseProblem:
    """A log with commits, whose base was moved away, deleted or emptied."""
    return BaseProblem(
        f"The fact base “{path.name}” is gone, but “{path.name}-wal” still holds what was saved in "
        "it last. Put the base back beside it; where it has another name now, move "
        f"“{path.name}-wal” to that name with “-wal” at its end. To begin without it, move "
        f"“{path.name}-wal” away.",
        Trouble.MISSING,
    )
