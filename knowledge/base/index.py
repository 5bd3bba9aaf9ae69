"""Keeps the index of people's names in step with the people."""

import sqlite3

from knowledge.base.people import Changes


def follow(db: sqlite3.Connection, changes: Changes) -> None:
    """Enter, replace and remove what changed among the people."""


def clear(db: sqlite3.Connection) -> None:
    """Empty the index."""
