"""What people decide on people: who is one and the same, who is not, and what they are called.

As with facts, every method writes one line of the log and folds anew what it concerns. Somebody is
named by an id, also an earlier one; `seen` is the place in the log up to which whoever decides has
seen what was decided on them (`person_decided_up_to`).
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from knowledge.base import decisions, ids, persons, suggesting, writing
from knowledge.base.codec import storable
from knowledge.base.decisions import Action, Decision
from knowledge.base.identity import GroupId, alias_keys
from knowledge.base.offices import name_key, office_key
from knowledge.base.opened import Opened
from knowledge.base.results import Suggestion
from knowledge.base.store.target import DecidedMeanwhile, Gone, Undecidable
from knowledge.dates import edtf
from knowledge.text import fold

LONGEST = 120
"""Characters of a name or a title that somebody is given."""

_GROUPS = 200
"""Groups of a person that a decision names; more are of rare spellings."""


class Identity(Opened):
    """The part of `Base` that keeps what people decide on people."""

    def same_person(
        self,
        people: Iterable[str],
        *,
        who: str,
        why: str | None = None,
        shown: str = "",
        seen: int | None = None,
    ) -> Decision:
        """Say that people are one and the same; `shown` is how they were shown, in words.

        What the names that are theirs now come to mean later is theirs, too.

        Raises:
            Undecidable: they are one already, or several of them are listed in the roster.
            Gone: the archive does not hold one of them.
            DecidedMeanwhile: somebody decided on one of them after `seen`.
        """
        with self._connections.write() as db:
            found = [_Somebody(db, id, seen) for id in dict.fromkeys(people)]
            found = list({one.n: one for one in found}.values())
            if len(found) < 2:
                raise Undecidable("These are one person already.")
            listed = [one.id for one in found if one.listed]
            if len(listed) > 1:
                raise Undecidable(
                    "More than one of them is in the newsroom's list of people: "
                    "make them one there, and import it again."
                )
            payload = {
                "groups": [list(group) for one in found for group in one.groups],
                "listed": listed,
                "shown": shown or " and ".join(one.name for one in found),
            }
            return writing.decide(db, _decision(Action.SAME_PERSON, found, who, why, payload))

    def other_person(
        self,
        person: str,
        articles: Iterable[str] = (),
        *,
        groups: Iterable[GroupId] = (),
        who: str,
        why: str | None = None,
        shown: str = "",
        seen: int | None = None,
    ) -> Decision:
        """Say that whom these articles call so is somebody else of that name: one other person.

        It holds for later versions of these articles; who that is can be said by `same_person`.
        With `groups`, those of the person's `person_groups` are the other's in every article.

        Raises:
            Undecidable: the articles, or groups, name the person in none or all of the archive.
            Gone: the archive does not hold the person.
            DecidedMeanwhile: see `same_person`.
        """
        with self._connections.write() as db:
            one = _Somebody(db, person, seen)
            named_in, wanted = set(one.articles()), set(groups)
            chosen = [id for id in dict.fromkeys(articles) if id in named_in]
            apart = [group for group in one.groups if group in wanted]
            rest = len(chosen) < len(named_in) and len(apart) < len(one.groups)
            if not (chosen or apart) or not (rest or one.listed):
                raise Undecidable(
                    f"Choose some of the articles that name {one.name}, not none or all of them."
                )
            payload = {
                **one.payload(),
                "apart": [list(group) for group in apart],
                "shown": shown or one.name,
            }
            on = [f"article:{id}" for id in chosen]
            return writing.decide(db, _decision(Action.OTHER_PERSON, [one], who, why, payload, on))

    def alias(
        self,
        person: str,
        name: str,
        *,
        who: str,
        why: str | None = None,
        seen: int | None = None,
    ) -> Decision:
        """Say that a person has another name.

        Typed, it finds them. Articles that print it with a party that fits mean them; a name of
        one word only with their party and office, as a surname alone is no identity.

        Raises:
            Undecidable: this is no name, or theirs already.
            Gone, DecidedMeanwhile: see `same_person`.
        """
        with self._connections.write() as db:
            one = _Somebody(db, person, seen)
            name = " ".join(storable(name).split())
            if not fold(name) or len(name) > LONGEST or any(c.isdigit() for c in name):
                raise Undecidable(f"A name has letters, no digits, and at most {LONGEST} of them.")
            if name_key(name) in {name_key(own) for own in one.names()}:
                raise Undecidable(f"{one.name} has this name already.")
            keys = sorted(alias_keys(name, one.offices()))
            payload = {**one.payload(), "name": name, "keys": keys, "shown": one.name}
            return writing.decide(db, _decision(Action.ALIAS, [one], who, why, payload))

    def role(
        self,
        person: str,
        title: str,
        party: str | None = None,
        since: str | None = None,
        *,
        who: str,
        why: str | None = None,
        seen: int | None = None,
    ) -> Decision:
        """Say what a person is called: a title and, where it has one, the party it is of.

        It is shown as the desk's, in place of the latest title in articles, until it is undone;
        no fact is made of it.

        Args:
            person: the id.
            title: as it is shown ("Foreign Minister").
            party: the code of a country or organisation.
            since: since when (EDTF).
            who, why, seen: see `same_person`.

        Raises:
            Undecidable: there is no such party or date, or the title is empty or too long.
            Gone, DecidedMeanwhile: see `same_person`.
        """
        with self._connections.write() as db:
            one = _Somebody(db, person, seen)
            title = " ".join(storable(title).split())
            if not office_key(title) or len(title) > LONGEST:
                raise Undecidable(f"A title has words, and at most {LONGEST} characters.")
            if party is not None and not _is_party(party):
                raise Undecidable("There is no such country or organisation.")
            if since is not None and not edtf.valid(since):
                raise Undecidable("This is no date.")
            payload = {
                **one.payload(), "title": title, "party": party, "since": since,
                "was": one.title(), "shown": one.name,
            }  # fmt: skip
            return writing.decide(db, _decision(Action.ROLE, [one], who, why, payload))

    def dismiss_suggestion(
        self, one: str, other: str, *, who: str, why: str | None = None
    ) -> Decision:
        """Say that two people are not one, so that it is not suggested any more.

        Raises:
            Gone: the archive does not hold one of them.
            Undecidable: they are one person.
        """
        with self._connections.write() as db:
            found = [_Somebody(db, id, None) for id in (one, other)]
            if found[0].n == found[1].n:
                raise Undecidable("These are one person already.")
            payload = {"shown": " and ".join(one.name for one in found)}
            return writing.decide(db, _decision(Action.REJECT, found, who, why, payload))

    def merge_suggestions(self, limit: int = 5, skipped: Collection[str] = ()) -> list[Suggestion]:
        """Pairs of people who may be one and the same, the likeliest first.

        Those that were dismissed or told apart are left out, and those whose keys are `skipped`.
        """
        with self.reader() as db:
            return suggesting.suggestions(db, limit, skipped)

    def person_groups(self, person: str) -> list[GroupId]:
        """How articles print a person: key, party and office, the commonest first."""
        with self.reader() as db:
            row = ids.find(db, person)
            return [] if row is None else persons.groups(db, row["n"])

    def person_decided_up_to(self, person: str) -> int:
        """The place in the log of the last decision on somebody, in force or not; 0 for none."""
        with self.reader() as db:
            row = ids.find(db, person)
            return 0 if row is None else _last(db, row["n"])


class _Somebody:
    """A person that is decided on."""

    def __init__(self, db: sqlite3.Connection, id: str, seen: int | None) -> None:
        row = ids.find(db, id)
        if row is None:
            raise Gone("The archive does not hold this person any more.")
        self._db = db
        self._row = row
        self.n: int = row["n"]
        self.id: str = row["id"]
        self.name: str = row["name"]
        self.listed = row["origin"] == "roster"
        self.groups: list[GroupId] = persons.groups(db, self.n)[:_GROUPS]
        last = _last(db, self.n)
        if seen is not None and last > seen:
            raise DecidedMeanwhile(decisions.latest(db, 1, last + 1)[0])

    def payload(self) -> dict[str, Any]:
        """Who the person is, as decisions keep it."""
        groups = [list(group) for group in self.groups]
        return {"groups": groups, "listed": [self.id] if self.listed else []}

    def articles(self) -> list[str]:
        """The articles that name the person."""
        return persons.articles(self._db, self.n)

    def names(self) -> list[str]:
        """All names that the person has."""
        return [self.name, *persons.aliases(self._db, self.n, self.name)]

    def title(self) -> str | None:
        """What the person was called before."""
        return persons.ref(self._db, self._row).title

    def offices(self) -> list[tuple[str, str]]:
        """The parties and offices that the person has in articles, in the roster, by the desk."""
        return persons.offices(self._db, self._row)


def _decision(
    action: Action,
    several: Sequence[_Somebody],
    who: str,
    why: str | None,
    payload: Mapping[str, Any],
    on: Iterable[str] = (),
) -> Decision:
    first, *others = (f"person:{one.id}" for one in several)
    return Decision(action, first, who, why, payload, on=(*others, *on))


def _last(db: sqlite3.Connection, n: int) -> int:
    """The place in the log of the last decision on a person, under any of their ids."""
    return decisions.last_about(db, [f"person:{id}" for id in ids.all_of(db, n)])


def _is_party(code: str) -> bool:
    from knowledge.names.gazetteer import countries, organisations

    codes = {one.code for one in countries()} | {one.code for one in organisations()}
    return code in codes
