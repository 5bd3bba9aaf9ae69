"""A name index in memory."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

import pytest

from knowledge.names import Names, PersonEntry, index, schema

MakeNames = Callable[[Iterable[PersonEntry]], Names]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    for statement in schema.STATEMENTS:
        connection.execute(statement)
    yield connection
    connection.close()


@pytest.fixture
def names_of(db: sqlite3.Connection) -> MakeNames:
    def make(people: Iterable[PersonEntry]) -> Names:
        index.add(db, people)
        return Names(db)

    return make
