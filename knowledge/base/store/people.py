"""What a fact base has of people: who they are, what they hold, and their names."""

import sqlite3

from knowledge.base import echoes, ids, persons, suggest
from knowledge.base.codec import storable
from knowledge.base.listings import Search
from knowledge.base.opened import Opened
from knowledge.base.store.facts import Facts
from knowledge.model import Called, Kind, PersonRef, Profile, Query, RoleFact, withdrawal
from knowledge.names import Names, Resolution

_PROFILE_MEETINGS = 5


class People(Facts):
    """The part of `Base` that gives people and their names."""

    @property
    def names(self) -> "ArchiveNames":
        """The resolver of names; it may be used in any thread."""
        return ArchiveNames(self)

    def person(self, id: str) -> PersonRef | None:
        """A person by current or earlier id, with the latest title and party."""
        with self.reader() as db:
            return persons.find(db, id)

    def people_with_office(
        self, title: str, party: str | None = None, limit: int = 20
    ) -> list[PersonRef]:
        """Who holds or held an office, by title ("premier") and party, the latest first."""
        with self.reader() as db:
            return persons.with_office(db, title, party, limit)

    def people_of_roles(self, query: Query, limit: int = 50) -> dict[str, str]:
        """Ids and names of whom the first roles tell that meet all conditions, in their order.

        Conditions are those of `find`, but for `as_of`, which is not looked at.
        """
        with self.reader() as db:
            search = Search(Kind.ROLE, query)
            return persons.of_roles(db, echoes.facts(db, [search], limit, 0, self.left_out())[0])

    def called(self, person: str) -> Called | None:
        """What the desk says a person is called; None where it says nothing."""
        with self.reader() as db:
            row = ids.find(db, person)
            return None if row is None else persons.called(row)

    def roles(self, person: str) -> list[RoleFact]:
        """What a person holds or held, the latest first."""
        with self.reader() as db:
            row = ids.find(db, person)
            return [] if row is None else self._roles(db, row["n"])

    def _roles(self, db: sqlite3.Connection, n: int) -> list[RoleFact]:
        """What a person (row number) held, as far as this base gives it."""
        held = persons.roles(db, n)
        return [one for one in held if not (self._leaves_out and withdrawal(one))]

    def roles_counted(self, person: str) -> int:
        """How many roles a person has, counted with those that `roles` must withhold."""
        with self.reader() as db:
            row = ids.find(db, person)
            return 0 if row is None else persons.roles_counted(db, row["n"])

    def profile(self, person: str) -> Profile | None:
        """What the archive knows of a person."""
        with self.reader() as db:
            row = ids.find(db, person)
            if row is None:
                return None
            query = Query(command="meetings", people=(row["id"],))
            met, total = self.meetings(query, limit=_PROFILE_MEETINGS, offset=0)
            return Profile(
                person=persons.ref(db, row),
                aliases=persons.aliases(db, row["n"], row["name"]),
                roles=tuple(self._roles(db, row["n"])),
                meetings=tuple(met),
                meetings_total=total,
                called=persons.called(row),
                rulings=persons.rulings(db, row),
            )

    def people(self, limit: int = 50, offset: int = 0) -> list[PersonRef]:
        """People in the order of their ids."""
        with self.reader() as db:
            rows = db.execute(
                "SELECT * FROM people ORDER BY id LIMIT ? OFFSET ?", (limit, offset)
            ).fetchall()
            return [persons.ref(db, row) for row in rows]

    # Names while they are being typed

    def parties_like(self, text: str) -> list[str]:
        """Codes of countries and organisations to choose from for the beginning of a name."""
        with self.reader() as db:
            return suggest.parties(db, text)

    def people_like(self, text: str) -> list[PersonRef]:
        """People to choose from for the beginning of a name, with title and party."""
        with self.reader() as db:
            return suggest.people(db, text)


class ArchiveNames(Names):
    """Names as the archive knows them: parties, and the people of articles and roster."""

    def __init__(self, base: Opened) -> None:
        self._base = base

    def person(self, text: str) -> Resolution:
        """The person that a name, with or without titles, or an office means."""
        text = storable(text)

        def resolve() -> Resolution:
            with self._base.reader() as db:
                return Names(db).person(text)

        return self._base.remembered(("person", text), resolve)
