"""Letting in the articles whose embargo has ended, before anything else is done."""

from knowledge.base import Base
from knowledge.cli.terminal import say


def release(base: Base) -> list[str]:
    """Let in what is due, say so, and give the ids."""
    released = [saved.article for saved in base.release()]
    for id in released:
        say(f"{id}: its embargo has ended, and it is in the archive")
    return released
