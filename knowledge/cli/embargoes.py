"""Letting in the articles whose embargo has ended, before anything else is done."""

from knowledge.base import Base, Outcome
from knowledge.cli.terminal import say


def release(base: Base) -> list[str]:
    """Let in what is due, say so, and give the ids."""
    released = []
    for saved in base.release():
        if saved.outcome is Outcome.UNREADABLE:
            say(f"{saved.article}: its embargo has ended, but {saved.problems[0]}")
            continue
        say(f"{saved.article}: its embargo has ended, and it is in the archive")
        released.append(saved.article)
    return released
